"""Where the cards of decks stand before a plan is made."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from heapq import heapify, heappop, heappush
from typing import NamedTuple

from quizapp.core.card_keys import question_of
from quizapp.core.day import Calendar, Day
from quizapp.deck.deck import Deck
from quizapp.memory.fsrs import Memory, Rating
from quizapp.progress.progress import Progress
from quizapp.progress.state import CardState, deck_of
from quizapp.scheduling.allowance import ALL, Allowance
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.day_load import FIRST_RIGHT, DayLoad, answers_to_new
from quizapp.scheduling.scheduler import days_after_good

EARLY = 14
"""A card that would be forgotten too soon is repeated at most so many days before the day."""

AS_GOOD = 0.01
"""Days whose expected recall lies within this of the best are as good; the emptiest is taken."""

HARDLY = 0.02
"""Cards; rarer ways for a card to go are put together more roughly."""


RatedAnswers = list[tuple[int, Rating]]
"""Each as days since the one before, and its rating."""


class SimulatedCard(NamedTuple):
    """A card, or those parts of cards that stand alike."""

    deck: str
    """The slug of a deck with limits of its own, else `ALL`: the others need not be told apart."""
    memory: Memory
    last: int
    """The day of the last answer."""
    weight: float = 1.0
    """In cards."""
    key: str = ""
    """Only before the first review: after it, a card is no longer followed by itself."""
    in_steps: bool = False
    hard: float = 0.0
    """Days that Hard would have given in place of the last answer, as Good gives more than that."""


@dataclass(slots=True)
class Simulation:
    """From today to the eve of `day`. Put the cards in, `run` once, and look."""

    context: StudyContext
    day: Day
    allowance: Allowance
    catch_up: CatchUp | None = None
    """The spreading of what is overdue, as it stands today."""
    early: int = EARLY
    """Days before `day` in which cards that would be forgotten by then are asked early."""
    reviews: list[float] = field(default_factory=list)
    """Expected on each day from `today` to the eve of `day`."""
    answers: list[float] = field(default_factory=list)
    """The same for all answers: those to new cards, and those in steps after a wrong one."""
    learned: list[int] = field(default_factory=list)
    """The number of new cards of each day."""
    today_keys: list[str] = field(default_factory=list)
    """The cards reviewed today: in steps, and then those most likely to be forgotten first."""
    recalled: float = 0.0
    """Cards that can be expected to be recalled on `day`."""
    put_off: float = 0.0
    """Reviews that the limits leave no room for before `day`."""
    _overdue: list[tuple[float, SimulatedCard]] = field(default_factory=list)
    """A heap of what was not asked on its day, by the recall when it was put there."""
    _waiting: dict[int, list[SimulatedCard]] = field(default_factory=lambda: defaultdict(list))
    _load: dict[int, float] = field(default_factory=lambda: defaultdict(float))

    def put(self, part: SimulatedCard, due: int) -> None:
        """Let a card be reviewed on day `due`, or early when it would not last until `day`."""
        part = part._replace(deck=self.allowance.slug(part.deck))
        if due < self.context.day and not part.in_steps:
            heappush(self._overdue, (self._recall(part, self.context.day), part))
            return
        due = max(due, self.context.day)
        if due >= self.day:
            due = self._early(part)
        self._waiting[due].append(part)
        self._load[due] += part.weight

    def run(self, new: Sequence[Iterable[str]]) -> None:
        """Go through the days, with the new cards (keys) of each."""
        for at in range(self.context.day, self.day):
            self._review(at)
            found = Counter(map(deck_of, new[at - self.context.day]))
            self.learned.append(found.total())
            for deck, number in found.items():
                self._learn(deck, at, number)
        late = [part for _, part in self._overdue]
        self.put_off = sum(part.weight for part in late)
        self.recalled = sum(
            part.weight * self._recall(part, self.day) for part in (*late, *self._waiting[self.day])
        )

    def loads(self, seconds: float) -> tuple[DayLoad, ...]:
        """What was gone through, day by day, at so many seconds for an answer."""
        days = zip(self.learned, self.reviews, self.answers, strict=True)
        return tuple(
            DayLoad(Day(self.context.day + ahead), new, reviews, seconds * answers / 60)
            for ahead, (new, reviews, answers) in enumerate(days)
        )

    def _review(self, at: int) -> None:
        reviewed = answers = 0.0
        relearning = len(self.context.settings.relearning_steps)
        after: list[SimulatedCard] = []
        for part in self._asked(at):
            recall = self._recall(part, at)
            reviewed += part.weight
            answers += part.weight * (1 + (1 - recall) * relearning)
            if at == self.context.day:
                self.today_keys.append(part.key)
            after += self._parts(part, at, recall)
        self.reviews.append(reviewed)
        self.answers.append(answers)
        for part in _together(after):
            self._schedule(part)

    def _asked(self, at: int) -> list[SimulatedCard]:
        """What is reviewed on a day; the rest of what is due then is overdue from now on."""
        due = [
            (0.0 if part.in_steps else self._recall(part, at), part)
            for part in self._waiting.pop(at, ())
        ]
        asked: list[SimulatedCard] = []
        if (share := self._share(at)) is None:
            due += self._overdue
            self._overdue = []
        else:
            asked = self._take(self._overdue, at, share)
        heapify(due)
        asked += self._take(due, at)
        for entry in due:
            heappush(self._overdue, entry)
        return asked

    def _share(self, at: int) -> int | None:
        """How much of what is overdue a day's part of a backlog is; None when it is not spread."""
        if self.catch_up is None:
            return None
        if at == self.context.day:
            return self.catch_up.share
        left = self.catch_up.days_left - (at - self.context.day)
        overdue = math.ceil(sum(part.weight for _, part in self._overdue))
        found = replace(self.catch_up, days_left=left).with_cards(overdue, due_today=0, done=0)
        return found.share if found and left > 0 else None

    def _take(
        self, heap: list[tuple[float, SimulatedCard]], at: int, most: float = math.inf
    ) -> list[SimulatedCard]:
        """Take out of a heap the cards in steps, and of the others what the limits let in."""
        taken: list[SimulatedCard] = []
        left = []
        while heap and most > 0:
            recall, part = heappop(heap)
            if part.in_steps:
                taken.append(part)
            else:
                room = min(most, self.allowance.room(part.deck, at))
                now = int(min(room + 1e-6, 1.0)) if part.key else min(room, part.weight)
                if now > 0:
                    most -= now
                    self.allowance.take(part.deck, at, now)
                    taken.append(part._replace(weight=now))
                if now < part.weight:
                    left.append((recall, part._replace(weight=part.weight - now)))
                    if self.allowance.room(ALL, at) < (1 if part.key else 1e-6):
                        break
        for entry in left:
            heappush(heap, entry)
        return taken

    def _learn(self, deck: str, at: int, number: int) -> None:
        """New cards: each answered until it leaves its learning steps."""
        slug = self.allowance.slug(deck)
        steps = len(self.context.settings.learning_steps)
        self.answers[-1] += number * answers_to_new(self.context.settings)
        for rating, share in ((Rating.GOOD, FIRST_RIGHT), (Rating.AGAIN, 1 - FIRST_RIGHT)):
            rest = steps - 1 if rating is Rating.GOOD else steps
            answers = [(0, rating), *[(0, Rating.GOOD)] * rest]
            self._schedule(self._after(slug, None, answers, at, number * share))

    def _parts(self, part: SimulatedCard, at: int, recall: float) -> list[SimulatedCard]:
        return [
            self._after(part.deck, part.memory, answers, at, part.weight * share)
            for answers, share in zip(self._answers(part, at), (recall, 1 - recall), strict=True)
            if share > 0
        ]

    def _answers(self, part: SimulatedCard, at: int) -> tuple[RatedAnswers, RatedAnswers]:
        """What a card is answered on day `at` when it is recalled, and when it is not."""
        since = max(0, at - part.last)
        again = [(0, Rating.GOOD)] * len(self.context.settings.relearning_steps)
        return [(since, Rating.GOOD)], [(since, Rating.AGAIN), *again]

    def _after(
        self, deck: str, memory: Memory | None, answers: RatedAnswers, at: int, weight: float
    ) -> SimulatedCard:
        """A part of a card with this memory after answers that end on day `at`."""
        *earlier, (since, rating) = answers
        before = self.context.model.replay(memory, earlier) if earlier else memory
        after = self.context.model.after(before, since, rating)
        hard = 0.0
        if rating is Rating.GOOD:
            retention = self.context.settings.desired_retention
            hard = self.context.model.intervals(before, since, retention)[Rating.HARD]
        return SimulatedCard(deck, after, at, weight, hard=hard)

    def _schedule(self, part: SimulatedCard) -> None:
        interval = self.context.model.interval(part.memory, self.context.settings.desired_retention)
        days = days_after_good(part.hard, interval)
        on = Counter(min(part.last + one, self.day) for one in days)
        for due, number in on.items():
            self.put(part._replace(weight=part.weight * number / len(days)), due)

    def _early(self, part: SimulatedCard) -> int:
        """The best day for one more review, or `day` itself when none is needed."""
        recall = self._recall(part, self.day)
        first = max(self.context.day, part.last + 1, self.day - self.early)
        if recall >= self.context.settings.desired_retention or first >= self.day:
            return self.day
        gain = {at: self._recall_after(part, at) for at in range(first, self.day)}
        best = max(gain.values())
        if best <= recall:
            return self.day
        good = [at for at, found in gain.items() if found >= best - AS_GOOD]
        return min(good, key=lambda at: (self._load[at], -at))

    def _recall_after(self, part: SimulatedCard, at: int) -> float:
        """Expected recall on `day` when the last review before it is on day `at`."""
        recall = self._recall(part, at)
        right, wrong = (
            self.context.model.retrievability(
                self.context.model.replay(part.memory, answers), self.day - at
            )
            for answers in self._answers(part, at)
        )
        return recall * right + (1 - recall) * wrong

    def _recall(self, part: SimulatedCard, at: int) -> float:
        return self.context.model.retrievability(part.memory, max(0, at - part.last))


