"""From the text of a search to its tree.

    query = both ("or" both)*          both = one (["and"] one)*
    one   = "-" one | "(" query ")" | word | "words" | field:value | property comparison

Names of fields and of values are read in any case. `\\` before a sign that means something (a
quote, a star, a parenthesis, a colon, a hyphen) makes it a sign like any other.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple, TypeVar, cast, get_args

from quizapp.browse.terms import (
    ANYTHING,
    NONE,
    OPERATORS,
    And,
    CardStateName,
    Compared,
    DueOn,
    Everything,
    FieldName,
    FromPassages,
    Happening,
    HasFlag,
    HasWords,
    InField,
    Is,
    Lackable,
    Not,
    Operator,
    Or,
    Pattern,
    Property,
    Query,
    Within,
    Without,
)
from quizapp.core.day import Day
from quizapp.core.errors import SearchError
from quizapp.core.text import cut, nearest

FIELDS = {
    "deck": "a deck, by words of its slug or title",
    "tag": "a tag, the author's or your own",
    "type": "a type of question",
    "is": "where the card stands",
    "flag": "your flag, 0 to 7",
    "claim": "fact, attributed or disputed",
    "by": "who makes the claim",
    "passage": "the passage of the article",
    "id": "the id of a question or a card",
    "prop": "a number of the card's, such as stability>21",
    "due": "when it is due: today, 3d, 2026-02-26",
    "answered": "when it was last answered: today, 7d",
    "introduced": "when it was first answered: today, 7d",
}
"""By the name of each field: what its value is."""
OTHER_FIELDS = {"rated": "answered", "author": "by", "flags": "flag", "tags": "tag", "card": "id"}
"""What fields are called as well."""
TYPES = (
    "flashcard",
    "cloze",
    "choice",
    "multi_choice",
    "true_false",
    "typed",
    "numeric",
    "ordering",
    "matching",
)
CLAIMS = ("fact", "attributed", "disputed")
STATES: Mapping[CardStateName, str] = {
    "new": "never answered",
    "learning": "in its learning steps",
    "review": "past its learning steps",
    "relearning": "forgotten, and in steps again",
    "due": "to be asked today, in steps or past them",
    "overdue": "due before today",
    "leech": "forgotten again and again",
    "suspended": "not asked until you bring it back",
    "buried": "not asked before another day",
    "flagged": "with a flag of yours",
    "approved": "asked, neither a draft nor retired",
    "draft": "waiting for its author's verdict",
    "retired": "kept for its history only",
}
_OTHER_STATES = {"learn": "learning", "suspend": "suspended", "bury": "buried", "leeches": "leech"}
PROPERTIES: Mapping[Property, str] = {
    "stability": "days until recall has fallen to 90 %",
    "difficulty": "1 to 10",
    "retrievability": "how likely it is recalled today, 0 to 1 or 90%",
    "lapses": "how often it was forgotten",
    "reps": "how often it was answered",
    "interval": "days from the last answer to the due day",
    "due": "days from today",
}
_OTHER_PROPERTIES = {
    **{"s": "stability", "d": "difficulty", "r": "retrievability"},
    **{"ivl": "interval", "recall": "retrievability", "answers": "reps"},
}
DAYS = {"today": 0, "tomorrow": 1, "yesterday": -1}
MOST_FLAGS = 7
LONGEST = 10_000
"""Characters of a query."""
DEEPEST = 50
"""Parentheses and hyphens within each other."""
_UNITS = {"": 1, "d": 1, "w": 7, "mo": 30, "y": 365}
_FIELD = re.compile(r"([A-Za-z]+):(?!//)(?=(:?))")
"""With another colon after it, which makes a text of what names no field, such as a tag."""
_COMPARISON = re.compile(rf"([A-Za-z]+)({'|'.join(OPERATORS)})(.*)", re.DOTALL)
_NUMBER = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?)(%|mo|[dwy])?", re.ASCII | re.IGNORECASE)
_SPAN = re.compile(r"(\d{1,5})(mo|[dwy])?", re.ASCII | re.IGNORECASE)
_PASSAGES = re.compile(r"(\d{1,6})(?:-(\d{1,6}))?", re.ASCII)
_ESCAPABLE = frozenset('\\"*():-')
_ENDS = frozenset('()"')
Name = TypeVar("Name", bound=str)


class WrittenValue(NamedTuple):
    """What stands after a field's colon, or a word."""

    start: int
    end: int
    pattern: Pattern
    quoted: bool

    @property
    def text(self) -> str:
        return ANYTHING.join(self.pattern.pieces)


