"""What all of scheduling looks at: a learner's progress and rules, at one moment."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress


@dataclass(frozen=True)
class StudyContext:
    progress: Progress
    settings: Settings
    calendar: Calendar
    model: MemoryModel
    now: datetime

    @cached_property
    def day(self) -> Day:
        """The learner's day, which begins at their rollover hour."""
        return self.calendar.day(self.now)
