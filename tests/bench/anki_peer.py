"""Anki's own library (the package `anki`) on as many cards that stand as ours, to measure beside.

Where it is not installed, `is_there` is false, and what is measured stands alone.
"""

import importlib.util
import json
import sqlite3
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

from quizapp.core.day import Day
from quizapp.progress.progress import Progress
from quizapp.progress.review_log import PHASES, ReviewLog
from quizapp.progress.state import IN_STEPS, deck_of

ALL = "all"
"""The deck that holds the others."""
NAME = "Anki's library"
OPEN_AND_COUNT = """
import sys
from anki.collection import Collection
collection = Collection(sys.argv[1])
print(len(str(collection.sched.deck_due_tree())))
collection.close()
"""
OPEN_AND_FIND = """
import sys
from anki.collection import Collection
collection = Collection(sys.argv[1])
print(len(collection.find_cards(sys.argv[2])))
collection.close()
"""
BATCH = 1_000


def is_there() -> bool:
    return importlib.util.find_spec("anki") is not None


def open_and_count(collection: Path) -> list[str]:
    """The command of a process that opens a collection and counts what is due in each deck."""
    return [sys.executable, "-c", OPEN_AND_COUNT, str(collection)]


def open_and_find(collection: Path, query: str) -> list[str]:
    """The command of a process that opens a collection and searches it."""
    return [sys.executable, "-c", OPEN_AND_FIND, str(collection), query]


def make(
    path: Path, keys: Iterable[str], progress: Progress, today: Day, texts: Sequence[str] = ()
) -> None:
    """A collection with a card for each of `keys`, due when ours is, with its memory, FSRS on; with
    these texts on their backs, if there are any."""
    from anki.collection import AddNoteRequest, Collection

    collection = Collection(str(path))
    collection.set_config("fsrs", True)
    config = collection.decks.config_dict_for_deck_id(collection.decks.id("Default"))
    config["new"]["perDay"] = config["rev"]["perDay"] = 9999
    collection.decks.update_config(config)
    model = collection.models.by_name("Basic")
    ours = list(keys)
    decks = {
        deck: collection.decks.id(f"{ALL}::{deck}") for deck in dict.fromkeys(map(deck_of, ours))
    }
    for start in range(0, len(ours), BATCH):
        requests = []
        for number, key in enumerate(ours[start : start + BATCH], start):
            note = collection.new_note(model)
            note["Front"] = f"What is in {key}?"
            note["Back"] = texts[number] if texts else f"The answer to {key}"
            requests.append(AddNoteRequest(note, decks[deck_of(key)]))
        collection.add_notes(requests)
    anki_day = collection.sched.today
    collection.close()
    _schedule(path, ours, progress, anki_day - today)


def _schedule(path: Path, keys: Sequence[str], progress: Progress, later: int) -> None:
    """Write where the cards stand, in the order in which they were made; Anki's days begin so much
    later than ours. Anki's own way of doing it commits each card by itself."""
    now = int(time.time())  # an instant of today
    with sqlite3.connect(path) as database:
        cards = [card for (card,) in database.execute("select id from cards order by id")]
        for card, key in zip(cards, keys, strict=True):
            state = progress.cards.get(key)
            if state is None:
                continue
            memory = {"s": round(state.stability, 4), "d": round(state.difficulty, 3), "dr": 0.9}
            in_steps = progress.due_day[key] == IN_STEPS
            kind, due = (1, now + 600) if in_steps else (2, state.due + later)
            interval = 0 if in_steps else max(1, state.due - state.last)
            database.execute(
                "update cards set type = ?, queue = ?, due = ?, ivl = ?, factor = 2500, reps = ?,"
                " lapses = ?, left = 1001, data = ? where id = ?",
                (kind, kind, due, interval, state.reps, state.lapses, json.dumps(memory), card),
            )
    database.close()


