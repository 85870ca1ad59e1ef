"""Training FSRS on a learner's own answers, and judging parameters by answers that came later.

An answer is trained on, or judged by, where it came on a later day than the one before it to the
same card: only there does the model say beforehand how likely it was. What `fsrs_rs_python` calls
an item is such an answer with all those before it.
"""

import math
from collections.abc import Generator, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import compress, pairwise
from typing import NamedTuple

from fsrs_rs_python import FSRS, FSRSItem, FSRSReview, TrainingConfig

from quizapp.memory.fsrs import Memory, MemoryModel

ROUNDS = (0.4, 0.6, 0.8)
"""Parameters are judged in rounds: trained on this share of the answers, the earliest, and tested
on those that came next. So the later three fifths are tested, and none is trained on before."""

MANY = 50_000
"""Answers; of more, one round says enough: trained on some cards only, which makes its parameters
worse rather than better, and tested on the last `TESTED` answers to all cards."""

TESTED = 20_000

PASSES, STEP, PRIOR = 10, 0.02, 4.0
"""How training differs from what the library does by itself: up to ten passes over the answers, in
smaller steps, and held closer to the published parameters. Simulated learners, whatever they were
like, were foretold better by it, those with thousands of answers by much."""

PASSED = 200_000
"""Answers in all passes together: of so many, one pass is as good as five."""

ENOUGH = 400
"""Answers with which training begins to be worth while, those to judge by included."""

SURE = 2.5
"""Standard errors by which the held-out log loss has to fall. `python -m tests.bench.optimise`
shows how often that adopts what is worse: with fewer, chance does."""

LEAST_OF_EACH = 20
"""Right answers, and wrong ones: who forgets nothing does not show how soon it would be forgotten,
and the model would let cards wait without end."""

MARGIN = 0.0005
"""By how much the held-out log loss has to fall at least: less is not worth new parameters."""

_LEAST = 1e-4
"""A probability that the loss of one answer is taken from; no forecast is ever so sure."""

_BATCH = 2_000
"""Cards whose memories are followed at once."""


class ReviewRow(NamedTuple):
    """An answer that counts."""

    card: Hashable
    """Whatever tells cards apart."""
    day: int
    rating: int
    is_first: bool = False
    """The card was new: forgotten on the learner's wish, it begins anew."""


class Fit(NamedTuple):
    """How well parameters foretell answers; of both, less is better."""

    log_loss: float
    """The mean over answers, each as weighty as the other; the library weights by recency."""
    rmse_bins: float
    """The root mean square error of the probability of recall, over bins of like answers."""
    expected: float
    """The share of right answers that was foretold."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Two sets of parameters on the same answers, on which the second was not trained."""

    answers: int
    first_day: int
    recalled: float
    """The share of right answers."""
    before: Fit
    after: Fit
    flat_log_loss: float
    """Of foretelling each answer by the share of right ones before, whatever its card."""
    error: float
    """The standard error of `gain`, over cards."""

    @property
    def gain(self) -> float:
        """By how much the log loss falls."""
        return self.before.log_loss - self.after.log_loss

    @property
    def is_better(self) -> bool:
        """Whether that is more than chance gives, and worth it.

        Parameters that foretell no better than a flat share have found nothing about memory; so it
        is when answers are given at random.
        """
        return self.gain > max(MARGIN, SURE * self.error) and not self.is_flat

    @property
    def is_flat(self) -> bool:
        return self.after.log_loss >= self.flat_log_loss


class Round(NamedTuple):
    """Trained on the items before number `trained`; tested on the next, before number `tested`."""

    trained: int
    tested: int


@dataclass(slots=True)
class _Forecast:
    """What was foretold of items, round by round."""

    expected: list[float] = field(default_factory=list)
    squares: float = 0.0
    """The squares of the errors in bins, times the items."""

    @property
    def rmse_bins(self) -> float:
        return math.sqrt(self.squares / len(self.expected))


