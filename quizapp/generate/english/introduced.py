"""The fuller phrases in which things came into the story: `bridge over the Tarn`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.english.phrase import Replace, show

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

LONGEST = 9
"""Words of a phrase that is still put in for a noun."""

_DEFINING = ("of", "on", "over", "between", "to", "in", "for", "against", "with", "about")
_UNFIT = re.compile(
    r"\b(?:it|its|they|their|his|her|this|that|last|next|year|week|month|which|who|we|our)\b", re.I
)
_FIGHTING = frozenset("war conflict offensive fighting battle hostility clash".split())
_CONCERNS = frozenset("concern complaint criticism fear objection worry".split())
_ABOUT = ("about", "over", "at")


@dataclass
class Introduced:
    """What the article has named so far."""

    phrases: dict[str, list[str]] = field(default_factory=dict)
    concern: str = ""
    """What was last complained about: `Russia not intervening`."""

    def read(self, sentence: "Span", replace: Replace) -> None:
        for chunk in sentence.noun_chunks:
            head = chunk.root
            if head.pos_ != "NOUN" or chunk[0].lower_ in ("this", "that", "these", "those"):
                continue
            phrase = _phrase(chunk, replace)
            kept = self.phrases.setdefault(_kin(head), [])
            if _is_another(chunk, known=bool(kept)):
                kept.append("")
            if phrase and phrase not in kept and not _UNFIT.search(phrase):
                kept.append(phrase)
        for token in sentence:
            if token.lemma_.lower() in _CONCERNS and token.pos_ == "NOUN":
                self.concern = _object(token, replace) or self.concern

    def fuller(self, token: "Token") -> str:
        """What to show for a noun after `the`: the only phrase that there is for it, or nothing."""
        phrases = self.phrases.get(_kin(token), [])
        if len(phrases) != 1 or not phrases[0]:
            return ""
        words = phrases[0].split()
        if token.lower_ in words:
            return phrases[0]
        place = next((at for at, word in enumerate(words) if word in _DEFINING), 0)
        return " ".join([token.lower_, *words[place:]]) if place else ""


def _is_another(chunk: "Span", known: bool) -> bool:
    """Whether something of a kind comes in beside what is `known`: `a second bridge`."""
    words = {one.lower_ for one in chunk if one.i < chunk.root.i}
    return bool(words & _OTHERS) or (known and chunk[0].lower_ in ("a", "an"))


_OTHERS = frozenset("another other second third both two three several many".split())


def _phrase(chunk: "Span", replace: Replace) -> str:
    """A noun with what tells which one it is; empty when nothing does."""
    tokens = [one for one in chunk if one.dep_ != "det" and one.pos_ != "PRON"]
    whole = list(tokens)
    for piece in _following(chunk):
        whole += [one for one in piece if one.i > whole[-1].i]
    named = any(one.tag_.startswith("NNP") or one.ent_type_ in ("NORP", "GPE") for one in chunk)
    fits = len(whole) <= LONGEST and (named or len(whole) > len(tokens))
    return show(whole, replace) if fits else ""


def _following(chunk: "Span") -> Iterator["list[Token]"]:
    """`over the Tarn`, `to close the school`, and the place of a fight."""
    head, end = chunk.root, chunk.end
    for child in head.rights:
        dated = any(one.ent_type_ in ("DATE", "TIME") for one in child.subtree)
        close = not dated and child.dep_ == "prep" and child.lower_ in _DEFINING and child.i == end
        aim = child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and child.i == end + 1
        if close or aim:
            yield list(child.subtree)
            end = child.right_edge.i + 1
    after = chunk.doc[end] if end < len(chunk.doc) else head
    if end == chunk.end and after.lower_ == "in" and head.lemma_.lower() in _FIGHTING:
        yield [one for one in after.subtree if one.i >= after.i][:7]


def _object(noun: "Token", replace: Replace) -> str:
    """What a concern is about, up to the `and` that goes on with something else."""
    about = next((c for c in noun.rights if c.dep_ == "prep" and c.lower_ in _ABOUT), None)
    if about is None:
        return ""
    below = [one for one in noun.subtree if one.i > about.i]
    joint = next((one.i for one in below if one.dep_ == "cc"), below[-1].i + 1 if below else 0)
    return show([one for one in below if one.i < joint], replace)


def _kin(noun: "Token") -> str:
    """Nouns that take one another up have one name here; `plans` are not taken up by `plan`."""
    lemma = noun.lemma_.lower()
    return "fighting" if lemma in _FIGHTING else noun.lower_
