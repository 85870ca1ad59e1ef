"""Time to check a deck of 10,000 cards, to load it from the cache, and to refuse bad files.

python -m tests.bench.decks
"""

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from quizapp.deck.library import Library
from tests.bench.make_decks import write_decks
from tests.deck.hostile import FILES

CHECK = "import sys; from quizapp.cli.check import command; command(sys.argv[1:])"
LOAD = """
import sys, time
from pathlib import Path
start = time.perf_counter()
from quizapp.deck.library import Library
imported = time.perf_counter()
library = Library.open([Path(sys.argv[1])], cache=Path(sys.argv[2]))
loaded = time.perf_counter()
assert library.decks and "pydantic" not in sys.modules
print((imported - start) * 1000, (loaded - imported) * 1000)
"""


def milliseconds(job: Callable[[], object], runs: int = 5) -> float:
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        taken.append((time.perf_counter() - start) * 1000)
    return median(taken)


def python(code: str, *args: Path) -> str:
    command = [sys.executable, "-c", code, *map(str, args)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        [deck] = write_decks(folder / "decks", 1, 10_000)
        print(f"deck of 10,000 cards: {deck.stat().st_size / 1e6:.1f} MB")
        print(f"check, whole process: {milliseconds(lambda: python(CHECK, deck)):.0f} ms")
        from quizapp.deck.check import check_file

        print(f"check, in process: {milliseconds(lambda: check_file(deck)):.0f} ms")
        cache = folder / "cache"
        first = milliseconds(lambda: Library.open([deck.parent], cache=cache), 1)
        print(f"load without cache, and write it: {first:.0f} ms")
        cached = milliseconds(lambda: Library.open([deck.parent], cache=cache), 15)
        print(f"load from the cache: {cached:.1f} ms")
        imports, fresh = python(LOAD, deck.parent, cache).split()
        print(f"the same in a new process: {float(fresh):.1f} ms, imports {float(imports):.1f} ms")
        bad = folder / "bad.yaml"
        for title, write in FILES.items():
            write(bad)
            print(f"refuse {title}: {milliseconds(lambda: check_file(bad)):.1f} ms")


if __name__ == "__main__":
    main()
