"""Whether a clause holds together: where it does not, the parser misread the sentence."""

from itertools import pairwise
from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import PLURAL_PEOPLE
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import neighbour
from quizapp.generate.english.predicates import Predicate

if TYPE_CHECKING:
    from spacy.tokens import Token

_STRANDED = ("where", "which", "who")


def has_sound_subject(found: Predicate, subjects: "list[Token]", shown: str) -> bool:
    """Whether a subject, which reads as `shown`, is one phrase that its verb agrees with."""
    if ". " in shown:
        return False  # two sentences that were taken for one
    if "," in shown and any(one.dep_ == "appos" for one in subjects):
        return False  # an apposition that lost its second comma
    subject = found.subject
    finite = found.helpers[0] if found.helpers else found.verb
    joined = any(one.dep_ == "conj" for one in subject.children)
    if finite.tag_ == "VBZ" and subject.tag_ == "NNS":
        return False
    collective = subject.lower_ in PLURAL_PEOPLE or subject.tag_ == "NNP"
    return not (finite.tag_ == "VBP" and subject.tag_ == "NN" and not joined and not collective)


def is_torn(subjects: "list[Token]", group: "list[Token]", skip: set[int]) -> bool:
    """Whether a comma parts subject and verb, or something is left behind an aside."""
    if neighbour(group[0], -1) == "," and group[0].i - 1 not in skip:
        return True
    return any(
        after.i - one.i > 3 and after.lower_ not in ("of", "and")
        for one, after in pairwise(subjects)
    )


def has_loose_ends(rest: "list[Token]", kept: "set[Token]", names: Names) -> bool:
    """Whether something follows the verb that belongs to what was taken off, or elsewhere.

    Args:
        rest: what follows the verb.
        kept: all of the clause.
    """
    if rest and rest[0].lower_ in _STRANDED:
        return True
    return any(_is_orphan(one, kept) or _is_odd_pair(one, names) for one in rest)


def _is_orphan(token: "Token", kept: "set[Token]") -> bool:
    depends = token.dep_ in ("mark", "nsubj", "nsubjpass", "dobj")
    return token.head not in kept and not token.is_punct and depends


def _is_odd_pair(token: "Token", names: Names) -> bool:
    """`from the left and Okoro`: a person joined to a thing begins a clause of their own."""
    return token.dep_ == "conj" and token.text in names.surnames and token.head.pos_ != "PROPN"
