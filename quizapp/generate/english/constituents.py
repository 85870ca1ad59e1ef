"""What follows a verb and a question can ask for."""

import re
from collections.abc import Iterator
from dataclasses import replace as replaced
from itertools import dropwhile
from typing import TYPE_CHECKING

from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, mention, neighbour, show
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import ClauseGap, Hole

if TYPE_CHECKING:
    from spacy.tokens import Token


_OF = (
    "accuse",
    "consist",
    "suspect",
    "convict",
    "acquit",
    "warn",
    "approve",
    "deprive",
    "complain",
)
"""Verbs that are asked with `of what`."""
_TARGETS = {
    verb: tuple(prepositions)
    for verb, *prepositions in (
        pair.split()
        for pair in (
            "lead to",
            "contribute to",
            "amount to",
            "object to",
            "agree to on",
            "refer to",
            "belong to",
            "apply to",
            "respond to with",
            "react to",
            "result in from",
            "end in with",
            "invest in",
            "participate in",
            "depend on",
            "rely on",
            "insist on",
            "focus on",
            "center on",
            "centre on",
            "hinge on",
            "consist of",
            "complain of about",
            "warn of about against",
            "call for",
            "account for",
            "apologise for",
            "apologize for",
            "ask for",
            "pay for",
            "push for",
            "campaign for against",
            "protest against",
            "vote for against",
            "appeal against for",
            "stem from",
            "suffer from",
            "benefit from",
            "withdraw from",
            "bar from",
            "ban from",
            "exclude from",
            "exempt from",
            "prevent from",
            "prohibit from",
            "quit from",
            "arise from",
            "come from",
            "aim at",
            "concern about",
            "worry about",
            "comply with",
            "cooperate with",
            "be about",
            "blame on for",
            "attribute to",
            "attach to",
            "base on",
            "entitled to",
            "dependent on",
            "reliant on",
            "responsible for",
            "subject to",
            "opposed to",
            "committed to",
            "limited to",
            "vulnerable to",
            "exposed to",
            "linked to",
        )
    )
}
"""Prepositions that belong to a verb: what follows one is asked for with it at the end."""
_DESCRIBING = frozenset(
    "describe dismiss see regard brand characterise characterize portray criticise criticize praise"
    " condemn denounce hail view treat".split()
)
"""Verbs that take what something is called behind `as`."""
_UNITS = frozenset("euros dollars pounds francs kroner yen percent cent %".split())
_GIVING = frozenset(
    "bring give offer send cost promise grant hand show teach owe win earn save deny lend".split()
)
_LEADING = frozenset(
    "go come return grow live turn be have rise continue fail manage win beat lose score draw"
    " attribute attach compare prefer switch add link devote vote agree decide seek wait give"
    " promise refuse threaten expect forbid ban bar permit allow oblige require urge tell order"
    " invite ask".split()
)
"""Verbs after which `to` tells what came of it, or what was decided."""
_RESULTS = frozenset(
    "win lose finish become reach beat claim earn secure seal score die discover find take defeat"
    " end complete clinch set".split()
)
"""Verbs that after `to` tell how something ended."""
_ASKING = ("ask", "call", "vote", "apply", "look", "search", "hope", "push")
SUBJECTS = ("nsubj", "nsubjpass", "expl")
_INTENDED = frozenset("can could may might will would should".split())
"""Helpers that after `so that` tell what is meant to come, and not what came."""
_LASTING: dict[str, Hole] = {"since": "since", "for": "duration"}
_TIMES = frozenset("minutes hours days weeks months years decades".split())
PERIODS = _TIMES | frozenset("weekend summer winter spring autumn period course time".split())


