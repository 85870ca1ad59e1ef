"""Clauses of a parsed sentence: subject, verb group, the rest, and what hangs on them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from quizapp.generate.english.attachments import (
    Attachments,
    attachments,
    is_condition,
    is_of_what_is_due,
    without_stray,
)
from quizapp.generate.english.constituents import gaps
from quizapp.generate.english.lexicon import CLASSES, ORGANISATIONS, PLURAL_PEOPLE, SAY
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import (
    COMMON,
    Replace,
    asides,
    mention,
    neighbour,
    show,
    subtree,
)
from quizapp.generate.english.predicates import FINITE, Predicate, is_accusing, predicate, rejoined
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Clause, Mention, TextSpan

if TYPE_CHECKING:
    from collections.abc import Callable

    from spacy.tokens import Token


_ASIDES = frozenset("which who whose up down among including".split())
_COMPARING = frozenset("more less fewer higher lower earlier later".split())
_ROUNDING = frozenset("some about around nearly almost roughly".split())
_UNCHANGING = frozenset(
    "put cut set hit let cost hurt quit shut split spread read beat bet burst cast rid shed bid"
    " broadcast forecast thrust upset slit wed".split()
)
"""Verbs whose past is their base form."""
_PASTS = frozenset(
    "swam ran began sang drank rang sank sprang shrank came became overcame went wore tore swore"
    " bore broke spoke stole chose froze drove rode rose wrote arose took shook gave ate fell drew"
    " flew grew knew threw blew saw".split()
)
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
        if any(one.lower_ in ("will", "'ll", "shall", "would", "to") for one in helpers):
            return True
        return (helpers[0] if helpers else self.verb).tag_ in ("VBZ", "VBP") and not any(
            one.lemma_ == "have" for one in helpers
        )


class Refused(Exception):
    """A clause that is not taken as it stands; its text is the rule that stood against it."""


def clauses(
    root: "Token",
    unit: Unit,
    names: Names,
    replace: Replace,
    refuse: "Callable[[Token, str], None]",
) -> Iterator[Parsed]:
    """All finite clauses below `root`, outer ones first; `refuse` is told of the others."""
    for token in sorted(root.subtree, key=lambda one: (_depth(one), one.i)):
        if token.pos_ in ("VERB", "AUX"):
            try:
                if found := clause_at(token, unit, names, replace):
                    yield found
            except Refused as refused:
                refuse(token, str(refused))


def _depth(token: "Token") -> int:
    return sum(1 for _ in token.ancestors)


def clause_at(verb: "Token", unit: Unit, names: Names, replace: Replace) -> Parsed | None:
    """The clause of a verb; None where it has none.

    Raises:
        Refused: it would say more, or something else, than the sentence.
    """
    found = predicate(verb)
    if found is None:
        return None
    subject, marker = found.subject, found.marker
    unknown = verb.tag_ == "VBD" and verb.lower_ not in _UNCHANGING
    if verb.lemma_ == verb.lower_ and (unknown or verb.lower_ in _PASTS):
        raise Refused("a verb whose base form is not known")
    if _is_anyones(verb) or _is_of_the_main_clause(verb):
        raise Refused("a deed of the speaker, or of whom is spoken")
    if _is_of_whose(verb, subject):
        raise Refused("a deed of somebody's somebody")
    joined = [
        child
        for child in verb.children
        if child.dep_ in ("cc", "conj") and not is_condition(child, subtree(child))
    ]
    skip = asides(verb) | {below.i for child in joined for below in child.subtree}
    if subject.head != verb and not found.is_remark:
        # of the verb before, as in "X, the mayor, agreed but said …"
        skip |= {at for at in asides(subject) if not _is_of_a_day(verb.doc[at])}
    off = attachments(verb, marker, skip)
    skip |= off.indexes
    _share_condition(verb, off)
    pieces = [piece for piece in (off.cause, off.condition) if piece]
    later = [one.i for one in joined if one.dep_ == "conj"]
    for piece in (off.argument, off.result):
        if any(piece and verb.i < at < piece[0].i for at in later):
            piece.clear()  # "left and sold its ships, arguing …": for which of them?
    later += [at for at in asides(verb) if not _is_of_a_day(verb.doc[at])]
    later += [one.i for one in verb.subtree if _is_loose_verb(one)]
    if any(verb.i < at < piece[0].i for at in later for piece in pieces):
        raise Refused("a reason or condition of something else")
    if _is_inverted(found):
        raise Refused("a condition that is put by its order")
    if any(piece and _is_cut(piece, verb, skip) for piece in pieces):
        raise Refused("a reason or condition that is cut")
    skip |= put_between(found)
    subjects = found.subjects(skip)
    group = found.group(skip, replace)
    if _is_parted(found, group.tokens, skip):
        raise Refused("words between the verb and its helper would be lost")
    cut = next((one.i for one in verb.subtree if one.i > verb.i and _opens_aside(one)), 0)
    if cut and any(piece and piece[0].i > cut for piece in (off.cause, off.condition)):
        # "…, fewer than before, because of the rain": a reason for the remark
        raise Refused("a reason or condition of something else")
    whole = _rest(verb, group.tokens, skip)
    if _is_limited_after(verb, off):
        raise Refused("a limit that follows would be lost")
    if _is_half_a_subject(whole):
        raise Refused("the subject of what follows was taken for an object")
    rest = without_stray(whole, off.dropped)
    near = {one.i for one in (*rest, *off.time)}
    if off.compared and off.compared[0].i - 2 not in near:
        off.compared.clear()  # "runs six days and sees 30 patients, compared with 18 at Hale"
    lead = [one for one in _lead(verb, marker, skip) if one not in group.tokens]
    _fill(verb, subject, rest, replace)
    replace = kept_pronouns([*subjects, *group.tokens, *rest], replace)
    tokens = sorted({*subjects, *group.tokens, *rest, *lead}, key=lambda one: one.i)
    if len(tokens) > LONGEST or not subjects:
        raise Refused("too long, or without a subject")
    named = mention(subject, subjects, unit, names, replace)
    if not is_one_phrase(subjects, show(subjects, replace)):
        raise Refused("a subject that is more or less than one phrase")
    if not agrees(found, named):
        raise Refused("a subject that does not go with its verb")
    if has_loose_ends(rest, {*tokens, verb}, names, found.is_remark):
        raise Refused("an end that belongs elsewhere")
    if not (found.is_remark or is_accusing(verb)) and is_torn(found, group.tokens, skip):
        raise Refused("a subject that is torn from its verb")
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
        form=_form(verb),
    )
    first, last = tokens[0], tokens[-1]
    span = unit.span(first.idx, last.idx + len(last))
    return Parsed(verb, clause, tokens, span, off)


def _is_parted(found: Predicate, group: "list[Token]", skip: set[int]) -> bool:
    """`cannot in good conscience choose`: what limits the verb stands before it."""
    if not found.helpers or found.is_remark:
        return False
    first, verb = found.helpers[0], found.verb
    inside = {one.i for one in found.subject.subtree} | {one.i for one in group} | skip
    between = verb.doc[first.i + 1 : verb.i]
    if verb.dep_ == "conj" and first.head != verb:  # "will shut the mill and move its staff"
        start = _shared_from(first.head, verb)
        if not start:
            return True
        between = verb.doc[start : verb.i]
    return any(one.i not in inside and not one.is_punct for one in between)


def _shared_from(first: "Token", verb: "Token") -> int:
    """Where the last of `must publish the plan, hire an auditor and show that …` begin; else 0.

    Only for verbs that `and` joins, and of which the first is not denied.
    """
    chain = [verb]
    while chain[-1] != first and chain[-1].dep_ == "conj":
        chain.append(chain[-1].head)
    joints = [one for two in chain for one in two.children if one.dep_ == "cc"]
    denied = any(one.dep_ == "neg" for one in first.children)
    if denied or not joints or any(one.lower_ != "and" for one in joints):
        return 0
    before = [one.i for one in joints if one.i < verb.i]
    edge = verb.left_edge.i
    comma = edge if neighbour(verb.doc[edge], -1) == "," else 0
    return before[-1] + 1 if before else comma


def _is_of_a_day(token: "Token") -> bool:
    """Whether an aside is only `on Wednesday`, behind a noun."""
    return token.ent_type_ == "DATE" or (token.lower_ == "on" and neighbour(token).endswith("day"))


def _is_inverted(found: Predicate) -> bool:
    """`Should nobody come forward, …`"""
    if not found.helpers or found.is_remark:
        return False
    first = found.helpers[0]
    return first.i < found.subject.left_edge.i and first.lower_ in ("should", "had", "were")


def _is_cut(piece: "list[Token]", verb: "Token", skip: set[int]) -> bool:
    """`after drivers refused to work past 1[am without pay]`: more of it hangs on the verb."""
    last = piece[-1]
    if last.i < verb.i:
        return False
    beyond = [one for one in verb.subtree if one.i > last.i and one.i not in skip]
    joint = beyond[0] if beyond else last
    return bool(beyond) and not joint.is_punct and joint.dep_ not in ("cc", "conj")


def _is_anyones(verb: "Token") -> bool:
    """`the board concluded that the link was open and allowed …`: who allowed it, nothing tells."""
    first = verb.head
    if rejoined(verb) is not None:
        return False
    own = any(one.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "mark") for one in verb.lefts)
    told = first.dep_ == "ccomp" and first.head.lemma_ in SAY
    return verb.dep_ == "conj" and verb.tag_ == "VBD" and told and not own


def _is_of_the_main_clause(verb: "Token") -> bool:
    """`They froze after he sacked judges, and resumed only then`: the talks did, not he."""
    first = verb.head
    own = any(one.dep_ in ("nsubj", "nsubjpass") for one in verb.lefts)
    joint = next((one for one in first.rights if one.dep_ == "cc"), None)
    comma = joint is not None and joint.i < verb.i and neighbour(joint, -1) == ","
    beside = first.head.tag_ == verb.tag_ or verb.tag_ in FINITE
    inside = first.dep_ == "advcl" and first.i > first.head.i
    return verb.dep_ == "conj" and inside and comma and beside and not own


def _is_of_whose(verb: "Token", subject: "Token") -> bool:
    """`The party, whose leader, Anna Holt, won the vote, …`: the leader won it."""
    between = verb.doc[subject.i + 1 : verb.i] if subject.i < verb.i else ()
    whose = next((one.i for one in between if one.lower_ == "whose"), None)
    return whose is not None and not any(one.tag_ in FINITE for one in between if one.i > whose)


def _is_half_a_subject(rest: "list[Token]") -> bool:
    """`lose its majority and the budget[, which …, would fail]`: a clause cut before its verb."""
    joint = next((one for one in reversed(rest) if one.dep_ == "cc"), None)
    last = rest[-1] if rest else None
    if joint is None or last is None or last.i - joint.i > 6:
        return False
    doc, end = last.doc, last.sent.end
    after = last.i + 1
    if after + 1 < end and doc[after].text == "," and doc[after + 1].lower_ in ("which", "who"):
        after = next((at for at in range(after + 2, end) if doc[at].text == ","), end - 1) + 1
    return after < end and last.pos_ in ("NOUN", "PROPN") and doc[after].tag_ in FINITE


def _share_condition(verb: "Token", off: Attachments) -> None:
    """`If it is sold, work will begin and people will move in`: of both, since it stands first."""
    first = verb.head
    if verb.dep_ != "conj" or first.pos_ not in ("VERB", "AUX") or off.condition:
        return
    for child in first.lefts:
        if child.dep_ == "advcl" and child.left_edge.lower_ in ("if", "unless", "should"):
            off.condition = list(child.subtree)


def _is_limited_after(verb: "Token", off: Attachments) -> bool:
    """Whether `, but only if …` or `, provided that …` follows, wherever the parser put it."""
    end = verb.right_edge.i + 1
    taken = off.indexes
    following = verb.doc[end : min(verb.sent.end, end + 4)]
    words = [one.lower_ for one in following if not one.is_punct and one.i not in taken]
    return bool(words) and (
        words[0] in ("unless", "provided", "providing", "except")
        or (words[0] in ("but", "and") and words[1:2] == ["only"])
    )


def _form(verb: "Token") -> Literal["does", "is done", "is"]:
    if verb.lemma_ == "be":
        return "is"
    passive = any(one.dep_ == "auxpass" for one in verb.lefts)
    reduced = verb.dep_ == "acl" and verb.tag_ == "VBN"
    joined = verb.dep_ == "conj" and verb.tag_ == "VBN" and _form(verb.head) == "is done"
    return "is done" if passive or reduced or joined else "does"


LIMITING = frozenset(
    "if unless provided providing except until only maybe perhaps though although but up".split()
)
"""Words of a remark without which what stands before it would say more than is true."""


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
        lost = [one for one in rest if one.i >= min(ends)]
        if {one.lower_ for one in lost} & LIMITING:
            raise Refused("a limit that follows would be lost")
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
    if neighbour(token) == "of" and neighbour(token, 2) in ("which", "whom"):
        return True  # ", most of which stands on the other shore"
    bare = token.i > 1 and token.nbor(-2).pos_ == "VERB"
    if bare and token.pos_ == "ADP" and neighbour(token) == "which":
        return True  # "would appeal, for which it has a week": else it reads as what is done
    told = any(one.dep_ == "relcl" for one in token.head.rights)  # ", a charge Norway rejected"
    if token.lower_ in ("a", "an") and (told or {"that", "which", "who"} & near):
        return True  # ", a decline that the mission attributes to patrols"
    if token.lower_ == "the" and neighbour(token, 2) == "time":
        return True  # ", the first time that …"
    rounded = token.lower_ in _ROUNDING and token.i + 1 < len(token.doc) and token.nbor(1).like_num
    compared = "than" in near and (token.like_num or rounded or token.lower_ in _COMPARING)
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
    """A pronoun stays where what it stands for comes before it in the clause.

    Raises:
        Refused: a noun would stand for it: `Hale denies any dealings with the firm` is of another.
    """
    seen: set[str] = set()
    kept: set[int] = set()
    for one in sorted(tokens, key=lambda one: one.i):
        shown = replace.get(one.i, one.text)
        bare = re.sub(r"['’]s?$", "", shown)
        if bare and {bare, bare.split()[-1]} & seen:
            if one.lower_ in _PRONOUNS:
                kept.add(one.i)
            elif one.tag_ == "NN" and shown != one.text and one.dep_ in ("dobj", "pobj"):
                raise Refused("a noun that cannot mean its own subject")
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
        if child.dep_ == "npadvmod" and neighbour(child) == "after":
            continue  # "a day after the court ruled": the ruling itself took no day
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


def is_one_phrase(subjects: "list[Token]", shown: str) -> bool:
    """Whether a subject, which reads as `shown`, is one phrase and the whole of it."""
    if any(one.tag_ == "." for one in subjects):
        return False  # two sentences that were taken for one
    if "," in shown and any(one.dep_ == "appos" for one in subjects):
        return False  # an apposition that lost its second comma
    return not _is_aside(subjects)


_COLLECTIVE = ORGANISATIONS | frozenset("police military staff".split())
_COLLECTIVE |= frozenset(word for several in CLASSES.values() for word in several.split())
"""Nouns of which what they do is told in the plural as well: `the team are ahead`."""


_UNCHANGED = ("species", "series", "headquarters", "means", "data")
"""Nouns that look like plurals, and may be none."""


def agrees(found: Predicate, named: Mention) -> bool:
    """Whether a verb is of the number of its subject; else the parser took another for it."""
    subject = found.subject
    finite = found.helpers[0] if found.helpers else found.verb
    if finite.tag_ == "VBZ" and subject.tag_ == "NNS":
        return subject.lower_ in _UNCHANGED
    if finite.tag_ != "VBP" or subject.tag_ != "NN":
        return True
    joined = any(one.dep_ == "conj" for one in subject.children)
    bare = subject.text[0].isupper() and subject.left_edge == subject  # "Millbeck say"
    if bare and subject.lower_ not in subject.doc.user_data.get(COMMON, ()):
        return True
    several = subject.lower_ in PLURAL_PEOPLE or subject.lower_ in _COLLECTIVE
    return joined or several or named.noun in ("team", "body", "state") or _is_share(subject)


def _is_share(subject: "Token") -> bool:
    """`a fifth of the reefs`, `55 per cent of voters`: as many as the noun behind it tells."""
    counted = subject.lower_ in ("half", "rest") or any(
        one.lower_ in ("a", "an") or one.dep_ == "nummod" for one in subject.lefts
    )
    of = next((one for one in subject.rights if one.lower_ == "of"), None)
    return (
        counted
        and of is not None
        and any(one.tag_ in ("NNS", "NNPS") or one.lower_ == "them" for one in of.children)
    )


_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_SEATS = frozenset("capital city town port village".split())


def _is_aside(subjects: "list[Token]") -> bool:
    """`the bid of $31.50 [a share]`, `In the capital, [Sefton], the league …`: another's tail."""
    first = subjects[0]
    if first.i == 0:
        return False
    before = first.nbor(-1)
    figure = before.like_num and not _YEAR.fullmatch(before.text)
    if first.lower_ in ("a", "an") and (figure or before.ent_type_ == "MONEY"):
        return True
    return before.text == "," and neighbour(before, -1) in _SEATS


