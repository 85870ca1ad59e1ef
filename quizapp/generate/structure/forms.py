"""What form an article is of, as its own lines say: opinion, interview, press release or news."""

import re
from dataclasses import dataclass
from typing import Literal

from quizapp.generate.structure.furniture import NAME

Form = Literal["news", "opinion", "interview", "press_release"]
_OPINION = re.compile(
    r"(?:[^\n]{0,60}[>/|»·•]\s*)?(?:guest |the |our )?(?:opinions?|commentary|editorials?|op-?eds?"
    r"|viewpoints?|columns?"
    r"|columnists?|guest essay|perspectives?|our view|letters? to the editor|opinion & ideas"
    r"|opinion/[\w ]{3,30})"
    r"(?:\s*[|>/»·•]\s*[\w&]+(?: [\w&]+)?){0,3}(?: by (?P<author>[^\n]{3,60}))?",
    re.I,
)
_COMMENT = re.compile(
    r"(?:[^\n]{0,60}[>/|»]\s*)?comment(?: is free)?(?:\s*[|>/»]\s*[\w&]+(?: [\w&]+)?){0,3}", re.I
)
_OPINION_LABEL = re.compile(
    r"(?:home ?[>/»|]? ?)?(?:opinion|comment|commentary|editorial|op-?ed|viewpoint|column"
    r"|guest column)\s*[:|»>]|[^\n]{3,120}[|–—-]\s*opinion$",
    re.I,
)
_COLUMNIST = re.compile(
    r"\b(?:is|writes)\b[^\n]{0,80}\b(?:columnist|opinion writer|opinion (?:contributor|columnist"
    r"|editor)|contributing (?:opinion|columnist))\b",
    re.I,
)
_RELEASE = re.compile(
    r"(?:for immediate release|(?:press|media|news) (?:release|statement)"
    r"|embargoed until[^\n]{0,60})\b[:.]?[^\n]{0,60}",
    re.I,
)
_WIRE = re.compile(
    r"/PR ?Newswire|\(BUSINESS WIRE\)|GLOBE ?NEWSWIRE|EIN Presswire|PRWeb|ACCESSWIRE", re.I
)
_RELEASE_END = re.compile(
    r"#{2,5}|[-–—\s]*ends?[-–—\s]*|[-–—]30[-–—]|(?:about|notes to) [^\n.]{2,60}|(?:media"
    r"|press) contacts?:?[^\n]{0,80}",
    re.I,
)
_INTERVIEW = re.compile(
    r"(?:the )?(?:interview|q ?& ?a|q and a)s?(?: with (?P<name>[^\n]{3,60}))?", re.I
)


@dataclass(frozen=True, slots=True)
class Stated:
    """The form that a line states, and the author where it names one."""

    form: Form
    author: str = ""


def stated(line: str, below: bool) -> Stated | None:
    """What a line says of the form; `below` the headline, `Comment` asks for one."""
    opinion = _OPINION.fullmatch(line)
    if opinion or (not below and _COMMENT.fullmatch(line)):
        author = (opinion and opinion["author"]) or ""
        return Stated("opinion", author if re.fullmatch(NAME, author) else "")
    if _RELEASE.fullmatch(line):
        return Stated("press_release")
    if _INTERVIEW.fullmatch(line):
        return Stated("interview")
    return None


def is_opinion(label: str) -> bool:
    """Whether `Opinion |` and the like stand before or behind a headline."""
    return _OPINION_LABEL.match(label) is not None


def is_columnists(line: str) -> bool:
    """Whether a line that tells who wrote an article calls them a columnist."""
    return _COLUMNIST.search(line) is not None


def is_wire(dateline: str) -> bool:
    """Whether a dateline is of a service that carries press releases."""
    return _WIRE.search(dateline) is not None


def ends_release(line: str) -> bool:
    """Whether what follows tells of the sender of a press release."""
    return _RELEASE_END.fullmatch(line) is not None
