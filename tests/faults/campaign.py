"""The families of faults, how many cases each of them has, and what must not escape it."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random

from quizapp.progress import writer
from tests.faults import controls
from tests.faults.clocks import calendars, clocks
from tests.faults.controls import patched
from tests.faults.cuts import kills_then_cuts, power_cuts
from tests.faults.damage import crafted, damages
from tests.faults.errors import errors
from tests.faults.judge import Tally
from tests.faults.keeping import failures, stops
from tests.faults.kill import kills
from tests.faults.learner import MORNING
from tests.faults.merges import merges, with_other_ids
from tests.faults.migrations import migrations
from tests.faults.places import places
from tests.faults.restores import restores
from tests.faults.snapshots import snapshots

Job = Callable[..., None]
"""Takes a scratch folder, a seed, and the tally that it fills."""


@dataclass(frozen=True)
class Family:
    name: str
    job: Job
    share: float
    """Of all cases."""
    parts: int
    """A seed has so many cases that it is done in parts."""
    control: Job
    """Is to find failures,"""
    worse: Callable[[], AbstractContextManager[None]] = nullcontext
    """with this done to the program."""


FAMILIES = (
    Family("kill -9 in two windows", kills, 0.0008, 1, partial(kills, early=True)),
    Family("power cut at each call", power_cuts, 0.22, 1, partial(power_cuts, deaf="fsync")),
    Family("kill, then power cut", kills_then_cuts, 0.25, 1, partial(kills_then_cuts, deaf="sync")),
    Family("each errno at each call", errors, 0.15, 16, partial(errors, control=True)),
    Family("cut at each byte, bits flipped", damages, 0.12, 8, damages, controls.no_checksums),
    Family("lines made up", crafted, 0.14, 16, crafted, controls.lines_not_checked),
    Family(
        "snapshots with wrong values",
        *(snapshots, 0.05, 8, snapshots, controls.snapshot_not_checked),
    ),
    Family("things in place of files", places, 0.004, 1, places, controls.pipes_are_files),
    Family("clocks that jump", clocks, 0.008, 1, clocks, controls.answers_by_the_clock_alone),
    Family("days in 40 zones", calendars, 0.02, 4, calendars, controls.days_begin_in_greenwich),
    Family("merges of 2 to 5 devices", merges, 0.02, 1, partial(merges, copied=with_other_ids)),
    Family("put back in every order", restores, 0.02, 1, partial(restores, overwrite=True)),
    Family("keeper's commands stopped", stops, 0.03, 4, partial(stops, deaf="fsync")),
    Family("keeper's commands failing", failures, 0.05, 16, partial(failures, control=True)),
    Family("migration stopped midway", migrations, 0.03, 1, partial(migrations, deaf="fsync")),
)


@dataclass
class Row:
    name: str
    tally: Tally = field(default_factory=Tally)
    noticed: bool = False
    seconds: float = 0.0


@contextmanager
def settled(seed: object) -> Iterator[Path]:
    """A scratch folder, and nothing that differs from run to run or takes time for nothing."""
    memory = Path("/dev/shm")
    scratch = tempfile.mkdtemp(prefix="faults-", dir=memory if os.access(memory, os.W_OK) else None)
    before = {name: os.environ.get(name) for name in ("QUIZAPP_NOW", "QUIZAPP_HOME")}
    os.environ["QUIZAPP_NOW"] = MORNING.isoformat()
    try:
        with (
            patched(os, "urandom", Random(str(seed)).randbytes),
            patched(writer, "LOCK_PATIENCE", 0.01),
            patched(os, "fsync", lambda _: None),  # a disk that is modelled needs none
        ):
            yield Path(scratch) / "home"
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        for name, value in before.items():
            os.environ.pop(name, None)
            if value is not None:
                os.environ[name] = value


def done(family: Family, seed: int, part: int, parts: int) -> Tally:
    """One part of what the family does with a seed."""
    tally = Tally(part, parts)
    with settled(f"{family.name} {seed}") as root:
        family.job(root, seed, tally)
    return tally


def is_noticed(family: Family, seed: int, parts: int) -> bool:
    """Whether the family finds failures in its control."""
    tally = Tally(0, parts)
    with settled(f"{family.name} {seed}") as root, family.worse():
        family.control(root, seed, tally)
    return bool(tally.failures)


def run(families: Sequence[Family], cases: int, seed: int, processes: int) -> Iterator[Row]:
    # forked processes would inherit what the controls and threads of this one have changed
    with ProcessPoolExecutor(processes, get_context("spawn")) as pool:
        for family in families:
            row, begun = Row(family.name), time.monotonic()
            control = pool.submit(is_noticed, family, seed, family.parts)
            number, at_work = 0, set[Future[Tally]]()
            while row.tally.cases < cases * family.share:
                while len(at_work) < processes:
                    at_seed, part = seed + number // family.parts, number % family.parts
                    at_work.add(pool.submit(done, family, at_seed, part, family.parts))
                    number += 1
                ended, at_work = wait(at_work, return_when=FIRST_COMPLETED)
                for job in ended:
                    row.tally += job.result()
            for job in at_work:
                row.tally += job.result()
            row.noticed, row.seconds = control.result(), time.monotonic() - begun
            yield row
