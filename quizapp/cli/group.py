"""The click group. It knows the names of the commands and imports one when it is called."""

from importlib import import_module

import click

from quizapp.core.text import nearest
from quizapp.core.version import __version__

COMMANDS = {
    "review": "Review what is due, in the app or line by line.",
    "quiz": "Take a quiz, in the app or line by line.",
    "read": "Read the text of a deck beside its cards.",
    "due": "Say how many cards are to be asked today.",
    "ready": "Plan for knowing a deck on a day.",
    "find": "Find cards by words and by where they stand.",
    "stats": "Figures of what you have done.",
    "optimize": "Find how your memory works from your answers.",
    "new": "Write a small deck to start from.",
    "preview": "Show a deck as learners see it, while you write it.",
    "check": "Find every mistake in decks.",
    "explain": "Say what a code of `check` means.",
    "diff": "Say what has changed in decks, and what that does to progress.",
    "schema": "Print what editors complete and check decks by.",
    "generate": "Make draft decks from a news article.",
    "curate": "Read drafts one after another, and keep or drop each.",
    "pack": "Put decks and their texts into one file to hand out.",
    "add": "Take such a file, or a folder of decks, into your own.",
    "backup": "Put all that matters into one zip.",
    "restore": "Bring back answers from the backups.",
    "merge": "Take in the answers given on another device.",
    "doctor": "Look for damage, and mend it.",
}


class LazyGroup(click.Group):
    def list_commands(self, context: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        command = import_module(f"quizapp.cli.{name}").command
        assert isinstance(command, click.Command)
        return command

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0]
        is_wrong = name not in COMMANDS and not context.resilient_parsing
        if is_wrong and (near := nearest(name, tuple(COMMANDS))):
            context.fail(f"No such command {name!r}. Did you mean {near!r}?")
        return super().resolve_command(context, args)

    def format_commands(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: `quizapp` opens the app; `quizapp due` says what is waiting.",
)
@click.version_option(__version__, message="quizapp %(version)s")
@click.pass_context
def group(context: click.Context) -> None:
    """Quizzes and flashcards in the terminal, with spaced repetition.

    Without a command, the app opens on your decks.
    """
    if context.invoked_subcommand is None:
        from quizapp.cli.open import open_home

        open_home()
