"""How cards come and go from today on, in expectation: what plans and forecasts are made of.

Today's cards are looked at one by one. From then on, those that stand alike go together, so that a
simulated day costs much the same for a hundred thousand cards as for a thousand.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from heapq import heapify, heapreplace
from typing import NamedTuple

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, Rating
from quizapp.scheduling.allowance import ALL, Allowance
from quizapp.scheduling.catch_up import CatchUp
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.day_load import FIRST_RIGHT, DayLoad, answers_to_new
from quizapp.scheduling.initial_state import CHUNK, SeenCard
from quizapp.scheduling.scheduler import days_after_good

EARLY = 14
"""A card that would be forgotten too soon is repeated at most so many days before the day."""

AS_GOOD = 0.01
"""Days whose expected recall lies within this of the best are as good; the emptiest is taken."""

HARDLY = 0.02
"""Cards; rarer ways for a card to go are put together more roughly."""

Load = dict[int, float]
"""By day, the cards that are to be asked on it."""


class CardGroup(NamedTuple):
    """Cards that stand alike, or those parts of cards."""

    deck: str
    """The slug of a deck with limits of its own, else `ALL`: the others need not be told apart."""
    memory: Memory
    last: float
    """The day of the last answer, as all figures the mean of the group."""
    weight: float
    """In cards."""
    recalled: float = 0.0
    """Of these, those that can be expected to be recalled on the day if they are not asked."""
    in_steps: bool = False


class Pool:
    """Cards that wait for the same, those that stand alike together.

    Alike is an eighth in stability and a quarter in the days since the last answer, and half a step
    in difficulty; half in stability, whatever the rest, for what hardly weighs anything.
    """

    def __init__(self, hardly: float) -> None:
        self._hardly = hardly
        self._sums: dict[tuple[object, ...], list[float]] = {}

    def add(self, group: CardGroup, since: float = 0.0) -> None:
        """`since` are days by which to tell cards apart that are alike otherwise."""
        deck, (stability, difficulty), last, weight, recalled, in_steps = group
        place: tuple[object, ...]
        if weight < self._hardly:
            place = deck, in_steps, round(2 * math.log(stability))
        else:
            apart = round(4 * math.log(1 + since)) if since > 0 else 0
            alike = round(8 * math.log(stability))
            place = deck, in_steps, alike, round(2 * difficulty), apart
        sums = self._sums.get(place)
        if sums is None:
            self._sums[place] = [
                weight, weight * stability, weight * difficulty, weight * last, recalled,
            ]  # fmt: skip
        else:
            sums[0] += weight
            sums[1] += weight * stability
            sums[2] += weight * difficulty
            sums[3] += weight * last
            sums[4] += recalled

    def groups(self) -> list[CardGroup]:
        return [
            CardGroup(
                str(place[0]),
                Memory(stability / weight, difficulty / weight),
                last / weight,
                weight,
                recalled,
                bool(place[1]),
            )
            for place, (weight, stability, difficulty, last, recalled) in self._sums.items()
        ]

    def copy(self) -> "Pool":
        pool = Pool(self._hardly)
        pool._sums = {place: list(sums) for place, sums in self._sums.items()}
        return pool


@dataclass(slots=True)
class Outlook:
    """How cards are forgotten and asked again, up to `day`; the same whatever the limits."""

    context: StudyContext
    day: Day
    cards: int
    early: int = EARLY
    """Days before `day` in which cards that would be forgotten by then are asked early."""
    hardly: float = field(init=False)
    _best_days: dict[tuple[float, ...], list[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.hardly = max(HARDLY, min(0.5, HARDLY * self.cards / 1000))

    def pool(self) -> Pool:
        return Pool(self.hardly)

    def recall(self, memory: Memory, last: float, at: float) -> float:
        return self.context.model.retrievability(memory, max(0.0, at - last))

    def answered(self, memory: Memory, last: float, at: int) -> tuple[Memory, Memory, float]:
        """The memory after day `at`, when the card is recalled and when it is not, and the days
        that Hard would have given, as Good gives more."""
        context = self.context
        good, again, hard = context.model.after_either(
            memory, max(0, round(at - last)), context.settings.desired_retention
        )
        for _ in context.settings.relearning_steps:
            again = context.model.after(again, 0, Rating.GOOD)
        return good, again, hard

    def best_days(self, memory: Memory, last: float) -> list[int]:
        """The days that are best for one more review before `day`; none when it needs none."""
        recall = self.recall(memory, last, self.day)
        first = max(self.context.day, math.floor(last) + 1, self.day - self.early)
        if recall >= self.context.settings.desired_retention or first >= self.day:
            return []
        alike = round(24 * math.log(memory.stability))
        place = alike, round(4 * memory.difficulty), round(last), first
        if place not in self._best_days:
            gain = {at: self._recall_after(memory, last, at) for at in range(first, self.day)}
            best = max(gain.values())
            good = [at for at, found in gain.items() if found >= best - AS_GOOD]
            self._best_days[place] = good if best > recall else []
        return self._best_days[place]

    def _recall_after(self, memory: Memory, last: float, at: int) -> float:
        """Expected recall on `day` when the last review before it is on day `at`."""
        recall = self.recall(memory, last, at)
        good, again, _ = self.answered(memory, last, at)
        right, wrong = (self.recall(after, at, self.day) for after in (good, again))
        return recall * right + (1 - recall) * wrong


@dataclass(slots=True)
class Placement:
    """When each card is to be asked, as things stand."""

    outlook: Outlook
    slugs: Mapping[str, str]
    """By deck, the name of its limits."""
    by_card: bool = True
    today: list[tuple[float, SeenCard]] = field(default_factory=list)
    """With the recall by which they are ordered: 0 for those in steps."""
    overdue: Pool = field(init=False)
    """Those of `today` that were to be asked before; `waiting` has the others too."""
    waiting: dict[int, Pool] = field(default_factory=dict)
    load: Load = field(default_factory=lambda: defaultdict(float))
    recalled: float = 0.0
    """Of the cards that need not be asked, those that can be expected to be recalled."""
    untouched: float = 0.0
    """The same of all cards, if none is asked."""

    def __post_init__(self) -> None:
        self.overdue = self.outlook.pool()
        self.waiting[self.outlook.context.day] = self.outlook.pool()

    @classmethod
    def of(
        cls,
        outlook: Outlook,
        cards: Sequence[SeenCard],
        slugs: Mapping[str, str],
        by_card: bool = True,
    ) -> Generator[None, None, "Placement"]:
        """Pauses between some cards and the next. Not `by_card`: without `today`
        and `untouched`."""
        placement = cls(outlook, slugs, by_card)
        beyond: dict[tuple[object, ...], list[SeenCard]] = {}
        for start in range(0, len(cards), CHUNK):
            chunk = cards[start : start + CHUNK]
            if by_card:
                memories = [card[2:5] for card in chunk]
                placement.untouched += sum(outlook.context.model.recalls(memories, outlook.day))
            for card in chunk:
                if card.due < outlook.day:
                    placement._put(card, card.due)
                else:
                    _, _, stability, difficulty, last, _, in_steps, _ = card
                    alike = round(100 * math.log(stability))
                    place = alike, round(10 * difficulty), last, in_steps
                    beyond.setdefault(place, []).append(card)
            yield
        for number, some in enumerate(beyond.values(), 1):
            placement._early(some)
            if number % 50 == 0:
                yield
        placement.today.sort(key=lambda entry: (entry[0], slugs[entry[1].deck], *entry[1][2:5]))
        yield
        return placement

    def _early(self, alike: Sequence[SeenCard]) -> None:
        """Spread cards that stand alike over the best days for one more review."""
        card = alike[0]
        days = self.outlook.best_days(Memory(card.stability, card.difficulty), card.last)
        if not days:
            memories = [card[2:5] for card in alike]
            self.recalled += sum(self.outlook.context.model.recalls(memories, self.outlook.day))
            return
        emptiest = [(self.load[at], -at) for at in days]
        heapify(emptiest)
        for card in alike:
            at = -emptiest[0][1]
            self._put(card, at)
            heapreplace(emptiest, (self.load[at], -at))

    def _put(self, card: SeenCard, at: int) -> None:
        """Let a card be asked on day `at`, or today when that is past."""
        today = self.outlook.context.day
        if at <= today:
            if self.by_card:
                recall = 0.0 if card.in_steps else self.recall(card, today)
                self.today.append((recall, card))
            if card.is_overdue(today):
                self.overdue.add(self.group(card), today - card.last)
                return
            at = today
        if at not in self.waiting:
            self.waiting[at] = self.outlook.pool()
        self.waiting[at].add(self.group(card), at - card.last)
        self.load[at] += card.weight

    def recall(self, card: SeenCard, at: int) -> float:
        since = at - card.last
        memory = Memory(card.stability, card.difficulty)
        return self.outlook.context.model.retrievability(memory, since if since > 0 else 0)

    def group(self, card: SeenCard) -> CardGroup:
        """A card as a group of its own."""
        _, deck, stability, difficulty, last, _, in_steps, weight = card
        recalled = self.recall(card, self.outlook.day) if self.by_card else 0.0
        memory = Memory(stability, difficulty)
        return CardGroup(self.slugs[deck], memory, last, weight, recalled, in_steps)


@dataclass(slots=True)
class Simulation:
    """From today to the eve of the day of its outlook. `run` once, and look."""

    outlook: Outlook
    allowance: Allowance
    catch_up: CatchUp | None = None
    """The spreading of what is overdue, as it stands today."""
    reviews: list[float] = field(default_factory=list)
    """Expected on each day from today to the eve of the day."""
    answers: list[float] = field(default_factory=list)
    """The same for all answers: those to new cards, and those in steps after a wrong one."""
    learned: list[int] = field(default_factory=list)
    """The number of new cards of each day."""
    today_keys: list[str] = field(default_factory=list)
    """The cards reviewed today: in steps, and then those most likely to be forgotten first."""
    recalled: float = 0.0
    """Cards that can be expected to be recalled on the day."""
    put_off: float = 0.0
    """Reviews that the limits leave no room for before the day."""
    _overdue: list[CardGroup] = field(default_factory=list)
    """What was not asked on its day."""
    _waiting: dict[int, Pool] = field(default_factory=dict)
    _load: Load = field(default_factory=dict)

    @property
    def context(self) -> StudyContext:
        return self.outlook.context

    def run(
        self, placement: Placement, new: Sequence[Mapping[str, int]], by_card: bool = True
    ) -> Generator[None, None, None]:
        """Go through the days, with the new cards of each, by deck. Pauses after each day.

        Not `by_card`: without `today_keys`, which is quicker.
        """
        today, end = self.context.day, self.outlook.day
        self._waiting = {at: pool.copy() for at, pool in placement.waiting.items()}
        self._load = defaultdict(float, placement.load)
        self.recalled = placement.recalled
        self._overdue = placement.overdue.groups()
        for at in range(today, end):
            if by_card and at == today:
                asked = yield from self._asked_today(placement)
            else:
                asked = self._asked(at)
            self._review(at, asked)
            found = new[at - today]
            self.learned.append(sum(found.values()))
            for deck, number in found.items():
                self._learn(deck, at, number)
            yield
        self.put_off = sum(group.weight for group in self._overdue)
        self.recalled += sum(group.recalled for group in self._overdue)

    def loads(self, seconds: float) -> tuple[DayLoad, ...]:
        """What was gone through, day by day, at so many seconds for an answer."""
        days = zip(self.learned, self.reviews, self.answers, strict=True)
        return tuple(
            DayLoad(Day(self.context.day + ahead), new, reviews, seconds * answers / 60)
            for ahead, (new, reviews, answers) in enumerate(days)
        )

    def _review(self, at: int, asked: Iterable[CardGroup]) -> None:
        reviewed = answers = 0.0
        relearning = len(self.context.settings.relearning_steps)
        after = self.outlook.pool()
        for deck, memory, last, weight, _, _ in asked:
            recall = self.outlook.recall(memory, last, at)
            reviewed += weight
            answers += weight * (1 + (1 - recall) * relearning)
            good, again, hard = self.outlook.answered(memory, last, at)
            # in place of the day of the answer, which is the same for all: what Hard would give
            after.add(CardGroup(deck, good, hard, weight * recall))
            if recall < 1:
                after.add(CardGroup(deck, again, 0.0, weight * (1 - recall)))
        self.reviews.append(reviewed)
        self.answers.append(answers)
        for deck, memory, hard, weight, _, _ in after.groups():
            self._schedule(deck, memory, weight, hard, at)

    def _asked_today(self, placement: Placement) -> Generator[None, None, list[CardGroup]]:
        """The cards that are asked today, each by itself; the others are overdue from now on."""
        today, ready = self.context.day, placement.today
        del self._waiting[today]
        if self.catch_up is None:
            taken, left = self._take_whole(ready)
        else:
            overdue = [one for one in ready if one[1].is_overdue(today)]
            others = [one for one in ready if not one[1].is_overdue(today)]
            first, waiting = self._take_whole(overdue, self.catch_up.share)
            then, rest = self._take_whole(others)
            taken, left = first + then, waiting + rest
        yield
        self.today_keys = [card.key for card in taken]
        groups = []
        for cards in (taken, left):
            pool = self.outlook.pool()
            for number, card in enumerate(cards, 1):
                pool.add(placement.group(card), today - card.last)
                if number % CHUNK == 0:
                    yield
            groups.append(pool.groups())
        asked, self._overdue = groups
        return asked

    def _take_whole(
        self, ready: Sequence[tuple[float, SeenCard]], most: float = math.inf
    ) -> tuple[list[SeenCard], list[SeenCard]]:
        """Cards that the limits of today let in, in their order, and the others."""
        taken: list[SeenCard] = []
        left: list[SeenCard] = []
        today = self.context.day
        slugs = {card.deck: self.allowance.slug(card.deck) for _, card in ready}
        rooms = {slug: self.allowance.room(slug, today) + 1e-6 for slug in slugs.values()}
        most = min(most, self.allowance.room(ALL, today) + 1e-6)
        counted: Counter[str] = Counter()
        for _, card in ready:
            if card.in_steps:
                taken.append(card)
            elif most >= 1 and rooms[slug := slugs[card.deck]] >= 1:
                most -= 1
                rooms[slug] -= 1
                counted[slug] += 1
                taken.append(card)
            else:
                left.append(card)
        for slug, number in counted.items():
            self.allowance.take(slug, today, number)
        return taken, left

    def _asked(self, at: int) -> list[CardGroup]:
        """What is reviewed on a day; the rest of what is due then is overdue from now on."""
        pool = self._waiting.pop(at, None)
        due = pool.groups() if pool else []
        asked: list[CardGroup] = []
        if (share := self._share(at)) is None:
            due += self._overdue
            overdue: list[CardGroup] = []
        else:
            asked, overdue = self._take(self._overdue, at, share)
        more, left = self._take(due, at)
        waiting = self.outlook.pool()
        for group in (*overdue, *map(self._put_off, left)):
            waiting.add(group, at - group.last)
        self._overdue = waiting.groups()
        return asked + more

    def _put_off(self, group: CardGroup) -> CardGroup:
        if group.recalled:  # it was put off before
            return group
        recall = self.outlook.recall(group.memory, group.last, self.outlook.day)
        return group._replace(recalled=group.weight * recall)

    def _share(self, at: int) -> int | None:
        """How much of what is overdue a day's part of a backlog is; None when it is not spread."""
        if self.catch_up is None:
            return None
        if at == self.context.day:
            return self.catch_up.share
        left = self.catch_up.days_left - (at - self.context.day)
        overdue = math.ceil(sum(group.weight for group in self._overdue))
        found = replace(self.catch_up, days_left=left).with_cards(overdue, due_today=0, done=0)
        return found.share if found and left > 0 else None

    def _take(
        self, groups: Sequence[CardGroup], at: int, most: float = math.inf
    ) -> tuple[list[CardGroup], list[CardGroup]]:
        """The cards in steps, and of the others what the limits let in, the most likely to be
        forgotten first; and what is left."""
        taken: list[CardGroup] = []
        left: list[CardGroup] = []
        rooms = {slug: self.allowance.room(slug, at) for slug in {group.deck for group in groups}}
        most = min(most, self.allowance.room(ALL, at))
        counted: dict[str, float] = defaultdict(float)
        for _, group in sorted((self._urgency(group, at), group) for group in groups):
            slug, memory, last, weight, recalled, in_steps = group
            if in_steps or (weight <= most and weight <= rooms[slug]):
                now = weight
                taken.append(group)
            elif (now := max(0.0, min(most, rooms[slug]))) > 0:
                taken.append(CardGroup(slug, memory, last, now))
            if now < weight:
                rest = weight - now
                left.append(CardGroup(slug, memory, last, rest, recalled * rest / weight))
            if not in_steps:
                most -= now
                rooms[slug] -= now
                counted[slug] += now
        for slug, number in counted.items():
            self.allowance.take(slug, at, number)
        return taken, left

    def _urgency(self, group: CardGroup, at: int) -> float:
        return 0.0 if group.in_steps else self.outlook.recall(group.memory, group.last, at)

    def _learn(self, deck: str, at: int, number: int) -> None:
        """New cards: each answered until it leaves its learning steps."""
        slug, model, settings = self.allowance.slug(deck), self.context.model, self.context.settings
        steps = len(settings.learning_steps)
        self.answers[-1] += number * answers_to_new(settings)
        for rating, share in ((Rating.GOOD, FIRST_RIGHT), (Rating.AGAIN, 1 - FIRST_RIGHT)):
            rest = steps - 1 if rating is Rating.GOOD else steps
            *earlier, last = [(0, rating), *[(0, Rating.GOOD)] * rest]
            before = model.replay(None, earlier) if earlier else None
            hard = 0.0
            if last[1] is Rating.GOOD:
                hard = model.intervals(before, 0, settings.desired_retention)[Rating.HARD]
            self._schedule(slug, model.after(before, *last), number * share, hard, at)

    def _schedule(self, deck: str, memory: Memory, weight: float, hard: float, at: int) -> None:
        """Let cards that were answered on day `at` come back."""
        interval = self.context.model.interval(memory, self.context.settings.desired_retention)
        days = days_after_good(hard, interval)
        share = weight / len(days)
        beyond = 0.0
        for ahead in days:
            if at + ahead < self.outlook.day:
                self._put(deck, memory, share, at, at + ahead)
            else:
                beyond += share
        if beyond:
            best = self.outlook.best_days(memory, at)
            due = min(best, key=lambda day: (self._load[day], -day), default=self.outlook.day)
            self._put(deck, memory, beyond, at, due)

    def _put(self, deck: str, memory: Memory, weight: float, last: int, due: int) -> None:
        self._load[due] += weight
        if due >= self.outlook.day:
            self.recalled += weight * self.outlook.recall(memory, last, due)
            return
        if due not in self._waiting:
            self._waiting[due] = self.outlook.pool()
        self._waiting[due].add(CardGroup(deck, memory, last, weight), due - last)
