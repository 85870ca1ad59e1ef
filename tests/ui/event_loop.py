"""What the app does between two moments when its event loop can turn to something else.

While a turn of the loop lasts, no key is answered and nothing is drawn. Each is measured: tests
count calls, which are the same on every machine; a bench takes time.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from unittest.mock import patch

from textual.pilot import Pilot

from quizapp.core.day import Day
from quizapp.ui.app import QuizApp
from tests.ui.seen import seen

TURNS = 10
"""Cards of a review and questions of a quiz, of all types."""


class Watch:
    """The longest turn of each step, by the step's name, in whatever is measured."""

    def __init__(self) -> None:
        self.longest: dict[str, float] = {}
        self.step = "start"

    def add(self, amount: float) -> None:
        self.longest[self.step] = max(amount, self.longest.get(self.step, 0))

    async def press(self, pilot: Pilot[None], step: str, *keys: str) -> None:
        """Press keys; what comes of them, until all is at rest, belongs to `step`."""
        self.step = step
        await pilot.press(*keys)
        await pilot.pause()

    async def back(self, app: QuizApp, pilot: Pilot[None]) -> None:
        """To Home, over the end of whatever is going on."""
        while not app.is_home:
            await self.press(pilot, f"the end of {self.step.removeprefix('the end of ')}", "escape")
        await pilot.pause(0.6)  # a look at Home

    async def until(self, pilot: Pilot[None], step: str, holds: Callable[[], object]) -> None:
        self.step = step
        for _ in range(1000):
            if holds():
                return
            await pilot.pause(0.01)
        raise AssertionError(f"{step} does not come\n{seen(pilot)}")


@contextmanager
def measuring(turn: Callable[[Callable[[], object]], float], watch: Watch) -> Iterator[Watch]:
    """All turns of event loops meanwhile: `turn` runs one, and says how much it was."""
    run = asyncio.Handle._run
    with patch.object(asyncio.Handle, "_run", lambda handle: watch.add(turn(lambda: run(handle)))):
        yield watch


def calls(do: Callable[[], object]) -> float:
    """How many functions are called by it, Python's own and those in C."""
    number = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal number
        number += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        do()
    finally:
        sys.setprofile(None)
    return number


def milliseconds(do: Callable[[], object]) -> float:
    """Of CPU time."""
    begun = time.thread_time()
    do()
    return (time.thread_time() - begun) * 1000


async def walk(app: QuizApp, pilot: Pilot[None], watch: Watch) -> None:
    """Through all that a learner does, from Home on."""
    decks = app.profile.library.decks
    await watch.until(pilot, "Home", lambda: "due today" in seen(pilot))
    await watch.until(pilot, "the week to come", lambda: "Tomorrow" in seen(pilot))
    await watch.press(pilot, "keys", "question_mark")
    await watch.back(app, pilot)

    await watch.press(pilot, "all due", "a")
    for _ in range(TURNS):
        await watch.press(pilot, "answer", "1", "enter")
        await watch.press(pilot, "next", "enter", "3", "k")
        await watch.press(pilot, "undo", "ctrl+z")
        await watch.press(pilot, "bury", "b")
    while type(app.screen).__name__ == "ReviewScreen":  # the first key may only leave a field
        await watch.press(pilot, "summary", "escape")
    await watch.until(pilot, "summary", lambda: "Tomorrow" in seen(pilot))
    await watch.press(pilot, "Home again", "enter")
    await watch.until(pilot, "Home again", lambda: "Tomorrow" in seen(pilot))

    for name, *keys in (
        ("so many minutes", "m", "enter"),
        ("more today", "plus", "enter"),
        ("practice", "p", "enter"),
        ("practice of a tag", "p", "down", "enter"),
    ):
        await watch.press(pilot, name, *keys)
        assert type(app.screen).__name__ == "ReviewScreen", name
        await watch.back(app, pilot)
    watch.step = "a plan for all decks"
    app.show_plan(decks, Day(app.profile.day + 30))
    await watch.until(pilot, watch.step, lambda: "Minutes" in seen(pilot))
    await watch.back(app, pilot)
    await watch.press(pilot, "set aside", "x")
    await watch.back(app, pilot)
    await watch.press(pilot, "settings", "comma", "down")
    await watch.back(app, pilot)

    watch.step = "quiz setup"
    app.set_up_quiz(decks)
    await watch.press(pilot, watch.step)
    await watch.press(pilot, "change of the quiz", "down", "right", "down", "right", "left")
    await watch.press(pilot, "quiz", "b")
    if not app.screen.query("#card"):
        await watch.press(pilot, "quiz", "enter")
    for _ in range(TURNS):
        await watch.press(pilot, "question", "1", "enter", "enter")
    await watch.press(pilot, "overview", "f10")
    await watch.press(pilot, "hand in", "f10")
    assert type(app.screen).__name__ == "ResultsScreen", seen(pilot)
    await watch.back(app, pilot)
    await watch.press(pilot, "past quizzes", "v")
    await watch.back(app, pilot)
