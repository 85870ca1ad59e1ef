"""Who did what, and what for: the parts of a sentence that can be asked for."""

import re
from collections.abc import Iterator

from quizapp.generate import distractors, wording
from quizapp.generate.draft import Draft, complete, is_torn, key, theme
from quizapp.generate.facts import ClauseGap, Fact, Found, Mention
from quizapp.generate.states import state_of

LONGEST_ASKED = 16
"""Words of an answer to `what`."""
LONGEST_GAP = 5

_LIGHT = frozenset("have be do make take get give carry put bring see hold call keep go".split())
_OF_MINDS = frozenset(
    "know want think believe hope fear agree expect feel wish score manage play plan accept"
    " intend ask".split()
)
_SEEING = frozenset("see watch hear let make help".split())
"""Verbs whose object does something: `saw the side stroll through`."""
_AWAITED = re.compile(r"(?:due|able|unable|likely|ready|expected|set|sure|to)\b", re.I)
_NAMED = ("person", "people", "team", "state", "body")


def drafts(found: Found) -> Iterator[Draft]:
    sentences: dict[Mention, list[Fact]] = {}
    for fact in found.facts:
        if fact.kind == "detail":
            sentences.setdefault(fact.slots["told"], []).append(fact)
        elif fact.clause is not None and fact.tells:
            yield from _subject(fact, found)
            for gap in fact.clause.gaps:
                if gap.leaves_a_sentence:
                    yield from _what_for(fact, gap)
                    yield from _what(fact, gap)
                    yield from _cloze(fact, gap)
    for facts in sentences.values():
        yield from _details(facts)


def _subject(fact: Fact, found: Found) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    subject = clause.subject
    telling = [word for word in clause.rest.split() if len(word) > 3]
    if len(subject.text.split()) > 9 or len(telling) < 2 - (clause.lemma not in _LIGHT):
        return
    if len(clause.rest.split()) < 3 or subject.text.lower() in ("it", "there"):
        return
    if clause.several:
        return  # "Italy lead the table"
    if subject.noun == "thing" and (clause.plural or clause.lemma in _OF_MINDS):
        return  # "What want to run it?"
    if clause.lemma == "be" and clause.rest[:1].isupper():
        return  # "its members are A and B" is asked the other way round
    if fact.speaker and fact.speaker.name in subject.text:
        return
    if re.match(
        r"(?:what|who|every|each|all|most|some|many|no|any|neither|none|few|nothing)\b",
        subject.text,
        re.I,
    ):
        return
    question = wording.asked_subject(clause)
    answer, wrong = _answer(subject, f"{clause.rest} {wording.opening(fact)}", found)
    if answer != subject.text and state_of(subject.text):
        question = re.sub(r"^Which place", "Which state", question)
    fields: dict[str, object] = {
        "prompt": complete(fact, question),
        "answer": answer[:1].upper() + answer[1:],
    }
    asked = (fact,), (subject.text,)
    if len(wrong) >= 2:
        fields["distractors"] = wrong
        yield Draft(theme(fact), "subject", "choice", fields, *asked, 0.75, key(clause))
    elif subject.noun not in ("thing", "people", "number", "date") and len(answer.split()) < 4:
        yield Draft(theme(fact), "subject", "typed", fields, *asked, 0.7, key(clause))
    elif subject.noun in ("thing", "people") and _is_specific(subject.text):
        yield Draft(theme(fact), "subject", "flashcard", fields, *asked, 0.6, key(clause))


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


