"""What is wrong with a deck file, and exactly where."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, repeat
from operator import add
from pathlib import Path
from typing import Any

from quizapp.core.codes import Code, Problem, Severity
from quizapp.core.text import clean, cut
from quizapp.core.words import count
from quizapp.deck.files import read_bytes

SHOWN_AT_MOST = 100
"""Diagnostics of one file; a last one says how many more there are."""
LONGEST_MESSAGE = 300
MOST_BESIDE = 400
"""Characters before and behind the place of a problem that are shown of its line, at most."""

LINE_BREAK = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem. Line and column count from 1, the column in characters."""

    file: str
    line: int
    column: int
    code: Code
    message: str
    source_line: str = ""
    """The line as it stands in the file, uncleaned; of a long one, what is around the place."""
    caret: int = 0
    """Where in `source_line` the place is."""
    instead: str = ""
    """As in `Problem`; known of a file that was checked just now."""

    @classmethod
    def of(cls, file: str, kept: Sequence[Any]) -> "Diagnostic":
        """One of a file that is called so, from what `kept` gave."""
        line, column, code, *rest = kept
        return cls(file, line, column, Code(code), *rest)

    @property
    def kept(self) -> tuple[int | str, ...]:
        """All but the name of the file, ready for JSON."""
        return (self.line, self.column, self.code, self.message, self.source_line, self.caret)

    @property
    def severity(self) -> Severity:
        return self.code.severity

    def __str__(self) -> str:
        file = clean(self.file).replace("\n", " ")
        return f"{file}:{self.line}:{self.column}: {self.severity}[{self.code}]: {self.message}"


@dataclass
class Report:
    """Collects what is found in one file, by the offset (in characters) at which it is found."""

    file: str
    text: str = ""
    errors: int = 0
    found: list[tuple[int, Code, str, str]] = field(default_factory=list)
    lines_before: int = 0
    """In the file, where the text is a part of it."""
    _hidden: Counter[Code] = field(default_factory=Counter)

    def add(self, offset: int, code: Code, message: str, instead: str = "") -> None:
        """Note a problem; texts of the deck within `message` are cleaned here."""
        if self.is_full:
            self.add_hidden(1, code)
            return
        self.errors += code.severity == "error"
        self.found.append((offset, code, cut(clean(message), LONGEST_MESSAGE), instead))

    @property
    def is_full(self) -> bool:
        """Whether more problems are only counted."""
        return len(self.found) >= SHOWN_AT_MOST

    def add_hidden(self, number: int, code: Code) -> None:
        """Count problems that are not worth a message, the report being full."""
        self.errors += number * (code.severity == "error")
        self._hidden[code] += number

    def line_of(self, offset: int) -> int:
        return bisect_right(self._lines, offset)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """In the order of the file."""
        shown = [self._diagnostic(*one) for one in sorted(self.found, key=lambda one: one[0])]
        if self._hidden:
            more = min(self._hidden, key=lambda code: code.severity != "error")
            message = f"and {count(self._hidden.total(), 'more problem')} in this file"
            shown.append(self._diagnostic(max(self.found)[0], more, message))
        return tuple(shown)

    def _diagnostic(self, offset: int, code: Code, message: str, instead: str = "") -> Diagnostic:
        line = self.line_of(offset)
        start = self._lines[line - 1]
        near = max(start, offset - MOST_BESIDE)
        around = self.text[near : offset + MOST_BESIDE]
        end = LINE_BREAK.search(around, offset - near)
        source = around[: end.start()] if end else around
        column, caret = offset - start + 1, offset - near
        return Diagnostic(self.file, line, column, code, message, source, caret, instead)

    @cached_property
    def _lines(self) -> list[int]:
        """The offset at which each line begins."""
        if "\r" not in self.text:  # five times as fast
            lengths = map(add, map(len, self.text.split("\n")), repeat(1))
            return list(accumulate(lengths, initial=0))
        return [0, *(match.end() for match in LINE_BREAK.finditer(self.text))]


def file_diagnostic(file: str, problem: Problem) -> Diagnostic:
    """A problem of the file as a whole."""
    return Diagnostic(file, 1, 1, problem.code, problem.message)


def duplicate_deck(path: Path, shown: str, slug: str, first: str) -> Diagnostic:
    """The deck in `path` has the same name as the one in `first`."""
    message = f"{first} is the deck {slug} already; give this one another name"
    return _of_slug(path, shown, slug, Code.DECK_TWICE, message)


def renamed_deck(path: Path, shown: str, slug: str, before: str) -> Diagnostic:
    """The deck in `path` was called `before` until its file was edited."""
    message = f"the name of the deck must stay {before}, as progress is kept under it"
    return _of_slug(path, shown, slug, Code.WRONG_VALUE, message)


def _of_slug(path: Path, shown: str, slug: str, code: Code, message: str) -> Diagnostic:
    """A problem with the name of a deck that has no other."""
    data = read_bytes(path)
    report = Report(shown, "" if isinstance(data, Problem) else data.decode(errors="replace"))
    named = re.search(rf"^deck[ \t]*:[ \t]*(?=\W?{re.escape(slug)})", report.text, re.MULTILINE)
    report.add(named.end() if named else 0, code, message)
    return report.diagnostics()[0]
