"""A draft as an entry of a deck: its id, who claims it, its evidence, its explanation; and what a
fact and a card are known by from one run to the next."""

import json
import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Any

from quizapp.deck.lint import problems
from quizapp.deck.source_text import SourceText
from quizapp.deck.topic_lint import told_by_topic
from quizapp.generate import wording
from quizapp.generate.article import Article
from quizapp.generate.dates import in_words
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, TextSpan, joined
from quizapp.questions.union import QUESTION_TYPES

UNNAMED = "accusers whom the article does not name"
_EXPLAINED = ("choice", "typed", "numeric", "cloze", "true_false")
_IDLE = frozenset("the a an of to in and its".split())
_LONGEST_ID = 60
_LONGEST_QUOTE = 320
_END = re.compile(r"[.!?][\"”’)]*\s+(?=[A-Z\"“])")


def entries(
    drafts: Sequence[Draft], article: Article, approved: bool
) -> Iterator[tuple[Draft, dict[str, Any]]]:
    """Each draft with the fields of its card; ids are unique and the same at every run."""
    taken: set[str] = set()
    for draft in drafts:
        name = card_name(draft)
        number = 2
        while (
            unique := name if number == 2 and name not in taken else f"{name}-{number}"
        ) in taken:
            number += 1
        taken.add(unique)
        yield draft, entry(draft, unique, article, approved)


def identity(fact: Fact) -> str:
    """What a fact is known by from one run to the next: its kind, its parts and its speaker, as ten
    hexadecimal digits.

    Capitals, signs, idle words, and the order of the words within a part do not count. A time
    counts as the article has it, since the day that it means may become known later.
    """
    clause = fact.clause
    parts: list[str] = [fact.kind, fact.modality, "" if fact.polarity else "not"]
    parts.append(fact.time.text if fact.time else "")
    parts.append(_content(fact.speaker.name) if fact.speaker else "")
    if clause is not None:
        told = (clause.lead, clause.subject.text, clause.lemma or clause.verb, clause.rest)
        parts += map(_content, told)
    parts += [f"{name} {_content(one.text)}" for name, one in sorted(fact.slots.items())]
    parts += sorted(_content(one.text) for one in fact.members)
    return sha256("|".join(parts).encode()).hexdigest()[:10]


def _content(text: str) -> str:
    words = re.findall(r"[^\W_]+", re.sub(r"['’](?:s\b)?", "", text.casefold()))
    return " ".join(sorted({word for word in words if word not in _IDLE}))


def digest(card: dict[str, Any]) -> str:
    """What tells whether somebody changed a card; spacing and line breaks do not count."""
    told = json.dumps(_texts(card), sort_keys=True, ensure_ascii=False)
    return sha256(told.encode()).hexdigest()[:12]


def faults(card: dict[str, Any], article: Article) -> list[str]:
    """What `quizapp check` would say of a card, warnings included."""
    from pydantic import ValidationError

    try:
        question = QUESTION_TYPES[card["type"]].model_validate(_texts(card))
    except ValidationError as invalid:
        return [f"{error['loc'][0]}: {error['msg']}" for error in invalid.errors()]
    text = _source(article.text)
    told = [problem.message for _, problem in told_by_topic([question], "")]
    return told + [problem.message for problem in problems(question, text)]


@lru_cache(maxsize=1)
def _source(text: str) -> SourceText:
    """An article as cards quote it; taking a long one apart for every draft took most of a run."""
    return SourceText("article.md", text.encode())


def _texts(value: Any) -> Any:
    """As the strict reader gives it: every scalar a text, white space folded."""
    match value:
        case dict():
            return {str(key): _texts(item) for key, item in value.items()}
        case list() | tuple():
            return [_texts(item) for item in value]
    return " ".join(str(value).split())


def card_name(draft: Draft) -> str:
    """The id of a draft, until another card has it."""
    told = draft.key or " ".join(draft.answers) or draft.question
    words = re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", told).lower())
    kept = [word for word in words if word not in _IDLE]
    slug = "-".join([draft.template, *kept[:5]])
    return slug[:_LONGEST_ID].strip("-")


def entry(draft: Draft, name: str, article: Article, approved: bool) -> dict[str, Any]:
    """The fields of a draft's card under the id `name`."""
    fact = draft.fact
    card: dict[str, Any] = {"id": name, "type": draft.type, **draft.fields}
    if draft.about is not None:
        card["about"] = draft.about
    if explain := _explain(draft):
        card["explain"] = explain
    proofs = [_evidence(one, article) for one in _first_of_each_proof(draft.facts)]
    card["evidence"] = proofs[0] if len(proofs) == 1 else proofs
    if fact.modality == "accusation":
        card |= {"claim": "attributed", "by": _accuser(fact)}
    elif fact.speaker is not None and draft.template not in _ABOUT_SPEAKERS:
        card |= {"claim": "attributed", "by": wording.by(fact.speaker)}
    if article.published and draft.template not in _TIMELESS:
        dated = fact.said is not None and fact.said.precision == "day"
        card["as_of"] = fact.said.iso if fact.said and dated else f"{article.published}"
    card["tags"] = [fact.kind.replace("_", "-")]
    if not approved:
        card["status"] = "draft"
    return card


def _accuser(fact: Fact) -> str:
    """Who makes an accusation, where the article says it: a speaker, or the subject of the verb."""
    clause = fact.clause
    if fact.speaker is not None:
        return wording.by(fact.speaker)
    if clause is not None and clause.form == "does" and clause.lemma in ("accuse", "blame"):
        return clause.subject.text
    return UNNAMED


_ABOUT_SPEAKERS = ("who-said", "match-statements", "points", "venue")
_TIMELESS = ("stands-for", "founded")


def _first_of_each_proof(facts: Sequence[Fact]) -> list[Fact]:
    return list({fact.proof: fact for fact in reversed(facts)}.values())[::-1]


def _evidence(fact: Fact, article: Article) -> dict[str, str]:
    start, end = _sentence(fact.proof, article)
    quote = " ".join(article.text[start:end].split())
    return {"quote": quote, "passage": str(fact.passage)}


def _sentence(proof: TextSpan, article: Article) -> tuple[int, int]:
    """The sentences around a proof, or the proof itself where they are long."""
    passage = next(one for one in article.passages if one.start <= proof.start <= one.end)
    breaks = _END.finditer(article.text, passage.start, passage.end)
    ends = [passage.start, *(match.end() for match in breaks)]
    start = max(at for at in ends if at <= proof.start)
    end = min((at for at in ends if at >= proof.end), default=passage.end)
    whole = article.text[start:end].strip()
    return (start, end) if len(whole) <= _LONGEST_QUOTE else (proof.start, proof.end)


def _explain(draft: Draft) -> str:
    """The whole fact, for cards that do not show it as their answer."""
    if draft.explain or draft.type not in _EXPLAINED:
        return draft.explain
    fact = draft.fact
    if fact.clause is None:
        return ""
    when = ""
    if fact.time is not None and fact.time.iso and fact.speaker is None:
        when = f"{'on' if fact.time.precision == 'day' else 'in'} {in_words(fact.time.iso)}"
    cause = fact.slots["cause"].text if "cause" in fact.slots else ""
    text = joined(fact.clause.text, when, cause)
    return wording.sentence(wording.begin_statement(wording.opening(fact), text))
