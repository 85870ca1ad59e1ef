"""`verdicts.yaml`: what a person decided about drafts, so that a later run goes by it, and so that
each decision can be taken back."""

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any

from quizapp.core import outside
from quizapp.core.disk import BINARY, close, replace_whole, write_whole
from quizapp.core.errors import EditError
from quizapp.deck.files import LARGEST_FILE, VERDICTS_FILE

_HEAD = """\
# What was decided about drafts with `quizapp curate`, a line each, the last one below.
# The next run of `quizapp generate` goes by it, so keep it beside the decks.
verdicts:
"""


class VerdictKind(StrEnum):
    KEPT = "kept"
    EDITED = "edited"
    DROPPED = "dropped"
    MOVED = "moved"


class DropReason(StrEnum):
    """Why a card is no good."""

    WRONG = "wrong"
    NOT_IN_TEXT = "not in the text"
    TWO_ANSWERS = "two right answers"
    TRIVIAL = "trivial"
    DUPLICATE = "duplicate"
    UNFAIR = "unfair"
    UNCLEAR = "unclear by itself"
    BADLY_PUT = "badly put"


OF_THE_FACT = frozenset((DropReason.WRONG, DropReason.NOT_IN_TEXT))
"""Reasons that speak against the fact, and so against every card on it."""


@dataclass(frozen=True, slots=True)
class DraftVerdict:
    """What was decided about a card, and what it takes to take that back."""

    on: date
    file: str
    """The deck's file name."""
    card: str
    kind: VerdictKind
    reason: str = ""
    """Of a drop, a `DropReason`; of an edit, what was changed."""
    rule: str = ""
    """By which a draft was made; empty where a person wrote it."""
    facts: tuple[str, ...] = ()
    """The ids of those that it rests on."""
    before: str = field(default="", repr=False)
    """The card's lines as they were."""
    above: str = ""
    """The id of the card above it; empty for the first."""
    after: str = ""
    """The digest of the card's lines as they are now; empty where they are gone."""
    to: str = ""
    """The file to which it was moved."""
    head: str = field(default="", repr=False)
    """What stood above the cards, where the deck went with its last card."""

    @property
    def line(self) -> str:
        """As a line of the file: a mapping in JSON, which is YAML as well."""
        told: dict[str, object] = {
            "on": self.on.isoformat(),
            "file": self.file,
            "card": self.card,
            "is": self.kind,
            "reason": self.reason,
            "rule": self.rule,
            "facts": list(self.facts),
            "to": self.to,
            "above": self.above,
            "after": self.after,
            "before": self.before,
            "head": self.head,
        }
        told = {name: value for name, value in told.items() if value}
        return f"- {json.dumps(told, ensure_ascii=False)}\n"

    @classmethod
    def of(cls, line: str) -> "DraftVerdict | None":
        """None for a line that is none of ours, or damaged."""
        try:
            told: dict[str, Any] = json.loads(line.removeprefix("- "))
            return cls(
                date.fromisoformat(told["on"]),
                told["file"],
                told["card"],
                VerdictKind(told["is"]),
                told.get("reason", ""),
                told.get("rule", ""),
                tuple(told.get("facts", ())),
                told.get("before", ""),
                told.get("above", ""),
                told.get("after", ""),
                told.get("to", ""),
                told.get("head", ""),
            )
        except (ValueError, KeyError, TypeError, AttributeError):
            return None


@dataclass(frozen=True)
class VerdictLog:
    """The verdicts of a folder, the last one last. What is written of it is added at its end."""

    folder: Path
    verdicts: tuple[DraftVerdict, ...] = ()
    damaged: int = 0
    """Lines that cannot be read; they stay where they are."""

    @property
    def path(self) -> Path:
        return self.folder / VERDICTS_FILE

    @classmethod
    def in_folder(cls, folder: Path) -> "VerdictLog":
        """Raises: EditError: there is something that cannot be read."""
        text = _text(folder / VERDICTS_FILE)
        lines = [line for line in text.split("\n") if line.startswith("- ")]
        found = [DraftVerdict.of(line) for line in lines]
        known = tuple(one for one in found if one is not None)
        return cls(folder, known, len(found) - len(known))

    @property
    def dropped(self) -> Sequence[DraftVerdict]:
        return [one for one in self.verdicts if one.kind is VerdictKind.DROPPED]

    def add(self, verdicts: Sequence[DraftVerdict]) -> None:
        """Write more of them, so that they last. Raises: OSError."""
        told = "".join(one.line for one in verdicts)
        if not self.path.exists():
            replace_whole(self.path, (_HEAD + told).encode())
            return
        file = os.open(self.path, os.O_RDWR | os.O_APPEND | BINARY)
        size = os.fstat(file).st_size
        try:
            os.lseek(file, max(0, size - 1), os.SEEK_SET)
            glue = "" if os.read(file, 1) in (b"", b"\n") else "\n"
            write_whole(file, (glue + told).encode())
            os.fsync(file)
        except OSError:
            os.ftruncate(file, size)  # nothing of it counts
            raise
        finally:
            close(file)

    def take_out(self, verdicts: Iterable[DraftVerdict]) -> None:
        """Take verdicts back, the last of each kind; other lines stay. Raises: OSError."""
        lines = [f"{line}\n" for line in _text(self.path).removesuffix("\n").split("\n")]
        for verdict in reversed(tuple(verdicts)):
            there = (
                at for at in reversed(range(len(lines))) if DraftVerdict.of(lines[at]) == verdict
            )
            if (at := next(there, None)) is not None:
                del lines[at]
        if any(line.startswith("- ") for line in lines):
            replace_whole(self.path, "".join(lines).encode())
        else:
            self.path.unlink(missing_ok=True)


def _text(path: Path) -> str:
    """Raises: EditError: it cannot be read."""
    try:
        return outside.read_file(path, LARGEST_FILE).decode()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise EditError(f"{path}: cannot be read ({reason}); mend it, or move it away") from None
