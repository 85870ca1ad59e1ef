"""Which body a noun such as `the bloc` or `the company` takes up, where only one can be meant."""

import re
from collections.abc import Collection, Mapping

from quizapp.generate.bodies import is_same_body, nouns_of
from quizapp.generate.english.evidence import Signs
from quizapp.generate.english.kinds import shown_by
from quizapp.generate.english.lexicon import CLASSES
from quizapp.generate.english.names import Names

_MANY = r"(?:both|two|three|four|the|these|several|other|rival)"
_ONE = r"(?:an?|another|one|some|two|three|several|other)"
_PAPERS = frozenset(("treaty", "compact", "league"))
"""Nouns for an agreement, which is not the body that it made, unless its name says so."""


_ALLIANCES = frozenset("alliance bloc pact grouping".split())
"""Nouns that may stand for one another, for what states have joined."""
_BODIES = frozenset("organisation organization group body".split())
"""Nouns that such a body may have as well."""
_JOINED = _ALLIANCES | {"compact", "treaty", "community"}
_UNION = re.compile(
    r"\b(?:Customs|Economic|Monetary|African|European|Arab) (?:\w+ )?(?:Union|League)\b"
)
_PLAIN = frozenset("company firm business".split())
"""Nouns for any firm; a `developer` or an `operator` must be called so."""
_SIDES = frozenset("club team side".split())


MOST_BODIES = 150
"""Among more bodies than that no noun is certain to mean one."""


def taken_up(names: Names, signs: Mapping[str, Signs]) -> dict[str, str]:
    """The one body for each noun that has one; none where another may be meant."""
    if len(names.bodies) > MOST_BODIES:
        return {}
    proven = {body: _proven(body, names, signs) for body in names.bodies}
    proven |= {team: {"club", "team"} for team in names.teams}
    found = {}
    for noun in sorted(_ALL):
        sure = _apart([body for body, nouns in proven.items() if noun in nouns], names)
        if len(sure) > 1:
            alike = _JOINED if noun in _ALLIANCES | _BODIES else {noun}
            called = [body for body in sure if _is_called(body, alike, names)]
            if any(noun in body.lower().split() for body in sure if body not in called):
                called = sure  # a Civic Bloc, and an alliance: which is the bloc?
            central = [body for body in sure if _is_central(body, names, signs)]
            sure = called if called else central
        rivals = [
            body
            for body in names.bodies
            if noun not in proven[body] and _may_be(body, noun, names, signs)
        ]
        rivals = [one for one in rivals if not (sure and is_same_body(one, sure[0]))]
        if len(sure) == 1 and not rivals and not _is_introduced(noun, sure[0], names):
            found[noun] = sure[0]
    return found


def _apart(bodies: list[str], names: Names) -> list[str]:
    """The bodies without other names of the same one; of each the name that is used most."""
    kept: list[str] = []
    for body in sorted(bodies, key=lambda body: (-names.bodies[body], len(body), body)):
        if not any(is_same_body(body, other) for other in kept):
            kept.append(body)
    return kept


def _ways(body: str, names: Names) -> list[str]:
    """The names under which the article has a body."""
    return [body, *(long for long, short in names.short.items() if short == body)]


