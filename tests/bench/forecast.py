"""How long the week to come takes to reckon, and until it is on Home after the first picture.

python -m tests.bench.forecast [RUNS]
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from quizapp.scheduling.forecast import forecast
from quizapp.study.profile import Profile
from tests.bench.histories import write_history
from tests.bench.make_decks import write_decks
from tests.bench.startup import QUIZAPP
from tests.terminal import Terminal


def reckoned(runs: int) -> float:
    """Seconds, with what is due taken up anew each time."""
    profile = Profile.open()
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        forecast(profile.today())
        times.append(time.perf_counter() - begin)
    profile.close()
    return median(times)


def shown(runs: int, home: Path) -> float:
    """Seconds between the counts on Home and what comes after today."""
    times = []
    for _ in range(runs):
        with Terminal(QUIZAPP, {"QUIZAPP_HOME": str(home)}) as terminal:
            first = terminal.wait_for("due today")
            times.append(terminal.wait_for("more from") - first)
            terminal.send("\x11")
            terminal.wait()
    return median(times)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 9
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["QUIZAPP_HOME"] = folder
        write_decks(home / "decks", decks=10, cards_per_deck=1000)
        write_history(home, cards=10_000, reviews=200_000, decks=10)
        spent, waited = reckoned(runs), shown(runs, home)
    print(
        f"The week to come with 10,000 cards and 200,000 answers: {1000 * spent:.0f} ms;"
        f" on Home {1000 * waited:.0f} ms after the counts"
    )


if __name__ == "__main__":
    main()
