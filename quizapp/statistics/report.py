"""All figures of one learner over some cards and some days, as front ends show them.

`Statistics` is opened once: it keeps the answers as columns, so that another span or other cards
take a fraction of a second. `StatisticsReport` is what it gives: frozen, plain values within one
another.
"""

from collections.abc import Collection, Generator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import compress
from typing import Any

from quizapp.core.pauses import part, scaled, through
from quizapp.deck.deck import Deck
from quizapp.progress.review_log import CHUNK, PRACTISED, ReviewLog
from quizapp.progress.state import IN_STEPS
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.today import Today
from quizapp.statistics.activity import Activity, TodayActivity, activity, today_activity
from quizapp.statistics.buttons import ButtonCounts, button_counts
from quizapp.statistics.card_groups import CardGroupFigures, CardSums, group_figures
from quizapp.statistics.claims import GroupedCards
from quizapp.statistics.coming import ComingWork, foreseeing
from quizapp.statistics.confidence import ConfidenceTruth, confidence_truth
from quizapp.statistics.distributions import MemoryDistributions, memory_distributions
from quizapp.statistics.hours import HourAnswers, hour_answers
from quizapp.statistics.knowledge import MOST_POINTS, KnownCards, knowing
from quizapp.statistics.plain import plain
from quizapp.statistics.quiz_scores import QuizScore, quiz_scores
from quizapp.statistics.recall_calibration import RecallCalibration, calibrating
from quizapp.statistics.retention import TrueRetention, true_retention
from quizapp.statistics.span import Span, SpanDays
from quizapp.study.past_quiz import PastQuiz, past_quizzes


@dataclass(frozen=True, slots=True)
class Scope:
    """The cards that figures are about."""

    name: str = ""
    """As a front end shows it; empty for everything."""
    keys: frozenset[str] | None = None
    """None: all cards that were ever answered, also those of decks that are gone."""


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class Totals:
    """Of the span."""

    reviews: int
    """All answers that count."""
    cards: int
    """Cards that were answered, practice aside."""
    days: int
    """Days with an answer."""
    passed: int
    """Answers above Again."""
    minutes: float


@dataclass(frozen=True, slots=True)
class StatisticsReport:
    scope: str
    """The name of the scope; empty for everything."""
    span: Span
    days: SpanDays
    totals: Totals
    today: TodayActivity
    """Of today, whatever the span."""
    activity: Activity
    coming: ComingWork
    knowledge: KnownCards
    retention: TrueRetention
    calibration: RecallCalibration
    memory: MemoryDistributions
    """As they stand now, whatever the span."""
    buttons: tuple[ButtonCounts, ...]
    hours: tuple[HourAnswers, ...]
    tags: tuple[CardGroupFigures, ...]
    """The largest first; so are `speakers`."""
    claims: tuple[CardGroupFigures, ...]
    speakers: tuple[CardGroupFigures, ...]
    confidence: tuple[ConfidenceTruth, ...]
    quizzes: tuple[QuizScore, ...]
    """Oldest first."""

    def as_json(self) -> dict[str, Any]:
        """The totals stand on top, with the streak, where scripts look for them."""
        found: dict[str, Any] = plain(self)
        totals = found.pop("totals")
        totals["streak"] = self.activity.streak
        totals["minutes"] = round(self.totals.minutes, 1)
        days = found.pop("days")
        return {**totals, **found, "first_day": days["first"], "last_day": days["last"]}


