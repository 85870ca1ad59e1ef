"""Finding the names of an article: its people with their roles, its bodies, teams and places."""

import re
from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

from quizapp.generate.article import Article
from quizapp.generate.bodies import initials, known_bodies
from quizapp.generate.english import deciding, roles
from quizapp.generate.english.classes import taken_up
from quizapp.generate.english.evidence import Signs
from quizapp.generate.english.kinds import shown_by
from quizapp.generate.english.lexicon import TITLES
from quizapp.generate.english.names import Names
from quizapp.generate.facts import TextSpan
from quizapp.generate.states import places, state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MONTHS = ("April", "May", "June", "March", "August")
"""Those that are people's names too."""

_CAMPAIGNING = frozenset(
    "Save Stop Keep Free Protect Defend Support Fix Ban Reclaim Rebuild Reopen".split()
)
"""With these a campaign calls itself: `Save Thornby` is nobody of the name of Thornby."""


def recognise(article: Article, docs: "list[Doc]") -> Names:
    """Collect the names of an article from its parsed passages."""
    found = Names(text=article.text)
    found.kinds, signs = deciding.kinds(docs)
    for name in found.kinds:
        if name.split()[0] in _CAMPAIGNING and " " in name:
            found.kinds[name] = "body"
    _abbreviations(article, found)
    _people(article, found, signs)
    finite = {one.lower_ for doc in docs for one in doc if one.tag_ in ("VBD", "VBZ", "VBP")}
    roles.find(article, found, finite)
    _bodies(found, signs)
    found.classes = taken_up(found, signs)
    return found


def _people(article: Article, found: Names, signs: Mapping[str, Signs]) -> None:
    """Full names; surnames where only one person has it and nothing else is called so."""
    people = [name for name, kind in found.kinds.items() if kind == "person" and " " in name]
    for name in sorted(people, key=lambda name: (article.text.find(name), name)):
        if not any(name != other and name in other for other in people):
            found.people[name] = ""
    opening = {*re.findall(r"(?:^|[.!?] )([\w’'-]+)", article.text, re.M)}
    low = {*re.findall(r"\b[a-z][\w’'-]*", article.text)}
    ambiguous = {word for word in opening if word.lower() in low}  # "Green": the colour too
    last = Counter(name.split()[-1] for name in found.people)
    first = Counter(name.split()[0] for name in found.people)
    for name in found.people:
        given, surname = name.split()[0], name.split()[-1]
        if last[surname] == 1 and surname not in ambiguous and _is_free(surname, signs, found):
            found.surnames[surname] = name
        one = first[given] == 1 and given not in last and given not in TITLES
        if one and given not in ambiguous and _is_free(given, signs, found):
            found.given[given] = name


def _is_free(word: str, signs: Mapping[str, Signs], found: Names) -> bool:
    """Whether a part of a person's name, alone, can be nobody and nothing else in the article."""
    alone = signs.get(word)
    if word in _MONTHS or word in places() or state_of(word) or found.kinds.get(word) == "team":
        return False
    return alone is None or not (
        alone.described or alone.mostly("GPE", "LOC", "FAC") or alone.has("owner", "in") == 2
    )


_LONG = r"(?P<long>(?:[A-Z][\w&'’-]+ )(?:(?:[A-Z][\w&'’-]+|of|for|the|and|on|in) ?){1,7})"
_ABBREVIATION = re.compile(_LONG + r"\((?P<short>[A-Z]{2,8})\)")
_POSSESSED = re.compile(
    r"(?P<long>(?:[A-Z][\w&-]+ ){1,5}[A-Z][\w&-]+)['’]s \((?P<short>[A-Z]{2,8})\)"
)
_SHORT_FOR = re.compile(rf"(?P<short>[A-Z]{{2,8}}),? short for (?:the )?{_LONG}(?=[,.;])")

_OR_SHORT = re.compile(_LONG + r", or (?:the )?(?P<short>[A-Z]{2,8})(?=[,.;])")


def _abbreviations(article: Article, found: Names) -> None:
    for pattern in (_ABBREVIATION, _POSSESSED, _SHORT_FOR, _OR_SHORT):
        for match in pattern.finditer(article.text):
            short = match["short"]
            long = _spelled_out(re.sub(r"['’]s$|,$", "", match["long"].strip()), short)
            if long:
                found.short[long] = short
                place = next(
                    (p.number for p in article.passages if p.start <= match.start() <= p.end), 0
                )
                found.short_spans[long] = (TextSpan(*match.span()), place)


def _spelled_out(text: str, short: str) -> str:
    """The end of `text` that an abbreviation stands for: not `Members of the`; empty for none."""
    words = text.split()
    ends = [" ".join(words[at:]) for at, word in enumerate(words) if word[0] == short[0]]
    exact = [one for one in ends if initials(one) == short]
    near = [one for one in ends if len({*short} & {*initials(one)}) >= len({*short}) - 1]
    return next(iter([*exact, *near]), "")


def _bodies(found: Names, signs: Mapping[str, Signs]) -> None:
    """Bodies by the short name that the article gives them, teams and places."""
    for long, short in found.short.items():
        both = {found.kinds.get(long), found.kinds.get(short), shown_by(long)} - {None, "thing"}
        known = long in known_bodies() or short in known_bodies()
        kind = both.pop() if len(both) == 1 else None
        found.kinds[long] = found.kinds[short] = kind or "thing"
        if known and found.kinds[short] == "thing":
            found.kinds[long] = found.kinds[short] = "body"
    for name in list(found.kinds):
        firm = re.sub(rf",? (?:{_FORMS})$", "", name)
        open_to_it = found.kinds.get(firm) == "thing" and not found.person(firm)
        family = firm in signs and signs[firm].seen["family"]
        if firm != name and found.kinds[name] == "body" and open_to_it and not family:
            found.kinds[firm] = "body"
    for name, kind in found.kinds.items():
        if found.person(name) and name not in found.people:
            continue
        times = signs[name].times if name in signs else 1
        if kind == "body":
            found.bodies[found.short.get(name, name)] += times
        elif kind == "place":
            found.places[name] += times
        elif kind == "team":
            found.teams.add(name)


_FORMS = (
    r"Inc|Incorporated|Corp|Corporation|Ltd|Limited|plc|PLC|LLC|AG|SA|Group|Holdings|Homes"
    r"|Company|Co|Industries|Motors|Airlines|Airways"
)
"""What a firm's name ends in, and is left out when it is named again."""
