"""Statistics: all figures when the screen opens, for another span, and for one deck, beside what
Anki's library gives to its graphs.

python -m tests.bench.statistics [few]
"""

import gc
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from quizapp.core.pauses import through
from quizapp.statistics.report import EVERYTHING, Scope, Statistics
from quizapp.statistics.span import Span
from quizapp.study.profile import Profile
from tests.bench import anki_peer, table
from tests.bench.table import Row, Samples
from tests.bench.today import beside, learner, opened

DAYS = {Span.MONTH: 31, Span.YEAR: 365, Span.ALWAYS: 0}
"""As Anki's graphs ask for a span."""
RUNS = 5


def rows(
    sizes: tuple[tuple[int, int], ...] = ((500, 200_000), (5_000, 1_000_000)),
) -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        for cards, answers in sizes:
            home = learner(Path(scratch) / str(cards), 20, cards, answers)
            what = f"{20 * cards:,} cards and {answers:,} answers"
            with opened(home) as profile:
                yield from _of(profile, home / "peer.anki2", what)


def _of(profile: Profile, peer: Path, what: str) -> Iterator[Row]:
    first = Samples()
    first.add(*table.spent(partial(_open, profile)))
    yield Row(f"reading all answers for the first time, {what}", first)
    profile.progress.keep_review_log()
    statistics = _open(profile)
    anki = None
    if anki_peer.is_there():
        keys = [key for deck in profile.library.decks for key in deck.keys]
        anki_peer.make(peer, keys, profile.progress, profile.day)
        anki_peer.write_answers(peer, keys, statistics.log)
        anki = anki_peer.Peer(peer)

    def row(name: str, work: Callable[[], object], days: int, target: str) -> Row:
        samples, reference = Samples(), Samples()
        for _ in range(RUNS):
            gc.collect()
            samples.add(*table.spent(work))
            if anki:
                reference.add(*table.spent(partial(anki.graphs, days)))
        return Row(f"{name}, {what}", samples, anki and reference, beside(peer), target)

    few = len(statistics.log) <= 200_000
    opening = row("opening, a year", partial(_figures, profile), 365, "≤ 300 ms" if few else "")
    tracemalloc.start()
    kept = _figures(profile)
    opening.ours.memory = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    yield opening
    for span, days in DAYS.items():
        work = partial(_another, kept, EVERYTHING, span)
        yield row(f"another span: {span.value}", work, days, "≤ 100 ms" if few else "")
    yield row("one deck, a year", partial(_a_deck, kept, profile), 365, "")
    if anki:
        anki.close()


def _open(profile: Profile) -> Statistics:
    return through(Statistics.opening(profile.context, profile.library.decks))


def _figures(profile: Profile) -> Statistics:
    statistics = _open(profile)
    statistics.report(EVERYTHING, Span.YEAR)
    return statistics


def _another(statistics: Statistics, scope: Scope, span: Span) -> None:
    """As when the span is chosen for the first time."""
    statistics._cards(scope).reports.pop(span, None)
    statistics.report(scope, span)


def _a_deck(statistics: Statistics, profile: Profile) -> None:
    """As when the deck is chosen for the first time."""
    statistics._kept.clear()
    statistics.report(statistics.of_deck(profile.library.decks[0]), Span.YEAR)


if __name__ == "__main__":
    chosen = ((500, 200_000),) if "few" in sys.argv[1:] else ((500, 200_000), (5_000, 1_000_000))
    for line in table.lines(rows(chosen)):
        print(line, flush=True)
