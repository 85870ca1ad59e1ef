"""Who belongs to what: lists of members, however an article puts them, open or whole."""

import re
from collections.abc import Iterator

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate.article import Article, NumberedPassage
from quizapp.generate.english.names import Names
from quizapp.generate.facts import Fact, Mention, Noun, TextSpan

_JOINT = "\0"
"""Stands for a space within a name that has an `and`, such as Bosnia and Herzegovina."""
_WORD = rf"[A-ZÀ-ÖØ-Þ](?:[\w’'&{_JOINT}-]|\.(?=\w))*(?:(?<=\b[A-Z])\.|(?<=\bSt)\.|(?<=\bMt)\.)?"
_NAME = rf"(?:(?:[Tt]he )?{_WORD}(?: (?:(?:of|the|for|de|du|al|van|von) )*{_WORD}){{0,5}})"
_REMARK = (
    r"(?: \([^()]{1,40}\))?"
    r"(?:, (?:the|an?|its|one|which|who|whose|itself|each|both) [^,;:.()]{2,60}(?=,))?"
)
_PLUS = r"(?:plus|as well as|along with|together with|later joined by|joined by)"
_BETWEEN = rf"{_REMARK}(?:, (?:(?:and also|and|{_PLUS}) )?| (?:and also|and|{_PLUS}) )"
_MOST = 14
_LIST = (
    rf"(?P<list>{_NAME}(?:{_REMARK}, {_NAME}){{0,{_MOST}}}(?:{_REMARK},? and (?:also )?{_NAME})?"
    rf"(?:{_REMARK},? {_PLUS} {_NAME}(?: and {_NAME})?)?)"
)
"""Behind `and` a list goes on only with `plus` or the like: `A, B and C, Ms Berg said`."""
_OTHERS = r"(?P<others>,? (?:and|or) (?:\w+ )?(?:others?|more)\b|,? among (?:\w+ )?others\b)?"
_NUMBER = rf"(?:(?P<count>{'|'.join(NUMBER_WORDS)}|\d{{1,2}}) )?"
_KINDS = (
    "members|member states|member countries|member parties|states|countries|nations|parties|firms"
    "|companies|founders|founding members|signatories|participants|clubs|teams|partners|groups"
    "|subsidiaries|brands|parts|elements|pillars|stages|phases|steps|points|units|unions"
)
_DASH = r"(?: ?[:—–]| -|, namely|, being)"
_GATHERS = (
    r"consist(?:s|ed|ing) of|(?:is|was|,) ?made up of|compris(?:es|ed|e|ing)"
    r"|brings? together|brought together|bringing together|group(?:s|ed|ing)"
    r"|unit(?:es|ed|e|ing)|(?:is|was|,) ?composed of|includ(?:e|es|ed|ing)|gathers|links"
    r"|has as (?:its )?members|counts? among its members"
)
_ALLIED = (
    "coalition|alliance|bloc|union|pact|partnership|consortium|group|grouping|agreement|treaty"
    "|compact|league|association|federation"
)
_FIRST = rf"{_NUMBER}(?:[a-z-]+ )?(?:(?:{_KINDS}),?{_DASH}? ?)?"
_PATTERNS = tuple(
    re.compile(rf"{pattern}{_OTHERS}(?!['’]s|\w)")
    for pattern in (
        rf"(?:{_GATHERS}) {_FIRST}{_LIST}",
        rf"\b(?:has|have|had|owns|runs|operates) {_NUMBER}(?:[a-z-]+ )?"
        rf"(?:{_KINDS})(?:{_DASH}|, (?:among them|including|among which are)) {_LIST}",
        rf"{_NUMBER}(?:other |remaining |current |founding )?(?i:{_KINDS}) of "
        rf"(?P<group>(?:the )?[^.;:,—–]{{2,70}}?)(?: (?:are|were|includes?|included)"
        rf"| ?[:,—–]| -) {_LIST}",
        rf"(?P<group>(?:the )?{_NAME}), an? (?:[a-z-]+ ){{0,3}}(?:{_ALLIED}) (?:made up )?"
        rf"(?:of|between) {_FIRST}{_LIST}",
        rf"(?P<group>(?:[Tt]he )?{_NAME})(?: is|,) an? (?:[a-z-]+ ){{0,3}}(?:{_ALLIED})"
        rf" (?:of|between|among) {_NUMBER}(?:[a-z-]+ )?(?:{_KINDS})(?: [^.:;,]{{3,40}})?: {_LIST}",
        rf", whose {_NUMBER}(?:founding |current )?(?:{_KINDS}) (?:are|were) {_LIST}",
        rf"(?P<whose>\b[Ii]ts|['’]s?|\b[Tt]he) {_NUMBER}"
        rf"(?:other |remaining |current |founding )?(?:{_KINDS})"
        rf"(?: (?:are|were)|{_DASH}|,) {_LIST}",
        rf"{_LIST},? (?:are|were) (?P<all>the |all |its )?{_NUMBER}(?:[a-z-]+ )?(?:{_KINDS}) of "
        r"(?P<group>(?:the )?[^.;:,]{2,70})",
        rf"{_LIST}(?:,| ?[—–]| -)? (?:together )?(?P<all>make up|form|constitute|belong to)"
        r" (?P<group>(?:the )?[^.;:,]{2,70})",
        rf"(?P<group>(?:the )?{_NAME}|\b[Ii]ts) (?P<some>members|member states) {_LIST}",
    )
)
_PARTS = re.compile(
    rf"\b(?:has|have|had|contains|offers) {_NUMBER}(?:[a-z-]+ )?"
    rf"(?:{_KINDS})(?P<list>: [^.;:]{{8,200}})(?=\.)"
)
"""Parts that have no names: `three parts: a bridge, a tram line and a park`."""
_BESIDES = re.compile(
    rf"[Bb]esides (?:the )?(?:\w+ )?(?:founders|members|states|founding members), {_LIST},"
)
_OPEN = re.compile(
    r"\b(?:includ\w+|among (?:its|them|which)|such as|also|other members|further|belong to)\b", re.I
)
_THINGS = re.compile(
    r"\b[Tt]he ((?:[a-z][\w-]+ ){1,3}(?:plan|package|programme|program|project|coalition|scheme"
    r"|strategy|agreement|proposal|reform|deal|consortium))$"
)


