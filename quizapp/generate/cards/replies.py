"""What one side answers to what another has said of it: charge and reply on one card."""

import re
from collections.abc import Iterator, Sequence

from quizapp.generate import wording
from quizapp.generate.article import Article
from quizapp.generate.cards import statements
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found, Speaker
from quizapp.generate.words import content

NEAR = 260
"""Characters within which a charge stands before the sentence that answers it."""
NEXT = 40
"""Those between a claim and the reply to it, with no other sentence between them."""
SOON = 200
"""Characters between a rejection and the ground that is given for it."""
LONGEST_CHARGE = 30
FEWEST_TOLD = 3
"""Words of an answer that tell something."""
LONGEST_OWNER = 2
"""Words of somebody without a name before `'s claim`."""
LONGEST_REPLY = 34
_REPLYING = frozenset("reply respond counter retort answer".split())
_REJECTED = {
    "reject": "rejected",
    "deny": "denied",
    "dismiss": "dismissed",
    "dispute": "disputed",
}
_CHARGE = re.compile(r"(?:charge|accusation|allegation|this|that|it)s?$")
_ORGAN = re.compile(r"[.;]\s+(?:\[\d+\] )?(?:Its|Their|Her office|His office) ")
"""How a sentence begins in which somebody speaks for the one named before."""
_BACK = re.compile(
    r"^(?:that|this) (?=(?:was|is|would|will|had|has)\b)|^those \w+|\b(?:no|any) such\b"
    r"|\bsuch an? |^such |\bof (?:that|this)\b|^by then\b",
    re.I,
)
"""Words of a claim that go back to what somebody else has just said."""
_DISBELIEF = re.compile(
    r"^[.”\"\s]*(?:\[\d+\] )?(?P<who>[^.!?]+?)"
    r" (?:(?:do|does|did)(?:n['’]t| not) (?:think|believe) (?:so|it|that)|doubts? (?:that|it)"
    r"|disagree[sd]?|disputes? (?:that|it|this)|(?:was|is|were) having none of it"
    r"|(?:calls|called) (?:that|it|this) (?:untrue|false|wrong|absurd|nonsense|unfair|baseless"
    r"|misleading|ridiculous|rubbish|a lie|an insult))\.\s*$"
)
"""A sentence between a claim and the answer to it that tells what somebody thinks of the claim."""
_ANYBODY = re.compile(r"\b(?:some|others|many|not all)\b", re.I)
_OPPOSING = frozenset("insist maintain counter stress contend".split())
_NOT = re.compile(r"\b(?:not|no|never|none|nothing|nobody|cannot|only)\b")
_END = re.compile(r"[.!?][”\"’']*\s")
_ASIDE = re.compile(r",? (?:which|who|whose) [^,]*,")


def drafts(article: Article, found: Found) -> Iterator[Draft]:
    told = sorted(
        (fact for fact in found.facts if fact.speaker is not None),
        key=lambda fact: (fact.proof.start, fact.proof.end),
    )
    for fact in told:
        if fact.kind == "reply":
            ground = _ground(fact, told, article)
            if ground is not None:
                yield from _reply(fact, ground, told)
        elif fact.kind == "claim" and fact.how in _REPLYING:
            yield from _reply(fact, fact, told)
        elif fact.kind == "claim":
            yield from _disputed(fact, told, article, found)


def _ground(reply: Fact, told: Sequence[Fact], article: Article) -> Fact | None:
    """What the one who rejects a charge says next, or who speaks for them."""
    for one in told:
        if one.kind != "claim" or one.modality != "attributed" or one.passage != reply.passage:
            continue
        far = one.slots["words"].span.start - reply.proof.end
        if not 0 <= far <= SOON:
            continue
        begins = article.text[reply.proof.end : reply.proof.end + 14]
        return one if one.speaker == reply.speaker or _ORGAN.match(begins) else None
    return None


def _reply(reply: Fact, ground: Fact, told: Sequence[Fact]) -> Iterator[Draft]:
    charge = _charge(reply, told)
    said = ground.slots["words"].text
    if charge is None or charge.speaker is None or reply.speaker is None or ground.speaker is None:
        return
    of = _told(charge, reply.speaker.name)
    if not of or not 4 <= len(said.split()) <= LONGEST_REPLY or len(of.split()) > LONGEST_CHARGE:
        return
    who = wording.called(reply.speaker.name)
    words = f"“{ground.verbatim}”" if ground.verbatim else f"that {said}"
    if reply.kind == "reply":
        speaking = "" if ground.speaker == reply.speaker else f"; {ground.speaker.name}"
        charged = "claim" if charge.kind == "claim" else "accusation"
        words = f"{who} {_REJECTED[reply.how]} the {charged}{speaking or ' and'} said {words}"
    fields = {
        "prompt": _by_surname(f"What did {who} answer {of}?", reply.speaker),
        "answer": wording.sentence(words),
    }
    facts = (ground,) if reply is ground else (ground, reply)
    yield Draft("response", "flashcard", fields, facts, (said,), 0.92, f"{who} reply {of}")


def _charge(reply: Fact, told: Sequence[Fact]) -> Fact | None:
    """What was said last before the reply, by somebody else: rather an accusation than a claim."""
    before = [
        one
        for one in told
        if one.proof.end <= reply.proof.start <= one.proof.end + NEAR
        and one.kind in ("claim", "accusation")
    ]
    if not before:
        return None
    what = reply.slots["reply"].text.split()[-1] if reply.kind == "reply" else "this"
    charges = [one for one in before if one.kind == "accusation" and _CHARGE.match(what)]
    last = max(charges or before, key=lambda one: one.proof.end)
    if last.kind == "claim" and reply.proof.start - last.proof.end > NEXT:
        return None
    since = {one.speaker for one in before if one.proof.start >= last.proof.end}
    others = since - {last.speaker, reply.speaker}
    same = last.speaker == reply.speaker
    return None if same or others or last.modality == "denied" else last


