"""The people of an article: names that a role, a title or a verb of saying makes persons."""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from quizapp.generate.article import Article
from quizapp.generate.english import bodies, roles
from quizapp.generate.english.lexicon import ROLES, TEAMS, TITLES
from quizapp.generate.english.names import Names
from quizapp.generate.states import state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CAP = r"(?:[A-Z][\w'’-]+|[A-Z]\.|al|bin|de|van|von|der|den|da|di|du|la|le)"
_NAME = rf"(?:[A-Z][\w'’-]+(?: {_CAP}){{1,3}})"
_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
_CALLED = re.compile(rf"\b(?i:{_ROLE}),? ({_NAME})")
_INTRODUCED = re.compile(rf"({_NAME}), (?:an? |the |who |\d\d[,.]|[\w’']+ (?:{_ROLE})\b)")
_FIRMS = (
    "company|firm|manufacturer|contractor|developer|operator|charity|maker|supplier|journal|magazine"
    "|newspaper|bank|airline|retailer|brewer|publisher|broadcaster|agency|start-up|band|village|town"
)
_OPENING = tuple(
    "For But And While When As If Since After Then Yet Without With Before From By Under Despite"
    " Because Both Another Near At In On To Of Until Unless Although".split()
)
_PLURAL = "have|are|were|visit|play|face|host|now have|do"


def names(article: Article, docs: "list[Doc]") -> Names:
    """Collect the names of an article from its parsed passages."""
    found = Names()
    bodies.abbreviations(article, found)
    _people(article, docs, found)
    roles.find(article, found)
    bodies.bodies(docs, found)
    bodies.teams(article, found)
    bodies.describe(article, found)
    return found


def _people(article: Article, docs: "list[Doc]", found: Names) -> None:
    text = article.text
    candidates: Counter[str] = Counter()
    for doc in docs:
        for entity in doc.ents:
            words = [word for word in _bare(entity.text).split() if word.rstrip(".") not in TITLES]
            if words and words[0] in _OPENING:
                words = words[1:]
            if entity.label_ == "PERSON" and 2 <= len(words) <= 4:
                candidates[" ".join(words)] += 1
    for pattern in (_CALLED, _INTRODUCED, _of_states()):
        for match in pattern.finditer(text):
            words = _bare(next(one for one in match.groups() if one)).split()
            if words[0] in _OPENING:
                words = words[1:]
            if len(words) > 1:
                candidates[" ".join(words)] += 2
    for name in sorted(candidates, key=lambda name: (text.find(name), name)):
        last = name.split()[-1]
        known = name in found.short or last in found.surnames
        if not known and _is_person(name, candidates[name], text):
            found.people[name] = ""
            found.surnames[last] = name
    _given(found)


@cache
def _of_states() -> re.Pattern[str]:
    """`Spain's Ane Elizalde`, `Yuto Hamada of Japan`, `Anna Berg of Leiden University`."""
    named = "|".join(sorted(map(re.escape, states()), key=len, reverse=True))
    pair = r"[A-Z][\w'’-]+ [A-Z][\w'’-]+"
    schools = r"(?:the )?(?:[A-Z]\w+ )?(?:University|Institute|College|Hospital|Museum)\b"
    return re.compile(
        rf"\b(?:{named})['’]s ({pair})\b(?! [A-Z])|\b({pair}) of (?:(?:{named})\b|{schools})"
    )


def _given(found: Names) -> None:
    """First names that only one person has, for people who are called by them."""
    first = Counter(name.split()[0] for name in found.people)
    for name in found.people:
        given = name.split()[0]
        if first[given] == 1 and given not in found.surnames and given not in TITLES:
            found.given[given] = name


def _is_person(name: str, weight: int, text: str) -> bool:
    first, last = name.split()[0], name.split()[-1]
    if re.search(r"['’]s\b", name):
        return False  # "Dahl's Progress Alliance"
    if (
        state_of(name)
        or (state_of(first) and weight < 2)
        or last.lower() in ROLES
        or first.lower() in ROLES
    ):
        return False
    many = len(name.split()) > 3 and not re.search(
        r" (?:al|bin|de|van|von|der|den|da|di|du|la|le) ", name
    )
    placed = re.search(rf"\b(?:in|at|near) {re.escape(first)}\b(?! {re.escape(last)})", text)
    if many or placed:
        return False
    if first in ("The", "In", "On", "A", "St") or set(name.split()) & TEAMS:
        return False
    if re.search(rf"\b(?:{_FIRMS}),? {re.escape(name)}\b", text, re.I):
        return False
    spot = re.escape(last)
    if re.search(rf"\b{spot}(?:, who)? (?:{_PLURAL})\b", text):
        return False
    return weight > 0


def _bare(name: str) -> str:
    words = re.sub(r"['’]s?$", "", name).split()
    return " ".join(words[1:] if words and words[0].rstrip(".") in TITLES else words)
