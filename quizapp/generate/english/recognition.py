"""Finding the names of an article: its people with their roles, its bodies and its places."""

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.english.lexicon import (
    CLASSES,
    COMMON_TAILS,
    PLURAL_PEOPLE,
    ROLES,
    TEAMS,
    TITLES,
)
from quizapp.generate.english.names import Names, Role
from quizapp.generate.facts import TextSpan
from quizapp.generate.states import state_of, states

if TYPE_CHECKING:
    from spacy.tokens import Doc


_CAP = r"(?:[A-Z][\w'’-]+|[A-Z]\.|al|bin|de|van|von|der|den|da|di|du|la|le)"
_NAME = rf"(?:[A-Z][\w'’-]+(?: {_CAP}){{1,3}})"
_ROLE = "|".join(sorted(ROLES, key=len, reverse=True))
_CALLED = re.compile(rf"\b(?i:{_ROLE}),? ({_NAME})")
_INTRODUCED = re.compile(rf"({_NAME}), (?:an? |the |who |\d\d[,.]|[\w’']+ (?:{_ROLE})\b)")
_FIRMS = (
    "company|firm|manufacturer|contractor|developer|operator|charity|maker|supplier|journal|magazine"
    "|newspaper|bank|airline|retailer|brewer|publisher|broadcaster|agency|start-up|band|village|town"
)
_OPENING = tuple(
    "For But And While When As If Since After Then Yet Without With Before From By Under Despite"
    " Because Both Another Near At In On To Of Until Unless Although".split()
)
_PLURAL = "have|are|were|visit|play|face|host|now have|do"


def recognise(article: Article, docs: "list[Doc]") -> Names:
    """Collect the names of an article from its parsed passages."""
    found = Names()
    _abbreviations(article, found)
    _people(article, docs, found)
    _roles(article, found)
    _bodies(docs, found)
    _teams(article, found)
    _classes(article, found)
    return found


def _people(article: Article, docs: "list[Doc]", found: Names) -> None:
    text = article.text
    candidates: Counter[str] = Counter()
    for doc in docs:
        for entity in doc.ents:
            words = [word for word in _bare(entity.text).split() if word.rstrip(".") not in TITLES]
            if words and words[0] in _OPENING:
                words = words[1:]
            if entity.label_ == "PERSON" and 2 <= len(words) <= 4:
                candidates[" ".join(words)] += 1
    for pattern in (_CALLED, _INTRODUCED, _of_states()):
        for match in pattern.finditer(text):
            words = _bare(next(one for one in match.groups() if one)).split()
            if words[0] in _OPENING:
                words = words[1:]
            if len(words) > 1:
                candidates[" ".join(words)] += 2
    for name in sorted(candidates, key=lambda name: (text.find(name), name)):
        last = name.split()[-1]
        known = name in found.short or last in found.surnames
        if not known and _is_person(name, candidates[name], text):
            found.people[name] = ""
            found.surnames[last] = name
    _given(found)


@cache
def _of_states() -> re.Pattern[str]:
    """`Spain's Ane Elizalde`, `Yuto Hamada of Japan`, `Anna Berg of Leiden University`."""
    named = "|".join(sorted(map(re.escape, states()), key=len, reverse=True))
    pair = r"[A-Z][\w'’-]+ [A-Z][\w'’-]+"
    schools = r"(?:the )?(?:[A-Z]\w+ )?(?:University|Institute|College|Hospital|Museum)\b"
    return re.compile(
        rf"\b(?:{named})['’]s ({pair})\b(?! [A-Z])|\b({pair}) of (?:(?:{named})\b|{schools})"
    )


def _given(found: Names) -> None:
    """First names that only one person has, for people who are called by them."""
    first = Counter(name.split()[0] for name in found.people)
    for name in found.people:
        given = name.split()[0]
        if first[given] == 1 and given not in found.surnames and given not in TITLES:
            found.given[given] = name


