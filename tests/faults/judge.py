"""What a program that is opened after a fault does wrong, and how often."""

import re
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import NamedTuple

from quizapp.progress.progress import Progress
from tests.faults.learner import (
    MAYBE,
    REFUSED,
    SAVED,
    Account,
    Act,
    Learner,
    accounts,
    seen,
)
from tests.progress.samples import standing

LOST, FALSE_SAVED, FALSE_REFUSED, SILENT, TRACEBACK = KINDS = (
    "acknowledged, lost",
    'false "saved"',
    'false "not saved"',
    "silent changes",
    "tracebacks",
)


class Failure(NamedTuple):
    kind: str
    """One of `KINDS`."""
    what: str


MISSING = re.compile(r"\d+ answers? (are|is) missing")


def judge(home: Path, acts: Sequence[Act], now: datetime, fault: str = LOST) -> list[Failure]:
    """What a program that is opened now does wrong.

    It shows what was saved and nothing that was refused, also without its snapshot; in some of the
    cases, a further answer is saved, and is there with all others when it is opened again.
    `fault`: what it is called when something that was saved does not count.
    """
    return guarded(_judge(home, acts, now, fault))


def guarded(failures: Iterator[Failure]) -> list[Failure]:
    """All of them; what is raised is one as well."""
    try:
        return list(failures)
    except Exception as error:  # noqa: BLE001  (that none is raised is what is tried)
        return [told(error)]


def told(error: BaseException) -> Failure:
    """A failure for what should not have been raised."""
    places = traceback.extract_tb(error.__traceback__)[-3:]
    where = ", ".join(f"{Path(place.filename).name}:{place.lineno}" for place in places)
    return Failure(TRACEBACK, f"{type(error).__name__}: {error} ({where})")


def _judge(home: Path, acts: Sequence[Act], now: datetime, fault: str) -> Iterator[Failure]:
    progress = Progress.open(home)
    found = seen(progress, acts)
    possible = list(accounts(acts))
    if found not in possible:
        yield difference(found, possible[0], acts, fault)
        return
    if len(possible) == 1 and any(map(MISSING.search, progress.notices)):
        yield Failure(SILENT, f"nothing is missing, but: {progress.notices}")
    yield from without_snapshot(home, progress)
    if next(_TURNS) % GOES_ON:
        return
    again, failures = one_more(home, progress, found, now)
    yield from failures
    if (account := seen(again, acts)) != found:
        yield difference(account, found, acts, fault)
    yield from without_snapshot(home, again)


_TURNS = count()
GOES_ON = 3
"""After one of so many power cuts the learner goes on."""


def one_more(
    home: Path, progress: Progress, account: Account, now: datetime
) -> tuple[Progress, list[Failure]]:
    """Answer once more, which goes to the account; close, and open again."""
    act = Act("answer", "faults/later", "later", 3)
    learner = Learner(home, next(_TURNS), now + timedelta(days=1))
    learner.progress, learner.rests = progress, 0.1
    learner.do(act)
    learner.leave()
    account.take(act)
    account.reviews += 1
    if act.fate == SAVED:
        return Progress.open(home), []
    return Progress.open(home), [Failure(SILENT, f"no more can be saved, {progress.notices}")]


def without_snapshot(home: Path, progress: Progress) -> Iterator[Failure]:
    """The state is what the journal says."""
    snapshot, aside = home / "progress.json", home / "progress.aside"
    if snapshot.exists():
        snapshot.rename(aside)
        anew = Progress.open(home)
        aside.rename(snapshot)
        if (one := standing(progress)) != (other := standing(anew)):
            parts = [name for name in one if one[name] != other[name]]
            yield Failure(SILENT, f"the snapshot and the journal differ in {parts}")


def difference(found: Account, meant: Account, acts: Sequence[Act], fault: str) -> Failure:
    """How an account differs from what was saved, the worst first."""
    refused = {act.token for act in acts if act.fate == REFUSED and act.token}
    gone = meant.answers.keys() - found.answers.keys()
    more = found.answers.keys() - meant.answers.keys()
    if gone:
        return Failure(fault, f"answers {sorted(gone)}")
    if more & refused:
        return Failure(FALSE_REFUSED, f"answers {sorted(more & refused)} count")
    names = [name for name in vars(meant) if vars(meant)[name] != vars(found)[name]]
    what = [f"{name}: {vars(meant)[name]} became {vars(found)[name]}" for name in names]
    undone = {act.of.token for act in acts if act.kind == "undo" and act.of and act.fate == SAVED}
    if more & undone:
        return Failure(fault, f"undone answers {sorted(more & undone)} count again")
    last = next((act for act in reversed(acts) if act.fate != MAYBE), None)
    kind = FALSE_REFUSED if last and last.fate == REFUSED else fault
    return Failure(kind, "; ".join(what))


@dataclass
class Tally:
    """What came of the cases of one family, or of one part of so many of them."""

    part: int = 0
    parts: int = 1
    met: int = 0
    cases: int = 0
    failures: Counter[str] = field(default_factory=Counter)
    examples: list[str] = field(default_factory=list)

    def skips(self) -> bool:
        """Whether the next case is for another part."""
        self.met += 1
        return (self.met - 1) % self.parts != self.part

    def add(self, found: Iterable[Failure], case: str) -> None:
        self.cases += 1
        for one in found:
            self.failures[one.kind] += 1
            if self.failures[one.kind] <= 3:
                self.examples.append(f"{case}: {one.kind}: {one.what}")

    def __iadd__(self, other: "Tally") -> "Tally":
        self.cases += other.cases
        self.failures += other.failures
        self.examples += other.examples
        return self
