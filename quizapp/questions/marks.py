"""Marks on letters: which may be left out, which are points that nobody writes, which count."""

import re
import unicodedata

from quizapp.core.languages import Language

_DIGRAPHS = {
    "ö": "oe", "ä": "ae", "ü": "ue", "å": "aa", "ø": "oe", "œ": "oe", "æ": "ae", "þ": "th",
}  # fmt: skip
_STANDS_FOR = {**_DIGRAPHS, "ß": "ss"}
_STANDS_FOR_ONE = {
    "ø": "o", "œ": "oe", "æ": "ae", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ħ": "h", "ŋ": "n",
    "ß": "ss", "þ": "th", "ё": "е", "أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا",
}  # fmt: skip
_MAY_BE_LEFT_OUT = re.compile("[\u0300-\u036f]")
_KEPT = str.maketrans({"й": "\ue000", "ї": "\ue001", "ў": "\ue002", "ѓ": "\ue003", "ќ": "\ue004"})
"""Letters of Cyrillic that only look like another with a mark."""


def without_stress(text: str) -> str:
    """Russian as it is mostly printed: `е` for `ё`, and no stress."""
    return text.replace("ё", "е").replace("\u0301", "")


def spelled_out(text: str) -> str:
    """With the stand-ins of two letters, which hardly ever make another word."""
    return "".join(_DIGRAPHS.get(char, char) for char in text)


def bare(text: str) -> str:
    """Without accents and stand-ins: one letter for one, where that can be."""
    swapped = "".join(_STANDS_FOR_ONE.get(char, char) for char in text.translate(_KEPT))
    return _MAY_BE_LEFT_OUT.sub("", unicodedata.normalize("NFD", swapped))


def skeletons(text: str) -> set[str]:
    """Texts that have one of these in common differ in no more than what may be left out.

    Only marks of Latin, Greek and Cyrillic letters are among `U+0300` to `U+036F`; `ё` is written
    `е` and a stress is left out, but no other mark of a Cyrillic letter.
    """
    spelled = "".join(_STANDS_FOR.get(char, char) for char in text)
    return {bare(text), bare(spelled)}


def marks_count(spoken: Language, expected: str) -> bool:
    """Whether marks on Latin letters are tones."""
    decomposed = unicodedata.normalize("NFD", expected)
    is_latin = any("a" <= char <= "z" for char in decomposed)
    vietnamese = spoken.code in ("", "vi") and re.search("[\u0309\u031b\u0323]", decomposed)
    return is_latin and bool(spoken.marks_count or vietnamese)


_POINTS = re.compile("[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u0652\u0670]")


def pointed(typed: str, expected: str) -> bool | None:
    """Whether points that may be left out are right where they are; None when it is not that."""
    if not (_POINTS.search(typed) or _POINTS.search(expected)):
        return None
    ours, theirs = _by_letter(typed), _by_letter(expected)
    if [letter for letter, _ in ours] != [letter for letter, _ in theirs]:
        return None
    unpointed = not any(points for _, points in theirs)
    return unpointed or all(
        given <= wanted for (_, given), (_, wanted) in zip(ours, theirs, strict=True)
    )


def _by_letter(text: str) -> list[tuple[str, frozenset[str]]]:
    found: list[tuple[str, frozenset[str]]] = []
    for char in text:
        if _POINTS.match(char) and found:
            letter, points = found[-1]
            found[-1] = letter, points | {char}
        else:
            found.append((char, frozenset()))
    return found


def is_sign(char: str) -> bool:
    """Whether it is a syllable, a word or a mark of its own, in which no slip is small."""
    category = unicodedata.category(char)
    return category in ("Lo", "Mc", "Mn", "Me") and not re.match("[\u0590-\u06ff]", char)
