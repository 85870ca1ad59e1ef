"""Every figure of speed in one table, with its reference from the same run.

python -m tests.bench [--only PART] (about ten minutes on two cores; Anki's library, from the extra
`bench`, stands beside us where it is installed)
"""

import argparse
from collections.abc import Callable, Iterable

from tests.bench import (
    check,
    decks,
    keys,
    progress,
    search,
    startup,
    statistics,
    table,
    today,
    turns,
)
from tests.bench.table import Row

PARTS: dict[str, Callable[[], Iterable[Row]]] = {
    "keys": keys.rows,
    "turns": turns.rows,
    "startup": startup.rows,
    "decks": decks.rows,
    "check": check.rows,
    "today": today.rows,
    "progress": progress.rows,
    "search": search.rows,
    "statistics": statistics.rows,
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--only", choices=PARTS, action="append")
    chosen = parser.parse_args().only or PARTS
    rows = (row for part in chosen for row in PARTS[part]())
    for line in table.lines(rows):
        print(line, flush=True)


if __name__ == "__main__":
    main()
