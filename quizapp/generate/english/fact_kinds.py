"""What kind of thing a clause says."""

import re

from quizapp.generate.english.clauses import Parsed
from quizapp.generate.english.lexicon import ACCUSING, STATUS
from quizapp.generate.facts import Clause, FactKind

_REASON = re.compile(
    r"(?:among|one of|the) .*\b(?:grievance|reason|cause|factor|concern|motive|explanation)s?\b"
)
_FAILED = re.compile(
    r"\b(?:unable to|(?:not|n't) (?:\w+ )?able to|fail(?:ed|s)? to|could not|cannot|can no longer"
    r"|has not|have not|had not|did not|does not|do not|was not|were not|no longer|never)\b"
)


def denies_a_reason(clause: Clause) -> bool:
    """Whether it says that something is no reason, as in `was not among the reasons`."""
    denied = clause.negated and clause.lemma in ("be", "count", "rank")
    return denied and _REASON.match(clause.rest) is not None


def kind_of(parsed: Parsed) -> FactKind:
    """What kind of thing a clause says."""
    clause, lemma = parsed.clause, parsed.verb.lemma_
    if lemma == "accuse" or (lemma in ACCUSING and parsed.is_passive):
        return "accusation"
    if denies_a_reason(clause):
        return "not_a_reason"
    if parsed.off.cause:
        return "cause"
    if lemma == "follow" and parsed.agent is not None:
        return "sequence"
    if _FAILED.search(f"{clause.verb} {clause.rest}"):
        return "failure"
    if lemma in STATUS:
        return "status"
    present = parsed.verb.tag_ in ("VBZ", "VBP")
    if lemma == "be" and present and re.match(r"an? ", clause.rest):
        return "definition"
    return "event"
