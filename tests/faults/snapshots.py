"""Snapshots with a right checksum and wrong content: each value replaced by each of other types.

Nothing is raised, whatever is done with it; where a value of another type was let in, nothing of it
is seen; the journal is as it was.
"""

import json
import re
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from zlib import crc32

from quizapp.progress.progress import Progress
from tests.faults.damage import by_commands, study
from tests.faults.disk import read_image, write_image
from tests.faults.judge import (
    LOST,
    SILENT,
    Failure,
    Tally,
    difference,
    guarded,
    one_more,
    without_snapshot,
)
from tests.faults.learner import Learner, account_of, seen
from tests.progress.samples import standing

VALUES: tuple[Any, ...] = (
    *(None, True, 0, -1, 10**30, 1.5, float("nan"), "", "x", "9999-12-31", [], {}, [None]),
    *([[[]]], {"x": 1}, ["x"] * 9, "2026-10-29T09:00:00.000Z", [1, 2, 3, 4, 5]),
)
CHECKSUM = re.compile(rb'"(?:crc32?|checksum)":\s*"([0-9a-f]{8})"')


def sealed(before: bytes, content: Any) -> bytes:
    """The content with the checksum that it would have had if the program had written it."""
    body = json.dumps(content, separators=(",", ":")).encode("ascii")
    head, _, _ = body.rpartition(b',"crc":')
    found = CHECKSUM.search(before)
    assert found, "the snapshot has a checksum of another kind"
    return body.replace(found[1], b"%08x" % crc32(head))


def paths(content: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """To each value in nested lists and objects."""
    items = content.items() if isinstance(content, dict) else enumerate(content)
    for name, value in items:
        yield (*above, name)
        if isinstance(value, dict | list):
            yield from paths(value, (*above, name))


def replaced(content: Any, path: tuple[Any, ...], value: Any) -> Any:
    """A copy with another value there; without it for an Ellipsis."""
    content = deepcopy(content)
    inner = content
    for name in path[:-1]:
        inner = inner[name]
    if value is ...:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return content


def at(content: Any, path: tuple[Any, ...]) -> Any:
    for name in path:
        content = content[name]
    return content


def is_same_type(one: Any, other: Any) -> bool:
    numbers = int, float
    return type(one) is type(other) or (type(one) in numbers and type(other) in numbers)


def is_read(home: Path, before: bytes, content: Any, path: tuple[Any, ...]) -> bool:
    """Whether another number there is seen."""
    if type(right := at(content, path)) is not int:
        return False
    meant = standing(Progress.open(home))
    (home / "progress.json").write_bytes(sealed(before, replaced(content, path, right + 1)))
    try:
        return standing(Progress.open(home)) != meant
    finally:
        (home / "progress.json").write_bytes(before)


def judged(home: Path, learner: Learner, meant: dict[str, object] | None) -> Iterator[Failure]:
    """`meant`: what is to be seen; None where the wrong value is one that might be right."""
    progress = Progress.open(home)
    if meant is None:
        seen(progress, learner.acts)
        one_more(home, progress, account_of(learner.saved), learner.now)
        (home / "progress.json").unlink()
        progress = Progress.open(home)
    elif standing(progress) != meant:
        parts = [name for name, value in standing(progress).items() if value != meant[name]]
        yield Failure(SILENT, f"{parts} differ")
        return
    found = seen(progress, learner.acts)
    found.answers.pop("later", None)
    found.reviews = len(found.answers)
    if found != (account := account_of(learner.saved)):
        yield difference(found, account, learner.acts, LOST)
    elif meant is not None:
        again, failures = one_more(home, progress, found, learner.now)
        yield from failures
        yield from without_snapshot(home, again)


def snapshots(root: Path, seed: object, tally: Tally) -> None:
    learner, image = study(root, seed, 24)
    learner.leave()
    before = read_image(root)["progress.json"] or b""
    content = json.loads(before)
    meant = standing(Progress.open(root))
    if not any(is_read(root, before, content, path) for path in paths(content)):
        raise AssertionError("what is changed in a snapshot is not seen: it is sealed otherwise")
    for number, path in enumerate(paths(content)):
        if path[0] == "crc":
            continue
        right = at(content, path)
        for value in (*VALUES, ...):
            if tally.skips():
                continue
            write_image(root, image)
            (root / "progress.json").write_bytes(sealed(before, replaced(content, path, value)))
            might_be_right = is_same_type(value, right) or value is ... or path[0] == "meta"
            # what is said of a deck is a number or a text, and a reply is a text, texts or none
            might_be_right |= path[0] == "arrangement" and type(value) in (int, str)
            might_be_right |= path[-1] == "reply" and value in (None, [])
            found = guarded(judged(root, learner, None if might_be_right else meant))
            tally.add(found, f"seed {seed}, {'/'.join(map(str, path))} = {value!r:.40}")
        if number % 8 == 0 and not tally.skips():
            (root / "progress.json").write_bytes(sealed(before, replaced(content, path, None)))
            tally.add(guarded(by_commands(root)), f"seed {seed}, {path} = None, commands")
