"""Why things happened, what failed, what was alleged, and what would follow."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.generate import wording
from quizapp.generate.draft import Draft, key
from quizapp.generate.facts import Clause, Fact, Found, joined

_NOTS = (
    (r"\b(was|is|were|are|has|have|had|will|would|could|can|should|may|might) not ", r"\1 "),
    (r"\bcannot ", "can "),
    (r"\bunable to ", "able to "),
    (r"\b(can|could|would|will) no longer ", r"\1 still "),
)
_LEFT_OVER = re.compile(r"\b(?:any|anymore|yet|either|ever|until|neither|nor|nobody|no|but)\b")


def drafts(found: Found) -> Iterator[Draft]:
    for fact in found.facts:
        clause = fact.clause
        if clause is None or fact.kind == "statement":
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
                yield from _turned(fact, clause, "turned", 0.7)
        yield from _since(fact, clause)


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


def _why(fact: Fact, clause: Clause) -> Iterator[Draft]:
    cause = fact.slots["cause"]
    if re.match("since", clause.lead, re.I):
        clause = replace(clause, lead="")
    if "condition" in fact.slots:
        told = replace(clause, lead=fact.slots["condition"].text).text
        prompt = wording.begin_statement(wording.opening(fact), f"{told}. Why?")
    else:
        question = wording.asked(clause, "Why", clause.rest)
        prompt = wording.begin(wording.opening(fact), question)
    fields = {
        "prompt": prompt,
        "answer": wording.sentence(cause.text),
    }
    yield Draft("reasons", "why", "flashcard", fields, (fact,), (cause.text,), 1.0, key(clause))


def _since(fact: Fact, clause: Clause) -> Iterator[Draft]:
    """Asked as since what event: true whether `since` gives a time or a reason."""
    if not re.match(r"since \w", clause.lead, re.I) or len(clause.lead.split()) < 4:
        return
    bare = replace(clause, lead="")
    event = clause.lead[len("since ") :]
    asked = f"{bare.text} since a certain event. Which?"
    fields = {
        "prompt": wording.begin_statement(wording.opening(fact), asked),
        "answer": wording.sentence(event),
    }
    yield Draft("timeline", "since", "flashcard", fields, (fact,), (event,), 0.85, key(bare))


def _conditional(fact: Fact, clause: Clause) -> Iterator[Draft]:
    condition = fact.slots["condition"].text
    condition = condition[:1].lower() + condition[1:]
    link, _, event = condition.partition(" ")
    if len(event.split()) < 3 or re.search(r" (?:say|says|said|tells|told|asks)$", event):
        return  # "if not", "if so", "if the fund says yes"
    opened = wording.opening(fact)
    told = f"{clause.text} {link} something happens. What?"
    fields = {
        "prompt": wording.begin_statement(opened, told),
        "answer": wording.sentence(event),
    }
    yield Draft("reasons", "condition", "flashcard", fields, (fact,), (event,), 0.88, key(clause))
    fields = {
        "prompt": wording.begin(opened, f"What would follow {condition}?"),
        "answer": wording.sentence(clause.text),
    }
    if link == "if":
        yield Draft(
            "reasons", "what-if", "flashcard", fields, (fact,), (clause.text,), 0.9, key(clause)
        )
    whole = replace(clause, lead=condition)
    yield from _turned(fact, whole, "turned", 0.85)


def _accusation(fact: Fact, clause: Clause) -> Iterator[Draft]:
    gap = next((gap for gap in clause.gaps if gap.role == "of"), None)
    if clause.lemma != "accuse":
        yield from _alleged(fact, clause, "allege")
    if clause.lemma != "accuse" or gap is None:
        return
    question = wording.begin("", wording.asked_gap(clause, gap))
    fields = {
        "prompt": question.replace("?", ", according to the article?"),
        "answer": wording.shown(gap.answer),
    }
    yield Draft(
        "reasons", "accused", "flashcard", fields, (fact,), (gap.answer.text,), 0.9, key(clause)
    )


def _alleged(fact: Fact, clause: Clause, verb: str) -> Iterator[Draft]:
    """`What did X allege?`: a charge or a denial, with nobody's word taken for it."""
    if fact.speaker is None:
        return
    fields = {
        "prompt": f"What did {fact.speaker.name} {verb}, according to the article?",
        "answer": f"That {clause.text}.",
    }
    template = {"allege": "accused", "deny": "denied"}[verb]
    yield Draft(
        "reasons", template, "flashcard", fields, (fact,), (clause.text,), 0.85, key(clause)
    )


def _turned(fact: Fact, clause: Clause, template: str, weight: float) -> Iterator[Draft]:
    """The opposite of what is said, to be recognised as false."""
    turned = positive(clause)
    lasting = any(gap.role in ("since", "duration") for gap in clause.gaps)
    if not turned or lasting:
        return
    opened = wording.opening(fact, "According to the article, ")
    fields = {
        "prompt": wording.sentence(wording.begin_statement(opened, turned)),
        "answer": "false",
    }
    explain = wording.sentence(wording.begin_statement(opened, clause.text))
    yield Draft(
        "reasons", template, "true_false", fields, (fact,), (), weight, key(clause), explain
    )