_TURNS = ("by contrast", "in turn", "in fact", "of course", "as a result")
_PARTS = re.compile(r"(?:for|on) (?:its|their|his|her|our) part")
_QUALIFYING = ("acl", "amod", "appos", "npadvmod", "prep", "relcl")


def put_between(found: Predicate) -> set[int]:
    """Indexes of `, worth 60,000 euros,` or `, for its part,` between a subject and its verb.

    Nothing of it says that something is so, and only a turn of speech may hang on the verb.
    """
    first = found.helpers[0] if found.helpers else found.verb
    subject, doc, end = found.subject, first.doc, first.i - 1
    if found.is_remark or end <= subject.i or doc[end].text != ",":
        return set()
    start = next((at for at in range(end - 1, subject.i, -1) if doc[at].text == ","), 0)
    inside = doc[start + 1 : end]
    if not start or any(one.tag_ in FINITE or one.dep_ in ("mark", "cc") for one in inside):
        return set()
    said = inside.text.lower()
    turn = said in _TURNS or _PARTS.fullmatch(said) is not None
    heads = [one for one in inside if one.head not in inside]
    below = all(one.dep_ in _QUALIFYING and one.head in subject.subtree for one in heads)
    return set(range(start, end + 1)) if turn or below else set()


def is_torn(found: Predicate, group: "list[Token]", skip: set[int]) -> bool:
    """Whether a comma parts subject and verb, or something is left behind an aside."""
    before = group[0].i - 1
    parted = neighbour(group[0], -1) == "," and not {before, before - 1} & skip
    if parted and not _is_listed(found):
        return True
    return any(
        after.i - one.i > 3 and after.lower_ not in ("of", "and")
        for one, after in pairwise(found.subjects(skip))
    )


