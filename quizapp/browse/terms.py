"""The search language as a tree: what a query asks for, and how it is written.

`query.parse` makes one; `str` of it is its canonical text, which reads as the same tree.
"""

from dataclasses import dataclass
from datetime import date
from types import UnionType
from typing import Literal

from quizapp.core.day import Day

ANYTHING = "*"

Operator = Literal["<", "<=", ">", ">=", "=", "!="]
OPERATORS: tuple[Operator, ...] = ("<=", ">=", "!=", "<", ">", "=")
"""None is cut off by a shorter one before it."""
FieldName = Literal["deck", "tag", "type", "claim", "by", "id"]
Lackable = Literal["tag", "by", "passage"]
Happening = Literal["answered", "introduced"]
Property = Literal["stability", "difficulty", "retrievability", "lapses", "reps", "interval", "due"]
CardStateName = Literal[
    "new",
    "learning",
    "review",
    "relearning",
    "due",
    "overdue",
    "leech",
    "suspended",
    "buried",
    "flagged",
    "approved",
    "draft",
    "retired",
]
NONE = "none"
"""As a value: those that have none."""
_ESCAPED = frozenset('\\"*')
_PLAIN_ENDS = frozenset('()"')
_WORDS_OF_THE_LANGUAGE = ("or", "and")


@dataclass(frozen=True, slots=True)
class Pattern:
    """Texts with anything between each and the next: `a*b` is two of them. Never none; an empty
    one stands at the start or the end only."""

    pieces: tuple[str, ...]

    @classmethod
    def of(cls, pieces: tuple[str, ...]) -> "Pattern":
        """The same without what says nothing: nothing between two stars."""
        inner = [one for one in pieces[1:-1] if one]
        return cls((pieces[0], *inner, pieces[-1]) if len(pieces) > 1 else pieces)

    @property
    def is_quoted(self) -> bool:
        """Whether it can be written only within quotes."""
        text = "".join(self.pieces)
        is_nothing = len(self.pieces) == 1 and not text
        return is_nothing or any(sign in _PLAIN_ENDS or sign.isspace() for sign in text)

    def written(self, quoted: bool = False) -> str:
        text = ANYTHING.join(
            "".join(f"\\{sign}" if sign in _ESCAPED else sign for sign in piece)
            for piece in self.pieces
        )
        return f'"{text}"' if quoted or self.is_quoted else text


@dataclass(frozen=True, slots=True)
class Everything:
    """All cards."""

    def __str__(self) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class HasWords:
    """The card has this word or phrase in one of its texts."""

    pattern: Pattern

    def __str__(self) -> str:
        text = "".join(self.pattern.pieces)
        is_plain = (
            not text.startswith("-")
            and text.casefold() not in _WORDS_OF_THE_LANGUAGE
            and not any(sign in ":<>=!" for sign in text)
        )
        return self.pattern.written(quoted=not is_plain)


@dataclass(frozen=True, slots=True)
class InField:
    """The value of a field is like the pattern."""

    field: FieldName
    pattern: Pattern

    def __str__(self) -> str:
        text = "".join(self.pattern.pieces)
        return f"{self.field}:{self.pattern.written(quoted=text.casefold() == NONE)}"


@dataclass(frozen=True, slots=True)
class Without:
    """There is nothing in this field."""

    field: Lackable

    def __str__(self) -> str:
        return f"{self.field}:{NONE}"


@dataclass(frozen=True, slots=True)
class Is:
    state: CardStateName

    def __str__(self) -> str:
        return f"is:{self.state}"


@dataclass(frozen=True, slots=True)
class HasFlag:
    """0 is no flag."""

    flag: int

    def __str__(self) -> str:
        return f"flag:{self.flag}"


@dataclass(frozen=True, slots=True)
class FromPassages:
    """Its evidence stands in one of these passages of the source text."""

    first: int
    last: int

    def __str__(self) -> str:
        last = f"-{self.last}" if self.last != self.first else ""
        return f"passage:{self.first}{last}"


@dataclass(frozen=True, slots=True)
class Compared:
    """A number of the card's compared; one that it does not have is never so.

    `due` is in days from today.
    """

    property: Property
    operator: Operator
    value: float

    def __str__(self) -> str:
        if self.property != "due":
            return f"prop:{self.property}{self.operator}{_number(self.value)}"
        if (self.operator, self.value) == ("<=", 0):
            return "due:today"
        return f"due{self.operator}{_number(self.value)}d"


@dataclass(frozen=True, slots=True)
class DueOn:
    """As `Compared`, with a day of the calendar."""

    operator: Operator
    day: Day

    def __str__(self) -> str:
        return f"due{self.operator}{date.fromordinal(self.day).isoformat()}"


@dataclass(frozen=True, slots=True)
class Within:
    """It happened today or on one of the days before, so many in all."""

    what: Happening
    days: int

    def __str__(self) -> str:
        return f"{self.what}:{'today' if self.days == 1 else f'{self.days}d'}"


@dataclass(frozen=True, slots=True)
class Not:
    query: "Query"

    def __str__(self) -> str:
        return f"-{_grouped(self.query, And | Or)}"


@dataclass(frozen=True, slots=True)
class And:
    """At least two, none of them an `And`."""

    queries: tuple["Query", ...]

    def __str__(self) -> str:
        return " ".join(_grouped(one, Or) for one in self.queries)


@dataclass(frozen=True, slots=True)
class Or:
    """At least two, none of them an `Or`."""

    queries: tuple["Query", ...]

    def __str__(self) -> str:
        return " or ".join(map(str, self.queries))


Term = HasWords | InField | Without | Is | HasFlag | FromPassages | Compared | DueOn | Within
Query = Everything | Term | Not | And | Or


def _grouped(query: Query, kinds: type | UnionType) -> str:
    return f"({query})" if isinstance(query, kinds) else str(query)


def _number(value: float) -> str:
    """With at most six decimals, and no exponent."""
    return f"{value:.6f}".rstrip("0").rstrip(".")