def gaps(
    verb: "Token", rest: "list[Token]", unit: Unit, names: Names, replace: Replace
) -> Iterator[ClauseGap]:
    """The constituents after the verb that can be asked for."""
    for head, role in _holes(verb):
        counted = preposition = ""
        tokens = [one for one in head.subtree if one in rest]
        if not tokens or head not in rest or head.lower_ in ("one", "ones", "some", "it"):
            continue
        if role == "to_do":
            to = next((c for c in head.lefts if c.dep_ == "aux" and c.lower_ == "to"), None)
            if to is None:
                continue
            tokens = [one for one in tokens if one.i >= to.i]
            outside = [one for one in rest if one not in tokens]
        elif role == "after":
            preposition = "after"
            mark = next(one for one in head.lefts if one.lower_ == "after")
            outside = [one for one in rest if one not in tokens]
            tokens = [one for one in tokens if one.i > mark.i]
        elif role in ("agent", "of", "since", "duration", "target", "as"):
            tokens = [one for one in tokens if one != head]
            outside = [one for one in rest if one not in tokens and one != head]
            preposition = head.text
            head = next((c for c in head.children if c.dep_ == "pobj"), head)
            if not tokens:
                continue
        else:
            outside = [one for one in rest if one not in tokens]
        first = tokens[0]
        if _is_two(verb, tokens, names):
            continue
        if tokens[-1].i - first.i + 1 - len(tokens) > 3 or _is_glued(first, tokens[-1]):
            continue
        if number := next((c for c in head.children if c.dep_ == "nummod" and c.like_num), None):
            others = [one for one in tokens if one.i > number.i]
            apart = neighbour(number) in ("or", "to", "and")
            if not apart and tokens[0].i >= number.left_edge.i and role == "object":
                counted = show(others, replace)
        yield ClauseGap(
            role,
            mention(head, tokens, unit, names, replace),
            show([one for one in outside if one.i < first.i], replace),
            show([one for one in outside if one.i > first.i], replace),
            preposition,
            counted,
        )
    for amount in amounts(rest):
        tokens = figure(amount)
        if not tokens:
            continue
        begin, end = tokens[0].i, tokens[-1].i
        if not _is_glued(tokens[0], tokens[-1]):
            yield ClauseGap(
                "amount",
                replaced(mention(tokens[-1], tokens, unit, names, replace), noun="number"),
                show([one for one in rest if one.i < begin], replace),
                show([one for one in rest if one.i > end], replace),
            )


def _is_two(verb: "Token", tokens: "list[Token]", names: Names) -> bool:
    """`brought Armenia discounts`: a receiver and a thing, taken for one phrase."""
    if verb.lemma_ not in _GIVING or len(tokens) < 2:
        return False
    receiver = names.noun(tokens[0].text) in ("state", "person", "team", "body")
    return receiver and tokens[1].pos_ in ("NOUN", "ADJ", "DET") and tokens[0].head != verb


def amounts(rest: "list[Token]") -> Iterator[list["Token"]]:
    """Sums of money, shares and measures: whole entities of numbers."""
    kinds = ("MONEY", "PERCENT", "QUANTITY", "CARDINAL")
    for entity in rest[0].doc.ents if rest else ():
        tokens = list(entity)
        before = tokens[0].nbor(-1) if tokens[0].i > 0 else tokens[0]
        if before.text in "£$€":
            tokens.insert(0, before)
        elif before.lower_ in ("and", "or", "to"):
            continue  # the second of two
        after = tokens[-1].nbor(1) if tokens[-1].i + 1 < len(tokens[-1].doc) else tokens[-1]
        if after.lower_ in _UNITS and after in rest:
            tokens.append(after)
        while not tokens[-1].whitespace_ and tokens[-1].i + 1 < len(after.doc):
            glued = tokens[-1].nbor(1)
            if not glued.is_alpha:
                break
            tokens.append(glued)  # the m of "£7.4m"
        whole = all(one in rest for one in tokens) and any(one.like_num for one in tokens)
        if entity.label_ in kinds and whole and any(one.text[0].isdigit() for one in tokens):
            yield tokens


_STRANDED = ("of", "on", "against", "into", "over", "between", "about")


def _is_target(preposition: "Token") -> bool:
    """Whether a phrase of some words follows that tells neither time nor place."""
    target = next((one for one in preposition.children if one.dep_ == "pobj"), None)
    if target is None or preposition.lower_ not in _STRANDED:
        return False
    settled = target.ent_type_ in ("DATE", "TIME", "GPE", "LOC", "FAC") or target.like_num
    last = preposition.right_edge.i >= preposition.head.right_edge.i - 1
    return last and not settled and len(list(target.subtree)) > 3


