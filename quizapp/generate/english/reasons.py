"""What tells why: the phrases and clauses behind a verb that give a reason."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.generate.dates import POINTS_IN_TIME
from quizapp.generate.english.constituents import PERIODS, SUBJECTS, is_before
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import neighbour, show, subtree
from quizapp.generate.english.predicates import is_arranged

if TYPE_CHECKING:
    from spacy.tokens import Token


_CAUSE = re.compile(
    r"(?:because of|(?:due|owing|thanks) to|as a result of|on account of|on suspicion of"
    r"|on the grounds? (?:of|that)|on grounds (?:of|that)|for (?:fear|lack|want) of"
    r"|in (?:response to|retaliation for|protest (?:at|against|over)|light of"
    r"|(?:the )?hopes? (?:of|that)|an? (?:attempt|effort|bid) to"
    r"|an? (?:move|step) (?:meant|designed|intended|aimed)))\b",
    re.I,
)
"""What a phrase that gives a reason begins with."""
_ANSWERING = frozenset(
    "abandon arrest ban boycott call cancel close collapse condemn criticise criticize deduct"
    " defeat delay deny detain dismiss drop evacuate expel fail fin fine freeze go halt impose"
    " jail lift miss order pause postpone prosecute protest pull punish put quarrel quit"
    " recall refuse reject remove resign resume return sack sanction scrap shelve shut split"
    " stay step stop strip sue suspend walk withdraw".split()
)
"""Verbs of what is done or happens in answer to something: what came before is why."""
_TAKING_BACK = frozenset("abandon cancel drop lift quit resign scrap suspend withdraw".split())
"""Those that `when` tells the reason of as well."""
_PHRASAL = frozenset("call go pull put step walk".split())
"""Those that are such verbs only with a particle: `put off`, `walk out`."""
_PARTICLES = frozenset("off out back down aside".split())
_OUTCRY = frozenset(
    "accident accusation attack collapse complaint criticism death defeat dispute failure fire"
    " illness injury objection opposition outcry pressure protest quarrel refusal resignation row"
    " scandal surgery threat warning".split()
)
"""Nouns of what is answered, after `after` and `following`."""
_LEARNING = frozenset(
    "accuse acknowledge admit breach break conclude discover fail fall find hear learn lose receive"
    " refuse suffer violate".split()
)
"""Participles of it."""
_JUDGED = frozenset(
    "apologise apologize arrest ban book caution censure chastise chide commend condemn convict"
    " criticise criticize deduct denounce deport detain disqualify dismiss dock expel fault fin"
    " fine fire imprison indict jail mock penalise penalize praise prosecute punish rebuke"
    " reprimand ridicule sack sanction scold sentence strip sue suspend thank".split()
)
"""Verbs of what somebody gets `for` a deed."""
_PENALTIES = frozenset("ban card caution fine penalty sentence suspension term warning".split())
"""Nouns of it, such as are shown, given or served."""
_OFFENCES = frozenset(
    "abuse assault breach contempt corruption crime error fall failure foul fraud murder neglect"
    " negligence offence offense role spying start theft treason violation".split()
)
"""Nouns of the deed."""
_TAKING_FOR = frozenset(
    "bid budget call campaign case demand fund idea law money plan programme proposal reason rule"
    " scheme system".split()
)
"""Nouns behind which `for` tells what they are for."""
GIVING = ("citing", "blaming")
"""Participles with which the subject gives its reason."""
_DECLINING = frozenset("decline fail forget omit refuse".split())
_PARTLY = frozenset(
    "apparently chiefly just largely mainly mostly only partly perhaps possibly probably simply"
    " solely".split()
)


def is_cause(child: "Token", words: "list[Token]", verb: "Token") -> bool:
    """Whether what hangs on `verb`, or on the infinitive below it, tells the reason of its deed."""
    while len(words) > 2 and words[0].lower_ in _PARTLY:
        words = words[1:]
    first = words[0].lower_
    if _is_of_a_nearer_clause(child, verb):
        return False
    if _is_answered(child, first, verb) or _is_judged(child, words):
        return True
    if child.dep_ == "prep":
        arranged = first == "due" and any(one.dep_ in ("aux", "xcomp") for one in words[1:3])
        return _CAUSE.match(show(words[:4], {})) is not None and not arranged
    if child.dep_ not in ("advcl", "ccomp"):
        return False
    if first in GIVING:
        return True
    # "since" before a present tense or behind a comma, after its clause, gives a reason, no time
    modal = any(one.tag_ == "MD" for one in child.lefts)
    reason = child.i > child.head.i and (modal or child.tag_ in ("VBZ", "VBP"))
    reason = reason or (child.i > child.head.i and neighbour(words[0], -1) == ",")
    return first == "because" or (
        first == "since" and reason and not POINTS_IN_TIME.search(show(words, {}))
    )


def _is_of_a_nearer_clause(child: "Token", verb: "Token") -> bool:
    """`Rain cost it a day, while the cold cost it a week, because …`: of the week, if of either."""
    return any(
        verb.i < one.i < child.left_edge.i
        and any(below.dep_ in SUBJECTS for below in one.lefts)
        and (one.dep_ == "conj" or one.left_edge.lower_ in ("while", "whereas"))
        for one in verb.rights
        if one.dep_ in ("conj", "advcl") and one != child
    )


def _is_answered(child: "Token", first: str, verb: "Token") -> bool:
    """`dropped its veto after …`, `fined for …`, `quarrelled over …`: of such verbs, the reason."""
    if child.i > verb.i and _is_decided(child, verb):
        return True
    if verb.lemma_ not in _ANSWERING or child.i < verb.i:
        return False
    if verb.lemma_ in _PHRASAL and not _PARTICLES & {one.lower_ for one in verb.rights}:
        return False
    if child.dep_ == "advcl" and first == "when":
        taken_back = verb.lemma_ in _TAKING_BACK and any(
            one.dep_ in SUBJECTS for one in child.lefts
        )
        return child.tag_ == "VBD" and (child.lemma_ in _LEARNING or taken_back)
    if child.dep_ == "advcl":  # "hours after …" tells when, and only suggests why
        return is_before(child) and child.left_edge.lower_ == "after"
    target = next((one for one in child.children if one.dep_ in ("pobj", "pcomp")), None)
    if child.dep_ != "prep" or target is None or target.ent_type_ in ("DATE", "TIME", "ORDINAL"):
        return False
    match first:
        case "after" | "following":
            undergone = target.dep_ == "pcomp" and target.tag_ == "VBN"  # "after being fined for …"
            learnt = _LEARNING if target.tag_ == "VBG" else _OUTCRY
            return target.lemma_ in (_JUDGED if undergone else learnt)
        case "over":
            return target.lower_ not in PERIODS and len(list(child.subtree)) > 3
        case _:
            return False


def _is_judged(child: "Token", words: "list[Token]") -> bool:
    """`fined for hiding …`, `shown a red card for pulling …`: for what somebody got it."""
    deed = child.head
    if deed.dep_ == "pobj" and deed.ent_type_ in ("DATE", "TIME"):
        deed = deed.head.head  # "jailed for two years for …"
    target = next((one for one in child.children if one.dep_ in ("pobj", "pcomp")), None)
    if child.lower_ != "for" or child.i < deed.i or target is None or len(words) < FEWEST_DONE:
        return False
    if deed.lemma_ not in (_PENALTIES if deed.dep_ in ("dobj", "oprd") else _JUDGED):
        return False
    if any(one.dep_ == "dobj" and one.lemma_ in _TAKING_FOR for one in deed.children):
        return False
    if target.tag_ == "VBG":
        return target.dep_ == "pcomp"
    return target.lemma_ in _OFFENCES and target.ent_type_ not in ("DATE", "TIME")


FEWEST_DONE = 3
"""Words of a deed for which somebody is judged, with its `for`."""
_DECIDING = frozenset("agree approve decide order rule vote".split())


def _is_decided(child: "Token", verb: "Token") -> bool:
    """`will stay open after councillors voted …`: what is to come was decided by that."""
    helpers = {one.lower_ for one in verb.lefts if one.dep_ == "aux"}
    coming = "will" in helpers or is_arranged(verb)
    return coming and child.lemma_ in _DECIDING and is_before(child)


def with_its_clause(words: "list[Token]", skip: set[int]) -> "list[Token]":
    """`on the ground` with `that the judge had …`, which the parser may hang elsewhere."""
    last = words[-1] if words else None
    if last is None or last.lower_ not in ("ground", "grounds") or neighbour(last) != "that":
        return words
    clause = last.nbor(1).head
    return [*words, *(one for one in subtree(clause, skip) if one.i > last.i)]


def tag_in(reason: "list[Token]") -> "list[Token]":
    """Who gives it in `because, the mayor said, …`."""
    at = reason[0].i + 1 if reason else 0
    if not at or neighbour(reason[0]) != ",":
        return []
    near = reason[0].doc[at + 1 : at + LONGEST_TAG]
    end = next((place for place, one in enumerate(near) if one.text == ","), 0)
    return list(near[: end - 1]) if end > 1 and near[end - 1].lemma_ in SAY else []


def without_tag(reason: "list[Token]") -> "list[Token]":
    if tag := tag_in(reason):
        return [reason[0], *(one for one in reason if one.i > tag[-1].i + 2)]
    return reason


LONGEST_TAG = 10
"""Words of a source and its verb in the midst of a reason."""


def led_astray(verb: "Token") -> "Iterator[Token]":
    """What tells the reason of a deed, and hangs on something else than its verb."""
    for one in verb.subtree:
        # "suspended talks on joining [after …]"
        inside = one.dep_ == "advcl" and one.head.dep_ == "pcomp" and one.head.tag_ == "VBG"
        if inside and one.left_edge.lower_ == "after" and one.head.head.head.head == verb:
            yield one
    for below in verb.rights:
        if below.dep_ == "xcomp" and below.tag_ == "VB":
            yield from _of_an_infinitive(below)
        elif below.dep_ in ("dobj", "prep"):  # "blocked a merger [on the ground that …]"
            yield from (one for one in _prepositions(below) if _is_of_the_deed(one))


def _of_an_infinitive(infinitive: "Token") -> "Iterator[Token]":
    """`had to leave the harbour [because of the rain]`, `wants to punish it [for seizing …]`."""
    for one in infinitive.rights:
        if one.dep_ not in ("prep", "advcl") or not is_cause(one, subtree(one), infinitive):
            continue
        declined = one.lower_ == "for" and infinitive.head.lemma_ in _DECLINING
        if not declined and one.left_edge.lower_ not in ("after", "following", "when"):
            yield one


def _prepositions(noun: "Token") -> "Iterator[Token]":
    """Those below a noun, or below the noun of a preposition."""
    for one in noun.rights:
        if one.dep_ == "prep":
            yield one
        if one.dep_ in ("prep", "pobj"):
            yield from _prepositions(one)


def _is_of_the_deed(child: "Token") -> bool:
    words = with_its_clause(subtree(child), set())
    ground = _CAUSE.match(show(words[:4], {})) and "ground" in {one.lemma_ for one in words[:4]}
    return child.dep_ == "prep" and (bool(ground) or _is_judged(child, words))
