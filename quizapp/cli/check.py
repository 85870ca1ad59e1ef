"""`quizapp check`: all that is wrong with decks, at once, where it stands, and what to do."""

import json
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from quizapp.author.check.check_verdict import CheckVerdict, verdict
from quizapp.author.check.former_ids import renamed_cards
from quizapp.core.codes import Code, Problem
from quizapp.core.folders import cache
from quizapp.core.text import cells, clean
from quizapp.core.words import count
from quizapp.deck.diagnostics import Diagnostic, duplicate_deck
from quizapp.deck.files import read_bytes

if TYPE_CHECKING:
    from quizapp.author.check.places import Places
    from quizapp.author.check.proposals import Mend
    from quizapp.deck.alike import AskedBefore

LineAndColumn = tuple[int, int]
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
    asked: "AskedBefore | None" = None
    """What the decks before ask, so that a question in two of them is told."""
    notes: list[str] = field(default_factory=list)
    """What is no problem and good to know."""
    mends: dict[Diagnostic, "Mend"] = field(default_factory=dict)
    read: list[Path] = field(default_factory=list)
    """The decks and their source texts."""
    are_several: bool = False
    """Whether decks are to be compared with each other."""
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
        can = len(self.mends)
        mendable = f" {can} of these can be mended with --fix." if can else ""
        return f"{found} in {self.faulty} of {count(self.decks, 'deck')}.{mendable}"


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
@click.option("--fix", is_flag=True, help="Show what is safe to mend, and mend it on a yes.")
@click.option("--yes", is_flag=True, help="With --fix: mend without asking.")
@click.option("--watch", is_flag=True, help="Check again whenever a file changes; ctrl+c ends it.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[str, ...],
    as_json: bool,
    form: str,
    fix: bool,
    yes: bool,
    watch: bool,
) -> None:
    """Check decks and show every problem with its place.

    PATH is a deck or a folder of decks. `quizapp explain Q012` says more of a code, with a wrong
    and a right example. The exit code is 0 when there are no errors (warnings
    are allowed), 1 when there are, and 2 when a PATH cannot be found.

    --fix mends what has one right form only: missing, wrong and repeated ids, quotes that differ
    from their source in spacing and signs, the number of their passage, fields by another
    program's names, values such as True and 31,000, texts that lack their quotes, and a card's
    former id when git knows it. It shows the changes and asks; all other lines stay as they are.
    Where it cannot ask and there is no --yes, nothing is changed and the exit code is 1.

    In JSON each problem has `file`, `line`, `column`, `end_line`, `end_column`, `code`, `severity`
    and `message`. Lines and columns count from 1, in characters; the end stands just behind the
    key or value that the problem is about. Of a card that lacks something, it is the end of its
    first line. What --fix would mend has `fix` with what it `does` and its `edits`, each a range
    with the `text` to put there.

    \b
    Example:
      quizapp check decks/csto
    """
    form = "json" if as_json else form
    failures: list[str] = []
    if yes and not fix:
        raise click.UsageError("--yes says that --fix may go on; add --fix, or leave it out")
    if watch:
        if form != "text" or fix:
            raise click.UsageError("--watch only shows; leave out --json, --format and --fix")
        _watch(paths)
        context.exit(0)
    if fix:
        from quizapp.cli.check_fix import mend

        mending = mend(_decks(paths)[0], yes, to_stderr=form != "text")
        if mending is None:
            context.exit(1)
        failures = mending
    tally = CheckTally()
    for line in said(paths, form, tally):
        click.echo(line)
    for message in (*failures, *tally.lost):
        click.echo(f"error: {clean(message)}", err=True)
    context.exit(tally.exit_code or int(bool(failures)))


def _watch(paths: Sequence[str]) -> None:
    from quizapp.cli.watching import show_at_each_change

    if not any(map(os.path.lexists, paths)):
        raise click.UsageError(_decks(paths)[1][0])
    tally = CheckTally()

    def look() -> str:
        nonlocal tally
        tally = CheckTally()
        return "\n".join([*said(paths, "text", tally), *(f"error: {one}" for one in tally.lost)])

    def files() -> Iterator[Path]:
        yield from map(Path, paths)  # those that are gone as well, as they may come back
        yield from (path for path, _ in _decks(paths)[0])
        yield from tally.read

    show_at_each_change(look, files)


def said(paths: Sequence[str], form: str, tally: CheckTally) -> Iterator[str]:
    """Check what there is at the paths, counting in `tally`; the lines to print."""
    files, tally.lost = _decks(paths)
    tally.are_several = len(files) > 1
    plain = []
    for path, shown in files:
        found = check(path, shown, tally)
        if form == "text":
            for diagnostic in found:
                yield from lines(diagnostic, "  (--fix)" if diagnostic in tally.mends else "")
            continue
        if not found:
            continue
        places = _places(path)
        for diagnostic in found:
            if form == "github":
                yield annotation(diagnostic, _end(places, diagnostic))
            plain.append(_plain(diagnostic, places, tally.mends.get(diagnostic)))
    if form == "json":
        yield json.dumps(plain, indent=2)
    elif files:
        yield from tally.notes
        yield tally.summary


