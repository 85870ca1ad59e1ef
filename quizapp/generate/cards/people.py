"""Who is who: people with their roles; what bodies are called and are, who belongs to them."""

import re
from collections.abc import Iterator

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate import distractors, wording
from quizapp.generate.article import Article
from quizapp.generate.draft import MOST_TO_MATCH, Draft, matching
from quizapp.generate.facts import Fact, Found, joined
from quizapp.generate.states import state_of

LONGEST_ROLE = 90
LONGEST_MATCHED = 80
FEWEST_DESCRIBING = 4
"""Words of a description that says more than `a local charity`."""

_UNIQUE = re.compile(
    r"\b(?:prime minister|president|premier|chancellor|governor|mayor|secretary|leader|chair\w*"
    r"|commissioner|minister)\b",
    re.I,
)
_PASSING = re.compile(r"\b(?:this|these|last|next|now|current\w*|former\w*)\b", re.I)


def drafts(article: Article, found: Found) -> Iterator[Draft]:
    yield from _of_people(article, found)
    yield from _of_bodies(article, found)


def _of_people(article: Article, found: Found) -> Iterator[Draft]:
    roles = [
        fact
        for fact in found.facts
        if fact.kind == "role" and not _PASSING.search(fact.slots["role"].text)
    ]
    yield from _match_roles(roles, found)
    for fact in roles:
        yield from _who_is(article, fact, found)


def _first(roles: list[Fact]) -> list[Fact]:
    """The first role of each person."""
    out: dict[str, Fact] = {}
    for fact in roles:
        out.setdefault(fact.slots["person"].text, fact)
    return list(out.values())


def _match_roles(roles: list[Fact], found: Found) -> Iterator[Draft]:
    chosen = [fact for fact in _first(roles) if _is_matched(fact.slots["role"].text, found)]
    chosen = sorted(chosen, key=lambda fact: -len(fact.slots["role"].text.split()))[:MOST_TO_MATCH]
    chosen.sort(key=lambda fact: fact.proof)
    pairs = {fact.slots["person"].text: wording.shown(fact.slots["role"]) for fact in chosen}
    if len({role.casefold() for role in pairs.values()}) == len(pairs):
        prompt = "Match each person with the role in which the article introduces them."
        yield from matching("match-roles", prompt, pairs, chosen)


def _is_matched(role: str, found: Found) -> bool:
    """Whether a role is short, and says of what."""
    told = len(role.split()) > 1 and _is_specific(role, found)
    return len(role) <= LONGEST_MATCHED and told


def _who_is(article: Article, fact: Fact, found: Found) -> Iterator[Draft]:
    """Asked only for an office that one person has at a time, such as that of a minister."""
    person, role = fact.slots["person"].text, fact.slots["role"].text
    if (
        article.published is None
        or len(role) > LONGEST_ROLE
        or not _UNIQUE.search(role)
        or not _is_specific(role, found)
    ):
        return
    fields = {
        "prompt": f"Who was {_the_role(role)}{wording.month(article.published)}?",
        "answer": person,
        "accept": [person.split()[-1]],
    }
    yield Draft("who-is", "typed", fields, (fact,), (person,), 0.62, person)


def _is_specific(role: str, found: Found) -> bool:
    """Whether a role says of what: `Kremlin spokesman`, `mayor of Tarnby`."""
    words = role.split()
    named = any(map(state_of, words)) or any(
        re.search(rf"\b{re.escape(name)}\b", role) for name in (*found.bodies, *found.teams)
    )
    return len(words) > 1 and (named or re.search(r"['’]s |\b(?:of|for|at) ", role) is not None)


def _the_role(role: str) -> str:
    """`the Kremlin spokesman`, but `Armenia's prime minister`."""
    owner = re.match(r"([\w&.-]+(?: [A-Z][\w&.-]*)*)['’]s? ", role)
    single = owner is not None and len(owner[1].split()) == 1 and owner[1][0].isupper()
    if owner and (single or state_of(owner[1])):
        return role
    return f"the {role}"


def _of_bodies(article: Article, found: Found) -> Iterator[Draft]:
    for fact in found.facts:
        match fact.kind:
            case "membership":
                yield from _members(article, fact)
            case "known_as":
                yield from _known_as(fact)
            case "definition" if fact.clause is None:
                yield from _definition(article, fact)
            case "founded":
                yield from _founded(article, fact)


def _the_body(body: str, article: Article) -> str:
    """With `the` where the article has it."""
    return f"the {body}" if f"the {body}" in article.text else body


def _members(article: Article, fact: Fact) -> Iterator[Draft]:
    group = fact.slots["group"].text
    group = f"the {group}" if f"The {group}" in article.text else _the_body(group, article)
    names = [member.text for member in fact.members]
    asked = (fact,), tuple(names)
    if fact.members[0].noun == "state":
        # a state of the story may be a member that the list leaves out, so none is a wrong option
        fields: dict[str, object] = {
            "prompt": f"Which of these does the article list as members of {group}?",
            "answers": names,
            "distractors": distractors.outsiders(names, article.text),
        }
        yield Draft("members", "multi_choice", fields, *asked, 1.0, group)
    elif fact.closed and fact.slots["group"].noun == "body":
        number = next((word for word, number in NUMBER_WORDS.items() if number == len(names)), "")
        named = _BELONGING.search(article.text, fact.proof.start, fact.proof.end)
        asked_for = joined("Which", number, named[0] if named else "members")
        fields = {
            "prompt": f"{asked_for} belong to {group}?"
            if named
            else f"{asked_for} does {group} have?",
            "answer": f"{', '.join(names[:-1])} and {names[-1]}.",
        }
        yield Draft("members", "flashcard", fields, *asked, 0.95, group)


_BELONGING = re.compile(
    r"\b(?:states|countries|nations|parties|firms|companies|clubs|teams|unions|subsidiaries|brands)\b"
)
"""What belongs to a body, besides its members."""


def _known_as(fact: Fact) -> Iterator[Draft]:
    what, name = fact.slots["what"].text, fact.slots["name"].text
    fields = {"prompt": f"What does the abbreviation {name} stand for?", "answer": what}
    yield Draft("stands-for", "typed", fields, (fact,), (what,), 0.6, name)


def _definition(article: Article, fact: Fact) -> Iterator[Draft]:
    what, name = fact.slots["what"].text, fact.slots["name"]
    if "as" in fact.slots:
        seen = fact.slots["as"].text
        template, weight = "seen-as", 0.74
        prompt = f"As what, according to the article, is {what} {seen}?"
    else:
        template, weight = "description", 0.68
        prompt = f"What is {_the_body(what, article)}?"
    if len(name.text.split()) < FEWEST_DESCRIBING:
        return
    fields = {"prompt": prompt, "answer": wording.shown(name)}
    yield Draft(template, "flashcard", fields, (fact,), (name.text,), weight, what)


def _founded(article: Article, fact: Fact) -> Iterator[Draft]:
    what, year = fact.slots["what"].text, fact.slots["name"].text
    prompt = f"According to the article, in which year was {_the_body(what, article)} founded?"
    fields = {"prompt": prompt, "answer": year}
    yield Draft("founded", "numeric", fields, (fact,), (year,), 0.6, what)
