"""`restore`, `merge`, `doctor --repair` and `backup`, stopped at each call; or a call fails.

Whatever becomes of them, what there was of answers is there still, in the journal or the backups;
nothing counts twice; and the command, when it is run again, does what it would have done. What it
says is done lasts when the power goes.
"""

import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from random import Random
from zlib import crc32

from quizapp.progress import restore
from quizapp.progress.progress import Progress
from tests.faults.controls import patched
from tests.faults.disk import WAYS, Calls, Disk, Image, read_image, write_image
from tests.faults.errors import ERRNOS, HALF, ON, ONCE, UNSAID, Fault
from tests.faults.judge import FALSE_SAVED, LOST, SILENT, Failure, Tally, guarded, without_snapshot
from tests.faults.learner import Learner, command, seen
from tests.faults.restores import TOKEN, unpacked
from tests.progress.samples import standing

HOME, OTHER, TARGET = "home", "other", "all.zip"
CHECKSUM = re.compile(rb',"crc":"([0-9a-f]{8})"\}$')
COMMANDS = ("restore", "merge", "doctor", "backup")


@dataclass
class Work:
    """A command that has something to do, and what comes of it when it is left alone."""

    root: Path
    name: str
    image: Image
    learners: list[Learner]

    def __post_init__(self) -> None:
        write_image(self.root, self.image)
        self.held = held(self.image)
        self.before = self.counting()
        write_image(self.root, self.image)
        self.code, _ = self.run_to_the_end()
        self.after, self.meant = self.counting(), standing(self.opened())

    @property
    def home(self) -> Path:
        return self.root / HOME

    def run(self) -> tuple[int, str]:
        """In files of a few lines each, so that there is something between them."""
        words = {
            "restore": ("restore", "--yes"),
            "merge": ("merge", str(self.root / OTHER)),
            "doctor": ("doctor", "--repair"),
            "backup": ("backup", str(self.root / TARGET)),
        }
        with patched(restore, "LARGEST_FILE", 500):
            return command(self.home, *words[self.name])

    def run_to_the_end(self) -> tuple[int, str]:
        """A doctor's second look sees what the first has mended."""
        code, said = self.run()
        return self.run() if self.name == "doctor" else (code, said)

    @property
    def undone(self) -> set[str]:
        acts = [act for learner in self.learners for act in learner.saved]
        return {act.of.token for act in acts if act.kind == "undo" and act.of}

    def opened(self) -> Progress:
        return Progress.open(self.home)

    def counting(self) -> set[str]:
        acts = [act for learner in self.learners for act in learner.acts]
        return set(seen(self.opened(), acts).answers)


def held(image: Image) -> set[bytes]:
    """The answers in sound lines of journals and backups, and of the zip."""
    found: set[bytes] = set()
    for path, content in image.items():
        if content and re.search(r"\.jsonl(\.gz)?(\.damaged-\d+)?$|\.zip$|\.txt$", path):
            lines = unpacked(content).split(b"\n")
            found.update(one for line in lines if is_sound(line) for one in TOKEN.findall(line))
    return found


def is_sound(line: bytes) -> bool:
    tail = CHECKSUM.search(line)
    return bool(tail and crc32(line[: tail.start()]) == int(tail[1], 16))


def prepared(root: Path, seed: object, name: str) -> Work:
    """A learner of three months, whose home was harmed; for `merge`, one with a second device."""
    random = Random(f"{seed}{name}")
    learners = [Learner(root / HOME, f"{seed}{name}")]
    if name == "merge":
        learners.append(Learner(root / OTHER, f"{seed}{name}", name="other-"))
        learners[1].never = {"rename"}
    write_image(root, {})
    for learner in learners:
        for days in (1, 31, random.choice((0, 31))):
            learner.study(3)
            learner.rests = 1
            learner.leave(days=days)
    image = read_image(root)
    if name in ("restore", "doctor"):
        for harm in random.sample(HARMS[name], random.randint(1, 2)):
            path = random.choice(sorted(one for one in image if re.search(harm[0], one)) or [""])
            if content := image.get(path):
                image |= {path: _harmed(content, harm[1], random)}
        image = {path: content for path, content in image.items() if content != b"gone"}
        if random.random() < 0.5:
            image.pop(f"{HOME}/progress.json", None)
    return Work(root, name, image, learners)


JOURNAL, COPY = r"/journal/[^/]*\.jsonl$", r"\.jsonl\.gz$"
HARMS = {
    "restore": [(JOURNAL, "gone"), (JOURNAL, "cut"), (JOURNAL, "gone")],
    "doctor": [
        *[(JOURNAL, "gone"), (JOURNAL, "flipped"), (JOURNAL, "cut"), (COPY, "flipped")],
        *[(COPY, "gone"), (r"progress\.json$", "flipped"), (r"\.digest$", "flipped")],
    ],
}


