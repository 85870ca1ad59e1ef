"""Files of a journal that vanish, are cut, or are put back by hand, in every order.

What is nowhere any more was destroyed by that hand, and the program tells of it. All the rest
counts as soon as it is back, and nothing that the program does or advises takes more away: not a
file that is put back over another one, not `quizapp restore`, tried first and then done.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from random import Random

from quizapp.cli.group import COMMANDS
from quizapp.progress.progress import Progress
from tests.faults.damage import is_journal
from tests.faults.disk import Image, read_image, write_image
from tests.faults.judge import LOST, SILENT, Failure, Tally, guarded
from tests.faults.learner import Learner, account_of, command, seen

DEEDS = ("delete", "cut", "older", "newest", "study", "open", "no snapshot", "restore")
ID, UNDONE = re.compile(rb'^\{"id":"(.*?)"'), re.compile(rb'"kind":"undone".*"ref":"(.*?)"')
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
        self.known: set[bytes] = set()
        """The lines that were there when the snapshot was written."""
        self.snapshot = b""
        self.harmed: set[str] = set()
        """Files that are not what they were when they were read last, or not there."""
        for days in (1, 1, 30, 1):
            list(self.study())
            self.learner.leave(days=days)
            self.copies.append(read_image(root))

    def study(self) -> Iterator[Failure]:
        before = {path.name: path.stat().st_size for path in self.journals()}
        self.learner.rests = 0  # or a snapshot would not know what came after it
        self.learner.study(4)
        self.learner.rests = 0.7
        self.learner.leave(minutes=5)
        self.remember()
        after = {path.name: path.stat().st_size for path in self.journals()}
        grown = {name for name, size in after.items() if size > before.get(name, 0)}
        if grown & self.harmed:  # putting it back would take these answers away
            yield Failure(LOST, "a file that had vanished or was cut is written to again")

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
                self.known.clear()
                self.harmed.clear()  # then nothing tells that there was more
            case "restore":
                yield from self.restore()
        yield from self.look()

    def look(self) -> Iterator[Failure]:
        """Open it: what was there when the snapshot was written and is not now is told, unless it
        counted for nothing."""
        progress = Progress.open(self.root)
        seen(progress, self.learner.acts)
        there = self.lines()
        undone = {one for line in there for one in UNDONE.findall(line)}
        gone = [line for line in self.known - there if ID.findall(line)[0] not in undone]
        if gone and not progress.notices:
            yield Failure(SILENT, f"{len(gone)} lines are gone without a word")
        progress.close()
        self.remember()

    def remember(self) -> None:
        path = self.root / "progress.json"
        if path.exists() and path.read_bytes() != self.snapshot:
            self.snapshot, self.known = path.read_bytes(), self.lines()

    def lines(self) -> set[bytes]:
        """Whole ones of the journal."""
        contents = (path.read_bytes().rpartition(b"\n")[0] for path in self.journals())
        return {line for content in contents for line in content.split(b"\n")} - {b""}

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


def tokens(root: Path, and_backups: bool = False) -> set[str]:
    """Of all answers in whole lines of the journal's files, or also in backups."""
    found = set()
    for path in (root / "journal").glob("*.jsonl"):
        lines = path.read_bytes().splitlines(keepends=True)
        found |= {
            one.decode() for line in lines if line[-1:] == b"\n" for one in TOKEN.findall(line)
        }
    for path in (root / "backups").rglob("*") if and_backups else ():
        if path.is_file():
            found |= {one.decode() for one in TOKEN.findall(unpacked(path.read_bytes()))}
    return found


def unpacked(content: bytes) -> bytes:
    """What can be read of a backup, of whatever kind and however damaged."""
    found = b""
    with suppress(zipfile.BadZipFile), zipfile.ZipFile(io.BytesIO(content)) as archive:
        return b"".join(map(archive.read, archive.namelist()))
    with suppress(zlib.error):
        while content.startswith(b"\x1f\x8b"):  # one after the other
            gunzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
            found += gunzip.decompress(content)
            content = gunzip.unused_data
    return found or content


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
