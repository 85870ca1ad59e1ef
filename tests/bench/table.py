"""One table of figures: each with its reference from the same run, by CPU and by wall.

A bench gives `Row`s. Ours and the reference are taken by turns, so that a noisy machine is noisy
for both, and no run is thrown away but where the row says so.
"""

import resource
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles


@dataclass(slots=True)
class Samples:
    """What some runs took, in milliseconds, and the most memory that one of them had, in bytes."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    memory: int = 0

    def add(self, cpu: float, wall: float, memory: int = 0) -> None:
        self.cpu.append(cpu)
        self.wall.append(wall)
        self.memory = max(self.memory, memory)


@dataclass(frozen=True, slots=True)
class Row:
    what: str
    ours: Samples
    reference: Samples | None = None
    beside: str = ""
    """What the reference is."""
    target: str = ""


def by_turns(
    runs: int, ours: Callable[[], object], reference: Callable[[], object]
) -> tuple[Samples, Samples]:
    """Both as often as `runs`, in this process, one after the other."""
    both = Samples(), Samples()
    for _ in range(runs):
        for work, samples in zip((ours, reference), both, strict=True):
            samples.add(*spent(work))
    return both


def spent(work: Callable[[], object]) -> tuple[float, float]:
    """The milliseconds of CPU, children included, and of wall that `work` takes."""
    cpu, wall = _cpu(), time.perf_counter()
    work()
    return (_cpu() - cpu) * 1000, (time.perf_counter() - wall) * 1000


def _cpu() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def lines(rows: Iterable[Row]) -> Iterator[str]:
    """The table in Markdown, a line at a time, as the rows come."""
    yield "| what | CPU, ms | wall, ms | beside it | CPU, ms | wall, ms | CPU | wall | aim |"
    yield "|---|---|---|---|---|---|---|---|---|"
    for row in rows:
        ours, other = row.ours, row.reference
        memory = f", {ours.memory / 1e6:.0f} MB" if ours.memory else ""
        cells = [row.what, _spread(ours.cpu), _spread(ours.wall) + memory, row.beside]
        if other:
            cells += [_spread(other.cpu), _spread(other.wall)]
            cells += [_ratio(ours.cpu, other.cpu), _ratio(ours.wall, other.wall)]
        else:
            cells += [""] * 4
        yield f"| {' | '.join([*cells, row.target])} |"


def _spread(some: Sequence[float]) -> str:
    """The median, and between what the middle half lies."""
    if not some:
        return ""
    middle = median(some)
    digits = 0 if middle >= 100 else 1 if middle >= 10 else 2
    if len(some) < 4:
        return f"{middle:,.{digits}f}"
    low, _, high = quantiles(some, n=4)
    return f"{middle:,.{digits}f} ({low:,.{digits}f}–{high:,.{digits}f})"


def _ratio(ours: Sequence[float], other: Sequence[float]) -> str:
    """Of the medians."""
    if not ours or not other or not median(other):
        return ""
    return f"{median(ours) / median(other):.2f} ×"
