"""Files of a journal that vanish, are cut, or are put back by hand, in every order.

What is nowhere any more was destroyed by that hand, and the program tells of it. All the rest
counts as soon as it is back, and nothing that the program does or advises takes more away: not a
file that is put back over another one, not `quizapp restore`, tried first and then done.
"""

import re
import zipfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from random import Random

from quizapp.cli.group import COMMANDS
from quizapp.progress.progress import Progress
from tests.faults.damage import is_journal
from tests.faults.disk import Image, read_image, write_image
from tests.faults.learner import (
    LOST,
    SILENT,
    Account,
    Failure,
    Learner,
    Tally,
    account_of,
    command,
    guarded,
    seen,
)

DEEDS = ("delete", "cut", "older", "newest", "study", "open", "no snapshot", "restore")
TOKEN = re.compile(rb'"reply":\["(\w+)"')


class Keeper:
    """Has a home with a past of several days, and copies of all its files of each day."""

    def __init__(self, root: Path, seed: object, overwrite: bool = False) -> None:
        self.root, self.random = root, Random(str(seed))
        self.overwrite = overwrite
        """A control: in place of `restore`, backups are unpacked over what is there."""
        write_image(root, {})
        self.learner = Learner(root, seed)
        self.learner.never = {"configure", "rename"}
        self.copies: list[Image] = []
        self.visible: set[str] = set()
        """What was seen when it was opened last."""
        self.harmed: set[str] = set()
        """Files that are not what they were when they were read last, or not there."""
        for days in (1, 1, 30, 1):
            list(self.study())
            self.learner.leave(days=days)
            self.copies.append(read_image(root))

    def study(self) -> Iterator[Failure]:
        before = {path.name: path.stat().st_size for path in self.journals()}
        self.learner.study(4)
        self.learner.leave(minutes=5)
        grown = {
            path.name for path in self.journals() if path.stat().st_size > before.get(path.name, 0)
        }
        if used := grown & self.harmed:
            yield Failure(
                LOST, f"{used} vanished or was cut, and was written to: once it is put back"
            )

    def journals(self) -> list[Path]:
        return sorted((self.root / "journal").glob("*.jsonl"))

    def do(self, deed: str) -> Iterator[Failure]:
        files = self.journals()
        match deed:
            case "delete" if files:
                path = self.random.choice(files)
                path.unlink()
                self.harmed.add(path.name)
            case "cut" if files:
                path = self.random.choice(files)
                content = path.read_bytes()
                path.write_bytes(content[: self.random.randrange(len(content) or 1)])
                self.harmed.add(path.name)
            case "older" | "newest":
                copies = self.copies[:-1] if deed == "older" else self.copies[-1:]
                copy = self.random.choice(copies)
                for path, content in copy.items():
                    if is_journal(path) and content and self.random.random() < 0.7:
                        there = self.root / path
                        shorter = there.exists() and there.stat().st_size > len(content)
                        (self.harmed.add if shorter else self.harmed.discard)(there.name)
                        there.write_bytes(content)
            case "study":
                yield from self.study()
            case "no snapshot":
                (self.root / "progress.json").unlink(missing_ok=True)
                self.visible.clear()
                self.harmed.clear()  # then nothing tells that there was more
            case "restore":
                yield from self.restore()
        if deed == "study":
            self.visible.clear()
        yield from self.look()

    def look(self) -> Iterator[Failure]:
        """Open it: what was there before and is not now is told."""
        progress = Progress.open(self.root)
        found = parts(seen(progress, self.learner.acts))
        if (gone := self.visible - found) and not progress.notices:
            yield Failure(SILENT, f"{sorted(gone)} are gone without a word")
        self.visible = found
        progress.close()

    def restore(self) -> Iterator[Failure]:
        before = tokens(self.root)
        if self.overwrite:
            for archive in sorted((self.root / "backups").glob("*.zip")):
                zipfile.ZipFile(archive).extractall(self.root / "journal")
        elif "restore" in COMMANDS:
            image = read_image(self.root)
            command(self.root, "restore", "--dry-run")
            changed = {path for path in image if read_image(self.root).get(path) != image[path]}
            if changed - {"lock"}:
                yield Failure(SILENT, f"a dry run changed {changed}")
            code, said = command(self.root, "restore", "--yes")
            if code:
                yield Failure(SILENT, f"restore ended with {code}: {said[:200]}")
        if gone := before - tokens(self.root):
            yield Failure(LOST, f"restore took away the answers {sorted(gone)}")


def parts(account: Account) -> set[str]:
    """All that is seen, one by one."""
    marks = {
        f"{kind} {card} {value}"
        for kind, some in account.marks.items()
        for card, value in some.items()
    }
    quizzes = {f"{quiz} {one}" for quiz, some in account.quizzes.items() for one in some.items()}
    return marks | quizzes | {*account.answers, *account.granted, *account.ended}


def tokens(root: Path, and_backups: bool = False) -> set[str]:
    """Of all answers in whole lines of the journal's files, or also in backups."""
    found = set()
    for path in (root / "journal").glob("*.jsonl"):
        lines = path.read_bytes().splitlines(keepends=True)
        found |= {
            one.decode() for line in lines if line[-1:] == b"\n" for one in TOKEN.findall(line)
        }
    for path in (root / "backups").glob("*.zip") if and_backups else ():
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                found |= {one.decode() for one in TOKEN.findall(archive.read(name))}
    return found


def one(keeper: Keeper, deeds: tuple[str, ...]) -> Iterator[Failure]:
    for deed in deeds:
        yield from keeper.do(deed)
    yield from keeper.do("study")
    if "restore" in COMMANDS or keeper.overwrite:
        yield from keeper.do("restore")
    there = tokens(keeper.root, and_backups="restore" in COMMANDS)
    acts = keeper.learner.saved
    meant, found = account_of(acts), seen(Progress.open(keeper.root), acts)
    if gone := meant.answers.keys() & there - found.answers.keys():
        yield Failure(LOST, f"answers {sorted(gone)} are in a file, and do not count")


def restores(root: Path, seed: object, tally: Tally, overwrite: bool = False) -> None:
    random = Random(str(seed))
    orders = list(product(DEEDS, repeat=4))
    for place in range(40):
        deeds = random.choice(orders)
        if tally.skips():
            continue
        keeper = Keeper(root, f"{seed}-{place}", overwrite)
        tally.add(guarded(one(keeper, deeds)), f"restore {seed}-{place}, {', '.join(deeds)}")