def _is_person(name: str, weight: int, text: str) -> bool:
    first, last = name.split()[0], name.split()[-1]
    if re.search(r"['’]s\b", name):
        return False  # "Dahl's Progress Alliance"
    if (
        state_of(name)
        or (state_of(first) and weight < 2)
        or last.lower() in ROLES
        or first.lower() in ROLES
    ):
        return False
    many = len(name.split()) > 3 and not re.search(
        r" (?:al|bin|de|van|von|der|den|da|di|du|la|le) ", name
    )
    placed = re.search(rf"\b(?:in|at|near) {re.escape(first)}\b(?! {re.escape(last)})", text)
    if many or placed:
        return False
    if first in ("The", "In", "On", "A", "St") or set(name.split()) & TEAMS:
        return False
    if re.search(rf"\b(?:{_FIRMS}),? {re.escape(name)}\b", text, re.I):
        return False
    spot = re.escape(last)
    if re.search(rf"\b{spot}(?:, who)? (?:{_PLURAL})\b", text):
        return False
    return weight > 0


def _bare(name: str) -> str:
    words = re.sub(r"['’]s?$", "", name).split()
    return " ".join(words[1:] if words and words[0].rstrip(".") in TITLES else words)


WIDEST = 110
"""Characters of a role at the most."""
_AFTER = re.compile(
    r"(?:, \d\d)?(?:, (?:who (?:is|was) )?| (?:is|was|serves as|became) (?=an? |the ))"
    r"(?P<role>[^,.;:\"“”]{3,110})(?=[,.;]|$)"
)
_LEADERS = {
    "chairs": "chair",
    "leads": "leader",
    "heads": "head",
    "owns": "owner",
    "manages": "manager",
    "coaches": "coach",
    "edits": "editor",
    "captains": "captain",
    "founded": "founder",
}
_LEADS = re.compile(
    rf"(?:, \d\d)?, who (?P<verb>{'|'.join(_LEADERS)}) (?P<what>[^,.;:\"“”]{{3,70}})(?=[,.;])"
)
_ARTICLE = re.compile(r"^(?:the|an?|his|her|its|our|their|another|fellow) ", re.I)
_ENDS = re.compile(r" (?:who|which|that|when|where|said|says|told|and (?:the|an?)) ")
_NOT_IN_A_ROLE = COMMON_TAILS | frozenset(
    (
        "persuade urge ask meet thank tell call invite accuse defeat face see join beat help"
        " replace let said says told were when after while if because since alongside via without"
        " did what where but nor among including against according both scored than through"
        " led substitute replaced joined called had being under how before until during"
    ).split()
)
_OFTEN_FIRST = frozenset(
    "opposition head former retired senior chief deputy lead assistant veteran local acting interim"
    " vice campaigner lifelong team club fellow".split()
)


def _roles(article: Article, names: Names) -> None:
    """Add to `names` the roles of the people that it knows."""
    for passage in article.passages:
        text = article.text[passage.start : passage.end]
        flat = re.sub(r" ?\([A-Z]{2,8}\)", lambda match: " " * len(match[0]), text)
        for name in names.people:
            for match in re.finditer(rf"{re.escape(name)}\b", flat):
                _before(flat, match.start(), name, passage, names)
                _after(flat, match.start(), name, passage, names)


def _before(flat: str, at: int, name: str, passage: NumberedPassage, names: Names) -> None:
    """`Kremlin spokesman X`, `the council's leader, X`."""
    start = max(0, at - WIDEST)
    match = re.search(r"(?:[\w’'&.-]+ ){0,7}[\w’'&-]+,? $", flat[start:at])
    role = _last(match[0].rstrip(" ,")) if match else ""
    if not role:
        return
    begins = flat.rfind(role, 0, at)
    span = TextSpan(passage.start + begins, passage.start + at + len(name))
    if match is not None and match[0].rstrip().endswith(","):
        _put_aside(flat, begins, at, name, passage, names)
    first, _, others = role.partition(" ")
    opens = begins == 0 or flat[:begins].endswith((". ", "” ", '" '))
    if opens and (first.lower() in ROLES | _OFTEN_FIRST):
        role = f"{first.lower()} {others}".strip()
    _note(names, Role(name, role, span, passage.number))


