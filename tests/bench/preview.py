"""From a save to the screen in `quizapp preview`: `python -m tests.bench.preview`."""

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from quizapp.core.day import Calendar
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.start import ShowPreview

SAVES = 20


async def _times(cards: int, folder: Path) -> list[float]:
    head = "deck: a-deck\ntitle: A deck\nlanguage: en\ncards:\n"
    card = "- {{id: card-{0}, type: choice, prompt: Which is {0}?, answer: a, distractors: [b]}}\n"
    rest = "".join(card.format(number) for number in range(cards - 1))
    path = folder / "deck.yaml"
    path.write_text(head + rest + card.format("last"))
    model = MemoryModel()
    progress = Progress.open(folder / "home", model)
    profile = Profile(Library.open([]), progress, Settings(), Calendar(4), model)
    app = QuizApp(profile, ShowPreview(path))
    found = []
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause(0.5)
        for number in range(SAVES):
            await pilot.pause(0.2)
            new = f"{head}{rest}{card.format('last').replace('Which', f'Save {number}')}"
            path.write_text(new)
            start = time.perf_counter()
            while f"Save {number}" not in str(app.screen.query_one("#prompt").render()):
                await asyncio.sleep(0.002)
            found.append(time.perf_counter() - start)
    progress.close()
    return found


def main() -> None:
    for cards in (10, 100, 1000):
        with tempfile.TemporaryDirectory() as folder:
            times = asyncio.run(_times(cards, Path(folder)))
        middle, worst = 1000 * statistics.median(times), 1000 * max(times)
        print(f"{cards:>6,} cards   median {middle:4.0f} ms   slowest {worst:4.0f} ms")


if __name__ == "__main__":
    main()