def parse(text: str, typing: bool = False) -> Query:
    """Read a query. `typing`: quotes and parentheses that are still open end with the text.

    Raises:
        SearchError: it cannot be understood.
    """
    if len(text) > LONGEST:
        raise SearchError(
            LONGEST, len(text), "the search is too long", f"use at most {LONGEST:,} characters"
        )
    return _Parser(text, typing).all()


class _Parser:
    def __init__(self, text: str, typing: bool) -> None:
        self._text = text
        self._typing = typing
        self._at = 0
        self._depth = 0

    def all(self) -> Query:
        if not self._text.strip():
            return Everything()
        found = self._either()
        if self._at < len(self._text):  # only a parenthesis ends a query before the text does
            raise SearchError(
                self._at, self._at + 1, "nothing was opened that this closes", "delete it"
            )
        return found

    def _either(self) -> Query:
        found = [self._both()]
        while self._operator("or"):
            found.append(self._both())
        return _joined(found, Or)

    def _both(self) -> Query:
        found = [self._one()]
        while self._goes_on():
            found.append(self._one())
        return _joined(found, And)

    def _goes_on(self) -> bool:
        """Whether another term follows that has to hold as well."""
        self._skip_blanks()
        if self._at >= len(self._text) or self._text[self._at] == ")":
            return False
        if self._next_word() == "or":
            return False
        self._operator("and")
        return True

    def _operator(self, name: str) -> bool:
        """Whether it stands here; then it is read, and something has to follow."""
        self._skip_blanks()
        if self._next_word() != name:
            return False
        start = self._at
        self._at += len(name)
        self._skip_blanks()
        rest = self._text[self._at : self._at + 1]
        if rest in ("", ")") or self._next_word() in ("or", "and"):
            raise SearchError(
                start,
                start + len(name),
                f'nothing follows "{name}"',
                f'write what else to look for, or "{name}" in quotes for the word',
            )
        return True

    def _one(self) -> Query:
        self._skip_blanks()
        start = self._at
        if start >= len(self._text):
            raise SearchError(start, start, "something is missing here", "write what to look for")
        sign = self._text[start]
        if sign == "(":
            return self._parenthesised()
        if sign == ")":
            raise SearchError(start, start + 1, "nothing stands before this", "delete it")
        if sign == "-" and not self._text[start + 1 : start + 2].isspace():
            return self._negated()
        if sign == '"':
            return HasWords(self._value().pattern)
        return self._term()

    def _parenthesised(self) -> Query:
        start = self._at
        self._enter(start)
        self._at += 1
        self._skip_blanks()
        if self._text[self._at : self._at + 1] == ")":
            raise SearchError(
                start, self._at + 1, "nothing stands between these", "write what to look for"
            )
        found = self._either()
        if self._text[self._at : self._at + 1] == ")":
            self._at += 1
        elif not self._typing:
            raise SearchError(start, start + 1, "this parenthesis is not closed", "add )")
        self._depth -= 1
        return found

    def _negated(self) -> Query:
        start = self._at
        self._enter(start)
        self._at += 1
        if self._text[self._at : self._at + 1] in ("", ")"):
            raise SearchError(
                start,
                self._at,
                'nothing follows "-"',
                'write what to leave out right after it, as in -tag:news, or "-" for the sign',
            )
        found = Not(self._one())
        self._depth -= 1
        return found

    def _enter(self, start: int) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise SearchError(
                start,
                start + 1,
                f"more than {DEEPEST} parentheses and hyphens stand within each other",
                "write it more simply",
            )

    # terms

    def _term(self) -> Query:
        start = self._at
        named = _FIELD.match(self._text, start)
        if named and not (named[2] and _named(named[1], OTHER_FIELDS) not in FIELDS):
            self._at = named.end()
            return self._field(named[1], start)
        word = self._value()
        compared = _COMPARISON.fullmatch(word.text)
        if compared and (found := self._comparison(word, compared)):
            return found
        return HasWords(word.pattern)

    def _field(self, written: str, start: int) -> Query:
        name = _named(written, OTHER_FIELDS)
        if name not in FIELDS:
            raise self._no_field(written, start)
        value = self._value()
        if not value.text:
            raise SearchError(start, self._at, f"{name}: has no value", _to_write(name))
        is_none = value.text.casefold() == NONE and not value.quoted
        match name:
            case "deck" | "tag" | "by" | "id":
                if is_none and name in get_args(Lackable):
                    return Without(cast(Lackable, name))
                return InField(cast(FieldName, name), value.pattern)
            case "type" | "claim":
                return self._named_value(name, value)
            case "is":
                return Is(self._choice(value, tuple(STATES), _OTHER_STATES, "state"))
            case "flag":
                return self._flag(value)
            case "passage":
                return Without("passage") if is_none else self._passages(value)
            case "prop":
                return self._property(value)
            case "due":
                return self._due(value, value.text, value.start)
            case _:
                return self._within(cast(Happening, name), value)

    def _no_field(self, written: str, start: int) -> SearchError:
        self._value()
        whole = self._text[start : self._at]
        near = nearest(written, tuple(FIELDS))
        hint = f"did you mean {near}:?" if near else f"the fields are {_listed(FIELDS)}"
        hint = "introduced:7d finds what was first answered then" if written == "added" else hint
        return SearchError(
            start,
            start + len(written) + 1,
            f'no field is called "{cut(written)}"',
            f"{hint}; to look for the words, put them in quotes: {HasWords(_plain(whole))}",
        )

    def _named_value(self, name: str, value: WrittenValue) -> Query:
        if len(value.pattern.pieces) > 1:
            return InField(cast(FieldName, name), value.pattern)
        known = TYPES if name == "type" else CLAIMS
        found = self._choice(value, known, {}, name)
        return InField(cast(FieldName, name), Pattern((found,)))

    def _choice(
        self, value: WrittenValue, known: tuple[Name, ...], others: Mapping[str, str], noun: str
    ) -> Name:
        """The one of `known` that was written, in whatever case."""
        written = value.text.lower().replace("-", "_")
        written = others.get(written, written)
        if written in known:
            return next(one for one in known if one == written)
        near = nearest(written, known)
        raise SearchError(
            value.start,
            value.end,
            f'no {noun} is called "{cut(value.text)}"',
            f"{f'did you mean {near}? ' if near else ''}there are {_listed(known)}",
        )

    def _flag(self, value: WrittenValue) -> HasFlag:
        if not re.fullmatch(rf"[0-{MOST_FLAGS}]", value.text):
            raise SearchError(
                value.start,
                value.end,
                f'"{cut(value.text)}" is no flag',
                f"use 1 to {MOST_FLAGS}, or 0 for cards without one",
            )
        return HasFlag(int(value.text))

    def _passages(self, value: WrittenValue) -> FromPassages:
        found = _PASSAGES.fullmatch(value.text)
        first, last = (int(found[1]), int(found[2] or found[1])) if found else (1, 0)
        if first > last:
            raise SearchError(
                value.start,
                value.end,
                f'"{cut(value.text)}" is no passage',
                "use its number, as in passage:3, or two of them, passage:3-5, or passage:none",
            )
        return FromPassages(first, last)

    def _property(self, value: WrittenValue) -> Query:
        compared = _COMPARISON.fullmatch(value.text)
        if not compared:
            name = value.text.lower()
            raise SearchError(
                value.start,
                value.end,
                f'"{cut(value.text)}" compares nothing',
                f"write {name if name in PROPERTIES else 'stability'}>21;"
                f" the properties are {_listed(PROPERTIES)}",
            )
        found = self._comparison(value, compared, known=True)
        assert found
        return found

    def _comparison(
        self, word: WrittenValue, compared: re.Match[str], known: bool = False
    ) -> Query | None:
        """A comparison of a property; None when there is no property like that, unless it is
        `known` that one is meant."""
        written, operator, rest = compared.groups()
        name = _named(written, _OTHER_PROPERTIES)
        start = word.start + word.quoted
        end = start + len(written)
        if name not in PROPERTIES:
            near = nearest(name, tuple(PROPERTIES))
            if not (near or known):
                return None
            raise SearchError(
                start,
                end,
                f'no property is called "{cut(written)}"',
                f"{f'did you mean {near}? ' if near else ''}there are {_listed(PROPERTIES)}",
            )
        at = end + len(operator)
        if name == "due":
            return self._due(word, operator + rest, end)
        return Compared(
            cast(Property, name), cast(Operator, operator), self._amount(name, rest, at, word.end)
        )

    def _amount(self, name: str, text: str, start: int, end: int) -> float:
        found = _NUMBER.fullmatch(text)
        unit = (found[2] or "").lower() if found else ""
        in_days = name in ("stability", "interval")
        if found and (unit == "" or (unit == "%" and name == "retrievability")):
            number = float(found[1])
            return round(number / 100, 6) if unit else number
        if found and in_days and unit in _UNITS:
            return float(found[1]) * _UNITS[unit]
        fix = {
            "retrievability": "use 0 to 1, as in 0.9, or 90%",
            "difficulty": "use 1 to 10",
        }.get(name, "use days, as in 21 or 21d" if in_days else "use a number, as in 3")
        wrong = f'"{cut(text)}" is no {name}' if text else f"{name} is compared with nothing"
        raise SearchError(start, end, wrong, fix)

    def _due(self, value: WrittenValue, text: str, start: int) -> Query:
        """`text` may begin with an operator; "today" without one takes in what is overdue."""
        operator = next((one for one in OPERATORS if text.startswith(one)), None)
        day = text.removeprefix(operator or "").strip()
        if (near := DAYS.get(day.lower())) is not None:
            return Compared("due", operator or ("=" if near else "<="), near)
        found = _NUMBER.fullmatch(day)
        if found and "." not in found[1] and found[2] != "%":
            days = float(found[1]) * _UNITS[(found[2] or "").lower()]
            return Compared("due", operator or "=", days)
        try:
            return DueOn(operator or "=", Day(date.fromisoformat(day).toordinal()))
        except ValueError:
            raise SearchError(
                start + len(operator or ""),
                value.end,
                f'"{cut(day)}" is no day' if day else "due is compared with nothing",
                "use due<7d, due:today, due=tomorrow, or a date as in due<2026-02-26",
            ) from None

    def _within(self, what: Happening, value: WrittenValue) -> Within:
        if value.text.lower() == "today":
            return Within(what, 1)
        found = _SPAN.fullmatch(value.text)
        days = int(found[1]) * _UNITS[(found[2] or "").lower()] if found else 0
        if not days:
            raise SearchError(
                value.start,
                value.end,
                f'"{cut(value.text)}" is no number of days',
                f"use {what}:today, or {what}:7d for today and the six days before",
            )
        return Within(what, days)

    # characters

    def _skip_blanks(self) -> None:
        text = self._text
        while self._at < len(text) and text[self._at].isspace():
            self._at += 1

    def _next_word(self) -> str:
        """The word of the language that stands here, if one does: `or`, `and`."""
        found = re.compile(r'(or|and)(?=[\s()"]|$)', re.IGNORECASE).match(self._text, self._at)
        return found[1].lower() if found else ""

    def _value(self) -> WrittenValue:
        """A word, or what stands in quotes."""
        text, start = self._text, self._at
        quoted = text[start : start + 1] == '"'
        at, pieces = start + quoted, [""]
        while at < len(text):
            sign = text[at]
            if sign == '"' if quoted else sign in _ENDS or sign.isspace():
                break
            at += 1
            if sign == "\\" and text[at : at + 1] in _ESCAPABLE and at < len(text):
                pieces[-1] += text[at]
                at += 1
            elif sign == ANYTHING:
                pieces.append("")
            else:
                pieces[-1] += sign
        if quoted:
            if at >= len(text) and not self._typing:
                raise SearchError(start, start + 1, "this quote is not closed", 'add " at its end')
            at = min(at + 1, len(text))
        self._at = at
        return WrittenValue(start, at, Pattern.of(tuple(pieces)), quoted)


