"""Searching while somebody types: the index opened, and each keystroke, beside Anki's search.

python -m tests.bench.search
"""

import gc
import os
import subprocess
import sys
import tempfile
import tracemalloc
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from quizapp.browse.columns import COLUMNS
from quizapp.browse.completion import complete
from quizapp.browse.index import CardIndex
from quizapp.browse.query import parse
from quizapp.core.errors import SearchError
from quizapp.deck.deck import Deck
from quizapp.deck.library import open_library
from quizapp.presentation.card_columns import cell
from quizapp.study.profile import Profile
from tests.bench import anki_peer, table
from tests.bench.startup import QUIZAPP
from tests.bench.table import Row, Samples
from tests.bench.today import beside, learner, opened

TYPED = {
    "words": "crate shelf keeper of room 12",
    "a word of few cards": "keeper-4321",
    "a field and a word": "deck:bench-03 lantern",
    "where cards stand": "is:due -is:suspended",
    "numbers": "prop:stability>21 prop:lapses>=1",
    "recall": "prop:retrievability<0.9 -tag:none",
    "alternatives": "(is:new or is:learn) -ropes",
}
"""Searches that both understand."""
SHOWN = 40
"""Rows that a screen shows."""


def rows() -> Iterator[Row]:
    with tempfile.TemporaryDirectory() as scratch:
        for decks, cards in ((20, 500), (20, 5_000)):
            home = learner(Path(scratch) / str(cards), decks, cards, decks * cards * 2)
            yield from _of(home, f"{decks * cards:,} cards")


def _of(home: Path, what: str) -> Iterator[Row]:
    peer = home / "peer.anki2"
    with opened(home) as profile, ExitStack() as stack:
        anki = None
        index = CardIndex(profile.library.decks)
        if anki_peer.is_there():
            anki_peer.make(peer, index.cards.keys, profile.progress, profile.day, index.cards.texts)
        yield _process(home, peer, what)
        if peer.exists():
            anki = anki_peer.Peer(peer)
            stack.callback(anki.close)
        yield from _opening(profile, what)
        for name, typed in TYPED.items():
            yield from _keystrokes(profile, anki, f"{name}, {what}", typed, beside(peer))
        yield _completion(profile, what)
        yield _sorting(profile, what)


def _opening(profile: Profile, what: str) -> Iterator[Row]:
    """From decks that are open to a screenful of all cards, and what is then done at leisure."""
    first, later = Samples(), Samples()
    for _ in range(5):
        decks = open_library(wait=False).decks  # which have not read anything for a search yet
        gc.collect()
        made: list[CardIndex] = []
        first.add(*table.spent(lambda: made.append(_first_screen(decks, profile))))  # noqa: B023
        later.add(*table.spent(partial(made[0].prepare, profile.context)))
    tracemalloc.start()
    kept = _first_screen(open_library(wait=False).decks, profile)
    kept.prepare(profile.context)
    later.memory = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    yield Row(f"opening, {what}", first, target="≤ 300 ms")
    yield Row(f"made ready for the first key, {what}", later)


PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""In a process of its own: a child's peak takes in that of the process which it was forked from."""


def _process(home: Path, peer: Path, what: str) -> Row:
    """Of a process, from nothing to what a search finds, and the memory that it takes."""
    env = {**os.environ, "QUIZAPP_HOME": str(home)}
    query = "room is:due"
    ours, theirs = Samples(), Samples()
    commands = [(ours, [*QUIZAPP, "find", query, "-n", "1"])]
    if peer.exists():
        commands.append((theirs, anki_peer.open_and_find(peer, query)))
    for _ in range(3):
        for samples, command in commands:
            run = partial(subprocess.run, command, env=env, capture_output=True)
            samples.add(*table.spent(run))
    for samples, command in commands:
        measured = [sys.executable, "-c", PEAK, *command]
        peak = subprocess.run(measured, env=env, capture_output=True, check=True).stdout
        samples.memory = int(peak) * 1024
    name = f"{beside(peer)}: open, and search"
    if peer.exists():
        name += f", {theirs.memory / 1e6:.0f} MB"
    return Row(f"`quizapp find`, {what}", ours, theirs if peer.exists() else None, name)


def _first_screen(decks: Sequence[Deck], profile: Profile) -> CardIndex:
    index = CardIndex(decks)
    _shown(index, profile, "")
    return index


def _shown(index: CardIndex, profile: Profile, typed: str) -> int:
    """What a screen does at a key."""
    context = profile.context
    try:
        query = parse(typed, typing=True)
    except SearchError:
        return 0
    found = index.search(query, context)
    for number in found[:SHOWN]:
        for name in ("question", "deck", "state", "due"):
            cell(name, number, index, context)
    return len(found)


def _keystrokes(
    profile: Profile, anki: "anki_peer.Peer | None", what: str, typed: str, name: str
) -> Iterator[Row]:
    each, longest, theirs, their_longest = Samples(), Samples(), Samples(), Samples()
    for _ in range(3):
        index = CardIndex(profile.library.decks)
        _shown(index, profile, "")
        index.prepare(profile.context)
        spent = [
            table.spent(partial(_shown, index, profile, typed[:length]))
            for length in range(1, len(typed) + 1)
        ]
        for one in spent:
            each.add(*one)
        longest.add(*map(max, zip(*spent, strict=True)))
    if anki:
        for length in range(1, len(typed) + 1):
            found: list[int | None] = []
            cost = table.spent(lambda: found.append(anki.find(typed[:length])))  # noqa: B023
            if found[0] is not None:  # else it has refused what is not finished yet
                theirs.add(*cost)
        their_longest.add(max(theirs.cpu), max(theirs.wall))
    yield Row(f"a key, {what}", each, theirs if anki else None, name, "≤ 50 ms")
    yield Row("the slowest key", longest, their_longest if anki else None, name, "≤ 50 ms")


def _completion(profile: Profile, what: str) -> Row:
    samples = Samples()
    index = CardIndex(profile.library.decks)
    for typed in ("is:", "tag:", "deck:b", "id:card-1", "by:", "pro"):
        samples.add(
            *table.spent(lambda typed=typed: complete(typed, len(typed), index, profile.context))
        )
    return Row(f"completion, {what}", samples, target="≤ 50 ms")


def _sorting(profile: Profile, what: str) -> Row:
    samples, index = Samples(), CardIndex(profile.library.decks)
    found = index.search(parse(""), profile.context)
    for name in COLUMNS:
        samples.add(*table.spent(partial(index.sorted, found, name, profile.context)))
    return Row(f"sorting by a column, {what}", samples)


if __name__ == "__main__":
    for line in table.lines(rows()):
        print(line, flush=True)
