"""Everything that can go wrong with a learner's answers, made to go wrong, again and again.

python -m tests.faults [--cases N] [--seed S] [--only FAMILY] [--processes P]

Each family has a control, in which the program is made worse on purpose. The run fails if anything
is lost, said wrongly or raised, and where a control is not noticed.
"""

import argparse
import sys

from tests.faults.campaign import FAMILIES, Row, run
from tests.faults.judge import KINDS

HEAD = ("family", "cases", *KINDS, "control noticed")


def table(rows: list[Row]) -> str:
    cells = [
        [
            row.name,
            f"{row.tally.cases:,}",
            *(f"{row.tally.failures[kind]:,}" for kind in KINDS),
            "yes" if row.noticed else "NO",
        ]
        for row in rows
    ]
    sums = [sum(row.tally.failures[kind] for row in rows) for kind in KINDS]
    total = f"{sum(row.tally.cases for row in rows):,}"
    cells.append(["all", total, *(f"{one:,}" for one in sums), f"{sum(r.noticed for r in rows)}"])
    widths = [max(map(len, column)) for column in zip(HEAD, *cells, strict=True)]
    lines = []
    for line in (list(HEAD), ["-" * width for width in widths], *cells):
        first, *rest = (cell.rjust(width) for cell, width in zip(line, widths, strict=True))
        lines.append(" | ".join([first.strip().ljust(widths[0]), *rest]))
    return "\n".join(f"| {line} |" for line in lines)


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--cases", type=int, default=110_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=[family.name for family in FAMILIES], action="append")
    parser.add_argument("--processes", type=int, default=2)
    given = parser.parse_args()
    chosen = [one for one in FAMILIES if not given.only or one.name in given.only]
    rows = []
    for row in run(chosen, given.cases, given.seed, given.processes):
        rows.append(row)
        print(f"{row.name}: {row.tally.cases:,} cases in {row.seconds:.0f} s", file=sys.stderr)
        for example in row.tally.examples[:12]:
            print(f"  {example[:600]}", file=sys.stderr)
    print(table(rows))
    return int(any(row.tally.failures.total() or not row.noticed for row in rows))


if __name__ == "__main__":
    sys.exit(main())
