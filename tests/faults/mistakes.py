"""Mistakes that authors make in a deck, each made where the line to be blamed is known.

A deck is taken apart into its head and its cards. A mistake gets one of these and gives every way
in which it can be made there: the lines as they are then, and which of them is to be blamed.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from quizapp.questions.union import QUESTION_TYPES


@dataclass(frozen=True)
class Written:
    """A key and what stands behind it, on the lines of a block from `at` to `end`."""

    key: str
    value: str
    """What stands on the line of the key; empty when all of it is below."""
    at: int
    end: int
    indent: int

    @property
    def is_plain(self) -> bool:
        return bool(self.value) and self.value[0] not in "\"'[{|>" and " #" not in self.value

    @property
    def is_one_line(self) -> bool:
        return self.end == self.at + 1 and bool(self.value)


@dataclass(frozen=True)
class Block:
    """The head of a deck, or one of its cards."""

    lines: tuple[str, ...]
    is_head: bool = False
    before: Sequence[str] = field(default=(), compare=False)
    """The ids of the cards above it."""
    has_text: bool = field(default=False, compare=False)
    """Whether the deck's quotes are checked against a text."""

    @cached_property
    def is_flow(self) -> bool:
        return not self.is_head and self.lines[0].lstrip(" -").startswith("{")

    @cached_property
    def type(self) -> str:
        return "" if self.is_head else re.search(r"\btype: (\w+)", "\n".join(self.lines))[1]  # type: ignore[index]

    @cached_property
    def fields(self) -> Sequence[Written]:
        """Those that stand below each other."""
        if self.is_flow:
            return ()
        found = []
        for at, line in enumerate(self.lines):
            match = re.match(r"( *)(- +)?([\w-]+):(?: +(.*))?$", line)
            if match:
                indent = len(match[1]) + len(match[2] or "")
                found.append((at, indent, match[3], match[4] or ""))
        width = 0 if self.is_head else found[0][1]
        mine = [one for one in found if one[1] == width]
        ends = [*(one[0] for one in mine[1:]), len(self.lines)]
        out = []
        for (at, indent, key, value), end in zip(mine, ends, strict=True):
            last = end
            while last > at + 1 and re.match(r"\s*(#|$)", self.lines[last - 1]):
                last -= 1
            out.append(Written(key, value, at, last, indent))
        return out

    @cached_property
    def bare(self) -> Sequence[int]:
        """The lines that are neither notes nor within a block of text, and no keys of the deck."""
        out: list[int] = []
        inside = -1
        for at, line in enumerate(self.lines):
            width = len(line) - len(line.lstrip(" "))
            if not line.strip() or (0 <= inside < width):
                continue
            inside = width if re.search(r": [|>]-?$", line) else -1
            if not line.lstrip().startswith("#") and line != "cards:":
                out.append(at)
        return out

    def having(self, *names: str) -> Iterator[Written]:
        return (one for one in self.fields if one.key in names)

    def with_line(self, at: int, line: str) -> "Spoiled":
        return Spoiled((*self.lines[:at], line, *self.lines[at + 1 :]), at)

    def with_value(self, one: Written, *values: str, line: int = 0) -> "Spoiled":
        """Another value for a field; `line` is the one to be blamed, counted from the field's."""
        first, *rest = values
        head = self.lines[one.at][: self.lines[one.at].index(one.key) + len(one.key)]
        new = (f"{head}: {first}".rstrip(), *rest)
        return Spoiled((*self.lines[: one.at], *new, *self.lines[one.end :]), one.at + line)

    def with_more(self, one: Written, *more: str) -> "Spoiled":
        """Further lines behind a field, of which the first is to be blamed."""
        lines = (*self.lines[: one.end], *(f"{' ' * one.indent}{line}" for line in more))
        return Spoiled((*lines, *self.lines[one.end :]), one.end)


@dataclass(frozen=True)
class Spoiled:
    lines: Sequence[str]
    blamed: int
    """One of these lines, counted from 0."""


Mistake = Callable[[Block], Iterator[Spoiled]]

TEXTS = ("prompt", "explain", "note", "by", "title", "description", "about")
"""Fields that hold any text. `answer` does too, but for numbers and what is true or false."""


def _texts(block: Block) -> Iterator[Written]:
    yield from block.having(*TEXTS)
    if block.type in ("flashcard", "choice", "typed"):
        yield from block.having("answer")


