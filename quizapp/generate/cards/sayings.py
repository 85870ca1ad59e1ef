"""Who said what, to whom, and when."""

import re
from collections import Counter
from collections.abc import Iterator

from quizapp.generate import distractors, wording
from quizapp.generate.dates import in_words
from quizapp.generate.draft import MOST_TO_MATCH, Draft, matching
from quizapp.generate.facts import Fact, Found

_FIRST_PERSON = re.compile(r"\b(?:I|we|our|my|us|me|you|your|this|these|those)\b")
_PRONOUN = re.compile(r"\b(?:I|we|our|my|you|this|that|it|they|them|their|he|she|him|his|her)\b")
_TELLING_VERBS = frozenset(
    "warn propose recommend demand promise predict estimate admit concede complain insist claim"
    " announce confirm acknowledge suggest argue conclude find discover reveal".split()
)
"""Verbs that say more than `say`."""
_NOBODY = re.compile(r"(?:[a-z]+ )?(?:reporters|journalists|them|him|her|people|fans)$")


def drafts(found: Found) -> Iterator[Draft]:
    said = [fact for fact in found.facts if _is_said(fact)]
    yield from _match_statements(said)
    for fact in said:
        yield from _who_said(fact, found)
    yield from _what_said(found)
    for name in dict.fromkeys(fact.speaker.name for fact in said if fact.speaker):
        yield from _points(name, said)
    for fact in found.facts:
        yield from _venue(fact)
        yield from _day_of_saying(fact)


def _is_said(fact: Fact) -> bool:
    return (
        fact.clause is not None
        and fact.speaker is not None
        and fact.speaker.noun == "person"
        and fact.modality == "attributed"
        and fact.kind not in ("conditional", "statement")
        and 5 <= len(fact.text.split()) <= 20
        and not fact.clause.lead
        and fact.speaker.name not in fact.text
    )


def _match_statements(said: list[Fact]) -> Iterator[Draft]:
    chosen: dict[str, Fact] = {}
    for fact in sorted(said, key=lambda one: (abs(len(one.text) - 70), one.proof)):
        if fact.speaker and not _PRONOUN.search(fact.text):
            chosen.setdefault(fact.speaker.name, fact)
    facts = sorted(list(chosen.values())[:MOST_TO_MATCH], key=lambda one: one.proof)
    pairs = {_capital(fact.text): fact.speaker.name for fact in facts if fact.speaker}
    prompt = "Match each statement with the person who made it, in the article."
    yield from matching("match-statements", prompt, pairs, facts)


def _who_said(fact: Fact, found: Found) -> Iterator[Draft]:
    speaker, clause = fact.speaker, fact.clause
    assert speaker is not None
    assert clause is not None
    wrong = distractors.people(speaker.name, found, fact.text)
    if len(wrong) < 2 or _FIRST_PERSON.search(fact.text):
        return
    fields = {
        "prompt": f"Who said, according to the article, that {fact.text}?",
        "answer": speaker.name,
        "distractors": wrong,
    }
    key = f"{clause.subject.text} {clause.lemma}"
    yield Draft("key-figures", "who-said", "choice", fields, (fact,), (speaker.name,), 0.5, key)


def _what_said(found: Found) -> Iterator[Draft]:
    """`What did X warn?`, where X warns of one thing only."""
    told = [fact for fact in found.facts if fact.speaker and fact.how in _TELLING_VERBS]
    times = Counter((fact.speaker.name, fact.how) for fact in told if fact.speaker)
    for fact in told:
        speaker, clause = fact.speaker, fact.clause
        assert speaker is not None
        usual = fact.modality == "attributed" and fact.kind not in ("statement", "conditional")
        if clause is None or not usual or times[speaker.name, fact.how] > 1:
            continue
        if speaker.name in fact.text:
            continue
        fields = {
            "prompt": f"What did {speaker.name} {fact.how}, according to the article?",
            "answer": f"That {fact.text}.",
        }
        key = f"{speaker.name} {fact.how}"
        asked = (fact,), (fact.text,)
        yield Draft("key-figures", "what-said", "flashcard", fields, *asked, 0.83, key)


def _points(name: str, said: list[Fact]) -> Iterator[Draft]:
    """Which of these points did X make: the others' points are the wrong options."""
    short = [f for f in said if len(f.text.split()) <= 16 and not _PRONOUN.search(f.text)]
    mine = [fact for fact in short if fact.speaker and fact.speaker.name == name][:3]
    others = [fact for fact in short if fact.speaker and fact.speaker.name != name][:3]
    if len(mine) >= 2 and len(others) >= 2:
        fields = {
            "prompt": f"Which of these points does the article attribute to {name}?",
            "answers": [_capital(fact.text) for fact in mine],
            "distractors": [_capital(fact.text) for fact in others],
        }
        answers = tuple(fact.text for fact in mine)
        yield Draft("reasons", "points", "multi_choice", fields, tuple(mine), answers, 0.9, name)


def _venue(fact: Fact) -> Iterator[Draft]:
    venue, speaker = fact.slots.get("venue"), fact.speaker
    if venue is None or speaker is None or speaker.noun != "person" or _NOBODY.match(venue.text):
        return
    fields = {
        "prompt": f"To whom did {speaker.name} say that {fact.text}?",
        "answer": wording.shown(venue),
    }
    yield Draft(
        "key-figures", "venue", "flashcard", fields, (fact,), (venue.text,), 0.6, speaker.name
    )


def _day_of_saying(fact: Fact) -> Iterator[Draft]:
    speaker, said = fact.speaker, fact.said
    if speaker is None or said is None or said.precision != "day" or fact.kind == "statement":
        return
    if speaker.noun != "person" or fact.clause is None or fact.clause.lead:
        return
    fields = {
        "prompt": f"On which day did {speaker.name} say that {fact.text}?",
        "answer": in_words(said.iso),
        "distractors": distractors.times(said.iso, ()),
    }
    explain = f"The article says: {said.text}."
    yield Draft(
        "timeline",
        "said-when",
        "choice",
        fields,
        (fact,),
        (said.text,),
        0.76,
        speaker.name,
        explain,
    )


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