def _told(charge: Fact, answering: str) -> str:
    """The charge as somebody's: `to X's claim that …`, `when X accused Y of …`."""
    assert charge.speaker is not None
    if charge.kind == "accusation":
        clause = charge.clause
        fits = clause is not None and clause.lemma == "accuse" and " of " in clause.rest
        return f"when {clause.text}" if clause is not None and fits else ""
    words = _ASIDE.sub("", charge.slots["words"].text)
    if (
        (answering and answering in words)
        or charge.uttered
        or re.search(r"\b(?:I|we|our|my|us|me)\b", words)
    ):
        return ""
    return f"to {_claim_of(charge.speaker, words)} that {re.sub('^that ', '', words)}"


_ANNOUNCED = re.compile(r"\b(?:would|will|must|should|(?:is|are|was|were) \w+ing)\b")


def _claim_of(speaker: Speaker, words: str) -> str:
    """`Norway's claim`; `the statement` of what is only to come."""
    who = wording.called(speaker.name)
    kind = "statement" if _ANNOUNCED.search(words) else "claim"
    if len(who.split()) > LONGEST_OWNER and not who[0].isupper():
        return f"the {kind} by {who}"
    return who + ("'" if who.endswith("s") else "'s") + f" {kind}"


def _disputed(claim: Fact, told: Sequence[Fact], article: Article, found: Found) -> Iterator[Draft]:
    """What somebody says to what somebody else has just said, where the words prove that."""
    before = [
        one
        for one in told
        if one.kind in ("claim", "accusation") and 0 <= claim.proof.start - one.proof.end <= NEAR
    ]
    last = max(before, key=lambda one: one.proof.end, default=None)
    speaker = claim.speaker
    if last is None or last.speaker is None or speaker is None or last.modality == "denied":
        return
    if last.speaker == speaker or not _goes_back(claim, last, article):
        return
    who, words = wording.called(speaker.name), claim.slots["words"].text
    said = _ASIDE_OF_OTHERS.sub("", words)
    if len(content(said)) < FEWEST_TOLD or not 4 <= len(said.split()) <= LONGEST_REPLY:
        return
    of = _told(last, "") if last.kind == "accusation" else _stated(last)
    if not of or len(of.split()) > LONGEST_CHARGE:
        return
    told_of = re.sub(r"^(?:that|this) (?=[a-z]+ )", "", said)
    answer = f"that {said}" if told_of == said else f"that this {told_of}"
    if claim.modality == "denied":
        answer = f"{who} denied that {said}"
    elif claim.verbatim:
        answer = f"“{claim.verbatim[:1].upper()}{claim.verbatim[1:]}”"
    asked = _by_surname(f"What did {who} say {of}?", speaker)
    fields = {"prompt": asked, "answer": wording.sentence(answer)}
    own = statements.read(last, found) if last.kind == "claim" else None
    known = frozenset([own.of]) if own is not None and own.is_own else frozenset()
    key = f"{who} on {of}"
    yield Draft("response", "flashcard", fields, (claim,), (told_of,), 0.9, key, explained=known)


def _by_surname(question: str, speaker: Speaker) -> str:
    """The question with the surname of the one who answers, where it names them again."""
    if speaker.noun != "person" or question.count(speaker.name) < 2:
        return question
    head, name, rest = question.partition(speaker.name)
    return f"{head}{name}{rest.replace(speaker.name, speaker.name.split()[-1])}"


_PAPER = re.compile(
    r"\b(?:stud(?:y|ies)|trial|reports?|survey|paper|analysis|polls?|review|figures|records|data"
    r"|documents?|statement|letter|inspection|findings|text)\b"
)
_ASIDE_OF_OTHERS = re.compile(
    r", which [A-Z][\w ]+ (?:denie[sd]|disputes|disputed|rejects|rejected)$"
)


def _goes_back(claim: Fact, last: Fact, article: Article) -> bool:
    """Whether a claim speaks of the one before it, by its words or by those between them."""
    assert claim.speaker is not None
    between = article.text[last.proof.end : claim.proof.start]
    words, name = claim.slots["words"].text, content(claim.speaker.name)
    doubt = _DISBELIEF.match(between)
    if doubt is not None:
        return bool(content(doubt["who"]) & name or _ANYBODY.search(doubt["who"]))
    if len(_END.findall(f"{between} ")) > 1:
        return False
    if _BACK.search(words):
        return True
    if last.kind == "accusation":
        clause = last.clause
        accused = clause is not None and bool(name & content(clause.rest))
        return accused or claim.modality == "denied"
    assert last.speaker is not None
    own_side = name & content(f"{last.speaker.name} {last.speaker.role}")
    opposed = claim.how in _OPPOSING or _NOT.search(words) is not None
    next_to = "\n" not in between
    return bool(name & content(last.slots["words"].text)) and opposed and next_to and not own_side


def _stated(claim: Fact) -> str:
    """`about X's claim that …`; empty where it is a paper that says it."""
    if claim.speaker is None or _PAPER.search(statements.head(claim.speaker.name)):
        return ""
    return _told(claim, "").replace("to ", "about ", 1)
