"""How much something changed, how one figure compares with another, and how votes ended."""

import re
from collections.abc import Iterator

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate import wording
from quizapp.generate.cards.deeds import flashcard, is_asked_of, told
from quizapp.generate.draft import Draft, complete, dated
from quizapp.generate.facts import Fact, Found, joined

_CHANGING = frozenset(
    "rise fall grow shrink double triple halve drop increase decrease decline collapse soar climb"
    " plunge slip expand improve worsen recover change tighten ease weaken strengthen widen narrow"
    " disappear die sink burn".split()
)
"""Verbs of what happens to their subject."""


def drafts(found: Found) -> Iterator[Draft]:
    for fact in told(found):
        yield from _changed(fact)
        yield from _compared(fact)
        yield from _figures(fact)
        yield from _tally(fact)


_BY = re.compile(
    r"(?:^|(?<= ))(?:by )?(?P<by>(?:about |around |almost |nearly |roughly |more than |less than "
    r"|at least |up to |only |just )*(?:[£$€]?\d[\d,.]*(?: (?:per ?cent(?:age points?)?|million"
    r"|billion|points?|euros?|dollars?|pounds?|tonnes?|people))*|a (?:half|third|quarter|fifth)"
    r"|half))(?= |$)(?! in \d{4} to)"
)
_TO = re.compile(r"(?:^|(?<= ))(?P<to>(?:from .+? )?to (?:about |almost |nearly )?[£$€]?\d[^,]*)$")


def _changed(fact: Fact) -> Iterator[Draft]:
    """`By how much has the stock shrunk since 2015?`; `How did the number of visitors change?`"""
    clause = fact.clause
    assert clause is not None
    fits = clause.lemma in _CHANGING and clause.form == "does" and not clause.negated
    telling = len(clause.subject.text.split()) > 2 or clause.subject.noun != "thing"
    if not fits or not telling or not is_asked_of(fact):
        return
    if to := _TO.search(clause.rest):
        change = {"did": "did", "has": "has", "have": "have", "had": "had"}.get(clause.auxiliary)
        if change is None:
            return
        changed = "change" if change == "did" else "changed"
        rest = clause.rest[: to.start()].strip()
        if re.match(r"[$€£]?\d", rest):
            return  # "rose 19% to $30.20": by how much is another question
        prompt = f"How {change} {clause.subject.text} {joined(changed, rest)}"
        prompt = complete(fact, f"{joined(prompt, wording.tail(clause.lead))}?")
        answer = joined(clause.subject.text, clause.verb, to["to"])
        yield flashcard(fact, "changed", prompt, answer, to["to"], 0.76)
    elif by := _BY.match(clause.rest):
        rest = clause.rest[by.end() :].strip()
        if any(gap.counted and rest.startswith(gap.counted) for gap in clause.gaps):
            return  # "has dropped only 15 games": nothing of it has become less
        prompt = complete(fact, wording.asked(clause, "By how much", rest))
        yield flashcard(fact, "changed", prompt, by["by"], by["by"], 0.74)


_THAN = re.compile(
    r"\b(?:more|less|fewer|better|worse|higher|lower|larger|smaller|longer|shorter|faster|slower"
    r"|\w{3,}er)\b.*\bthan (?P<other>(?:the|those|that of|its|their|any|other|[A-Z]|\w+s )[^,]*)$"
)


def _compared(fact: Fact) -> Iterator[Draft]:
    """`How did the one group compare with the other?`"""
    clause = fact.clause
    assert clause is not None
    match = _THAN.search(clause.rest)
    words = len(clause.subject.text.split())
    if match is None or clause.negated or not is_asked_of(fact) or words < 2:
        return
    asked = {"did": "did", "was": "did", "were": "did", "does": "does", "is": "does", "do": "do"}
    auxiliary = asked.get(clause.auxiliary, "do" if clause.auxiliary == "are" else "")
    other = match["other"]
    if auxiliary and 1 < len(other.split()) <= 14 and not re.match(r"\w+ (?:in|before)\b", other):
        question = joined("How", auxiliary, clause.subject.text, "compare with", other)
        prompt = complete(fact, f"{joined(question, wording.tail(clause.lead))}?")
        answer = joined(clause.subject.text, clause.verb, clause.rest)
        yield flashcard(fact, "compared", prompt, answer, clause.rest, 0.8)


_NUMBER = r"[£$€]?\d[\d,.]*(?: to \d[\d,.]*)?%?|two|three|four|five|six|seven|eight|nine|ten"
_FIGURE = re.compile(
    r"(?:the |about |around |just |only |nearly |almost |some |roughly |fewer than |more than )*"
    rf"(?P<figure>(?P<number>{_NUMBER})"
    r"(?: (?:million|billion|per ?cent|points?|minutes|hours|days|weeks|months|years))*)"
    r" (?P<where>(?:in|for|of|among|during|at|before|under|\w+ (?:years?|months?) \w+) .+)$"
)


def _figures(fact: Fact) -> Iterator[Draft]:
    """`The target was met by seven members in 2024. And in 2022?`"""
    clause, other = fact.clause, fact.slots.get("compared")
    match = _FIGURE.match(other.text) if other is not None else None
    lost = fact.time is not None and not fact.time.iso
    if clause is None or match is None or clause.negated or lost:
        return
    if not re.search(rf"\b(?:{_NUMBER})", clause.text):
        return
    where = re.sub("^for (?=[A-Z])", "", re.sub("^of ", "for ", match["where"]))
    told = f"{clause.text}{dated(fact)}. And {where}?"
    prompt = wording.begin_statement(wording.opening(fact), told)
    yield flashcard(fact, "compared", prompt, match["figure"], match["number"], 0.8)


_VOTES = rf"(?:\d+|{'|'.join(NUMBER_WORDS)})(?: votes)?"
_TALLY = re.compile(
    rf"(?:^|(?<= ))(?P<by>by )?(?P<tally>{_VOTES}(?: to |-|–){_VOTES})"
    r"(?:,? with \w+ abst\w+,?)?(?=,|$| (?:after|against|at|following|for|in|on|that|to) )"
)
FEWEST_VOTED = 2
"""Words of what was voted on."""
_VOTING = frozenset("adopt approve back endorse ratify reject vote".split())
_SITTING = re.compile(r" (?:at|after|following) an? .*\b(?:debate|meeting|session|discussion)\b.*$")
_TAKEN_UP = re.compile(
    r"the (?:plan|motion|proposal|decision|move|vote|measure|scheme|idea)\b(?! (?:to|for|of) )"
)
"""What only takes up the decision of which another sentence tells."""


def _tally(fact: Fact) -> Iterator[Draft]:
    """`By how many votes to how many did the council approve the sale of the bakery?`"""
    clause = fact.clause
    assert clause is not None
    match = _TALLY.search(clause.rest)
    fits = clause.lemma in _VOTING and clause.form == "does" and not clause.negated
    if match is None or not fits or fact.speaker is not None or not is_asked_of(fact):
        return
    if not (match["by"] or "votes" in match["tally"] or clause.lemma == "vote"):
        return  # "approved 20 to 30 loans"
    rest = joined(clause.rest[: match.start()].strip(" ,"), clause.rest[match.end() :].strip())
    rest = _SITTING.sub("", f" {rest}").strip()
    if len(rest.split()) >= FEWEST_VOTED and not _TAKEN_UP.match(rest):
        prompt = complete(fact, wording.asked(clause, "By how many votes to how many", rest))
        yield flashcard(fact, "vote", prompt, f"by {match['tally']}", match["tally"], 0.76)
