"""From a key to the settled table of all cards, 100,000 of them: the screen as a learner has it.

python -m tests.bench.browse
"""

import asyncio
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from textual import events
from textual.pilot import Pilot

from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from tests.bench import table
from tests.bench.table import Row, Samples
from tests.bench.today import learner, opened

TYPED = "crate 12"
SIZE = (140, 40)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        home = learner(Path(scratch) / "home", 20, 5_000, 200_000)
        with opened(home) as profile:
            for what, samples in asyncio.run(_measure(profile)).items():
                yield Row(f"{what}, 100,000 cards", samples, target="≤ 50 ms")


async def _measure(profile: Profile) -> dict[str, Samples]:
    found = {name: Samples() for name in ("a key in the field", "a key in the table", "the page")}
    app = QuizApp(profile)
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("b")
        screen: Any = app.screen
        while not screen.table.keys:
            await asyncio.sleep(0.01)
        await asyncio.sleep(1)
        for key in TYPED:
            await _press(pilot, "space" if key == " " else key, found["a key in the field"])
        await pilot.press("enter")
        for _ in range(9):
            await _press(pilot, "down", found["a key in the table"])
        for _ in range(5):
            await _press(pilot, "pagedown", found["the page"])
    return found


async def _press(pilot: Pilot[None], key: str, samples: Samples) -> None:
    """Until the table has what was asked for; the card beside it comes after a pause."""
    screen: Any = pilot.app.screen
    cpu, wall = time.process_time(), time.perf_counter()
    character = {"space": " "}.get(key, key if len(key) == 1 else None)
    pilot.app.post_message(events.Key(key, character))
    await asyncio.sleep(0)
    for _ in range(3):
        while screen._waits:
            await asyncio.sleep(0.001)
        await asyncio.sleep(0.02)
    wall = time.perf_counter() - wall - 0.06
    samples.add((time.process_time() - cpu) * 1000, wall * 1000)
    await asyncio.sleep(0.5)  # and with it what is beside the table


if __name__ == "__main__":
    for line in table.lines(rows()):
        print(line, flush=True)
