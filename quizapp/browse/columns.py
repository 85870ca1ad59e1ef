"""What a table of cards can show of each, and be sorted by."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal, assert_never, get_args

from quizapp.browse.indexed_cards import IndexedCards
from quizapp.browse.progress_columns import NEW, ProgressColumns, is_there
from quizapp.browse.terms import CardStateName
from quizapp.core.folding import fold
from quizapp.progress.state import IN_STEPS

ColumnName = Literal[
    "question",
    "deck",
    "type",
    "tags",
    "state",
    "due",
    "stability",
    "difficulty",
    "retrievability",
    "reps",
    "lapses",
    "interval",
    "answered",
    "introduced",
    "flag",
    "claim",
    "by",
    "passage",
    "id",
]


@dataclass(frozen=True, slots=True)
class CardColumn:
    name: ColumnName
    title: str
    help: str
    width: int
    """In a table, in cells; 0 is what is left."""
    to_right: bool = False
    """A number, aligned to the right."""


COLUMNS: dict[ColumnName, CardColumn] = {
    column.name: column
    for column in (
        CardColumn("question", "Question", "what is asked", 0),
        CardColumn("deck", "Deck", "the title of its deck", 24),
        CardColumn("type", "Type", "the type of question", 13),
        CardColumn("tags", "Tags", "the author's tags and your own", 20),
        CardColumn("state", "State", "new, learning, review, suspended, draft …", 10),
        CardColumn("due", "Due", "when it is due", 9),
        CardColumn("stability", "Stability", "days until recall falls to 90 %", 9, True),
        CardColumn("difficulty", "Difficulty", "1 to 10", 10, True),
        CardColumn("retrievability", "Recall", "how likely you recall it today", 6, True),
        CardColumn("reps", "Answers", "how often it was answered", 7, True),
        CardColumn("lapses", "Lapses", "how often it was forgotten", 6, True),
        CardColumn("interval", "Interval", "from the last answer to the due day", 8, True),
        CardColumn("answered", "Answered", "when it was last answered", 11),
        CardColumn("introduced", "Introduced", "when it was first answered", 11),
        CardColumn("flag", "Flag", "your flag", 4, True),
        CardColumn("claim", "Claim", "fact, attributed or disputed", 10),
        CardColumn("by", "By", "who makes the claim", 24),
        CardColumn("passage", "Passage", "of the article", 7, True),
        CardColumn("id", "Id", "of the card", 24),
    )
}
assert tuple(COLUMNS) == get_args(ColumnName)

_STATES: tuple[CardStateName, ...] = (
    "new",
    "learning",
    "relearning",
    "review",
    "buried",
    "suspended",
    "draft",
    "retired",
)


def state_of(number: int, cards: IndexedCards, columns: ProgressColumns) -> CardStateName:
    """In a word, where a card stands: first of all whether it is asked at all."""
    status, key = cards.facets[cards.each[number]].status, cards.keys[number]
    if status != "approved":
        return "draft" if status == "draft" else "retired"
    if key in columns.suspended:
        return "suspended"
    if key in columns.buried:
        return "buried"
    day = columns.scheduled[number]
    if day == NEW:
        return "new"
    if day != IN_STEPS:
        return "review"
    phase = columns.context.progress.cards[key].phase
    return "relearning" if phase == "relearning" else "learning"


def values(name: ColumnName, cards: IndexedCards, columns: ProgressColumns) -> Sequence[Any]:
    """For each row, what a column is sorted by; None where there is nothing."""
    facets, each = cards.facets, cards.each
    match name:
        case "question":
            return [fold(front) for deck in cards.decks for front in cards.fronts(deck)]
        case "deck":
            own = columns.titles
            titles = [fold(own.get(deck.slug, deck.title)) for deck in cards.decks]
            return [
                title
                for at, title in enumerate(titles)
                for _ in range(cards.starts[at], cards.ends(at))
            ]
        case "type" | "claim":
            return _of_facets([getattr(one, name) for one in facets], each)
        case "by":
            return _of_facets([fold(one.by) or None for one in facets], each)
        case "passage":
            return _of_facets([one.passages or None for one in facets], each)
        case "tags":
            found = _of_facets([tuple(map(fold, one.tags)) or None for one in facets], each)
            for key, tags in columns.own_tags.items():
                if tags and (number := cards.numbers.get(key)) is not None:
                    found[number] = (*(found[number] or ()), *sorted(map(fold, tags)))
            return found
        case "state":
            rank = {state: at for at, state in enumerate(_STATES)}
            return [rank[state_of(number, cards, columns)] for number in range(len(cards.keys))]
        case "flag":
            return [flag or None for flag in columns.flags]
        case "id":
            return cards.keys
        case (
            "due"
            | "stability"
            | "difficulty"
            | "retrievability"
            | "reps"
            | "lapses"
            | "interval"
            | "answered"
            | "introduced"
        ):
            numbers: Sequence[float] = getattr(columns, name)
            return [one if is_there(one) else None for one in numbers]
    assert_never(name)


def _of_facets(values: list[Any], each: Sequence[int]) -> list[Any]:
    return list(map(values.__getitem__, each))
