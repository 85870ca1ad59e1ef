"""`quizapp explain`."""

import json

import click

from quizapp.core.codes import Code
from quizapp.core.text import clean, cut, nearest


@click.command("explain", epilog="Example: quizapp explain Q012")
@click.argument("code", required=False)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
def command(code: str | None, as_json: bool) -> None:
    """Say what a code of `quizapp check` means, with a wrong and a right example.

    Without CODE, all of them in a line each.
    """
    from quizapp.deck.explanations import explanations

    every = explanations()
    codes = [_known(code)] if code else list(every)
    if as_json:
        said = [{"code": one, "severity": one.severity, **every[one]._asdict()} for one in codes]
        click.echo(json.dumps(said, indent=2))
        return
    for one in codes:
        told = every[one]
        click.echo(f"{one} ({one.severity})  {told.title}")
        if code:
            click.echo("\n" + click.wrap_text(" ".join(told.why.split()), 78))
            if told.source:
                source = " ".join(told.source.split())
                click.echo("\n" + click.wrap_text(f"Source: {source}", 78, "", "  "))
            for word, example in (("Wrong", told.wrong), ("Right", told.right)):
                click.echo(f"\n{word}:\n")
                click.echo("\n".join(f"  {clean(line)}" for line in example.splitlines()))


def _known(name: str) -> Code:
    codes = tuple(Code)
    written = name.strip().strip("[]").upper()
    if written in codes:
        return Code(written)
    number = written.removeprefix("Q")
    if number.isdecimal() and len(number) < 4 and (full := f"Q{int(number):03}") in codes:
        return Code(full)
    near = nearest(written, codes)
    hint = f"did you mean {near}?" if near else "`quizapp explain` lists all."
    raise click.UsageError(f"no code {cut(clean(name))!r}; {hint}")
