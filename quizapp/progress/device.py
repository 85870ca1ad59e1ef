"""Who writes: every device has journal files of its own, so that no two ever write to one file."""

import os
import re
from pathlib import Path
from zlib import crc32

from quizapp.progress.disk import sync_folder, write_whole


def device(home: Path) -> str:
    """The 8 hex digits under which this computer writes into `home`, made up at the first call.

    They are kept in the journal's folder under a name that goes with this computer and this place,
    so a folder that is copied or synced gets another device wherever it is opened.

    Raises:
        OSError: they cannot be kept.
    """
    import platform  # 2 ms
    import uuid  # 2 ms

    place = f"{platform.node()} {home.resolve()}"
    node = uuid.getnode()
    if not node >> 40 & 1:  # without a network card it is another number each time
        place = f"{node} {place}"
    path = home / "journal" / f"{crc32(place.encode()):08x}.device"
    try:
        name = path.read_text("ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        name = ""
    if re.fullmatch("[0-9a-f]{8}", name):
        return name
    name = os.urandom(4).hex()
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        write_whole(file, name.encode() + b"\n")
        os.fsync(file)
    finally:
        os.close(file)
    sync_folder(path.parent)
    return name
