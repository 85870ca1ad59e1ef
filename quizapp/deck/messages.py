"""What YAML and validation complain about, in the words of someone who writes decks."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from quizapp.core.codes import Code, Loc, Problem
from quizapp.core.text import cut, nearest, slug
from quizapp.core.version import __version__
from quizapp.deck.misread import cause

# a piece of the parser's own words (libyaml's, then PyYAML's where it differs), and ours
_YAML_WORDS = (
    ("mapping values are not allowed", 'a ": " inside a text; put the whole text in quotes'),
    ("block sequence entries are not allowed", 'a "- " does not fit here; one a line'),
    ("did not find expected key", "this does not fit; check indents and quotes, here and above"),
    ("expected <block end>", "this does not fit; check indents and quotes, here and above"),
    ("expected <document start>", "this does not stand below what is above it; check its indent"),
    (
        "expected '-' indicator",
        'this does not fit; items begin with "- ", and their fields stand below',
    ),
    ("expected ',' or ']'", 'a list in [ ] is not closed or lacks a ","'),
    ("expected ',' or '}'", 'a mapping in { } is not closed or lacks a ","'),
    ("could not find expected ':'", 'a ":" is missing after this, or a quote above is not closed'),
    ("found unexpected end of stream", "this quote is never closed"),
    ("found unexpected document indicator", "this quote is never closed"),
    ("unknown escape character", "an escape that YAML does not know; use single quotes instead"),
    ("did not find expected hexdecimal", "an escape that YAML does not know; use single quotes"),
    ("violate", "a tab in the indentation; use spaces"),
    ("anchor", "a text that begins with & or * needs quotes"),
    ("alias", "a text that begins with & or * needs quotes"),
    ("tag", "a text that begins with ! needs quotes"),
    ("directive", "a text that begins with % needs quotes"),
    ("block scalar", "after | or > comes the text on lines of its own, further to the right"),
)
_SEEN_AT_THE_OPENING = ("never closed", "is not closed", "& or *")


def yaml_problem(error: Any, text: str) -> tuple[int, Code, str]:
    """Offset, code and message of a `yaml.YAMLError`, which has marks in most cases."""
    if not hasattr(error, "problem_mark"):
        at = getattr(error, "position", 0)
        return min(max(at, 0), len(text)), Code.SYNTAX, "this is not YAML; delete the odd character"
    problem = error.problem or ""
    if error.problem_mark is not None and (found := cause(text, _offset(error.problem_mark, text))):
        return found.at, Code.SYNTAX, found.message
    if "cannot start any token" in problem:
        return _odd_beginning(error, text)
    complaint = f"{problem} {error.context or ''}"
    words = next((ours for theirs, ours in _YAML_WORDS if theirs in complaint), "")
    opening = any(piece in words for piece in _SEEN_AT_THE_OPENING)
    marks = (error.problem_mark, error.context_mark)
    mark = next((mark for mark in (marks[::-1] if opening else marks) if mark is not None), None)
    message = words or f"this is not YAML: {problem}"
    return _offset(mark, text), Code.SYNTAX, message


def _odd_beginning(error: Any, text: str) -> tuple[int, Code, str]:
    at = _offset(error.problem_mark, text)
    found = text[at : at + 1]
    if found == "\t":
        return at, Code.SYNTAX, "a tab in the indentation; use spaces"
    return at, Code.SYNTAX, f"a text that begins with {found} needs quotes"


def _offset(mark: Any, text: str) -> int:
    return min(mark.index, len(text)) if mark is not None else 0


_A_LIST = 'must be a list: lines that begin with "- ", or [one, two]'
_A_MAPPING = "must be a mapping: lines of `key: value`"
_A_DATE = "must be a date such as 2024-02-26"
_A_NUMBER = "must be a number such as 1992 or 3.5"
_WHOLE = "must be a whole number"

_WORDS: dict[str, str] = {
    "string_type": "must be a text",
    "string_too_short": "is empty; write something, or delete the line",
    "tuple_type": _A_LIST,
    "list_type": _A_LIST,
    "dict_type": _A_MAPPING,
    "mapping_type": _A_MAPPING,
    "model_type": _A_MAPPING,
    "dataclass_type": _A_MAPPING,
    "model_attributes_type": _A_MAPPING,
    "bool_type": "must be true or false",
    "date_type": _A_DATE,
    "date_parsing": _A_DATE,
    "date_from_datetime_parsing": _A_DATE,
    "date_from_datetime_inexact": _A_DATE,
    "finite_number": _A_NUMBER,
    "float_type": _A_NUMBER,
    "float_parsing": _A_NUMBER,
    "multiple_of": "must be a multiple of 0.5",
    "decimal_max_digits": "has too many digits; 40 are the most",
    "int_type": _WHOLE,
    "int_parsing": _WHOLE,
    "int_parsing_size": _WHOLE,
    "int_from_float": _WHOLE,
}


MEANT_BY: dict[str, tuple[str, ...]] = {
    "front": ("prompt", "text"),
    "question": ("prompt", "text"),
    "statement": ("prompt",),
    "sentence": ("text", "prompt"),
    "back": ("answer",),
    "correct": ("answer", "answers"),
    "correct_answer": ("answer", "answers"),
    "correct_answers": ("answers", "answer"),
    "solution": ("answer", "answers"),
    "right": ("answer", "answers"),
    "options": ("distractors", "items"),
    "choices": ("distractors", "items"),
    "alternatives": ("distractors", "accept"),
    "wrong": ("distractors",),
    "wrong_answers": ("distractors",),
    "incorrect": ("distractors",),
    "synonyms": ("accept",),
    "also": ("accept",),
    "sequence": ("items",),
    "order": ("items",),
    "questions": ("cards",),
    "flashcards": ("cards",),
    "items": ("cards",),
    "source": ("evidence",),
    "range": ("tolerance",),
    "lang": ("language",),
    "steps": ("items",),
    "matches": ("pairs",),
    "explanation": ("explain",),
    "rationale": ("explain",),
    "hints": ("hint",),
    "tag": ("tags",),
    "quote": ("evidence",),
    "comment": ("note",),
    "author": ("by",),
    "speaker": ("by",),
    "date": ("as_of",),
    "margin": ("tolerance",),
    "score": ("points",),
    "marks": ("points",),
    "weight": ("points",),
    "partial_credit": ("partial",),
}
"""What other programs and people call a field, by the names that it may have here."""


IN_DEFAULTS = "the defaults"
"""A holder of fields."""


def field_problems(
    errors: Sequence[Mapping[str, Any]], what: str, holders: Mapping[str, Collection[str]]
) -> list[Problem]:
    """What is wrong with fields, from pydantic's errors; one problem for each mistake.

    A field under another name gives two errors: one that it is unknown, one that it is missing.

    Args:
        what: what holds the fields, such as `a choice card`.
        holders: each field that exists, by what may hold it.
    """
    missing = {one["loc"]: one for one in errors if one["type"] == "missing"}
    found = []
    for error in errors:
        loc: Loc = error["loc"]
        if is_unknown(error) and len(loc) == 1:
            mine = [name for name, who in holders.items() if what in who]
            meant = _meant(str(loc[0]), mine, [str(one[0]) for one in missing if len(one) == 1])
            if meant:
                missing.pop((meant,), None)
                message = _renamed(str(loc[0]), meant, what)
                found.append(Problem(loc, Code.UNKNOWN_FIELD, message, meant))
                continue
        if error["type"] != "missing":
            found.append(_field_problem(error, what, holders))
    return found + [_field_problem(one, what, holders) for one in missing.values()]


def is_unknown(error: Mapping[str, Any]) -> bool:
    """Whether it is about a field that does not exist, in a model or in a dataclass."""
    return error["type"] in ("extra_forbidden", "unexpected_keyword_argument")


NAMED_AT_MOST = 3


def beyond_this_version(requires: str, used: Sequence[str]) -> str:
    """What to say of a deck for a later version: `used` is what this one does not know of it."""
    from quizapp.core.installing import upgrade  # 10 ms, and few decks ask for it

    more = len(used) - NAMED_AT_MOST
    named = _and([*used[:NAMED_AT_MOST], *([f"{more} more"] if more > 0 else [])])
    return (
        f"this deck was written for quizapp {requires} and uses {named}, which {__version__} does"
        f" not know; upgrade with `{upgrade()}`"
    )


def _meant(field: str, mine: Collection[str], missing: Collection[str]) -> str:
    """The field of one's own that is meant by another name; a missing one rather than others."""
    named = MEANT_BY.get(field.lower().replace("-", "_").replace(" ", "_"), ())
    known = [name for name in named if name in mine]
    wanted = [name for name in known if name in missing] or known
    near = same_letters(field, mine) or nearest(field, tuple(missing))
    return wanted[0] if wanted else near or ""


