"""Why things happened, what failed, what was alleged, and what would follow."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.generate import wording
from quizapp.generate.draft import Draft, complete, key
from quizapp.generate.facts import AS_LONG, Clause, Fact, Found, joined

_NOTS = (
    (r"\b(was|is|were|are|has|have|had|will|would|could|can|should|may|might) not ", r"\1 "),
    (r"\bcannot ", "can "),
    (r"\bunable to ", "able to "),
    (r"\b(can|could|would|will) no longer ", r"\1 still "),
)
_LEFT_OVER = re.compile(
    r"\b(?:any|anymore|yet|either|ever|until|neither|nor|nobody|no|but"
    r"|all (?:day|week|year|season))\b"
)


_UNFINISHED = re.compile(r"(?: (?:say|says|said|tells|told|asks|do|does|did|not)|n't)$")
_NOT_ARGUED = (
    "accept",
    "admit",
    "agree",
    "apologise",
    "apologize",
    "give",
    "have",
    "take",
    "thank",
)
"""Verbs of what nobody gives an argument for."""
FEWEST_TURNED = 6
"""Words of a statement whose opposite is worth judging."""
_LINKS = (*AS_LONG, "provided that", "providing that", "provided", "providing")


def drafts(found: Found) -> Iterator[Draft]:
    for fact in found.facts:
        clause = fact.clause
        if clause is None or fact.kind in ("statement", "open_question"):
            continue
        if fact.modality == "denied":
            yield from _alleged(fact, clause, "deny")
            continue
        match fact.kind:
            case "cause":
                yield from _why(fact, clause)
            case "conditional":
                yield from _conditional(fact, clause)
            case "accusation":
                yield from _accusation(fact, clause)
            case "not_a_reason":
                yield from _turned(fact, clause, "not-a-reason", 0.95)
            case _ if clause.negated or fact.kind == "failure":
                yield from _turned(fact, clause, "turned", 0.6)
        yield from _since(fact, clause)
        if "condition" not in fact.slots:
            yield from _argued(fact, clause)
            yield from _result(fact, clause)
    yield from _responses(found)


_CHARGE = re.compile(
    r"(?:the|that|this|these|those|such|all|any|both|her|his|its|their)(?: \w+)? (?P<what>charge"
    r"|accusation|allegation|claim|criticism|suggestion|assertion|account|demand|request|call|offer"
    r"|proposal)s?$"
)
_ANSWERING = frozenset("reject deny dismiss dispute refute rebut refuse decline".split())
NEAR = 260
"""Characters after a rejection within which its ground is given."""


def _responses(found: Found) -> Iterator[Draft]:
    """`How did Romania respond to Georgia's accusation?`, with the ground that it gave."""
    accused: Fact | None = None
    for place, fact in enumerate(found.facts):
        clause = fact.clause
        if fact.kind == "accusation" and fact.speaker is not None:
            accused = fact
        if clause is None or clause.lemma not in _ANSWERING or clause.negated or accused is None:
            continue
        match = _CHARGE.fullmatch(clause.rest)
        if match is None or match["what"] not in ("charge", "accusation", "allegation", "claim"):
            continue
        told = next(
            (
                one
                for one in found.facts[place + 1 :]
                if one.kind == "claim" and 0 <= one.proof.start - fact.proof.end <= NEAR
            ),
            None,
        )
        if told is None or told.speaker is None or accused.speaker is None:
            continue
        own = clause.subject.noun != "person" or told.speaker.name == clause.subject.text
        if not own or told.speaker.name == accused.speaker.name:
            continue
        accuser = accused.speaker.name
        owner = accuser + ("'" if accuser.endswith("s") else "'s")
        said = told.verbatim or told.slots["words"].text
        words = f"“{said}”" if told.verbatim else f"that {said}"
        fields = {
            "prompt": f"How did {clause.subject.text} respond to {owner} accusation?",
            "answer": (
                f"{clause.text[:1].upper()}{clause.text[1:]}."
                f" {told.speaker.name} said {words.rstrip('.')}."
            ),
        }
        proof = (fact, told)
        answers = (told.slots["words"].text,)
        yield Draft("response", "flashcard", fields, proof, answers, 0.92, key(clause))
        accused = None


def positive(clause: Clause) -> str:
    """The statement without its `not`; empty where that is not plain English.

    Only the clause's own `not` counts, not one in a condition. `did not meet` is left alone: its
    positive needs the verb's own past.
    """
    before = len(joined(clause.lead and clause.lead + ",", clause.subject.text))
    until = before + 1 + len(clause.verb) + len(" unable to ")
    for pattern, instead in _NOTS:
        turned, times = re.subn(pattern, instead, clause.text)
        found = re.search(pattern, clause.text)
        if found and times == 1 and before <= found.start() < found.end() <= until:
            return "" if _LEFT_OVER.search(turned) else turned
    return ""


_UNNAMED = re.compile(r"\b(?:not to be (?:named|identified)|anonym\w+|authori[sz]ed to)\b")


def _why(fact: Fact, clause: Clause) -> Iterator[Draft]:
    cause = fact.slots["cause"]
    if _UNNAMED.search(f"{clause.text} {cause.text}"):
        return  # of how the story was made
    if re.match("since", clause.lead, re.I):
        clause = replace(clause, lead="")
    if "condition" in fact.slots:
        told = replace(clause, lead=fact.slots["condition"].text).text
        prompt = wording.begin_statement(wording.opening(fact), f"{told}. Why?")
    else:
        question = wording.asked(clause, "Why", clause.rest)
        prompt = wording.begin(wording.opening(fact), question)
    answer = cause.text
    if cited := re.match("(cit|blam)ing ", cause.text):
        itself = clause.subject.noun in ("state", "body", "team") and not clause.plural
        giver = "It" if itself else clause.subject.text
        answer = f"{giver} {cited[1]}ed {cause.text[cited.end() :]}"
    fields = {"prompt": prompt, "answer": wording.sentence(answer)}
    yield Draft("why", "flashcard", fields, (fact,), (cause.text,), 1.0, key(clause))


def _since(fact: Fact, clause: Clause) -> Iterator[Draft]:
    """Asked as since what event: true whether `since` gives a time or a reason."""
    lasting = clause.auxiliary in ("has", "have", "had")
    if not re.match(r"since \w", clause.lead, re.I) or len(clause.lead.split()) < 4 or not lasting:
        return
    bare = replace(clause, lead="")
    event = clause.lead[len("since ") :]
    asked = f"{bare.text} since a certain event. Which?"
    fields = {
        "prompt": wording.begin_statement(wording.opening(fact), asked),
        "answer": wording.sentence(event),
    }
    yield Draft("since", "flashcard", fields, (fact,), (event,), 0.85, key(bare))


def _argued(fact: Fact, clause: Clause) -> Iterator[Draft]:
    """`With what argument has the minister ruled out a vote?`"""
    told = fact.slots.get("argument")
    weak = (
        clause.form == "is" or clause.lemma in _NOT_ARGUED or re.match("(?:no|one) ", clause.rest)
    )
    if told is None or clause.negated or weak:
        return
    question = complete(fact, wording.asked(clause, "With what argument", clause.rest))
    fields = {"prompt": question, "answer": f"That {told.text}."}
    yield Draft("argument", "flashcard", fields, (fact,), (told.text,), 0.9, key(clause))


def _result(fact: Fact, clause: Clause) -> Iterator[Draft]:
    """`Norway left the pact. With what consequence?`"""
    told = fact.slots.get("result")
    if told is None or clause.negated or clause.form == "is":
        return
    asked = f"{clause.text}. With what consequence?"
    fields = {
        "prompt": wording.sentence(wording.begin_statement(wording.opening(fact), asked)),
        "answer": wording.sentence(told.text),
    }
    yield Draft("result", "flashcard", fields, (fact,), (told.text,), 0.9, key(clause))


def _conditional(fact: Fact, clause: Clause) -> Iterator[Draft]:
    condition = fact.slots["condition"].text
    condition = condition[:1].lower() + condition[1:]
    link = next(one for one in (*_LINKS, condition.split()[0]) if condition.startswith(one))
    event = condition[len(link) :].strip()
    if (
        len(event.split()) < 3
        or " then " in event
        or _UNFINISHED.search(event)
        or clause.subject.text == "more"
    ):
        return  # "if not", "if so", "if the fund says yes"
    opened = wording.opening(fact)
    told = wording.begin(opened, wording.asked(clause, "Under what condition", clause.rest))
    fields = {"prompt": told, "answer": wording.sentence(condition)}
    if link == "unless":
        told = f"{clause.text} {_unless(event, clause)}?"
        fields = {
            "prompt": wording.begin_statement(opened, told),
            "answer": wording.sentence(event),
        }
    yield Draft("condition", "flashcard", fields, (fact,), (event,), 0.92, key(clause))
    fields = {
        "prompt": wording.begin(opened, f"{_following(clause)} {condition}?"),
        "answer": wording.sentence(clause.text),
    }
    vowed = clause.auxiliary in ("did", "has", "have", "had")  # "threatened to leave if …"
    held = clause.auxiliary in ("do", "does", "is", "are") and clause.lemma in _HOLDING
    if link in ("if", "unless", "should", "had") and not vowed and not held:
        yield Draft("what-if", "flashcard", fields, (fact,), (clause.text,), 0.95, key(clause))


_HOLDING = frozenset(
    "allow believe bind entitle expect fear forbid hope let oblige permit require think".split()
)
"""Verbs of what somebody holds, or a law says, whether the condition is met or not."""


_DONE = re.compile(
    r"\b(?:is|are|was|were|been) (?!open\b)(?:\w+(?:ed|en|wn)|built|cut|found|held|kept|left|made"
    r"|met|paid|put|sent|sold)\b"
)


def _unless(event: str, clause: Clause) -> str:
    """`unless what happens`, `unless what is done`, and `unless what` where it is no event."""
    past = clause.auxiliary in ("did", "was", "were", "had", "would", "could", "might")
    if _DONE.search(event):
        return "unless what was done" if past else "unless what is done"
    if re.search(r"\b(?:is|are|was|were) ", event):
        return "unless what"
    return "unless what happened" if past else "unless what happens"


def _following(clause: Clause) -> str:
    match clause.auxiliary:
        case "will":
            return "What will follow"
        case "would" if clause.bare.startswith("have "):
            return "What would have followed"
        case "do" | "does" | "is" | "are":
            return "What happens"
    return "What would follow"


def _accusation(fact: Fact, clause: Clause) -> Iterator[Draft]:
    gap = next((gap for gap in clause.gaps if gap.role == "of"), None)
    if clause.lemma != "accuse":
        yield from _alleged(fact, clause, "allege")
    extra = gap is not None and (gap.after or len(gap.before.split()) > 8 or clause.lead)
    if (
        clause.lemma != "accuse"
        or gap is None
        or extra
        or re.search(r" and \w+ing ", gap.answer.text)
    ):
        return  # "accusing … of …, and leaving …" may be two things that were done
    question = wording.begin("", wording.asked_gap(clause, gap))
    fields = {
        "prompt": question.replace("?", ", according to the article?"),
        "answer": wording.shown(gap.answer),
    }
    yield Draft("accused", "flashcard", fields, (fact,), (gap.answer.text,), 0.9, key(clause))


def _alleged(fact: Fact, clause: Clause, verb: str) -> Iterator[Draft]:
    """`What did X allege?`: a charge or a denial, with nobody's word taken for it."""
    if fact.speaker is None:
        return
    fields = {
        "prompt": f"What did {fact.speaker.name} {verb}, according to the article?",
        "answer": f"That {clause.text}.",
    }
    template = {"allege": "accused", "deny": "denied"}[verb]
    yield Draft(template, "flashcard", fields, (fact,), (clause.text,), 0.85, key(clause))


def _turned(fact: Fact, clause: Clause, template: str, weight: float) -> Iterator[Draft]:
    """The opposite of what is said, to be recognised as false."""
    turned = positive(clause)
    lasting = any(gap.role in ("since", "duration") for gap in clause.gaps)
    if not turned or lasting or len(clause.text.split()) < FEWEST_TURNED:
        return
    opened = wording.opening(fact, "According to the article, ")
    fields = {
        "prompt": wording.sentence(wording.begin_statement(opened, turned)),
        "answer": "false",
    }
    explain = wording.sentence(wording.begin_statement(opened, clause.text))
    yield Draft(template, "true_false", fields, (fact,), (), weight, key(clause), explain)
