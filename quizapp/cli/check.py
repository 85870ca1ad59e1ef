"""`quizapp check`: all that is wrong with decks, at once, where it stands, and what to do."""

import json
import os
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import click

from quizapp.core.codes import Problem
from quizapp.core.text import clean
from quizapp.core.words import count
from quizapp.deck.diagnostics import Diagnostic, duplicate_deck

if TYPE_CHECKING:
    from quizapp.deck.check import CheckedDeck

Place = tuple[int, int]
"""Line and column, from 1, the column in characters."""
WIDTH = 100
"""Columns of the source line and its caret."""


@dataclass
class CheckTally:
    """What one run found."""

    decks: int = 0
    cards: int = 0
    faulty: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)
    slugs: dict[str, str] = field(default_factory=dict)
    """Each slug with the file that had it first."""
    notes: list[str] = field(default_factory=list)
    """What is no problem and good to know."""
    read: list[Path] = field(default_factory=list)
    """The decks and their source texts."""
    lost: list[str] = field(default_factory=list)
    """What is wrong with the paths that were to be checked."""

    @property
    def errors(self) -> int:
        return sum(one.severity == "error" for one in self.diagnostics)

    @property
    def exit_code(self) -> int:
        return 2 if self.lost else 1 if self.errors else 0

    @property
    def summary(self) -> str:
        if not self.diagnostics:
            return f"{count(self.decks, 'deck')}, {count(self.cards, 'card')}: no problems."
        warnings = len(self.diagnostics) - self.errors
        counts = [(self.errors, "error"), (warnings, "warning")]
        found = ", ".join(count(number, noun) for number, noun in counts if number)
        return f"{found} in {self.faulty} of {count(self.decks, 'deck')}."


@click.command("check")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print the problems as JSON.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    help="How to print them; `github` marks the lines of a pull request.",
)
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; ctrl+c ends it.")
@click.pass_context
def command(
    context: click.Context, paths: tuple[str, ...], as_json: bool, form: str, watch: bool
) -> None:
    """Check decks and show every problem with its place.

    PATH is a deck or a folder of decks. `quizapp explain Q012` says more of a code, with a wrong
    and a right example. The exit code is 0 when there are no errors (warnings
    are allowed), 1 when there are, and 2 when a PATH cannot be found.

    In JSON each problem has `file`, `line`, `column`, `end_line`, `end_column`, `code`, `severity`
    and `message`. Lines and columns count from 1, in characters; the end is that of the key or
    value that the problem is about, and stands just behind it. Of a card that lacks something, it
    is the end of its first line.

    \b
    Example:
      quizapp check decks/csto
    """
    form = "json" if as_json else form
    if watch:
        if form != "text":
            raise click.UsageError("--watch is for people; leave out --json and --format")
        _watch(paths)
        context.exit(0)
    tally = CheckTally()
    for line in said(paths, form, tally):
        click.echo(line)
    for message in tally.lost:
        click.echo(message, err=True)
    context.exit(tally.exit_code)


def _watch(paths: Sequence[str]) -> None:
    from quizapp.cli.watching import show_at_each_change

    if not any(map(os.path.lexists, paths)):
        raise click.UsageError(_decks(paths)[1][0])
    tally = CheckTally()

    def look() -> str:
        nonlocal tally
        tally = CheckTally()
        return "\n".join([*said(paths, "text", tally), *tally.lost])

    def files() -> Iterator[Path]:
        yield from map(Path, paths)  # those that are gone as well, as they may come back
        yield from (path for path, _ in _decks(paths)[0])
        yield from tally.read

    show_at_each_change(look, files)


def said(paths: Sequence[str], form: str, tally: CheckTally) -> Iterator[str]:
    """Check what there is at the paths, counting in `tally`; the lines to print."""
    files, lost = _decks(paths)
    tally.lost = [f"error: {message}" for message in lost]
    plain = []
    for path, shown in files:
        found = check(path, shown, tally)
        if form == "text":
            for diagnostic in found:
                yield from lines(diagnostic)
            continue
        for diagnostic, end in with_ends(path, found):
            if form == "github":
                yield annotation(diagnostic, end)
            plain.append(_plain(diagnostic, end))
    if form == "json":
        yield json.dumps(plain, indent=2)
    elif files:
        yield from tally.notes
        yield tally.summary


def check(path: Path, shown: str, tally: CheckTally) -> Sequence[Diagnostic]:
    """Check one file and count what it holds."""
    from quizapp.deck.check import check_file  # pydantic and yaml: 150 ms

    checked = check_file(path, shown)
    found = list(checked.diagnostics)
    if checked.header is not None:
        slug = checked.header.deck
        if (first := tally.slugs.setdefault(slug, shown)) != shown:
            found.append(duplicate_deck(path, shown, slug, first))
        if note := _language(checked):
            tally.notes.append(f"{clean(shown)}: {note}")
    tally.read += [path, path.parent / checked.text] if checked.text else [path]
    tally.decks += 1
    tally.cards += sum(len(question.variants) for question in checked.questions)
    tally.faulty += bool(found)
    tally.diagnostics += found
    return found


