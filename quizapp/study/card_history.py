"""What happened to one card, and what its memory was at each step and is now."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.progress.events import PRACTICE, Answer
from quizapp.progress.history import CardPast, PastAnswer, PastDue, PastForgotten
from quizapp.scheduling.context import StudyContext

_DAY = 86400


@dataclass(frozen=True, slots=True)
class AnswerStep:
    """An answer with the memory before and after it. One that was only practice changes none."""

    at: datetime
    answer: Answer
    before: Memory | None
    """None: the card was new."""
    recall: float | None
    """How likely it was to be recalled on that day, by the memory before."""
    after: Memory | None

    @property
    def is_practice(self) -> bool:
        return self.answer.phase == PRACTICE

    @property
    def wait(self) -> float | None:
        """Seconds until it was due again, in whole days outside of steps; None for practice."""
        answer = self.answer
        if answer.phase == PRACTICE:
            return None
        if answer.phase == "review":
            return float((answer.due - answer.day) * _DAY)
        return max(0.0, answer.due / 1000 - self.at.timestamp())


@dataclass(frozen=True, slots=True)
class DueStep:
    """Its due day was set, and its memory stayed."""

    at: datetime
    due: Day
    by_memory: bool = False
    """Whether it was set anew from the memory, not to a day that was chosen."""


@dataclass(frozen=True, slots=True)
class ForgetStep:
    """It was made new again: memory and due day are gone."""

    at: datetime


CardStep = AnswerStep | DueStep | ForgetStep


class MemorySpan(NamedTuple):
    """From one answer to the next, or on and on after the last."""

    day: Day
    memory: Memory


@dataclass(frozen=True, slots=True)
class MemoryCurve:
    """How likely the card was, and will be, recalled at a time. It begins at the first answer."""

    spans: Sequence[MemorySpan]
    """One for each day with answers, in their order; at least one."""
    model: MemoryModel

    @property
    def first(self) -> Day:
        return self.spans[0].day

    def recall(self, day: float) -> float:
        """0 to 1, from the first day on. On the day of an answer it is that after it."""
        place = bisect_right(self.spans, day, key=lambda span: span.day)
        span = self.spans[max(0, place - 1)]
        return self.model.retrievability(span.memory, max(0.0, day - span.day))

    def least(self, until: float) -> float:
        """The lowest that it is from the first answer up to a day."""
        ends = [*(span.day for span in self.spans[1:]), until]
        recalls = [
            self.model.retrievability(span.memory, max(0.0, end - span.day))
            for span, end in zip(self.spans, ends, strict=True)
        ]
        return min(recalls)


@dataclass(frozen=True, slots=True)
class CardHistory:
    """`steps` are in the order of time."""

    card: str
    steps: Sequence[CardStep]
    model: MemoryModel

    @classmethod
    def of(cls, context: StudyContext, card: str) -> "CardHistory":
        """It reads the whole journal for the lines about the card; a thread may do so."""
        past = context.progress.past_of(card)
        return cls(card, _steps(past, context.model), context.model)

    @property
    def answers(self) -> Sequence[AnswerStep]:
        return [one for one in self.steps if isinstance(one, AnswerStep)]

    @property
    def due_was_set(self) -> DueStep | None:
        """Where its due day is not the one that its last answer gave."""
        for one in reversed(self.steps):
            if isinstance(one, DueStep):
                return one
            if not (isinstance(one, AnswerStep) and one.is_practice):
                break
        return None

    @property
    def forgotten(self) -> ForgetStep | None:
        """What made it new again, where it has not been answered since but for practice."""
        for one in reversed(self.steps):
            if isinstance(one, ForgetStep):
                return one
            if isinstance(one, AnswerStep) and not one.is_practice:
                break
        return None

    @property
    def curve(self) -> MemoryCurve | None:
        """Of what it has remembered since it was new last; None while it is new."""
        spans: list[MemorySpan] = []
        for one in self.steps:
            if isinstance(one, ForgetStep):
                spans.clear()
            elif isinstance(one, AnswerStep) and one.after and not one.is_practice:
                if spans and spans[-1].day == one.answer.day:
                    spans.pop()
                spans.append(MemorySpan(one.answer.day, one.after))
        return MemoryCurve(spans, self.model) if spans else None


def _steps(past: Sequence[CardPast], model: MemoryModel) -> list[CardStep]:
    """As `progress.state.replay` goes through them."""
    memory: Memory | None = None
    last, phase = 0, ""
    steps: list[CardStep] = []
    for one in past:
        match one:
            case PastDue(at=at, due=due, by_memory=by_memory):
                if phase == "review":
                    steps.append(DueStep(at, due, by_memory))
            case PastForgotten(at=at):
                if memory:
                    steps.append(ForgetStep(at))
                memory, phase = None, ""
            case PastAnswer(at=at, answer=answer):
                elapsed = max(0, answer.day - last) if memory else 0
                recall = model.retrievability(memory, elapsed) if memory else None
                before = memory
                if answer.phase != PRACTICE:
                    memory = model.replay(memory, [(elapsed, answer.rating)])
                    last, phase = answer.day, answer.phase
                steps.append(AnswerStep(at, answer, before, recall, memory))
    return steps
