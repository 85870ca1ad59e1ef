"""What all question types share: their fields, their grades, and what each has to offer.

A new type is a subclass of `Question` in a file of its own, and its name in `union`; the contract's
tests try its `example`. It takes its reply in one of the shapes of `interactions`, so no front end
need know of it. Its fields have the names that other types give them (`prompt`, `answer`,
`answers`, `accept`, `distractors`, `items`, `pairs`, `text`), by which lints find texts. A section
of `decks/README.md` tells authors of the type.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import PurePosixPath, PureWindowsPath
from random import Random
from typing import Annotated, Any, ClassVar, Literal, Protocol
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PositiveInt,
    StringConstraints,
)

from quizapp.core.codes import Code, Loc, Problem
from quizapp.core.text import clean, cut, nearest
from quizapp.questions.interactions import Interaction, Reply


class Lexicon(Protocol):
    """What a deck and its language know of words, given in lower case and with their marks."""

    @property
    def is_full(self) -> bool:
        """Whether a word that `is_word` does not know is most likely none."""

    def is_word(self, word: str) -> bool:
        """Whether it is a word of the language, or stands anywhere in the deck or its source."""

    def is_answer(self, word: str) -> bool:
        """Whether it is a word of the language, or of another answer or option in the deck."""


class _EmptyLexicon:
    """Knows no words, as for a question outside of a deck."""

    is_full = False

    def is_word(self, word: str) -> bool:
        return False

    def is_answer(self, word: str) -> bool:
        return False


EMPTY_LEXICON: Lexicon = _EmptyLexicon()


def one_or_many(value: object) -> object:
    """For fields that take a list, or its only item by itself."""
    return [value] if isinstance(value, str | dict) else value


def _on_one_line(text: str) -> str:
    return " ".join(clean(text).split())


def _boolean(value: object) -> object:
    # YAML 1.2 knows these two words only; pydantic alone would take "yes", "on" and "1" as well
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _calendar_date(value: object) -> object:
    # pydantic alone would also take a time of day, and a number as seconds since 1970
    if isinstance(value, str) and not _DATE.fullmatch(value):
        raise ValueError("must be a date such as 2024-02-26")
    return value


def _on_the_web(url: str) -> str:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be a web address that begins with https:// or http://")
    return url


def _beside_the_deck(name: str) -> str:
    windows = PureWindowsPath(name)
    parts = (*PurePosixPath(name).parts, *windows.parts)
    if PurePosixPath(name).is_absolute() or windows.drive or windows.root or ".." in parts:
        raise ValueError("must be a file in the deck's own folder, such as article.md")
    return name


def _code_of_a_warning(name: str) -> str:
    codes = tuple(Code)
    if name not in codes:
        near = nearest(name, codes) or nearest(name.upper(), codes)
        hint = f"did you mean {near}?" if near else "`quizapp explain` lists all"
        raise ValueError(f'is "{cut(name)}", which is no code of `check`; {hint}')
    if Code(name).severity == "error":
        raise ValueError(f"is {name}, which is an error: it has to be mended, not silenced")
    return name


def _a_reason(value: object) -> object:
    if isinstance(value, str) and not value.strip():
        raise ValueError("has no reason; say why the warning is not wanted")
    return value


def _with_reasons(value: object) -> object:
    if isinstance(value, str | list):
        raise ValueError('needs a reason for each code: {Q031: "the reason"}')
    return value


LONGEST_TEXT = 100_000
"""Characters of one text of a card; no screen, and nobody, reads more than that at once."""
LONGEST_SHOWN = 200
"""Characters of a text that stand in a message."""

DeckText = Annotated[str, StringConstraints(max_length=LONGEST_TEXT), AfterValidator(clean)]
"""A string field of a deck, cleaned as it is read."""

ShortText = Annotated[str, StringConstraints(max_length=80), AfterValidator(clean)]

TopicLine = Annotated[str, StringConstraints(max_length=80), AfterValidator(_on_one_line)]
"""As `ShortText`, on one line however it is written."""

Text = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=LONGEST_TEXT),
    AfterValidator(clean),
]
"""As `DeckText`, without blanks around it, and never empty."""
Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=80)]
Boolean = Annotated[bool, Field(strict=True), BeforeValidator(_boolean)]
Date = Annotated[date, BeforeValidator(_calendar_date)]
WebAddress = Annotated[Text, AfterValidator(_on_the_web)]
FileBeside = Annotated[Text, AfterValidator(_beside_the_deck)]
"""A file in the deck's own folder or below it."""
Options = Annotated[tuple[Text, ...], Field(min_length=1, max_length=25)]
Points = Annotated[float, Field(gt=0, le=100, multiple_of=0.5)]
"""What a question is worth in a quiz; halves add up without rounding."""


