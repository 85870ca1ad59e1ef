"""`facts.yaml`: what was understood, what was rejected and why, and which cards were written."""

from typing import Any

from quizapp.core.text import cut
from quizapp.deck.editing import dump
from quizapp.generate.article import Article
from quizapp.generate.choose import ChosenDrafts
from quizapp.generate.facts import Fact, Found

_HEAD = """\
# What quizapp made out in article.md, and why some cards were not written.
# Each run of `quizapp generate` makes this file anew; to change cards, edit the decks.
# `written` is how the next run knows the cards that you approved, changed or deleted: keep it.
"""


def record(
    article: Article, found: Found, chosen: ChosenDrafts, written: dict[str, dict[str, str]]
) -> str:
    content: dict[str, Any] = {"facts_of": "article.md"}
    if article.published:
        content["published"] = article.published.isoformat()
    if article.updated:
        content["updated"] = article.updated.isoformat()
    content["facts"] = [_fact(fact, article) for fact in found.facts]
    content["rejected"] = [
        {
            "gate": one.gate,
            "reason": cut(one.reason, 160),
            "card": one.draft.question,
            "passage": str(one.draft.fact.passage),
        }
        for one in chosen.rejected
    ]
    content["written"] = written
    return _HEAD + dump({key: value for key, value in content.items() if value})


def _fact(fact: Fact, article: Article) -> dict[str, Any]:
    out: dict[str, Any] = {"kind": fact.kind, "says": fact.text, "modality": fact.modality}
    if fact.speaker:
        out["speaker"] = fact.speaker.name
    if not fact.polarity:
        out["polarity"] = "negative"
    if fact.clause:
        out |= {name: mention.text for name, mention in fact.slots.items()}
    if fact.kind == "membership":
        out["list"] = "closed" if fact.closed else "open"
    if fact.time:
        out["time"] = fact.time.text + (
            f" ({fact.time.iso})" if fact.time.iso else " (not certain)"
        )
    out |= {
        "passage": str(fact.passage),
        "proof": article.text[fact.proof.start : fact.proof.end],
        "characters": f"{fact.proof.start}-{fact.proof.end}",
        "rule": fact.rule,
    }
    return out
