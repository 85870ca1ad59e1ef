"""What is done at leisure while a session goes on line by line."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from quizapp.cli.notes import say_notes
from quizapp.study.profile import Profile

FIRST_CARD = 1.0
"""Seconds until the first card is on the screen, and has been looked at."""
PAUSE = 20.0
PATIENCE = 0.3
"""Seconds that the end of a session waits for a backup, which takes far less after a few answers;
one that is not done by then is made the next time."""


@contextmanager
def tended(profile: Profile) -> Iterator[None]:
    """Meanwhile, another thread sees to backups; afterwards the profile is closed."""
    over, told = threading.Event(), len(profile.progress.notices)

    def work() -> None:
        is_over = over.wait(FIRST_CARD)
        while True:
            while profile.progress.tend():
                pass
            if is_over:
                return
            is_over = over.wait(PAUSE)

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join(PATIENCE)
        profile.close()
        say_notes(profile.progress.notices[told:])
