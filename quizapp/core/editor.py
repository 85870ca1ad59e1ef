"""The learner's own editor: which program, with which words, and what becomes of it."""

import os
import shlex
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path, PureWindowsPath

from quizapp.core.errors import EditError
from quizapp.core.text import clean, cut

USUAL = ("nano", "vim", "vi", "notepad")
"""Looked for in this order when the learner has chosen none."""

_PLUS = "vi vim nvim nano emacs emacsclient micro kak joe pico ne".split()
_WINDOWED = "code code-insiders codium cursor".split()
_ARGUMENTS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(_PLUS, ("+{line}", "{file}")),
    **dict.fromkeys(("hx", "helix"), ("{file}:{line}",)),
    **dict.fromkeys(("subl", "zed"), ("{file}:{line}", "--wait")),
    **dict.fromkeys(_WINDOWED, ("--goto", "{file}:{line}", "--wait")),
}
"""How programs are told the file and the line. Without `--wait` the last two rows end at once."""


def command_to_open(path: Path, line: int) -> list[str]:
    """The program and its words that open `path` at `line` (from 1).

    Raises:
        EditError: no editor can be found.
    """
    editor = chosen(os.environ, lambda name: shutil.which(name) is not None)
    words = command(editor, path, line, windows=os.name == "nt")
    program = shutil.which(os.path.expanduser(words[0]))  # noqa: PTH111  (Path raises for ~nobody)
    if program is None:
        raise EditError(
            f'the editor "{cut(clean(words[0]))}" cannot be found; set VISUAL or EDITOR to another'
        )
    return [program, *words[1:]]


def chosen(environment: Mapping[str, str], exists: Callable[[str], bool]) -> str:
    """The learner's editor as a line of shell words: `$VISUAL`, `$EDITOR`, or a usual one.

    Raises:
        EditError: none is set, and no usual one exists.
    """
    for variable in ("VISUAL", "EDITOR"):
        if editor := environment.get(variable, "").strip():
            return editor
    for name in USUAL:
        if exists(name):
            return name
    raise EditError("no editor was found; set EDITOR to the one that you use")


def command(editor: str, path: Path, line: int, windows: bool = False) -> list[str]:
    """The words that open `path` at `line`, if it is known how `editor` is told a line.

    Raises:
        EditError: `editor` is no line of shell words.
    """
    try:
        words = shlex.split(editor, posix=not windows)  # else every backslash is lost
    except ValueError:
        words = []
    if windows:
        words = [word.strip('"') for word in words]
    if not words or not words[0]:
        raise EditError(f"{cut(clean(editor))}: not a command; look at the quotes in EDITOR")
    name = PureWindowsPath(words[0]).stem.lower()  # vim.basic and code.cmd too
    file = str(path.absolute())
    for argument in _ARGUMENTS.get(name, ("{file}",)):
        if argument != "--wait" or not {"--wait", "-w"} & {*words}:
            words.append(argument.format(file=file, line=line))
    return words


def run(words: Sequence[str]) -> str:
    """Wait for the editor to be closed; gives why it failed, for an `EditError`, else nothing.

    It raises nothing, as the app can only come back from an editor that ends in peace.
    """
    try:
        with _keys_are_the_editors():
            code = subprocess.run(words, check=False).returncode
    except OSError as error:
        problem = f"cannot be run: {(error.strerror or str(error)).lower()}"
    else:
        problem = _ended(code)
    name = PureWindowsPath(words[0]).name
    return f"{name} {problem}; the card stays as it was" if problem else ""


def waiting(path: Path) -> str:
    """What to say on the terminal: all there is to see of an editor with its own window."""
    return f"quizapp waits until {clean(path.name)} is closed in the editor."


def _ended(code: int) -> str:
    match code:
        case 0:
            return ""
        case _ if code < 0:
            return f"was ended by signal {-code}"
        case _:
            return f"ended with exit code {code}"


@contextmanager
def _keys_are_the_editors() -> Iterator[None]:
    r"""Let ctrl+c and ctrl+\ reach the editor only, though the terminal sends them to both.

    Handlers, not SIG_IGN: the editor would inherit that.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    numbers = [getattr(signal, name) for name in ("SIGINT", "SIGQUIT") if hasattr(signal, name)]
    before = [(number, signal.signal(number, _nothing)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in before:
            signal.signal(number, handler or signal.SIG_DFL)


def _nothing(number: int, frame: object) -> None:
    """The learner's key was for the editor."""
