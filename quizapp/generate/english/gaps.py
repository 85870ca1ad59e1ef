"""The constituents after a verb that a question can ask for."""

import re
from collections.abc import Iterator
from dataclasses import replace as replaced
from itertools import dropwhile
from typing import TYPE_CHECKING

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
_UNITS = frozenset("euros dollars pounds francs kroner yen percent cent %".split())
_GIVING = frozenset(
    "bring give offer send cost promise grant hand show teach owe win earn save deny lend".split()
)
_LEADING = frozenset(
    "go come return grow live turn be have rise continue fail manage win beat lose score draw"
    " attribute attach compare prefer switch add link devote vote agree decide seek wait give"
    " promise refuse threaten expect".split()
)
"""Verbs after which `to` tells what came of it, or what was decided."""
_ASKING = ("ask", "call", "vote", "apply", "look", "search", "hope", "push")
_LASTING: dict[str, Hole] = {"since": "since", "for": "duration"}
_TIMES = frozenset("minutes hours days weeks months years decades".split())


def gaps(
    verb: "Token", rest: "list[Token]", unit: Unit, names: Names, replace: Replace
) -> Iterator[ClauseGap]:
    """The constituents after the verb that can be asked for."""
    for head, role in _holes(verb):
        counted = preposition = ""
        tokens = [one for one in head.subtree if one in rest]
        if not tokens or head not in rest or head.lower_ in ("one", "ones", "some", "it"):
            continue
        if role in ("agent", "of", "since", "duration"):
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


def _is_purpose(child: "Token") -> bool:
    """`to save the stock`: what something is done for.

    After a thing that is done, `to` may as well tell which one: `no documents to support it`.
    """
    verb = child.head
    to = child.dep_ == "advcl" and child.tag_ == "VB" and child.left_edge.lower_ == "to"
    before = neighbour(child.left_edge, -1)
    if not to or verb.lemma_ in _LEADING or before in ("only", "enough"):
        return False
    done = next((one for one in verb.rights if one.dep_ == "dobj"), None)
    return done is None or done.pos_ == "PROPN"


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
    return before.text in joint or (after.text in joint[:3] and not last.whitespace_)


def _holes(verb: "Token", depth: int = 0) -> Iterator[tuple["Token", Hole]]:
    for child in verb.rights:
        if verb.lemma_ == "accuse" and (charge := _charge(child)) is not None:
            yield charge, "of"
        elif child.dep_ in ("dobj", "oprd"):
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
        elif child.dep_ == "prep" and child.lower_ in ("in", "at", "from", "to") and depth == 0:
            target = next((c for c in child.children if c.dep_ == "pobj"), None)
            if target is not None and target.ent_type_ in ("GPE", "LOC", "FAC"):
                yield child, "place"
        elif child.lower_ in _LASTING and verb.lemma_ not in _ASKING and _is_date(child):
            yield child, _LASTING[child.lower_]
        elif _is_purpose(child) and depth == 0:
            yield child, "purpose"
        elif child.dep_ in ("xcomp", "ccomp") and depth < 2 and child.tag_ in ("VB", "VBG"):
            yield from _holes(child, depth + 1)
