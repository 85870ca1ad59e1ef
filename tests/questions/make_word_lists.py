"""`python -m tests.questions.make_word_lists FOLDER`: makes the files in `quizapp/deck/words`.

FOLDER holds the lists of pyspellchecker (its `resources`: a count by word, misspellings taken out).
With the package wordfreq installed, the most frequent words of more languages are kept too. It
counts what people write, so a word without its accents is left out where it is mostly one with
them, written carelessly. What is kept of a word are 32 bits of its digest, sorted.
"""

import gzip
import json
import re
import sys
import unicodedata
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path

from quizapp.core.languages import language
from quizapp.deck.lexicon import LISTS, digest

CLEAN = ("de", "en", "es", "fr", "it", "nl", "pt", "ru")
COUNTED = {
    # how many times as frequent the word with its accents may be, as a power of ten
    "cs": 1.35, "da": 1.6, "el": 1.35, "fi": 1.6, "hu": 1.35, "nb": 1.6, "pl": 1.35, "ru": 1.35,
    "sv": 1.6, "tr": 1.35,
}  # fmt: skip
BARE = ("de", "es", "fr", "it", "nl", "pt")
"""Of these, only words that another one becomes without its accents are taken from the counts."""
RARE = 3.0
"""Occurrences in a million words, as a power of ten, plus three; what is rarer is left out."""

LONG = 7
"""Letters from which two words hardly ever differ in no more than an accent."""

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def main(folder: Path) -> None:
    found: dict[str, set[str]] = {}
    for code in CLEAN:
        counts = json.loads(gzip.decompress((folder / f"{code}.json.gz").read_bytes()))
        found[code] = {word.lower() for word in counts if _WORD.fullmatch(word)}
    for name, most in COUNTED.items():
        words = (word for word, _ in counted(name, most))
        found.setdefault(language(name).code, set()).update(words)
    for name in BARE:
        found[name].update(
            word for word, is_bare in counted(name, 0.5) if is_bare and len(word) < LONG
        )
    for code, words in sorted(found.items()):
        write(LISTS / f"{code}.words", words)
        print(f"{code}: {len(words):,} words, {4 * len(words):,} bytes")


def counted(name: str, most: float) -> Iterator[tuple[str, bool]]:
    """The frequent words, and whether each is one that another becomes without its accents."""
    from wordfreq import get_frequency_dict, zipf_frequency  # type: ignore[import-not-found]

    words = [word for word in get_frequency_dict(name) if _WORD.fullmatch(word)]
    frequent = {word: zipf for word in words if (zipf := zipf_frequency(word, name)) >= RARE}
    marked: dict[str, float] = {}
    for word, zipf in frequent.items():
        if (bare := without_marks(word)) != word:
            marked[bare] = max(zipf, marked.get(bare, 0.0))
    for word, zipf in frequent.items():
        rarer = marked[word] - zipf if word in marked else -10.0
        careless = rarer > (most if len(word) < LONG else 0.5) or (name == "el" and rarer > -9)
        if not careless:
            yield word, word in marked


def without_marks(word: str) -> str:
    plain = word.translate(str.maketrans("łøđıæ", "lodia"))
    return "".join(
        one for one in unicodedata.normalize("NFD", plain) if not unicodedata.combining(one)
    )


def write(path: Path, words: Iterable[str]) -> None:
    kept = array("I", sorted(set(map(digest, words))))
    if sys.byteorder == "big":
        kept.byteswap()
    path.write_bytes(kept.tobytes())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
