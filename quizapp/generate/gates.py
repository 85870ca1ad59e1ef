"""What every draft card must pass. A gate gives the reason to reject a card, or nothing.

grounding     the words that prove the card stand in the article, and the answer in them
constituents  the answer is whole: it does not begin or end in the middle of a phrase
deixis        nothing points at something that only the article's reader has before them
leak          the question does not give the answer away
distractors   at least two wrong options, of the same kind, none of them true
modality      a claim names who makes it, an accusation is asked as one
consistency   nothing rests on a passage that contradicts another
form          it reads as a question: not too long, no loose ends
duplicates    no two cards ask the same
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from quizapp.generate.article import Article
from quizapp.generate.consistency import contradicted, uses
from quizapp.generate.dates import RELATIVE, in_words, resolve
from quizapp.generate.deixis import central_nouns, pointing
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found, TextSpan
from quizapp.generate.form import constituents, content, form, leak, words_of
from quizapp.generate.states import state_of


@dataclass(frozen=True, slots=True)
class Rejection:
    """A draft that is not written, the gate that stopped it, and why."""

    draft: Draft
    gate: str
    reason: str


@dataclass(frozen=True)
class Gates:
    """The gates for the cards of one article."""

    article: Article
    found: Found
    doubtful: tuple[TextSpan, ...] = ()
    central: frozenset[str] = frozenset()
    """Nouns that the story comes back to: with its title before it, `the vote` is understood."""

    @classmethod
    def of(cls, article: Article, found: Found) -> "Gates":
        return cls(
            article, found, tuple(contradicted(found.facts, article)), central_nouns(article)
        )

    def judge(self, draft: Draft) -> Rejection | None:
        gates: dict[str, Callable[[Draft], str]] = {
            "consistency": self.consistency,
            "grounding": self.grounding,
            "form": form,
            "constituents": constituents,
            "deixis": lambda draft: pointing(draft, self.article, self.central),
            "modality": modality,
            "leak": leak,
            "distractors": self.distractors,
        }
        for name, gate in gates.items():
            if reason := gate(draft):
                return Rejection(draft, name, reason)
        return None

    def grounding(self, draft: Draft) -> str:
        for fact in draft.facts:
            if not any(
                one.start <= fact.proof.start and fact.proof.end <= one.end
                for one in self.article.passages
            ):
                return "the proof does not lie in one passage"
        proof = " ".join(self.article.text[one.proof.start : one.proof.end] for one in draft.facts)
        there = words_of(proof) | {word for fact in draft.facts for word in _names(fact)}
        for match in RELATIVE.finditer(proof):
            iso = resolve(match[0], self.article.days, match[0].lower().startswith("next"))
            there |= words_of(in_words(iso)) if iso else set()
        for answer in draft.answers:
            strange = [
                word
                for word in sorted(words_of(answer))
                if word not in there and not self._is_name(word)
            ]
            if strange and (set(strange) - self._known or 2 * len(strange) > len(words_of(answer))):
                return f'"{strange[0]}" of the answer is not in the proof'
        return ""

    def _is_name(self, word: str) -> bool:
        """Whether a word was put in for a pronoun or a short name."""
        return word in self._named or bool(state_of(word.title()))

    @cached_property
    def _known(self) -> set[str]:
        return words_of(self.article.text)

    @cached_property
    def _named(self) -> set[str]:
        people = (one.name for one in self.found.people)
        return words_of(" ".join([*people, *self.found.bodies, *self.found.states]))

    def distractors(self, draft: Draft) -> str:
        if draft.type not in ("choice", "multi_choice"):
            return ""
        wrong = draft.distractors
        if len(wrong) < 2:
            return "fewer than two wrong options"
        right = (
            [str(draft.fields.get("answer", ""))]
            if draft.type == "choice"
            else draft.fields["answers"]
        )
        if len({one.casefold() for one in (*wrong, *right)}) < len(wrong) + len(right):
            return "two options are the same"
        for one in wrong:
            if any(state_of(one) and state_of(one) == state_of(other) for other in right):
                return f'"{one}" stands for the answer'
        if draft.template == "members":
            told = {state_of(word) for word in re.findall(r"[A-Z][\w-]+", self.article.text)}
            true_too = [one for one in wrong if state_of(one) in told]
            if true_too:
                return f'"{true_too[0]}" is in the article and may be a member'
        return ""

    def consistency(self, draft: Draft) -> str:
        for fact in draft.facts:
            for span in self.doubtful:
                if fact.proof.touches(span) and (
                    fact.kind == "founded" or uses(draft, self.article, span)
                ):
                    words = self.article.text[span.start : span.end]
                    return f'"{words}" contradicts an earlier year in the article'
        return ""


def modality(draft: Draft) -> str:
    for fact in draft.facts:
        if fact.modality == "attributed" and fact.speaker is not None:
            named = f"{draft.question} {' '.join(draft.answers)}"
            if fact.speaker.name not in named:
                return f"a claim of {fact.speaker.name} that does not name its speaker"
        if fact.modality == "denied" and draft.template not in ("denied",):
            return "what is denied would be asked as if it were said"
        if fact.modality == "accusation" and draft.template != "accused":
            return "an accusation may only be asked as what was alleged"
    return ""


def same(draft: Draft, others: Sequence[Draft]) -> str:
    """Whether a card asks what one of the others asks already."""
    mine = content(draft.question)
    for other in others:
        theirs = content(other.question)
        if draft.question == other.question or (
            draft.answers == other.answers and draft.answers and _overlap(mine, theirs) > 0.6
        ):
            return f'asks the same as "{other.question}"'
        alike = draft.template == other.template or (
            draft.fields.get("answer", "") == other.fields.get("answer")
        )
        if alike and _overlap(mine, theirs) > 0.85:
            return f'is almost the same as "{other.question}"'
    return ""


def _overlap(one: set[str], other: set[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _names(fact: Fact) -> set[str]:
    named = [mention.text for mention in (*fact.slots.values(), *fact.members)]
    return words_of(" ".join([*named, fact.speaker.name if fact.speaker else ""]))