def _renamed(field: str, meant: str, what: str) -> str:
    if field in ("options", "choices") and meant == "distractors" and "choice" in what:
        return f"{what} has no `{field}`; the right one is `answer`, the others are `distractors`"
    if meant in MEANT_BY.get(field, ()):
        return f"{what} has no field `{cut(field)}`; it is called `{meant}` here"
    return f"{what} has no field `{cut(field)}`; did you mean `{meant}`?"


def _field_problem(
    error: Mapping[str, Any], what: str, holders: Mapping[str, Collection[str]]
) -> Problem:
    kind: str = error["type"]
    loc: Loc = error["loc"]
    context: Mapping[str, Any] = error.get("ctx", {})
    name = _name(loc)
    if kind == "missing":
        message = f"{_holder(loc, what)} needs `{loc[-1]}`; add a line `{loc[-1]}: …`"
        return Problem(loc, Code.MISSING, message, str(loc[-1]))
    if is_unknown(error):
        return Problem(loc, Code.UNKNOWN_FIELD, _unknown_field(loc, what, holders))
    complaint = _complaint(kind, error["input"], context)
    if loc == ("tolerance",) and kind.startswith("decimal_") and amount(error["input"])[1]:
        complaint = _no_tolerance(*amount(error["input"]))
    if kind == "string_too_short" and loc[-1] in _NEEDED:
        complaint = "is empty; write something"
    instead = _instead(kind, error["input"], context)
    return Problem(loc, Code.WRONG_VALUE, f"{name} {complaint}", instead)


