"""What was repaired or set aside, or could not be done, as it is said on stderr."""

import sys
from collections.abc import Iterable

from quizapp.core.text import clean


def say_notes(notices: Iterable[str]) -> None:
    for notice in notices:
        sys.stderr.write(f"note: {clean(notice)}\n")
