"""The command line: one group, and the one place that prints an error.

`--version`, `due --json`, which scripts call again and again, and the bare `quizapp` are answered
before click is imported (20 to 40 ms); a command's module is imported when it is called.
"""

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from quizapp.core.errors import QuizError
from quizapp.core.version import __version__

if TYPE_CHECKING:
    import click


def main() -> NoReturn:
    """Run the command in `sys.argv`. Exit 0: done, 1: problems found, 2: wrong use."""
    try:
        try:
            match sys.argv[1:]:
                case ["--version"]:
                    print(f"quizapp {__version__}")  # noqa: T201  (click would take thrice as long)
                case [] if "_QUIZAPP_COMPLETE" not in os.environ:
                    import gc

                    gc.disable()  # start-up makes no garbage; the app turns it on when it is drawn
                    from quizapp.cli.open import open_home

                    open_home()
                case ["due", "--json"]:
                    import gc

                    gc.disable()  # as above, and it ends before there would be any
                    from quizapp.cli.due_figures import as_json

                    print(as_json())  # noqa: T201  (as above)
                case ["check", *options] if "--watch" not in options:
                    import gc

                    gc.disable()  # as above, and a deck of many cards holds no garbage either
                    _group().main(prog_name="quizapp")
                case _:
                    _group().main(prog_name="quizapp")
        except SystemExit as end:
            if not isinstance(end.code, int):
                raise
            _end(end.code)
        _end(0)
    except QuizError as error:
        _say(str(error))
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            _leave(0)  # the reader of a pipe went away, which is its right
        _say(f"cannot be written: {error.strerror}")
        _leave(1)


def _end(code: int) -> NoReturn:
    """Leave with all that was said written. To take the program apart takes 0.1 s more, with many
    cards, and all is saved."""
    sys.stdout.flush()
    _leave(code)


def _leave(code: int) -> NoReturn:
    """Leave without another try at writing what could not be written."""
    sys.stderr.flush()
    os._exit(code)


def _say(message: str) -> None:
    from quizapp.core.text import clean

    sys.stderr.write(f"error: {clean(message)}\n")


def _group() -> "click.Group":
    from quizapp.cli.group import group

    return group