def lists(article: Article, passage: NumberedPassage, names: Names) -> Iterator[Fact]:
    """The lists of members in a passage, each as a fact with its group."""
    text = _masked(article.text[passage.start : passage.end], names)
    seen: set[tuple[str, frozenset[str]]] = set()
    for pattern in (*_PATTERNS, _PARTS):
        for match in pattern.finditer(text):
            plain = pattern is _PARTS
            members = _plain_items(match) if plain else _items(match["list"])
            kind = "thing" if plain else _shared_class(members, names)
            start = _opening(match, text)
            group = group_of(_whose(match, text, start), text[:start], names)
            owned = match["list"].endswith(("'s", "’s"))  # "and Greece's islands"
            if not group or kind is None or len(members) < 2 or owned:
                continue
            counted = _counted(match)
            if plain and counted != len(members):
                continue
            begin, end = passage.start + start, passage.start + match.end()
            before = _BESIDES.search(text, 0, match.end())
            if before is not None and match["list"] in before[0]:
                continue
            if before is not None:
                members = [*_items(before["list"]), *members]
                begin = min(begin, passage.start + before.start())
            if any(group == one and {*members} <= others for one, others in seen):
                continue
            seen.add((group, frozenset(members)))
            span = TextSpan(begin, end)
            whole = _OPEN.search(text[start : match.end()]) is None
            closed = whole and _is_whole(match, counted, len(members))
            noun = names.noun(group)
            yield Fact(
                "membership",
                "list",
                passage.number,
                span,
                {"group": Mention(group, span, "body" if noun == "thing" and not plain else noun)},
                tuple(Mention(one, span, _noun(one, kind, names)) for one in members),
                closed,
            )


def _opening(match: re.Match[str], text: str) -> int:
    """Where the phrase that says whose list it is begins: behind the last stop before the list."""
    if match.groupdict().get("group"):
        return min(match.start(), match.start("group"))
    least = max(0, match.start() - 120)
    start = max(least, *(text.rfind(one, least, match.start()) + 1 for one in ".;:"))
    lead = text[start : match.start()]
    return start + len(lead) - len(lead.lstrip())


