"""The bodies and places that an article names, their short names, and what takes them up."""

import re
from collections import Counter
from typing import TYPE_CHECKING

from quizapp.generate.article import Article
from quizapp.generate.english.lexicon import CLASSES, PLURAL_PEOPLE
from quizapp.generate.english.names import Names
from quizapp.generate.facts import TextSpan
from quizapp.generate.states import state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_PAPERS = ("treaty", "compact", "league")
"""Nouns for an agreement, which is not the body that it made."""
_NO_TEAM = frozenset("we they you there these those both who what many most some".split())
_PLAYS = re.compile(
    r"(?P<name>(?:[A-Z][\w-]+ )?[A-Z][\w-]+)(?:, who)? (?:now |still |then )?"
    r"(?:have|are|were|visit|host|drew|beat|play|face|stay|led|lost to|won|finished)\b"
)
_INSTITUTION = re.compile(
    r"(?:[A-Z]\w+ )?(?:University|Institute|Bank|Ministry|Court|Museum|College|Academy|Society)"
    r" (?:of|for) (?:the )?[A-Z]\w+(?: [A-Z]\w+)*"
)
_LONG = r"(?P<long>(?:[A-Z][\w&'’-]+ )(?:(?:[A-Z][\w&'’-]+|of|for|the|and|on|in) ?){1,7})"
_ABBREVIATION = re.compile(_LONG + r"\((?P<short>[A-Z]{2,8})\)")
_POSSESSED = re.compile(
    r"(?P<long>(?:[A-Z][\w&-]+ ){1,5}[A-Z][\w&-]+)['’]s \((?P<short>[A-Z]{2,8})\)"
)
_SHORT_FOR = re.compile(rf"(?P<short>[A-Z]{{2,8}}),? short for (?:the )?{_LONG}(?=[,.;])")


def abbreviations(article: Article, found: Names) -> None:
    for pattern in (_ABBREVIATION, _POSSESSED, _SHORT_FOR):
        for match in pattern.finditer(article.text):
            long = re.sub(r"^The |['’]s$", "", match["long"].strip())
            short = match["short"]
            initials = "".join(word[0] for word in re.split(r"[ -]", long) if word[0].isupper())
            if short[0] == long[0] and len(set(short) & set(initials)) >= len(set(short)) - 1:
                found.short[long] = short
                place = next(
                    (p.number for p in article.passages if p.start <= match.start() <= p.end), 0
                )
                found.short_spans[long] = (TextSpan(*match.span()), place)


def bodies(docs: "list[Doc]", found: Names) -> None:
    common = {one.text for doc in docs for one in doc if one.text.islower()}
    for doc in docs:
        for entity in doc.ents:
            name = re.sub(r"['’]s?$", "", entity.text)
            name = re.sub(r"^(?:the|The) ", "", name).partition(" (")[0]
            if state_of(name) or found.person(name) or not name[:1].isupper():
                continue
            if name.lower() in common:
                continue  # a noun that has its capital only from standing first
            if name.endswith((" of", " for")):
                continue  # cut off at a state; `_INSTITUTION` finds it whole
            if entity.label_ == "ORG":
                found.bodies[found.short.get(name, name)] += 1
            elif entity.label_ in ("GPE", "LOC", "FAC"):
                found.places[name] += 1
        for match in _INSTITUTION.finditer(doc.text):
            name = match[0]
            found.bodies[found.short.get(name, name)] += 1
    for long, short in found.short.items():
        found.bodies[short] += 1
        found.bodies.pop(long, None)
    for short in found.short.values():
        found.bodies[short] = sum(len(re.findall(rf"\b{short}\b", doc.text)) for doc in docs)


def teams(article: Article, found: Names) -> None:
    """Names that play: they take a plural verb, as in `Rovers have 58 points`."""
    for match in _PLAYS.finditer(article.text, article.passages[0].start):
        name = re.sub(r"^(?:The|But|And|If|While|When) ", "", match["name"])
        known = found.person(name) or state_of(name)
        common = re.search(rf"\b{re.escape(name.lower())}\b", article.text)
        again = len(re.findall(rf"\b{re.escape(name)}\b", article.text)) > 1
        if again and not known and not common and name.lower() not in PLURAL_PEOPLE | _NO_TEAM:
            found.teams.add(name)
    for name in found.teams:
        found.bodies.pop(name, None)


def describe(article: Article, found: Names) -> None:
    """Which body a noun such as `bloc` or `council` takes up: the one that is called one."""
    alliances = _called(CLASSES["alliance"].split(), article, found)
    for noun in " ".join(CLASSES.values()).split():
        fits = _called([noun], article, found)
        if not fits and noun in CLASSES["alliance"].split() and noun not in _PAPERS:
            fits = alliances
        ranked = fits.most_common(2)
        if ranked and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            found.classes[noun] = ranked[0][0]


def _called(nouns: list[str], article: Article, found: Names) -> Counter[str]:
    """The bodies that have one of `nouns` in their name or are described by one."""
    fits: Counter[str] = Counter()
    noun = f"(?:{'|'.join(nouns)})"
    for body, times in found.bodies.items():
        long = next((name for name, short in found.short.items() if short == body), body)
        spot = rf"(?:{re.escape(body)}|{re.escape(long)})"
        described = rf"{spot} {noun}\b|{spot}[\w )]{{0,9}}, an? (?:\w+ )?{noun}\b"
        if set(long.lower().split()) & set(nouns) or re.search(described, article.text):
            fits[body] = times
    return fits