def _together(parts: Iterable[SimulatedCard]) -> list[SimulatedCard]:
    """Parts of one day whose memories lie close, as one with the mean.

    Close is an eighth in stability and half a step in difficulty; half in stability, whatever the
    difficulty, for parts that hardly weigh anything.
    """
    found: dict[tuple[str, int, int], list[SimulatedCard]] = defaultdict(list)
    for part in parts:
        stability, difficulty = part.memory
        if part.weight < HARDLY:
            place = (round(2 * math.log(stability)), -1)
        else:
            place = (round(8 * math.log(stability)), round(2 * difficulty))
        found[part.deck, *place].append(part)
    return [_mean(alike) for alike in found.values()]


def _mean(parts: Sequence[SimulatedCard]) -> SimulatedCard:
    if len(parts) == 1:
        return parts[0]
    weight = sum(part.weight for part in parts)
    stability, difficulty, hard = (
        sum(part.weight * figure for part, figure in zip(parts, column, strict=True)) / weight
        for column in zip(*((*part.memory, part.hard) for part in parts), strict=True)
    )
    return parts[0]._replace(memory=Memory(stability, difficulty), weight=weight, hard=hard)


@dataclass(frozen=True, slots=True)
class InitialState:
    new: tuple[str, ...]
    """Cards that were never answered, those of different decks mixed in proportion."""
    seen: tuple[tuple[SimulatedCard, int], ...]
    """All others, each with the day on which it is to be asked, or was to be when it is past."""
    gives_away: Mapping[str, Sequence[str]]
    """By card, the questions of which it tells, for cards that have siblings."""
    given_away: frozenset[str]
    """Questions of which today's cards tell, or those that were asked: none of theirs joins."""

    not_before: Mapping[str, int]
    """By card, a day before which the learner does not want to see it."""

    @property
    def cards(self) -> int:
        return len(self.new) + len(self.seen)

    @classmethod
    def of(
        cls,
        decks: Sequence[Deck],
        context: StudyContext,
        day: Day,
        all_seen: bool = True,
    ) -> "InitialState":
        """Not `all_seen`: without the cards that fall due only on `day` or later."""
        progress, calendar, today = context.progress, context.calendar, context.day
        keys = [counted(deck, progress) for deck in decks]
        gives_away = {key: deck.gives_away(key) for deck in decks for key in deck.siblings}
        cards, buried = progress.cards, progress.buried
        asked = (
            key
            for key in gives_away
            if key in cards and (cards[key].last == today or cards[key].phase != "review")
        )
        given_away = {question for key in asked for question in gives_away[key]}
        new = [
            ((place + 0.5) / len(some), key)
            for some in keys
            for place, key in enumerate(some)
            if key not in cards
        ]
        due = {
            key: max(_due(cards[key], calendar), buried.get(key, 0))
            for some in keys
            for key in some
            if key in cards and (all_seen or progress.due_day[key] < day)
        }
        for at, key in sorted((due[key], key) for key in gives_away if key in due):
            if at > today or cards[key].phase != "review":
                continue
            if question_of(key) in given_away:  # a sibling comes first
                due[key] = min(today + 1, day - 1)
            else:
                given_away.update(gives_away[key])
        seen = tuple((_part(key, cards[key]), at) for key, at in due.items())
        mixed = tuple(key for _, key in sorted(new))
        return cls(mixed, seen, gives_away, frozenset(given_away), buried)


def counted(deck: Deck, progress: Progress) -> list[str]:
    """The cards of a deck that are to be known: all but the suspended ones."""
    return [key for key in deck.keys if key not in progress.suspended]


def _due(state: CardState, calendar: Calendar) -> int:
    """A day; a card in its steps may have days that it waits for, too."""
    if state.phase == "review":
        return state.due
    return calendar.day(datetime.fromtimestamp(state.due / 1000, UTC))


def _part(key: str, state: CardState) -> SimulatedCard:
    memory = Memory(state.stability, state.difficulty)
    return SimulatedCard(
        deck_of(key), memory, state.last, key=key, in_steps=state.phase != "review"
    )
