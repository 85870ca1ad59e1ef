"""One way to put each interaction on lines, and to read a reply from one line."""

import re
from collections.abc import Sequence
from functools import singledispatch

from quizapp.core import markdown
from quizapp.core.text import cut
from quizapp.presentation.feedback import NOT_KNOWN, SOME_LEFT_OVER
from quizapp.presentation.topics import Topics
from quizapp.questions.base import Question
from quizapp.questions.interactions import (
    DONT_KNOW,
    Arrange,
    FillGaps,
    Interaction,
    Pair,
    PickMany,
    PickOne,
    Reply,
    SelfGraded,
    TypeText,
    is_typed,
)
from quizapp.questions.true_false import FALSE, TRUE

_JUDGEMENTS = {"true": "1", "t": "1", "false": "2", "f": "2"}
"""What may be said of a statement, besides the numbers."""

UNKNOWN = "?"
"""The line of somebody who does not know."""


class UnusableReply(Exception):
    """The line is no reply to this question; the message says what would be one."""


def lines(interaction: Interaction) -> list[str]:
    """What to print: the question, its options, and how to reply."""
    return [markdown.plain(interaction.prompt), *_options(interaction), _how(interaction)]


def topic(question: Question, topics: Topics) -> list[str]:
    """What to print before a question, where its topic is another than that of the one before."""
    about = topics.of(question)
    return [f"About: {about}"] if about else []


def read(interaction: Interaction, line: str) -> Reply:
    """Turn a line into a reply.

    Raises:
        UnusableReply: ask again.
    """
    line = line.strip()
    return DONT_KNOW if line == UNKNOWN and not is_typed(interaction) else _read(interaction, line)


def is_number(word: str) -> bool:
    """Whether it is a whole number, and none that is too long to be the number of anything."""
    return word.isascii() and word.isdigit() and len(word) < 9


def shown(interaction: Interaction | None, label: str, reply: Reply) -> str:
    """A reply after its label, or below it where lines of code are in it.

    What was typed stands as it is, and so does what no question is known for.
    """
    if reply == DONT_KNOW:
        return f"{label}: {NOT_KNOWN.lower()}"
    texts = (reply,) if isinstance(reply, str) else reply
    if interaction is not None and not is_typed(interaction):
        texts = tuple(map(markdown.plain, texts))
    if any("\n" in text for text in texts):
        return "\n".join([f"{label}:", *texts])
    return f"{label}: {'; '.join(texts)}"


def _options(interaction: Interaction) -> list[str]:
    match interaction:
        case PickOne(options=options) | PickMany(options=options) | Arrange(items=options):
            return _numbered(options)
        case Pair(lefts=lefts, rights=rights):
            pairs = (_hanging("  ", f"{markdown.plain(left)} → ?") for left in lefts)
            note = [SOME_LEFT_OVER] if interaction.has_distractors else []
            return [*pairs, *_numbered(rights), *note]
        case _:
            return []


def _numbered(options: Sequence[str]) -> list[str]:
    return [
        _hanging(f"  {number}. ", markdown.plain(option))
        for number, option in enumerate(options, 1)
    ]


def _hanging(label: str, text: str) -> str:
    """All lines of a text beside its label."""
    return label + text.replace("\n", "\n" + " " * len(label))


def _how(interaction: Interaction) -> str:
    match interaction:
        case SelfGraded():
            return "Think, then press enter."
        case PickOne(options=options) if options == (TRUE, FALSE):
            return "Your answer (1 or t: true, 2 or f: false):"
        case PickOne(options=options):
            return f"Your answer (1 to {len(options)}):"
        case PickMany():
            return "Your answers (numbers with spaces):"
        case Arrange():
            return "The right order (all numbers with spaces):"
        case Pair():
            return "A number for each line, in turn (with spaces):"
        case TypeText(kind="number", unit=unit):
            return f"Your answer (a number{f', in {unit}' if unit else ''}):"
        case FillGaps(gaps=gaps) if len(gaps) > 1:
            return f"The {len(gaps)} missing texts (with ; between):"
        case _:
            return "Your answer:"


def _indexes(line: str, number: int) -> list[int]:
    """Read numbers or letters with spaces or commas between: `1 3`, `a,c`."""
    found = []
    for word in re.split(r"[\s,;]+", line):
        if is_number(word):
            index = int(word) - 1
        elif len(word) == 1 and word.isascii() and word.isalpha():
            index = ord(word.lower()) - ord("a")
        else:
            index = -1
        if not 0 <= index < number:
            raise UnusableReply(
                f'"{cut(word)}" is not one of the options; use 1 to {number},'
                f" or {UNKNOWN} if you do not know it"
            )
        found.append(index)
    return found


@singledispatch
def _read(interaction: object, _line: str) -> Reply:
    raise NotImplementedError(f"no way to read a reply to {type(interaction).__name__}")


@_read.register
def _(interaction: PickOne, line: str) -> Reply:
    if interaction.options == (TRUE, FALSE):
        line = _JUDGEMENTS.get(line.casefold(), line)
    picked = _indexes(line, len(interaction.options))
    if len(picked) > 1:
        raise UnusableReply("one answer only")
    return interaction.options[picked[0]]


@_read.register
def _(interaction: PickMany, line: str) -> Reply:
    return tuple(
        interaction.options[index]
        for index in sorted(set(_indexes(line, len(interaction.options))))
    )


@_read.register
def _(interaction: Arrange, line: str) -> Reply:
    order = _indexes(line, len(interaction.items))
    if sorted(order) != list(range(len(interaction.items))):
        raise UnusableReply(f"give each number from 1 to {len(interaction.items)} once")
    return tuple(interaction.items[index] for index in order)


@_read.register
def _(interaction: Pair, line: str) -> Reply:
    chosen = _indexes(line, len(interaction.rights))
    if len(chosen) != len(interaction.lefts):
        raise UnusableReply(f"give {len(interaction.lefts)} numbers, one for each line")
    return tuple(interaction.rights[index] for index in chosen)


@_read.register
def _(interaction: TypeText, line: str) -> Reply:
    if wanting := interaction.wanting(line):
        raise UnusableReply(wanting)
    return line


@_read.register
def _(interaction: FillGaps, line: str) -> Reply:
    number = len(interaction.gaps)
    texts = [text.strip() for text in line.split(";")] if number > 1 else [line]
    if line == UNKNOWN:
        texts *= number
    if len(texts) != number or not all(texts):
        wanted = "type an answer" if number == 1 else f"give {number} texts, with ; between"
        raise UnusableReply(f"{wanted}, or {UNKNOWN} if you do not know it")
    return tuple(texts)
