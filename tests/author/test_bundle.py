"""Decks packed into one file, and taken from such a file into the learner's own."""

import os
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.author import bundle
from quizapp.cli import add as adding
from quizapp.cli import pack as packing
from quizapp.core import folders
from quizapp.core.errors import DeckError
from quizapp.study.profile import Profile

DECK = """\
deck: {slug}
title: Rivers
language: en
source: {{title: A text, text: article.md}}
cards:
  - id: mouth
    type: flashcard
    prompt: Where does the Kura end?
    answer: In the Caspian Sea
    evidence: {{quote: ends in the Caspian Sea, passage: 1}}
  - id: source
    type: flashcard
    prompt: Where does the Kura rise?
    answer: In Turkey
    status: draft
"""
ARTICLE = "The Kura ends in the Caspian Sea.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return _folder(tmp_path / "rivers")


def _folder(path: Path, slug: str = "rivers") -> Path:
    path.mkdir()
    (path / "deck.yaml").write_text(DECK.format(slug=slug))
    (path / "article.md").write_text(ARTICLE)
    (path / "notes.docx").write_text("not for learners")
    return path


def pack(*args: object) -> str:
    result = CliRunner().invoke(packing.command, [str(one) for one in args], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def add(*args: object) -> str:
    result = CliRunner().invoke(adding.command, [str(one) for one in args], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def _zip(path: Path, files: Mapping[str, str | bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def _own() -> list[str]:
    return sorted(one.name for one in (folders.home() / "decks").glob("*"))


def test_what_is_packed_can_be_added_and_studied(folder: Path, tmp_path: Path) -> None:
    said = pack(folder, "-o", tmp_path / "out.zip")
    assert "1 deck, 1 question, 1 text." in said
    assert "1 draft went along" in said
    said = add(tmp_path / "out.zip", "--name", "My Rivers")
    assert "1 deck, 1 question: now in" in said
    assert "quizapp review rivers" in said
    profile = Profile.open()
    deck = profile.library.deck("rivers")
    profile.close()
    assert deck.path == folders.home() / "decks" / "my-rivers" / "deck.yaml"
    assert (deck.path.parent / "article.md").read_text() == ARTICLE
    assert not (deck.path.parent / "notes.docx").exists()


def test_the_same_decks_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    pack(folder, "-o", tmp_path / "one.zip")
    os.utime(folder / "deck.yaml", (1, 10**9))
    pack(folder / "deck.yaml", "-o", tmp_path / "two.zip")
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()


def test_no_zip_is_written_over_unless_it_is_so_wanted(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.zip"
    target.write_text("mine")
    with pytest.raises(DeckError, match="is there already; `--replace`"):
        pack(folder, "-o", target)
    assert target.read_text() == "mine"
    pack(folder, "-o", target, "--replace")
    assert zipfile.ZipFile(target).namelist() == ["article.md", "deck.yaml"]


@pytest.mark.parametrize(
    ("deck", "told"),
    [
        (DECK.format(slug="rivers").replace("answer: In the", "anwser: In the"), "anwser"),
        (DECK.format(slug="rivers").replace("article.md", "texts/article.md"), "another folder"),
    ],
)
def test_a_deck_that_would_not_work_elsewhere_is_not_packed(
    deck: str, told: str, folder: Path, tmp_path: Path
) -> None:
    (folder / "texts").mkdir()
    (folder / "texts" / "article.md").write_text(ARTICLE)
    (folder / "deck.yaml").write_text(deck)
    with pytest.raises(DeckError, match=told):
        pack(folder, "-o", tmp_path / "out.zip")
    assert not (tmp_path / "out.zip").exists()


def test_a_folder_of_folders_is_told_which_to_name(folder: Path) -> None:
    with pytest.raises(DeckError, match=r"no deck is in this folder; .* such as \S*rivers"):
        pack(folder.parent)


def test_a_folder_is_added_as_it_lies_there(folder: Path) -> None:
    assert "1 deck" in add(folder)
    assert "all of it is in" in add(folder)
    assert _own() == ["rivers"]


def test_a_deck_is_added_with_its_text(folder: Path) -> None:
    add(folder / "deck.yaml", "--name", "rivers")
    own = folders.home() / "decks" / "rivers"
    assert sorted(one.name for one in own.iterdir()) == ["article.md", "deck.yaml"]


def test_a_folder_that_is_not_there_is_named(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(DeckError, match="nowhere: no such folder, so nothing was packed"):
        pack(folder, "-o", tmp_path / "nowhere" / "x.zip")


def test_newer_decks_take_the_place_of_older_ones_which_are_kept(folder: Path) -> None:
    add(folder)
    own = folders.home() / "decks" / "rivers" / "deck.yaml"
    own.write_text(own.read_text().replace("Where does", "At what place does"))
    mine = own.read_text()
    with pytest.raises(DeckError, match="differs; `--replace` takes the new one"):
        add(folder)
    assert own.read_text() == mine
    said = add(folder, "--replace")
    assert "rivers has changed: 1 clarified." in said, said
    assert own.read_text() == (folder / "deck.yaml").read_text()
    kept = folders.home() / "decks" / ".replaced" / "rivers-1"
    assert str(kept) in said
    assert [one.name for one in kept.iterdir()] == ["deck.yaml"]
    assert (kept / "deck.yaml").read_text() == mine


def test_a_deck_of_this_name_elsewhere_is_no_second_one(folder: Path, tmp_path: Path) -> None:
    add(folder)
    other = _folder(tmp_path / "other")
    with pytest.raises(DeckError, match=r"have a deck called rivers already.*`--name rivers`"):
        add(other)
    assert _own() == ["rivers"]


def test_a_zip_made_by_hand_has_one_folder_and_what_its_system_put_in(tmp_path: Path) -> None:
    files = {"riv/deck.yaml": DECK.format(slug="r"), "riv/article.md": ARTICLE}
    junk: dict[str, str] = {"__MACOSX/riv/._deck.yaml": "\0", "riv/.DS_Store": "\0"}
    assert "1 deck" in add(_zip(tmp_path / "r.zip", files | junk))


GOOD = {"deck.yaml": DECK.format(slug="rivers"), "article.md": ARTICLE}


@pytest.mark.parametrize(
    ("files", "told"),
    [
        ({**GOOD, "../evil.md": "x"}, "has a folder in its name"),
        ({**GOOD, "/etc/evil.md": "x"}, "has a folder in its name"),
        ({**GOOD, "a/evil.md": "x"}, "has a folder in its name"),
        ({**GOOD, "c:evil.md": "x"}, "has a folder in its name"),
        ({**GOOD, "a\\evil.md": "x"}, "has a folder in its name"),
        ({**GOOD, "run.exe": "x"}, "is no deck and no text"),
        ({**GOOD, ".profile": "x"}, "is not a usable name"),
        ({**GOOD, "\x1b[31m.md": "x"}, "is not a usable name"),
        ({**GOOD, "ARTICLE.md": "x"}, "is in it twice"),
        ({**GOOD, "big.md": b"x" * (2 * 1024 * 1024 + 1)}, "is too large when it is unpacked"),
        ({**GOOD, **{f"{n}.md": "" for n in range(1001)}}, "more than 1000 files"),
        ({"article.md": ARTICLE}, "no deck is in it"),
        ({"deck.yaml": DECK.format(slug="rivers")}, "is not there"),
        ({**GOOD, "b.yaml": "cards: ["}, "b.yaml"),
        ({**GOOD, "b.yaml": DECK.format(slug="rivers")}, "are both called rivers"),
        ({}, "no deck is in it"),
    ],
)
def test_what_is_not_as_it_should_be_refuses_all(
    files: Mapping[str, str | bytes], told: str, tmp_path: Path
) -> None:
    with pytest.raises(DeckError, match=told):
        add(_zip(tmp_path / "x.zip", files))
    assert _own() == []
    assert not (tmp_path / "evil.md").exists()


def test_a_link_is_refused(tmp_path: Path, folder: Path) -> None:
    path = _zip(tmp_path / "x.zip", GOOD)
    with zipfile.ZipFile(path, "a") as archive:
        info = zipfile.ZipInfo("link.md")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/passwd")
    with pytest.raises(DeckError, match="is a link"):
        add(path)
    (folder / "link.md").symlink_to("/etc/passwd")
    with pytest.raises(DeckError, match="is a link"):
        add(folder)
    assert _own() == []


def test_a_bomb_is_counted_while_it_is_unpacked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bundle, "LARGEST_BUNDLE", 1024 * 1024)
    many = {f"{n}.md": b"\0" * 600_000 for n in range(2)}
    with pytest.raises(DeckError, match="is too large when it is unpacked"):
        add(_zip(tmp_path / "x.zip", {**GOOD, **many}))


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"no zip"])
def test_a_damaged_zip_is_told(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(content)
    with pytest.raises(DeckError, match="no zip, or a damaged one"):
        add(tmp_path / "x.zip")


def test_a_zip_with_a_wrong_byte_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    _zip(path, GOOD)
    data = bytearray(path.read_bytes())
    data[60] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(DeckError, match=r"damaged|cannot be unpacked"):
        add(path)
    assert _own() == []
