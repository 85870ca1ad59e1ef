"""A small deck to start from, with one card of each type and all fields."""

import re
import unicodedata
from pathlib import Path

STARTER = Path(__file__).with_name("starter.yaml")


def starter(name: str, title: str = "") -> str:
    """The YAML of a deck for a file of this name, without its ending.

    Args:
        title: one line; without it, the name in words.
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    slug = "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-") or "my-deck"
    words = title or " ".join(re.findall(r"[^\W_]+", name)).capitalize() or "My deck"
    quoted = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return STARTER.read_text("utf-8").format(deck=slug, title=quoted)
