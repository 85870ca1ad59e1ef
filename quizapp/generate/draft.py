"""A card before it is written, with the facts that it rests on."""

from dataclasses import dataclass, replace
from typing import Any, Literal

from quizapp.generate.facts import Fact

_OPENERS = "Match Put According What Who Whom Which Why How In On To Of By Where As".split()
Theme = Literal["membership", "key-figures", "reasons", "timeline"]


@dataclass(frozen=True)
class Draft:
    """`fields` are those of the card's type, in the order in which they are written."""

    theme: Theme
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

    @property
    def question(self) -> str:
        """What the learner sees before the answer."""
        return str(self.fields.get("prompt") or self.fields.get("text"))

    @property
    def distractors(self) -> tuple[str, ...]:
        return tuple(self.fields.get("distractors", ()))

    def within(self, frame: str) -> "Draft":
        """The card with words before its question that say what it is about."""
        name = "text" if self.type == "cloze" else "prompt"
        asked: str = self.fields[name]
        if asked.split()[0] in _OPENERS and self.fact.kind != "detail":
            asked = asked[0].lower() + asked[1:]
        return replace(self, fields={**self.fields, name: frame + asked})

    @property
    def brings_together(self) -> bool:
        """Whether it asks for several facts at once, not for several details of a sentence."""
        return len(self.facts) > 1 and self.fact.kind != "detail"

    @property
    def fact(self) -> Fact:
        return self.facts[0]