def write_answers(path: Path, keys: Sequence[str], log: ReviewLog) -> None:
    """Give a collection that `make` has made for these cards the answers of a log."""
    kinds = {"new": 0, "learning": 0, "young": 1, "mature": 1, "relearning": 2, "practice": 3}
    with sqlite3.connect(path) as database:
        cards = [card for (card,) in database.execute("select id from cards order by id")]
        by_key = dict(zip(keys, cards, strict=True))
        rows, before = [], 0
        for place in range(len(log)):
            before = max(before + 1, log.at[place])  # no two have the same
            rows.append(
                (
                    *(before, by_key[log.name(place)], -1, log.rating[place]),
                    *(log.promised[place] or -600, log.interval[place] or -600, 2500),
                    *(log.ms[place], kinds[PHASES[log.phase[place]]]),
                )
            )
        database.executemany("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.close()


class Peer:
    """An open collection."""

    def __init__(self, path: Path) -> None:
        from anki.cards import Card
        from anki.collection import Collection
        from anki.scheduler.v3 import CardAnswer

        self._collection, self._card, self._good = Collection(str(path)), Card, CardAnswer.GOOD
        self._collection.decks.select(self._collection.decks.id(ALL))
        self._queue = self._collection.sched.get_queued_cards()

    def count(self) -> object:
        return self._collection.sched.deck_due_tree()

    def find(self, typed: str) -> int | None:
        """How many cards a search finds; None when it is refused."""
        from anki.errors import SearchError

        try:
            return len(self._collection.find_cards(typed))
        except SearchError:
            return None

    def graphs(self, days: int) -> object:
        """All that its screen of statistics shows of so many days; 0 for always."""
        return self._collection._backend.graphs(search="", days=days)

    def answer(self) -> None:
        """Answer the card at the head of the queue well, and fetch the next."""
        queued, scheduler = self._queue.cards[0], self._collection.sched
        card = self._card(self._collection, backend_card=queued.card)
        card.start_timer()
        scheduler.answer_card(
            scheduler.build_answer(card=card, states=queued.states, rating=self._good)
        )
        self._queue = scheduler.get_queued_cards()

    def close(self) -> None:
        self._collection.close()


LEARNING, REVIEW, RELEARNING = 0, 1, 2
"""Kinds of answers, as Anki has them."""


def make_reviewed(path: Path, answers: Sequence[tuple[int, int, int]]) -> None:
    """A collection with the answers (card, day, rating), oldest first, the last of them today."""
    from anki.collection import AddNoteRequest, Collection

    collection = Collection(str(path))
    model, deck = collection.models.by_name("Basic"), collection.decks.id("Default")
    cards = max(card for card, _, _ in answers) + 1
    for start in range(0, cards, BATCH):
        requests = []
        for number in range(start, min(cards, start + BATCH)):
            note = collection.new_note(model)
            note["Front"], note["Back"] = f"Question {number}", "Answer"
            requests.append(AddNoteRequest(note, deck))
        collection.add_notes(requests)
    end = collection.sched.day_cutoff
    collection.close()
    first, last_day, at = {}, answers[-1][1], {}
    rows = []
    with sqlite3.connect(path) as database:
        ids = [one for (one,) in database.execute("select id from cards order by id")]
        for card, day, rating in answers:
            begun = first.setdefault(card, day)
            is_again = (card, day) in at
            at[card, day] = True
            number = at[day] = at.get(day, 0) + 1
            kind = LEARNING if begun == day else RELEARNING if is_again else REVIEW
            ms = 1000 * (end - 86_400 * (last_day - day + 1)) + 3_600_000 + 20 * number
            rows.append((ms, ids[card], -1, rating, 1, 1, 2500, 6000, kind))
        database.executemany("insert into revlog values (?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    database.close()


class Optimiser:
    """Of an open collection."""

    def __init__(self, path: Path) -> None:
        from anki.collection import Collection

        self._collection = Collection(str(path))

    def compute(self, current: Sequence[float], health_check: bool = False) -> list[float]:
        found = self._collection._backend.compute_fsrs_params(
            search="deck:Default",
            current_params=current,
            ignore_revlogs_before_ms=0,
            num_of_relearning_steps=1,
            health_check=health_check,
        )
        return [round(one, 4) for one in found.params]

    def evaluate(self, parameters: Sequence[float]) -> str:
        found = self._collection._backend.evaluate_params_legacy(
            params=parameters, search="deck:Default", ignore_revlogs_before_ms=0
        )
        return f"log loss {found.log_loss:.5f}, RMSE in bins {found.rmse_bins:.2%}"

    def close(self) -> None:
        self._collection.close()
