"""Each call of a session fails with each errno that it can have: once, halfway, or from then on.

What was called saved counts afterwards, what was refused does not, and the program goes on. Where
an fsync failed, the power is cut as well: nobody knows what the disk has kept.
"""

import errno
import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from quizapp.core.errors import QuizError
from quizapp.progress.progress import Progress
from tests.faults.cuts import HOME
from tests.faults.disk import Calls, Disk, write_image
from tests.faults.judge import FALSE_SAVED, SILENT, Failure, Tally, difference, judge, told
from tests.faults.learner import MAYBE, REFUSED, Learner, account_of, seen

FULL = (errno.ENOSPC, errno.EDQUOT)
ERRNOS: dict[str, tuple[int, ...]] = {
    "open": (errno.EACCES, errno.EIO, errno.EROFS, errno.EMFILE, errno.EINTR, *FULL),
    "open to read": (errno.EACCES, errno.EIO, errno.EMFILE, errno.ENFILE, errno.ESTALE),
    "write": (errno.EIO, errno.EFBIG, errno.EINTR, errno.EROFS, *FULL),
    "fsync": (errno.EIO, errno.EROFS, errno.EINTR, errno.EACCES, *FULL),
    "sync": (errno.EIO, errno.EACCES, errno.EPERM, errno.ENOSPC),
    "truncate": (errno.EIO, errno.EROFS, errno.EPERM),
    "close": (errno.EIO, errno.EINTR, *FULL),
    "replace": (errno.EACCES, errno.EIO, errno.EROFS, errno.EBUSY, *FULL),
    "link": (errno.EACCES, errno.EIO, errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK, *FULL),
    "mkdir": (errno.EACCES, errno.EIO, errno.EROFS, *FULL),
    "unlink": (errno.EACCES, errno.EIO, errno.EROFS, errno.EBUSY),
    "read": (errno.EIO, errno.ESTALE, errno.EINTR),
    "lseek": (errno.EIO,),
    "stat": (errno.EACCES, errno.EIO, errno.ESTALE),
    "lstat": (errno.EACCES, errno.EIO),
    "fstat": (errno.EIO, errno.ESTALE),
    "scandir": (errno.EACCES, errno.EIO, errno.EMFILE),
    "listdir": (errno.EACCES, errno.EIO, errno.EMFILE),
    "lock": (errno.ENOLCK, errno.EIO, errno.ENOSYS),
    "unlock": (errno.ENOLCK, errno.EIO),
}
ONCE, ON, HALF = "once", "from then on", "after half of it"
UNSAID = "without a word"
"""As a control: what is written is not, and no error tells of it."""


@dataclass
class Fault:
    """Lets the call with this number fail."""

    number: int
    code: int = 0
    """An errno; 0 for none, to count the calls."""
    how: str = ONCE
    learner: Learner | None = None
    calls: list[str] = field(default_factory=list)

    def __call__(self, call: str, path: str) -> str:
        self.calls.append(call)
        place = len(self.calls) - 1
        if not self.code or place < self.number:
            return ""
        if self.how == UNSAID:
            return "nothing"
        if self.how == HALF and place == self.number:
            return "half"
        if self.how == ON and self.code not in ERRNOS.get(call, ()):
            return ""
        if place > self.number and (self.how == ONCE or (self.how == HALF and call != "write")):
            return ""
        if self.learner and self.learner.acts:
            self.learner.acts[-1].failed.add(call)
        raise OSError(self.code, os.strerror(self.code), path)


def session(calls: Calls, learner: Learner, fault: Fault) -> Iterator[Failure]:
    """Gives what is wrong while the disk fails."""
    fault.learner, learner.said, calls.before = learner, calls.say, fault
    thrown: list[BaseException | None] = []
    hook, threading.excepthook = threading.excepthook, lambda args: thrown.append(args.exc_value)
    try:
        with calls:
            for _ in range(2):
                learner.study(4)
                if learner.progress and fault.how != ON:
                    yield from in_the_same_window(learner, learner.progress)
                learner.leave(days=learner.random.choice((0, 1, 40)))
    except Exception as error:  # noqa: BLE001  (that none is raised is what is tried)
        yield told(error)
    finally:
        threading.excepthook = hook
    yield from (told(error) for error in thrown if isinstance(error, Exception))


def in_the_same_window(learner: Learner, progress: Progress) -> Iterator[Failure]:
    """A call may fail here as well; then the program says so."""
    meant = account_of(learner.saved)
    try:
        found = seen(progress, learner.acts)
    except QuizError:
        return
    if found != meant and not progress.notices:
        failure = difference(found, meant, learner.acts, SILENT)
        yield failure._replace(what=f"in the same window: {failure.what}")


def one(root: Path, seed: object, fault: Fault) -> Iterator[list[Failure]]:
    """A session with a fault, and what is found after it, and after a power cut on top."""
    write_image(root, {})
    calls, learner = Calls(root), Learner(root / HOME, seed)
    wrong = list(session(calls, learner, fault))
    if fault.how == ON:  # then neither the disk nor the program could take back what it had got
        for act in learner.acts:
            if act.fate == REFUSED and act.failed & {"fsync", "sync", "truncate"}:
                act.fate = MAYBE
    yield wrong + judge(root / HOME, learner.acts, learner.now, FALSE_SAVED)
    if any(op.call == "unknown" for op in calls.log):
        disk, random = Disk(), Random(str(seed))
        for op in calls.log:
            disk.take(op)
        for way in ("kept", "dropped", "reordered"):
            write_image(root, disk.after_cut(way, "kept", random))
            yield judge(root / HOME, learner.acts, learner.now, FALSE_SAVED)


def errors(root: Path, seed: object, tally: Tally, control: bool = False) -> None:
    counter = Fault(0)
    for found in one(root, seed, counter):
        tally.add(found, f"session {seed} without a fault")
    for number, call in enumerate(counter.calls):
        if control and call != "write":
            continue
        faults = [(code, how) for code in ERRNOS[call] for how in (ONCE, ON)]
        faults += [(errno.ENOSPC, HALF)] if call == "write" else []
        for code, how in [(errno.EIO, UNSAID)] if control else faults:
            what = f"({call}) fails with {errno.errorcode[code]} {how}"
            if tally.skips():
                continue
            for found in one(root, seed, Fault(number, code, how)):
                tally.add(found, f"session {seed}, call {number} {what}")
