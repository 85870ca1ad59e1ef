"""What happened, when, in which order, and the parts of a sentence that can be asked for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quizapp.generate import distractors, wording
from quizapp.generate.cards.reasons import key
from quizapp.generate.dates import in_words
from quizapp.generate.draft import Draft, Theme
from quizapp.generate.facts import Fact, Found, Gap, Mention
from quizapp.generate.states import state_of

FEWEST_TO_ORDER = 3
MOST_TO_ORDER = 5
LONGEST_ASKED = 16
"""Words of an answer to `what`."""
LONGEST_GAP = 5
LONGEST_COUNTED = 8
LONGEST_DATED = 14

_LIGHT = frozenset("have be do make take get give carry put bring see hold call keep go".split())
_OF_MINDS = frozenset(
    "know want think believe hope fear agree expect feel wish score manage play plan accept"
    " intend ask".split()
)
_SEEING = frozenset("see watch hear let make help".split())
"""Verbs whose object does something: `saw the side stroll through`."""
_BELONGING = re.compile(r"(?:over|under|of|aged|between|from|with|up|down)\b|[,\d]")
"""What belongs to the number of things before it, and cannot stand without them."""
_AWAITED = re.compile(r"(?:due|able|unable|likely|ready|expected|set|sure|to)\b", re.I)
_NAMED = ("person", "people", "team", "state", "body")
_IN_WORDS = {
    word: number
    for number, word in enumerate(
        (
            "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
            " sixteen seventeen eighteen nineteen twenty"
        ).split(),
        2,
    )
}
_COUNTED = re.compile(
    rf"(?:only |just |about |some )?([\d,]+|{'|'.join(_IN_WORDS)}) ([a-z][\w' -]+)$", re.I
)


def drafts(found: Found) -> Iterator[Draft]:
    known = sorted({fact.time.iso for fact in found.facts if fact.time and fact.time.iso})
    for fact in found.facts:
        if fact.kind == "detail":
            yield from _detail(fact)
        if fact.clause is None or fact.kind in ("not_a_reason", "statement"):
            continue
        if fact.kind == "sequence":
            yield from _sequence(fact)
        elif fact.kind not in ("conditional", "accusation"):
            yield from _when(fact, known)
            yield from _subject(fact, found)
            yield from _counted(fact)
            for gap in fact.clause.gaps:
                if gap.after.startswith(("and ", "or ", "a ")):
                    continue  # what is left is no sentence
                yield from _how_long(fact, gap)
                yield from _what_for(fact, gap)
                yield from _how_many(fact, gap)
                yield from _what(fact, gap)
                yield from _cloze(fact, gap)
    yield from _order(found)


def _theme(fact: Fact) -> Theme:
    if fact.speaker is not None or fact.kind in ("cause", "failure"):
        return "reasons"
    if fact.kind in ("status", "definition"):
        return "membership"
    return "timeline" if fact.time is not None else "reasons"


def _dated(fact: Fact) -> str:
    """` in September 2023`: the time of an event, once it is certain."""
    if fact.time is None or not fact.time.iso or fact.speaker is not None:
        return ""
    return f" {'on' if fact.time.precision == 'day' else 'in'} {in_words(fact.time.iso)}"


def _asked(fact: Fact, question: str) -> str:
    """The question with its opening, and with its time."""
    dated = _dated(fact)
    if len(question.split()) > LONGEST_DATED or "," in question:
        dated = ""  # at the end of a long question it would belong to something else
    return wording.begin(wording.opening(fact), f"{question.removesuffix('?')}{dated}?")


def _when(fact: Fact, known: Sequence[str]) -> Iterator[Draft]:
    clause, time = fact.clause, fact.time
    assert clause is not None
    if time is None or not time.iso:
        return
    wh = {"day": "On which day", "month": "In which month", "year": "In which year"}
    fields = {
        "prompt": wording.begin(
            wording.opening(fact), wording.asked(clause, wh[time.precision], clause.rest)
        ),
        "answer": in_words(time.iso),
        "distractors": distractors.times(time.iso, known),
    }
    explain = f"The article says: {time.text}." if in_words(time.iso) not in time.text else ""
    yield Draft(
        "timeline", "when", "choice", fields, (fact,), (time.text,), 0.85, key(clause), explain
    )


def _subject(fact: Fact, found: Found) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    subject = clause.subject
    telling = [word for word in clause.rest.split() if len(word) > 3]
    if len(subject.text.split()) > 9 or len(telling) < 2 - (clause.lemma not in _LIGHT):
        return
    if len(clause.rest.split()) < 3 or subject.text.lower() in ("it", "there"):
        return
    if subject.noun == "thing" and (clause.plural or clause.lemma in _OF_MINDS):
        return  # "What want to run it?"
    if clause.lemma == "be" and clause.rest[:1].isupper():
        return  # "its members are A and B" is asked the other way round
    if fact.speaker and fact.speaker.name in subject.text:
        return
    if re.match(r"(?:what|who|every|each|all|most|some|many|no|any)\b", subject.text, re.I):
        return
    question = wording.asked_subject(clause)
    answer, wrong = _answer(subject, f"{clause.rest} {wording.opening(fact)}", found)
    if answer != subject.text and state_of(subject.text):
        question = re.sub(r"^Which place", "Which state", question)
    fields: dict[str, object] = {
        "prompt": _asked(fact, question),
        "answer": answer[:1].upper() + answer[1:],
    }
    asked = (fact,), (subject.text,)
    if len(wrong) >= 2:
        fields["distractors"] = wrong
        yield Draft(_theme(fact), "subject", "choice", fields, *asked, 0.75, key(clause))
    elif subject.noun not in ("thing", "people", "number", "date") and len(answer.split()) < 4:
        yield Draft(_theme(fact), "subject", "typed", fields, *asked, 0.7, key(clause))
    elif subject.noun in ("thing", "people") and _is_specific(subject.text):
        yield Draft(_theme(fact), "subject", "flashcard", fields, *asked, 0.6, key(clause))


def _is_specific(text: str) -> bool:
    """Whether an answer says more than `the result`."""
    return len(text.split()) > 2 or re.search(r"[A-Z\d]", text) is not None


def _answer(mention: Mention, told: str, found: Found) -> tuple[str, list[str]]:
    """What a name is called as an option, and the wrong options beside it."""
    if mention.noun == "person":
        named = [one.name for one in found.people if one.name in mention.text]
        name = named[0] if named else mention.text
        return name, distractors.people(name, found, told)
    if mention.noun in ("state", "place") and state_of(mention.text):
        return state_of(mention.text), distractors.states(mention.text, found, told)
    if mention.noun == "body":
        same = _other_names(mention.text, found)
        others = [name for name in found.bodies if name not in same]
        return mention.text, distractors.bodies(mention.text, others, told)
    if mention.noun == "team":
        return mention.text, distractors.bodies(mention.text, found.teams, told)
    return mention.text, []


def _other_names(text: str, found: Found) -> set[str]:
    """The short and the long name of a body."""
    pairs = [
        {fact.slots["what"].text, fact.slots["name"].text}
        for fact in found.facts
        if fact.kind == "known_as"
    ]
    return {name for pair in pairs for name in pair if any(one in text for one in pair)}


def _how_long(fact: Fact, gap: Gap) -> Iterator[Draft]:
    """`Since when has the post been shut?`, `For how long was it shut?`."""
    if gap.role not in ("since", "duration"):
        return
    clause = fact.clause
    assert clause is not None
    fields: dict[str, object] = {
        "prompt": _asked(fact, wording.asked_gap(clause, gap)),
        "answer": wording.shown(replace(gap.answer, text=f"{gap.preposition} {gap.answer.text}")),
    }
    asked = (fact,), (gap.answer.text,)
    yield Draft("timeline", gap.role, "flashcard", fields, *asked, 0.84, key(clause))


def _what_for(fact: Fact, gap: Gap) -> Iterator[Draft]:
    """`Why is a cut needed?`, of `needed to save the stock`."""
    clause = fact.clause
    assert clause is not None
    if gap.role != "purpose" or gap.after or not 3 <= len(gap.answer.text.split()) <= LONGEST_ASKED:
        return
    fields: dict[str, object] = {
        "prompt": _asked(fact, wording.asked_gap(clause, gap)),
        "answer": wording.sentence(gap.answer.text),
    }
    asked = (fact,), (gap.answer.text,)
    yield Draft("reasons", "what-for", "flashcard", fields, *asked, 0.88, key(clause))


def _how_many(fact: Fact, gap: Gap) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    if " and " in gap.counted or _BELONGING.match(gap.after):
        return
    if len(gap.counted.split()) > LONGEST_COUNTED:
        return
    if not gap.counted or gap.role != "object" or re.match(r"per ?cent|%", gap.counted):
        return
    number = gap.answer.text.removesuffix(gap.counted).strip()
    prompt = _asked(fact, wording.asked_gap(clause, replace(gap, role="count")))
    fields: dict[str, object] = {"prompt": prompt, "answer": number}
    asked = (fact,), (number,)
    if number.lower() in _IN_WORDS:
        fields["answer"] = str(_IN_WORDS[number.lower()])
        yield Draft(_theme(fact), "how-many", "numeric", fields, *asked, 0.82, key(clause))
    elif re.fullmatch(r"[\d,.]+(?: (?:million|billion|hundred|thousand))?", number):
        fields["distractors"] = distractors.numbers(number)
        yield Draft(_theme(fact), "how-many", "choice", fields, *asked, 0.85, key(clause))


def _counted(fact: Fact) -> Iterator[Draft]:
    """`How many tags were recovered?`, of `only 71 tags were recovered`."""
    clause = fact.clause
    assert clause is not None
    match = _COUNTED.match(clause.subject.text)
    if match is None or match[2].startswith(("in ", "out ")) or clause.lemma == "be":
        return
    if not clause.rest and clause.auxiliary not in ("was", "were"):
        return
    share = re.match(r"(per ?cent) of (.*)", match[2])
    asked = f"What share of {share[2]}" if share else f"How many {match[2]}"
    number = str(_IN_WORDS.get(match[1].lower(), match[1]))
    answer = f"{number} {share[1]}" if share else number
    fields: dict[str, object] = {
        "prompt": _asked(fact, wording.joined_question(asked, clause)),
        "answer": answer,
        "distractors": distractors.numbers(answer),
    }
    yield Draft(_theme(fact), "how-many", "choice", fields, (fact,), (match[1],), 0.85, key(clause))


def _what(fact: Fact, gap: Gap) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    if gap.answer.noun in _NAMED and re.search(r" (?:to|towards?|into|from) ", gap.answer.text):
        return  # "lifts [the side to 31 points]"
    if _AWAITED.match(gap.answer.text):
        return
    words = len(gap.answer.text.split())
    named = clause.lemma == "be" and clause.subject.text.startswith("the ") and words > 3
    asked = gap.role in ("object", "of") or (gap.role == "complement" and named)
    if not asked or not 1 < words <= LONGEST_ASKED or (_is_light(fact, gap) and not named):
        return
    if clause.lemma in _SEEING or (gap.counted and _BELONGING.match(gap.after)):
        return
    if clause.lead.lower().startswith("since") or not _is_specific(gap.answer.text):
        return
    fields: dict[str, object] = {
        "prompt": _asked(fact, wording.asked_gap(clause, gap)),
        "answer": wording.shown(gap.answer),
    }
    of_thing = clause.subject.noun == "thing" and words <= LONGEST_GAP
    weight = 0.8 - 0.15 * (words == 2) - 0.25 * of_thing
    yield Draft(
        _theme(fact), "what", "flashcard", fields, (fact,), (gap.answer.text,), weight, key(clause)
    )


def _cloze(fact: Fact, gap: Gap) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    words = len(gap.answer.text.split())
    named = gap.answer.noun not in ("thing", "people")
    telling = named or (words > 1 and _is_specific(gap.answer.text))
    if words > LONGEST_GAP or not telling or _is_light(fact, gap) or clause.lemma in _SEEING:
        return
    if len(clause.text.split()) < 7 or gap.role not in _CLOZED:
        return
    weight = {"number": 0.78, "date": 0.7}.get(gap.answer.noun, 0.55 if named else 0.5 + words / 50)
    fields = {"text": wording.gapped(fact, gap, wording.opening(fact))}
    yield Draft(
        _theme(fact), "cloze", "cloze", fields, (fact,), (gap.answer.text,), weight, key(clause)
    )


_CLOZED = ("object", "complement", "agent", "place", "amount")


def _is_light(fact: Fact, gap: Gap) -> bool:
    """Whether nothing but a verb such as `have` leads to the answer."""
    clause = fact.clause
    assert clause is not None
    others = [word for word in f"{gap.before} {gap.after} {clause.lead}".split() if len(word) > 3]
    return clause.lemma in _LIGHT and len(others) < 2


def _detail(fact: Fact) -> Iterator[Draft]:
    """A sentence of the article without the one thing that it tells best."""
    told, detail = fact.slots["told"].text, fact.slots["detail"]
    hint = wording.HINTS[detail.noun]
    text = wording.sentence(told.replace(detail.text, "{{c1::" + f"{detail.text}::{hint}" + "}}"))
    exact = re.search(r"\d", detail.text) is not None
    weight = {"number": 0.46 + 0.06 * exact, "date": 0.44, "person": 0.4}.get(detail.noun, 0.38)
    yield Draft(
        _theme(fact), "detail", "cloze", {"text": text}, (fact,), (detail.text,), weight, told
    )


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
    yield Draft(
        "timeline", "followed", "flashcard", fields, (fact,), (gap.answer.text,), 0.9, key(clause)
    )


def _order(found: Found) -> Iterator[Draft]:
    """Events whose times are certain and follow one another."""
    chosen: dict[str, Fact] = {}
    for fact in found.facts:
        clause, time = fact.clause, fact.time
        if clause is None or time is None or not time.iso or fact.modality != "asserted":
            continue
        if len(fact.text.split()) <= 18 and not clause.lead and not _overlaps(time.iso, chosen):
            chosen[time.iso] = fact
    facts = [chosen[iso] for iso in sorted(chosen)][:MOST_TO_ORDER]
    if len(facts) >= FEWEST_TO_ORDER:
        items = [wording.sentence(fact.text)[:-1] for fact in facts]
        fields = {
            "prompt": "Put these events of the article in order, the earliest first.",
            "items": items,
        }
        asked = tuple(facts), tuple(fact.text for fact in facts)
        yield Draft("timeline", "order", "ordering", fields, *asked, 0.95)


def _overlaps(iso: str, others: dict[str, Fact]) -> bool:
    return any(iso.startswith(other) or other.startswith(iso) for other in others)
