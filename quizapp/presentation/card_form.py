"""The form of one card: which fields a type has, how each is shown, and what was typed in it.

A field's text and its value in the deck turn into each other: one line for each item of a list,
`left = right` for each pair, commas between tags. What nobody has touched comes back as it was.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from random import Random
from typing import Any

from quizapp.author.card_context import CardContext, FieldProblem
from quizapp.author.schema import card_schema
from quizapp.core.codes import Code
from quizapp.deck.card_lines import ORDER
from quizapp.questions.cloze import Cloze
from quizapp.questions.union import QUESTION_TYPES

CardFields = Mapping[str, Any]
"""A card as an author may write it: texts, lists and mappings."""


class FieldShape(Enum):
    """How a field is filled in."""

    LINE = auto()
    TEXT = auto()
    """Several lines that are one text."""
    ITEMS = auto()
    """One line for each item."""
    PAIRS = auto()
    """`left = right`, one line each."""
    GAPS = auto()
    """As `PAIRS`, and a left-hand side may stand there several times."""
    QUOTES = auto()
    """The words of the source text, one quote a line."""
    WORDS = auto()
    """On one line, with commas between."""
    PICK = auto()
    """One of `options`."""

    @property
    def is_long(self) -> bool:
        return self not in (FieldShape.LINE, FieldShape.WORDS, FieldShape.PICK)


@dataclass(frozen=True, slots=True)
class FormField:
    name: str
    label: str
    shape: FieldShape
    help: str
    options: tuple[tuple[str, str], ...] = ()
    """Of `PICK`: values, each as it is shown; an empty one stands for what holds without it."""
    is_required: bool = False
    takes_one: bool = False
    """Whether an only item may stand without a list."""


LABELS = {
    "explain": "Explanation",
    "evidence": "Quote",
    "as_of": "As of",
    "by": "Said by",
    "case_sensitive": "Capitals count",
    "partial": "Part credit",
}
"""Where the field's own name is not what an author would call it."""
HOW = {
    FieldShape.ITEMS: "One a line.",
    FieldShape.PAIRS: "One pair a line: left = right.",
    FieldShape.GAPS: "One a line: c1 = another answer.",
    FieldShape.QUOTES: "One quote a line.",
    FieldShape.WORDS: "Commas between them.",
}
ASKED = (
    *("prompt", "text", "answer", "answers", "items", "pairs", "distractors", "accept"),
    *("reverse", "tolerance", "unit"),
)
"""Own fields of a type that its form always has."""
ALWAYS_ASKED = ("explain", "hint", "tags", "evidence", "claim", "by", "points", "partial")
_LONG = ("prompt", "text", "explain", "note")
_WORDS = ("tags", "units", "was", "apart")
_LEFT_ALONE = ("id", "type", "status")
"""Fields that a form keeps as they are."""


@lru_cache(maxsize=32)
def _all_fields(kind: str) -> Mapping[str, FormField]:
    schema = card_schema(kind)
    needed = schema["required"]
    return {
        name: _field(kind, name, made, name in needed)
        for name, made in schema["properties"].items()
    }


def _field(kind: str, name: str, made: Mapping[str, Any], is_required: bool) -> FormField:
    label = LABELS.get(name) or name.replace("_", " ").capitalize()
    if (kind, name) == ("matching", "distractors"):
        label = "Extra partners"
    shape = _shape(kind, name, made)
    help = " ".join(part for part in (made.get("description", ""), HOW.get(shape, "")) if part)
    values = made.get("enum", ("true", "false")) if shape is FieldShape.PICK else ()
    options = [] if is_required or not values else [("", UNSET)]
    options += [(value, value) for value in values]
    return FormField(name, label, shape, help, tuple(options), is_required, "anyOf" in made)


UNSET = "as usual"
TYPE = FormField(
    "type",
    "Type",
    FieldShape.PICK,
    "How it is asked and answered. Another type keeps what can be kept.",
    tuple((name, model.label) for name, model in QUESTION_TYPES.items()),
    is_required=True,
)
"""Stands above the fields of a card."""


def _shape(kind: str, name: str, made: Mapping[str, Any]) -> FieldShape:
    if name == "evidence":
        return FieldShape.QUOTES
    if name in _WORDS:
        return FieldShape.WORDS
    if made.get("type") == "boolean" or "enum" in made:
        return FieldShape.PICK
    if made.get("type") == "object":
        several = made.get("additionalProperties", {}).get("type") == "array"
        return FieldShape.GAPS if several else FieldShape.PAIRS
    if made.get("type") == "array" or "anyOf" in made:
        return FieldShape.ITEMS
    is_long = name in _LONG or (name, kind) == ("answer", "flashcard")
    return FieldShape.TEXT if is_long else FieldShape.LINE


