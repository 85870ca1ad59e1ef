"""What is said so that it is no fact: with a hedge, in a figure of speech, as a judgement."""

import re
from typing import TYPE_CHECKING

from quizapp.generate.english.phrase import neighbour

if TYPE_CHECKING:
    from spacy.tokens import Token

_FIGURES = frozenset(
    "wrench pill slap gamble nightmare headache bombshell tightrope minefield lifeline tinderbox"
    " farce circus shame disgrace miracle catastrophe mess pity honour honor blessing curse thorn"
    " beacon jewel gem treat game-changer showdown tonic rollercoaster riddle nail-biter"
    " stranglehold litmus powder joke dream surprise triumph disaster blow boost godsend"
    " masterstroke masterclass no-brainer elephant treasure hammer-blow".split()
)
"""Nouns that are a judgement or a figure of speech where a copula says them of something."""
_JUDGING = frozenset(
    "big bitter great terrible huge massive stunning remarkable dramatic shocking sweet tough bad"
    " good wonderful awful horrible brilliant clever stupid silly foolish bold beautiful ugly"
    " lovely fantastic amazing incredible extraordinary spectacular glorious shameful"
    " disgraceful outrageous absurd ridiculous sad tragic welcome worrying alarming disastrous"
    " catastrophic reckless enormous tremendous stark grim bleak rosy embarrassing humiliating"
    " inevitable obvious unfair bizarre strange odd mighty double-edged uphill rude wake-up"
    " unthinkable priceless".split()
)
_HEDGES = frozenset(
    "allegedly reportedly apparently supposedly purportedly seemingly presumably perhaps maybe"
    " rumoured rumored".split()
)
_COPULAS = frozenset("be become remain seem prove represent mark look feel sound".split())
_SIMILE = re.compile(r"\b(?:as if|as though|like (?:an?|the) \w+)\b", re.I)


def is_hedged(verb: "Token") -> bool:
    """`reportedly sold its ferry and [closed] its yard`: of all the verbs that it stands before.

    And `the longer it lasts, the less it costs`: of neither half.
    """
    scaled = [one for one in verb.sent if one.tag_ in ("RBR", "JJR")]
    return sum(neighbour(one, -1) == "the" for one in scaled) > 1 or any(
        one.lower_ in _HEDGES and one.i < verb.i and verb in one.head.subtree for one in verb.sent
    )


def is_rhetoric(verb: "Token") -> bool:
    """Whether the narrator judges or speaks in a figure, as in `was a bitter pill`."""
    sentence = verb.sent
    if sentence.text.rstrip().endswith(("!", "?")):
        return True
    said = verb.doc[verb.left_edge.i : verb.right_edge.i + 1].text
    if _SIMILE.search(said):
        return True
    return is_judged(verb)


def is_judged(verb: "Token") -> bool:
    """Whether a copula gives a judgement of its subject or a figure for it."""
    if verb.lemma_ not in _COPULAS:
        return False
    for one in verb.rights:
        if one.dep_ == "acomp" and one.lower_ in _JUDGING:
            return not any(below.dep_ in ("prep", "xcomp", "ccomp") for below in one.rights)
        if one.dep_ in ("attr", "dobj", "oprd") and _is_figure(one):
            return True
    return False


def _is_figure(noun: "Token") -> bool:
    judged = any(one.dep_ == "amod" and one.lower_ in _JUDGING for one in noun.lefts)
    one_of_a_kind = any(one.lower_ in ("a", "an", "no", "such", "quite") for one in noun.lefts)
    return noun.tag_ in ("NN", "NNS") and (judged or noun.lower_ in _FIGURES) and one_of_a_kind