def _whose(match: re.Match[str], text: str, start: int) -> str:
    named = match.groupdict()
    if named.get("group"):
        return named["group"] or ""
    phrase = re.sub(r"(?:,? (?:which|that|now|also))* $|,$", "", text[start : match.start()])
    return phrase + (named.get("whose") or "")


def _masked(text: str, names: Names) -> str:
    """The text with `and` inside of a name out of the way, and as long as before."""
    known = [*_JOINED, *(name for name in names.kinds if " and " in name)]
    for name in known:
        text = text.replace(name, name.replace(" ", _JOINT))
    return text


_JOINED = (
    "Bosnia and Herzegovina",
    "Trinidad and Tobago",
    "Antigua and Barbuda",
    "Saint Kitts and Nevis",
)


def _items(text: str) -> list[str]:
    """The names of a list, without remarks between them."""
    found = re.finditer(rf"(?:^|{_BETWEEN})({_NAME})", text)
    return [
        re.sub(r"^[Tt]he ", "", one[1]).replace(_JOINT, " ").rstrip(".'’")
        for one in found
        if one[1]
    ]


def _plain_items(match: re.Match[str]) -> list[str]:
    parts = re.split(r", and |, | and ", match["list"].removeprefix(": "))
    return [re.sub(r"^(?:an?|the) ", "", part.strip()) for part in parts if part.strip()]


def _shared_class(members: list[str], names: Names) -> Noun | None:
    """The one class of what stands in a list; None where it has several.

    Being listed with others of a class is a sign for those whose class is not known.
    """
    found = {names.noun(one) for one in members} - {"thing"}
    if len(found) > 1:
        return None
    return found.pop() if found else "thing"


def _noun(member: str, kind: Noun, names: Names) -> Noun:
    return names.noun(member) if kind == "state" else kind


def _counted(match: re.Match[str]) -> int:
    """How many members are said to be there; 0 where it is not said."""
    word = (match.groupdict().get("count") or "").lower()
    return int(word) if word.isdigit() else int(NUMBER_WORDS.get(word, 0))


def _is_whole(match: re.Match[str], counted: int, given: int) -> bool:
    found = match.groupdict()
    if found.get("others") or found.get("some") or (counted and counted != given):
        return False
    return "all" not in found or found["all"] is not None  # "are members of": perhaps with others


def _is_head(body: str, phrase: str) -> bool:
    """Whether a phrase speaks of the body itself, and not of its summit, or of a meeting of it."""
    before, _, after = phrase.rpartition(body)
    of_another = re.search(r"(\w+) (?:of|in|by|at|with|from|for|to|on) (?:the )?$", before)
    if of_another and not re.fullmatch(_KINDS, of_another[1]):
        return False
    return re.fullmatch(_SAME_STILL, after) is not None


_SAME_STILL = (
    r"(?:['’]s?)?(?: (?:alliance|bloc|pact|group|union|coalition|party))?"
    r"(?:,.*| (?:is|was) an? [\w -]+)?"
)


def group_of(phrase: str, before: str, names: Names) -> str:
    """The body or thing that a phrase speaks of; empty where that is not certain.

    Args:
        before: what stands before the phrase, for `it` and `its`.
    """
    phrase = re.sub(r" \([A-Z]{2,8}\)", "", phrase.replace(_JOINT, " ")).strip(" ,")
    known = [
        body
        for body in (*names.bodies, *names.teams, *names.short)
        if re.search(rf"\b{re.escape(body)}\b", phrase)
    ]
    if known:
        best = max(known, key=lambda body: (phrase.rfind(body) + len(body), len(body)))
        return names.short.get(best, best) if _is_head(best, phrase) else ""
    noun = re.search(r"\b[Tt]he ([a-z]+)(?: (?:itself|now|today))?(?:['’]s?)?$", phrase)
    if noun and noun[1] in names.classes:
        return names.classes[noun[1]]
    if re.fullmatch(r"(?:.*\b)?(?:[Ii]ts?|[Tt]he)(?: now)?", phrase):
        earlier = {names.short.get(one, one) for one in names.bodies if one in before + phrase}
        if len(earlier) == 1:
            return earlier.pop()
        return names.classes.get("alliance", "")
    thing = _THINGS.search(phrase) or re.fullmatch(rf"[Tt]he ({_NAME})", phrase)
    return thing[1] if thing else ""
