"""Who and what the article names: people with their roles, bodies with their short names."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import GEOGRAPHY, ROLES, SAY, TITLES
from quizapp.generate.facts import Noun, Speaker, TextSpan
from quizapp.generate.states import peoples, state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Role:
    person: str
    text: str
    span: TextSpan
    passage: int
    """The role without an article; `span` covers person and role."""


@dataclass
class Names:
    """The names of one article."""

    people: dict[str, str] = field(default_factory=dict)
    """Each full name with its first role."""
    surnames: dict[str, str] = field(default_factory=dict)
    given: dict[str, str] = field(default_factory=dict)
    """First names of only one person."""
    roles: list[Role] = field(default_factory=list)
    asides: list[TextSpan] = field(default_factory=list)
    """Roles between commas, commas included: without them a sentence is parsed better."""
    short: dict[str, str] = field(default_factory=dict)
    """Long names of bodies with the abbreviation that the article gives."""
    short_spans: dict[str, tuple[TextSpan, int]] = field(default_factory=dict)
    bodies: Counter[str] = field(default_factory=Counter)
    classes: dict[str, str] = field(default_factory=dict)
    """The body that a noun such as `bloc` takes up, for each noun with one."""
    teams: set[str] = field(default_factory=set)
    places: Counter[str] = field(default_factory=Counter)

    def person(self, text: str) -> str:
        """The full name that `text` stands for; empty when it names nobody known."""
        bare = re.sub(r"['’]s$", "", text.strip(" ,.;:"))
        words = [word for word in bare.split() if word.rstrip(".") not in TITLES]
        if not words:
            return ""
        whole = " ".join(words)
        if whole in self.people:
            return whole
        ends = [name for name in self.people if bare.endswith(name)]
        found = ends or [name for name in self.people if bare.startswith(f"{name},")]
        if found:
            return found[-1]
        if len(words) == 1 and words[0] in self.given:
            return self.given[words[0]]
        return self.surnames.get(words[-1], "") if len(words) <= 2 else ""

    def named_in(self, text: str) -> str:
        """The one person whose full name stands in `text`; empty for none or several."""
        found = [name for name in self.people if name in text]
        return found[0] if len(found) == 1 else ""

    def speaker(self, name: str) -> Speaker:
        return Speaker(name, self.people.get(name, ""), "person" if name in self.people else "body")

    def by_role(self, text: str) -> str:
        """The one person whose role ends in the last word of `text`, such as `the minister`."""
        last = text.split()[-1].lower()
        if last not in ROLES:
            return ""
        fits = {name for name, role in self.people.items() if last in role.lower().split()}
        return fits.pop() if len(fits) == 1 else ""

    def noun(self, text: str) -> Noun:
        """What a name stands for."""
        bare = re.sub(r"^(the|The) ", "", re.sub(r"['’]s$", "", text))
        if bare.rpartition(" ")[2] in self.teams:
            return "team"
        if self.person(bare):
            return "person"
        if bare in states():
            return "state"
        if state_of(bare):
            return "people" if bare in peoples() else "place"
        if bare.rpartition(" ")[2] in GEOGRAPHY:
            return "place"
        if bare in self.bodies or bare in self.short or bare in self.short.values():
            return "body"
        return "place" if bare in self.places else "thing"


_HE = frozenset({"he", "him", "his", "himself"})
_SHE = frozenset({"she", "her", "hers", "herself"})
_TITLES = {"Mr": "he", "Sir": "he", "Lord": "he", "Mrs": "she", "Ms": "she", "Lady": "she"}


def sex(pronoun: str) -> str:
    """`he`, `she`, or nothing for any other word."""
    word = pronoun.lower()
    return "he" if word in _HE else "she" if word in _SHE else ""


def learn(docs: "list[Doc]", names: Names) -> dict[str, str]:
    """`he` or `she` for each person of whom all that tells it says the same.

    What tells it is a title, or what they say of themselves: `Drury said she had told him`.
    """
    votes: dict[str, set[str]] = {}
    for doc in docs:
        for one in doc:
            if one.text not in names.surnames:
                continue
            found = votes.setdefault(names.surnames[one.text], set())
            first = one.left_edge
            title = first.text if first.text in _TITLES else first.text.rstrip(".")
            found |= {_TITLES.get(title, ""), _of_themselves(one)} - {""}
    return {person: min(found) for person, found in votes.items() if len(found) == 1}


def _of_themselves(name: "Token") -> str:
    """What somebody who says something calls themselves in it, where nobody else is named."""
    verb = name.head
    quotes = any(one.text in '"“”' for one in name.sent)  # of whom a speaker says `he`, is open
    if name.dep_ != "nsubj" or verb.lemma_ not in SAY or quotes:
        return ""
    said = next((one for one in verb.rights if one.dep_ == "ccomp"), None)
    subject = next((one for one in said.lefts if one.dep_ == "nsubj"), None) if said else None
    return sex(subject.text) if subject is not None else ""
