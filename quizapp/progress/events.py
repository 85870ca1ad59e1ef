"""The events of a journal: what can happen to a card, in a quiz, or at once to many cards.

An event names a card by the key that the card had at the time; cards can be renamed later. Most
are named tuples, because a dataclass takes 0.4 ms to define, and every start defines them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from quizapp.core.day import Day

if TYPE_CHECKING:
    from quizapp.questions.interactions import Reply

PRACTICE = "practice"
"""In place of a phase: the answer leaves the schedule of its card alone."""

NO_CARD = "-"
"""In place of a card, where what is undone is not about one card alone."""


class EventKey(NamedTuple):
    """Where an event stands in the order of all events, whichever device it comes from."""

    at: str
    device: str
    seq: int

    @property
    def id(self) -> str:
        return f"{self.device}:{self.seq}"


NEVER = EventKey("", "", 0)
"""Before any event."""


class Answer(NamedTuple):
    """A card was answered. `phase`, `step` and `due` are the outcome, so replay schedules nothing.

    `phase` is learning, relearning or review, as it is after the answer, or `PRACTICE`, and then
    `step` and `due` say nothing. `due` is a `Day` in phase review, else milliseconds since the
    epoch.
    """

    card: str
    day: Day
    rating: int
    phase: str
    step: int
    due: int
    reply: "Reply | None" = None
    verdict: str | None = None
    ms: int = 0
    """Time taken."""
    hint: int = 0
    """Hints shown before the answer."""
    overridden: bool = False
    """The learner judged it otherwise: as right, or as harder than it looked."""
    confidence: str = ""
    """How sure the learner was before the answer was shown: guess, unsure, sure; or not asked."""
    quiz: str = ""
    """The quiz that it was given in."""
    score: float = 0.0
    """In a quiz, of an answer that is right in part: its share of the credit."""


class Undone(NamedTuple):
    """The event with id `ref`, about `card` or `NO_CARD`, does not count."""

    card: str
    ref: str


class Renamed(NamedTuple):
    """All that happened to `was` counts for `card`."""

    card: str
    was: str


@dataclass(frozen=True, slots=True)
class QuizSpec:
    """What a quiz consists of, settled when it begins."""

    cards: tuple[str, ...]
    """In the order in which they are asked."""
    seed: int
    """Of the order of options."""
    feedback: str = "end"
    """When the right answer is shown: after each question (each), or after submission (end)."""
    seconds: int = 0
    """The time allowed; 0 is no limit."""
    confidence: bool = False
    """Whether the learner says how sure they are."""
    counts: bool = True
    """Whether the answers move the schedule of their cards."""


@dataclass(frozen=True, slots=True)
class Response:
    """What the learner has given so far for one question of an open quiz."""

    reply: "Reply | None" = None
    confidence: str = ""
    marked: bool = False
    """To come back to."""
    ms: int = 0
    """Time spent on it."""


class QuizBegan(NamedTuple):
    """The id of this event is the quiz's own."""

    spec: QuizSpec


class QuizResponded(NamedTuple):
    """The response for `card`, in place of any before."""

    quiz: str
    card: str
    response: Response


class QuizTurned(NamedTuple):
    """The learner has gone to the question for `card`."""

    quiz: str
    card: str


NO_POINTS: Mapping[str, float] = MappingProxyType({})


class QuizFinished(NamedTuple):
    """Submitted. All answers are in this one event, so they count together or not at all."""

    quiz: str
    answers: tuple[Answer, ...]
    score: float
    """With one point for each question, whatever it is worth: earlier versions know of no other."""
    guess_score: float
    """What guessing would give, reckoned in the same way."""
    questions: int
    points: Mapping[str, float] = NO_POINTS
    """By card, of the questions that are worth more or less than one point."""
    guess_points: float | None = None
    """The points that guessing would give; None where all questions are worth one."""


class QuizDropped(NamedTuple):
    """Discarded: nothing of it counts."""

    quiz: str


class LimitRaise(NamedTuple):
    """By how much one of the limits of a day is raised."""

    limit: str
    """new, reviews, or backlog: the part of a backlog that is for one day."""
    number: int
    deck: str = ""
    """The slug of the deck whose own limit it is; empty for the one over all decks."""


class Granted(NamedTuple):
    """The learner wants more on `day` than its limits let in: on that day they are higher."""

    day: Day
    raises: tuple[LimitRaise, ...]


class Rescheduled(NamedTuple):
    """Cards in review are due on another day, until they are answered again.

    Their memory stays as it is; so do cards that are new or in their steps.
    """

    cards: tuple[str, ...]
    due: Day
    answers: tuple[int, ...] = ()
    """Where it is because other answers are right now: for each of `cards`, a checksum of them."""


class Redated(NamedTuple):
    """As `Rescheduled`, each card to a day of its own."""

    cards: tuple[str, ...]
    dues: tuple[Day, ...]


SUSPENDED, BURIED, FLAGGED = "suspended", "buried", "flagged"
TAG = "tag:"
"""Before the name of a tag that the learner gives."""


class Marked(NamedTuple):
    """The learner's mark on cards, until another `Marked` has another value for it."""

    cards: tuple[str, ...]
    mark: str
    """`SUSPENDED`, `BURIED`, `FLAGGED`, or `TAG` and a name."""
    value: int
    """1 or 0; of `BURIED` the `Day` before which they are not asked; of `FLAGGED` the flag."""


class Forgotten(NamedTuple):
    """Cards are new again from here on. Their answers so far stay in history and tallies."""

    cards: tuple[str, ...]


TITLE, HIDDEN, ARCHIVED, ORDER, GROUP, CLOSED, READ = (
    *("title", "hidden", "archived", "order", "group", "closed", "read"),
)


class Arranged(NamedTuple):
    """What the learner says of a deck, or of something else that Home shows."""

    deck: str
    """Its slug."""
    field: str
    value: int | str
    """0 and the empty text take back what was said."""


class SearchSaved(NamedTuple):
    """A search to come back to by its name; an empty one forgets it."""

    name: str
    query: str


CardEventData = Undone | Renamed
QuizEventData = QuizBegan | QuizResponded | QuizTurned | QuizFinished | QuizDropped
BatchEventData = Granted | Rescheduled | Redated | Marked | Forgotten | Arranged | SearchSaved
"""About many cards, or none: counts as a whole, and one undoing takes it back as a whole."""
EventData = Answer | CardEventData | QuizEventData | BatchEventData


class Event(NamedTuple):
    key: EventKey
    data: EventData


class CardEvent(NamedTuple):
    key: EventKey
    data: CardEventData


class QuizEvent(NamedTuple):
    key: EventKey
    data: QuizEventData


class BatchEvent(NamedTuple):
    key: EventKey
    data: BatchEventData


def answers(data: EventData) -> tuple[Answer, ...]:
    """The answers in an event."""
    match data:
        case Answer():
            return (data,)
        case QuizFinished():
            return data.answers
        case _:
            return ()


def withdrawals(event: Event) -> list[Undone]:
    """What makes an event, of any kind, as if it had never been."""
    key, data = event
    of_a_quiz = data.answers if isinstance(data, QuizFinished) else ()
    cards = [*(one.card for one in of_a_quiz), card_of(data)]
    return [Undone(card, key.id) for card in cards]


def card_of(data: EventData) -> str:
    """The card that an event is about, which its undoing names; else `NO_CARD`."""
    match data:
        case Answer() | Undone() | Renamed():
            return data.card
        case Marked((card,)):  # as earlier versions have it
            return card
        case _:
            return NO_CARD
