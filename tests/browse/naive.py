"""What a query asks for, card by card, by other code than the product's."""

import operator
import unicodedata
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from quizapp.browse.terms import (
    And,
    Compared,
    DueOn,
    Everything,
    FromPassages,
    HasFlag,
    HasWords,
    InField,
    Is,
    Not,
    Or,
    Pattern,
    Query,
    Within,
    Without,
)
from quizapp.deck.deck import Card, Deck
from quizapp.memory.fsrs import Memory
from quizapp.questions.union import parse_question
from tests.browse.shelf import TODAY, Shelf

SIGNS = {"’": "'", "“": '"', "”": '"', "—": "-", "–": "-", "ł": "l", "*": "", "`": ""}
COMPARE = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt,
    ">=": operator.ge, "=": operator.eq, "!=": operator.ne,
}  # fmt: skip
STATES = {
    "new": lambda card: card.due is None,
    "learning": lambda card: card.state is not None and card.state.phase != "review",
    "relearning": lambda card: card.state is not None and card.state.phase == "relearning",
    "review": lambda card: card.state is not None and card.state.phase == "review",
    "due": lambda card: card.is_due(TODAY),
    "overdue": lambda card: card.is_due(TODAY - 1),
    "leech": lambda card: card.state is not None and card.state.lapses >= 3,
}


@cache
def plain(text: str) -> str:
    folded = ""
    for sign in unicodedata.normalize("NFKD", text).casefold():
        name = unicodedata.name(sign, "")
        is_mark = name.startswith("COMBINING ") or (
            unicodedata.category(sign) == "Mn" and name.startswith(("HEBREW", "ARABIC"))
        )
        folded += "" if is_mark else SIGNS.get(sign, sign)
    return " ".join(unicodedata.normalize("NFC", folded).split())


def strings(value: Any) -> list[str]:
    match value:
        case str():
            return [value]
        case dict():
            return [*value, *(one for some in value.values() for one in strings(some))]
        case list() | tuple():
            return [one for some in value for one in strings(some)]
        case _:
            return [] if value is None else [str(value)]


class NaiveCard:
    def __init__(self, shelf: Shelf, deck: Deck, card: Card) -> None:
        question, progress = card.question, shelf.progress
        self.key, self.deck, self.question = card.key, deck, question
        fields = question.model_dump(
            exclude={"type", "language", "about", "evidence", "claim", "by", "as_of", "was",
                     "apart", "points", "status", "silence", "reverse", "tolerance", "pin",
                     "case_sensitive", "accents", "slips", "exact", "partial", "units"}
        )  # fmt: skip
        if question.type == "cloze":
            fields["text"] = "The Collective Security Treaty was signed in 1992. a pact"
        self.own = progress.tags.get(card.key, frozenset())
        self.texts = [plain(one) for one in [*strings(list(fields.values())), *self.own]]
        self.tags = [plain(one) for one in (*question.tags, *self.own)]
        self.state = progress.cards.get(card.key)
        self.flag = progress.flags.get(card.key, 0)
        self.aside = card.key in progress.suspended, progress.buried.get(card.key, 0) > TODAY
        self.names = {deck.slug, deck.title, progress.arrangement(deck.slug).get("title", "")}
        self.due: int | None = None
        self.recall: float | None = None
        if self.state:
            is_day = self.state.phase == "review"
            at = self.state.due if is_day else self.state.due / 1000 - 4 * 3600
            self.due = at if is_day else datetime.fromtimestamp(at, UTC).date().toordinal()  # type: ignore[assignment]
            memory = Memory(self.state.stability, self.state.difficulty)
            days = max(0, TODAY - self.state.last)
            self.recall = shelf.context.model.retrievability(memory, days)

    def is_due(self, day: int) -> bool:
        return self.due is not None and self.due <= day and not any(self.aside)

    def number(self, name: str) -> float | None:
        state = self.state
        if name in ("reps", "lapses"):
            return getattr(state, name) if state else 0
        if state is None:
            return None
        if name == "interval":
            return state.due - state.last if state.phase == "review" else None
        return {"retrievability": self.recall, "due": self.due}.get(name) or getattr(state, name)


def like(text: str, pattern: Pattern, around: str = "") -> bool:
    pieces = [plain(one).replace("[", "[[]").replace("?", "[?]") for one in pattern.pieces]
    return fnmatchcase(text, f"{around}{'*'.join(pieces)}{around}")


def holds(card: NaiveCard, query: Query) -> bool:
    question = card.question
    match query:
        case Everything():
            return True
        case Not(inner):
            return not holds(card, inner)
        case And(queries):
            return all(holds(card, one) for one in queries)
        case Or(queries):
            return any(holds(card, one) for one in queries)
        case HasWords(pattern):
            return any(like(text, pattern, "*") for text in card.texts)
        case InField("deck", pattern):
            return any(like(plain(str(one)), pattern) for one in card.names)
        case InField("tag", pattern):
            tags = card.tags
            parents = {"::".join(tag.split("::")[:n]) for tag in tags for n in range(1, 9)}
            return any(like(tag, pattern) for tag in {*tags, *parents})
        case InField("type", pattern):
            return like(question.type, pattern)
        case InField("claim", pattern):
            return like(question.claim, pattern)
        case InField("by", pattern):
            return bool(question.by) and like(plain(question.by), pattern, "*")
        case InField("id", pattern):
            short = card.key.split("/")[1]
            names = {card.key, short, card.key.split("#")[0], short.split("#")[0]}
            return any(like(one, pattern) for one in names)
        case Without("tag"):
            return not card.tags
        case Without("by"):
            return not question.by
        case Without("passage"):
            return not any(one.passage for one in question.evidence)
        case Is("suspended"):
            return card.aside[0]
        case Is("buried"):
            return card.aside[1]
        case Is("flagged"):
            return card.flag > 0
        case Is("approved" | "draft" | "retired" as status):
            return question.status == status
        case Is(state):
            return question.status == "approved" and STATES[state](card)
        case HasFlag(flag):
            return card.flag == flag
        case FromPassages(first, last):
            return any(one.passage and first <= one.passage <= last for one in question.evidence)
        case Compared(name, sign, value):
            number = card.number(name)
            value += TODAY if name == "due" else 0
            return number is not None and COMPARE[sign](number, value)
        case DueOn(sign, day):
            on = card.due and date.fromordinal(card.due)
            return on is not None and COMPARE[sign](on, date.fromordinal(day))
        case Within(what, days):
            at = card.state and (card.state.last if what == "answered" else card.state.first)
            return at is not None and TODAY - at < days
    raise AssertionError(query)


def cards_of(shelf: Shelf) -> list[NaiveCard]:
    found = []
    for deck in shelf.decks:
        for line in deck.questions.all():
            question = parse_question(line)
            for variant in question.variants:
                key = f"{deck.slug}/{question.id}{variant and '#'}{variant}"
                found.append(NaiveCard(shelf, deck, Card(key, variant, question)))
    return found