def _joined(found: list[Query], kind: type[And] | type[Or]) -> Query:
    """All of them; those that are of the same kind by themselves taken apart."""
    parts: list[Query] = []
    for one in found:
        parts += one.queries if isinstance(one, kind) else [one]
    return kind(tuple(parts)) if len(parts) > 1 else parts[0]


def _named(written: str, others: Mapping[str, str]) -> str:
    return others.get(written.lower(), written.lower())


def _plain(text: str) -> Pattern:
    return Pattern((text,))


def _to_write(name: str) -> str:
    examples = {
        "deck": "deck:csto-membership",
        "tag": "tag:news",
        "type": f"type:choice; there are {_listed(TYPES)}",
        "is": f"is:due; there are {_listed(STATES)}",
        "flag": "flag:1",
        "claim": f"claim:disputed; there are {_listed(CLAIMS)}",
        "by": 'by:Vartanyan, or by:"Olesya Vartanyan"',
        "passage": "passage:3",
        "id": "id:parties-2024",
        "prop": f"prop:stability>21; there are {_listed(PROPERTIES)}",
        "due": "due:today or due<7d",
    }
    return f"write it right after the colon, as in {examples.get(name, f'{name}:7d')}"


def _listed(names: "Mapping[Name, str] | tuple[Name, ...]") -> str:
    *others, last = names
    return f"{', '.join(others)} and {last}"
