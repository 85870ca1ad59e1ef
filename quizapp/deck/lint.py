"""What is wrong with cards that the type of each field cannot say."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from quizapp.core import markdown
from quizapp.core.codes import Code, Loc, Problem
from quizapp.core.text import REPLACEMENT, clean, cut, nearest
from quizapp.deck.source_text import SourceText
from quizapp.questions.base import LONGEST_SHOWN
from quizapp.questions.choice import Choice
from quizapp.questions.numeric import Numeric
from quizapp.questions.typed import Typed
from quizapp.questions.union import AnyQuestion

MARKDOWN_SIGNS = ("# ", "](", "<", "&", "--", "==", "- -", "* ", "~~", "```")
"""Each kind of Markdown that a card does not take needs one; most cards are done with at once."""


def problems(
    question: AnyQuestion, article: SourceText | None, signs: Sequence[str] = MARKDOWN_SIGNS
) -> Iterator[Problem]:
    """All problems of one question by itself, at paths that start at the question.

    `signs`: those of Markdown that its file may hold, as `markdown_signs` tells.
    """
    yield from question.problems()
    if signs:
        yield from _unknown_markdown(question, signs)
    if article is not None:
        yield from _evidence(question, article)
    if isinstance(question, Choice | Numeric | Typed):
        yield from _giveaway(question)


def _evidence(question: AnyQuestion, article: SourceText) -> Iterator[Problem]:
    for index, evidence in enumerate(question.evidence):
        if missing := article.missing(evidence.passage):
            yield Problem(("evidence", index, "passage"), Code.QUOTE, missing)
        elif wrong := article.misquoted(evidence.quote, evidence.passage):
            yield Problem(("evidence", index, "quote"), Code.QUOTE, wrong)


def _giveaway(question: Choice | Numeric | Typed) -> Iterator[Problem]:
    answer = f"{question.answer:f}" if isinstance(question, Numeric) else question.answer
    if len(answer) < 4 or not _mentions(question.prompt, answer):
        return
    if isinstance(question, Choice) and any(
        _mentions(question.prompt, distractor) for distractor in question.distractors
    ):
        return  # a prompt that lists its options gives nothing away
    message = f'the prompt contains the answer, "{cut(answer, LONGEST_SHOWN)}"; ask without it'
    yield Problem(("prompt",), Code.GIVEAWAY, message)


def _mentions(prompt: str, words: str) -> bool:
    prompt, words = prompt.casefold(), words.casefold()
    if words not in prompt:
        return False
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", prompt) is not None


def named(card: Any) -> Any:
    """What the checks of a whole deck ask of a card: its names, and those of others."""
    return (
        {field: card[field] for field in ("id", "was", "apart") if field in card}
        if isinstance(card, dict)
        else card
    )


def duplicate_ids(cards: list[Any]) -> Iterator[Problem]:
    """Ids that are taken already, earlier ones in `was` included; paths start at the cards."""
    taken: dict[str, int] = {}
    for index, card in enumerate(cards):
        for loc, slug in _ids(card):
            if slug in taken:
                message = f'"{slug}" is taken by card {taken[slug] + 1}; choose another'
                yield Problem((index, *loc), Code.DUPLICATE_ID, message)
            else:
                taken[slug] = index


MOST_HINTS = 5
"""Unknown ids in a deck for which a near one is looked for: among thousands, that takes a while."""


def unknown_apart(cards: list[Any], unread: Iterable[str] = ()) -> Iterator[Problem]:
    """Ids in `apart` that no other card of the deck has; paths start at the cards.

    `unread`: what may be the ids of cards that could not be read.
    """
    wishes = [
        (index, place, other)
        for index, card in enumerate(cards)
        if isinstance(card, dict) and isinstance(card.get("apart"), list)
        for place, other in enumerate(card["apart"])
        if isinstance(other, str)
    ]
    there = {slug: slug for slug in unread}  # by the ids that cards have and had, their ids now
    for card in cards if wishes else ():
        slugs = [slug for _, slug in _ids(card)]
        there |= dict.fromkeys(reversed(slugs), slugs[0] if slugs else "")
    unknown = 0
    for index, place, other in wishes:
        now = ""
        if other == cards[index].get("id"):
            message = "this is the card itself; name the one that it is kept apart from"
        elif there.get(other) == other:
            continue
        elif other in there:
            now = there[other]
            message = f'the card "{cut(other)}" is called "{now}" now; write that'
        else:
            unknown += 1
            near = nearest(other, tuple(there)) if unknown <= MOST_HINTS else None
            hint = f'did you mean "{near}"?' if near else "name one by its `id`"
            message = f'no card of this deck is called "{cut(other)}"; {hint}'
        yield Problem((index, "apart", place), Code.UNKNOWN_CARD, message, now)


def _ids(card: Any) -> Iterator[tuple[Loc, str]]:
    if not isinstance(card, dict):
        return
    if isinstance(card.get("id"), str):
        yield ("id",), card["id"]
    earlier = card.get("was")
    for index, slug in enumerate(earlier if isinstance(earlier, list) else []):
        if isinstance(slug, str):
            yield ("was", index), slug


def may_need_cleaning(text: str) -> bool:
    """Whether a file can hold anything that `clean` replaces: as it stands, or as an escape."""
    if "\\" in text:
        return True
    flat = text.replace("\r", "").replace("\n", "")
    return not (flat.isascii() and flat.isprintable()) and REPLACEMENT in clean(flat)


def harmful_characters(value: Any) -> Iterator[Problem]:
    """A warning for every text below `value` that `clean` changes."""
    todo: list[tuple[Loc, Any]] = [((), value)]
    while todo:
        loc, value = todo.pop()
        if isinstance(value, dict):
            todo += [((*loc, key), below) for key, below in value.items()]
            yield from (_replaced((*loc, key), key) for key in value if clean(key) != key)
        elif isinstance(value, list):
            todo += [((*loc, index), below) for index, below in enumerate(value)]
        elif clean(value) != value:
            yield _replaced(loc, value)


def _replaced(loc: Loc, text: str) -> Problem:
    char = next((char for char in text if clean(char) != char), "\r")
    name = unicodedata.name(char, "a control character")
    message = f"U+{ord(char):04X} ({name}) is shown as {REPLACEMENT}; delete it"
    return Problem(loc, Code.CLEANED, message)


_MARKDOWN_FIELDS = (
    *("prompt", "text", "answer", "answers", "distractors", "items", "pairs", "feedback"),
    *("explain", "hint", "note"),
)
_BACKTICKS = re.compile("`+")
_ADDRESS = r"(?:[a-z]+:|www\.|[./#?]|[\w-]+\.[a-z])"
_PAIRED = (
    "a|abbr|b|big|blockquote|center|cite|code|del|dfn|div|em|font|h[1-6]|i|ins|kbd|li|mark|ol|p|pre"
    "|q|s|samp|script|small|span|strike|strong|style|sub|sup|table|td|th|tr|tt|u|ul"
)
"""Tags of HTML that count where both of them are there."""
_MARKDOWN_KINDS = {
    "a heading": (
        re.compile(r"^ {0,3}#{1,6} +\S.*|^[ \t]*\S.*\n {0,3}(?:={3,}|-{3,}) *$", re.M),
        "write a sentence",
    ),
    "a rule": (re.compile(r"^ {0,3}(?:(?:- *){3,}|(?:\* *){3,})$", re.M), "leave a line empty"),
    "an image": (
        re.compile(r"(?<!\\)!\[[^\[\]\n]*\]\([^)\n]{1,300}\)"),
        "say in words what is to be seen",
    ),
    "a link": (
        re.compile(
            rf"(?<!\\)\[[^\[\]\n]+\]\(<?{_ADDRESS}[^)\n]{{0,300}}\)|<https?://[^\s>]+>", re.I
        ),
        "write the address in words, or into `source`",
    ),
    "a table": (
        re.compile(r"^ {0,3}\|?(?: *:?-{2,}:? *\|)+(?: *:?-{2,}:?)? *$", re.M),
        "put it between two lines of ```, where columns stay aligned",
    ),
    "HTML": (
        re.compile(
            rf"<({_PAIRED})(?:\s[^<>]*)?>[^<]*</\1>|<(?:br|hr)\s*/?>|<(?:img|iframe|input)\s[^<>]*>"
            r"|<!--|&(?:nbsp|lt|gt|amp|quot|apos|[mn]dash|hellip|#\d+|#x[\da-f]+);",
            re.I,
        ),
        "use the characters themselves, *emphasis*, **strong** or `code`",
    ),
    "a text struck out": (re.compile(r"~~(?=[^\s~])[^~\n]*[^\s~]~~"), "leave it out"),
    "a list": (re.compile(r"^ {0,3}\* +\S.*\n {0,3}\* +\S.*", re.M), "begin its lines with -"),
}
"""Each with its signs, and what to do instead. No pattern looks at a character again and again,
whatever a stranger's deck holds."""


