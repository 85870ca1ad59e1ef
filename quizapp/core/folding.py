"""Text as a search compares it: without case, accents, and the forms that typography gives it.

What is left out is what people leave out when they type: accents of Latin, Greek and Cyrillic,
Hebrew points, Arabic vowel signs; and the signs of Markdown that set words off. The vowel signs of
Indian and Thai script, and the marks that make another Japanese syllable, are letters and stay.
"""

import re
from unicodedata import normalize

_MARKS = (
    "\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"  # of any letter
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"  # Arabic
    "\u00ad\u200c\u200d\ufe00-\ufe0f"  # hyphens that may show, joiners, variants of a form
)
_ALIKE = {
    **dict.fromkeys("‘’‚‛ʼʹ′", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **{"*": "", "`": ""},
    **{"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"},
    "ة": "ه",
}
"""Signs that are typed as one, and letters that Unicode does not take apart."""
_CHANGED = re.compile(f"[{_MARKS}{''.join(_ALIKE)}]")
_SET_OFF = str.maketrans("", "", "*`")


def fold(text: str) -> str:
    """On one line. Folding twice gives the same as folding once."""
    if not text.isascii():
        text = normalize("NFKD", normalize("NFKD", text).casefold())
        text = normalize("NFC", _CHANGED.sub(lambda found: _ALIKE.get(found[0], ""), text))
        text = text.replace("եւ", "եվ")  # what և is, in the old spelling and in today's capitals
    elif "*" in text or "`" in text:
        text = text.translate(_SET_OFF)
    return " ".join(text.lower().split())
