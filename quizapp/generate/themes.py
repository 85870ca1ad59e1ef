"""Which deck a card belongs to: decks are named after what the article has, whatever its field."""

import re
from collections.abc import Collection, Sequence

from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact

TITLES = {
    "membership": "Members and names",
    "key-figures": "Who is who",
    "claims": "Who says what",
    "reasons": "Reasons and consequences",
    "decisions": "What was decided",
    "method": "How it was studied",
    "findings": "Findings",
    "figures": "How many and how much",
    "events": "What happened",
    "timeline": "What happened when",
}
"""By theme, which is also the name of the deck's file."""
_NEIGHBOURS = {
    "membership": "key-figures",
    "key-figures": "claims",
    "claims": "reasons",
    "reasons": "claims",
    "method": "findings",
    "findings": "method",
}
"""What a theme with few cards joins; all others, and where there is no neighbour, what happened."""
FEWEST = 3
"""Cards that are worth a deck of their own."""

_OF_TEMPLATE = {
    "how-many": "figures",
    "compared": "figures",
    "vote": "decisions",
    "who-said": "claims",
    "match-statements": "claims",
    "stance": "claims",
    "argument": "reasons",
    "result": "reasons",
    "what-for": "reasons",
    "until": "reasons",
}
_OF_KIND = {
    "membership": "membership",
    "status": "membership",
    "known_as": "membership",
    "definition": "membership",
    "role": "key-figures",
    "cause": "reasons",
    "consequence": "reasons",
    "conditional": "reasons",
    "failure": "reasons",
    "not_a_reason": "reasons",
    "decision": "decisions",
    "requirement": "decisions",
    "comparison": "figures",
    "sequence": "timeline",
    "founded": "timeline",
    "accusation": "claims",
    "denial": "claims",
    "dispute": "claims",
    "claim": "claims",
    "reply": "claims",
    "open_question": "claims",
}
"""Kinds that tell by themselves; of others it counts who says it, and whether it has a time."""
_FINDING = frozenset(
    "find show suggest measure observe detect conclude discover demonstrate".split()
)
"""What studies do."""
_STUDY = re.compile(
    r"\b(?:stud(?:y|ies)|surveys?|papers?|research\w*|(?<!political )scientists?|\w+ologists?"
    r"|astronomers?|physicists?|chemists?)\b",
    re.IGNORECASE,
)
"""Those who study, and what they write."""


def theme_of(draft: Draft) -> str:
    fact = draft.fact
    if fact.speaker is not None:
        role = re.split(r" (?:at|of|for|in) ", fact.speaker.role)[0]  # not where one works
        if fact.how in _FINDING or _STUDY.search(f"{fact.speaker.name} {role}"):
            return "findings"
    elif fact.how in _FINDING:
        return "findings"
    elif fact.clause and _STUDY.search(fact.clause.subject.text):
        return "findings" if fact.clause.lemma in _FINDING else "method"
    if draft.template in _OF_TEMPLATE:
        return _OF_TEMPLATE[draft.template]
    return _OF_KIND.get(fact.kind) or _of_event(fact)


def _of_event(fact: Fact) -> str:
    if fact.speaker is not None:
        return "claims"
    return "events" if fact.time is None else "timeline"


def divided(
    drafts: Sequence[Draft], present: Collection[str], closed: Collection[str] = ()
) -> dict[str, list[Draft]]:
    """The drafts by theme. Those that are too few for a deck of their own, or whose file is
    `closed` to us, join a neighbour that has drafts or whose deck is `present`."""
    groups: dict[str, list[Draft]] = {name: [] for name in TITLES}
    for draft in drafts:
        groups[theme_of(draft)].append(draft)
    usable = [name for name in TITLES if name not in closed]

    def needs_another(name: str) -> bool:
        is_small = 0 < len(groups[name]) < FEWEST and name not in present
        return is_small or (name in closed and bool(groups[name]))

    def join(name: str, other: str) -> None:
        """Put two groups together, under the name of the larger one."""
        larger = name in usable and other not in present and len(groups[name]) > len(groups[other])
        host, guest = (name, other) if larger else (other, name)
        groups[host] += groups[guest]
        groups[guest] = []

    for name in TITLES:
        for other in (_NEIGHBOURS.get(name, "events"), "events"):
            is_there = other in usable and other != name and (groups[other] or other in present)
            if needs_another(name) and is_there:
                join(name, other)
    for name in filter(needs_another, TITLES):
        others = [one for one in usable if one != name and (groups[one] or one in present)]
        if others or name in closed:
            join(name, max(others or usable, key=lambda one: len(groups[one])))
    places = {id(draft): place for place, draft in enumerate(drafts)}
    return {
        name: sorted(group, key=lambda draft: places[id(draft)])
        for name, group in groups.items()
        if group
    }