def _put_aside(
    flat: str, begins: int, at: int, name: str, passage: NumberedPassage, names: Names
) -> None:
    """Leave out `its deputy leader, ` before a name, and the comma after it."""
    lead = re.search(r"(?:\b(?:the|its|their|his|her|an?) (?:[a-z]+ ){0,2})?$", flat[:begins], re.I)
    begins = lead.start() if lead else begins
    names.asides.append(TextSpan(passage.start + begins, passage.start + at))
    end = at + len(name)
    source = flat[:begins].rfind("according to")
    inside = source >= 0 and not re.search(r"[,.;]", flat[source:begins])
    # "one idea, according to the officer, X, is …": the comma closes the remark
    if flat[end : end + 1] == "," and not inside:
        names.asides.append(TextSpan(passage.start + end, passage.start + end + 1))


def _after(flat: str, at: int, name: str, passage: NumberedPassage, names: Names) -> None:
    """`X, the mayor of Y,`, `X, 43, who is a teacher in Y.`, `X is the captain of Y`."""
    following = flat[at + len(name) : at + len(name) + 2 * WIDEST]
    end = passage.start + at + len(name)
    if aged := re.match(r", \d\d(?=,)", following):
        alone = re.match(
            r", (?!(?:an?|the|its|their|who|whose|which|from|of) )", following[aged.end() :]
        )
        names.asides.append(TextSpan(end, end + aged.end() + bool(alone)))
    if leads := _LEADS.match(following):
        what = re.split(r" and \w+(?:ed|s)\b", leads["what"])[0]
        role = f"{_LEADERS[leads['verb']]} of {what}"
        _note(
            names, Role(name, role, TextSpan(passage.start + at, end + leads.end()), passage.number)
        )
        comma = following[leads.end() :].startswith(",")
        names.asides.append(TextSpan(end, end + leads.end() + comma))
        return
    match = _AFTER.match(following)
    role = _first(match["role"]) if match else ""
    if match is None or not role:
        return
    _note(
        names,
        Role(name, role, TextSpan(passage.start + at, end + match.end("role")), passage.number),
    )
    if following.startswith(","):
        comma = following[match.end("role") :].startswith(",")
        names.asides.append(TextSpan(end, end + match.end("role") + comma))


def _note(names: Names, role: Role) -> None:
    names.roles.append(role)
    names.people[role.person] = names.people[role.person] or role.text


def _first(text: str) -> str:
    """The role that `text`, which follows a name, begins with."""
    text = " ".join(text.split())
    if text.startswith("who "):
        _, _, text = text.partition(" as ")
    words = _ARTICLE.sub("", text).split()
    bare = [word.lower() for word in words]
    widest = 9 if len(words) < len(text.split()) else 3  # fewer words without an article
    head = next((at for at, word in enumerate(bare[:widest]) if word in ROLES), None)
    if head is None or any(_is_foreign(word) for word in bare[:head]):
        return ""
    return _ENDS.split(" ".join(words))[0].strip()


def _is_foreign(word: str) -> bool:
    """Whether a word before the noun shows that no role is meant."""
    verbal = word.endswith("ed") and word not in ("retired", "elected", "appointed", "united")
    return verbal or (word in _NOT_IN_A_ROLE and word not in ("of", "the", "and", "for"))


def _last(text: str) -> str:
    """The role that `text`, which a name follows, ends with."""
    kept: list[str] = []
    for word in reversed(text.split()):
        bare = word.strip(".").lower()
        if bare in _NOT_IN_A_ROLE or bare.endswith("ing") or word.endswith((",", ".")):
            break
        if kept and _is_foreign(bare):
            break
        kept.insert(0, word)
    role = _ARTICLE.sub("", " ".join(kept))
    return role if role and role.split()[-1].lower() in ROLES else ""


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


def _abbreviations(article: Article, found: Names) -> None:
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


def _bodies(docs: "list[Doc]", found: Names) -> None:
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


def _teams(article: Article, found: Names) -> None:
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


def _classes(article: Article, found: Names) -> None:
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