def _is_that(clause: "Token") -> bool:
    """`that …`, which is told or thought, but by no verb that gives somebody's word for it."""
    marked = any(one.dep_ == "mark" and one.lower_ == "that" for one in clause.lefts)
    return marked and (clause.head.lemma_ not in SAY or concedes(clause.head))


def concedes(verb: "Token") -> bool:
    """`does not deny that …`, `does not recommend that …`: what somebody leaves unsaid."""
    return verb.lemma_ in ("deny", "dispute", "recommend") and any(
        one.dep_ == "neg" for one in verb.children
    )


def _is_deed(clause: "Token") -> bool:
    """`denied having had a warning`, `recommended cutting the catch`: a deed that is spoken of."""
    opening = clause.left_edge
    opens = opening.tag_ == "VBG" and (opening == clause or opening.dep_ in ("aux", "auxpass"))
    open_ = any(
        one.dep_ == "dobj" and one.lower_ in ("it", "them", "this") for one in clause.rights
    )
    return clause.dep_ == "xcomp" and clause.head.lemma_ in _SPEAKING_OF and opens and not open_


_SPEAKING_OF = frozenset("admit consider deny discuss oppose propose recommend suggest".split())
"""Verbs behind which a deed stands in its `-ing` form."""


def _is_place(child: "Token") -> bool:
    target = next((c for c in child.children if c.dep_ == "pobj"), None)
    told = child.dep_ == "prep" and child.lower_ in ("in", "at", "from", "to")
    return told and target is not None and target.ent_type_ in ("GPE", "LOC", "FAC")


def _is_means(by: "Token") -> bool:
    """`by opening on Sundays`: how something is done."""
    return any(one.dep_ == "pcomp" and one.tag_ == "VBG" for one in by.children)


def _is_limit(child: "Token") -> bool:
    """`until the rules are followed`, `until at least 2026`: how long something stays so."""
    if child.left_edge.lower_ not in ("until", "till"):
        return False
    if child.dep_ == "prep":
        target = next((one for one in child.children if one.dep_ == "pobj"), None)
        clock = target is None or target.ent_type_ in ("TIME", "CARDINAL")
        return not clock and target is not None and target.pos_ != "PRON"
    return child.dep_ == "advcl" and any(one.dep_ in SUBJECTS for one in child.lefts)


def _is_purpose(child: "Token") -> bool:
    """`to save the stock`: what something is done for.

    After a thing that is done, `to` may as well tell which one: `no documents to support it`.
    """
    verb = child.head
    marks = [one.lower_ for one in child.lefts if one.dep_ in ("mark", "advmod")]
    if child.dep_ == "advcl" and marks[:2] == ["so", "that"]:
        return any(one.lower_ in _INTENDED for one in child.lefts)  # else what came of it
    if child.dep_ == "prep" and child.lower_ == "in":
        return [one.lower_ for one in child.subtree][1:3] == ["order", "to"]
    to = child.dep_ == "advcl" and child.tag_ == "VB" and child.left_edge.lower_ == "to"
    before = neighbour(child.left_edge, -1)
    if (
        not to
        or verb.lemma_ in _LEADING
        or before in ("only", "enough")
        or child.lemma_ in _RESULTS
    ):
        return False
    done = next((one for one in verb.rights if one.dep_ == "dobj"), None)
    return done is None or done.pos_ == "PROPN"


def is_before(child: "Token") -> bool:
    """`after councillors had voted …`: a clause, with what came first."""
    past = child.tag_ == "VBD" or any(one.tag_ == "VBD" for one in child.lefts)
    subject = any(one.dep_ in ("nsubj", "nsubjpass") for one in child.lefts)
    marks = [one.lower_ for one in child.lefts if one.dep_ in ("mark", "advmod")]
    return (
        child.dep_ == "advcl"
        and past
        and (subject and marks[:1] == ["after"])
        and (child.left_edge.lower_ == "after" or _is_soon(child))
    )