def _proven(body: str, names: Names, signs: Mapping[str, Signs]) -> set[str]:
    """The class nouns that a body has by its name, by what the article says, or as a known one.

    A known body that only stands beside the story, as in `an answer to NATO`, has none by itself.
    """
    nouns: set[str] = set()
    for name in _ways(body, names):
        words = re.split(r" of | for ", name)[0].lower().split()
        nouns |= set(words[-1:]) if shown_by(name) == "body" else set()
        nouns |= {*words[-1:]} & _PAPERS
        if name in signs:
            nouns |= signs[name].nouns
            nouns |= set(nouns_of(name)) if signs[name].seen["subject"] else set()
            if signs[name].seen["firm"] or nouns & _FIRMS:
                nouns |= _PLAIN
        spot = rf"{re.escape(name)}(?: \([A-Z]{{2,8}}\))?"
        described = (
            rf"{spot},? (?:an?|the) (?:[\w-]+ ){{0,3}}?([a-z]+)"
            r"(?= (?:of|that|which|in|with|for)\b|[,.])"
        )
        nouns |= {match[1] for match in re.finditer(described, names.text)}
        nouns |= {match[1] for match in re.finditer(rf"\bthe {spot} ([a-z]+)\b", names.text)}
        before = rf"\b[Aa]n? (?:[\w-]+ ){{0,3}}?([a-z]+)(?: [\w ]{{3,40}})?, (?:the )?{spot}\b"
        nouns |= {match[1] for match in re.finditer(before, names.text)}
    if nouns & _JOINED:
        nouns |= _ALLIANCES | _BODIES
    elif any(_UNION.search(name) for name in _ways(body, names)) and _is_central(
        body, names, signs
    ):
        nouns |= (_ALLIANCES - {"pact"}) | _BODIES
    if nouns & _FIRMS:
        nouns |= _PLAIN
    return nouns & _ALL


_FIRMS = frozenset(
    "inc corp ltd plc limited holdings homes industries motors airlines airways airline bank lines"
    " manufacturer maker retailer brewer publisher carmaker company firm".split()
)
_ALL = frozenset(" ".join(CLASSES.values()).split())


def _is_called(body: str, nouns: Collection[str], names: Names) -> bool:
    """`the Guard, a defence alliance`: what it is, in so many words."""
    ways = "|".join(map(re.escape, _ways(body, names)))
    kinds = "|".join(sorted(nouns))
    told = rf"(?:{ways})(?: \([A-Z]+\))?,? (?:is |was )?an? (?:[\w-]+ ){{0,3}}(?:{kinds})\b"
    return re.search(told, names.text) is not None


def _is_central(body: str, names: Names, signs: Mapping[str, Signs]) -> bool:
    """Whether the article says what a body does or is, and does not only mention it."""
    seen = [signs[name] for name in _ways(body, names) if name in signs]
    return any(one.seen["subject"] or one.nouns or one.times > 2 for one in seen)


def _may_be(body: str, noun: str, names: Names, signs: Mapping[str, Signs]) -> bool:
    """Whether a body that is not proven to be so called may be meant all the same."""
    ways = _ways(body, names)
    if not any(signs[name].seen["subject"] for name in ways if name in signs):
        return False
    known = {*(each for name in ways for each in nouns_of(name))}
    if known:
        return noun in known or bool(noun in _ALLIANCES and known & _JOINED)
    unknown = shown_by(body) is None
    return unknown and (noun in _PLAIN or (body.isupper() and noun in _ALLIANCES))


def _is_introduced(noun: str, body: str, names: Names) -> bool:
    """Whether something else is called so: `a company from Leeds`, `both companies`."""
    plural = rf"{noun[:-1]}ies" if noun.endswith("y") else rf"{noun}(?:e?s)"
    if re.search(rf"\b{_MANY} (?:two |three |rival |other )?{plural}\b", names.text, re.I):
        return True
    ways = "|".join(map(re.escape, _ways(body, names)))
    first = re.search(ways, names.text)
    start = first.start() if first else 0  # before the name, "a pact" is what it is going to name
    between = r"(?:(?!(?:the|of|for|in|to|at|with)\b)[\w-]+ ){0,3}?"  # no "a friend of the bloc"
    other = re.compile(rf"\b{_ONE} {between}{noun}\b(?!['’-])", re.I)
    for match in other.finditer(names.text, start):
        before = names.text[max(0, match.start() - 60) : match.start()]
        after = names.text[match.end() : match.end() + 70]
        if re.search(rf"(?:{ways})(?: \([A-Z]+\))?(?:,| is| was|,? as)? $", before):
            continue
        if not re.match(rf"[^.]{{0,40}}?(?:{ways})", after):
            return True
    return False