def form_fields(card: CardFields) -> tuple[FormField, ...]:
    """The fields to fill in for a card of its type, top to bottom.

    Those that few cards need are there when the card has them.
    """
    known = _all_fields(card["type"])
    own = [name for name in known if name in ASKED]
    rare = {name: None for name in known if name in card and name not in _LEFT_ALONE}
    is_graded = QUESTION_TYPES[card["type"]].is_graded
    always = [name for name in ALWAYS_ASKED if name != "points" or is_graded]
    names = dict.fromkeys((*sorted(own, key=ASKED.index), *always, *rare))
    return tuple(known[name] for name in names if name in known)


def as_text(one: FormField, value: Any) -> str:
    """A field's value as it stands in the form."""
    if value is None:
        return ""
    match one.shape:
        case FieldShape.ITEMS | FieldShape.PAIRS | FieldShape.GAPS | FieldShape.QUOTES:
            return "\n".join(line for line, _ in _lines(one.shape, value))
        case FieldShape.WORDS:
            return ", ".join(map(str, value if isinstance(value, list | tuple) else [value]))
        case _:
            return str(value)


_BREAK = " ⏎ "
"""Stands for a line break within an item, which has but one line in the form."""


def _lines(shape: FieldShape, value: Any) -> Iterator[tuple[str, Any]]:
    """Each line of a field, with what it stands for."""
    several: Sequence[Any] = value if isinstance(value, list | tuple) else [value]
    if shape in (FieldShape.PAIRS, FieldShape.GAPS):
        pairs = value.items() if isinstance(value, Mapping) else several
        for pair in pairs:
            if not isinstance(pair, list | tuple) or len(pair) != 2:
                continue
            left, right = pair
            for item in right if isinstance(right, list | tuple) else [right]:
                yield _flat(f"{left} = {item}"), (left, item)
    elif shape is FieldShape.QUOTES:
        for one in several:
            quote = one.get("quote", "") if isinstance(one, Mapping) else one
            yield " ".join(str(quote).split()), one
    else:
        for item in several:
            yield _flat(str(item)), item


def _flat(text: str) -> str:
    return text.replace("\n", _BREAK)


@dataclass(frozen=True, slots=True)
class Filled:
    """A card as it was filled in, and what is wrong with it."""

    card: dict[str, Any]
    """In the order in which an author writes it, and without fields that are empty."""
    problems: tuple[FieldProblem, ...] = field(default=())

    @property
    def errors(self) -> tuple[FieldProblem, ...]:
        return tuple(one for one in self.problems if one.severity == "error")


def filled(kind: str, texts: Mapping[str, str], before: CardFields, context: CardContext) -> Filled:
    """The card that the texts of a form make, by field, out of the one that was there before.

    A card without an id gets one from its prompt.
    """
    known = _all_fields(kind)
    card = {name: value for name, value in before.items() if name in known}
    card["type"] = kind
    problems = []
    empty = {}
    for name, text in texts.items():
        one = known[name]
        if text == as_text(one, before.get(name)) and name in before:
            continue
        value = _value(one, text, before.get(name), context)
        if isinstance(value, str) and value.startswith(_WRONG):
            problems.append(_wrong(name, value.removeprefix(_WRONG)))
            value = None
        elif value in ("", [], {}):
            if one.is_required:
                empty[name] = value
            value = None
        if value is None:
            card.pop(name, None)
        else:
            card[name] = value
    card["id"] = before.get("id") or context.free_id(str(card.get("prompt", card.get("text", ""))))
    told = {one.field for one in problems}
    found = (
        one for one in context.problems(_ordered(kind, {**card, **empty})) if one.field not in told
    )
    return Filled(_ordered(kind, card), (*problems, *found))


_WRONG = "\0"
"""Before what is wrong with a text that makes no value; no text of a deck has this sign."""


def _wrong(name: str, message: str) -> FieldProblem:
    return FieldProblem(name, "error", Code.WRONG_VALUE, message)


