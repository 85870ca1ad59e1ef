"""The fuller phrases in which things came into the story: `bridge over the Tarn`."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.english.phrase import Replace, neighbour, show
from quizapp.generate.facts import Introduction

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
    mentions: list[Introduction] = field(default_factory=list)
    """All things with a common noun, in the order of the text."""
    concern: str = ""
    """What was last complained about: `Russia not intervening`."""

    def read(self, sentence: "Span", offsets: Sequence[int], replace: Replace) -> None:
        """Take up what a sentence names.

        Args:
            offsets: of each character of its text in the article.
        """
        for chunk in sentence.noun_chunks:
            head = chunk.root
            if head.pos_ != "NOUN" or chunk[0].lower_ in ("this", "that", "these", "those"):
                continue
            if head.i > 0 and head.nbor(-1).text == "-":
                continue  # "the tie-break"
            self.mentions.append(_mention(chunk, offsets[head.idx], replace))
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


LONGEST_DESCRIPTION = 10
"""Words after a noun that tell which one it is, and still fit into a question."""
_DATED = re.compile(
    r"\b(?:\w+day|today|yesterday|tomorrow|ago|last|next|now|here|there|then|so|such|same|other)\b"
)
_SPECIFYING = (*_DEFINING, "from", "by", "at", "with", "into", "among")


def _mention(chunk: "Span", start: int, replace: Replace) -> Introduction:
    """`a lease that lets a navy use the harbour`, with `the` and all that tells which it is."""
    head = chunk.root
    owner = next((one for one in chunk if one.dep_ == "poss" and one.head == head), None)
    whose = _whose(owner, replace) if owner is not None else ""
    inside = [one for one in chunk if one.i <= head.i and _tells(one, head)]
    if owner is not None:
        inside = [one for one in inside if one.i > owner.right_edge.i]
    while inside and inside[0].is_punct:
        inside = inside[1:]
    after = _description(head, replace)
    naming = any(one.dep_ == "compound" or one.ent_type_ for one in inside if one != head)
    counted = any(one.ent_type_ in _COUNTED for one in inside)
    described = bool(whose or naming or after) and not counted
    phrase = f"{whose or 'the'} {show([*inside, *after], replace)}" if described else ""
    return Introduction(
        head.lower_,
        "" if _DATED.search(phrase) else phrase,
        start,
        chunk[0].lower_ in ("a", "an") or bool({one.lower_ for one in inside} & _OTHERS),
        owner is not None and owner.tag_ in ("PRP$", "WP$") and not whose,
    )


_COUNTED = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")


def _tells(token: "Token", head: "Token") -> bool:
    """Whether a word before a noun may tell which one it is: no article, and no number of it."""
    counts = token.tag_ in ("JJS", "JJR", "CD", "DT", "PDT", "PRP$") and token.head == head
    counts = counts and neighbour(token) != "-"  # "a 12-bed ward"
    return not counts and token.dep_ not in ("det", "poss", "case", "predet")


def _whose(owner: "Token", replace: Replace) -> str:
    """The owner by name, as in `Benavent's` for `his` and for `whose`; else nothing."""
    if owner.tag_ == "PRP$":
        return replace.get(owner.i, "")
    if owner.tag_ != "WP$":
        named = owner.tag_.startswith("NNP") or owner.i in replace
        return show(owner.subtree, replace) if named else ""
    relative = next((one for one in owner.ancestors if one.dep_ == "relcl"), None)
    if relative is None or not relative.head.tag_.startswith("NNP"):
        return ""
    who = relative.head
    name = show([*(one for one in who.lefts if one.dep_ == "compound"), who], replace)
    return name + ("'" if name.endswith("s") else "'s")


def _description(head: "Token", replace: Replace) -> "list[Token]":
    """What follows a noun closely and tells which one it is, as far as it can stand by itself."""
    after: list[Token] = []
    for child in head.rights:
        length = child.right_edge.i - child.left_edge.i + 1
        close = child.left_edge.i == (after[-1] if after else head).i + 1
        if not close or len(after) + length > LONGEST_DESCRIPTION:
            break
        piece = list(child.subtree)
        dated = child.lower_ == "by" and any(one.ent_type_ == "DATE" for one in piece)
        specifies = child.dep_ == "prep" and child.lower_ in _SPECIFYING and not dated
        doing = any(one.dep_ == "pcomp" for one in child.children)  # "accused it of cutting"
        fits = not doing and (specifies or child.dep_ in ("relcl", "acl"))
        vague = any(one.tag_ in ("PRP", "PRP$") and one.i not in replace for one in piece)
        told = show(piece, replace)
        if not fits or vague or _DATED.search(told) or _UNFIT_AFTER.search(told):
            break
        after += piece
    return after


_UNFIT_AFTER = re.compile(r"[,;:“”\"]|\b(?:this|that (?:is|was)|we|our|who said)\b", re.I)


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