def _is_soon(child: "Token") -> bool:
    """`hours after the court ruled`, `two days after …`: told with how long it took."""
    mark = next(one for one in child.lefts if one.lower_ == "after")
    interval = next(
        (one for one in (*mark.lefts, *child.lefts) if one.dep_ == "npadvmod" and one.i < mark.i),
        None,
    )
    return (
        interval is not None
        and interval.i == mark.i - 1
        and interval.left_edge == child.left_edge
        and interval.lemma_ in _INTERVALS
        and child.head.dep_ in ("ROOT", "conj")  # in "said it would leave, hours after …": said
    )


_INTERVALS = frozenset("minute hour day week month year".split())


def _is_date(preposition: "Token") -> bool:
    """`since May`, `for two years`."""
    target = next((one for one in preposition.children if one.dep_ == "pobj"), None)
    return target is not None and (
        target.ent_type_ in ("DATE", "TIME") or (target.lower_ in _TIMES and bool(target.n_lefts))
    )


def figure(amount: "list[Token]") -> "list[Token]":
    """The number of an amount, with its sign: `about [£1.8 million] pounds`."""
    bare = list(dropwhile(lambda one: not re.match(r"[\d£$€]", one.text), amount))
    while len(bare) > 1 and not bare[-1].like_num and bare[-1].nbor(-1).whitespace_:
        bare.pop()
    return bare


def _charge(child: "Token") -> "Token | None":
    """`of`, with what somebody is accused of, at the verb or at the one who is accused."""
    holders = [child] if child.dep_ == "prep" else list(child.rights) * (child.dep_ == "dobj")
    return next((one for one in holders if one.lower_ == "of"), None)


def _is_glued(first: "Token", last: "Token") -> bool:
    """Whether a phrase is only a part of a word such as `mini-NATO` or `2-0`, or an apposition."""
    before = first.nbor(-1) if first.i > 0 else first
    after = last.nbor(1) if last.i + 1 < len(last.doc) else last
    joint = ("-", "/", "–", ",")
    split = after.text in joint[:3] or (after != last and after.is_alpha)  # "1|am"
    return before.text in joint or (split and not last.whitespace_)


def _holes(verb: "Token", depth: int = 0) -> Iterator[tuple["Token", Hole]]:
    for child in verb.rights:
        if verb.lemma_ == "accuse" and (charge := _charge(child)) is not None:
            yield charge, "of"
        elif child.dep_ in ("dobj", "oprd") and child.ent_type_ != "TIME":
            yield child, "object" if child.dep_ == "dobj" else "complement"
        elif child.dep_ in ("attr", "acomp"):
            yield child, "complement"
            if depth < 2 and child.dep_ == "acomp":
                yield from _holes(child, depth + 1)
        elif child.dep_ == "npadvmod" and child.pos_ == "NOUN" and child.ent_type_ != "DATE":
            yield child, "complement"
        elif child.dep_ == "agent":
            yield child, "agent"
        elif child.lower_ == "of" and verb.lemma_ in _OF and depth == 0:
            yield child, "of"
        elif _is_purpose(child) and depth == 0:
            yield child, "purpose"
        elif depth == 0 and _is_place(child):
            yield child, "place"
        elif child.lower_ in _LASTING and verb.lemma_ not in _ASKING and _is_date(child):
            yield child, _LASTING[child.lower_]
        elif _is_limit(child):
            yield child, "until"
        elif child.dep_ == "prep" and child.lower_ == "by" and _is_means(child):
            yield child, "means"
        elif depth == 0 and is_before(child):
            yield child, "after"
        elif child.dep_ == "prep" and (
            child.lower_ in _TARGETS.get(verb.lemma_, ()) or (depth == 0 and _is_target(child))
        ):
            yield child, "target"
        elif depth == 0 and child.dep_ == "ccomp" and _is_that(child):
            yield child, "that"
        elif depth == 0 and _is_deed(child):
            yield child, "object"
        elif child.dep_ in ("xcomp", "ccomp") and depth < 2 and child.tag_ in ("VB", "VBG"):
            if child.tag_ == "VB":
                yield child, "to_do"
            yield from _holes(child, depth + 1)
        elif child.dep_ == "prep" and child.lower_ == "as" and verb.lemma_ in _DESCRIBING:
            yield child, "as"
