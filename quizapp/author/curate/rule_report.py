"""What became of the drafts of each of the generator's rules: kept, edited, dropped and why."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quizapp.core.errors import EditError
from quizapp.deck.files import is_record
from quizapp.generate.cardfile import digest
from quizapp.generate.deckfile import DeckFile
from quizapp.generate.record import FactsRecord, WrittenCard, text_of
from quizapp.generate.verdicts import DraftVerdict, VerdictLog

BY_HAND = "deleted by hand"
"""Instead of a reason, where a card went without a verdict."""


@dataclass
class RuleOutcome:
    """Cards of one rule, in numbers."""

    rule: str
    kept: int = 0
    edited: int = 0
    """Of those that were kept."""
    dropped: Counter[str] = field(default_factory=Counter)
    """By reason."""
    waiting: int = 0

    @property
    def made(self) -> int:
        return self.kept + self.dropped.total() + self.waiting

    @property
    def share(self) -> float | None:
        """Of the decided ones, those that were kept, 0 to 1; None before there are any."""
        decided = self.kept + self.dropped.total()
        return self.kept / decided if decided else None


def outcomes(folder: Path) -> list[RuleOutcome]:
    """The rules by which cards of a folder were made, the one with the most cards first.

    Raises:
        EditError: no run has written there.
        GenerateError: a deck has errors, or the record of the last run is damaged.
    """
    record = FactsRecord.in_folder(folder)
    if not record.written:
        raise EditError(f"{folder}: no cards of `quizapp generate` are in this folder")
    verdicts = {one.card: one for one in VerdictLog.in_folder(folder).dropped}
    cards: dict[str, Mapping[str, Any]] = {}
    for path in sorted(folder.glob("*.yaml")):
        if not is_record(path):
            names = DeckFile.of(path, text_of(path) or "").names
            cards |= {name: block.card for name, block in names.items()}
    found: dict[str, RuleOutcome] = {}
    for written in record.written.values():
        for name, mark in written.items():
            outcome = found.setdefault(mark.template, RuleOutcome(mark.template or "unknown"))
            _count(outcome, cards.get(name), mark, verdicts.get(name))
    return sorted(found.values(), key=lambda one: (-one.made, one.rule))


def _count(
    outcome: RuleOutcome,
    card: Mapping[str, Any] | None,
    mark: WrittenCard,
    verdict: DraftVerdict | None,
) -> None:
    if card is None:
        outcome.dropped[verdict.reason if verdict else BY_HAND] += 1
    elif card.get("status") == "draft":
        outcome.waiting += 1
    else:
        outcome.kept += 1
        outcome.edited += mark.text not in (digest({**card, "status": "draft"}), digest({**card}))