Silence = Annotated[
    dict[
        Annotated[str, AfterValidator(_code_of_a_warning)],
        Annotated[Text, BeforeValidator(_a_reason)],
    ],
    BeforeValidator(_with_reasons),
]
"""Warnings of `check` that an author does not want: each code with the reason."""

Fields = Mapping[str, Any]
"""As they are read from YAML: texts, lists and mappings."""


class DeckModel(BaseModel):
    """Anything an author writes: frozen, and a field that does not exist is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Evidence(DeckModel):
    """The words of the source text that a card rests on, and the number of their passage."""

    quote: Text
    passage: PositiveInt | None = None


class Verdict(StrEnum):
    RIGHT = "right"
    PARTLY = "partly"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Grade:
    """How right a reply was. `score` is the share of the credit, 0 to 1; 1 exactly when right."""

    verdict: Verdict
    score: float
    remark: str = ""
    """What to say about this very reply: the author's feedback, or a slip in the spelling."""
    hard: bool = False
    """Right, but rated Hard, as the author wants it for a slip."""


@dataclass(frozen=True, slots=True)
class Sides:
    """A card as front and back, for formats that know no more than that."""

    front: str
    back: str


class Question(DeckModel, ABC):
    """One entry under `cards`. Each of its `variants` is a card; most questions have one.

    A subclass has `type: Literal["name"]`, by which it is chosen, and its own fields, of the types
    above, so that foreign text is cleaned. It implements `interaction`, `solution`, `grade` and
    `sides`; `variants` if it makes several cards, `guess_score` if a guess can be right, and
    `problems` (with those of `super()`) if its fields can contradict each other.
    """

    label: ClassVar[str]
    """What a learner calls this type, such as `one option`."""
    example: ClassVar[Fields]
    """The fields of a question of this type, as an author may write them."""
    is_graded: ClassVar[bool] = True
    """Whether `grade` can judge a reply; else its interaction is `SelfGraded`."""

    id: Slug
    language: ShortText = ""
    """Of its answers, as a code such as `en`; once checked, that of the deck if it has no own."""
    about: TopicLine = ""
    """Its topic, shown above what is asked; once checked, the deck's if it has none of its own."""
    explain: DeckText = ""
    hint: Annotated[tuple[Text, ...], BeforeValidator(one_or_many)] = ()
    evidence: Annotated[tuple[Evidence, ...], BeforeValidator(one_or_many)] = ()
    claim: Literal["fact", "attributed", "disputed"] = "fact"
    by: DeckText = ""
    as_of: Date | None = None
    note: DeckText = ""
    was: tuple[Slug, ...] = ()
    apart: tuple[Slug, ...] = ()
    """Questions of this deck never asked together with it: one gives the other away."""
    points: Points = 1.0
    """In a quiz; it makes no difference to reviews."""
    tags: tuple[Text, ...] = ()
    status: Literal["draft", "approved", "retired"] = "approved"
    silence: Silence = Field(default_factory=dict)

    @property
    def attribution(self) -> str:
        """Who claims it and when, in a line; empty when there is nothing to say."""
        said = {"fact": "", "attributed": "Claim of ", "disputed": "Disputed. Claim of "}
        by = f"{said[self.claim]}{self.by}" if self.by else ""
        dated = f"As of {self.as_of:%d %B %Y}".replace(" 0", " ") if self.as_of else ""
        return "  ·  ".join(part for part in (by, dated) if part)

    @property
    def variants(self) -> tuple[str, ...]:
        """One for each card, as it follows `#` in the card's key; "" for an only card.

        Never empty, no two alike, and lasting: progress is kept under them.
        """
        return ("",)

    @abstractmethod
    def interaction(self, variant: str, random: Random) -> Interaction:
        """What to ask, and the shape of the reply; `random` shuffles the options."""

    @abstractmethod
    def solution(self, variant: str) -> Reply:
        """The right reply, in the shape that the interaction wants; `grade` finds it right."""

    @abstractmethod
    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        """Judge a reply. One of a wrong shape, or `DONT_KNOW`, is wrong; it never raises.

        `lexicon` tells a misspelling from another word, where something was typed.
        """

    def guess_score(self, variant: str) -> float:
        """The mean score (0 to 1) of blind guesses; 0 where they are hopeless."""
        return 0.0

    @abstractmethod
    def sides(self, variant: str) -> Sides:
        """The card as front and back; neither is empty."""

    def problems(self) -> Iterator[Problem]:
        """What is wrong with the question that the types of its fields cannot say."""
        if self.claim != "fact" and not self.by:
            message = f"a claim that is {self.claim} needs `by`: who makes it?"
            yield Problem(("claim",), Code.NEEDS_BY, message)
        if self.points != 1 and not self.is_graded:
            message = "its learners judge it by themselves, so no quiz asks it; delete `points`"
            yield Problem(("points",), Code.UNKNOWN_FIELD, message)


