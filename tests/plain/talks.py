"""Whole sessions in this process, with lines given ahead and a clock of their own."""

import io
import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quizapp.core.day import Calendar
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel
from quizapp.plain.console import Console
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from tests.study.decks import deck

NOON = datetime(2024, 2, 26, 12, 0, tzinfo=UTC)

MIXED = [
    "\n  - {id: c, type: choice, prompt: Which?, answer: right, distractors: [wrong], hint: Ha}\n",
    "\n  - {id: m, type: multi_choice, prompt: Which?, answers: [a, b], distractors: [x]}\n",
    "\n  - {id: t, type: typed, prompt: What?, answer: Kyrgyzstan, explain: So it is}\n",
    "\n  - {id: n, type: numeric, prompt: How many?, answer: 6, unit: members}\n",
    "\n  - {id: o, type: ordering, prompt: In order!, items: [one, two, three]}\n",
    "\n  - {id: p, type: matching, prompt: Match!, pairs: {l: r, k: s}}\n",
    "\n  - {id: f, type: flashcard, prompt: front, answer: back}\n",
    '\n  - {id: z, type: cloze, text: "{{c1::one}} and {{c1::two}} and {{c2::three}}"}\n',
]
"""A card of each type, more or less."""


@contextmanager
def profile(
    cards: Sequence[str] = MIXED, step: timedelta = timedelta(0), **settings: Any
) -> Iterator[Profile]:
    """A learner with one deck, whose clock goes on by `step` whenever it is looked at."""
    with TemporaryDirectory() as folder:
        made = deck(Path(folder) / "decks", cards)
        times = iter(NOON + number * step for number in range(1_000_000))
        one = Profile(
            Library.open([], [made.path]),
            Progress.open(Path(folder) / "home", MemoryModel()),
            replace(Settings(), **settings),
            Calendar(4, UTC),
            MemoryModel(),
            lambda: next(times),
        )
        yield one
        one.close()


def events(profile: Profile) -> list[dict[str, Any]]:
    """What is on the disk."""
    files = (profile.progress.home / "journal").glob("*.jsonl")
    return [json.loads(line) for file in files for line in file.read_text("utf-8").splitlines()]


class Paper(io.StringIO):
    """Somewhere to print on, that looks at the disk whenever something is said to be saved."""

    def __init__(self, on_saved: Callable[[], None] = lambda: None) -> None:
        super().__init__()
        self._on_saved = on_saved

    def write(self, text: str) -> int:
        written = super().write(text)
        if text == "saved\n":
            self._on_saved()
        return written

    @property
    def lines(self) -> list[str]:
        return self.getvalue().splitlines()

    @property
    def saved(self) -> int:
        return self.lines.count("saved")


def console(lines: Sequence[str], spec: Paper) -> Console:
    return Console(io.StringIO("".join(f"{line}\n" for line in lines)), spec)


class Somebody(io.StringIO):
    """Lines that somebody types at a terminal."""

    def isatty(self) -> bool:
        return True
