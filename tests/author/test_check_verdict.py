"""What was said of a deck is said again without a check, until anything that it depends on changes.

Whether a deck was checked is seen from the checks that were made.
"""

from pathlib import Path

import pytest

from quizapp.author.check.check_verdict import CheckVerdict, verdict
from quizapp.deck import check as checking

CARD = "- {id: x, type: typed, prompt: Who?, answer: Mary, evidence: {quote: a lamb}}\n"
DECK = f"deck: d\ntitle: T\nsource: {{text: article.md}}\ncards:\n{CARD}"


@pytest.fixture
def checks(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    made: list[Path] = []
    whole = checking.check_bytes

    def noted(data: bytes, path: Path, shown: str = "") -> checking.CheckedDeck:
        made.append(path)
        return whole(data, path, shown)

    monkeypatch.setattr(checking, "check_bytes", noted)
    return made


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "article.md").write_text("Mary had a lamb.")
    (tmp_path / "deck.yaml").write_text(DECK)
    return tmp_path / "deck.yaml"


def told(deck: Path) -> CheckVerdict:
    return verdict(deck, deck.name, deck.parent / "cache")


@pytest.mark.parametrize("text", [DECK, f"{DECK}- {{id: x}}\n", DECK.replace("a lamb", "the lamb")])
def test_what_is_unchanged_is_told_again_without_a_check(
    text: str, deck: Path, checks: list[Path]
) -> None:
    deck.write_text(text)
    first = told(deck)
    checks.clear()
    assert told(deck) == first
    assert not checks
    assert bool(first.slug) == (text == DECK)


def test_what_can_be_mended_is_told_again_as_well(deck: Path, checks: list[Path]) -> None:
    deck.write_text(DECK.replace("typed", "true_false").replace("Mary", "True"))
    first = told(deck).mends
    checks.clear()
    again = told(deck).mends
    assert not checks
    assert [*again.values()] == [*first.values()] != []


def test_the_same_deck_elsewhere_is_told_of_by_its_own_name(deck: Path, checks: list[Path]) -> None:
    deck.write_text(DECK.replace("Who?", '"Who\\e?"'))
    told(deck)
    other = deck.rename(deck.with_name("other.yaml"))
    assert [one.file for one in told(other).diagnostics] == ["other.yaml"]
    assert len(checks) == 1


def test_a_source_text_that_changes_or_vanishes_is_noticed(deck: Path, checks: list[Path]) -> None:
    assert not told(deck).diagnostics
    (deck.parent / "article.md").write_text("Mary had a goat.")
    [wrong] = told(deck).diagnostics
    (deck.parent / "article.md").unlink()
    [lost] = told(deck).diagnostics
    assert (wrong.code, lost.code) == ("Q020", "Q021")
    (deck.parent / "article.md").write_text("Mary had a lamb.")
    assert not told(deck).diagnostics
    assert len(checks) == 4


def test_a_program_that_changes_checks_anew(
    deck: Path, checks: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    told(deck)
    monkeypatch.setattr("quizapp.author.check.check_verdict._PROGRAM", ("core", "deck"))
    told(deck)
    assert len(checks) == 2


def test_a_cache_that_is_damaged_or_cannot_be_written_costs_time_alone(
    deck: Path, checks: list[Path]
) -> None:
    first = told(deck)
    for kept in (deck.parent / "cache" / "checks").iterdir():
        kept.write_bytes(kept.read_bytes().replace(b'"slug"', b'"slag"'))
    assert told(deck) == first
    (deck.parent / "file").write_text("")
    assert verdict(deck, deck.name, deck.parent / "file") == first
    assert verdict(deck, deck.name, None) == first
    assert len(checks) == 4
