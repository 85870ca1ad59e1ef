"""One deck of a library loaded again, after its file was edited."""

from pathlib import Path

import pytest

from quizapp.deck import check as checking
from quizapp.deck.library import BrokenDeck, Library
from tests.deck.test_library import DECK, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "decks" / "a.yaml", "a")
    return tmp_path / "decks"


def test_an_edited_deck_is_loaded_again_in_its_place(folder: Path) -> None:
    for slug in ("b", "c"):
        write(folder / f"{slug}.yaml", slug)
    library = Library.open([folder])
    write(folder / "b.yaml", "b", DECK.replace("Deck {slug}", "Other"))
    reloaded, found = library.reload(folder / "b.yaml", "b")
    assert [deck.title for deck in reloaded.decks] == ["Deck a", "Other", "Deck c"]
    assert found == reloaded.deck("b")
    assert (reloaded.decks[0], reloaded.decks[2]) == (library.decks[0], library.decks[2])
    assert library.deck("b").title == "Deck b"


def test_a_deck_can_be_loaded_again_from_another_file(folder: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine" / "a.yaml", "a")
    reloaded, found = Library.open([folder]).reload(mine, "a")
    assert found == reloaded.deck("a")
    assert reloaded.deck("a").path == mine


def test_a_broken_edit_keeps_the_deck_until_it_is_mended(folder: Path) -> None:
    library = Library.open([folder])
    path = write(folder / "a.yaml", "a", DECK.replace("type: typed", "type: nonsense"))
    once, found = library.reload(path, "a")
    twice, again = once.reload(path, "a")
    assert isinstance(found, BrokenDeck)
    assert ":6:" in found.summary
    assert once.decks == twice.decks == library.decks
    assert twice.broken == (again,) == (found,)
    write(folder / "a.yaml", "a")
    mended, _ = twice.reload(path, "a")
    assert mended == library


def test_an_edit_must_not_change_the_name_of_the_deck(folder: Path) -> None:
    write(folder / "c.yaml", "c")
    library = Library.open([folder])
    path = write(folder / "a.yaml", "c")
    reloaded, found = library.reload(path, "a")
    assert isinstance(found, BrokenDeck)
    assert found.short == "1:7: the name of the deck must stay a, as progress is kept under it"
    assert reloaded.decks == library.decks


def test_a_deck_that_is_loaded_again_comes_from_the_cache(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = Library.open([folder], cache=tmp_path / "cache")
    monkeypatch.setattr(checking, "check_bytes", None)  # whoever checks again fails
    assert library.reload(folder / "a.yaml", "a", tmp_path / "cache") == (library, library.decks[0])
