"""The class of a name, by the signs that speak for one; a thing where they do not agree.

A class needs one sign that decides, such as `mayor X` or `X, a retailer`, or two that agree.
"""

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from quizapp.generate.bodies import is_source, known_bodies
from quizapp.generate.english.evidence import Signs, collect
from quizapp.generate.english.kinds import given_names, shown_by
from quizapp.generate.english.lexicon import TEAMS
from quizapp.generate.facts import Noun
from quizapp.generate.states import places, state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc


def classify(name: str, signs: Signs, sport: bool = False) -> Noun:
    """The class of a name by its signs; `thing` where they do not agree.

    Args:
        sport: whether the article tells of matches, in which many names are of teams.
    """
    several = len(name.split()) > 1
    if re.search(r"\d", name) and name not in known_bodies():
        return "thing"
    if 2 * signs.seen["numbered"] >= max(1, signs.times):
        return "thing"
    if is_source(name) and not signs.seen["owner"]:
        return "thing"  # news is taken from it, and it does nothing
    if _is_person(name, signs, several):
        return "person"
    if _is_team(name, signs, sport):
        return "team"
    if name in known_bodies():
        return "body"
    if name in places():
        return "place"
    words = shown_by(name)
    if words == "place" and not signs.has("after a preposition", "the", "home"):
        words = None
    told: set[Noun] = {kind for kind, times in signs.described.items() if times}
    told |= {words} if words else set()
    if told:
        return _agreed(told, signs)
    return "thing" if sport else _by_labels(name, signs)


def _agreed(told: set[Noun], signs: Signs) -> Noun:
    """The one class that nouns tell; a body that stands somewhere may be called a place too."""
    if len(told) == 1:
        (kind,) = told
        return "body" if kind == "team" else kind
    acts = signs.has("says", "corporate", "owner")
    return "body" if acts and told <= {"body", "place", "team"} else "thing"


def _is_person(name: str, signs: Signs, several: bool) -> bool:
    if signs.described["thing"] or signs.described["team"] or signs.seen["family"] >= signs.times:
        return False
    if (shown_by(name) or {*name.split()} & TEAMS) and not signs.has("title"):
        return False
    decides = signs.has("title", "role")
    if several:
        weak = signs.has(
            "loose title",
            "age",
            "who",
            "says",
            "personal",
            "pronoun",
            "surname",
            "given",
            "national",
        )
        if weak == signs.has("says", "pronoun", "personal"):
            weak = min(weak, 1)  # what a body does too

        if decides:
            return True
        unlike = signs.has("in", "the", "plural")
        if signs.mostly("PERSON"):
            return not unlike and (weak > 0 or signs.labels["PERSON"] > 1)
        return not unlike and weak > 1
    return signs.has("title") > 0 and not signs.described["body"]


_CLUBS = frozenset(
    "United City Town Rovers Athletic Wanderers Rangers Albion County FC Harriers Wolves".split()
)


def _is_team(name: str, signs: Signs, sport: bool) -> bool:
    """A name that plays, with a plural verb or like a club; a person never has a plural verb."""
    plays = signs.has("beaten", "plays", "team", "score")
    if signs.seen["plural"]:
        return sport or plays > 1
    if not sport or signs.labels["PERSON"] or signs.seen["surname of"]:
        return False
    club = name.split()[-1] in _CLUBS and " " in name
    return plays > 1 or club or signs.described["team"] > 0


def _by_labels(name: str, signs: Signs) -> Noun:
    """A place or a body, where most labels say so and something beside them does too."""
    acronym = name.isupper() and 2 <= len(name) <= 6 and name.isalpha()
    placed = signs.mostly("GPE", "LOC", "FAC")
    at_home = signs.has("in", "home")
    if (placed and at_home) or signs.seen["home"] or signs.seen["in"] > 1:
        return "place" if not signs.has("owner", "corporate", "says") else "thing"
    acts = signs.has("owner", "corporate", "says")
    often = signs.labels["ORG"] > 1 and signs.seen["the"] > 0 and not acronym
    labelled = signs.mostly("ORG") and (acts > 0 or often)
    short = acronym and not placed and acts > 0
    owns = signs.seen["owner"] > 0 and acts > 1 and not signs.mostly("PERSON")
    return "body" if labelled or short or owns else "thing"


def surname_signs(found: dict[str, Signs]) -> None:
    """Note whose last word stands alone elsewhere, and whose first is a given name."""
    for name, signs in found.items():
        words = name.split()
        if len(words) < 2:
            continue
        alone = found.get(words[-1])
        if alone is not None:
            alone.seen["surname of"] += 1
        if alone is not None and not alone.described and not alone.mostly("GPE", "LOC", "FAC"):
            signs.seen["surname"] += 1
        if words[0] in given_names():
            signs.seen["given"] += 1


def kinds(docs: "Sequence[Doc]") -> tuple[dict[str, Noun], dict[str, Signs]]:
    """The class of each name that the table of states does not hold, and its signs."""
    found = collect(docs)
    surname_signs(found)
    told = {one.lower_ for doc in docs for one in doc}
    sport = len(told & _OF_MATCHES) > 3
    named = {
        name: signs
        for name, signs in found.items()
        if not state_of(name) or signs.seen["title"] == signs.times  # "Queen Sofia"
    }
    kinds = {name: classify(name, signs, sport) for name, signs in named.items()}
    for name in [one for one in kinds if " " in one]:
        for part in {name.split()[0], name.split()[-1]} & kinds.keys():
            if (
                "team" in (kinds[name], kinds[part])
                and kinds[name] != "person"
                and part not in places()
            ):
                kinds[name] = kinds[part] = "team"  # "Harbour Rovers", later "Rovers"
            if kinds[name] == "person" and kinds[part] in ("team", "body"):
                kinds[part] = "thing"  # a surname
    return kinds, found


_OF_MATCHES = frozenset(
    "goal goals scored striker midfielder winger goalkeeper derby league penalty match"
    " season coach points half half-time defender equaliser equalised kick-off playoff"
    " play-off victory quarter innings wicket wickets touchdown inning champions promoted"
    " relegated referee extra-time".split()
)
