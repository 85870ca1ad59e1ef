"""How many, and how much."""

import re
from collections.abc import Iterator
from dataclasses import replace

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate import distractors, wording
from quizapp.generate.cards.shared import complete, is_torn, key, theme
from quizapp.generate.draft import Draft
from quizapp.generate.facts import ClauseGap, Fact, Found

LONGEST_COUNTED = 8
"""Words of what is counted."""
_SEVERAL = {word: number for word, number in NUMBER_WORDS.items() if number > 1}
_SHARES = re.compile(r"(?:halves|thirds|quarters|fifths|tenths)\b")
_COUNTED = re.compile(
    rf"(?:only |just |about |some )?([\d,]+|{'|'.join(_SEVERAL)}) ([a-z][\w' -]+)$", re.I
)


def drafts(found: Found) -> Iterator[Draft]:
    for fact in found.facts:
        if fact.clause is not None and fact.tells:
            yield from _counted(fact)
            for gap in fact.clause.gaps:
                if gap.leaves_a_sentence:
                    yield from _how_many(fact, gap)


def _how_many(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
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
    if number.lower() in _SEVERAL:
        fields["answer"] = str(_SEVERAL[number.lower()])
        yield Draft(theme(fact), "how-many", "numeric", fields, *asked, 0.82, key(clause))
    elif re.fullmatch(r"[\d,.]+(?: (?:million|billion|hundred|thousand))?", number):
        fields["distractors"] = distractors.numbers(number)
        yield Draft(theme(fact), "how-many", "choice", fields, *asked, 0.85, key(clause))


def _counted(fact: Fact) -> Iterator[Draft]:
    """`How many tags were recovered?`, of `only 71 tags were recovered`."""
    clause = fact.clause
    assert clause is not None
    match = _COUNTED.match(clause.subject.text)
    if (
        match is None
        or match[2].startswith(("in ", "out "))
        or " which" in match[2]
        or clause.lemma == "be"
    ):
        return
    bare = not clause.rest and clause.auxiliary not in ("was", "were")
    if bare or _SHARES.match(match[2]):
        return
    share = re.match(r"(per ?cent) of (.*)", match[2])
    asked = f"What share of {share[2]}" if share else f"How many {match[2]}"
    number = str(_SEVERAL.get(match[1].lower(), match[1]))
    answer = f"{number} {share[1]}" if share else number
    fields: dict[str, object] = {
        "prompt": complete(fact, wording.joined_question(asked, clause)),
        "answer": answer,
        "distractors": distractors.numbers(answer),
    }
    yield Draft(theme(fact), "how-many", "choice", fields, (fact,), (match[1],), 0.85, key(clause))