@dataclass(frozen=True, eq=False)
class Statistics:
    """What figures are made from, as it stands at one moment."""

    context: StudyContext
    decks: Sequence[Deck]
    """All that the learner has."""
    asked: Sequence[Deck]
    """Those of them that are asked day by day."""
    log: ReviewLog

    @classmethod
    def opening(
        cls, context: StudyContext, decks: Sequence[Deck], asked: Sequence[Deck] | None = None
    ) -> Generator[float, None, "Statistics"]:
        """Reads all answers. Pauses, with the share that is done."""
        log = yield from context.progress.reading_review_log()
        return cls(context, decks, decks if asked is None else asked, log)

    def of_deck(self, deck: Deck) -> Scope:
        """Of a deck, with cards that it had once and that were answered."""
        begin = f"{deck.slug}/"
        gone = (name for name in self.log.cards if name.startswith(begin))
        return Scope(deck.title, frozenset((*deck.keys, *gone)))

    @property
    def tags(self) -> Collection[str]:
        """Those that cards have, the most frequent first."""
        return self._groups.tags.keys()

    def of_tag(self, tag: str) -> Scope:
        return Scope(tag, frozenset(self._groups.tags.get(tag, ())))

    def report(self, scope: Scope = EVERYTHING, span: Span = Span.ALWAYS) -> StatisticsReport:
        return through(self.reporting(scope, span))

    def reporting(
        self, scope: Scope = EVERYTHING, span: Span = Span.ALWAYS
    ) -> Generator[float, None, StatisticsReport]:
        """Pauses between the figures, with the share that is done. What was made for this scope
        already is there at once."""
        cards = self._cards(scope)
        if span not in cards.reports:
            cards.reports[span] = yield from self._reporting(scope, span, cards)
        return cards.reports[span]

    def _reporting(
        self, scope: Scope, span: Span, cards: "_ScopedCards"
    ) -> Generator[float, None, StatisticsReport]:
        context, all_time = self.context, cards.log
        today, model = context.day, context.model
        days = span.days(min((one.day for one in all_time.days), default=None), today)
        log = all_time.between(days.first, days.last)
        yield 0.05
        done = activity(all_time, log, today)
        yield 0.1
        known = knowing(all_time, model, context.calendar, days, len(cards.keys))
        knowledge = yield from part(known, 0.1, 0.4, MOST_POINTS)
        coming = yield from scaled(cards.foreseeing(), 0.4, 0.7)
        chunks = len(log) // CHUNK + 1
        summing = CardSums.summing(log, context.progress, model, today, cards.keys)
        sums = yield from part(summing, 0.7, 0.8, chunks)
        groups = self._groups if cards.wanted is None else self._groups.only(cards.wanted)
        calibration = yield from part(calibrating(log), 0.8, 0.9, chunks)
        memory = cards.memory
        yield 0.95
        return StatisticsReport(
            scope.name,
            span,
            days,
            _totals(log, done),
            today_activity(all_time, today),
            done,
            coming,
            knowledge,
            true_retention(log, context.settings.desired_retention),
            calibration,
            memory,
            button_counts(log),
            hour_answers(log, context.calendar),
            group_figures(groups.tags, sums),
            group_figures(groups.claims, sums),
            group_figures(groups.speakers, sums),
            confidence_truth(log),
            quiz_scores(self._quizzes, context, days, scope.keys),
        )

    def _cards(self, scope: Scope) -> "_ScopedCards":
        """Those of the scope that was asked for last are kept."""
        kept = self._kept
        if scope not in kept:
            kept.clear()
            kept[scope] = _ScopedCards(self, scope.keys)
        return kept[scope]

    @cached_property
    def _kept(self) -> "dict[Scope, _ScopedCards]":
        return {}

    @cached_property
    def _groups(self) -> GroupedCards:
        return GroupedCards.of(self.decks)

    @cached_property
    def _quizzes(self) -> list[PastQuiz]:
        progress = self.context.progress
        if not any(end.questions for end in progress.past_quizzes.values()):
            return []
        return past_quizzes(progress, self.decks)


class _ScopedCards:
    """What figures of some cards have in common, whatever the span."""

    def __init__(self, statistics: Statistics, wanted: frozenset[str] | None) -> None:
        self._context = statistics.context
        self.wanted = wanted
        self.decks, self._asked = statistics.decks, statistics.asked
        self.log = statistics.log
        if wanted is not None:
            self._asked = self.decks = [_with_only(deck, wanted) for deck in statistics.decks]
            self.log = statistics.log.only(wanted)
        self.keys = [key for deck in self.decks for key in deck.keys]
        self.reports: dict[Span, StatisticsReport] = {}
        self._coming: ComingWork | None = None

    def foreseeing(self) -> Generator[float, None, ComingWork]:
        if self._coming is None:
            self._coming = yield from foreseeing(Today(self._context, self._asked))
        return self._coming

    @cached_property
    def memory(self) -> MemoryDistributions:
        progress, places = self._context.progress, set(self.log.card)
        names = (name for place, name in enumerate(self.log.cards) if place in places)
        days = progress.due_day
        known = [name for name in names if days.get(name, IN_STEPS) != IN_STEPS]
        return memory_distributions(progress, known, self._context.model, self._context.day)


def _totals(log: ReviewLog, done: Activity) -> Totals:
    practised = log.phase.count(PRACTISED)
    counts = log.phase.translate(_NO_PRACTICE) if practised else b""
    cards = set(compress(log.card, counts) if practised else log.card)
    return Totals(
        len(log),
        len(cards),
        len(done.days),
        sum(one.right for one in done.days),
        sum(one.minutes for one in done.days),
    )


_NO_PRACTICE = bytes(place != PRACTISED for place in range(256))


def _with_only(deck: Deck, keys: frozenset[str]) -> Deck:
    """A deck as if it had no other cards."""
    if keys.issuperset(deck.keys):
        return deck
    return replace(
        deck,
        keys=tuple(key for key in deck.keys if key in keys),
        siblings=tuple(key for key in deck.siblings if key in keys),
    )
