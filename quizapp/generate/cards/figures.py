"""How many, how much, when, for how long, and in which order."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate import distractors, wording
from quizapp.generate.dates import in_words
from quizapp.generate.draft import Draft, complete, is_torn, key
from quizapp.generate.facts import ClauseGap, Fact, Found

LARGEST_SMALL = 12
"""A number that tells little by itself: two weeks, five visits."""
LONGEST_COUNTED = 4
"""Words of what is counted."""
_SEVERAL = {word: number for word, number in NUMBER_WORDS.items() if number > 1}
_OF_A_SIZE = frozenset("employ have represent run serve use".split())
"""Verbs of how large a body is, by the way: a union's members, a firm's staff."""
_BEGINNING = frozenset("build create establish found launch open".split())
"""Verbs of which the year tells no more than how old something is."""
_SHARES = re.compile(r"(?:halves|thirds|quarters|fifths|tenths)\b")
_COUNTED = re.compile(
    rf"(?:(?:only|just|(?P<round>about|some)) )?(?P<number>[\d,]+|{'|'.join(_SEVERAL)})"
    r" (?P<things>[a-z][\w' -]+)$",
    re.I,
)


def drafts(found: Found, published: date | None = None) -> Iterator[Draft]:
    """The cards of figures and times; no option lies behind the day of the article."""
    yield from _of_numbers(found)
    yield from _of_times(found, f"{published or ''}")


def _of_numbers(found: Found) -> Iterator[Draft]:
    for fact in found.facts:
        if fact.clause is not None and fact.tells:
            yield from _counted(fact)
            for gap in fact.clause.gaps:
                if gap.leaves_a_sentence:
                    yield from _how_many(fact, gap)


def _how_many(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    if clause.subject.text.lower() in ("it", "there", "this", "that"):
        return
    if not gap.counted[:1].islower():
        return  # "2 June": a date
    if " and " in gap.counted or is_torn(gap) or _SHARES.match(gap.counted):
        return
    if len(gap.counted.split()) > LONGEST_COUNTED:
        return
    if not gap.counted or gap.role != "object" or re.match(r"per ?cent|%", gap.counted):
        return
    number = gap.answer.text.removesuffix(gap.counted).strip()
    prompt = complete(fact, wording.asked_gap(clause, replace(gap, role="count")))
    fields: dict[str, object] = {"prompt": prompt, "answer": number}
    asked = (fact,), (number,)
    worth = 0.66 - 0.1 * (clause.lemma in _OF_A_SIZE)
    if _is_small(number) and fact.passage > 1 and not gap.counted.startswith("of "):
        return
    if number.lower() in _SEVERAL:
        fields["answer"] = str(_SEVERAL[number.lower()])
        yield Draft("how-many", "numeric", fields, *asked, worth, key(clause))
    elif re.fullmatch(r"[\d,.]+(?: (?:million|billion|hundred|thousand))?", number):
        fields["distractors"] = distractors.numbers(number, prompt)
        yield Draft("how-many", "choice", fields, *asked, worth, key(clause))


def _counted(fact: Fact) -> Iterator[Draft]:
    """`How many tags were recovered?`, of `only 71 tags were recovered`."""
    clause = fact.clause
    assert clause is not None
    match = _COUNTED.match(clause.subject.text)
    if (
        match is None
        or match["things"].startswith(("in ", "out "))
        or " which" in match["things"]
        or " and " in match["things"]
        or clause.lemma == "be"
    ):
        return
    bare = not clause.rest and clause.auxiliary not in ("was", "were")
    if bare or _SHARES.match(match["things"]):
        return
    share = re.match(r"(per ?cent) of (.*)", match["things"])
    asked = f"What share of {share[2]}" if share else f"How many {match['things']}"
    if match["round"]:
        asked = f"About {asked[0].lower()}{asked[1:]}"
    number = str(_SEVERAL.get(match["number"].lower(), match["number"]))
    answer = f"{number} {share[1]}" if share else number
    fields: dict[str, object] = {
        "prompt": complete(fact, wording.joined_question(asked, clause)),
        "answer": answer,
        "distractors": distractors.numbers(answer),
    }
    yield Draft("how-many", "choice", fields, (fact,), (match["number"],), 0.66, key(clause))


def _is_small(number: str) -> bool:
    value = _SEVERAL.get(number.lower(), number)
    return str(value).isdigit() and int(value) <= LARGEST_SMALL


_POINTING = re.compile(r"\b(?:it|its|he|she|his|her|they|their|them|this|that|these|those|we|I)\b")
_INDEFINITE = re.compile(r"(?:an?|some|it|he|she|they|this|that|there)\b", re.I)
FEWEST_TO_ORDER = 3
MOST_TO_ORDER = 5


def _of_times(found: Found, written: str) -> Iterator[Draft]:
    known = sorted({fact.time.iso for fact in found.facts if fact.time and fact.time.iso})
    for fact in found.facts:
        if fact.kind == "sequence":
            yield from _sequence(fact)
        elif fact.clause is not None and fact.tells:
            yield from _when(fact, known, written)
            for gap in fact.clause.gaps:
                if gap.leaves_a_sentence:
                    yield from _how_long(fact, gap)
    yield from _order(found)


def _when(fact: Fact, known: Sequence[str], written: str) -> Iterator[Draft]:
    clause, time = fact.clause, fact.time
    assert clause is not None
    if time is None or not time.iso or _INDEFINITE.match(clause.subject.text):
        return
    if clause.bare.startswith("to "):
        return  # "is to meet in May": its date is seldom worth a card
    wh = {"day": "On which day", "month": "In which month", "year": "In which year"}
    fields = {
        "prompt": wording.begin(
            wording.opening(fact), wording.asked(clause, wh[time.precision], clause.rest)
        ),
        "answer": in_words(time.iso),
        "distractors": distractors.times(
            time.iso, known, clause.text, written if time.iso <= written else ""
        ),
    }
    ahead = clause.auxiliary in ("will", "is", "are")
    how_old = not ahead and clause.lemma in _BEGINNING
    worth = 0.68 if ahead else 0.53 if how_old else 0.63
    explain = f"The article says: {time.text}." if in_words(time.iso) not in time.text else ""
    yield Draft("when", "choice", fields, (fact,), (time.text,), worth, key(clause), explain)


_STOPPING = frozenset("stop close shut suspend halt ban block freeze".split())
"""Verbs of what begins on a day and then lasts."""


def _how_long(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`Since when has the post been shut?`, `For how long was it shut?`."""
    clause = fact.clause
    assert clause is not None
    if gap.role not in ("since", "duration") or clause.negated or " and " in gap.answer.text:
        return
    if clause.subject.noun == "person":
        return  # for how long somebody has had a shop or a post
    prompt = complete(fact, wording.asked_gap(clause, gap))
    if gap.role == "duration" and clause.lemma in _STOPPING:
        prompt = re.sub(r" on (?=\w+\.? \d|\d+ \w+|\w+day\b)", " from ", prompt)
    fields: dict[str, object] = {
        "prompt": prompt,
        "answer": wording.shown(replace(gap.answer, text=f"{gap.preposition} {gap.answer.text}")),
    }
    asked = (fact,), (gap.answer.text,)
    yield Draft(gap.role, "flashcard", fields, *asked, 0.66, key(clause))