def markdown_signs(text: str) -> Sequence[str]:
    """Those that a deck's texts may hold; `text` is its file, in which a line may end for a blank.

    Most files hold few, and a look at each card takes as long as reading it.
    """
    if "\\" in text:
        return MARKDOWN_SIGNS
    one_line = text.replace("\r", "")
    return [one for one in MARKDOWN_SIGNS if one in text or one.replace(" ", "\n")[:2] in one_line]


def _unknown_markdown(question: AnyQuestion, signs: Sequence[str]) -> Iterator[Problem]:
    """A warning for each text, at a path that starts at the question."""
    if not _may_hold_markdown(question, signs):
        return
    for loc, text in _markdown_texts(question):
        if message := _markdown_complaint(text):
            yield Problem(loc, Code.MARKDOWN, message)


def _may_hold_markdown(question: AnyQuestion, signs: Sequence[str]) -> bool:
    """In 3 µs; looking at each text takes 20."""
    fields, texts = vars(question), []
    for name in _MARKDOWN_FIELDS:
        value = fields.get(name)
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, tuple):
            texts += value
        elif isinstance(value, dict):
            texts += value
            texts += value.values()
    together = "\0".join(texts)
    for sign in signs:  # noqa: SIM110  (any() takes twice as long)
        if sign in together:
            return True
    return False


