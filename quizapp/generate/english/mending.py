"""What the parser is known to get wrong, put right before anything is read from it."""

from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import neighbour

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = ("nsubj", "nsubjpass", "expl")
_LEADING = (*_SUBJECTS, "aux", "auxpass", "mark")
_SETTING = frozenset("in on at after before during from to outside inside".split())
"""Prepositions of where and when something is said."""
_TAKING_THAT = frozenset(
    "accusation advice agreement allegation argument assumption assurance basis belief chance"
    " charge claim complaint conclusion concern condition criticism demand doubt evidence"
    " expectation fact fear finding ground grounds guarantee hint hope idea impression indication"
    " knowledge likelihood news notion objection offer opinion possibility promise proof proposal"
    " proposition reminder request requirement risk rumor rumour rule sense sign speculation"
    " suggestion suspicion theory threat understanding view warning word worry".split()
)
"""Nouns that a clause with `that` is as likely to tell more of as of the saying before them."""
_TEXTS = frozenset("announcement declaration letter paper report ruling statement".split())
"""Those in which something is said: `in a statement that …`, but not `after a report that …`."""


def mend(doc: "Doc") -> "Doc":
    """The parse with its known faults put right, in place."""
    for sentence in list(doc.sents):
        _make_root(sentence.root)
    for token in doc:
        _say_it(token)
        if token.pos_ in ("VERB", "AUX"):
            _make_finite(token)
            _have_one_subject(token)
            if token.lemma_ in SAY:
                _keep_first(token)
                _give_content(token)
                _give_condition(token)
    return doc


def _make_root(root: "Token") -> None:
    """`Vance, who won in 2019, missed the race`: a sentence whose verb was taken for a remark."""
    verb = next((one for one in reversed(list(root.rights)) if one.dep_ in ("acl", "relcl")), None)
    if root.pos_ not in ("NOUN", "PROPN") or verb is None or neighbour(verb, -1) != ",":
        return
    helped = [one for one in verb.lefts if one.dep_ in ("aux", "auxpass")]
    led = any(one.dep_ in _SUBJECTS or one.dep_ == "mark" for one in verb.lefts)
    aimed = any(one.dep_ in ("dobj", "xcomp") for one in verb.rights)
    finite = helped[0].tag_ in ("VBD", "VBZ", "VBP", "MD") if helped else aimed
    if not led and finite and verb.tag_ in ("VBD", "VBN"):
        verb.head = verb
        root.head, root.dep_, verb.dep_ = verb, "nsubj", "ROOT"


def _say_it(noun: "Token") -> None:
    """`…, the Federation of Towns estimates, …`: a verb between commas, as it has a subject."""
    verb = noun.lemma_.lower()
    subject = next((one for one in noun.lefts if one.dep_ in ("nsubj", "compound")), None)
    if noun.tag_ != "NNS" or verb not in SAY or subject is None:
        return
    told = subject.dep_ == "nsubj" or subject.pos_ == "PROPN"
    if told and neighbour(subject.left_edge, -1) == "," and neighbour(noun) in (",", ".", ";"):
        noun.tag_, noun.pos_, noun.lemma_ = "VBZ", "VERB", verb
        noun.head, noun.dep_, subject.dep_ = noun.sent.root, "parataxis", "nsubj"


def _have_one_subject(verb: "Token") -> None:
    """`Dimming lamps for some hours each night may help`: of the lamps, and not of the night."""
    first, *others = [one for one in verb.lefts if one.dep_ == "nsubj"] or [verb]
    for one in others:
        open_end = next((below for below in first.rights if below.right_edge == below), first)
        if open_end.dep_ == "acl" and open_end.tag_ == "VBG" and open_end.i == one.left_edge.i - 1:
            one.head, one.dep_ = open_end, "dobj"  # "a grant covering half of the bill"
            continue
        commas = [neighbour(one.left_edge, -1), neighbour(one.right_edge)].count(",")
        if one.ent_type_ in ("DATE", "TIME") and not commas:
            one.head, one.dep_ = first, "npadvmod"
        elif commas == 2 and first.right_edge.i == one.left_edge.i - 2:
            one.head, one.dep_ = first, "appos"  # "Vexel, a firm from Lund, hopes"


def _make_finite(verb: "Token") -> None:
    """`The lamps burned as usual`: the verb of a sentence that has no other to help it."""
    subject = any(one.dep_ == "nsubj" for one in verb.lefts)
    helped = any(one.dep_ in ("aux", "auxpass") for one in verb.children)
    if verb.dep_ == "ROOT" and subject and not helped:
        verb.tag_ = {"VBN": "VBD", "VB": "VBP"}.get(verb.tag_, verb.tag_)


def _keep_first(saying: "Token") -> None:
    """`said it would appeal, …, returned if it wins`: what was said comes first, with a subject."""
    told = [one for one in saying.rights if one.dep_ == "ccomp"]
    for later in told[1:]:
        if later.tag_ in ("VBD", "VBN") and not any(one.dep_ in _LEADING for one in later.lefts):
            later.head, later.dep_, later.tag_ = told[0], "advcl", "VBN"


def _give_content(saying: "Token") -> None:
    """`told analysts on a call that the bill had risen`: what was told hangs on the call."""
    passive = any(one.dep_ == "auxpass" for one in saying.lefts)
    if passive or any(one.dep_ == "ccomp" for one in saying.children):
        return
    for setting in saying.rights:
        if setting.dep_ == "prep" and setting.lower_ in _SETTING:
            for clause in setting.subtree:
                if _is_told(clause, setting):
                    clause.head, clause.dep_ = saying, "ccomp"
                    return


def _is_told(clause: "Token", setting: "Token") -> bool:
    """Whether a clause tells nothing of the noun that it hangs on, in a phrase such as `on a call`.

    What follows `that` is whole; what tells which call it was would lack something.
    """
    noun = clause.head.lemma_.lower()
    if clause.dep_ not in ("acl", "relcl") or noun in _TAKING_THAT:
        return False
    if noun in _TEXTS and setting.lower_ != "in":
        return False
    opening = clause.left_edge
    whole = any(one.dep_ in _SUBJECTS for one in clause.lefts) and any(clause.rights)
    return whole and opening.dep_ == "mark" and opening.lower_ == "that" and opening.head == clause


def _give_condition(saying: "Token") -> None:
    """`If it leaves, he warned, others may follow`: of what is said, as the tag stands inside."""
    told = next((one for one in saying.rights if one.dep_ == "ccomp"), None)
    conditions = [one for one in saying.lefts if _is_condition(one)]
    if saying.dep_ == "ccomp" and saying.head.dep_ == "ROOT" and saying.i < saying.head.i:
        told = saying.head
        closed = neighbour(saying.right_edge) == ","
    else:
        closed = told is not None and "," in (told.left_edge.text, neighbour(told.left_edge, -1))
    if told is None or not conditions or not closed:
        return
    conditions[0].head = told
    if told == saying.head:
        saying.dep_ = "parataxis"


def _is_condition(clause: "Token") -> bool:
    opens = clause.left_edge.lower_ in ("if", "unless")
    return clause.dep_ == "advcl" and opens and neighbour(clause.right_edge) == ","
