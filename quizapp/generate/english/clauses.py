"""Clauses of a parsed sentence: subject, verb group, the rest, and what hangs on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from quizapp.generate.english.constituents import Attachments, attachments, gaps, without_stray
from quizapp.generate.english.lexicon import PLURAL_PEOPLE
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, asides, mention, neighbour, show
from quizapp.generate.english.predicates import Predicate, is_accusing, predicate
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Clause, TextSpan

if TYPE_CHECKING:
    from spacy.tokens import Token


_ASIDES = frozenset("which who whose up down among including".split())
_COMPARING = frozenset("more less fewer higher lower earlier later".split())
_PRONOUNS = frozenset("it its he she him her his".split())
LONGEST = 44
"""Words of a clause that is still asked about."""


@dataclass
class Parsed:
    """A clause with what was taken off it."""

    verb: "Token"
    clause: Clause
    tokens: "list[Token]"
    span: TextSpan
    off: Attachments

    @property
    def agent(self) -> "Token | None":
        """`by`, of a passive."""
        return next((one for one in self.verb.children if one.dep_ == "agent"), None)

    @property
    def is_passive(self) -> bool:
        reduced = self.verb.dep_ == "acl"
        return reduced or any(one.dep_ == "auxpass" for one in self.verb.lefts)

    @property
    def is_future(self) -> bool:
        """Whether a day without a year lies ahead: `will open`, `meet again`, `is due`."""
        helpers = [one for one in self.verb.lefts if one.dep_ in ("aux", "auxpass")]
        if any(one.lower_ in ("will", "'ll", "shall", "would") for one in helpers):
            return True
        return (helpers[0] if helpers else self.verb).tag_ in ("VBZ", "VBP") and not any(
            one.lemma_ == "have" for one in helpers
        )


def clauses(root: "Token", unit: Unit, names: Names, replace: Replace) -> Iterator[Parsed]:
    """All finite clauses below `root`, outer ones first."""
    for token in sorted(root.subtree, key=lambda one: (_depth(one), one.i)):
        if token.pos_ in ("VERB", "AUX") and (found := clause_at(token, unit, names, replace)):
            yield found


def _depth(token: "Token") -> int:
    return sum(1 for _ in token.ancestors)


def clause_at(verb: "Token", unit: Unit, names: Names, replace: Replace) -> Parsed | None:
    """The clause of a verb; None where it has none, or none that holds together."""
    found = predicate(verb)
    if found is None:
        return None
    subject, marker = found.subject, found.marker
    joined = [child for child in verb.children if child.dep_ in ("cc", "conj")]
    skip = asides(verb) | {below.i for child in joined for below in child.subtree}
    off = attachments(verb, marker, skip)
    skip |= off.indexes
    subjects = found.subjects(skip)
    group = found.group(skip, replace)
    cut = next((one.i for one in verb.subtree if one.i > verb.i and _opens_aside(one)), 0)
    if cut and any(piece and piece[0].i > cut for piece in (off.cause, off.condition)):
        return None  # "…, fewer than before, because of the rain": a reason for the remark
    rest = without_stray(_rest(verb, group.tokens, skip), off.dropped)
    lead = [one for one in _lead(verb, marker, skip) if one not in group.tokens]
    _fill(verb, subject, rest, replace)
    replace = kept_pronouns([*subjects, *group.tokens, *rest], replace)
    tokens = sorted({*subjects, *group.tokens, *rest, *lead}, key=lambda one: one.i)
    if len(tokens) > LONGEST or not subjects:
        return None
    named = mention(subject, subjects, unit, names, replace)
    sound = has_sound_subject(found, subjects, show(subjects, replace))
    if not sound or has_loose_ends(rest, {*tokens, verb}, names):
        return None
    if not (found.is_remark or is_accusing(verb)) and is_torn(subjects, group.tokens, skip):
        return None
    clause = Clause(
        subject=named,
        plural=_is_plural(subject),
        auxiliary=group.auxiliary,
        verb=group.text,
        bare=group.bare,
        rest=show(rest, replace),
        negated=group.negated,
        gaps=tuple(gaps(verb, rest, unit, names, replace)),
        lead=show(lead, replace),
        lemma=verb.lemma_,
    )
    first, last = tokens[0], tokens[-1]
    span = unit.span(first.idx, last.idx + len(last))
    return Parsed(verb, clause, tokens, span, off)


def _rest(verb: "Token", group: "list[Token]", skip: set[int]) -> "list[Token]":
    """What follows the verb, without loose signs at either end."""
    below = sorted(verb.subtree, key=lambda one: one.i)  # not in order where arcs cross
    rest = [
        one
        for one in below
        if one.i > verb.i and one.i not in skip and one not in group and not one.is_space
    ]
    joints = [one.i for one in verb.rights if one.dep_ == "cc"]
    asides_ = [one.i for one in rest if _opens_aside(one)]
    if ends := [*joints, *asides_]:
        rest = [one for one in rest if one.i < min(ends)]
    loose = next((one for one in rest if _is_loose_verb(one)), None)
    if loose is not None:
        joint = [one.i for one in rest if one.dep_ == "cc" and one.i < loose.i]
        rest = [one for one in rest if one.i < (joint[-1] if joint else loose.i)]
    while rest and rest[0].is_punct:
        rest.pop(0)
    while rest and (rest[-1].is_punct or rest[-1].dep_ in ("cc", "mark")) and rest[-1].text != "%":
        rest.pop()
    return rest


def _opens_aside(token: "Token") -> bool:
    """`, which nobody denies`, `, 9 per cent more than before`: a remark, however it was parsed."""
    if neighbour(token, -1) != ",":
        return False
    near = {one.lower_ for one in token.doc[token.i : token.i + 5]}
    compared = "than" in near and (token.like_num or token.lower_ in _COMPARING)
    return token.lower_ in _ASIDES or bool(compared)


def _is_loose_verb(token: "Token") -> bool:
    """A finite verb that was joined to one that is not: it belongs to the clause before."""
    return (
        token.dep_ == "conj"
        and token.tag_ in ("VBZ", "VBD", "VBP")
        and token.head.tag_ in ("VB", "VBG", "VBN", "NN", "NNS")
        and not any(one.dep_ in ("nsubj", "nsubjpass") for one in token.lefts)
    )


def kept_pronouns(tokens: "list[Token]", replace: Replace) -> Replace:
    """A pronoun stays where what it stands for comes before it in the clause."""
    seen: set[str] = set()
    kept: set[int] = set()
    for one in sorted(tokens, key=lambda one: one.i):
        shown = replace.get(one.i, one.text)
        bare = re.sub(r"['’]s?$", "", shown)
        if one.lower_ in _PRONOUNS and bare and {bare, bare.split()[-1]} & seen:
            kept.add(one.i)
        seen.add(bare)
    return {at: text for at, text in replace.items() if at not in kept}


def _fill(verb: "Token", subject: "Token", rest: "list[Token]", replace: Replace) -> None:
    """Put what `which` stands for where it left a gap: `rely on [Moscow]`, `[it] was pushed`."""
    relative = next((one for one in verb.ancestors if one.dep_ == "relcl"), None)
    if relative is None or verb.dep_ != "ccomp":
        return
    if subject.tag_ in ("WDT", "WP"):
        inside = {one.i for one in relative.subtree}
        whole = [one for one in relative.head.subtree if one.i not in inside]
        replace[subject.i] = show(whole, replace)
        return
    for one in rest:
        if one.dep_ == "prep" and one.head == verb and not any(one.rights):
            holder = relative.head
            replace[one.i] = f"{one.text} {show(holder.subtree, replace).split(',')[0]}"
            return


def _lead(verb: "Token", subject: "Token", taken: set[int]) -> "list[Token]":
    """What stands before the subject and stays: `In the second half`, `Under the plan`."""
    out: list[Token] = []
    if subject.head != verb:
        return out
    for child in verb.lefts:
        if child.i >= subject.left_edge.i or child.i in taken:
            continue
        if child.dep_ in ("prep", "advcl", "npadvmod"):
            out += [one for one in child.subtree if one.i not in taken]
    return out


def _is_plural(subject: "Token") -> bool:
    return (
        subject.tag_ in ("NNS", "NNPS")
        or any(child.dep_ == "conj" for child in subject.children)
        or subject.lower_ in PLURAL_PEOPLE
        or subject.lower_ in ("they", "we", "both", "many", "some")
    )


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
