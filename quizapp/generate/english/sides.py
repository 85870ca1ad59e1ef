"""For whom somebody says `we`: the state, body or team that their role is of."""

import re
from collections.abc import Iterator

from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import ORGANISATIONS
from quizapp.generate.facts import Speaker
from quizapp.generate.states import capitals, peoples, states

_SPEAKING_FOR = frozenset(
    "minister president premier chancellor ambassador envoy spokesman spokeswoman spokesperson"
    " chairman chairwoman chairperson chair director executive founder owner manager coach trainer"
    " captain head chief mayor governor commissioner secretary leader boss negotiator".split()
)
"""Roles whose `we` is the state, the body or the team that they are said to be of."""
_OF_STATES = frozenset("minister president premier chancellor ambassador envoy negotiator".split())
_MINISTER = re.compile(
    r"(?:the )?(?:President|(?i:prime minister|premier|chancellor|(?:deputy )?(?:foreign|defen[cs]e"
    r"|interior|finance|economy|energy|justice|health|education|agriculture|trade|environment"
    r"|transport) minister))"
)
"""A role that is of some state, even where nothing tells of which."""
_OF_FIRMS = frozenset("executive founder owner manager coach trainer captain".split())
"""Roles that are of a firm or a club, even where nothing else tells what the name is of."""
_DEFINITE = frozenset("Kremlin Pentagon Vatican House EU UN US UK".split()) | {
    word.title() for word in ORGANISATIONS
}
"""Last words of names that have `the` before them."""
_TITLES_OF_ROLES = frozenset(
    "Foreign Prime Defence Defense Interior Finance Minister President Vice Deputy Chief Head"
    " Executive General Secretary Press Former Acting Lead Senior First Trade Health Economy"
    " Justice Culture Energy Agriculture Transport Education Environment State Labour".split()
)


def side_of(speaker: Speaker, context: Context) -> str:
    """For whom somebody says `we`: the state, body or team of their role; or nothing."""
    if speaker.noun in ("body", "state", "team"):
        alone = re.fullmatch(r"[A-Z][a-z]+", speaker.name) is not None
        known = speaker.name in states() or speaker.name in context.names.classes.values()
        return speaker.name if known or not alone else ""  # it may be a surname
    if speaker.noun != "person" or not speaker.role:
        return ""
    role = speaker.role
    words = re.findall(r"[\w-]+", role.lower())
    spoken_for = [word for word in words if word in _SPEAKING_FOR]
    if not spoken_for or re.search(r"\b(?:former|ex|then|opposition|member)\b", role.lower()):
        return ""
    for owner in _owners(role, spoken_for[-1]):
        if owner in peoples():
            if spoken_for[-1] in _OF_STATES:
                return peoples()[owner]
            continue  # "the Danish coach": where somebody is from
        if owner in states():
            return states()[owner]
        if owner in capitals() and spoken_for[-1] != "mayor":
            continue
        kind = context.names.noun(owner)
        named = kind == "thing" and spoken_for[-1] in _OF_FIRMS
        if kind in ("body", "team", "place") or named:
            definite = owner.split()[-1] in _DEFINITE or f"the {owner}" in context.text
            return f"the {owner}" if definite else owner
    return _state_of_minister(speaker, context) if _MINISTER.fullmatch(role) else ""


def _state_of_minister(speaker: Speaker, context: Context) -> str:
    """The state that acts where a minister of no named state comes in.

    Where the text has no other minister, that with which it begins will do as well.
    """
    text = context.text
    place = text.find(speaker.name)
    begins = [max(text.rfind(sign, 0, place) for sign in (". ", "\n", "] ")) + 1]
    alike = [one for one in context.names.people.values() if _OF_STATES & {*one.lower().split()}]
    if len(alike) == 1 and (first := re.search(r"^\[1\] ", text, re.M)):
        begins.append(first.end())
    for begin in begins:
        sentence = re.split(r"(?<=[a-z”\"])\. |\n", text[begin:].lstrip("] "))[0]
        clauses = re.split(r"\b(?:that|said|says) ", sentence)
        acting = {
            shown
            for one, shown in states().items()
            if any(re.match(rf"{re.escape(one)} [a-z]+[sd] ", clause) for clause in clauses)
        }
        if acting:
            return acting.pop() if len(acting) == 1 else ""
    return ""


def _owners(role: str, said_of: str) -> Iterator[str]:
    """Whose a role may be: `[Armenia]'s`, `of [Armenia]`, `[Armenian] …`."""
    if match := re.match(r"(?:the )?(.+?)['’]s? ", role, re.I):
        yield match[1]
    prepositions = "of|for|at" if said_of.startswith("spokes") else "of|at"
    if match := re.search(rf"\b(?:{prepositions}) (?:the )?([A-Z][\w&-]*(?: [A-Z][\w&-]*)*)", role):
        yield match[1]
    first = re.match(r"(?:[A-Z][\w&.-]*(?: |$))+", role)
    words = [word for word in first[0].split() if word not in _TITLES_OF_ROLES] if first else []
    for length in range(len(words), 0, -1):
        yield " ".join(words[:length])
