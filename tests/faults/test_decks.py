"""Each kind of mistake a few times, and some decks with three: a small part of the campaign."""

from pathlib import Path

import pytest

from tests.faults.decks import Told, sheets, singles, triples
from tests.faults.mistakes import MISTAKES, colon_dropped

pytestmark = pytest.mark.fault


def test_the_decks_that_mistakes_are_made_in_have_none(tmp_path: Path) -> None:
    for sheet in sheets(tmp_path):
        assert Told.of(tmp_path, sheet.with_mistakes({})[0]).places == [], sheet.name


def test_one_mistake_is_told_at_its_line(tmp_path: Path) -> None:
    tally = singles(tmp_path, sheets(tmp_path, large=False), 2 * len(MISTAKES), 7, MISTAKES)
    assert tally.cases == tally.told == 2 * len(MISTAKES), tally.misses


def test_three_mistakes_in_three_cards_are_told_in_one_run(tmp_path: Path) -> None:
    tally = triples(tmp_path, sheets(tmp_path, large=False), 40, 7)
    assert not tally.crashes
    assert tally.told >= 38, tally.misses


def test_a_check_that_is_worse_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without the reading of broken files part by part, mistakes hide each other."""
    found = sheets(tmp_path, large=False)
    monkeypatch.setattr("quizapp.deck.check.is_broken", lambda _: False)
    assert triples(tmp_path, found, 12, 7).told < 6
    monkeypatch.setattr("quizapp.cli.check.verdict", None)
    assert singles(tmp_path, found, 1, 7, [colon_dropped]).crashes == 1
