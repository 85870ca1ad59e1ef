"""Whether a typed answer is the expected one, whatever its case, spacing, accents or a slip."""

import re
import unicodedata
from collections.abc import Iterable

from quizapp.numbers import NUMBER_WORDS

_THOUSANDS = re.compile(r"(?<=\d)[,.' \u2009\u202f](?=\d{3}(?!\d))")
_SIGNS = re.compile(r"[€$£]")


def plain(text: str, case_sensitive: bool = False) -> str:
    """`text` less what does not count: accents, punctuation, spacing, case, a leading article.

    Numbers are the same in words (up to twenty) and in figures, with and without separators
    between thousands, and `%` is `per cent`.
    """
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    bare = bare if case_sensitive else bare.casefold()
    bare = _THOUSANDS.sub("", bare)
    bare = re.sub(r"\bper cent\b|(?<=\d)\s*%", " percent", bare)
    words = re.sub(r"[^\w+%€$£#°]+", " ", bare).split()
    # an answer of nothing but signs, such as "?!" or a lone accent, is not to vanish
    words = words or bare.split() or text.split()
    if len(words) > 1 and words[0].lower() in ("the", "a", "an"):
        words = words[1:]
    return " ".join(str(NUMBER_WORDS.get(word.lower(), word)) for word in words)


def slips_allowed(expected: str) -> int:
    """Letters that may be wrong: none in a short word or where a figure counts, at most two."""
    if len(expected) < 5 or any(char.isdigit() for char in expected):
        return 0
    return 1 if len(expected) < 10 else 2


def matches(typed: str, accepted: Iterable[str], case_sensitive: bool) -> str | None:
    """The accepted text that `typed` is meant to be, or None.

    An exact match (after `plain`) wins; else the first within `slips_allowed` by the
    Damerau-Levenshtein distance with restricted transpositions. A sum may be given without its
    sign, but not with another one.
    """
    given = plain(typed, case_sensitive)
    if not given:
        return None
    candidates = [(text, plain(text, case_sensitive)) for text in accepted]
    for text, expected in candidates:
        if given == expected or (not _SIGNS.search(given) and given == _SIGNS.sub("", expected)):
            return text
    from rapidfuzz.distance import OSA  # 20 ms, and needed for a wrong answer only

    for text, expected in candidates:
        if OSA.distance(given, expected) <= slips_allowed(expected):
            return text
    return None
