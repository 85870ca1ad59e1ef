"""Decks at scale: the first start, starts from the cache, lists of cards, and refusals.

python -m tests.bench.decks [RUNS]
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from quizapp.deck.deck import Deck
from quizapp.deck.library import Library
from quizapp.presentation.quiz_form import quiz_rows
from quizapp.progress.progress import Progress
from quizapp.study.question_pool import QuestionPool, QuizOptions
from quizapp.study.selection import tagged_cards
from tests.bench.make_decks import write_decks
from tests.bench.table import Row, Samples, lines, spent
from tests.deck.hostile import FILES
from tests.terminal import Terminal

QUIZAPP = [sys.executable, "-c", "from quizapp.cli.main import main; main()"]
HELLO = [sys.executable, str(Path(__file__).with_name("hello.py"))]
_TICKS = os.sysconf("SC_CLK_TCK")


def rows(runs: int = 5) -> Iterator[Row]:
    """Made in a folder of their own; at 100,000 cards unless said otherwise."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        large = folder / "home"
        write_decks(large / "decks", 10, 10_000)
        yield from first_start(large, runs)
        yield from from_the_cache(large, runs)
        yield from lists(large, runs)
        yield from refused(folder / "bad.yaml", runs)


def first_start(home: Path, runs: int) -> Iterator[Row]:
    """With nothing cached: to Home, and to all decks. Wall, and the CPU of the app alone."""
    ours, bare, all_there = Samples(), Samples(), Samples()
    for _ in range(runs):
        until(HELLO, home, ("hello, world",), (bare,))
        shutil.rmtree(home / "cache", ignore_errors=True)
        until(QUIZAPP, home, ("checking decks, ", "All decks "), (ours, all_there), True)
    beside = "a bare Textual app"
    yield Row("first start, nothing cached: to Home", ours, bare, beside, "as an ordinary start")
    yield Row("the same, to all decks checked", all_there, bare, beside)


def until(
    command: list[str],
    home: Path,
    texts: tuple[str, ...],
    samples: tuple[Samples, ...],
    all_decks: bool = False,
) -> None:
    """Note the time until each text is there; for the last one, until all decks are."""
    with Terminal(command, {"QUIZAPP_HOME": str(home)}, (40, 120)) as terminal:
        for text, one in zip(texts, samples, strict=True):
            seconds = terminal.wait_for(text, 300)
            if all_decks and text == texts[-1]:
                seconds = _until_gone(terminal, home)
            one.add(_cpu_of(terminal.process.pid), seconds * 1000, terminal.peak_memory)
        terminal.send("\x11")
        terminal.wait()


def _until_gone(terminal: Terminal, home: Path) -> float:
    """When all decks are in the cache, one more look of Home shows them."""
    while len(list((home / "cache" / "decks").glob("*.deck"))) < 15:
        terminal.pause(0.2)
    terminal.pause(1.0)
    return time.perf_counter() - terminal.started


def _cpu_of(process: int) -> float:
    """Milliseconds that a process has used so far, its children aside; Linux only."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return 1000 * sum(map(int, fields[11:13])) / _TICKS


def from_the_cache(home: Path, runs: int) -> Iterator[Row]:
    places, cache = [home / "decks"], home / "cache"
    Library.open(places, cache=cache)
    samples = Samples()
    for _ in range(3 * runs):
        samples.add(*spent(lambda: Library.open(places, cache=cache)))
    yield Row("all decks from the cache", samples)


def lists(home: Path, runs: int) -> Iterator[Row]:
    """What the setup of a quiz and the tags of practice wait for, nothing of it loaded yet."""

    def on_decks(work: Callable[[tuple[Deck, ...]], object]) -> Samples:
        samples = Samples()
        for _ in range(runs):
            decks = Library.open([home / "decks"], cache=home / "cache").decks
            samples.add(*spent(lambda: work(decks)))  # noqa: B023  (called at once)
        return samples

    def setup(decks: tuple[Deck, ...]) -> object:
        pool = QuestionPool.of(decks, set())
        return quiz_rows(QuizOptions(), pool, None, ""), pool.tags, pool.types

    def tags(decks: tuple[Deck, ...]) -> object:
        return tagged_cards(decks, progress)

    progress = Progress.open(home)
    yield Row("setup of a quiz, its cards and rows", on_decks(setup), target="≤ 200 ms")
    yield Row("tags for practice", on_decks(tags), target="≤ 200 ms")


def refused(bad: Path, runs: int) -> Iterator[Row]:
    from quizapp.deck.check import check_file

    for title, write in FILES.items():
        write(bad)
        samples = Samples()
        for _ in range(runs):
            samples.add(*spent(lambda: check_file(bad)))
        yield Row(f"refuse {title}", samples)


def main() -> None:
    for line in lines(rows(int(sys.argv[1]) if len(sys.argv) > 1 else 5)):
        print(line, flush=True)


if __name__ == "__main__":
    main()
