"""Which verbs say something of a subject, and how they stand in a statement and a question."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import Replace, asides, show, subtree

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


LONGEST_ANTECEDENT = 12
"""Words of a noun phrase that a remark is about."""
FINITE = ("VBD", "VBZ", "VBP", "MD")
_ON_A_WHOLE = frozenset(
    "mean make cause surprise lead allow help anger prompt raise come happen result give leave"
    " bring follow add".split()
)
"""Verbs whose `which` may take up a whole sentence."""
_NAMING = frozenset("call know name base bear include compare give age say see".split())
"""Participles that tell no event of their own."""


@dataclass(frozen=True)
class Predicate:
    """A verb with the subject that it says something of."""

    verb: "Token"
    subject: "Token"
    marker: "Token"
    """What stands for the subject in the verb's own clause: itself, or `which`."""
    helpers: "tuple[Token, ...]" = ()
    is_remark: bool = False

    def subjects(self, skip: set[int]) -> "list[Token]":
        """The tokens of the subject, without the indexes in `skip`."""
        if not self.is_remark:
            return [one for one in subtree(self.subject, skip) if one.i < self.verb.i]
        end = _comma(self.verb)
        left = asides(self.subject)
        return [one for one in subtree(self.subject, left) if one.i < end]

    def group(self, skip: set[int], replace: Replace) -> VerbGroup:
        """The verb with its helpers, those put in that a participle lacks."""
        verb = self.verb
        if is_accusing(verb):
            return VerbGroup([verb], "accused", "did", "accuse", False)
        if verb.dep_ == "acl" or is_undergone(verb):
            several = any(one.lower_ in ("have", "are", "were") for one in _own(verb.head.head))
            was = "were" if several or self.subject.tag_ in ("NNS", "NNPS") else "was"
            return VerbGroup([verb], f"{was} {verb.text}", was, verb.text, False)
        return verb_group(verb, list(self.helpers), self.marker, skip, replace)


def predicate(verb: "Token") -> Predicate | None:
    """What a verb is said of; None for a verb that only helps or describes."""
    if is_remark(verb):
        pronoun = _pronoun(verb)
        return Predicate(verb, verb.head, pronoun or verb.head, tuple(_own(verb)), is_remark=True)
    subject = subject_of(verb)
    if subject is None:
        return None
    helpers = _helpers(verb, subject)
    if not is_accusing(verb) and not is_undergone(verb) and not _is_main(verb, helpers):
        return None
    return Predicate(verb, subject, subject, tuple(helpers))


def is_accusing(verb: "Token") -> bool:
    """`Poland left, accusing two members of …`: the participle tells as much as the verb."""
    return verb.lower_ == "accusing" and verb.dep_ == "advcl" and verb.head.tag_ == "VBD"


def is_undergone(verb: "Token") -> bool:
    """`left after being fined`: the same subject was fined, where it has left or does leave."""
    after, deed = verb.head, verb.head.head
    being = any(one.dep_ == "auxpass" and one.lower_ == "being" for one in verb.lefts)
    told = deed.dep_ in ("ROOT", "conj") and not any(one.tag_ in ("MD", "TO") for one in deed.lefts)
    return verb.dep_ == "pcomp" and after.lower_ == "after" and after.i > deed.i and being and told


def is_remark(verb: "Token") -> bool:
    """`the fund, which pays half, …` and `the hall, built in 1934, …`: true by itself."""
    head, finite = verb.head, (_own(verb) or [verb])[0]
    if head.pos_ not in ("NOUN", "PROPN") or verb.lemma_ in SAY or head.dep_ == "conj":
        return False
    several = any(one.dep_ == "conj" for one in head.children)
    if several and (finite == verb or finite.lower_ not in ("have", "are", "were")):
        return False
    plural = finite.lower_ in ("have", "are", "were", "do")
    if plural and head.tag_ in ("NN", "NNP") and not several:
        return False  # "the Friends of Tolby Lido, who have …": of a noun before it
    end = _comma(verb)
    near = end > 0 and head.left_edge.i < end <= head.left_edge.i + LONGEST_ANTECEDENT
    if not near or end <= head.i or _is_below_a_noun(head):
        return False
    if verb.dep_ == "acl" and any(one.dep_ == "amod" and one.i > head.i for one in head.children):
        return False  # "officials close to the talks, held in May, …": of the talks
    if verb.dep_ == "acl":
        return verb.tag_ == "VBN" and verb.lemma_ not in _NAMING and _is_event(verb)
    pronoun = _pronoun(verb)
    if pronoun is not None and pronoun.lower_ == "which" and head.ent_type_ == "PERSON":
        return False
    if verb.dep_ != "relcl" or pronoun is None or end != pronoun.i - 1:
        return False
    after = head.dep_ not in ("nsubj", "nsubjpass")
    whole = after and (verb.lemma_ in _ON_A_WHOLE or finite.tag_ == "MD")
    return finite.tag_ in FINITE and (pronoun.lower_ == "who" or not whole)


def _is_below_a_noun(head: "Token") -> bool:
    """`a row over checks, settled in May`: of which noun, only its meaning tells."""
    above = head.head.head
    return head.dep_ == "pobj" and above.pos_ == "NOUN" and head.ent_type_ != "PERSON"


