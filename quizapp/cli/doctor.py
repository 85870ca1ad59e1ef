"""`quizapp doctor`."""

import json
import platform
import sys

import click

from quizapp.core import folders, words
from quizapp.core.day import system_clock
from quizapp.core.text import clean
from quizapp.core.version import __version__
from quizapp.progress.doctor import Doctor, Finding, repair


@click.command("doctor", epilog="Example: quizapp doctor --repair")
@click.option("--repair", "repairs", is_flag=True, help="Mend what can be; the old is kept.")
@click.option("--json", "as_json", is_flag=True, help="Print what is found as JSON.")
def command(repairs: bool, as_json: bool) -> None:
    """Look for damage in all that is kept of you: every line of the journal, the snapshot, backups.

    Says what is wrong and what can be done about it. With --repair, what can be mended is mended,
    and the old is kept. Ends with 1 when a problem is left.
    """
    watched = sys.stderr.isatty()

    def tell(place: str) -> None:
        if watched:
            click.echo(f"\r\x1b[Kreading {clean(place)}", nl=False, err=True)

    doctor = Doctor(folders.home(), system_clock(), tell)
    listed, left, mendable = [], 0, 0
    for finding in list(doctor.findings()):
        failed = repair(doctor, finding) if repairs and finding.repair else None
        done = failed == ""
        left += finding.is_problem and not done
        mendable += finding.repair is not None and not done
        listed.append(_as_plain(finding, done))
        if not as_json:
            said = f"mended: {finding.where}: {finding.what}" if done else str(finding)
            click.echo(clean(f"{said}; not mended: {failed}" if failed else said))
    if watched:
        click.echo("\r\x1b[K", nl=False, err=True)
    seen = doctor.examined
    versions = {
        "quizapp": __version__,
        "python": platform.python_version(),
        "file_system": seen.file_system or None,
    }
    if as_json:
        found = {"findings": listed, "problems": left, "lines": seen.lines, "versions": versions}
        click.echo(json.dumps(found))
    else:
        looked = (
            f"{words.count(seen.files, 'file')} of the journal with "
            f"{words.count(seen.lines, 'line')}, {words.count(seen.copies, 'backup')}"
        )
        click.echo(f"quizapp {__version__}, Python {versions['python']}, {folders.home()}")
        click.echo(f"{looked}: {words.count(left, 'problem') if left else 'no problem'}.")
        if mendable and not repairs:
            click.echo(f"`quizapp doctor --repair` sees to {mendable} of what is said above.")
    if left:
        sys.exit(1)


def _as_plain(finding: Finding, mended: bool) -> dict[str, object]:
    """What scripts rely on."""
    return {
        "where": finding.where,
        "what": finding.what,
        "remedy": finding.remedy,
        "problem": finding.is_problem,
        "mendable": finding.repair is not None,
        "mended": mended,
    }
