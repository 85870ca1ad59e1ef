"""What `the decision`, `this` and `that` take up from the sentence before."""

import re
from dataclasses import replace as changed

from quizapp.generate.english.clauses import Parsed
from quizapp.generate.english.context import Context, Deed
from quizapp.generate.english.fact_kinds import denies_a_reason
from quizapp.generate.english.lexicon import ANY_DECISION, DECIDING, DECISIONS, SAY
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import Clause, TextSpan


def remember(parsed: Parsed, context: Context, unit: Unit) -> None:
    """Note what `the decision` of the next sentence takes up, where one actor is named."""
    clause = parsed.clause
    if parsed.verb.dep_ != "ROOT" or unit.quoted:
        return
    named = clause.subject.noun in ("state", "body", "person") and " and " not in (
        clause.subject.text
    )
    if named and parsed.verb.lemma_ in DECIDING and clause.form == "does":
        context.deed = Deed(clause.subject.text, parsed.verb.lemma_, unit.passage)
    elif context.deed and unit.passage > context.deed.passage:
        context.deed = None


def whose(clause: Clause, context: Context, unit: Unit) -> Clause:
    """`the decision` as the decision of the one who has just decided something."""
    match = re.fullmatch(r"(?:the|that|this) (\w+)", clause.subject.text, re.I)
    deed = context.deed
    if match is None or deed is None or unit.quoted:
        return clause
    noun = match[1].lower()
    decided = noun in ANY_DECISION and deed.lemma != "say"
    fits = noun in DECISIONS.get(deed.lemma, ()) or decided
    if not fits or unit.passage > deed.passage + 1:
        return clause
    owner = deed.actor + ("'" if deed.actor.endswith("s") else "'s")
    subject = changed(clause.subject, text=f"{owner} {match[1]}")
    return changed(clause, subject=subject)


def main_clause(parsed: Parsed) -> Parsed | None:
    """The one thing that a sentence tells, with no day that would be lost."""
    verb = parsed.verb
    several = any(one.dep_ in ("conj", "ccomp", "advcl", "parataxis") for one in verb.children)
    counted = any(one.dep_ == "dobj" and one.tag_ == "CD" for one in verb.children)  # of what?
    plain = verb.dep_ == "ROOT" and verb.lemma_ not in SAY and not several and not counted
    return parsed if plain and not parsed.off.time and not parsed.off.condition else None


def take_up(parsed: Parsed, before: Parsed | None, context: Context) -> None:
    """`this was not among the grievances` and `that was because …`, with what they are said of.

    Args:
        before: what the sentence before tells.
    """
    clause, concern = parsed.clause, context.introduced.concern
    if clause.subject.text.lower() not in ("this", "that"):
        return
    if concern and denies_a_reason(clause):
        parsed.clause = changed(clause, subject=changed(clause.subject, text=concern))
    elif before is not None and _gives_reason(parsed):
        parsed.clause = changed(before.clause, gaps=())  # only its reason is told here
        parsed.tokens = before.tokens
        parsed.span = TextSpan(before.span.start, parsed.span.end)


def _gives_reason(parsed: Parsed) -> bool:
    clause, cause = parsed.clause, parsed.off.cause
    bare = clause.lemma == "be" and not (clause.rest or clause.lead or clause.negated)
    return bare and bool(cause) and cause[0].lower_ == "because"