def _each(
    block: Block, pattern: str, instead: str | Callable[[re.Match[str]], str]
) -> Iterator[Spoiled]:
    """Each place on the lines where the pattern fits, changed."""
    for at in block.bare:
        line = block.lines[at]
        for match in re.finditer(pattern, line):
            new = instead(match) if callable(instead) else match.expand(instead)
            if new != match[0]:
                yield block.with_line(at, line[: match.start()] + new + line[match.end() :])


_DOUBLE = r'"(?:[^"\\]|\\.)*"'
_SINGLE = r"'(?:[^']|'')*'"


def closing_quote_dropped(block: Block) -> Iterator[Spoiled]:
    begin = r"(?:(?<=: )|(?<=  - )|(?<=[\[{]))"
    yield from _each(block, rf"{begin}(?:{_DOUBLE}|{_SINGLE})", lambda match: match[0][:-1])


def opening_quote_dropped(block: Block) -> Iterator[Spoiled]:
    """Not of 'a word', as `Rus'` may be meant as it stands, and so may `27"`."""
    for one in block.fields:
        if one.is_one_line and re.match(r"\".+[^\d]\"$|'.+[.?!]'$|'.*''.*'$", one.value):
            yield block.with_value(one, one.value[1:])


def quote_within_quotes(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        yield block.with_value(one, '"The "old" one"')
        yield block.with_value(one, "'The river's mouth'")


def colon_dropped(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        line = block.lines[one.at]
        yield block.with_line(one.at, line.replace(f"{one.key}:", one.key, 1))


def blank_behind_colon_dropped(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        if one.value:
            line = block.lines[one.at]
            yield block.with_line(one.at, line.replace(f"{one.key}: ", f"{one.key}:", 1))


def tab_as_indent(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        line = block.lines[one.at]
        if line.startswith(" ") and not line.lstrip().startswith("-"):
            yield block.with_line(one.at, "\t" + line.lstrip())
            yield block.with_line(one.at, line[:2] + "\t" + line.lstrip())


def no_break_space_as_indent(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        line = block.lines[one.at]
        if line.startswith(" ") and not line.lstrip().startswith("-"):
            yield block.with_line(one.at, "\N{NO-BREAK SPACE}" * one.indent + line.lstrip())
            yield block.with_line(one.at, line[1:2] + "\N{NO-BREAK SPACE}" + line[2:])


def field_one_to_the_right(block: Block) -> Iterator[Spoiled]:
    for one in block.fields[0 if block.is_head else 1 :]:
        yield block.with_line(one.at, f" {block.lines[one.at]}")


def field_one_to_the_left(block: Block) -> Iterator[Spoiled]:
    for one in block.fields[1:]:
        if one.indent:
            yield block.with_line(one.at, block.lines[one.at][1:])


def card_one_to_the_right(block: Block) -> Iterator[Spoiled]:
    if not block.is_head and block.before:
        yield Spoiled([f" {line}" if line.strip() else line for line in block.lines], 0)
        yield block.with_line(0, f" {block.lines[0]}")


def card_one_to_the_left(block: Block) -> Iterator[Spoiled]:
    if not block.is_head and block.before and block.lines[0].startswith(" "):
        yield Spoiled([line.removeprefix(" ") for line in block.lines], 0)


def item_moved_by_one(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        items = [at for at in range(one.at + 1, one.end) if re.match(r" +- \S", block.lines[at])]
        for at in items[1:]:
            if not block.lines[at].lstrip(" -").startswith("passage"):
                yield block.with_line(at, f" {block.lines[at]}")
                yield block.with_line(at, block.lines[at][1:])


def hyphen_without_blank(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        items = [at for at in range(one.at + 1, one.end) if re.match(r" +- \w", block.lines[at])]
        for at in items:
            yield block.with_line(at, block.lines[at].replace("- ", "-", 1))


def misspelt(word: str) -> Iterator[str]:
    """The word with one letter too few, too many, or in the wrong place."""
    if len(word) > 2:
        yield word[:-2] + word[-1]
        yield word[:2] + word[1:]
        if word[-1] != word[-2]:
            yield word[:-2] + word[-1] + word[-2]


def key_misspelt(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        for word in misspelt(one.key):
            yield block.with_line(one.at, block.lines[one.at].replace(one.key, word, 1))
    if block.is_flow:
        for name in ("id", "type", "prompt", "answer", "explain", "items", "pairs"):
            for word in misspelt(name):
                yield from _each(block, rf"(?<=[{{ ]){name}:", f"{word}:")


def key_in_capitals(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        yield block.with_line(one.at, block.lines[one.at].replace(one.key, one.key.title(), 1))


OTHERS_CALL_IT = {
    "prompt": ("front", "question", "statement", "Question"),
    "answer": ("back", "correct", "solution", "correct_answer"),
    "distractors": ("options", "choices", "wrong_answers"),
    "items": ("steps", "sequence", "options"),
    "pairs": ("matches",),
    "explain": ("explanation", "rationale"),
    "hint": ("hints",),
    "tags": ("tag",),
    "tolerance": ("margin",),
    "text": ("sentence",),
}


def key_as_others_call_it(block: Block) -> Iterator[Spoiled]:
    for one in () if block.is_head else block.fields:
        for name in OTHERS_CALL_IT.get(one.key, ()):
            yield block.with_line(one.at, block.lines[one.at].replace(one.key, name, 1))


def unknown_key(block: Block) -> Iterator[Spoiled]:
    for one in block.fields[1:-1]:
        yield block.with_more(one, "weight: 3")
        yield block.with_more(one, "difficulty: high")


def field_of_another_type(block: Block) -> Iterator[Spoiled]:
    others = {"tolerance": "3", "items": "[one, two]", "pin": "[one]", "case_sensitive": "true"}
    for one in () if block.is_head else block.fields[1:]:
        for name, value in others.items():
            if name not in QUESTION_TYPES[block.type].model_fields:
                yield block.with_more(one, f"{name}: {value}")


def type_misspelt(block: Block) -> Iterator[Spoiled]:
    for word in (*misspelt(block.type), block.type.title(), "multiple", "quiz"):
        if not block.is_head:
            yield from _each(block, rf"(?<=\btype: ){block.type}\b", word)


def key_twice(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        if one.is_one_line:
            yield block.with_more(one, f"{one.key}: {one.value}")
    for first, second in pairwise(block.fields):
        if first.is_one_line:
            yield block.with_more(second, f"{first.key}: {first.value}")


REQUIRED = ("id", "type", "prompt", "text", "answer", "answers", "distractors", "items", "pairs")


def needed_field_deleted(block: Block) -> Iterator[Spoiled]:
    for one in () if block.is_head else block.fields[1:]:
        if one.key in REQUIRED:
            yield Spoiled((*block.lines[: one.at], *block.lines[one.end :]), 0)
    if block.is_flow:
        for at, line in enumerate(block.lines):
            for match in re.finditer(
                r"(?:prompt|answer|type): (?:\w[^,]*|\"[^\"]*\"|'[^']*'), ", line
            ):
                new = line[: match.start()] + line[match.end() :]
                yield Spoiled(block.with_line(at, new).lines, 0)


def emptied(block: Block) -> Iterator[Spoiled]:
    for one in block.fields:
        if one.key != "cards":
            yield block.with_value(one, "")
            yield block.with_value(one, "null")
        if one.key in (*REQUIRED, "title", "deck"):
            yield block.with_value(one, '""')


def list_for_a_text(block: Block) -> Iterator[Spoiled]:
    for one in (*_texts(block), *block.having("id", "status", "claim", "language")):
        yield block.with_value(one, "[one, two]")
        yield block.with_value(
            one, "", f"{' ' * one.indent}  - one", f"{' ' * one.indent}  - two", line=1
        )


def text_for_a_list(block: Block) -> Iterator[Spoiled]:
    for one in block.having("distractors", "answers", "items", "pairs", "tags", "apart", "was"):
        yield block.with_value(one, "one of them")
    for one in block.having("feedback", "source", "defaults", "limits"):
        yield block.with_value(one, "one of them")


def mapping_for_a_text(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        yield block.with_value(one, "{one: two}")


def wrong_value(block: Block) -> Iterator[Spoiled]:
    values = {
        "reverse": ("yes", "1"),
        "case_sensitive": ("True", "no"),
        "exact": ("on",),
        "tolerance": ("-1", "some"),
        "claim": ("true", "atributed"),
        "status": ("Draft", "done"),
        "slips": ("no",),
        "accents": ("stict",),
        "as_of": ("2024-13-01", "26.02.2024", "2024"),
        "order": ("first", "-1"),
        "language": ("[en]",),
        "id": ("Two words", "UPPER", "under_score", "é"),
        "deck": ("Two words", "UPPER"),
        "limits": ("{new_per_day: many}", "{new: 3}"),
        "evidence": ("{quote: x, page: 2}", "{passage: 2}", "[]x"),
    }
    for one in block.fields:
        for value in values.get(one.key, ()):
            yield block.with_value(one, value)
    if block.type == "true_false":
        for value in ("True", "yes", "FALSE", "right"):
            yield from (block.with_value(one, value) for one in block.having("answer"))
            yield from _each(block, r"(?<=\banswer: )\w+", value)
    if block.type == "numeric":
        for value in ("31,000", "12 km", "12%", "about 3", "1e999999", "0x1F", "1/2"):
            yield from (block.with_value(one, value) for one in block.having("answer"))
        yield from _each(block, r"(?<=\banswer: )\d+", "many")


def id_twice(block: Block) -> Iterator[Spoiled]:
    for taken in block.before[-3:]:
        yield from _each(block, r"(?<=\bid: )[\w-]+", taken)


def unknown_card(block: Block) -> Iterator[Spoiled]:
    for one in () if block.is_head else block.fields[1:]:
        if one.key == "apart":
            yield block.with_value(one, "[no-such-card]")
        elif not any(block.having("apart")):
            yield block.with_more(one, "apart: [no-such-card]")


def unknown_option(block: Block) -> Iterator[Spoiled]:
    for one in block.having("pin", "feedback", "accept"):
        if one.key == "pin":
            yield block.with_value(one, "[No such option]")
        elif one.key == "feedback":
            yield block.with_value(one, "{No such option: It is none.}")
        elif block.type == "cloze":
            yield block.with_value(one, "{c9: [another]}")


def option_twice(block: Block) -> Iterator[Spoiled]:
    for one in block.having("distractors", "items"):
        yield block.with_value(one, "[same, other, same]")
    if block.type == "choice":
        for answer in block.having("answer"):
            if answer.is_plain and "," not in answer.value:
                for one in block.having("distractors"):
                    yield block.with_value(one, f"[other, {answer.value}]")


def quote_altered(block: Block) -> Iterator[Spoiled]:
    if block.has_text:
        yield from _each(block, r"(?<=quote: )(\"?)(\w+ \w+) (\w+)", r"\1\2 never \3")


def passage_that_is_not(block: Block) -> Iterator[Spoiled]:
    if block.has_text:
        yield from _each(block, r"(?<=passage: )\d+", "99")
        yield from _each(block, r"(?<=passage: )\d+", "first")


def bracket_not_closed(block: Block) -> Iterator[Spoiled]:
    yield from _each(block, r"(?<=: )(\[[^\[\]]*)\]$", r"\1")
    yield from _each(block, r"(?<=: )(\{.*)\}$", r"\1")
    yield from _each(block, r"(?<=- )(\{.*)\}$", r"\1")


def bracket_too_many(block: Block) -> Iterator[Spoiled]:
    yield from _each(block, r"(?<=: )(\[[^\[\]]*\])$", r"\1]")
    yield from _each(block, r"(?<=: )\[(\[?[^\[\]]*\])$", r"\1")


def gap_without_quotes(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        yield block.with_value(one, "{{c1::Kura}} flows")
    for one in block.having("text"):
        yield block.with_value(one, "{{c1::Kura}} flows past {{c2::Tbilisi}}")
        yield block.with_value(one, "{{c1::Kura}}")


def gap_not_closed(block: Block) -> Iterator[Spoiled]:
    for one in block.having("text"):
        for value in ("The {{c1::Kura flows", "The {{c1::Kura} flows", "The {c1::Kura}} flows"):
            yield block.with_value(one, f'"{value}"')
        yield block.with_value(one, "No gap at all")
        yield block.with_value(one, '"{{c1:Kura}} flows"')
        yield block.with_value(one, '"{{c1::}} flows"')


def number_sign_in_a_text(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        yield block.with_value(one, "Which is #1 of them?")
    yield from _each(block, r"(?<=, answer: )(\w+)(?=, )", r"\1 #2")


def colon_in_a_text(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        yield block.with_value(one, "Think of it: what is it?")
        if one.is_plain and " " in one.value:
            yield block.with_value(one, one.value.replace(" ", ": ", 1))
    yield from _each(block, r"(?<=, prompt: )(\w+)(?= \w)", r"\1:")


def escape_in_double_quotes(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        for value in (
            r"The angle \theta",
            r"C:\temp",
            r"C:\Users\me",
            r"5 \% of it",
            r"\nu and \mu",
        ):
            yield block.with_value(one, f'"{value}"')


def sign_at_the_beginning(block: Block) -> Iterator[Spoiled]:
    values = (
        *("[Sic] who?", "? what", "@home it is", "&c. and so on", "*It* is", "!not so", "%5 of it"),
        *("`code` is it", "- an item", "{it} is", "> more", "| a bar", ", then", "] so", "} so"),
    )
    for one in _texts(block):
        for value in values:
            yield block.with_value(one, value)


def text_not_indented(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        for sign in ("|", ">", ">-"):
            indent = " " * one.indent
            yield block.with_value(one, sign, f"{indent}The text stands here.", line=1)


def text_goes_on_too_far_left(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        indent = " " * one.indent
        yield block.with_value(one, "The text begins,", f"{indent}and ends here", line=1)


def value_twice_on_a_line(block: Block) -> Iterator[Spoiled]:
    """Words behind a text in quotes or a list in brackets."""
    for one in block.fields:
        if one.is_one_line and one.value[0] in "\"'[{":
            yield block.with_value(one, f"{one.value} and more")


def comma_in_braces(block: Block) -> Iterator[Spoiled]:
    yield from _each(block, r"(?<=, prompt: )(\w+)(?= \w)", r"\1, so,")
    yield from _each(block, r"(?<=\{quote: )([A-Z]\w+)(?= \w)", r"\1, so")


def needs_a_name(block: Block) -> Iterator[Spoiled]:
    for one in block.having("claim"):
        for by in block.having("by"):
            lines = [line for at, line in enumerate(block.lines) if at != by.at]
            if by.end == by.at + 1 and one.value != "fact":
                yield Spoiled(lines, lines.index(block.lines[one.at]))


def control_character(block: Block) -> Iterator[Spoiled]:
    for one in _texts(block):
        for sign in ("\x07", "\x1b[2J", "\u202e", "\u200b"):
            yield block.with_value(one, f"A text{sign} with a sign")


def share_of_yaml(block: Block) -> Iterator[Spoiled]:
    for one in block.fields[1:]:
        if one.is_one_line and one.is_plain:
            yield block.with_value(one, f"!!str {one.value}")
            yield block.with_value(one, f"&here {one.value}")
        if one.key != "cards":
            yield block.with_more(one, "<<: {explain: so}")


def second_document(block: Block) -> Iterator[Spoiled]:
    if not block.is_head:
        yield Spoiled(("---", *block.lines), 0)


def markdown_unknown(block: Block) -> Iterator[Spoiled]:
    for one in block.having("prompt", "explain", "note"):
        yield block.with_value(one, "'See [the page](https://example.org/x) for it'")
        yield block.with_value(one, "It is <b>bold</b> here")


def source_misnamed(block: Block) -> Iterator[Spoiled]:
    if block.is_head:
        yield from _each(block, r"(?<=  text: )\S+\.md", "missing.md")
        yield from _each(block, r"(?<=  text: )\S+\.md", "../secret.md")
        yield from _each(block, r"(?<=  url: )\S+", "example")
        yield from _each(block, r"(?<=  published: )\S+", "yesterday")
        yield from _each(block, r"(?<=^  )publisher(?=:)", "publishr")


def head_incomplete(block: Block) -> Iterator[Spoiled]:
    """What the deck as a whole lacks is said of its first line that is no note."""
    for one in block.having("deck", "title") if block.is_head else ():
        lines = (*block.lines[: one.at], *block.lines[one.end :])
        first = next(at for at, line in enumerate(lines) if re.match(r"\w", line))
        yield Spoiled(lines, first)


def unknown_language(block: Block) -> Iterator[Spoiled]:
    for one in block.having("language") if block.is_head else ():
        yield block.with_value(one, "english")


MISTAKES: tuple[Mistake, ...] = (
    closing_quote_dropped,
    opening_quote_dropped,
    quote_within_quotes,
    colon_dropped,
    blank_behind_colon_dropped,
    tab_as_indent,
    no_break_space_as_indent,
    field_one_to_the_right,
    field_one_to_the_left,
    card_one_to_the_right,
    card_one_to_the_left,
    item_moved_by_one,
    hyphen_without_blank,
    key_misspelt,
    key_in_capitals,
    key_as_others_call_it,
    unknown_key,
    field_of_another_type,
    type_misspelt,
    key_twice,
    needed_field_deleted,
    emptied,
    list_for_a_text,
    text_for_a_list,
    mapping_for_a_text,
    wrong_value,
    id_twice,
    unknown_card,
    unknown_option,
    option_twice,
    quote_altered,
    passage_that_is_not,
    bracket_not_closed,
    bracket_too_many,
    gap_without_quotes,
    gap_not_closed,
    number_sign_in_a_text,
    colon_in_a_text,
    escape_in_double_quotes,
    sign_at_the_beginning,
    text_not_indented,
    text_goes_on_too_far_left,
    value_twice_on_a_line,
    comma_in_braces,
    needs_a_name,
    control_character,
    share_of_yaml,
    second_document,
    markdown_unknown,
    source_misnamed,
    head_incomplete,
    unknown_language,
)
