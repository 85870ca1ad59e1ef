"""From `r` on Home to a text with its cards, and from passage to passage there:
`python -m tests.bench.reading`.

The text has 500 passages and its two decks 10,000 cards, half of them without the number of their
passage. Beside it, the CPU time of an overlay that holds nothing.
"""

import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from textual.pilot import Pilot

from quizapp.core.day import Calendar
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp

PASSAGES, CARDS, TIMES, MOVES = 500, 5_000, 7, 30
HEAD = "deck: long-{0}\ntitle: Long {0}\nlanguage: en\nsource: {{text: article.md}}\ncards:\n"
CARD = (
    "  - {{id: c-{0}, type: typed, prompt: Which word {0}?, answer: it,"
    " evidence: {{quote: {1}{2}}}}}\n"
)


def write(folder: Path) -> None:
    draw = random.Random(1)
    words = [f"word{number}" for number in range(3000)]
    passages = [[draw.choice(words) for _ in range(75)] for _ in range(PASSAGES)]
    folder.mkdir()
    numbered = (f"[{number}] {' '.join(one)}" for number, one in enumerate(passages, 1))
    (folder / "article.md").write_text("\n\n".join(numbered))
    for deck in range(2):
        cards = []
        for number in range(CARDS):
            at, start = draw.randrange(PASSAGES), draw.randrange(60)
            place = "" if deck else f", passage: {at + 1}"
            cards.append(CARD.format(number, " ".join(passages[at][start : start + 9]), place))
        (folder / f"long-{deck}.yaml").write_text(HEAD.format(deck) + "".join(cards))


@contextmanager
def timed(found: list[tuple[float, float]]) -> Iterator[None]:
    """Adds the seconds of CPU and of the wall."""
    cpu, wall = time.process_time(), time.perf_counter()
    yield
    found.append((time.process_time() - cpu, time.perf_counter() - wall))


async def measure(folder: Path) -> Iterator[tuple[str, list[tuple[float, float]]]]:
    model = MemoryModel()
    library = Library.open([folder / "decks"], cache=folder / "cache")
    progress = Progress.open(folder / "home", model)
    app = QuizApp(Profile(library, progress, Settings(), Calendar(4), model))
    opened: list[tuple[float, float]] = []
    moved: list[tuple[float, float]] = []
    bare: list[tuple[float, float]] = []
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1)
        for _ in range(TIMES):
            with timed(opened):
                await settled(pilot, "r")
            await settled(pilot, "escape")
            with timed(bare):
                await settled(pilot, "question_mark")
            await settled(pilot, "escape")
        await settled(pilot, "r")
        for _ in range(MOVES):
            with timed(moved):
                await settled(pilot, "j")
    progress.close()
    return iter((("opening a text", opened), ("the next passage", moved), ("the keys", bare)))


async def settled(pilot: Pilot[None], key: str) -> None:
    await pilot.press(key)
    await pilot.pause()


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch) / "decks")
        for name, times in asyncio.run(measure(Path(scratch))):
            cpu, wall = (1000 * statistics.median(each) for each in zip(*times, strict=True))
            print(f"{name:<18} {cpu:4.0f} ms of CPU   {wall:4.0f} ms")


if __name__ == "__main__":
    main()