def _language(checked: "CheckedDeck") -> str:
    """By which language typed answers are judged, where the author has not said it."""
    from quizapp.core.languages import language

    typed = ("typed", "cloze", "numeric")
    if checked.header is None or not any(one.type in typed for one in checked.questions):
        return ""
    code = checked.language
    if checked.header.language:
        return ""
    if code:
        name = language(code).name
        return f"no `language`; its words are {name}, and answers are judged by that ({code})"
    return (
        "no `language`, and its words do not tell; answers are judged by none (write `language:`)"
    )


def lines(diagnostic: Diagnostic) -> Iterator[str]:
    """The diagnostic, the line that it is about, and a caret below the place."""
    yield str(diagnostic)
    source = clean(diagnostic.source_line).replace("\t", " ")
    at = min(diagnostic.caret, len(source))
    if at < diagnostic.column - 1:
        source, at = f"…{source}", at + 1
    if not source.strip():
        return
    before, after = _fitting(source, at)
    yield f"  {before}{after}"
    yield f"  {' ' * _cells(before)}^"


def with_ends(path: Path, found: Sequence[Diagnostic]) -> Iterator[tuple[Diagnostic, Place]]:
    """Each problem with the end of what it is about, exclusive: line and column from 1."""
    from quizapp.author.places import Places  # as above
    from quizapp.deck.files import read_bytes

    data = read_bytes(path) if found else b""
    text = "" if isinstance(data, Problem) else data.decode(errors="replace")
    places = Places(text.removeprefix("\ufeff"))
    for one in found:
        end = places.line_and_column(places.end_of(one))
        yield one, max(end, (one.line, one.column))  # the file may have changed just now


def annotation(diagnostic: Diagnostic, end: Place) -> str:
    """The diagnostic as a command to a GitHub workflow, which shows it beside its line."""
    place = {
        "file": diagnostic.file,
        "line": diagnostic.line,
        "col": diagnostic.column,
        "endLine": end[0],
        "endColumn": end[1],
        "title": diagnostic.code,
    }
    told = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in place.items())
    return f"::{diagnostic.severity} {told}::{_escaped(diagnostic.message)}"


def _escaped(value: object, also: str = "") -> str:
    """As such commands want it: per cent, line breaks and what separates its parts."""
    text = clean(str(value))
    for sign in f"%\r\n{also}":
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text


def _fitting(source: str, at: int) -> tuple[str, str]:
    """What to show before and from the place, within `WIDTH` columns."""
    room = WIDTH - 2
    before, after = source[:at], source[at:].rstrip()
    if _cells(before) + _cells(after) <= room:
        return before, after
    if _cells(before) > room // 2:
        wanted = max(room // 2, room - _cells(after)) - 1
        while _cells(before) > wanted:
            before = before[max(1, (_cells(before) - wanted) // 2) :]
        before = "…" + before
    if _cells(before) + _cells(after) > room:
        wanted = room - _cells(before) - 1
        after = after[:wanted]
        while _cells(after) > wanted:
            after = after[:-1]
        after += "…"
    return before, after


def _cells(text: str) -> int:
    """Terminal columns."""
    if text.isascii():
        return len(text)
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def _decks(paths: Sequence[str]) -> tuple[list[tuple[Path, str]], list[str]]:
    """The deck files with the names to show, each once, and what is wrong with `paths`."""
    from quizapp.core.outside import TooManyFiles
    from quizapp.deck.files import deck_files, is_folder

    files: dict[str, tuple[Path, str]] = {}
    lost: list[str] = []
    for name in paths:
        path = Path(name)
        shown = clean(name)
        if is_folder(path):
            try:
                inside = list(deck_files(path))
            except TooManyFiles as error:
                lost.append(f"{shown}: {error.strerror}")
                continue
            if not inside:
                lost.append(f"{shown}: no decks (*.yaml) in this folder")
            for deck in inside:
                files.setdefault(os.path.realpath(deck), (deck, str(deck)))
        elif os.path.lexists(path):
            files.setdefault(os.path.realpath(path), (path, name))
        else:
            lost.append(f"{shown}: no such file or folder")
    return list(files.values()), lost


def _plain(diagnostic: Diagnostic, end: Place) -> dict[str, str | int]:
    return {
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "end_line": end[0],
        "end_column": end[1],
        "code": diagnostic.code.value,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
    }
