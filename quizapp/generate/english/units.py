"""A passage in the pieces that are parsed: the narrator's words, and each run of a speaker's."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.facts import TextSpan

_QUOTE = re.compile('["“”]')
_SINGLE = re.compile(r"(?<![\w,.;])['‘](?=[A-Z])([^'’\n]+(?:['’]\w[^'’\n]*)*[,.!?])['’](?!\w)")
"""An utterance in single marks: an apostrophe within it stands before a letter."""
_ASIDE = re.compile(r"\s*\([^()]{1,40}\)")
_STOPS = re.compile(r"[;:](?= )")
"""Where a sentence could as well end; the parser does better with two short ones."""
_DATELINE = re.compile(r"[A-Z][A-Z .,'-]{2,40}(?:\([^)]*\) ?)?[—–-]{1,2} (?=\w)")
"""`HALVEN — `, before the first sentence."""
_PRONOUN = re.compile(r"(?:I|We|He|She|It|They|There)\b")
"""With what even a short utterance before a comma begins, and hardly the title of a book."""
_DROPPED = frozenset('"“”')


@dataclass(frozen=True, slots=True)
class Unit:
    """A text to parse, with the offset of each of its characters in the article."""

    text: str
    offsets: tuple[int, ...]
    passage: int
    quoted: bool
    continues: bool = False
    """Whether it opens its passage with a quote that the one before left open."""
    speaker: str = ""
    """Who says all of the passage, in an interview."""
    ends: str = ""
    """The sign that ends it in the article: a comma or colon leads on to what comes next."""

    def span(self, start: int, end: int) -> TextSpan:
        """Where a piece of `text` stands in the article."""
        return TextSpan(self.offsets[start], self.offsets[end - 1] + 1)


def units(article: Article, asides: Sequence[TextSpan]) -> list[list[Unit]]:
    """The units of each passage, in the order of the text, without what stands in `asides`."""
    found: list[list[Unit]] = []
    is_open = False
    for passage in article.passages:
        if passage.is_question:
            found.append([])
            continue
        text = _doubled(article.text[passage.start : passage.end])
        runs, stays_open = _runs(text)
        found.append(list(_units(text, passage, runs, is_open, asides)))
        is_open = stays_open
    return found


def _doubled(text: str) -> str:
    """A text that quotes in single marks, with double ones; as long as it was."""
    if _QUOTE.search(text):
        return text
    return _SINGLE.sub(lambda match: f'"{match[1]}"', text)


def _runs(text: str) -> tuple[list[tuple[int, int]], bool]:
    """What is said in quotation marks and is an utterance of its own, marks included."""
    marks = [match.start() for match in _QUOTE.finditer(text)]
    spans = [(a, b + 1) for a, b in zip(marks[::2], marks[1::2], strict=False)]
    stays_open = len(marks) % 2 == 1
    if stays_open:
        spans.append((marks[-1], len(text)))
    runs: list[tuple[int, int]] = []
    for start, end in spans:
        if _is_utterance(text, start, end, bool(runs)):
            runs.append((start, end))
    return runs, stays_open


def _is_utterance(text: str, start: int, end: int, follows: bool) -> bool:
    said = text[start + 1 : end].strip('"“” ')
    words = said.split()
    short = len(words) > 1 and (
        said.endswith((".", "!", "?")) or (said.endswith(",") and _PRONOUN.match(said))
    )
    if len(words) < 4 and not short:
        return False
    before = text[:start].rstrip()
    begins = not before or before[-1] in ",:.!?"
    return begins and (said[0].isupper() or follows or before.endswith((",", ":")))


def _units(
    text: str,
    passage: NumberedPassage,
    runs: list[tuple[int, int]],
    is_open: bool,
    asides: Sequence[TextSpan],
) -> Iterator[Unit]:
    at = 0
    for number, (start, end) in enumerate([*runs, (len(text), len(text))]):
        if text[at:start].strip('"“” ,.;'):
            yield _unit(text, passage, at, start, asides, quoted=bool(passage.speaker))
        if start < end and not passage.speaker:  # whom an answer quotes, it may not say
            opens = number == 0 and not text[:start].strip() and is_open
            yield _unit(text, passage, start, end, asides, quoted=True, continues=opens)
        at = end


def _unit(
    text: str,
    passage: NumberedPassage,
    start: int,
    end: int,
    asides: Sequence[TextSpan],
    quoted: bool,
    continues: bool = False,
) -> Unit:
    aside = {at for match in _ASIDE.finditer(text) for at in range(*match.span())}
    if dateline := _DATELINE.match(text):
        aside |= set(range(dateline.end()))
    for span in asides:
        if passage.start <= span.start <= passage.end:
            aside |= set(range(span.start - passage.start, span.end - passage.start))
    kept = [at for at in range(start, end) if text[at] not in _DROPPED and at not in aside]
    while kept and text[kept[0]] in " ,;":
        kept.pop(0)
    ends = "".join(text[at] for at in kept).rstrip()[-1:]
    while kept and text[kept[-1]] in " ,;:":
        kept.pop()
    said = "".join(text[at] for at in kept)
    return Unit(
        _STOPS.sub(".", said.replace("’", "'")),
        tuple(passage.start + at for at in kept),
        passage.number,
        quoted,
        continues,
        passage.speaker,
        ends,
    )