def _what_for(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    """`Why is a cut needed?`, of `needed to save the stock`."""
    clause = fact.clause
    assert clause is not None
    if gap.role != "purpose" or gap.after or not 3 <= len(gap.answer.text.split()) <= LONGEST_ASKED:
        return
    fields: dict[str, object] = {
        "prompt": complete(fact, wording.asked_gap(clause, gap)),
        "answer": wording.sentence(gap.answer.text),
    }
    asked = (fact,), (gap.answer.text,)
    yield Draft("reasons", "what-for", "flashcard", fields, *asked, 0.88, key(clause))


def _what(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
    clause = fact.clause
    assert clause is not None
    if gap.answer.noun in _NAMED and re.search(r" (?:to|towards?|into|from) ", gap.answer.text):
        return  # "lifts [the side to 31 points]"
    denied = clause.negated and gap.role == "complement"
    nobody = clause.subject.text.lower() in ("it", "there")
    if _AWAITED.match(gap.answer.text) or clause.several or denied or nobody:
        return
    words = len(gap.answer.text.split())
    named = clause.lemma == "be" and clause.subject.text.startswith("the ") and words > 3
    asked = gap.role in ("object", "of") or (gap.role == "complement" and named)
    if not asked or not 1 < words <= LONGEST_ASKED or (_is_light(fact, gap) and not named):
        return
    if gap.counted and gap.answer.noun == "people":
        return  # it is asked how many
    beaten = clause.lemma in ("beat", "defeat", "face", "meet") and gap.answer.noun == "thing"
    if clause.lemma in _SEEING or is_torn(gap) or beaten:
        return
    if clause.lead.lower().startswith("since") or not _is_specific(gap.answer.text):
        return
    fields: dict[str, object] = {
        "prompt": complete(fact, wording.asked_gap(clause, gap)),
        "answer": wording.shown(gap.answer),
    }
    of_thing = clause.subject.noun == "thing" and words <= LONGEST_GAP
    weight = 0.8 - 0.15 * (words == 2) - 0.25 * of_thing
    yield Draft(
        theme(fact), "what", "flashcard", fields, (fact,), (gap.answer.text,), weight, key(clause)
    )


def _cloze(fact: Fact, gap: ClauseGap) -> Iterator[Draft]:
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
        theme(fact), "cloze", "cloze", fields, (fact,), (gap.answer.text,), weight, key(clause)
    )


_CLOZED = ("object", "complement", "agent", "place", "amount")


def _is_light(fact: Fact, gap: ClauseGap) -> bool:
    """Whether nothing but a verb such as `have` leads to the answer."""
    clause = fact.clause
    assert clause is not None
    others = [word for word in f"{gap.before} {gap.after} {clause.lead}".split() if len(word) > 3]
    return clause.lemma in _LIGHT and len(others) < 2


def _details(facts: list[Fact]) -> Iterator[Draft]:
    """A sentence of the article without what it tells best: one thing, or two figures."""
    for fact in facts:
        yield _told_without([fact], _worth(fact))
    figures = [fact for fact in facts if re.search(r"\d", fact.slots["detail"].text)]
    figures.sort(key=lambda fact: (-_worth(fact), fact.slots["detail"].span))
    if len(figures) > 1:
        best = sorted(figures[:2], key=lambda fact: fact.slots["detail"].span)
        yield _told_without(best, 0.53)


def _worth(fact: Fact) -> float:
    detail = fact.slots["detail"]
    exact = re.search(r"\d", detail.text) is not None
    weights = {"number": 0.46 + 0.06 * exact, "date": 0.44, "person": 0.4}
    return weights.get(detail.noun, 0.38)


def _told_without(facts: list[Fact], weight: float) -> Draft:
    text = told = facts[0].slots["told"].text
    details = [fact.slots["detail"] for fact in facts]
    for number in range(len(details), 0, -1):  # from the end, so that what is before stays
        before, one, after = text.partition(details[number - 1].text)
        hint = wording.HINTS[details[number - 1].noun]
        text = f"{before}{{{{c{number}::{one}::{hint}}}}}{after}"
    template = "named" if details[0].noun == "person" else "detail"
    answers = tuple(detail.text for detail in details)
    fields: dict[str, object] = {"text": wording.sentence(text)}
    return Draft(theme(facts[0]), template, "cloze", fields, tuple(facts), answers, weight, told)
