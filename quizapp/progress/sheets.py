"""Quizzes to and from the tables of the snapshot."""

from collections.abc import Mapping
from typing import Any

from quizapp.progress.events import Key
from quizapp.progress.quizzes import Begun, Line, Past, Quizzes, Turned
from quizapp.progress.wire import filled, of_filled, of_paper, paper

Tables = Mapping[str, Mapping[str, Any]]


def tables(quizzes: Quizzes) -> dict[str, list[dict[str, Any]]]:
    return {
        "quizzes": [
            {"quiz": quiz, "at": begun.at, **of_paper(begun.paper)}
            for quiz, begun in quizzes.begun.items()
        ],
        "sheets": [
            {"quiz": quiz, "card": card, "key": line.key, **of_filled(line.filled)}
            for quiz, sheet in quizzes.sheets.items()
            for card, line in sheet.items()
        ],
        "turned": [{"quiz": quiz, **one._asdict()} for quiz, one in quizzes.turned.items()],
        "past_quizzes": [{"quiz": quiz, **past._asdict()} for quiz, past in quizzes.past.items()],
    }


def quizzes(tables: Tables) -> Quizzes:
    """Raises: KeyError, TypeError, ValueError: these are not the tables written above."""
    found = Quizzes(
        begun={row["quiz"]: Begun(row["at"], paper(row)) for row in tables["quizzes"].values()},
        turned={
            row["quiz"]: Turned(Key._make(row["key"]), row["card"])
            for row in tables["turned"].values()
        },
        past={
            row["quiz"]: Past(Key._make(row["key"]), row["score"], row["chance"], row["questions"])
            for row in tables["past_quizzes"].values()
        },
    )
    for row in tables["sheets"].values():
        line = Line(Key._make(row["key"]), filled(row))
        found.sheets.setdefault(row["quiz"], {})[row["card"]] = line
    return found