def _sequence(fact: Fact) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    gap = next((gap for gap in clause.gaps if gap.role == "agent"), None)
    if gap is None:
        return
    fields = {
        "prompt": f"According to the article, what followed {clause.subject.text}?",
        "answer": wording.shown(gap.answer),
    }
    yield Draft("followed", "flashcard", fields, (fact,), (gap.answer.text,), 0.9, key(clause))


def _order(found: Found) -> Iterator[Draft]:
    """Events whose times are certain and follow one another."""
    chosen: dict[str, Fact] = {}
    for fact in found.facts:
        clause, time = fact.clause, fact.time
        if clause is None or time is None or not time.iso or fact.modality != "asserted":
            continue
        if _POINTING.search(fact.text) or len(fact.text.split()) > 18:
            continue
        if clause.bare.startswith("to "):
            continue  # "is to be held"
        if not clause.lead and not _overlaps(time.iso, chosen):
            chosen[time.iso] = fact
    facts = [chosen[iso] for iso in sorted(chosen)][:MOST_TO_ORDER]
    if len(facts) >= FEWEST_TO_ORDER:
        items = [wording.sentence(fact.text)[:-1] for fact in facts]
        fields = {
            "prompt": "Put these events of the article in order, the earliest first.",
            "items": items,
        }
        asked = tuple(facts), tuple(fact.text for fact in facts)
        yield Draft("order", "ordering", fields, *asked, 0.95)


def _overlaps(iso: str, others: dict[str, Fact]) -> bool:
    return any(iso.startswith(other) or other.startswith(iso) for other in others)
