"""A home as version 1 wrote it, opened by this one, which is killed or loses its power midway.

`version_before.json` holds such a home: one file for a device, a snapshot of format 3, a backup of
everything for each day, and the acts of the learner.
"""

import base64
import json
import platform
import uuid
from collections.abc import Iterator
from copy import deepcopy
from datetime import datetime
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from zlib import crc32

from tests.faults.cuts import images
from tests.faults.disk import Calls, Disk, Image, write_image
from tests.faults.judge import LOST, Failure, Tally, guarded, judge
from tests.faults.learner import Act, Learner
from tests.faults.restores import TOKEN, unpacked


@cache
def _before() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(Path(__file__).with_name("version_before.json").read_text())
    return found


def before(home: Path) -> Image:
    """The home as it would lie at this place."""
    image: Image = {"backups": None, "journal": None}
    for path, text in _before()["files"].items():
        name = f"journal/{_device_file(home)}" if path.endswith(".device") else path
        image[name] = base64.b64decode(text) if path.endswith(".zip") else text.encode()
    return image


def _device_file(home: Path) -> str:
    """The name under which version 1 kept who it was on this computer."""
    place, node = f"{platform.node()} {home.resolve()}", uuid.getnode()
    return f"{crc32((place if node >> 40 & 1 else f'{node} {place}').encode()):08x}.device"


def acts() -> list[Act]:
    found = [Act(**one) for one in deepcopy(_before()["acts"])]
    for act in found:
        act.of = found[act.of] if isinstance(act.of, int) else None
    return found


def in_backups(image: Image) -> set[bytes]:
    """Which answers there are in backups, of whatever kind."""
    copies = (content for path, content in image.items() if path.startswith("backups/"))
    return {one for content in copies if content for one in TOKEN.findall(unpacked(content))}


def kept(image: Image, first: Image) -> Iterator[Failure]:
    if gone := in_backups(first) - in_backups(image):
        yield Failure(LOST, f"answers {sorted(gone)} are in no backup any more")


def migrations(root: Path, seed: object, tally: Tally, deaf: str = "") -> None:
    """The learner studies on, in two windows on two days, and the power goes at each call."""
    random = Random(str(seed))
    first, past = before(root), acts()
    write_image(root, first)
    calls = Calls(root, Disk.of(first).names)
    calls.deaf = {deaf}
    learner = Learner(root, seed, datetime.fromisoformat(_before()["now"]), name="on-")
    renamed = {act.card for act in past if act.kind == "rename"}
    learner.cards = [card for card in learner.cards if card not in renamed]
    learner.said = calls.say
    with calls:
        learner.study(random.randint(0, 2))
        learner.leave(days=random.choice((0, 1, 31, 400)))
        learner.study(random.randint(1, 3))
        learner.leave()
    for case, image, known in images(Disk.of(first), calls.log, learner.acts, seed, tuple(past)):
        if tally.skips():
            continue
        write_image(root, image)
        found = guarded(kept(image, first)) + judge(root, known, learner.now)
        tally.add(found, f"migration {seed}, {case}")
