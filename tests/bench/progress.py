"""`python -m tests.bench.progress`: what progress costs, one line for each figure."""

import gc
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from quizapp.core.day import Day
from quizapp.progress.events import Answer
from quizapp.progress.progress import Progress
from tests.bench.histories import write_history

NOW = datetime(2026, 11, 24, 18, tzinfo=UTC)

_OPEN = """
import sys, time
from pathlib import Path
import quizapp.memory.fsrs, json, typing  # what any start of the app has loaded
begin = time.perf_counter()
from quizapp.progress.progress import Progress
imported = time.perf_counter()
Progress.open(Path(sys.argv[1]))
print(imported - begin, time.perf_counter() - imported)
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        rebuild(folder / "rebuild")
        per_answer(folder)
        saved(folder / "saved")
        start(folder / "start")
        due_counts(folder / "due")


def rebuild(home: Path) -> None:
    write_history(home, 10_000, 100_000)
    print(f"rebuild from 100,000 events: {best(lambda: Progress.open(home), 5):.3f} s")


def per_answer(folder: Path) -> None:
    sizes = {1_000: 500, 1_000_000: 20_000}
    opened = {}
    for reviews, cards in sizes.items():
        names = write_history(folder / str(reviews), cards, reviews)
        opened[reviews] = Progress.open(folder / str(reviews)), names
    times: dict[int, list[float]] = {reviews: [] for reviews in sizes}
    gc.collect()
    gc.freeze()
    with patch("os.fsync", lambda _: None):
        for turn in range(2_000):  # side by side, so that a noisy machine is noisy for both
            for reviews, (progress, names) in opened.items():
                times[reviews].append(timed(progress, names[turn % len(names)], turn))
    middle = {reviews: statistics.median(some) * 1000 for reviews, some in times.items()}
    small, large = middle.values()
    print(f"work per answer, fsync aside, at 1,000 past reviews: {small:.3f} ms")
    print(f"work per answer, fsync aside, at 1,000,000 past reviews: {large:.3f} ms")
    print(f"ratio of the two: {large / small:.2f}")


def saved(home: Path) -> None:
    names = write_history(home, 1_000, 10_000)
    progress = Progress.open(home)
    times = sorted(timed(progress, names[turn % 1_000], turn) * 1000 for turn in range(1_000))
    print(f"answer saved, fsync included: p50 {times[500]:.2f} ms, p99 {times[990]:.2f} ms")


def start(home: Path) -> None:
    write_history(home, 10_000, 200_000)
    Progress.open(home).close()
    imported, opened = [], []
    for _ in range(7):
        done = subprocess.run(
            [sys.executable, "-c", _OPEN, home], capture_output=True, text=True, check=True
        )
        one, other = map(float, done.stdout.split())
        imported.append(one * 1000)
        opened.append(other * 1000)
    both = min(map(sum, zip(imported, opened, strict=True)))
    print(
        f"open from the snapshot, 10,000 cards and 200,000 reviews: {both:.0f} ms "
        f"(imports {min(imported):.0f} ms, reading {min(opened):.0f} ms)"
    )


def due_counts(home: Path) -> None:
    names = write_history(home, 100_000, 200_000)
    due_day = Progress.open(home).due_day
    print(
        "due counts of 100,000 cards: "
        f"{best(lambda: Counter(map(due_day.get, names)), 9) * 1000:.1f} ms"
    )


def timed(progress: Progress, card: str, turn: int) -> float:
    day = Day(NOW.toordinal())
    answer = Answer(card, day, 3, "review", 0, day + 9, "Option 2", "right", 4_200)
    now = NOW + timedelta(seconds=turn)
    begin = time.perf_counter()
    progress.record(answer, now)
    return time.perf_counter() - begin


def best(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        gc.collect()
        begin = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begin)
    return min(taken)


if __name__ == "__main__":
    os.environ.pop("PYTHONDEVMODE", None)
    main()
