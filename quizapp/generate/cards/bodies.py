"""What bodies are called, what they are, who belongs to them, and since when they exist."""

from collections.abc import Iterator

from quizapp.generate import distractors, wording
from quizapp.generate.article import Article
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found


def drafts(article: Article, found: Found) -> Iterator[Draft]:
    for fact in found.facts:
        match fact.kind:
            case "membership":
                yield from _members(article, fact)
            case "known_as":
                yield from _known_as(fact)
            case "definition" if fact.clause is None:
                yield from _definition(article, fact)
            case "founded":
                yield from _founded(article, fact)


def _the(body: str, article: Article) -> str:
    """With `the` where the article has it."""
    return f"the {body}" if f"the {body}" in article.text else body


def _members(article: Article, fact: Fact) -> Iterator[Draft]:
    group = _the(fact.slots["group"].text, article)
    names = [member.text for member in fact.members]
    asked = (fact,), tuple(names)
    if fact.members[0].noun == "state":
        # a state of the story may be a member that the list leaves out, so none is a wrong option
        fields: dict[str, object] = {
            "prompt": f"Which of these does the article list as members of {group}?",
            "answers": names,
            "distractors": distractors.outsiders(names, article.text),
        }
        yield Draft("membership", "members", "multi_choice", fields, *asked, 1.0, group)
    if fact.closed and len(names) <= 12:
        prompt = f"How many members of {group} does the article list?"
        fields = {"prompt": prompt, "answer": str(len(names))}
        yield Draft("membership", "member-count", "numeric", fields, (fact,), (), 0.55, group)
    if len(names) >= 3:
        hint = wording.HINTS[fact.members[-1].noun] or "a member"
        gap = "{{c1::" + names[-1] + "::" + hint + "}}"
        listed = ", ".join(names[:-1])
        text = f"Among the members of {group} that the article lists are {listed} and {gap}."
        yield Draft(
            "membership", "last-member", "cloze", {"text": text}, (fact,), (names[-1],), 0.6, group
        )


def _known_as(fact: Fact) -> Iterator[Draft]:
    what, name = fact.slots["what"].text, fact.slots["name"].text
    fields = {"prompt": f"What does the abbreviation {name} stand for?", "answer": what}
    yield Draft("membership", "stands-for", "typed", fields, (fact,), (what,), 0.75, name)


def _definition(article: Article, fact: Fact) -> Iterator[Draft]:
    what, name = fact.slots["what"].text, fact.slots["name"]
    if "as" in fact.slots:
        seen = fact.slots["as"].text
        template, weight = "seen-as", 0.8
        prompt = f"As what, according to the article, is {what} {seen}?"
    else:
        template, weight = "description", 0.75
        prompt = f"How does the article describe {_the(what, article)}?"
    fields = {"prompt": prompt, "answer": wording.shown(name)}
    yield Draft("membership", template, "flashcard", fields, (fact,), (name.text,), weight, what)


def _founded(article: Article, fact: Fact) -> Iterator[Draft]:
    what, year = fact.slots["what"].text, fact.slots["name"].text
    prompt = f"According to the article, in which year was {_the(what, article)} founded?"
    fields = {"prompt": prompt, "answer": year}
    yield Draft("timeline", "founded", "numeric", fields, (fact,), (year,), 0.9, what)
