"""The process that checks decks for the app: paths come in, as JSON, and the cache is filled.

`background` starts it.
"""

import contextlib
import json
import os
import signal
import sys
from pathlib import Path

from quizapp.deck.background import KEPT, READY
from quizapp.deck.cache import Cache
from quizapp.deck.library import check_anew

MOST_MEMORY = 4 * 1024 * 1024 * 1024


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # which is meant for the app
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    if hasattr(os, "nice"):
        os.nice(5)
    cache = Cache.of(Path(sys.argv[1]))
    out = sys.stdout.buffer
    out.write(READY)
    out.flush()
    for line in sys.stdin.buffer:
        check_anew(Path(json.loads(line)), cache)
        out.write(KEPT)
        out.flush()


if __name__ == "__main__":
    main()