def _is_listed(found: Predicate) -> bool:
    """`trains daily, sleeps nine hours and …`: with a comma behind the verb before."""
    verb = found.verb
    alone = not any(one.head == verb for one in (found.subject, *found.helpers))
    joint = any(one.dep_ == "cc" for one in (*verb.head.rights, *verb.rights))
    return verb.dep_ == "conj" and alone and joint


def has_loose_ends(
    rest: "list[Token]", kept: "set[Token]", names: Names, is_remark: bool = False
) -> bool:
    """Whether something follows the verb that belongs to what was taken off, or elsewhere.

    Args:
        rest: what follows the verb.
        kept: all of the clause.
    """
    if rest and (rest[0].lower_ in _STRANDED or (_breaks_off(rest) and not is_remark)):
        return True
    return any(
        _is_orphan(one, kept) or _is_odd_pair(one, names) or is_of_what_is_due(one) for one in rest
    )


def _breaks_off(rest: "list[Token]") -> bool:
    """`as Westhaven United[, reduced to ten men, beat Rovers]`: cut before its verb."""
    last = rest[-1]
    if neighbour(last) != ",":
        return False
    beyond = last.doc[last.i + 2 : last.sent.end]
    second = next((one.i for one in beyond if one.text == ","), last.i + 1)
    lost = last.doc[min(second + 1, last.sent.end - 1)].tag_ in FINITE
    opening = [one for one in rest if one.lower_ in ("as", "until", "before", "after", "while")]
    return lost and any(one.dep_ == "prep" and last in one.subtree for one in opening)


def _is_orphan(token: "Token", kept: "set[Token]") -> bool:
    depends = token.dep_ in ("mark", "nsubj", "nsubjpass", "dobj")
    return token.head not in kept and not token.is_punct and depends


def _is_odd_pair(token: "Token", names: Names) -> bool:
    """`from the left and Okoro`: a person joined to a thing begins a clause of their own."""
    return token.dep_ == "conj" and token.text in names.surnames and token.head.pos_ != "PROPN"
