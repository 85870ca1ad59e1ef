"""Lines in and lines out, whatever comes in."""

import io
import sys
from dataclasses import dataclass
from typing import Self, TextIO

from quizapp.core.text import clean

LONGEST = 4000
"""Characters of a line that is taken; a terminal itself passes on no more than 4,095 bytes."""


class EndOfInput(Exception):
    """There will be no more lines."""


@dataclass(frozen=True, slots=True)
class Console:
    source: TextIO
    target: TextIO

    @classmethod
    def standard(cls) -> Self:
        """On stdin and stdout; what their encoding has no place for is replaced."""
        for stream in (sys.stdin, sys.stdout):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(errors="replace")
        return cls(sys.stdin, sys.stdout)

    @property
    def is_terminal(self) -> bool:
        """Whether somebody sits there who can be asked."""
        return self.source.isatty()

    @property
    def is_screen(self) -> bool:
        """Whether another program can have the terminal for a while."""
        return self.is_terminal and self.target.isatty()

    def say(self, *texts: str) -> None:
        """Each on a line of its own; flushed at once, as what was said to be saved must be seen."""
        self.target.writelines(f"{text}\n" for text in texts)
        self.target.flush()

    def line(self) -> str:
        """The next line, harmless to show, without its end.

        Raises:
            EndOfInput: there is none.
        """
        while True:
            line = self.source.readline(LONGEST + 1)
            if not line:
                raise EndOfInput
            if len(line) <= LONGEST or line.endswith("\n"):
                return clean(line.removesuffix("\n"))
            while line and not line.endswith("\n"):
                line = self.source.readline(LONGEST)
            self.say(f"That line is too long; use {LONGEST:,} characters at most.")
