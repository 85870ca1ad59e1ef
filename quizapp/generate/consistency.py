"""Where an article contradicts itself: nothing is taught from such a place."""

import re
from collections.abc import Iterator, Sequence

from quizapp.generate.article import Article
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Span


def contradicted(facts: Sequence[Fact]) -> Iterator[Span]:
    """Proofs of a founding year later than something that the founded body took part in."""
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
        if any(named.search(other.text) and _is_earlier(other, fact.time.iso) for other in others):
            yield fact.proof


def _is_earlier(fact: Fact, year: str) -> bool:
    """Whether a fact names a year before `year`, or another founding year."""
    time = fact.time.text if fact.time else ""
    years = re.findall(r"\b(?:1[5-9]|20)\d\d\b", f"{fact.text} {time}")
    return any(one < year or (fact.kind == "founded" and one != year) for one in years)


def uses(draft: Draft, article: Article, span: Span) -> bool:
    """Whether a card says the year that stands in a doubtful place."""
    year = re.search(r"(?:1[5-9]|20)\d\d", article.text[span.start : span.end])
    return year is not None and year[0] in f"{draft.question} {' '.join(draft.answers)}"
