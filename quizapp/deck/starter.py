"""A small deck to start from, with one card of each type and all fields."""

import re
from pathlib import Path

from quizapp.core.text import slug
from quizapp.deck.modeline import MODELINE

STARTER = Path(__file__).with_name("starter.yaml")


def starter(name: str, title: str = "") -> str:
    """The YAML of a deck for a file of this name, without its ending.

    Args:
        title: one line; without it, the name in words.
    """
    words = title or " ".join(re.findall(r"[^\W_]+", name)).capitalize() or "My deck"
    quoted = '"' + words.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return MODELINE + STARTER.read_text("utf-8").format(deck=slug(name) or "my-deck", title=quoted)
