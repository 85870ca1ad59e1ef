"""Where an article contradicts itself: nothing is taught from such a place."""

import re
from collections.abc import Iterator, Sequence

from quizapp.generate.article import Article
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, TextSpan

_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")


def contradicted(facts: Sequence[Fact], article: Article) -> Iterator[TextSpan]:
    """Proofs of a founding year later than something that the founded body took part in.

    A sentence that names the body and an earlier year is enough: better a good card less than a
    wrong year taught.
    """
    long = {
        fact.slots["name"].text: fact.slots["what"].text
        for fact in facts
        if fact.kind == "known_as"
    }
    for fact in facts:
        if fact.kind != "founded" or fact.time is None:
            continue
        what = fact.slots["what"].text
        names = [re.escape(name) for name in (what, long.get(what)) if name]
        named = re.compile(rf"\b(?:{'|'.join(names)})\b")
        others = [one for one in facts if not one.proof.touches(fact.proof)]
        told = any(named.search(one.text) and _is_earlier(one, fact.time.iso) for one in others)
        if told or any(
            named.search(sentence) and any(year < fact.time.iso for year in _YEAR.findall(sentence))
            for sentence in _sentences(article, fact.proof)
        ):
            yield fact.proof


def _sentences(article: Article, less: TextSpan) -> Iterator[str]:
    """The sentences of the article but for the one that holds `less`."""
    for passage in article.passages:
        start = passage.start
        for end in [m.end() for m in _END.finditer(article.text, passage.start, passage.end)]:
            if not TextSpan(start, end).touches(less):
                yield article.text[start:end]
            start = end
        if start < passage.end and not TextSpan(start, passage.end).touches(less):
            yield article.text[start : passage.end]


def _is_earlier(fact: Fact, year: str) -> bool:
    """Whether a fact names a year before `year`, or another founding year."""
    time = fact.time.text if fact.time else ""
    years = _YEAR.findall(f"{fact.text} {time}")
    return any(one < year or (fact.kind == "founded" and one != year) for one in years)


def uses(draft: Draft, article: Article, span: TextSpan) -> bool:
    """Whether a card says the year that stands in a doubtful place."""
    year = re.search(r"(?:1[5-9]|20)\d\d", article.text[span.start : span.end])
    return year is not None and year[0] in f"{draft.question} {' '.join(draft.answers)}"
