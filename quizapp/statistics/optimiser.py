"""Whether other FSRS parameters foretell a learner's answers better, and what they would change."""

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import compress
from typing import assert_never
from zlib import crc32

from quizapp.core.day import Day
from quizapp.core.pauses import part, scaled
from quizapp.core.settings import Parameters
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.memory.training import LEAST_OF_EACH, Fit, Judgement, ReviewHistory
from quizapp.progress.events import Redated
from quizapp.progress.review_log import NEW, PRACTISED, ReviewLog
from quizapp.scheduling.initial_state import CHUNK, InitialState, SeenCard
from quizapp.scheduling.minutes import pace
from quizapp.scheduling.scheduler import fuzzed
from quizapp.statistics.learner_simulation import (
    KnownCard,
    Learner,
    LearnerSimulation,
    SimulatedWork,
)
from quizapp.statistics.retention_tradeoff import RetentionTradeoff, trading_off
from quizapp.study.profile import Profile

DAYS = 90
"""Over which the work is simulated."""

ABOUT = 0.1
"""An interval that changes by no more than this share is about as it was."""


@dataclass(frozen=True, slots=True)
class TooFewAnswers:
    answers: int
    missing: int
    """How many more are needed."""


@dataclass(frozen=True, slots=True)
class AllAlike:
    """Nearly all was known, or nearly nothing, so that the answers say nothing about forgetting."""

    answers: int
    forgotten: int
    needed: int = LEAST_OF_EACH
    """Of those that were forgotten, and of those that were not."""


@dataclass(frozen=True, slots=True)
class NotBetter:
    """What was trained foretells no better, or by so little that it may be chance."""

    answers: int
    judgement: Judgement
    seen_before: bool = False
    """The parameters in use are the learner's own, and were trained on some of these answers."""


@dataclass(frozen=True, slots=True)
class ParameterChange:
    """What other parameters would change for the cards that are known."""

    sooner: int
    """Cards whose next interval, at the same answer, is shorter; so `later`, and `alike`."""
    later: int
    alike: int
    work_before: SimulatedWork
    """If it goes on as it is, in the learner's true memory as it was found; a day."""
    work_after: SimulatedWork
    days: int
    """Over which the work is."""
    due_today: int
    """Cards that are due by today, by the days that they were given."""
    due_today_moved: int
    """The same, if all are given the days that the new parameters ask for."""


@dataclass(frozen=True, slots=True)
class BetterParameters:
    answers: int
    judgement: Judgement
    before: Parameters
    after: Parameters
    """Trained on all answers, the judged ones included."""
    change: ParameterChange


Optimisation = TooFewAnswers | AllAlike | NotBetter | BetterParameters


def optimising(profile: Profile) -> Generator[float, None, Optimisation]:
    """Pauses now and then, at its share of the work. Changes nothing."""
    log = yield from scaled(profile.progress.reading_review_log(), 0.0, 0.2)
    history = history_of(log)
    yield 0.3
    answers = len(history)
    if history.missing:
        return TooFewAnswers(answers, history.missing)
    if history.is_alike:
        return AllAlike(answers, history.forgotten)
    before = profile.model.parameters
    judgement = yield from scaled(history.judging(before), 0.3, 0.6)
    if not judgement.is_better:
        return NotBetter(answers, judgement, profile.settings.fsrs_parameters is not None)
    after = history.train()
    yield 0.8
    change = yield from scaled(_changing(profile, history, MemoryModel(after)), 0.8, 1.0)
    return BetterParameters(answers, judgement, before, after, change)


def history_of(log: ReviewLog) -> ReviewHistory:
    """All answers but those of practice; a card that was forgotten on purpose begins anew."""
    rows = zip(
        map(log.cards.__getitem__, log.card),
        *(log.day, log.rating),
        map(NEW.__eq__, log.phase),
        strict=True,
    )
    return ReviewHistory.of(compress(rows, map(PRACTISED.__ne__, log.phase)))


def standing(profile: Profile) -> Generator[None, None, InitialState]:
    """The learner's cards, as they are now."""
    context = profile.context
    return (yield from InitialState.of(profile.decks, context, Day(context.day + 1)))


def learner_of(profile: Profile, known: Sequence[KnownCard], new: int) -> Learner:
    today = profile.day
    return Learner(today, known, new, profile.settings, pace(profile.progress, today))