def right_or_wrong(right: bool, remark: str = "", hard: bool = False) -> Grade:
    if right:
        return Grade(Verdict.RIGHT, 1.0, remark, hard)
    return Grade(Verdict.WRONG, 0.0, remark)


ONLY_THE_WHOLE = "Part of it was right, but only the whole counts here."


def partial_credit(
    score: float, remark: str = "", hard: bool = False, *, partial: bool = True
) -> Grade:
    """A grade for part credit: `score` is cut to 0 to 1. Without `partial` a part is nothing."""
    if score >= 1:
        return Grade(Verdict.RIGHT, 1.0, remark, hard)
    if score <= 0:
        return Grade(Verdict.WRONG, 0.0, remark)
    if not partial:
        remark = f"{ONLY_THE_WHOLE}\n{remark}" if remark else ONLY_THE_WHOLE
        return Grade(Verdict.WRONG, 0.0, remark)
    return Grade(Verdict.PARTLY, score, remark)


def shuffled(options: Iterable[str], random: Random) -> tuple[str, ...]:
    drawn = list(options)
    random.shuffle(drawn)
    return tuple(drawn)


def duplicates(options: Sequence[Hashable], at: Loc) -> Iterator[Problem]:
    """A problem for every option that stands in the list a second time."""
    seen: set[Hashable] = set()
    for index, option in enumerate(options):
        if option in seen:
            message = f'"{cut(str(option), LONGEST_SHOWN)}" stands in this list twice'
            yield Problem((*at, index), Code.DUPLICATE_OPTION, message)
        seen.add(option)


def answers_among_distractors(
    answers: Sequence[str], distractors: Sequence[str]
) -> Iterator[Problem]:
    """A problem for every distractor that is an answer."""
    for index, distractor in enumerate(distractors):
        if distractor in answers:
            message = f'answer "{cut(distractor, LONGEST_SHOWN)}" is also a distractor'
            yield Problem(("distractors", index), Code.ANSWER_IS_DISTRACTOR, message)


def unknown_options(named: Iterable[str], options: Sequence[str], field: str) -> Iterator[Problem]:
    """A problem for every entry of `pin` or `feedback` that names no option."""
    for index, name in enumerate(named):
        if name not in options:
            there = dict.fromkeys(options)
            choices = ", ".join(f'"{cut(option, LONGEST_SHOWN)}"' for option in there)
            it = cut(name, LONGEST_SHOWN)
            message = f'`{field}` names "{it}", which is not an option; the options are {choices}'
            yield Problem((field, index if field == "pin" else name), Code.UNKNOWN_OPTION, message)