def check(path: Path, shown: str, tally: CheckTally) -> Sequence[Diagnostic]:
    """Check one file and count what it holds."""
    told = verdict(path, shown, cache(), tally.are_several)
    found = list(told.diagnostics)
    if told.slug:
        data = read_bytes(path) if Code.RENAMED not in told.silence else b""
        renamed = {} if isinstance(data, Problem) else renamed_cards(data, path, shown)
        found += renamed
        tally.mends |= {problem: mend for problem, mend in renamed.items() if mend}
        if (first := tally.slugs.setdefault(told.slug, shown)) != shown:
            found.append(duplicate_deck(path, shown, told.slug, first))
        found += _asked_again(told, path, shown, tally) if tally.are_several else ()
        tally.notes += [f"{clean(shown)}: {note}" for note in _notes(told)]
    tally.read += [path, path.parent / told.text] if told.text else [path]
    tally.mends |= told.mends
    tally.decks += 1
    tally.cards += told.cards
    tally.faulty += bool(found)
    tally.diagnostics += found
    return found


def _asked_again(
    told: CheckVerdict, path: Path, shown: str, tally: CheckTally
) -> Sequence[Diagnostic]:
    """What a deck asks that an earlier one of this run asks."""
    from quizapp.deck.alike import AskedBefore
    from quizapp.deck.check import diagnostics_of

    tally.asked = tally.asked or AskedBefore()
    return diagnostics_of(
        path,
        shown,
        (
            problem
            for problem in tally.asked.asked_again(told.questions, clean(shown))
            if problem.code not in told.silence
            and problem.code not in told.questions[int(problem.loc[1])].silence
        ),
    )


def _notes(told: CheckVerdict) -> Iterator[str]:
    """What is no problem and good to know of a deck."""
    if told.judged_by is not None:
        yield _language(told.judged_by)
    if told.guess_score:
        yield f"blind guesses score {told.guess_score:.0%} of the points"


def _language(code: str) -> str:
    """By which language typed answers are judged, where the author has not said it."""
    from quizapp.core.languages import language

    if code:
        name = language(code).name
        return f"no `language`; its words are {name}, and answers are judged by that ({code})"
    return (
        "no `language`, and its words do not tell; answers are judged by none (write `language:`)"
    )


def lines(diagnostic: Diagnostic, mark: str = "") -> Iterator[str]:
    """The diagnostic and a mark, the line that it is about, and a caret below the place."""
    yield f"{diagnostic}{mark}"
    source = clean(diagnostic.source_line).replace("\t", " ")
    at = min(diagnostic.caret, len(source))
    if at < diagnostic.column - 1:
        source, at = f"…{source}", at + 1
    if not source.strip():
        return
    before, after = _fitting(source, at)
    yield f"  {before}{after}"
    yield f"  {' ' * cells(before)}^"


def _places(path: Path) -> "Places":
    from quizapp.author.check.places import Places

    data = read_bytes(path)
    text = "" if isinstance(data, Problem) else data.decode(errors="replace")
    return Places(text.removeprefix("\ufeff"))


def _end(places: "Places", problem: Diagnostic) -> LineAndColumn:
    """Just behind what the problem is about."""
    end = places.line_and_column(places.end_of(problem))
    return max(end, (problem.line, problem.column))  # the file may have changed since


def annotation(diagnostic: Diagnostic, end: LineAndColumn) -> str:
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
    if cells(before) + cells(after) <= room:
        return before, after
    if cells(before) > room // 2:
        wanted = max(room // 2, room - cells(after)) - 1
        while cells(before) > wanted:
            before = before[max(1, (cells(before) - wanted) // 2) :]
        before = "…" + before
    if cells(before) + cells(after) > room:
        wanted = room - cells(before) - 1
        after = after[:wanted]
        while cells(after) > wanted:
            after = after[:-1]
        after += "…"
    return before, after


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


def _plain(problem: Diagnostic, places: "Places", mend: "Mend | None") -> dict[str, Any]:
    out = {
        "file": problem.file,
        "line": problem.line,
        "column": problem.column,
        **_ending(_end(places, problem)),
        "code": problem.code.value,
        "severity": problem.severity,
        "message": problem.message,
    }
    if mend is None:
        return out
    edits = []
    for edit in mend.edits:
        line, column = places.line_and_column(edit.start)
        end = _ending(places.line_and_column(edit.end))
        edits.append({"line": line, "column": column, **end, "text": edit.new})
    return {**out, "fix": {"does": mend.does, "edits": edits}}


def _ending(end: LineAndColumn) -> dict[str, int]:
    return {"end_line": end[0], "end_column": end[1]}
