"""Things in the place of files: folders, pipes, devices, links into nowhere or round in a ring.

Nothing waits for ever and nothing is raised. What is there counts, and an answer is saved or
refused.
"""

import os
import shutil
import signal
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RLIMIT_AS, getpagesize, getrlimit, setrlimit
from types import FrameType

from quizapp.core.errors import QuizError
from quizapp.progress.progress import Progress
from tests.faults.damage import is_journal, study
from tests.faults.disk import read_image, write_image
from tests.faults.judge import FALSE_REFUSED, LOST, SILENT, Failure, Tally, difference, guarded
from tests.faults.learner import Account, Act, Learner, account_of, command, seen

SECONDS = 2
BYTES = 1 << 30
"""Of memory, more than before: what reads an endless device to its end soon has that much."""


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        with socket.socket(socket.AF_UNIX) as one:
            one.bind(path.name)
    finally:
        os.chdir(here)


def _link_to(target: str) -> Callable[[Path], None]:
    return lambda path: path.symlink_to(target)


THINGS: dict[str, Callable[[Path], object]] = {
    "a folder": Path.mkdir,
    "a pipe": _pipe,
    "a socket": _socket,
    "an endless device": _link_to("/dev/zero"),
    "a full device": _link_to("/dev/full"),
    "a link into nowhere": _link_to("nowhere/at/all"),
    "a link to itself": lambda path: path.symlink_to(path.name),
    "an empty file": Path.touch,
}
OTHERS = (
    *("config.toml", "progress.json", "lock", "backups", "journal/damaged"),
    *("journal/0000aaaa.jsonl", "journal/0000aaaa.2.jsonl", "journal/0000aaaa.digest"),
    *("progress.json.new", "config.toml.new", "decks", "cache"),
)


class TooLate(BaseException):
    """No error of the disk, which the program may take care of."""


def _too_late(_signal: int, _frame: FrameType | None) -> None:
    raise TooLate


def judged(home: Path, learner: Learner, owned: bool) -> Iterator[Failure]:
    """`owned`: it lies in the place of a file that holds the learner's answers."""
    meant = account_of(learner.saved)
    before, limits = signal.signal(signal.SIGALRM, _too_late), getrlimit(RLIMIT_AS)
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    setrlimit(RLIMIT_AS, (pages * getpagesize() + BYTES, limits[1]))
    signal.setitimer(signal.ITIMER_REAL, SECONDS, 1)
    try:
        yield from opened(home, learner, meant, owned)
        for words in (("due", "--json"), ("stats", "--json")):
            command(home, *words)
    except TooLate:
        yield Failure(SILENT, f"it takes more than {SECONDS} seconds")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        setrlimit(RLIMIT_AS, limits)
        signal.signal(signal.SIGALRM, before)


def opened(home: Path, learner: Learner, meant: Account, owned: bool) -> Iterator[Failure]:
    progress = Progress.open(home)
    act = Act("answer", "faults/later", "later", 3)
    learner.progress = progress
    learner.do(act)
    learner.acts.remove(act)
    progress.close()
    if act.fate == "saved":
        meant.take(act)
        meant.reviews += 1
    try:
        found = seen(Progress.open(home), learner.acts)
    except QuizError:  # of config.toml
        return
    if owned:
        meant = account_of([act] if act.fate == "saved" else [])
        meant.new_per_day = found.new_per_day
    if found != meant and not (owned and progress.notices):
        kind = FALSE_REFUSED if "later" in found.answers.keys() - meant.answers.keys() else LOST
        yield difference(found, meant, learner.acts, kind)


def places(root: Path, seed: object, tally: Tally) -> None:
    learner, image = study(root, seed, 6)
    learner.leave()
    image, acts = read_image(root), learner.acts
    own = [path for path in image if is_journal(path) or path.endswith(".device")]
    for name in (*own, *OTHERS, "journal"):
        for what, make in THINGS.items():
            if tally.skips():
                continue
            for with_snapshot in (True, False):
                write_image(root, image)
                place = root / name
                shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
                if not with_snapshot and name != "progress.json":
                    (root / "progress.json").unlink(missing_ok=True)
                make(place)
                learner.acts = [
                    act for act in acts if act.kind != "configure" or name != "config.toml"
                ]
                owned = (is_journal(name) and name in own) or name == "journal"
                found = guarded(judged(root, learner, owned))
                case = f"seed {seed}, {what} for {name}"
                tally.add(found, f"{case}, {'with' if with_snapshot else 'no'} snapshot")
