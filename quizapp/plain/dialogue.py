"""What all line-by-line sessions share: show something, take a line, until it is over."""

from abc import ABC, abstractmethod
from collections.abc import Sequence

from quizapp.asks import AskAgain
from quizapp.plain import commands
from quizapp.plain.commands import Command
from quizapp.plain.console import Console
from quizapp.plain.replies import UNKNOWN, UnusableReply

HELP = (
    "Lines that begin with / are commands; /help lists those that do something now."
    f" A line with {UNKNOWN} says that you do not know."
)


class Dialogue(ABC):
    def __init__(self, console: Console) -> None:
        self._say = console.say
        self._console = console
        self.ended = False
        """Whether the learner wants no more."""
        self._commands = (Command("help", "list these commands", self._help), *self.own_commands())

    @abstractmethod
    def own_commands(self) -> Sequence[Command]:
        """All but /help."""

    @property
    @abstractmethod
    def is_over(self) -> bool:
        """Whether there is nothing more to ask."""

    @abstractmethod
    def show(self) -> None:
        """Say what is before the learner, unless it has been said."""

    @abstractmethod
    def reply(self, text: str) -> None:
        """Take a line that is no command.

        Raises:
            UnusableReply: it is none; ask again.
        """

    def run(self) -> None:
        """Talk until it is over.

        Raises:
            EndOfInput: nobody is there any more.
            NotSaved: something did not reach the disk; all before it did.
        """
        self.show()
        while not (self.is_over or self.ended):
            self.take(self._console.line())
            self.show()

    def take(self, line: str) -> None:
        """Do what a line says, or say why that cannot be."""
        text = line.strip()
        try:
            if commands.is_command(text):
                commands.perform(text, self._commands)
            else:
                self.reply(text[1:] if text.startswith("//") else text)
        except (UnusableReply, AskAgain, commands.NoCommand) as error:
            self._say(f"{error}.")

    def _help(self) -> None:
        self._say(*commands.help_lines(self._commands))
