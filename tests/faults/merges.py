"""Two to five devices that share their journals: the state follows from the union alone.

Each device studies, now and then gets the files of others, whole or cut off anywhere, under their
names or as a copy under another. In the end a home gets all files, in every order that is tried.
"""

import json
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from random import Random

from quizapp.cli.group import COMMANDS
from quizapp.progress.progress import Progress
from tests.faults.damage import OTHER, is_journal, remade
from tests.faults.disk import read_image, write_image
from tests.faults.judge import LOST, SILENT, Failure, Tally, difference, guarded
from tests.faults.learner import MORNING, SAVED, Act, Learner, account_of, command, seen
from tests.progress.samples import standing

Copy = Callable[[bytes], bytes]
"""What becomes of a file when it is copied under another name."""


def studied(root: Path, random: Random, seed: object) -> tuple[list[Act], dict[str, bytes]]:
    """All acts in their order, and the journal files of all devices."""
    devices = [Learner(root / f"device-{number}", seed, name=f"{number}-") for number in "12345"]
    devices = devices[: random.randint(2, 5)]
    acts: list[Act] = []
    now = MORNING
    for device in devices:
        device.never = {"configure", "rename"} if device is not devices[0] else {"configure"}
    for _ in range(random.randint(6, 30)):
        device, now = random.choice(devices), now + timedelta(minutes=random.choice((4, 5, 2000)))
        device.now = now
        device.study(1)
        acts.append(device.acts[-1])
        if random.random() < 0.3:
            share(random, random.choice(devices), device)
        if random.random() < 0.2:
            device.leave()
    for device in devices:
        device.leave()
    files: dict[str, bytes] = {}
    for device in devices:
        for path, content in read_image(device.home).items() if device.home.exists() else ():
            if is_journal(path) and content and len(content) > len(files.get(path, b"")):
                files[path] = content
    return acts, files


def share(random: Random, giver: Learner, taker: Learner) -> None:
    """Copy files of the giver's own, as a sync folder does: maybe not all of it yet."""
    if giver is taker or not giver.home.exists():
        return
    for path, content in read_image(giver.home).items():
        there = taker.home / path
        if is_journal(path) and content and giver_wrote(giver, path):
            size = random.choice((len(content), random.randint(0, len(content))))
            if size > (there.stat().st_size if there.exists() else 0):
                there.parent.mkdir(parents=True, exist_ok=True)
                there.write_bytes(content[:size])


def giver_wrote(giver: Learner, path: str) -> bool:
    ids = {act.id.partition(":")[0] for act in giver.acts if act.id}
    return Path(path).name.partition(".")[0] in ids


def gathered(
    root: Path, random: Random, files: dict[str, bytes], copied: Copy
) -> dict[str, object]:
    """Give all files to one home, in some order, opened now and then."""
    steps = [(path, content) for path, content in files.items()]
    steps += [(path, content[: random.randint(0, len(content))]) for path, content in steps]
    steps += [
        (path.replace(".jsonl", " (copy).jsonl"), copied(content))
        for path, content in files.items()
        if random.random() < 0.5
    ]
    random.shuffle(steps)
    write_image(root, {"journal": None})
    progress = Progress.open(root)
    for path, content in steps:
        if len(content) >= len(read_image(root).get(path) or b""):
            (root / path).write_bytes(content)
        if random.random() < 0.3:
            progress.refresh()
        if random.random() < 0.3:
            progress.close()
            progress = Progress.open(root)
    progress.refresh()
    return standing(progress)


def merged(root: Path, random: Random, files: dict[str, bytes]) -> dict[str, object]:
    """The same by the command: each file from a folder of its own, some of them twice."""
    folders = list(files.items()) * 2
    random.shuffle(folders)
    write_image(root, {})
    for number, (path, content) in enumerate(folders):
        folder = root / f"from-{number}"
        (folder / "journal").mkdir(parents=True)
        (folder / path).write_bytes(content)
        source = folder if random.random() < 0.5 else folder / "journal"
        code, said = command(root / "home", "merge", str(source))
        if code:
            raise AssertionError(f"merge ended with {code}: {said[:300]}")
    return standing(Progress.open(root / "home"))


def with_other_ids(content: bytes) -> bytes:
    """As if no ids were compared: a control."""
    device = json.loads(content.splitlines()[0])["id"].partition(":")[0]
    return b"".join(remade(line, device, OTHER) for line in content.splitlines(keepends=True))


def judged(
    now: dict[str, object], home: Path, first: dict[str, object], acts: list[Act]
) -> Iterator[Failure]:
    if now != first:
        parts = [name for name, value in now.items() if value != first[name]]
        yield Failure(SILENT, f"{parts} depend on the order")
    meant = account_of(act for act in acts if act.fate == SAVED)
    if (found := seen(Progress.open(home), acts)) != meant:
        yield difference(found, meant, acts, LOST)


def merges(root: Path, seed: object, tally: Tally, copied: Copy = bytes) -> None:
    random = Random(str(seed))
    write_image(root, {})
    acts, files = studied(root, random, seed)
    first = gathered(root, random, files, copied)

    def one(by_command: bool) -> Iterator[Failure]:
        if by_command:
            yield from judged(merged(root, random, files), root / "home", first, acts)
        else:
            yield from judged(gathered(root, random, files, copied), root, first, acts)

    for place in range(6):
        if not tally.skips():
            by_command = place == 0 and "merge" in COMMANDS
            tally.add(guarded(one(by_command)), f"merge {seed}, order {place}")
