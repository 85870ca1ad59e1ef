"""Whether the article says `he` or `she` of a person, where its sentences leave no choice."""

from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.names import Names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

HE = frozenset({"he", "him", "his", "himself"})
SHE = frozenset({"she", "her", "hers", "herself"})
_TITLES = {"Mr": "he", "Sir": "he", "Lord": "he", "Mrs": "she", "Ms": "she", "Lady": "she"}


def sex(pronoun: str) -> str:
    """`he`, `she`, or nothing for any other word."""
    word = pronoun.lower()
    return "he" if word in HE else "she" if word in SHE else ""


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
