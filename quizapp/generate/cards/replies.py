"""What one side answers to what another has said of it: charge and reply on one card."""

import re
from collections.abc import Iterator, Sequence

from quizapp.generate import wording
from quizapp.generate.article import Article
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found

NEAR = 260
"""Characters within which a charge stands before the sentence that answers it."""
NEXT = 40
"""Those between a claim and the reply to it, with no other sentence between them."""
SOON = 200
"""Characters between a rejection and the ground that is given for it."""
LONGEST_CHARGE = 30
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
        "prompt": f"What did {who} answer {of}?",
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
    accuser = wording.called(charge.speaker.name)
    owner = accuser + ("'" if accuser.endswith("s") else "'s")
    words = _ASIDE.sub("", charge.slots["words"].text)
    if answering in words or charge.uttered or re.search(r"\b(?:I|we|our|my|us|me)\b", words):
        return ""
    return f"to {owner} claim that {re.sub('^that ', '', words)}"