_NEEDED = ("deck", "title", "id", "prompt", "text", "answer")
"""Texts without which there is no deck, or no card."""
_COMMA = re.compile(r"\d+,\d{1,2}(?!\d)")
_AMOUNT = re.compile(r"(?P<number>[-+]?\d[\d,' \xa0]*(?:\.\d+)?)\s*(?P<unit>[^\d\s].*)?")


def amount(value: object) -> tuple[str, str]:
    """The number and the unit in `31,000` or `12 km`; both empty when it is nothing of the kind, or
    a decimal written with a comma."""
    written = _AMOUNT.fullmatch(value.strip()) if isinstance(value, str) else None
    if written is None or _COMMA.fullmatch(written["number"]):
        return "", ""
    return re.sub(r"[,' \xa0]", "", written["number"]), (written["unit"] or "").strip()


def _no_number(value: object) -> str:
    """What to write in its place."""
    number, unit = amount(value)
    if not number:
        comma = _COMMA.match(value.strip()) if isinstance(value, str) else None
        point = f"; a decimal has a point, as in {comma[0].replace(',', '.')}" if comma else ""
        return f"{_A_NUMBER}{point}"
    if unit:
        return f"must be a number alone: write {number}, and `unit: {_quoted(cut(unit))}`"
    return f"must be a number without separators: write {number}"


def _no_tolerance(number: str, unit: str) -> str:
    """What to write in place of a tolerance with a unit of its own."""
    if unit.startswith(("%", "per")):
        return f"must be a number in the answer's unit; work out how much {number} % of it is"
    return f"must be a number alone, in the answer's unit, such as {number}"


def _quoted(text: str) -> str:
    return text if re.fullmatch(r"[A-Za-z][\w² ³/-]*", text) else f'"{text}"'


def suggestion(value: str, known: Collection[str]) -> str:
    """`did you mean `x`?`, or all there are when none is near."""
    near = nearest(value, tuple(known))
    return f"did you mean `{near}`?" if near else f"there are {', '.join(sorted(known))}"


def same_letters(value: object, known: Collection[str]) -> str:
    """The one of `known` that differs from `value` in capitals and signs between words only."""
    letters = re.sub(r"[-_ ]", "", value).lower() if isinstance(value, str) else ""
    return next((one for one in known if one.replace("_", "") == letters), "")


