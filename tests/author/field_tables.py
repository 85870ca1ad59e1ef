"""The tables of fields in the guide for authors, made from the models and their meanings.

`python -m tests.author.field_tables` writes them anew, below their marks `<!-- fields: … -->`.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import MISSING, fields
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from quizapp.author import schema
from quizapp.core.folders import shipped_decks
from quizapp.deck.deck import Limits, Source
from quizapp.deck.header import DeckHeader
from quizapp.questions.base import Evidence, Question
from quizapp.questions.union import QUESTION_TYPES

GUIDE = shipped_decks() / "README.md"
SPELLING = ("case_sensitive", "accents", "slips", "exact")
"""Of all that is typed, so they stand in one table."""

_MARK = re.compile(r"<!-- fields: (?P<name>\w+) -->\n(?:\n(?:\|.*\n)+)?")
_NEEDED = "needed"


def tables(guide: str) -> str:
    """The guide with its tables as they have to be."""
    told = tomllib.loads(Path(schema.__file__).with_name("fields.toml").read_text("utf-8"))
    return _MARK.sub(
        lambda mark: f"<!-- fields: {mark['name']} -->\n\n{_table(mark['name'], told)}", guide
    )


def named(name: str) -> Mapping[str, object]:
    """The fields of a table, and what each of them is without being written."""
    match name:
        case "deck":
            return _defaults(DeckHeader)
        case "source" | "limits":
            model = {"source": Source, "limits": Limits}[name]
            return {one.name: one.default for one in fields(model)}
        case "evidence":
            return _defaults(Evidence)
        case "card":
            return {"id": MISSING, "type": MISSING, **_defaults(Question)}
        case "spelling":
            every = _defaults(QUESTION_TYPES["typed"])
            return {one: every[one] for one in SPELLING}
    shared = (*Question.model_fields, "type", *SPELLING)
    own = _defaults(QUESTION_TYPES[name])
    return {one: default for one, default in own.items() if one not in shared}


def _defaults(model: type[BaseModel]) -> dict[str, object]:
    return {
        name: MISSING if one.is_required() else one.get_default(call_default_factory=True)
        for name, one in model.model_fields.items()
    }


def _table(name: str, told: Mapping[str, Mapping[str, str]]) -> str:
    meanings = {**told["card"], **told.get(name, {})} if name not in _PARTS else told[name]
    fields_of = named(name)
    if name in _AS_TOLD:
        fields_of = {field: fields_of[field] for field in meanings if field in fields_of}
    rows = [
        (f"`{field}`", meanings[field].replace("|", "\\|"), _shown(default))
        for field, default in fields_of.items()
    ]
    return _lines([("field", "what it says", "without it"), ("---", "---", "---"), *rows])


_PARTS = ("deck", "source", "limits", "evidence")
_AS_TOLD = ("deck", "card")
"""In the order of the meanings; others are in that of the model."""


def _shown(default: Any) -> str:
    match default:
        case _ if default is MISSING:
            return _NEEDED
        case bool():
            return f"`{str(default).lower()}`"
        case float() | int() | Decimal():
            return f"`{default:g}`"
        case str() if default:
            return f"`{default}`"
    return ""


def _lines(rows: Iterable[Sequence[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n".replace("|  |", "| |") for row in rows)


if __name__ == "__main__":
    GUIDE.write_text(tables(GUIDE.read_text("utf-8")), "utf-8")
