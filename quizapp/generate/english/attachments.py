"""What hangs on a clause and is taken off it: its time, its reason, its condition, remarks."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.generate.dates import POINTS_IN_TIME, WEEKDAY
from quizapp.generate.english.constituents import SUBJECTS, concedes
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import neighbour, show, subtree
from quizapp.generate.english.reasons import is_cause, led_astray, with_its_clause
from quizapp.generate.facts import AS_LONG

if TYPE_CHECKING:
    from spacy.tokens import Token


_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")
_BEGINS = re.compile(
    r"(?:early |late |later |earlier )?(?:(?:in|on|at|that|early|late|last|this|next) |\w+day\b"
    r"|yesterday|today|tomorrow|tonight|\d+ |\w+ \w+ (?:later|earlier|ago|before)"
    r"|particularly in )",
    re.I,
)
_LINKS = frozenset(
    "also too however meanwhile then therefore instead basically finally yet indeed perhaps now"
    " moreover nevertheless".split()
)
_VOWING = frozenset("agree offer pledge promise refuse threaten vow".split())
"""Verbs of which a condition of the deed is one of the word given."""
_UNREAL = ("would", "could", "might")
_IF = ("if", "unless", "provided", "providing")
_ARGUING = frozenset("argue claim complain contend explain insist maintain point say warn".split())
"""Verbs whose participle gives what somebody says of what they do."""
_STOPS = frozenset((".", ",", ";", '"', "”", ""))
"""What stands after a piece that is whole."""
_RESULTING = frozenset(
    "allow bring cause cost create cut dash deepen delay deprive end force heighten increase leave"
    " open paralyse paralyze prompt put raise reduce reopen spark strip throw trigger widen".split()
)
"""Verbs of what an event brings about."""
_CORE = frozenset("neg dobj dative attr acomp oprd xcomp agent prt nsubj nsubjpass csubj".split())
"""What a clause would not be true without."""
_REMARKS = ("parataxis", "dep", "intj", "meta")


@dataclass
class Attachments:
    """The tokens of what was taken off, in the order of the text."""

    time: "list[Token]" = field(default_factory=list)
    cause: "list[Token]" = field(default_factory=list)
    condition: "list[Token]" = field(default_factory=list)
    argument: "list[Token]" = field(default_factory=list)
    """What the subject said with it: `dropped the plan, arguing that …`."""
    result: "list[Token]" = field(default_factory=list)
    """What came of it: `left the pact, ending 31 years of membership`."""
    compared: "list[Token]" = field(default_factory=list)
    """The figure that another is set against: `…, up from four in 2022`."""
    dropped: "list[Token]" = field(default_factory=list)
    """What says no more than a remark, or whose loss leaves the clause true."""
    content: "Token | None" = None
    """The verb of what is said, for a verb of saying."""

    @property
    def other_figure(self) -> "list[Token]":
        """What follows `compared with`, `up from` or `against`."""
        return self.compared[1 if self.compared and self.compared[0].lower_ == "against" else 2 :]

    @property
    def indexes(self) -> set[int]:
        pieces = (self.time, self.cause, self.condition, self.compared, self.dropped)
        return {one.i for piece in pieces for one in piece}


def attachments(verb: "Token", subject: "Token", skip: set[int]) -> Attachments:
    """What is taken off the clause of `verb`; tokens with indexes in `skip` are gone already."""
    found = Attachments()
    for child in (*verb.children, *led_astray(verb), *_conditions_elsewhere(verb)):
        if child.i in skip or child == subject or child in found.cause:
            continue
        words = with_its_clause(subtree(child, skip), skip)
        if not words:
            continue
        if is_cause(child, words, verb):
            found.cause = found.cause or _without_tail(words, found)
        elif is_condition(child, words):
            found.condition = found.condition or _without_tail(words, found)
        elif _is_compared(child, words):
            found.compared = _whole_figure(words, verb, skip)
        elif show(words, {}) in ("at the earliest", "at the latest"):
            found.dropped += words  # of a time, which is taken off
        elif _is_remark(child, words, verb):
            found.argument = found.argument or _argued(child)
            if not found.result and _is_result(child):
                found.result = words
            found.dropped += words
        elif child.dep_ == "advmod" and child.lower_ in ("early", "late") and _dates(child):
            found.dropped += words  # of a day, which is taken off
        elif child.dep_ in ("npadvmod", "prep", "advmod") and _is_point(words, child):
            if not _is_measured(verb, child) and not is_of_what_is_due(child):
                found.time += words
        elif child.dep_ == "xcomp" and child.tag_ == "VB" and verb.lemma_ in _VOWING:
            for inner in child.rights:
                below = subtree(inner, skip)
                if below and not found.condition and is_condition(inner, below):
                    found.condition = _without_tail(below, found)
        elif child.dep_ == "ccomp" and verb.lemma_ in SAY and _is_time_of_it(child):
            found.dropped += words
        elif child.dep_ == "ccomp" and verb.lemma_ in SAY and not concedes(verb):
            found.content = child
            found.dropped += words
    return found


def _without_tail(words: "list[Token]", found: Attachments) -> "list[Token]":
    """A reason without `, ending a service that …`, or `, a process that …`, which are dropped."""
    for place, one in enumerate(words[:-3]):
        following = words[place + 1]
        near = {after.lower_ for after in words[place + 1 : place + 5]}
        described = following.lower_ in ("a", "an") and bool(near & {"that", "which", "who"})
        remark = described or (following.lower_ == "in" and "which" in near)
        remark = remark or following.lower_ in ("although", "though")
        result = following.tag_ == "VBG" and following.lemma_ in _RESULTING
        if one.text == "," and place > 3 and (remark or result):
            found.dropped += words[place:]
            if result and not found.result:
                found.result = words[place + 1 :]  # of the whole, since it stands behind all
            return words[:place]
    return words


def _is_time_of_it(child: "Token") -> bool:
    """`…, a day after the court ruled`, taken for what was said."""
    marks = [one.lower_ for one in child.lefts if one.dep_ == "mark"]
    return "after" in marks and any(one.dep_ in SUBJECTS for one in child.lefts)


def _dates(adverb: "Token") -> bool:
    """`early` in `agreed early on Friday`."""
    following = adverb.nbor(1)
    day = next((one for one in following.children if one.dep_ == "pobj"), None)
    return (
        following.lower_ == "on"
        and following.head == adverb.head
        and day is not None
        and re.fullmatch(WEEKDAY, day.text, re.I) is not None
    )


def _is_measured(verb: "Token", time: "Token") -> bool:
    """`from 61 in 2020 to 19 in 2023`: a time of one of two figures, and not of the change."""
    before = [one for one in verb.rights if one.dep_ == "prep" and one.i < time.i]
    return {"from", "to"} <= {one.lower_ for one in before} | {
        two.lower_ for one in before for two in one.subtree if two.dep_ == "prep"
    }


def is_of_what_is_due(time: "Token") -> bool:
    """`left it to talks due to open [in May]`, which the parser may hang on `left`."""
    if time.dep_ != "prep" or not any(one.ent_type_ in ("DATE", "TIME") for one in time.rights):
        return False
    between = time.doc[time.head.i + 1 : time.i]
    return any(one.lower_ == "due" and neighbour(one) == "to" for one in between)


def without_stray(rest: "list[Token]", dropped: "list[Token]") -> "list[Token]":
    """Without `and Russia` before `telling everyone …`, which is dropped, as its subject."""
    if not rest:
        return rest
    last = rest[-1]
    following = [one for one in dropped if last.i < one.i <= last.i + 3]
    joint = next((one for one in last.head.children if one.dep_ == "cc" and one.i < last.i), None)
    if last.dep_ != "conj" or joint is None or not any(one.tag_ == "VBG" for one in following):
        return rest
    if following[0].text == ",":
        return rest
    return [one for one in rest if one.i < joint.i]


def _conditions_elsewhere(verb: "Token") -> "Iterator[Token]":
    """Conditions of a verb that hang on another."""
    if verb.dep_ == "conj":  # "urged … and offered to help, provided …": at least of the second
        behind = [one for one in verb.head.rights if one.i > verb.right_edge.i]
        yield from (one for one in behind if is_condition(one, subtree(one, set())))


def is_condition(child: "Token", words: "list[Token]") -> bool:
    begins = show(words[:4], {}).lower()
    if begins.startswith(AS_LONG):
        return True
    provided = words[0].lower_ in ("provided", "providing") and len(words) > 3
    first = words[0].lower_
    turned = first == "should" and words[0].head == child and child.i < child.head.i
    if turned and child.dep_ in ("advcl", "ccomp"):
        return True
    unreal = first == "had" and any(one.lower_ in _UNREAL for one in child.head.lefts)
    if unreal and child.dep_ in ("advcl", "ccomp"):
        return True
    return provided or (child.dep_ == "advcl" and first in _IF)


def _is_remark(child: "Token", words: "list[Token]", verb: "Token") -> bool:
    first = words[0].lower_
    if child.dep_ in _CORE:
        return False
    if child.dep_ in _REMARKS or first in ("despite", "even", "according"):
        return True
    if child.dep_ == "prep" and any(one.tag_ == "VBG" for one in words):
        # "…, after months of expressing discontent": who expresses it, a comma leaves open
        return neighbour(words[0], -1) == "," and child.i > verb.i
    if child.dep_ == "advmod":
        # "not yet", "has yet to decide": without it the opposite would be said
        denied = first == "yet" and any(one.dep_ in ("neg", "xcomp") for one in verb.children)
        return len(words) == 1 and first in _LINKS and not denied
    if child.dep_ == "ccomp" and verb.lemma_ not in SAY:
        return _is_second(child)
    if child.dep_ != "advcl":
        return False
    marked = any(one.dep_ in ("mark", *SUBJECTS) or one.tag_ == "WRB" for one in child.lefts)
    participle = child.tag_ in ("VBG", "VBN") and not marked
    parted = neighbour(words[0], -1) == "," or child.i < verb.i
    if show(words[:3], {}).lower() == "as far as":
        return False  # "nobody, as far as she knows, …": without it more would be said
    conceded = first in ("although", "though", "whereas") or (first == "while" and parted)
    return participle or conceded or (first == "as" and child.i < verb.i)


def _is_compared(child: "Token", words: "list[Token]") -> bool:
    begins = " ".join(one.lower_ for one in words[:2])
    behind = child.i > child.head.i and neighbour(words[0], -1) == ","
    against = words[0].lower_ == "against" and len(words) > 1 and words[1].like_num
    return behind and (against or begins in ("compared with", "up from", "down from"))


def _whole_figure(words: "list[Token]", verb: "Token", skip: set[int]) -> "list[Token]":
    """`against 58 [for Jonas Berg]`, where the tail was hung on the verb."""
    if words[-1].like_num:
        for one in verb.rights:
            if one.dep_ == "prep" and one.i == words[-1].i + 1:
                return words + subtree(one, skip)
    return words


def _argued(child: "Token") -> "list[Token]":
    """What follows `arguing that`; nothing where it is no such participle."""
    content = next((one for one in child.rights if one.dep_ == "ccomp"), None)
    if child.tag_ != "VBG" or child.lemma_ not in _ARGUING or content is None:
        return []
    told = [one for one in content.subtree if not one.is_space]
    if neighbour(child, -1) != "," or neighbour(told[-1]) not in _STOPS:
        return []
    return told[1:] if told[0].lower_ == "that" and told[0].dep_ == "mark" else told


def _is_result(child: "Token") -> bool:
    """`…, throwing into doubt a treaty that …`: what came of it, and not how it was done."""
    told = child.tag_ == "VBG" and child.lemma_ in _RESULTING and child.i > child.head.i
    own = any(one.dep_ in (*SUBJECTS, "mark") for one in child.lefts)
    return told and not own and neighbour(child, -1) in (",", "and")


def _is_second(child: "Token") -> bool:
    """Whether it is a sentence of its own, behind a comma or `and`."""
    edge = child.left_edge
    before = neighbour(edge, -1)
    subject = any(one.dep_ in ("nsubj", "nsubjpass") for one in child.lefts)
    marked = any(one.dep_ == "mark" or one.tag_ in ("WRB", "WP") for one in child.lefts)
    return subject and not marked and before in (",", "and", ".", ";")


def _is_point(words: "list[Token]", head: "Token") -> bool:
    """Whether a phrase says when and no more: `on Thursday`, `last September`."""
    text = show(words, {})
    target = next((one for one in head.children if one.dep_ == "pobj"), None)
    dated = (
        target is None or target.ent_type_ in ("DATE", "TIME") or POINTS_IN_TIME.search(target.text)
    )
    if not dated:
        return False  # "in the exercise planned for May"
    if len(words) > 7 or not POINTS_IN_TIME.search(text) or not _BEGINS.match(text):
        return False
    before = words[0].nbor(-1) if words[0].i > 0 else words[0]
    after = words[-1].nbor(1) if words[-1].i + 1 < len(words[-1].doc) else words[-1]
    decided = after.dep_ == "aux" and after.head.dep_ == "xcomp"  # "agreed Sunday to extend it"
    infinitive = decided and re.search(WEEKDAY, text, re.I)
    if before.like_num or (after.lower_ in ("to", "and", "or") and not infinitive):
        return False  # "from 61,000 in 2022 to 48,000"
    if len(_YEAR.findall(text)) > 1 or any(one.lower_ == "than" for one in words):
        return False  # "9 per cent more than in 2023": the year that it is compared with
    return any(
        one.ent_type_ in ("DATE", "TIME") or POINTS_IN_TIME.fullmatch(one.text) for one in words
    )