def _harmed(content: bytes, how: str, random: Random) -> bytes:
    at = random.randrange(len(content))
    match how:
        case "gone":
            return b"gone"
        case "cut":
            return content[:at]
        case _:
            return (
                content[:at] + bytes([content[at] ^ 1 << random.randrange(8)]) + content[at + 1 :]
            )


def judged(work: Work, done: bool) -> Iterator[Failure]:
    """`done`: the command has ended, and said that all went well."""
    image = read_image(work.root)
    if gone := work.held - held(image):
        yield Failure(LOST, f"answers {sorted(gone)} are nowhere any more")
    if any(image.get(path) != one for path, one in work.image.items() if path.startswith(OTHER)):
        yield Failure(SILENT, "the folder that was merged has changed")
    found = work.counting()
    if gone_on := work.before & work.after - found:
        yield Failure(LOST, f"answers {sorted(gone_on)} do not count any more")
    # halfway, what undoes an answer may not be there yet
    if more := found - work.before - work.after - (set() if done else work.undone):
        yield Failure(SILENT, f"answers {sorted(more)} count")
    if done:
        yield from finished(work, FALSE_SAVED)
    if not (work.name == "backup" and (work.root / TARGET).exists()):
        code, said = work.run_to_the_end()
        if code != work.code:
            yield Failure(SILENT, f"run again, it ends with {code}: {said[-300:]}")
    yield from finished(work, SILENT)
    yield from without_snapshot(work.home, work.opened())


def finished(work: Work, kind: str) -> Iterator[Failure]:
    """All is as it would have been if nothing had happened."""
    if work.name == "backup":
        content = b""
        with suppress(OSError, zipfile.BadZipFile):
            content = (work.root / TARGET).read_bytes()
        if gone := held({JOURNAL[:9] + ".jsonl": b"", **work.image}) - held({TARGET: content}):
            yield Failure(kind, f"answers {sorted(gone)} are not in the zip")
    now = standing(work.opened())
    if now != work.meant:
        parts = [name for name, value in now.items() if value != work.meant[name]]
        yield Failure(kind, f"{parts} are not what the command leads to")


def stops(root: Path, seed: object, tally: Tally, deaf: str = "") -> None:
    """Kills and power cuts at each call. `deaf`: what is left out, as a control."""
    for name in COMMANDS:
        work = prepared(root, seed, name)
        write_image(root, work.image)
        disk, random, met = Disk.of(work.image), Random(str(seed)), set[int]()
        calls = Calls(root, disk.names_now)
        calls.deaf = {deaf}
        with calls:
            code, _ = work.run()
        for place, op in enumerate(calls.log, 1):
            disk.take(op)
            for way in WAYS:
                image = disk.after_cut(*way, random)
                done = place == len(calls.log) and code == 0
                one = hash((tuple(image.items()), done))
                if one in met or met.add(one) or tally.skips():
                    continue
                write_image(root, image)
                case = f"{name} {seed}, after call {place} ({op.call} {op.path}), {way}"
                tally.add(guarded(judged(work, done)), case)


def failures(root: Path, seed: object, tally: Tally, control: bool = False) -> None:
    """Each call fails with each errno that it can have."""
    for name in COMMANDS:
        work = prepared(root, seed, name)
        counter = Fault(0)
        for found in tried(work, counter, seed):
            tally.add(found, f"{name} {seed} without a fault")
        for number, call in enumerate(counter.calls):
            if control and call != "write":
                continue
            faults = [(code, how) for code in ERRNOS[call] for how in (ONCE, ON)]
            faults += [(ERRNOS["write"][-2], HALF)] if call == "write" else []
            for code, how in [(ERRNOS["write"][0], UNSAID)] if control else faults:
                if tally.skips():
                    continue
                case = f"{name} {seed}, call {number} ({call}) fails with {code} {how}"
                for found in tried(work, Fault(number, code, how), seed):
                    tally.add(found, case)


def tried(work: Work, fault: Fault, seed: object) -> Iterator[list[Failure]]:
    """What is found after a command with a fault, and after a power cut on top."""
    write_image(work.root, work.image)
    disk, random = Disk.of(work.image), Random(str(seed))
    calls, codes = Calls(work.root, disk.names_now), []

    def ran() -> Iterator[Failure]:
        calls.before = fault
        with calls:
            code, said = work.run()
        codes.append(code)
        if code and "error" not in said and "not" not in said and work.name != "doctor":
            yield Failure(SILENT, f"it ends with {code} and does not say why: {said[-200:]}")

    wrong = guarded(ran())
    done = codes == [0]
    yield wrong + guarded(judged(work, done))
    if any(op.call == "unknown" for op in calls.log):
        for op in calls.log:
            disk.take(op)
        for way in ("kept", "dropped", "reordered"):
            write_image(work.root, disk.after_cut(way, "kept", random))
            yield guarded(judged(work, done))
