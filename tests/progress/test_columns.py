"""Numbers of many cards at once are those of each card, wherever they are kept."""

from pathlib import Path

from quizapp.core.day import Day
from quizapp.progress.events import FLAGGED, Forgotten, Marked
from quizapp.progress.progress import Progress
from tests.progress.samples import NOON, TODAY, after, answer, in_steps

NAMES = ("stability", "difficulty", "reps", "lapses", "first", "last")
CARDS = [f"csto/c{number}" for number in range(8)]
NUMBERS = {card: number for number, card in enumerate(["csto/never", *CARDS, "csto/gone"])}


def same_as_each(progress: Progress) -> None:
    for name in NAMES:
        for numbers in (NUMBERS, {CARDS[5]: 0, CARDS[1]: 1}):
            each = (progress.cards.get(card) for card in numbers)
            wanted = [-1 if state is None else getattr(state, name) for state in each]
            assert progress.column(name, numbers, -1) == wanted, name


def test_a_column_has_what_each_card_has_before_and_after_a_snapshot(tmp_path: Path) -> None:
    progress = Progress.open(tmp_path)
    same_as_each(progress)
    for number, card in enumerate(CARDS[:6]):
        progress.record(answer(card, Day(TODAY - number), rating=3), after(number))
        progress.record(in_steps(card) if number % 2 else answer(card), after(number + 9))
    same_as_each(progress)
    progress.close()
    progress = Progress.open(tmp_path)
    same_as_each(progress)
    again = progress.record(answer(CARDS[0], rating=1), after(30))
    progress.record(answer(CARDS[6]), after(31))
    same_as_each(progress)
    progress.undo(again.id, after(32))
    same_as_each(progress)
    progress.change(Forgotten((CARDS[1], CARDS[2])), after(33))
    assert progress.column("reps", {CARDS[1]: 0}, -1) == [-1]
    same_as_each(progress)
    progress.rename(CARDS[3], "csto/gone", after(34))
    same_as_each(progress)
    assert progress.column("reps", {"csto/gone": 0}, -1) == [2]


def test_the_version_changes_with_whatever_is_taken_in(tmp_path: Path) -> None:
    progress, other = Progress.open(tmp_path), Progress.open(tmp_path)
    seen = {progress.version}

    def is_another() -> bool:
        known = progress.version in seen
        seen.add(progress.version)
        return not known

    saved = progress.record(answer(), NOON)
    assert is_another()
    progress.undo(saved.id, after(1))
    assert is_another()
    progress.change(Marked(("csto/a",), FLAGGED, 1), after(2))
    assert is_another()
    assert not progress.refresh()
    assert not is_another()
    other.rename("csto/a", "csto/b", after(3))
    progress.refresh()
    assert is_another()
