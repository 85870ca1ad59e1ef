"""Under which name this computer writes into a learner's folder: 8 hex digits, made up.

They are kept in the journal's folder in a file whose name goes with this computer and this place,
so a folder that is copied or synced gets another device wherever it is opened.
"""

import contextlib
import os
import re
from collections.abc import Container
from pathlib import Path
from zlib import crc32

from quizapp.core.disk import replace_whole
from quizapp.core.outside import read_file

LARGEST = 1 << 20
"""Bytes."""


def read_id(home: Path) -> str:
    """The name that was made up for this computer and place; empty when none was.

    Raises:
        OSError: it cannot be told.
    """
    try:
        name = read_file(_path(home), LARGEST).decode("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""
    return name if re.fullmatch("[0-9a-f]{8}", name) else ""


def new_id(home: Path, taken: Container[str]) -> str:
    """Make up another name, which is none of those `taken`, and keep it.

    Raises:
        OSError: it cannot be kept.
    """
    while (name := os.urandom(4).hex()) in taken:
        pass
    path = _path(home)
    if former := own_ids(home):
        replace_whole(path.with_suffix(".former"), "".join(f"{one}\n" for one in former).encode())
    replace_whole(path, name.encode() + b"\n")
    return name


def own_ids(home: Path) -> list[str]:
    """All names that this computer has had in this place.

    Raises:
        OSError: they cannot be told.
    """
    path = _path(home).with_suffix(".former")
    former: list[str] = []
    with contextlib.suppress(FileNotFoundError):
        former = read_file(path, LARGEST).decode("ascii", "replace").split()
    return list(dict.fromkeys([*former, *filter(None, [read_id(home)])]))


def _path(home: Path) -> Path:
    import platform  # 2 ms
    import uuid  # 2 ms

    place = f"{platform.node()} {home.resolve()}"
    node = uuid.getnode()
    if not node >> 40 & 1:  # without a network card it is another number each time
        place = f"{node} {place}"
    return home / "journal" / f"{crc32(place.encode()):08x}.device"