WITHOUT_HYPHENS = "lines of `key: value`; take the hyphens away"


def _with_colon(value: object) -> str:
    """The text that became a mapping by its colon; empty when it is none."""
    if not isinstance(value, dict) or len(value) != 1:
        return ""
    [(key, rest)] = value.items()
    return f"{key}: {rest}" if isinstance(rest, str) else ""


def _are_pairs(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_with_colon, value))


def _instead(kind: str, value: object, context: Mapping[str, Any]) -> str:
    """What the complaint proposes, if it is one thing only."""
    match kind:
        case "decimal_type" | "decimal_parsing":
            return amount(value)[0]
        case "string_type":
            return _with_colon(value)
        case "bool_type":
            return same_letters(value, ("true", "false"))
        case "string_pattern_mismatch":
            return slug(str(value))
        case "literal_error":
            return same_letters(value, re.findall(r"'(\w+)'", context["expected"]))
    return ""


def _complaint(kind: str, value: object, context: Mapping[str, Any]) -> str:
    if kind in ("decimal_type", "decimal_parsing"):
        return _no_number(value)
    if kind == "bool_type" and str(value).lower() in ("true", "false"):
        return f"must be in lower case: {str(value).lower()}"
    if kind == "string_type" and _with_colon(value):
        return 'must be a text; put it in quotes, because of the ": " within'
    if _WORDS.get(kind) == _A_MAPPING and _are_pairs(value):
        return f"must be {WITHOUT_HYPHENS}"
    if kind in _WORDS:
        return _WORDS[kind]
    match kind:
        case "value_error":
            return str(context["error"])
        case "literal_error":
            choices = re.findall(r"'(\w+)'", context["expected"])
            near = nearest(value, tuple(choices)) if isinstance(value, str) else None
            return f"must be {_either(choices)}" + (f"; did you mean {near}?" if near else "")
        case "string_pattern_mismatch":
            return f"must be lower-case letters, digits and hyphens, such as {_as_slug(value)}"
        case "string_too_long":
            return f"is too long; {context['max_length']} characters are the most"
        case "too_short" | "too_long":
            few = kind == "too_short"
            number = context["min_length" if few else "max_length"]
            return f"needs at least {number}" if few else f"has too many; {number} are the most"
        case "greater_than":
            return f"must be more than {context['gt']:g}"
        case "less_than_equal":
            return f"must be {context['le']:g} or less"
        case "greater_than_equal":
            return f"must be {context['ge']} or more"
    return "is not a value that can be used here"


def _unknown_field(loc: Loc, what: str, holders: Mapping[str, Collection[str]]) -> str:
    field = str(loc[-1])
    if len(loc) > 1:
        return f"{_holder(loc, what)} has no field `{cut(field)}`; delete it or mend its name"
    mine = [name for name, who in holders.items() if what in who]
    who = holders.get(field, ())
    if IN_DEFAULTS in who and what == "a deck":
        return f"`{field}` is a field of a card; for all cards write `defaults: {{{field}: …}}`"
    if others := sorted({*who} - {IN_DEFAULTS}):
        held_by = _either(others) if len(others) <= NAMED_AT_MOST else "a card"
        return f"`{field}` is a field of {held_by}, not of {what}"
    return f"{what} has no field `{cut(field)}`; {suggestion(field, mine)}"


def _name(loc: Loc) -> str:
    """The field in words: `` `answer` ``, ``item 2 of `accept` ``."""
    match loc:
        case (*_, str(field), str(), "[key]"):
            return f"a key of `{field}`"
        case (*_, str(field), int(index)):
            return f"item {index + 1} of `{field}`"
        case (*_, field):
            return f"`{cut(str(field))}`"
    return "this"


def _holder(loc: Loc, what: str) -> str:
    names = [step for step in loc[:-1] if isinstance(step, str)]
    return f"`{names[-1]}`" if names else what


def _and(names: Sequence[str]) -> str:
    *most, last = names
    return f"{', '.join(most)} and {last}" if most else last


def _either(choices: Collection[str]) -> str:
    *most, last = choices
    return f"{', '.join(most)} or {last}" if most else last


def _as_slug(value: object) -> str:
    return slug(str(value)) or "my-card-1"
