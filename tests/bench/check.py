"""`quizapp check` as a process: a deck that nobody has checked before, and one that is unchanged.

python -m tests.bench.check [RUNS]
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tests.bench.make_decks import write_decks
from tests.bench.table import Row, Samples, lines, spent

CHECK = [sys.executable, "-c", "from quizapp.cli.main import main; main()", "check"]
LOADER = """
import sys, yaml
with open(sys.argv[1]) as file:
    yaml.load(file, yaml.CSafeLoader)
"""


def rows(runs: int = 5) -> Iterator[Row]:
    """The program itself is warm: it has been started before, and its files are in memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        [deck] = write_decks(folder / "small", 1, 10_000)
        yield from checked("`check` of 10,000 cards", deck, runs, "≤ 0.7 s", "≤ 0.25 s")
        [whole] = write_decks(folder / "whole", 1, 100_000)
        yield from checked("`check` of 100,000 cards in one file", whole, min(runs, 3), "", "")


def checked(what: str, deck: Path, runs: int, cold: str, unchanged: str) -> Iterator[Row]:
    home = deck.parent / "home"
    loader = [sys.executable, "-c", LOADER, str(deck)]

    def anew() -> int:
        shutil.rmtree(home, ignore_errors=True)
        return _run([*CHECK, str(deck)], home)

    anew()
    first, again, other = Samples(), Samples(), Samples()
    for _ in range(runs):
        for work, samples in (
            (anew, first),
            (lambda: _run([*CHECK, str(deck)], home), again),
            (lambda: _run(loader, home), other),
        ):
            samples.add(*_spent(work))
    beside = "`CSafeLoader` alone"
    yield Row(f"{what}, cold, a process", first, other, beside, cold)
    yield Row(f"{what}, unchanged, a process", again, other, beside, unchanged)


def _spent(work: Callable[[], int]) -> tuple[float, float, int]:
    memory: list[int] = []
    return *spent(lambda: memory.append(work())), memory[0]


def _run(command: list[str], home: Path) -> int:
    """Run it to its end; the most memory that it had, in bytes."""
    process = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "QUIZAPP_HOME": str(home)},
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss * 1024


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    found = list(rows(runs))
    for line in lines(found):
        print(line)
    for row in found:
        least = f"{min(row.ours.cpu):,.0f} ms of CPU, {min(row.ours.wall):,.0f} ms"
        print(f"{row.what}: at least {least}")


if __name__ == "__main__":
    main()
