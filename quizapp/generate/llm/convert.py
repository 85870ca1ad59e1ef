"""From what a model told to facts with their places in the article."""

import re
from collections.abc import Iterable

from quizapp.generate.article import Article
from quizapp.generate.dates import resolve
from quizapp.generate.facts import (
    Clause,
    Fact,
    Found,
    Gap,
    Mention,
    Modality,
    Noun,
    Precision,
    Span,
    Speaker,
    Time,
    joined,
)
from quizapp.generate.llm.grounding import locate
from quizapp.generate.llm.told import Told
from quizapp.generate.states import state_of, states

_SLOTS = {
    "role": ("person", "role"),
    "membership": ("group",),
    "founded": ("what", "name"),
    "definition": ("what", "name"),
    "known_as": ("what", "name"),
}
_HELPERS = frozenset(
    "is are was were has have had will would can could may might must should do does did".split()
)
_ARTICLE = re.compile(r"^(?:The|An?|Its|Their|His|Her) ")
_PLURAL = frozenset({"are", "were", "have", "do"})


def convert(facts: Iterable[Told], article: Article) -> tuple[Found, list[str]]:
    """The facts that can be used, and a line for each that cannot; all are grounded already."""
    facts = list(facts)
    roles = {told.person: told.role for told in facts if told.kind == "role"}
    people = {**roles, **{t.speaker: roles.get(t.speaker, "") for t in facts if t.speaker}}
    made: list[Fact] = []
    dropped: list[str] = []
    for told in facts:
        fact = _fact(told, article, people)
        if isinstance(fact, Fact):
            made.append(fact)
        else:
            dropped.append(f"{told.kind}: {fact}: {told.quote}")
    made.sort(key=lambda fact: (fact.proof, fact.kind))
    named = (told.group or told.what for told in facts if told.kind in _SLOTS)
    bodies = tuple(dict.fromkeys(name for name in named if name))
    there = [name for name in states() if name in article.text]
    there.sort(key=article.text.find)
    speakers = tuple(Speaker(name, role) for name, role in people.items() if name)
    return Found(tuple(made), speakers, bodies, (), tuple(there)), dropped


def _fact(told: Told, article: Article, people: dict[str, str]) -> Fact | str:
    """The fact, or why there is none."""
    where = locate(told.quote, article)
    if where is None:
        return "the quote is not in the article"
    span, passage = where
    names = _SLOTS.get(told.kind, ())
    slots = {name: _mention(getattr(told, name), span, people) for name in names}
    if not all(mention.text for mention in slots.values()):
        return f"{' and '.join(names)} are needed"
    if told.kind == "membership" and len(told.members) < 2:
        return "fewer than two members"
    for name in ("cause", "condition"):
        if text := getattr(told, name):
            slots[name] = _mention(text, span, people)
    needed = {"cause": "cause", "conditional": "condition"}.get(told.kind)
    if needed and needed not in slots:
        return f"`{needed}` is needed"
    clause = None
    if not names:
        clause = _clause(told, span, people)
        if clause is None:
            return "subject, verb, auxiliary and base are needed"
    return Fact(
        kind=told.kind,
        rule="llm",
        passage=passage,
        proof=span,
        slots=slots,
        members=tuple(_mention(member, span, people) for member in told.members),
        closed=told.closed,
        clause=clause,
        speaker=Speaker(told.speaker, people.get(told.speaker, "")) if told.speaker else None,
        modality=_modality(told),
        polarity=not told.negated,
        time=_time(told.time, article),
    )


def _modality(told: Told) -> Modality:
    if told.kind == "accusation":
        return "accusation"
    return "attributed" if told.speaker else "asserted"


def _clause(told: Told, span: Span, people: dict[str, str]) -> Clause | None:
    first, _, others = told.verb.partition(" ")
    helped = first in _HELPERS
    auxiliary = told.auxiliary or first * helped
    base = told.base or others * helped
    copula = first in ("is", "are", "was", "were")
    if not told.subject or not told.verb or not auxiliary or not (base or copula):
        return None
    thing = told.object.removeprefix("of ")
    charge = told.kind == "accusation"
    answer = _mention(thing, span, people)
    return Clause(
        subject=_mention(_ARTICLE.sub(lambda m: m[0].lower(), told.subject), span, people),
        plural=auxiliary in _PLURAL,
        auxiliary=auxiliary,
        verb=told.verb,
        bare=base,
        rest=joined("of" if charge and thing else "", thing, told.rest),
        negated=told.negated,
        gaps=(Gap("of" if charge else "object", answer, "", told.rest),) if thing else (),
        lemma=(base or first).split()[-1],
    )


def _mention(text: str, span: Span, people: dict[str, str]) -> Mention:
    text = " ".join(text.split()).strip(" ,.;")
    return Mention(text, span, _noun(text, people))


def _noun(text: str, people: dict[str, str]) -> Noun:
    if text in people:
        return "person"
    if text in states():
        return "state"
    return "place" if state_of(text) else "thing"


def _time(text: str, article: Article) -> Time | None:
    if not text:
        return None
    iso = resolve(text, article.days)
    precisions: dict[int, Precision] = {0: "none", 4: "year", 7: "month", 10: "day"}
    return Time(text, iso, precisions[len(iso)])
