"""What all line-by-line sessions share: show something, take a line, until it is over."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from quizapp.core.text import cut, nearest
from quizapp.plain.console import Console
from quizapp.plain.replies import UNKNOWN, UnusableReply
from quizapp.presentation.actions import Action, Actions
from quizapp.presentation.topics import Topics
from quizapp.questions.interactions import AskAgain

SIGN = "/"
HELP = Action("help", help="List these commands", command="help")
INTRODUCTION = (
    "Lines that begin with / are commands; /help lists those that do something now."
    f" A line with {UNKNOWN} says that you do not know."
)


class NoCommand(Exception):
    """The line is no command that does something now; the message says which there are."""


@dataclass(frozen=True, slots=True)
class Command:
    """An action as a line does it."""

    action: Action
    do: Callable[..., None]
    """Gets what follows the name, if the action says that something does."""
    can: Callable[[], bool]

    @property
    def name(self) -> str:
        return self.action.command

    @property
    def usage(self) -> str:
        return f"{SIGN}{self.name} {self.action.takes}".rstrip()


class Dialogue(ABC):
    """Its commands are the `actions` that have one: `do_` and the action's id does it, with `_` for
    `-`, when `can` says that it does something."""

    actions: ClassVar[Actions] = ()

    def __init__(self, console: Console) -> None:
        self._say = console.say
        self._console = console
        self._topics = Topics()
        self.ended = False
        """Whether the learner wants no more."""
        own = sorted(
            (action for action in self.actions if action.command),
            key=lambda action: action.id == "end",  # where it is looked for
        )
        self.commands = [self._command(action) for action in (HELP, *own)]

    def _command(self, action: Action) -> Command:
        do = getattr(self, f"do_{action.id.replace('-', '_')}")
        return Command(action, do, lambda: self.can(action.id))

    def can(self, action: str) -> bool:
        """Whether the action with this id does something now."""
        return True

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
            if is_command(text):
                perform(text, self.commands)
            else:
                self.reply(text[1:] if text.startswith("//") else text)
        except (UnusableReply, AskAgain, NoCommand) as error:
            self._say(f"{error}.")

    def do_help(self) -> None:
        self._say(*help_lines(self.commands))

    def do_end(self) -> None:
        self.ended = True


def is_command(line: str) -> bool:
    """Whether a line is meant for us. `//` begins a reply with one `/`."""
    return line.startswith(SIGN) and not line.startswith(SIGN * 2)


def perform(line: str, commands: Sequence[Command]) -> None:
    """Do what `/name` says; the beginning of a name will do when no other begins so.

    Names are compared with all commands, also those that do nothing now: what a short name means
    must not change from one line to the next.

    Raises:
        NoCommand: there is nothing to do.
    """
    name, _, rest = line.removeprefix(SIGN).partition(" ")
    name, rest = name.lower(), rest.strip()
    found = [one for one in commands if one.name == name]
    found = found or [one for one in commands if name and one.name.startswith(name)]
    if len(found) > 1:
        raise NoCommand(f"{_shown(name)} could be {_names(found)}")
    usable = [one for one in commands if one.can()]
    there = f"there are {_names(usable)}"
    if not found:
        near = nearest(name, tuple(one.name for one in usable))
        hint = f"did you mean {SIGN}{near}?" if near else f"{there}; // begins a reply with /"
        raise NoCommand(f"no command is called {_shown(name)}; {hint}")
    [command] = found
    if not command.can():
        raise NoCommand(f"{SIGN}{command.name} does nothing now; {there}")
    if bool(rest) != bool(command.action.takes):
        raise NoCommand(f"write {command.usage}")
    command.do(rest) if rest else command.do()


def help_lines(commands: Sequence[Command]) -> Iterator[str]:
    """A line for each command that does something now."""
    usable = [one for one in commands if one.can()]
    width = max(len(one.usage) for one in usable)
    for one in usable:
        yield f"  {one.usage:<{width}}  {one.action.help}"


def _names(commands: Sequence[Command]) -> str:
    return ", ".join(SIGN + one.name for one in commands)


def _shown(name: str) -> str:
    return cut(SIGN + name)
