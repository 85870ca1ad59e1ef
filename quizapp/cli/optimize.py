"""`quizapp optimize`."""

import json
import sys
import textwrap

import click

from quizapp.cli.parameters import open_for
from quizapp.cli.waiting import report
from quizapp.core import folders, settings
from quizapp.core.errors import QuizError
from quizapp.core.pauses import through
from quizapp.core.settings import Parameters
from quizapp.presentation import optimiser as said
from quizapp.statistics.optimiser import (
    AllAlike,
    BetterParameters,
    TooFewAnswers,
    as_json,
    redating,
)
from quizapp.statistics.optimiser_run import OptimiserReport, OptimiserRun

ASKED = "Nothing was changed; `quizapp optimize --yes` uses them."
WIDTH = 72


@click.command("optimize", epilog="Example: quizapp optimize --check")
@click.option("--check", is_flag=True, help="Only judge; change nothing and do not ask.")
@click.option("--yes", is_flag=True, help="Use better parameters without asking.")
@click.option("--reschedule", is_flag=True, help="Set the due days of all cards anew as well.")
@click.option("--reset", is_flag=True, help="Go back to the published parameters.")
@click.option("--retention", is_flag=True, help="Only say what the wanted recall costs and brings.")
@click.option("--json", "as_json_", is_flag=True, help="Print what was found as JSON.")
def command(
    check: bool, yes: bool, reschedule: bool, reset: bool, retention: bool, as_json_: bool
) -> None:
    """Find how your memory works from your own answers.

    FSRS says when a card comes back, by 21 parameters. They are trained on your answers, and judged
    by answers that came later. Where they are better, it is said what they would change, and then
    you are asked. Nothing is changed before that, whenever you stop it.
    """
    if reset + retention + (check or yes) > 1 or (check and yes):
        raise click.UsageError("--check, --yes, --reset and --retention do not go together.")
    if reschedule and (check or retention):
        raise click.UsageError("--reschedule changes due days, and this changes nothing.")
    if reset:
        _reset(reschedule, as_json_)
    elif retention:
        _retention(as_json_)
    else:
        _optimise(check, yes, reschedule, as_json_)


def _optimise(check: bool, yes: bool, reschedule: bool, as_json_: bool) -> None:
    found = _run(OptimiserRun(tradeoff=False)).optimisation
    assert found
    if as_json_:
        adopts = isinstance(found, BetterParameters) and yes
        if isinstance(found, BetterParameters) and yes:
            _configure(found.after, reschedule)
        click.echo(json.dumps(as_json(found) | {"adopted": adopts}))
        sys.exit(1 if isinstance(found, TooFewAnswers | AllAlike) else 0)
    if isinstance(found, TooFewAnswers | AllAlike):
        raise QuizError(said.why_not(found))
    _say(*said.lines(found))
    if isinstance(found, BetterParameters):
        _say("", said.due_days(found.change, reschedule=reschedule))
        if not check and (yes or _is_wanted()):
            before, moved = _configure(found.after, reschedule)
            _say("", *moved, *said.adopted(before))


def _is_wanted() -> bool:
    click.echo()
    if not (sys.stdin and sys.stdin.isatty()):
        click.echo(ASKED)
        return False
    try:
        if click.confirm(said.QUESTION):
            return True
    except click.Abort:
        click.echo()
    click.echo(said.AS_THEY_WERE)
    return False


def _configure(
    parameters: Parameters | None, reschedule: bool
) -> tuple[Parameters | None, list[str]]:
    """Keep parameters, and follow all memories by them. Gives those before, and what was moved."""
    path, told = folders.home() / "config.toml", []
    before = settings.load(path).fsrs_parameters
    if parameters != before:
        settings.remember(path, "fsrs_parameters", parameters)
    profile = open_for(None)  # which says how far it is, and what was repaired
    report(profile)
    if reschedule and (moved := through(redating(profile))).cards:
        profile.progress.change(moved, profile.clock())
        told = [said.moved(len(moved.cards))]
    profile.close()
    return before, told


def _reset(reschedule: bool, as_json_: bool) -> None:
    before, moved = _configure(None, reschedule)
    if as_json_:
        click.echo(json.dumps({"reset": bool(before), "before": before}))
        return
    _say(said.RESET if before else said.RESET_BEFORE, *moved)
    if before:
        click.echo(f"Before: {said.setting_line(before)}")


def _retention(as_json_: bool) -> None:
    found = _run(OptimiserRun(optimise=False)).tradeoff
    if as_json_:
        click.echo(json.dumps(found.as_json() if found else None))
    elif found is None:
        click.echo(said.NO_CARDS)
    else:
        _say(*said.tradeoff_lines(found))


def _say(*lines: str) -> None:
    """Wrapped, but for tables, and for what is to be copied."""
    for line in lines:
        click.echo(line if "  " in line or "[" in line else textwrap.fill(line, WIDTH))


def _run(run: OptimiserRun) -> OptimiserReport:
    """What was found; on a terminal, how far it has come stands on stderr meanwhile."""
    watched, told = bool(sys.stderr and sys.stderr.isatty()), 0
    try:
        for step in run.steps():
            if isinstance(step, OptimiserReport):
                return step
            if watched:
                line = said.step_line(step)
                click.echo(f"\r{line.ljust(told)}", err=True, nl=False)
                told = max(told, len(line))
    except KeyboardInterrupt:
        run.stop()
        if watched:
            click.echo(f"\n{said.AS_THEY_WERE}", err=True)
            told = 0
        raise
    finally:
        if told:
            click.echo(f"\r{' ' * told}\r", err=True, nl=False)
    raise QuizError(said.AS_THEY_WERE)
