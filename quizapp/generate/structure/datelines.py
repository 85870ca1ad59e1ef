"""`ORRIN, March 14, 2024 (Reuters) – `: what stands before the first sentence of a story."""

import re
from dataclasses import dataclass

from quizapp.generate.structure.furniture import NAME

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?"
    r"(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?i:{_MONTH} \d{{1,2}}(?:, ?(?:19|20)\d\d)?|\d{{1,2}}\.? {_MONTH},?(?: (?:19|20)\d\d)?)"
_IN_CAPS = r"[^\W\d_a-zß-öø-ÿ.'’/-]{0,20}"
_CAPS = rf"{_UPPER}{{2}}{_IN_CAPS}(?:[ -]{_UPPER}{_IN_CAPS}){{0,3}}"
_WORD = rf"{_UPPER}[\w.'’-]{{1,20}}"
_CITY = rf"{_WORD}(?: (?:de |del |la |le |am |on |upon |of )?{_WORD}){{0,3}}"
_REGION = rf"(?:, (?:{_UPPER}[\w.'’-]{{1,20}})(?: {_UPPER}[\w.'’-]{{1,20}}){{0,2}})"
_SHORT_REGION = rf"(?:, (?:{_UPPER}[\w.]{{0,10}}\.|{_UPPER}{{2}}|{_UPPER}\.{_UPPER}\.))"
_AGENCY = (
    rf"(?:\({_UPPER}[^()]{{1,60}}\)|\([a-z]{{2,8}}\)"
    r"|/[^/\n]{3,40}/|/[A-Z]\w{1,15}(?:/[A-Z]\w{1,15})?)"
)
_DASH = r"\s*(?:--|[–—―]|(?<!\w)-|-(?= ))\s*"
_OPENS = r"(?=[\"“'‘]?[^\W_a-zß-öø-ÿ]|[\"“'‘])"
"""What a sentence begins with; after a dash within one there is a small letter."""

_CERTAIN = re.compile(
    rf"(?:(?:{_CAPS}|{_CITY})(?:{_REGION}|{_SHORT_REGION})?,?\s*(?:{_DAY},?\s*)?"
    rf"(?:--)?\s*{_AGENCY}\s*(?:{_DASH}|:\s*|(?<=/)\.\s+){_OPENS}"
    rf"|{_CAPS}(?:{_REGION}|{_SHORT_REGION})?,?\s*{_AGENCY}\s+{_OPENS}"
    rf"|(?:{_CAPS}|{_CITY})(?:{_REGION}|{_SHORT_REGION})?,? {_DAY}{_DASH}"
    rf"|{_CAPS}[.,] {_DAY}[.,]? (?:/[A-Z]{{3,15}}/|{_CAPS})\. {_OPENS}"
    rf"|{_DAY}\s*{_AGENCY}{_DASH}"
    rf"|{_CAPS}(?:{_REGION}|{_SHORT_REGION}){_DASH}{_OPENS}"
    rf"|{_CITY}{_SHORT_REGION}{_DASH}{_OPENS}"
    rf"|\({_UPPER}[\w./& ]{{1,30}}\){_DASH}{_OPENS}"
    rf"|{_CAPS}, {_DAY} {_OPENS}|{_DAY}\s?(?:--|[–—])\s?{_OPENS}"
    rf"(?:{_CAPS}{_REGION}?{_DASH}{_OPENS})?)"
)
_BYLINE_INSIDE = re.compile(
    rf"\s[Bb]y (?:Staff Writers?|{NAME})\s+(?P<dateline>{_CITY}{_REGION}?\s*\({_UPPER}\w{{1,20}}\)"
    rf"\s*{_DAY})\s+{_OPENS}"
)
_BARE_CAPS = re.compile(rf"({_CAPS})(?: ?{_DASH}|: ){_OPENS}")
_BARE_CITY = re.compile(rf"({_CITY}) ?(?:--|[-–—―]) {_OPENS}")
_SHORTEST = 4
_INSIDE = 300
"""Characters of a first paragraph in which a headline may be glued to a dateline."""


@dataclass(frozen=True, slots=True)
class DatelineCut:
    """A paragraph taken apart: what was glued before its dateline, the dateline, the sentence."""

    before: str
    dateline: str
    rest: str


def dateline(paragraph: str, story: str) -> DatelineCut | None:
    """Find the dateline of a paragraph at the start of `story`; None when there is none.

    A place alone, such as `PARIS — `, is one when the story writes it otherwise elsewhere, so that
    `NATO — ` is none; `Paris — ` when the story says that something happens there.
    """
    head = paragraph[: _INSIDE + 100]
    if match := _CERTAIN.match(head):
        return DatelineCut("", match[0], paragraph[match.end() :])
    if match := _BARE_CAPS.match(head):
        place = match[1].strip()
        again = story.count(place) - head.count(place) > 0
        if len(place) >= _SHORTEST and not again:
            return DatelineCut("", match[0], paragraph[match.end() :])
        return None
    if match := _BARE_CITY.match(head):
        place = re.escape(match[1].strip())
        if re.search(rf"\b(?:in|at|from|near|outside) {place}\b", story[match.end() :]):
            return DatelineCut("", match[0], paragraph[match.end() :])
    return None


def glued(paragraph: str) -> DatelineCut | None:
    """A headline, a dateline with an agency or a day, and a sentence, all in one paragraph."""
    head = paragraph[:_INSIDE]
    if (match := _BYLINE_INSIDE.search(head)) and len(head[: match.start()].split()) >= 4:
        before, rest = head[: match.start()].strip(), paragraph[match.end() :]
        return DatelineCut(before, match["dateline"], rest)
    for place in re.finditer(rf"(?<=[\w”’\"')] )(?={_UPPER}{{3}})", head):
        before = head[: place.start()].strip()
        if before.endswith((".", ",", ";")) or len(before.split()) < 4:
            continue
        match = _CERTAIN.match(paragraph[place.start() : _INSIDE + 100])
        if match and re.match(_CAPS, match[0]):
            rest = paragraph[place.start() + match.end() :]
            return DatelineCut(before, match[0], rest)
    return None


_LABELS = (
    re.compile(
        rf"(?P<name>(?<=[\w.’']))\s?\((?:[DRI]|Dem|Rep|Ind)\.?[-–—]"
        rf"(?!Day\b){_UPPER}[\w.’'-]{{0,20}}(?: {_UPPER}[\w.’'-]{{0,20}}){{0,2}}\)"
    ),
    re.compile(
        rf"(?P<name>),\s[DRI][-–—](?!Day\b){_UPPER}[\w.’'-]{{0,20}}(?<!\.)"
        rf"(?: {_UPPER}[\w’'-]{{1,20}}){{0,2}}(?:\.?,(?= )|(?=[.;:?!\"”)]|$))"
    ),
    re.compile(rf"(?P<name>\b{_UPPER}[\w.’'-]{{1,25}} {_UPPER}[\w’'-]{{1,25}}) \([DRI]\)"),
)


def without_party_labels(text: str) -> str:
    """`Sen. Jane Roe, D-Springfield, said` and `Jane Roe (R-Ohio) said` without the label."""
    if "-" in text or "–" in text or "(" in text:
        for pattern in _LABELS:
            text = pattern.sub(r"\g<name>", text)
    return text