def is_setting(verb: "Token") -> bool:
    """`…, when officers found …` and `…, where prices rose`, with a subject of their own."""
    if verb.dep_ != "relcl" or not _comma(verb):
        return False
    return verb.left_edge.lower_ in ("when", "where") and (_own(verb) or [verb])[0].tag_ in FINITE


def _comma(verb: "Token") -> int:
    """Index of the comma that opens the remark; 0 for none."""
    edge = verb.left_edge.i
    return edge - 1 if edge > 0 and verb.doc[edge - 1].text == "," else 0


def _pronoun(verb: "Token") -> "Token | None":
    """`which` or `who`, as the subject of a relative clause."""
    subjects = (one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass"))
    found = next(subjects, None)
    return found if found is not None and found.lower_ in ("which", "who") else None


def _is_event(verb: "Token") -> bool:
    """Whether a participle says by whom, when or where; and of nothing that is still to come."""
    told = [one for one in verb.rights if one.dep_ in ("agent", "prep")]
    marked = any(
        one.dep_ == "agent" or any(below.ent_type_ in ("DATE", "GPE") for below in one.subtree)
        for one in told
    )
    holder = verb.head.head
    helpers = [one.lower_ for one in holder.lefts if one.dep_ in ("aux", "auxpass")]
    return marked and not {"will", "would", "shall", "'ll"} & set(helpers)


def subject_of(verb: "Token") -> "Token | None":
    """The subject, that of the first verb for one of several joined verbs."""
    subjects = [
        child
        for child in verb.children
        if child.dep_ in ("nsubj", "nsubjpass", "csubj", "expl") and child.i < verb.i
    ]
    if subjects:
        named = [one for one in subjects if one.tag_ not in ("WDT", "WP")]
        return (named or subjects)[-1]
    if is_accusing(verb):
        return subject_of(verb.head)
    if is_arranged(verb):
        return subject_of(verb.head)
    if is_undergone(verb):
        return subject_of(verb.head.head)
    before = verb.nbor(-1) if verb.i > 0 else verb
    if before.tag_ in ("NNP", "NNPS"):
        return None  # its own subject, which the parser took for something else
    if (saying := rejoined(verb)) is not None:
        return subject_of(saying)
    if verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX") and verb.tag_ != "VBG":
        between = verb.doc[verb.head.i + 1 : verb.i]
        if not any(one.dep_ in ("nsubj", "nsubjpass") and one.head == verb for one in between):
            return subject_of(verb.head)
    return None


def is_arranged(verb: "Token") -> bool:
    """`the school is [to close] next year`: what is arranged for, and not what something is."""
    to = next((one for one in verb.lefts if one.dep_ == "aux" and one.lower_ == "to"), None)
    finite = verb.head
    return (
        verb.dep_ == "xcomp"
        and to is not None
        and finite.lower_ in ("is", "are")
        and to.i == finite.i + 1
        and finite.dep_ in ("ROOT", "conj")
        and not any(one.dep_ in ("aux", "neg", "expl") for one in finite.children)
        and any(one.dep_ in ("nsubj", "nsubjpass") for one in finite.lefts)
    )


def rejoined(verb: "Token") -> "Token | None":
    """The saying in `Olsen said it would stay open, and accused …`: what she did as well.

    A past behind a `would` does not go on with what was said; and where `he` said what `he` had
    done, it is his as well.
    """
    told = verb.head
    alone = verb.tag_ == "VBD" and not any(
        one.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for one in verb.lefts
    )
    if verb.dep_ != "conj" or told.dep_ != "ccomp" or told.i > verb.i or not alone:
        return None
    modal = any(one.tag_ == "MD" for one in told.lefts)
    said = told.head.lemma_ in SAY and told.head.i < told.i and told.head.tag_ == "VBD"
    named = [[one.lower_ for one in two.lefts if one.dep_ == "nsubj"] for two in (told, told.head)]
    same = named[0] == named[1] and named[0] in (["he"], ["she"])
    return told.head if said and (modal or same) else None


def _own(verb: "Token") -> "list[Token]":
    return [one for one in verb.lefts if one.dep_ in ("aux", "auxpass")]


def _helpers(verb: "Token", subject: "Token") -> "list[Token]":
    """The auxiliaries, those of the first verb for one of several joined verbs."""
    own = _own(verb)
    if is_arranged(verb):
        return [verb.head, *own]
    if own or verb.dep_ != "conj" or subject.head == verb:
        return own
    shared = _helpers(verb.head, subject)
    if verb.tag_ == "VBD":  # "would have raised the price and [lengthened] the work"
        perfect = any(one.lemma_ == "have" for one in shared) and shared[0].tag_ == "MD"
        turned = any(one.dep_ == "cc" and one.lower_ == "but" for one in verb.head.rights)
        passive = any(one.dep_ == "auxpass" for one in shared)
        return shared if perfect and not passive and not turned else own
    return shared if verb.tag_ in ("VBN", "VB", "VBG") else own


def _is_main(verb: "Token", helpers: "list[Token]") -> bool:
    """Whether it is finite, and no relative clause (but `which he said …`)."""
    finite = (helpers[0] if helpers else verb).tag_ in FINITE
    aside = is_setting(verb) or (verb.dep_ == "relcl" and verb.lemma_ in SAY)
    return finite and (aside or verb.dep_ not in ("relcl", "acl", "csubj", "pcomp"))
