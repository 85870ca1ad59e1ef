"""Where words with capitals stand together in a text: `University of Leeds`, `van Rijn`."""

import calendar
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quizapp.generate.states import places, state_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PARTICLES = frozenset("al bin ibn de van von der den da di du del la le dos ter ten el".split())
_BUILT_ON = frozenset(
    "University Bank Ministry Department Institute College Academy Society Court Museum"
    " Centre Center Council Organization Organisation Association Federation House Republic"
    " Journal Bureau Office Union Party Committee Commission Friends Chamber School Church"
    " Kingdom Community".split()
)
"""Words after which `of` and `for` go on with a name."""
_OWNED = frozenset(
    "Office Association Department Union College Hospital Institute Federation Club Council School"
    " Clinic London".split()
)


def is_capital(token: "Token") -> bool:
    text = token.text
    inner = text.isalnum() and any(one.isupper() for one in text[1:])
    return (text[:1].isupper() or inner) and token.text != "I"


def runs(doc: "Doc") -> Iterator[tuple[int, int]]:
    """Where words with capitals stand together: start and end, exclusive."""
    at = _dateline(doc)
    titles = [match.span() for match in _TITLE.finditer(doc.text)]
    while at < len(doc):
        token = doc[at]
        in_title = any(start < token.idx < end for start, end in titles)
        if not is_capital(token) or token.text in _CALENDAR or in_title:
            at += 1
            continue
        end = at + 1
        while end < len(doc):
            after = doc[end + 1] if end + 1 < len(doc) else None
            goes_on = after is not None and is_capital(after)
            if doc[end].text in _CALENDAR:
                break
            if is_capital(doc[end]) or re.fullmatch(r"[A-Z]?\d[A-Z]?|[A-Z]\.", doc[end].text):
                if re.fullmatch(r"\d", doc[end].text):
                    break
                end += 1
            elif doc[end].text == "-" and _is_glued(doc, end):
                end += 2  # "Kim Soo-jin"
            elif goes_on and (doc[end].lower_ in _PARTICLES or doc[end].text == "&"):
                end += 2
            elif doc[end].lower_ in ("of", "for") and _is_built_on(doc, at, end):
                skip = 1 if goes_on else 2  # "Friends of the Alhambra"
                beyond = doc[end + skip] if end + skip < len(doc) else None
                if beyond is None or not is_capital(beyond) or beyond.text in _CALENDAR:
                    break
                end += skip + 1
            elif doc[end].tag_ == "POS" and goes_on and (owned := _owned(doc, at, end)):
                end = owned  # "Brennick Traders' Association"
            else:
                break
        yield at, end
        at = end


_CALENDAR = frozenset((*calendar.month_name, *calendar.month_abbr, *calendar.day_name, "Sept")) - {
    "",
    "May",
    "March",
}
"""The days and months that can be nothing else."""


def _is_built_on(doc: "Doc", start: int, end: int) -> bool:
    return any(one.text in _BUILT_ON for one in doc[start:end])


def _is_glued(doc: "Doc", hyphen: int) -> bool:
    parts = doc[hyphen - 1 : hyphen + 2]
    close = len(parts) == 3 and not any(one.whitespace_ for one in parts[:2])
    return close and parts[2].is_alpha and parts[2].ent_type_ == "PERSON"


def _owned(doc: "Doc", start: int, possessive: int) -> int:
    """The end of `Primary School`, of `St Bride's Primary School`; 0 where the owner is apart."""
    end = possessive + 1
    while end < len(doc) and is_capital(doc[end]):
        end += 1
    owner = doc[start:possessive].text
    apart = state_of(owner) or owner in places() or doc[possessive - 1].ent_type_ == "PERSON"
    return 0 if apart or doc[end - 1].text not in _OWNED else end


_TITLE_WORD = r"(?:[A-Z][\w’'-]*|of|the|in|and|a|to|for|on)"
_TITLE = re.compile(rf"[\"“‘]{_TITLE_WORD}(?: {_TITLE_WORD}){{1,6}}[\"”’](?!\w)")
"""The title of a work, such as “Blue Moon”: what stands in it names nobody."""
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z .'’-]{2,40}(?:, [A-Z][\w.]+){0,2}(?:, \w+\.? \d{1,2}(?:, \d{4})?)? ?)?"
    r"(?:\([\w /]{2,20}\) ?)?[—–-]{1,2} "
)
_CREDIT = re.compile(
    r"\W*(?:Additional )?(?:Reporting|Writing|Editing|Compiled|Photo(?:graph)?)s? by "
)


def _dateline(doc: "Doc") -> int:
    """The token with which the text of a passage begins, behind `HALVEN (Agency) — `."""
    if _CREDIT.match(doc.text):
        return len(doc)
    match = _DATELINE.match(doc.text)
    end = match.end() if match else 0
    return next((one.i for one in doc if one.idx >= end), len(doc))