def _markdown_texts(question: AnyQuestion) -> Iterator[tuple[Loc, str]]:
    """The texts that take Markdown; an answer to be typed is taken as it stands."""
    fields = vars(question)
    for name in _MARKDOWN_FIELDS:
        value = fields.get(name)
        if name == "answer" and question.type == "typed":
            continue
        if isinstance(value, str):
            yield (name,), value
        elif isinstance(value, tuple):
            yield from (((name, index), text) for index, text in enumerate(value))
        elif isinstance(value, dict):
            for key, text in value.items():
                if name == "pairs":
                    yield (name, key, "[key]"), key
                yield (name, key), text


def _markdown_complaint(text: str) -> str:
    if wrong := _fence_complaint(text):
        return wrong
    prose = _without_inline_code(_without_code(text))
    for kind, (signs, advice) in _MARKDOWN_KINDS.items():
        if found := signs.search(prose):
            return (
                f'"{cut(found[0], 40)}" is {kind} in Markdown, which a card does not take: it is '
                f"shown as it stands; {advice}, or put it between backticks if the signs are meant"
            )
    return ""


def _without_code(text: str) -> str:
    return "\n".join("" if block.is_code else block.text for block in markdown.blocks(text))


def _without_inline_code(text: str) -> str:
    """The text without what stands between two runs of as many backticks, in one go."""
    runs = [found.span() for found in _BACKTICKS.finditer(text)]
    closing: dict[int, list[int]] = {}  # by length, the last first
    for number, (start, end) in reversed(tuple(enumerate(runs))):
        closing.setdefault(end - start, []).append(number)
    kept, at, number = [], 0, 0
    while number < len(runs):
        start, end = runs[number]
        same = closing[end - start]
        while same and same[-1] <= number:
            same.pop()
        if same:
            kept.append(text[at:start])
            number = same[-1]
            at = runs[number][1]
        number += 1
    return "".join((*kept, text[at:]))


def _fence_complaint(text: str) -> str:
    """What is wrong with the code between fences."""
    if not markdown.has_fence(text):
        return ""
    lines = list(markdown.lines(text))
    if lines[-1].kind is markdown.LineKind.CODE:
        return "code that begins with a fence is not ended by one; add a line of the same signs"
    if sum(line.kind is markdown.LineKind.FENCE for line in lines) % 2:
        return "a fence without code below it; delete it, or end the code that it begins"
    if any("```" in line.text for line in lines if line.kind is markdown.LineKind.PROSE):
        return (
            "``` stands on a line with other text; a fence needs a line of its own, so begin the "
            "text with | and put the code on the lines below"
        )
    return ""
