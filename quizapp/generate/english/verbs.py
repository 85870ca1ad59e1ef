"""A verb with its helpers: how it stands in a statement, and in a question."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.generate.english.phrase import Replace, show

if TYPE_CHECKING:
    from spacy.tokens import Token

_SHORT = {"wo": "will", "ca": "can", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_DROPPED = ("also", "basically", "now")


@dataclass(frozen=True)
class VerbGroup:
    """`has not fulfilled`: in a question `has … not fulfilled`."""

    tokens: "list[Token]"
    text: str
    auxiliary: str
    bare: str
    negated: bool


def verb_group(
    verb: "Token", helpers: "list[Token]", subject: "Token", skip: set[int], replace: Replace
) -> VerbGroup:
    """The group of `verb`. Short forms are written out in `replace` as well: `doesn't`."""
    negation = next((one for one in verb.children if one.dep_ == "neg"), None)
    begins = helpers[0].i if helpers else subject.right_edge.i
    middle = [
        one
        for one in verb.lefts
        if one.dep_ in ("advmod", "neg") and one.i > max(begins, subject.i) and one.i not in skip
    ]
    adverbs = [below for one in middle for below in one.subtree]
    particles = [one for one in verb.rights if one.dep_ == "prt" and one.i == verb.i + 1]
    own = {*helpers, *adverbs, verb, *particles}
    if verb.lemma_ == "be" and negation is not None:
        own.add(negation)
    tokens = sorted(own, key=lambda one: one.i)
    for one in tokens:
        if one.dep_ == "neg" and one.lower_ in ("n't", "nt"):
            replace.setdefault(one.i, " not")
        elif one.lower_ in _SHORT or one.lower_ in ("'s", "'d"):
            replace.setdefault(one.i, " " + _spelled(one))
    shown = [one for one in tokens if one.lower_ not in _DROPPED]
    fronted = helpers[0] if helpers else verb
    if helpers or verb.lemma_ == "be":
        auxiliary = _spelled(fronted)
        bare = show([one for one in shown if one != fronted], replace)
    else:
        auxiliary = {"VBD": "did", "VBZ": "does"}.get(verb.tag_, "do")
        bare = show(shown, {**replace, verb.i: _base(verb)})
    negated = negation is not None or any(one.lower_ in ("never", "no") for one in adverbs)
    return VerbGroup(tokens, show(shown, replace), auxiliary, bare, negated)


def _base(verb: "Token") -> str:
    """The lemma, mended where it lost an `e`: `hopes` is of hope, and `hops` of hop."""
    lemma, text = verb.lemma_, verb.lower_
    hissing = lemma.endswith(("s", "x", "z", "ch", "sh", "o"))
    if lemma in ("open", "edit", "exit", "iron", "omit", "emit"):
        return lemma
    short = re.search(r"[^aeiou][aeiou][^aeiouwxy]$", lemma) is not None
    lost = (text == f"{lemma}es" and not hissing) or (
        text == f"{lemma}ed" and short and len(lemma) < 5
    )
    return f"{lemma}e" if lost else lemma


def _spelled(helper: "Token") -> str:
    if helper.lower_ == "'s":
        perfect = helper.head.tag_ == "VBN" and helper.head.lemma_ == "be"
        return "has" if helper.lemma_ == "have" or perfect else "is"
    if helper.lower_ == "'d":
        perfect = any(one.lemma_ == "have" and one != helper for one in helper.head.lefts)
        return "had" if helper.head.tag_ == "VBN" and not perfect else "would"
    return _SHORT.get(helper.lower_, helper.lower_)
