"""Time from the command to Home with true counts, side by side with a bare Textual app.

python -m tests.bench.startup [RUNS]
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench.histories import write_history
from tests.bench.make_decks import write_decks
from tests.terminal import Terminal

QUIZAPP = [sys.executable, "-c", "from quizapp.cli.main import main; main()"]
HELLO = [sys.executable, str(Path(__file__).with_name("hello.py"))]


def until(command: list[str], text: str, env: dict[str, str]) -> tuple[float, int]:
    """Milliseconds until `text` is on the screen, and the peak memory in bytes by then."""
    with Terminal(command, env) as terminal:
        seconds = terminal.wait_for(text)
        time.sleep(0.3)  # what is drawn just after counts as memory too
        memory = terminal.peak_memory
        terminal.send("\x11")
        terminal.wait()
        return seconds * 1000, memory


def compare(name: str, home: Path, runs: int) -> None:
    env = {"QUIZAPP_HOME": str(home)}
    for _ in range(2):  # the first start fills the cache, the second the disk's
        until(QUIZAPP, "due today", env)
    ours, bare, memory = [], [], 0
    for _ in range(runs):
        bare.append(until(HELLO, "hello, world", env)[0])
        taken, memory = until(QUIZAPP, "due today", env)
        ours.append(taken)
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    print(
        f"{name}: {median(ours):.0f} ms, bare Textual {median(bare):.0f} ms, "
        f"ratio {ratio:.2f}, {memory / 1e6:.0f} MB"
    )


def version(runs: int) -> None:
    ours, bare = [], []
    for _ in range(runs):
        for command, times in (
            ([sys.executable, "-c", "pass"], bare),
            ([*QUIZAPP, "--version"], ours),
        ):
            start = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times.append((time.perf_counter() - start) * 1000)
    ratio = median(one / other for one, other in zip(ours, bare, strict=True))
    print(
        f"quizapp --version: {median(ours):.0f} ms, "
        f"python -c pass {median(bare):.0f} ms, ratio {ratio:.2f}"
    )


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    version(runs)
    with tempfile.TemporaryDirectory() as folder:
        compare("Home, shipped decks", Path(folder) / "shipped", runs)
        large = Path(folder) / "large"
        write_decks(large / "decks", decks=10, cards_per_deck=1000)
        write_history(large, cards=10_000, reviews=200_000, decks=10)
        compare("Home, 10,000 cards and 200,000 reviews", large, runs)


if __name__ == "__main__":
    main()