@dataclass(slots=True)
class ReviewHistory:
    """Answers in the order in which they were given, as far as the model foretells them."""

    series: list[list[FSRSReview]] = field(default_factory=list)
    """By card, all answers. A card that began anew has another series."""
    latest: dict[Hashable, int] = field(default_factory=dict)
    """By card, the number of its latest series."""
    items: list[FSRSItem] = field(default_factory=list)
    days: list[int] = field(default_factory=list)
    """Of `items`, the day; so are the days since the answer before, and whether it was right."""
    _elapsed: list[int] = field(default_factory=list)
    _recalled: list[bool] = field(default_factory=list)
    _places: list[tuple[int, int]] = field(default_factory=list)
    """Of `items`, the series and the number of the answer in it."""

    @classmethod
    def of(cls, rows: Iterable[ReviewRow | tuple[Hashable, int, int, bool]]) -> "ReviewHistory":
        """From rows, or plain tuples of their members, oldest first."""
        found = cls()
        series, latest, items = found.series, found.latest, found.items
        last_days: list[int] = []
        reviews: dict[int, FSRSReview] = {}  # there are few different ones
        for card, day, rating, is_first in rows:
            number = -1 if is_first else latest.get(card, -1)
            if number < 0:
                latest[card] = number = len(series)
                series.append([])
                last_days.append(day)
            answers, elapsed = series[number], day - last_days[number]
            if elapsed < 0:  # the clock went back
                elapsed = 0
            if (review := reviews.get(elapsed << 3 | rating)) is None:
                review = reviews[elapsed << 3 | rating] = FSRSReview(rating, elapsed)
            answers.append(review)
            if elapsed:
                last_days[number] = day
                items.append(FSRSItem(answers))
                found.days.append(day)
                found._elapsed.append(elapsed)
                found._recalled.append(rating > 1)
                found._places.append((number, len(answers) - 1))
        return found

    def __len__(self) -> int:
        return len(self.items)

    @property
    def missing(self) -> int:
        """How many answers more are needed to train on; 0 where there are enough."""
        return max(0, ENOUGH - len(self))

    @property
    def forgotten(self) -> int:
        """How many of the answers were wrong."""
        return self._recalled.count(False)

    @property
    def is_alike(self) -> bool:
        """Whether nearly all answers were right, or nearly all wrong, so that they tell nothing."""
        forgotten = self.forgotten
        return min(forgotten, len(self) - forgotten) < LEAST_OF_EACH

    @property
    def rounds(self) -> list["Round"]:
        """In which parameters are judged; each ends where the next begins."""
        shares: Sequence[float] = ROUNDS
        if self._are_many:
            shares = [max(ROUNDS[-1], 1 - TESTED / len(self))]
        begins = [*map(self._day_begins, shares), len(self)]
        return [Round(*both) for both in pairwise(begins) if 0 < both[0] < both[1]]

    @property
    def _are_many(self) -> bool:
        return len(self) > MANY

    def _day_begins(self, share: float) -> int:
        """The first item of a day, about after so many of all."""
        at = int(share * len(self))
        while 0 < at < len(self) and self.days[at] == self.days[at - 1]:
            at -= 1
        return at

    def train(self, until: int | None = None) -> tuple[float, ...]:
        """The parameters that foretell the items before number `until` best.

        The same answers always give the same. They are rounded, so that they fit on a line.
        """
        return _trained(self.items[:until])

    def _train_quickly(self, until: int) -> tuple[float, ...]:
        """As `train`; of very many, on the answers to some cards only."""
        if not self._are_many:
            return self.train(until)
        step = -(-until // MANY)
        numbers = (number for number, _ in self._places[:until])
        chosen = [number % step == 0 for number in numbers]
        return _trained(list(compress(self.items, chosen)), PASSED // 2)

    def memories(self, parameters: Sequence[float], cards: Iterable[Hashable]) -> list[Memory]:
        """Of cards that were answered, as the parameters have it."""
        items = [FSRSItem(self.series[self.latest[card]]) for card in cards]
        found = FSRS(list(parameters)).memory_state_batch(items)
        return [Memory(one.stability, one.difficulty) for one in found]

    def judging(self, before: Sequence[float]) -> Generator[float, None, Judgement]:
        """Compare what training gives with the parameters `before`, on answers that came after
        those that were trained on. Pauses after each training, at that share of the work.

        There are enough answers.
        """
        rounds = self.rounds
        work, done = sum(one.trained for one in rounds), 0
        old, new = _Forecast(), _Forecast()
        for one in rounds:
            after = self._train_quickly(one.trained)
            done += one.trained
            yield done / work
            self._test(old, before, one)
            self._test(new, after, one)
        return self._judgement(old, new, rounds)

    def compared(
        self,
        before: Sequence[float],
        after: Sequence[float],
        since: int = 0,
        until: int | None = None,
    ) -> Judgement:
        """Two sets of parameters, by the items from number `since` to before number `until`."""
        part = Round(since, len(self) if until is None else until)
        old, new = _Forecast(), _Forecast()
        self._test(old, before, part)
        self._test(new, after, part)
        return self._judgement(old, new, [part])

    def _judgement(
        self, old: "_Forecast", new: "_Forecast", rounds: Sequence["Round"]
    ) -> Judgement:
        since, until = rounds[0].trained, rounds[-1].tested
        places = self._places[since:until]
        recalled = self._recalled[since:until]
        losses = [
            [_loss(*one) for one in zip(found.expected, recalled, strict=True)]
            for found in (old, new)
        ]
        differences = [before - after for before, after in zip(*losses, strict=True)]
        fits = [
            Fit(_mean(loss), found.rmse_bins, _mean(found.expected))
            for loss, found in zip(losses, (old, new), strict=True)
        ]
        return Judgement(
            answers=len(places),
            first_day=self.days[since],
            recalled=_mean(recalled),
            before=fits[0],
            after=fits[1],
            flat_log_loss=_mean([loss for one in rounds for loss in self._flat_losses(one)]),
            error=_standard_error(differences, [number for number, _ in places]),
        )

    def _flat_losses(self, part: "Round") -> list[float]:
        share = (sum(self._recalled[: part.trained]) + 1) / (part.trained + 2)
        return [_loss(share, one) for one in self._recalled[part.trained : part.tested]]

    def _test(self, found: "_Forecast", parameters: Sequence[float], part: "Round") -> None:
        """Add what parameters foretell of the items that are tested in a round."""
        found.expected += self.expected(parameters, part.trained, part.tested)
        evaluated = FSRS(list(parameters)).evaluate(self.items[part.trained : part.tested])
        found.squares += evaluated.rmse_bins**2 * (part.tested - part.trained)

    def expected(
        self, parameters: Sequence[float], since: int = 0, until: int | None = None
    ) -> list[float]:
        """The probability of recall that was foretold for each item, or those in a range."""
        until = len(self) if until is None else until
        wanted: dict[int, list[int]] = {}
        for at in range(since, until):
            wanted.setdefault(self._places[at][0], []).append(at)
        model, fsrs = MemoryModel(parameters), FSRS(list(parameters))
        found = [0.0] * (until - since)
        places, elapsed, numbers = self._places, self._elapsed, list(wanted)
        for begin in range(0, len(numbers), _BATCH):
            some = numbers[begin : begin + _BATCH]
            before_last = [self.series[one][: places[wanted[one][-1]][1]] for one in some]
            followed = fsrs.historical_memory_state_batch(list(map(FSRSItem, before_last)))
            ats: list[int] = []
            memories: list[tuple[float, float, int]] = []
            for number, states in zip(some, followed, strict=True):
                for at in wanted[number]:
                    state = states[places[at][1] - 1]
                    ats.append(at - since)
                    memories.append((state.stability, state.difficulty, -elapsed[at]))
            for at, recall in zip(ats, model.recalls(memories, 0), strict=True):
                found[at] = recall
        return found


def _trained(items: Sequence[FSRSItem], passed: int = PASSED) -> tuple[float, ...]:
    passes = max(1, min(PASSES, round(passed / max(1, len(items)))))
    config = TrainingConfig(num_epochs=passes, learning_rate=STEP, gamma=PRIOR)
    found = FSRS([]).compute_parameters(items, training_config=config)
    return tuple(round(one, 4) for one in found)


def _loss(expected: float, recalled: bool) -> float:
    return -math.log(max(expected if recalled else 1 - expected, _LEAST))


def _mean(numbers: Sequence[float]) -> float:
    return sum(numbers) / len(numbers)


def _standard_error(numbers: Sequence[float], clusters: Sequence[int]) -> float:
    """Of the mean of `numbers`, where those of a cluster may go together."""
    mean = _mean(numbers)
    sums: dict[int, float] = {}
    for number, cluster in zip(numbers, clusters, strict=True):
        sums[cluster] = sums.get(cluster, 0.0) + number - mean
    groups = len(sums)
    if groups < 2:
        return math.inf
    spread = sum(one * one for one in sums.values()) * groups / (groups - 1)
    return math.sqrt(spread) / len(numbers)