def _value(one: FormField, text: str, before: Any, context: CardContext) -> Any:
    """What was typed, as the deck has it; empty for nothing."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if one.shape is FieldShape.WORDS:
        return [word for part in text.split(",") if (word := part.strip())]
    if one.shape in (FieldShape.LINE, FieldShape.PICK):
        return text.strip()
    if one.shape is FieldShape.TEXT:
        return text.strip("\n").rstrip()
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    there = dict(_lines(one.shape, before)) if before is not None else {}
    if one.shape is FieldShape.QUOTES:
        return _one_or_many([there.get(line) or _evidence(line, context) for line in lines])
    if one.shape is FieldShape.ITEMS:
        items = [there.get(line, line.replace(_BREAK, "\n")) for line in lines]
        return _one_or_many(items) if one.takes_one else items
    return _pairs(one.shape, lines, there)


def _one_or_many(items: list[Any]) -> Any:
    """An only item by itself, as authors write it."""
    return items[0] if len(items) == 1 else items


def _evidence(quote: str, context: CardContext) -> dict[str, Any]:
    number = context.passage_of(quote)
    return {"quote": quote} if number is None else {"quote": quote, "passage": str(number)}


def _pairs(shape: FieldShape, lines: Sequence[str], there: Mapping[str, Any]) -> Any:
    found: dict[str, Any] = {}
    for line in lines:
        left, sign, right = (part.strip() for part in _halves(line))
        if line in there:
            left, right = there[line]
        elif not (left and sign and right):
            return f'{_WRONG}"{line}" is no pair; write left = right'
        if shape is FieldShape.GAPS:
            found.setdefault(left, []).append(right)
        elif left in found:
            return f'{_WRONG}"{left}" stands on the left twice; each needs one partner'
        else:
            found[left] = right.replace(_BREAK, "\n")
    return found


def _halves(line: str) -> tuple[str, str, str]:
    return line.partition(" = ") if " = " in line else line.partition("=")


def _ordered(kind: str, card: CardFields) -> dict[str, Any]:
    """The fields of a card of this type in the order in which authors write them."""
    names = sorted(_all_fields(kind), key=lambda name: ORDER.index(name) if name in ORDER else 99)
    return {name: card[name] for name in names if name in card}


# another type for a card


def as_type(card: CardFields, kind: str) -> dict[str, Any]:
    """The card as one of another type, with all that can be kept.

    A text with gaps becomes a prompt that asks for the first of them, an answer becomes the first
    of several and the other way round, and further answers become what is right as well.
    """
    was = card.get("type")
    if was == kind:
        return dict(card)
    prompt, answers = _asked(card)
    known = QUESTION_TYPES[kind].model_fields
    out = {name: value for name, value in card.items() if name in known and name != "feedback"}
    out["type"] = kind
    if "feedback" in card and {was, kind} <= {"choice", "multi_choice"}:
        out["feedback"] = card["feedback"]
    for name in ("answer", "answers", "accept", "text", "prompt"):
        out.pop(name, None)
    if prompt:
        out["text" if "text" in known else "prompt"] = prompt
    if answers and "answer" in known and _may_be_answer(kind, answers[0]):
        out["answer"] = answers[0]
        if kind == "typed" and answers[1:]:
            out["accept"] = answers[1:]
    elif answers and "answers" in known:
        out["answers"] = answers if was in ("cloze", "multi_choice") else answers[:1]
    return _ordered(kind, out)


def _may_be_answer(kind: str, answer: str) -> bool:
    if kind == "true_false":
        return answer in ("true", "false")
    return kind != "numeric" or answer.replace(".", "", 1).removeprefix("-").isdigit()


def _asked(card: CardFields) -> tuple[str, list[str]]:
    """What a card asks, and the right answers as far as they can be told."""
    if card.get("type") == "cloze":
        return _first_gap(card)
    accept = card.get("accept")
    also = accept if isinstance(accept, list) else []
    answers = card.get("answers", [card["answer"]] if "answer" in card else [])
    return str(card.get("prompt", "")), [str(one) for one in (*answers, *also)]


def _first_gap(card: CardFields) -> tuple[str, list[str]]:
    text = str(card.get("text", ""))
    try:
        cloze = Cloze.model_validate({"id": "x", "type": "cloze", "text": text})
        first = cloze.variants[0]
    except (ValueError, IndexError):
        return text, []
    accept = card.get("accept")
    also = accept.get(first, []) if isinstance(accept, Mapping) else []
    answers = [*cloze.solution(first), *(also if isinstance(also, list) else [also])]
    return cloze.interaction(first, Random(0)).prompt, answers
