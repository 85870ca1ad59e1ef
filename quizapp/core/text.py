"""Foreign text made fit to be shown, and the name that a mistaken one was meant to be.

`clean` is the one door for foreign text: what comes out of it can reach a terminal harmlessly.
"""

import re
from functools import lru_cache

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# C0 except newline and tab, DEL, C1; bidi marks, overrides and isolates; zero-width characters
# except the two joiners, which Persian and emoji need; line and paragraph separators; the tag
# block and the interlinear marks, which draw nothing; surrogates.
_HARMFUL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def clean(text: str) -> str:
    """Return `text` with every character that could steer a terminal replaced by U+FFFD."""
    if text.isprintable() and text.isascii():
        return text
    return _HARMFUL.sub(REPLACEMENT, text.replace("\r\n", "\n"))


def cut(text: str, longest: int = 60) -> str:
    """`text` on one line, and short enough to stand in a message."""
    flat = " ".join(text[: 4 * longest].split())
    whole = len(text) <= 4 * longest and len(flat) <= longest
    return flat if whole else flat[: longest - 1].rstrip() + "…"


@lru_cache(maxsize=256)
def nearest(value: str, known: tuple[str, ...]) -> str | None:
    """The one of `known` that is most like `value`; None when none is much like it."""
    from difflib import get_close_matches  # 6 ms, and for a mistaken name only

    return next(iter(get_close_matches(value[:80].lower(), known, 1, 0.6)), None)


def cells(text: str) -> int:
    """The columns that a text takes in a terminal."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width  # not at start

    wide = sum(east_asian_width(sign) in "WF" for sign in text)
    return len(text) + wide - sum(category(sign) in ("Mn", "Me", "Cf") for sign in text)


def slug(name: str) -> str:
    """A name in small ASCII letters and digits with hyphens, 80 at the most; may be empty."""
    from unicodedata import normalize  # not at start

    plain = normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:80].strip("-")
