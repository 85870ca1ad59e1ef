"""Where a card stands in its deck file."""

from pathlib import Path

from quizapp.codes import Problem
from quizapp.deck.diagnostics import Report
from quizapp.deck.files import read_bytes
from quizapp.deck.reader import read


def line_of(path: Path, question_id: str) -> int:
    """The line (from 1) at which the question begins, whichever of its fields comes first.

    1 when the file cannot be read or has no such question; in a file that is no YAML, the line of
    the first error, as that is what its author has to look at.
    """
    data = read_bytes(path)
    if isinstance(data, Problem):
        return 1
    report = Report(str(path), data.decode(errors="replace"))
    tree = read(report)
    if tree is None:
        return report.diagnostics()[0].line
    cards = tree.value.get("cards") if isinstance(tree.value, dict) else None
    for index, card in enumerate(cards if isinstance(cards, list) else ()):
        if isinstance(card, dict) and card.get("id") == question_id:
            return report.line_of(tree.locate(("cards", index)) or 0)
    return 1
