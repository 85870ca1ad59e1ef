"""Text with a tone, for front ends that have more than letters."""

from enum import Enum, auto
from typing import NamedTuple


class Tone(Enum):
    PLAIN = auto()
    STRONG = auto()
    FAINT = auto()
    ACCENT = auto()
    GOOD = auto()
    WARNING = auto()
    ALERT = auto()
    """A warning that stands out."""
    BAD = auto()


class Styled(NamedTuple):
    text: str
    tone: Tone = Tone.PLAIN


Line = tuple[Styled, ...]
"""Pieces of one text, in their order."""


def plain(line: Line) -> str:
    return "".join(piece.text for piece in line)
