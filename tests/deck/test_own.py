"""Shipped decks are changed in a copy that the next upgrade leaves alone."""

import os
from pathlib import Path

import pytest

from quizapp import folders
from quizapp.deck import own
from quizapp.deck.library import Library
from quizapp.deck.own import own_copy
from quizapp.errors import EditError
from tests.deck.test_library import write


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of decks that comes with quizapp, with one deck in it."""
    folder = tmp_path / "package" / "decks"
    write(folder / "topic" / "a.yaml", "a")
    monkeypatch.setattr(folders, "shipped_decks", lambda: folder)
    return folder


def test_a_shipped_deck_is_copied_with_its_source_text(shipped: Path, home: Path) -> None:
    deck = Library.open([shipped]).deck("a")
    copy = own_copy(deck, home / "decks")
    assert copy == home / "decks" / "topic" / "a.yaml"
    for name in ("a.yaml", "article.md"):
        assert (copy.parent / name).read_bytes() == (shipped / "topic" / name).read_bytes()
    assert sorted(one.name for one in copy.parent.iterdir()) == ["a.yaml", "article.md"]
    library = Library.open([shipped, home / "decks"])
    assert library.broken == ()
    assert library.deck("a").path == copy


def test_the_decks_that_come_with_quizapp_work_as_copies(home: Path) -> None:
    decks = Library.open([folders.shipped_decks()]).decks
    copies = [own_copy(deck, home / "decks") for deck in decks]
    library = Library.open([home / "decks"])
    assert library.broken == ()
    assert [deck.path for deck in library.decks] == copies
    assert [deck.keys for deck in library.decks] == [deck.keys for deck in decks]


def test_a_copy_that_is_there_is_never_overwritten(shipped: Path, home: Path) -> None:
    deck = Library.open([shipped]).deck("a")
    copy = own_copy(deck, home / "decks")
    copy.write_text("mine")
    (copy.parent / "article.md").write_text("my text")
    assert own_copy(deck, home / "decks") == copy
    assert copy.read_text() == "mine"
    assert (copy.parent / "article.md").read_text() == "my text"


def test_decks_of_one_folder_share_their_source_text(shipped: Path, home: Path) -> None:
    write(shipped / "topic" / "b.yaml", "b")
    library = Library.open([shipped])
    first = own_copy(library.deck("a"), home / "decks")
    text = (first.parent / "article.md").stat()
    assert own_copy(library.deck("b"), home / "decks").parent == first.parent
    assert (first.parent / "article.md").stat() == text


def test_a_copy_made_after_the_text_has_changed_keeps_the_text_it_quotes(
    shipped: Path, home: Path
) -> None:
    own_copy(Library.open([shipped]).deck("a"), home / "decks")
    write(shipped / "topic" / "b.yaml", "b")
    (shipped / "topic" / "article.md").write_text("[1] In spring it was signed.", "utf-8")
    second = own_copy(Library.open([shipped]).deck("b"), home / "decks")
    assert second == home / "decks" / "topic-2" / "b.yaml"
    assert own_copy(Library.open([shipped]).deck("b"), home / "decks") == second
    assert (home / "decks" / "topic" / "article.md").read_text() == "[1] The treaty was signed.\n"
    assert Library.open([home / "decks"]).broken == ()
    (home / "decks" / "topic" / "article.md").unlink()
    assert own_copy(Library.open([shipped]).deck("b"), home / "decks") == second


@pytest.mark.usefixtures("shipped")
def test_a_deck_elsewhere_is_changed_where_it_is(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "mine" / "a.yaml", "a")
    assert own_copy(Library.open([path.parent]).deck("a"), home / "decks") == path
    assert not home.exists()


def test_a_copy_that_cannot_be_written_is_one_error(shipped: Path, home: Path) -> None:
    home.write_text("a file in the place of the folder")
    with pytest.raises(EditError, match=r"no copy of the deck a can be made"):
        own_copy(Library.open([shipped]).deck("a"), home / "decks")


def test_a_copy_that_is_cut_short_leaves_nothing_behind(
    shipped: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    deck = Library.open([shipped]).deck("a")
    monkeypatch.setattr(own.os, "fsync", full)
    with pytest.raises(EditError, match="no space left on device"):
        own_copy(deck, home / "decks")
    assert [one for one in home.rglob("*") if one.is_file()] == []


def test_a_source_text_comes_before_the_deck_that_needs_it(
    shipped: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    replace = Path.replace

    def note(self: Path, target: Path) -> Path:
        written.append(target.name)
        return replace(self, target)

    deck = Library.open([shipped]).deck("a")
    monkeypatch.setattr(Path, "replace", note)
    own_copy(deck, home / "decks")
    assert written == ["article.md", "a.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_a_copy_of_a_read_only_deck_can_be_written(shipped: Path, home: Path) -> None:
    (shipped / "topic" / "a.yaml").chmod(0o444)
    copy = own_copy(Library.open([shipped]).deck("a"), home / "decks")
    assert copy.stat().st_mode & 0o200


def test_a_shipped_deck_that_has_gone_is_one_error(shipped: Path, home: Path) -> None:
    deck = Library.open([shipped]).deck("a")
    (shipped / "topic" / "a.yaml").unlink()
    with pytest.raises(EditError, match="no such file"):
        own_copy(deck, home / "decks")