def _changing(
    profile: Profile, history: ReviewHistory, model: MemoryModel
) -> Generator[float, None, ParameterChange]:
    today, retention = profile.day, profile.settings.desired_retention
    initial = yield from part(standing(profile), 0.0, 0.2, 50)
    seen = [card for card in initial.seen if card.key in history.latest]
    memories = history.memories(model.parameters, [card.key for card in seen])
    known = [
        KnownCard(Memory(card.stability, card.difficulty), true, card.last, card.due)
        for card, true in zip(seen, memories, strict=True)
    ]
    ratios = [
        model.interval(card.true, retention) / profile.model.interval(card.scheduled, retention)
        for card in known
    ]
    settled = [(card, true) for card, true in zip(seen, memories, strict=True) if not card.in_steps]
    moved = [_due(card, true, model, retention) for card, true in settled]
    yield 0.3
    new = len(initial.new)
    before = yield from scaled(
        LearnerSimulation(learner_of(profile, known, new), DAYS, profile.model, model).working(
            retention
        ),
        *(0.3, 0.65),
    )
    known = [card._replace(scheduled=card.true) for card in known]
    after = yield from scaled(
        LearnerSimulation(learner_of(profile, known, new), DAYS, model, model).working(retention),
        *(0.65, 1.0),
    )
    sooner = sum(ratio < 1 - ABOUT for ratio in ratios)
    later = sum(ratio > 1 + ABOUT for ratio in ratios)
    return ParameterChange(
        sooner=sooner,
        later=later,
        alike=len(ratios) - sooner - later,
        work_before=before,
        work_after=after,
        days=DAYS,
        due_today=sum(card.due <= today for card, _ in settled),
        due_today_moved=sum(day <= today for day in moved),
    )


def _due(card: SeenCard, memory: Memory, model: MemoryModel, retention: float) -> int:
    """The day on which a card would be due; chance, which spreads them, is the same each time."""
    draw = crc32(card.key.encode()) / 2**32
    return card.last + fuzzed(model.interval(memory, retention), draw)


def redating(profile: Profile) -> Generator[float, None, Redated]:
    """The days on which all cards in review would be due by the model in use. Pauses, as above."""
    retention = profile.settings.desired_retention
    initial = yield from part(standing(profile), 0.0, 0.3, 50)
    cards = [card for card in initial.seen if not card.in_steps]
    days = []
    for number, card in enumerate(cards):
        memory = Memory(card.stability, card.difficulty)
        days.append(Day(_due(card, memory, profile.model, retention)))
        if number % CHUNK == 0:
            yield 0.3 + 0.7 * number / len(cards)
    return Redated(tuple(card.key for card in cards), tuple(days))


def tradeoff(profile: Profile) -> Generator[float, None, RetentionTradeoff | None]:
    """How work and knowledge would be at other desired retentions, by the model in use."""
    initial = yield from part(standing(profile), 0.0, 0.1, 50)
    known = [
        KnownCard(memory := Memory(card.stability, card.difficulty), memory, card.last, card.due)
        for card in initial.seen
    ]
    learner = learner_of(profile, known, len(initial.new))
    return (yield from scaled(trading_off(learner, profile.model), 0.1, 1.0))


def as_json(found: Optimisation) -> dict[str, object]:
    """What scripts rely on."""
    match found:
        case TooFewAnswers():
            return {"outcome": "too_few", "answers": found.answers, "missing": found.missing}
        case AllAlike():
            return {
                "outcome": "all_alike",
                "answers": found.answers,
                "forgotten": found.forgotten,
                "needed_of_each": found.needed,
            }
        case NotBetter():
            return {"outcome": "not_better", "answers": found.answers} | _judged(found.judgement)
        case BetterParameters():
            change = found.change
            return (
                {"outcome": "better", "answers": found.answers}
                | _judged(found.judgement)
                | {
                    "parameters": {
                        "before": [round(one, 4) for one in found.before],
                        "after": found.after,
                    },
                    "cards": {
                        "sooner": change.sooner,
                        "later": change.later,
                        "about_the_same": change.alike,
                    },
                    "due_today": {"before": change.due_today, "moved": change.due_today_moved},
                    "work": {
                        "days": change.days,
                        "before": _as_plain(change.work_before),
                        "after": _as_plain(change.work_after),
                    },
                }
            )
        case _:
            assert_never(found)


def _judged(judgement: Judgement) -> dict[str, object]:
    return {
        "judged": {
            "answers": judgement.answers,
            "since": date.fromordinal(judgement.first_day).isoformat(),
            "recalled": round(judgement.recalled, 4),
            "before": _rounded(judgement.before),
            "after": _rounded(judgement.after),
            "flat_log_loss": round(judgement.flat_log_loss, 5),
            "gain": round(judgement.gain, 5),
            "standard_error": round(judgement.error, 5),
        }
    }


def _rounded(fit: Fit) -> dict[str, float]:
    return {name: round(value, 5) for name, value in fit._asdict().items()}


def _as_plain(work: SimulatedWork) -> dict[str, float]:
    return {
        "reviews_per_day": round(work.reviews, 1),
        "minutes_per_day": round(work.minutes, 1),
        "recalled": round(work.recalled, 3),
        "known": round(work.known, 1),
    }
