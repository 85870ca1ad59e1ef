"""Why a passage gave the cards that it gave: what was understood, and what stood against more."""

from collections.abc import Iterator

from quizapp.core.errors import GenerateError
from quizapp.core.text import cut
from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.choose import ChosenDrafts
from quizapp.generate.facts import Fact, Found, TextSpan

LONGEST = 90
"""Characters of a quoted piece of text."""


def explain(article: Article, found: Found, chosen: ChosenDrafts, number: int) -> Iterator[str]:
    """The lines that tell of a passage: its text, facts, refusals, cards, rejected cards.

    Raises:
        GenerateError: the article has no passage with this number.
    """
    passage = next((one for one in article.passages if one.number == number), None)
    if passage is None:
        numbers = f"{article.passages[0].number} to {article.passages[-1].number}"
        raise GenerateError(f"there is no passage {number}; the article has passages {numbers}")
    yield f"[{number}] {article.text[passage.start : passage.end]}"
    yield from _listed(
        "Facts", (_told(fact) for fact in found.facts if _is_in(fact.proof, passage))
    )
    yield from _listed(
        "Not taken",
        (
            f"{one.rule}: {cut(article.text[one.span.start : one.span.end], LONGEST)}"
            for one in found.refused
            if _is_in(one.span, passage)
        ),
    )
    yield from _listed(
        "Cards",
        (
            f"{one.template} {one.weight:.2f}: {one.question}"
            for one in chosen.drafts
            if _is_in(one.fact.proof, passage)
        ),
    )
    yield from _listed(
        "Rejected cards",
        (
            f"{one.gate}: {one.reason}: {cut(one.draft.question, LONGEST)}"
            for one in chosen.rejected
            if _is_in(one.draft.fact.proof, passage)
        ),
    )


def _is_in(span: TextSpan, passage: NumberedPassage) -> bool:
    return span.touches(TextSpan(passage.start, passage.end))


def _told(fact: Fact) -> str:
    by = f", {fact.modality} to {fact.speaker.name}" if fact.speaker else ""
    when = f", {fact.time.iso or fact.time.text}" if fact.time else ""
    return f"{fact.kind} ({fact.rule}{by}{when}): {cut(fact.text, LONGEST)}"


def _listed(title: str, lines: Iterator[str]) -> Iterator[str]:
    told = list(dict.fromkeys(lines))
    yield f"{title}: none" if not told else f"{title}:"
    yield from (f"  {line}" for line in told)
