"""Shipped decks are changed in a copy that the next upgrade leaves alone."""

import contextlib
import os
import shutil
from hashlib import sha256
from pathlib import Path

import pytest

from quizapp.core import folders
from quizapp.core.errors import EditError
from quizapp.deck import user_copy
from quizapp.deck import user_copy as shipping
from quizapp.deck.deck import Deck
from quizapp.deck.files import FACTS_FILE
from quizapp.deck.library import Library
from quizapp.deck.user_copy import own_file
from tests.deck.test_library import DECK, write


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of decks that comes with quizapp, with one deck in it."""
    folder = tmp_path / "package" / "decks"
    write(folder / "topic" / "a.yaml", "a")
    monkeypatch.setattr(folders, "shipped_decks", lambda: folder)
    return folder


def changed(deck: Deck, home: Path) -> Path:
    """The copy of a deck in which a remark was written."""
    with own_file(deck, home / "decks") as path, path.open("a") as file:
        file.write("# mine\n")
    return path


def files(folder: Path) -> list[str]:
    return sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())


def upgrade(shipped: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let another version of the deck be shipped, after this one was listed."""
    listed = tmp_path / "shipped.txt"
    lines = [f"{sha256(one.read_bytes()).hexdigest()}  {one}" for one in shipped.rglob("*.*")]
    listed.write_text("# a remark\n" + "\n".join(lines) + "\n")
    monkeypatch.setattr(shipping, "DIGESTS", listed)
    write(shipped / "topic" / "a.yaml", "a", DECK.replace("prompt: p", "prompt: newer"))


def test_a_shipped_deck_is_changed_in_a_copy_beside_its_source_text(
    shipped: Path, home: Path
) -> None:
    deck = Library.open([shipped]).deck("a")
    with own_file(deck, home / "decks") as copy:
        assert copy == home / "decks" / "topic" / "a.yaml"
        assert files(home / "decks" / "topic") == ["a.yaml", "article.md"]
        for name in ("a.yaml", "article.md"):
            assert (copy.parent / name).read_bytes() == (shipped / "topic" / name).read_bytes()
        copy.write_text(copy.read_text() + "# mine\n")
    library = Library.open([shipped, home / "decks"])
    assert library.broken == ()
    assert library.deck("a").path == copy


@pytest.mark.parametrize("ends", [None, EditError("the editor ended with exit code 1")])
def test_a_copy_that_was_left_as_it_was_is_taken_away_again(
    shipped: Path, home: Path, ends: EditError | None
) -> None:
    deck = Library.open([shipped]).deck("a")
    with contextlib.suppress(EditError), own_file(deck, home / "decks"):
        if ends:
            raise ends
    assert list((home / "decks").iterdir()) == []


def test_a_copy_stays_when_its_place_was_said_as_no_editor_can_be_opened(
    shipped: Path, home: Path
) -> None:
    deck = Library.open([shipped]).deck("a")
    with pytest.raises(EditError), own_file(deck, home / "decks"):
        raise EditError("the card is in that file", keeps_file=True)
    assert files(home / "decks") == ["topic/a.yaml", "topic/article.md"]
    assert Library.open([shipped, home / "decks"]).deck("a").path == deck.path
    assert changed(deck, home) == home / "decks" / "topic" / "a.yaml"


def test_a_copy_whose_source_text_was_changed_is_no_mere_copy(shipped: Path, home: Path) -> None:
    deck = Library.open([shipped]).deck("a")
    with own_file(deck, home / "decks") as copy:
        text = copy.with_name("article.md")
        text.write_text(text.read_text() + "More.\n")
    assert Library.open([shipped, home / "decks"]).deck("a").path == copy


