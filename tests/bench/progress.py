"""What progress costs: an answer with its fsync, and the state made anew from the journal.

python -m tests.bench.progress
"""

import gc
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.core.day import Day
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from tests.bench import table
from tests.bench.histories import write_history
from tests.bench.table import Row, Samples

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        yield from saved(folder / "saved")
        yield rebuilt(folder / "small", 10_000, 100_000, runs=9, target="≤ 500 ms")
        yield rebuilt(folder / "large", 100_000, 1_000_000, runs=3)


def saved(home: Path) -> Iterator[Row]:
    """Beside it stands what the slowest one in a hundred took."""
    names = write_history(home, 1_000, 10_000)
    progress, all_of_them = Progress.open(home), Samples()
    for turn in range(1_000):
        answer = Answer(names[turn % 1_000], Day(NOW.toordinal()), 3, "review", 0, Day(800_000))
        now = NOW + timedelta(seconds=turn)
        all_of_them.add(*table.spent(lambda: progress.record(answer, now)))  # noqa: B023
    progress.close()
    slowest = Samples(sorted(all_of_them.cpu)[990:991], sorted(all_of_them.wall)[990:991])
    yield Row("an answer saved, fsync included", all_of_them)
    yield Row("the same, the 990th slowest of 1,000", slowest, target="< 20 ms")


def rebuilt(home: Path, cards: int, answers: int, runs: int, target: str = "") -> Row:
    write_history(home, cards, answers)
    samples = Samples()
    for _ in range(runs):
        gc.collect()
        samples.add(*table.spent(lambda: Progress.open(home)))
    return Row(f"all made anew from {answers:,} answers", samples, target=target)


if __name__ == "__main__":
    for line in table.lines(rows()):
        print(line, flush=True)
