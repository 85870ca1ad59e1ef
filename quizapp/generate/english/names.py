"""Who and what the article names: people with their roles, bodies with their short names."""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.english.kinds import given_names, is_role, shown_by
from quizapp.generate.english.lexicon import SAY, TITLES
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

    text: str = ""
    """The whole of it."""
    kinds: dict[str, Noun] = field(default_factory=dict)
    """The class of each name; a thing where it is not sure."""
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
        found_alone = self.surnames.get(words[-1], "")
        given = found_alone.partition(" ")[0]
        other = len(words) == 2 and words[0][0].isupper() and not is_role(words[0])
        if len(words) > 2 or (other and words[0].rstrip(".") not in (given, given[:1])):
            return ""  # another of the name
        return found_alone

    def named_in(self, text: str) -> str:
        """The one person whose full name stands in `text`; empty for none or several."""
        found = [name for name in self.people if name in text]
        return found[0] if len(found) == 1 else ""

    def speaker(self, name: str) -> Speaker:
        return Speaker(name, self.people.get(name, ""), "person" if name in self.people else "body")

    def by_role(self, text: str) -> str:
        """The one person whose role is built on the last word of `text`, such as `the minister`.

        Nobody, where the article speaks of others in this role, with or without their names.
        """
        last = text.split()[-1].lower()
        if not is_role(last) or last in _OF_TEAMS:
            return ""
        held = {role.person for role in self.roles if last in _heads(role.text)}
        held |= {name for name, role in self.people.items() if last in _heads(role)}
        others = re.compile(
            rf"\b(?:an?|another|other|two|three|several|both|former|late|deputy|acting|vice|ex)\b"
            rf"[ -](?:[\w-]+ ){{0,2}}?{last}s?\b(?!['’])",
            re.I,
        )
        spans = [role.span for role in self.roles if last in _heads(role.text)]
        for match in others.finditer(self.text):
            found = TextSpan(*match.span())
            if not any(found.touches(span) for span in spans):
                return ""
        return held.pop() if len(held) == 1 else ""

    def noun(self, text: str) -> Noun:
        """What a name stands for."""
        bare = re.sub(r"^(the|The) ", "", re.sub(r"['’]s?$", "", text))
        if bare in self.surnames or bare in self.given:
            return "person"
        if bare in self.kinds:
            return self.kinds[bare]
        if bare.rpartition(" ")[2] in self.teams:
            return "team"
        if self.person(bare):
            return "person"
        if bare in states():
            return "state"
        if state_of(bare):
            return "people" if bare in peoples() else "place"
        capitals = all(word[0].isupper() for word in bare.split() if len(word) > 3)
        return (shown_by(bare) if capitals else None) or "thing"


OF_ANOTHER_TIME = frozenset(
    "former late deputy acting vice ex then assistant outgoing incoming previous next shadow"
    " interim retired".split()
)
"""Words before a role by which it is another role, or was held at another time."""
_OF_TEAMS = frozenset(
    "goalkeeper keeper striker midfielder defender winger forward substitute player".split()
)
"""Roles that each of two teams has, so that the one who was named may not be meant."""
_BEFORE_ITS_OBJECT = re.compile(r" (?:of|for|at|from|in|with|on|to|who) |,")


def _heads(role: str) -> set[str]:
    """The nouns that a role is built on: `mp` and `chair`, of `MP from Y and chair of Z`."""
    heads = set()
    for part in re.split(r" and | & ", role.lower()):
        words = re.split(r"[ -]", _BEFORE_ITS_OBJECT.split(part)[0])
        if {*words} & (OF_ANOTHER_TIME | {"elect", "designate"}):
            break  # what follows may be of that time too
        if is_role(words[-1]):
            heads.add(words[-1])
    return heads


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
    told = {person: min(found) for person, found in votes.items() if len(found) == 1}
    for person in names.people:
        if sexed := given_names().get(person.split()[0], ""):
            told.setdefault(person, sexed)
    return told


def _of_themselves(name: "Token") -> str:
    """What somebody who says something calls themselves in it, where nobody else is named."""
    verb = name.head
    quotes = any(one.text in '"“”' for one in name.sent)  # of whom a speaker says `he`, is open
    if name.dep_ != "nsubj" or verb.lemma_ not in SAY or quotes:
        return ""
    said = next((one for one in verb.rights if one.dep_ == "ccomp"), None)
    subject = next((one for one in said.lefts if one.dep_ == "nsubj"), None) if said else None
    return sex(subject.text) if subject is not None else ""
