"""A reader and templates of a few lines, so that tests of running again hang on no English model:
`X closed Y because Z.`, `X met Y.`, `X found that Y.` and `X is the Y.` are facts."""

import re
from collections.abc import Iterator

import pytest

from quizapp.generate import choose as choosing
from quizapp.generate.article import Article
from quizapp.generate.choose import ChosenDrafts
from quizapp.generate.draft import Draft
from quizapp.generate.english import reader as english
from quizapp.generate.facts import Clause, Fact, Found, Mention, TextSpan, Time

SENTENCE = re.compile(
    r"(?P<subject>[A-Z][^.]*?) (?P<verb>\w+ed|met|found that|is the) (?P<rest>[^.]+)\."
)
ABOUT = "The ferry · February 2025"
WORDING = "Why did {subject} do that: {verb} {rest}?"


class ScriptedReader:
    def read(self, article: Article) -> Found:
        return Found(tuple(_facts(article)))


def _facts(article: Article) -> Iterator[Fact]:
    for passage in article.passages:
        for match in SENTENCE.finditer(article.text, passage.start, passage.end):
            told = TextSpan(match.start(), match.end() - 1)
            subject = Mention(match["subject"], told)
            rest, _, cause = match["rest"].partition(" because ")
            rest, _, day = rest.partition(" on ")
            verb = match["verb"]
            clause = Clause(subject, False, "did", verb, verb, rest, lemma=verb.split()[0])
            time = Time(day) if day else None
            where = {"rule": "scripted", "passage": passage.number, "proof": told, "time": time}
            if cause:
                yield Fact("cause", **where, slots={"cause": Mention(cause, told)}, clause=clause)
            elif verb == "is the":
                slots = {"person": subject, "role": Mention(rest, told)}
                yield Fact("role", **where, slots=slots)
            else:
                yield Fact("event", **where, clause=clause, how="find" if "found" in verb else "")


def _draft(fact: Fact, weight: float) -> Draft:
    told = fact.text
    if fact.clause is None:
        person, role = fact.slots["person"].text, fact.slots["role"].text
        asked, answer, template, told = f"Who is {person}?", f"The {role}", "who-is", person
    elif fact.kind == "cause":
        clause, answer, template = fact.clause, fact.slots["cause"].text, "why"
        asked = WORDING.format(subject=clause.subject.text, verb=clause.verb, rest=clause.rest)
    else:
        asked = f"What did {fact.clause.subject.text} do: {fact.clause.verb}?"
        answer, template = fact.clause.rest, "what"
    fields = {"prompt": asked, "answer": answer}
    return Draft(template, "flashcard", fields, (fact,), (answer,), weight, told)


def choose(_: Article, found: Found, most: int | None = None) -> ChosenDrafts:
    """Facts near the top are worth more; `most` cuts from below."""
    drafts = [_draft(fact, 1 - place / 100) for place, fact in enumerate(found.facts)]
    return ChosenDrafts(tuple(drafts[:most]), (), ABOUT)


def install(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(english, "EnglishReader", ScriptedReader)
    patch.setattr(choosing, "choose", choose)