def test_a_copy_that_an_earlier_version_left_gives_way_to_the_newer_deck(
    shipped: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(shipped, home / "decks")
    upgrade(shipped, tmp_path, monkeypatch)
    library = Library.open([shipped, home / "decks"])
    deck = library.deck("a")
    assert deck.card("a/plain").question.prompt == "newer"
    assert (deck.path.parent.parent, library.broken) == (shipped, ())
    with own_file(deck, home / "decks") as copy:
        assert "newer" in copy.read_text()
    assert list((home / "decks").iterdir()) == []


def test_a_copy_that_was_changed_is_kept_whatever_is_shipped_later(
    shipped: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = changed(Library.open([shipped]).deck("a"), home)
    upgrade(shipped, tmp_path, monkeypatch)
    assert Library.open([shipped, home / "decks"]).deck("a").path == copy


def test_a_changed_copy_is_found_beside_one_that_is_a_mere_copy(shipped: Path, home: Path) -> None:
    shutil.copytree(shipped, home / "decks")
    mine = write(home / "decks" / "topic-2" / "a.yaml", "a", f"{DECK}# mine\n")
    library = Library.open([shipped, home / "decks"])
    assert (library.deck("a").path, library.broken) == (mine, ())


def test_a_mere_copy_that_is_named_is_used(shipped: Path, home: Path) -> None:
    shutil.copytree(shipped, home / "decks")
    path = home / "decks" / "topic" / "a.yaml"
    assert Library.open([shipped, home / "decks"], [path]).deck("a").path == path


def test_an_old_source_text_that_lies_alone_is_in_nobodys_way(
    shipped: Path, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(home / "decks" / "topic" / "a.yaml", "a").unlink()
    upgrade(shipped, tmp_path, monkeypatch)
    (shipped / "topic" / "article.md").write_text("[1] The treaty was signed. It was hot.\n")
    copy = changed(Library.open([shipped]).deck("a"), home)
    assert copy == home / "decks" / "topic" / "a.yaml"
    assert "hot" in copy.with_name("article.md").read_text()


def test_the_digests_of_what_is_shipped_now_are_listed() -> None:
    there = {
        f"{sha256(path.read_bytes()).hexdigest()}  {path.relative_to(folders.shipped_decks())}"
        for kind in ("*.md", "*.yaml")
        for path in folders.shipped_decks().glob(f"*/{kind}")
        if path.name != FACTS_FILE
    }
    missing = there - {*shipping.DIGESTS.read_text("ascii").splitlines()}
    assert not missing, f"{shipping.DIGESTS} says how to add them"


def test_the_decks_that_come_with_quizapp_work_as_copies(home: Path) -> None:
    decks = Library.open([folders.shipped_decks()]).decks
    copies = [changed(deck, home) for deck in decks]
    library = Library.open([folders.shipped_decks(), home / "decks"])
    assert library.broken == ()
    assert [deck.path for deck in library.decks] == copies
    assert [deck.keys for deck in library.decks] == [deck.keys for deck in decks]


def test_a_copy_that_is_there_is_never_overwritten(shipped: Path, home: Path) -> None:
    deck = Library.open([shipped]).deck("a")
    copy = changed(deck, home)
    copy.write_text("mine")
    (copy.parent / "article.md").write_text("my text")
    with own_file(deck, home / "decks") as again:
        assert again == copy
    assert copy.read_text() == "mine"
    assert (copy.parent / "article.md").read_text() == "my text"


def test_decks_of_one_folder_share_their_source_text(shipped: Path, home: Path) -> None:
    write(shipped / "topic" / "b.yaml", "b")
    library = Library.open([shipped])
    first = changed(library.deck("a"), home)
    text = (first.parent / "article.md").stat()
    assert changed(library.deck("b"), home).parent == first.parent
    assert (first.parent / "article.md").stat() == text


def test_a_copy_made_after_the_text_has_changed_keeps_the_text_it_quotes(
    shipped: Path, home: Path
) -> None:
    changed(Library.open([shipped]).deck("a"), home)
    write(shipped / "topic" / "b.yaml", "b")
    (shipped / "topic" / "article.md").write_text("[1] In spring it was signed.", "utf-8")
    second = changed(Library.open([shipped]).deck("b"), home)
    assert second == home / "decks" / "topic-2" / "b.yaml"
    assert changed(Library.open([shipped]).deck("b"), home) == second
    assert (home / "decks" / "topic" / "article.md").read_text() == "[1] The treaty was signed.\n"
    assert Library.open([home / "decks"]).broken == ()
    (home / "decks" / "topic" / "article.md").unlink()
    assert changed(Library.open([shipped]).deck("b"), home) == second


@pytest.mark.usefixtures("shipped")
def test_a_deck_elsewhere_is_changed_where_it_is(home: Path, tmp_path: Path) -> None:
    path = write(tmp_path / "mine" / "a.yaml", "a")
    with own_file(Library.open([path.parent]).deck("a"), home / "decks") as user_copy:
        assert user_copy == path
    assert not home.exists()


def test_a_copy_that_cannot_be_written_is_one_error(shipped: Path, home: Path) -> None:
    home.write_text("a file in the place of the folder")
    with pytest.raises(EditError, match=r"no copy of the deck a can be made"):
        changed(Library.open([shipped]).deck("a"), home)


def test_a_copy_that_is_cut_short_leaves_nothing_behind(
    shipped: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    deck = Library.open([shipped]).deck("a")
    monkeypatch.setattr(user_copy.os, "fsync", full)
    with pytest.raises(EditError, match="no space left on device"):
        changed(deck, home)
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
    changed(deck, home)
    assert written == ["article.md", "a.yaml"]


@pytest.mark.skipif(os.name != "posix", reason="file modes")
def test_a_copy_of_a_read_only_deck_can_be_written(shipped: Path, home: Path) -> None:
    (shipped / "topic" / "a.yaml").chmod(0o444)
    copy = changed(Library.open([shipped]).deck("a"), home)
    assert copy.stat().st_mode & 0o200


def test_a_shipped_deck_that_has_gone_is_one_error(shipped: Path, home: Path) -> None:
    deck = Library.open([shipped]).deck("a")
    (shipped / "topic" / "a.yaml").unlink()
    with pytest.raises(EditError, match="no such file"):
        changed(deck, home)
