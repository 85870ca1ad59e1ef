"""How long the app holds its event loop at most, on a walk through all that a learner does.

python -m tests.bench.turns [WALKS]

While a turn of the loop lasts, no key is answered. With 10,000 cards and 20,000 answers, at 140 by
45; of each walk, the longest turn that comes after the first picture.
"""

import asyncio
import gc
import sys
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from unittest.mock import patch

from quizapp.core.day import Calendar
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from tests.bench.histories import write_history
from tests.bench.make_decks import write_decks
from tests.bench.table import Row, Samples, lines
from tests.ui.event_loop import Watch, measuring, milliseconds, walk

CARDS = 10_000
DECKS = 10
NOW = datetime(2024, 2, 26, 12, tzinfo=UTC)


def rows(walks: int = 5) -> Iterator[Row]:
    longest = Samples()
    with get_context("spawn").Pool(1, maxtasksperchild=1) as processes:
        for turn in processes.imap(longest_of_a_walk, range(walks), chunksize=1):
            longest.add(turn, turn)
    yield Row("longest turn of the event loop, 10,000 cards", longest, target="≤ 50 ms")


def longest_of_a_walk(_number: int) -> float:
    """In milliseconds, in a process of its own, as a learner's is."""
    with tempfile.TemporaryDirectory() as name, patch("os.fsync", lambda _: None):
        return max(asyncio.run(turns(learner(Path(name)))).values())


def learner(home: Path) -> Profile:
    write_decks(home / "decks", DECKS, CARDS // DECKS)
    write_history(home, CARDS, 2 * CARDS, DECKS, NOW.date())
    model = MemoryModel()
    library = Library.open([home / "decks"], cache=home / "cache")
    progress = Progress.open(home, model)
    return Profile(library, progress, Settings(), Calendar(4, UTC), model, lambda: NOW)


async def turns(profile: Profile) -> dict[str, float]:
    """The longest of each step of the walk, in milliseconds of CPU."""
    gc.disable()  # as the program begins; the app goes on with it once it shows something
    app, watch = QuizApp(profile), Watch()
    with measuring(milliseconds, watch):
        async with app.run_test(size=(140, 45)) as pilot:
            await walk(app, pilot, watch)
    del watch.longest["start"]  # Textual's own, up to the first picture
    return watch.longest


def main() -> None:
    for line in lines(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 5)):
        print(line)


if __name__ == "__main__":
    main()
