"""A card before it is written, with the facts that it rests on, and what templates share."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quizapp.generate import wording
from quizapp.generate.dates import in_words
from quizapp.generate.facts import Clause, ClauseGap, Fact


@dataclass(frozen=True)
class Draft:
    """`fields` are those of the card's type, in the order in which they are written."""

    template: str
    type: str
    fields: dict[str, Any]
    facts: tuple[Fact, ...]
    answers: tuple[str, ...]
    """What must be in the proof: the right answer or answers, as the article has them."""
    weight: float
    """How much a class would learn from it, 0 to 1; decides between cards of one fact."""
    key: str = ""
    """What its id is made of."""
    explain: str = ""
    about: str | None = None
    """Its own about line, where the deck's would give its answer away."""
    explained: frozenset[str] = frozenset()
    """Words of the question that are known to mean what it names: nouns and pronouns."""

    @property
    def question(self) -> str:
        """What the learner sees before the answer."""
        return str(self.fields.get("prompt") or self.fields.get("text"))

    @property
    def distractors(self) -> tuple[str, ...]:
        return tuple(self.fields.get("distractors", ()))

    @property
    def brings_together(self) -> bool:
        """Whether it asks for several facts of several people or times at once."""
        several = self.type in ("matching", "ordering", "multi_choice")
        return several or self.template == "members"

    @property
    def fact(self) -> Fact:
        return self.facts[0]


FEWEST_TO_MATCH = 3
MOST_TO_MATCH = 5
LONGEST_DATED = 14
"""Words of a question that still takes the time of its event at its end."""
_BELONGING = re.compile(r"(?:over|under|of|aged|between|from|with|up|down)\b|[,\d]")
"""What belongs to the number of things before it, and cannot stand without them."""


def key(clause: Clause) -> str:
    """What the id of a card on this clause is made of."""
    return f"{clause.subject.text} {clause.lemma} {clause.rest}"


def complete(fact: Fact, question: str) -> str:
    """The question with its opening, and with its time."""
    time = dated(fact)
    if len(question.split()) > LONGEST_DATED or "," in question:
        time = ""  # at the end of a long question it would belong to something else
    return wording.begin(wording.opening(fact), f"{question.removesuffix('?')}{time}?")


def dated(fact: Fact) -> str:
    """` in September 2023`: the time of an event, once it is certain."""
    if fact.time is None or not fact.time.iso or fact.speaker is not None:
        return ""
    return f" {'on' if fact.time.precision == 'day' else 'in'} {in_words(fact.time.iso)}"


def matching(
    template: str, prompt: str, pairs: Mapping[str, str], facts: list[Fact]
) -> Iterator[Draft]:
    """A card that pairs people with what is told of them, once there are enough of them."""
    if len(pairs) >= FEWEST_TO_MATCH:
        fields: dict[str, object] = {"prompt": prompt, "pairs": dict(pairs)}
        answers = tuple(pairs.values())
        yield Draft(template, "matching", fields, tuple(facts), answers, 0.95)


def is_torn(gap: ClauseGap) -> bool:
    """Whether what is left of a sentence without a counted thing still speaks of it."""
    return bool(gap.counted and _BELONGING.match(gap.after))
