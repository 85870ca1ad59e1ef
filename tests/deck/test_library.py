import os
from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.core.errors import DeckError
from quizapp.deck import check as checking
from quizapp.deck.library import BrokenDeck, Library, open_library

DECK = """\
deck: {slug}
title: Deck {slug}
source: {{title: T, published: 2024-02-25, text: article.md}}
limits: {{new_per_day: 3}}
cards:
  - {{id: plain, type: typed, prompt: p, answer: a, evidence: {{quote: was signed, passage: 1}}}}
  - {{id: both, type: flashcard, prompt: p, answer: a, reverse: true, was: [old]}}
  - {{id: gaps, type: cloze, text: "{{{{c1::a}}}} and {{{{c2::b}}}}"}}
  - {{id: draft, type: typed, prompt: p, answer: a, status: draft}}
"""


def write(path: Path, slug: str, text: str = DECK) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(slug=slug), "utf-8")
    (path.parent / "article.md").write_text("[1] The treaty was signed.\n", "utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "decks" / "a.yaml", "a")
    return tmp_path / "decks"


def test_a_deck_knows_its_cards_and_their_siblings(folder: Path) -> None:
    deck = Library.open([folder]).deck("a")
    assert deck.keys == ("a/plain", "a/both", "a/both#reverse", "a/gaps#c1", "a/gaps#c2")
    assert deck.siblings == ("a/both", "a/both#reverse", "a/gaps#c1", "a/gaps#c2")
    assert deck.gives_away("a/gaps#c2") == ("a/gaps",)
    assert deck.was == {"a/both": ("a/old",), "a/both#reverse": ("a/old#reverse",)}
    assert deck.limits.new_per_day == 3
    assert deck.source is not None
    assert deck.source.published is not None


def test_a_card_is_had_by_its_key(folder: Path) -> None:
    deck = Library.open([folder]).deck("a")
    for key in (*deck.keys, "a/draft"):
        assert deck.card(key).key == key
    assert deck.card("a/gaps#c2").variant == "c2"


@pytest.mark.parametrize(
    "key", ["a/none", "b/plain", "plain", "a/plain#", "a/gaps", "a/gaps#c3", ""]
)
def test_a_key_that_is_none_is_an_error(folder: Path, key: str) -> None:
    with pytest.raises(KeyError):
        Library.open([folder]).deck("a").card(key)


def test_passages_are_those_of_the_source_text(folder: Path) -> None:
    deck = Library.open([folder]).deck("a")
    assert [one.text for one in deck.passages()] == ["The treaty was signed."]
    (folder / "article.md").unlink()
    assert deck.passages() == ()


def test_a_source_text_that_is_a_link_out_of_the_folder_is_not_read(folder: Path) -> None:
    secret = folder.parent / "secret.md"
    secret.write_text("[1] was signed", "utf-8")
    deck = Library.open([folder]).deck("a")
    (folder / "article.md").unlink()
    (folder / "article.md").symlink_to(secret)
    assert deck.passages() == ()
    [broken] = Library.open([folder]).broken
    assert broken.diagnostics[0].code == Code.SOURCE_TEXT


def test_a_broken_deck_hinders_no_other(folder: Path) -> None:
    bad = write(folder / "bad.yaml", "bad", "deck: {slug}\ntitle: [\n")
    library = Library.open([folder])
    assert [deck.slug for deck in library.decks] == ["a"]
    [broken] = library.broken
    assert broken.path == bad
    assert broken.summary.startswith(f"{bad}:")
    with pytest.raises(DeckError, match=r"Q002[\s\S]*quizapp check"):
        library.deck("bad")


def test_the_learners_deck_replaces_a_shipped_one(folder: Path, tmp_path: Path) -> None:
    mine = write(tmp_path / "mine" / "other.yaml", "a")
    named = write(tmp_path / "named.yaml", "a")
    assert Library.open([folder, mine.parent]).deck("a").path == mine
    assert Library.open([folder, mine.parent], [named]).deck("a").path == named
    assert len(Library.open([folder, mine.parent], [named]).decks) == 1


def test_of_two_decks_with_one_name_the_second_is_broken(folder: Path) -> None:
    second = write(folder / "sub" / "z.yaml", "a")
    library = Library.open([folder])
    assert library.deck("a").path == folder / "a.yaml"
    [broken] = library.broken
    assert (broken.path, broken.diagnostics[0].code) == (second, Code.DECK_TWICE)


def test_hidden_folders_and_linked_loops_are_left_alone(folder: Path) -> None:
    write(folder / ".git" / "b.yaml", "b")
    write(folder / "sub" / "c.yml", "c")
    (folder / "sub" / "loop").symlink_to(folder, target_is_directory=True)
    library = Library.open([folder])
    assert [deck.slug for deck in library.decks] == ["a", "c"]
    assert library.broken == ()


def test_a_folder_need_not_exist(folder: Path) -> None:
    assert len(Library.open([folder, folder / "none"]).decks) == 1


def test_a_deck_can_be_named_by_its_file(folder: Path) -> None:
    assert Library.open([folder]).deck(str(folder / "a.yaml")).slug == "a"


def test_a_wrong_name_brings_up_the_near_ones(folder: Path) -> None:
    write(folder / "m.yaml", "membership")
    with pytest.raises(DeckError, match="did you mean membership"):
        Library.open([folder]).deck("membershp")


def test_a_cached_deck_is_the_same_deck(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Library.open([folder], cache=tmp_path / "cache")
    monkeypatch.setattr(checking, "check_bytes", None)  # whoever checks again fails
    again = Library.open([folder], cache=tmp_path / "cache")
    assert again.decks == first.decks
    assert again.deck("a").card("a/plain") == first.deck("a").card("a/plain")


def test_a_changed_deck_is_checked_again(folder: Path, tmp_path: Path) -> None:
    Library.open([folder], cache=tmp_path / "cache")
    write(folder / "a.yaml", "a", DECK.replace("Deck {slug}", "Other"))
    assert Library.open([folder], cache=tmp_path / "cache").deck("a").title == "Other"


def test_a_changed_source_text_has_its_deck_checked_again(folder: Path, tmp_path: Path) -> None:
    Library.open([folder], cache=tmp_path / "cache")
    (folder / "article.md").write_text("[1] The treaty was sealed.", "utf-8")
    [broken] = Library.open([folder], cache=tmp_path / "cache").broken
    assert broken.diagnostics[0].code == Code.QUOTE


@pytest.mark.parametrize("keep", [0, 10, 200, -1])
def test_a_damaged_cache_is_as_good_as_none(folder: Path, tmp_path: Path, keep: int) -> None:
    before = Library.open([folder], cache=tmp_path / "cache").decks
    [entry] = (tmp_path / "cache" / "decks").glob("*.deck")
    entry.write_bytes(entry.read_bytes()[:keep])
    assert Library.open([folder], cache=tmp_path / "cache").decks == before


def test_a_cache_of_another_version_is_as_good_as_none(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Library.open([folder], cache=tmp_path / "cache").decks
    monkeypatch.setattr("quizapp.deck.cache._VERSION", b"quizapp 0.0.1 5 ")
    [entry] = (tmp_path / "cache" / "decks").glob("*.deck")
    old = entry.read_bytes()
    assert Library.open([folder], cache=tmp_path / "cache").decks == before
    assert entry.read_bytes() != old  # it was checked anew and kept for this version


def test_a_cache_with_any_byte_changed_is_as_good_as_none(folder: Path, tmp_path: Path) -> None:
    before = Library.open([folder], cache=tmp_path / "cache").decks
    [entry] = (tmp_path / "cache" / "decks").glob("*.deck")
    whole = entry.read_bytes()
    for place in range(0, len(whole), 17):
        changed = bytes([whole[place] ^ 1])
        entry.write_bytes(whole[:place] + changed + whole[place + 1 :])
        found = Library.open([folder], cache=tmp_path / "cache").decks
        assert found == before
        assert list(found[0].kinds()) == list(before[0].kinds())
        for key in found[0].keys:
            assert found[0].card(key) == before[0].card(key)


def test_a_cache_that_cannot_be_written_is_as_good_as_none(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    assert len(Library.open([folder], cache=blocked).decks) == 1


def test_the_cache_does_not_grow_for_ever(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.deck.cache.MOST_ENTRIES", 4)
    for number in range(9):
        write(folder / "a.yaml", f"a{number}")
        Library.open([folder], cache=tmp_path / "cache")
        for entry in (tmp_path / "cache" / "decks").iterdir():
            os.utime(entry, (entry.stat().st_mtime - 60,) * 2)
    names = [entry.suffix for entry in (tmp_path / "cache" / "decks").iterdir()]
    assert len(names) <= 5
    assert set(names) == {".deck"}


def test_the_cache_takes_away_what_others_left(folder: Path, tmp_path: Path) -> None:
    kept = tmp_path / "cache" / "decks"
    kept.mkdir(parents=True)
    for name, age in (("old.jsonl", 0), ("dead.tmp", 100_000), ("alive.tmp", 0)):
        (kept / name).touch()
        os.utime(kept / name, ((kept / name).stat().st_mtime - age,) * 2)
    Library.open([folder], cache=tmp_path / "cache")
    assert {one.suffix for one in kept.iterdir()} == {".deck", ".tmp"}
    assert not (kept / "dead.tmp").exists()
    assert (kept / "alive.tmp").exists()


def test_the_learners_library_holds_the_shipped_decks_and_their_own(home: Path) -> None:
    write(home / "decks" / "own.yaml", "own")
    library = open_library()
    assert "own" in [deck.slug for deck in library.decks]
    assert len(library.decks) > 1


def test_shipped_decks_have_no_problems() -> None:
    from quizapp.core.folders import shipped_decks
    from quizapp.deck.files import deck_files

    decks = list(deck_files(shipped_decks()))
    assert decks
    found = [str(one) for deck in decks for one in checking.check_file(deck).diagnostics]
    assert found == []


def test_a_file_that_is_not_there_is_broken(tmp_path: Path) -> None:
    [broken] = Library.open([], [tmp_path / "none.yaml"]).broken
    assert isinstance(broken, BrokenDeck)
    assert broken.diagnostics[0].code == Code.UNREADABLE


def test_decks_stand_in_their_own_order_and_the_rest_by_file_name(tmp_path: Path) -> None:
    for name, order in (("a", ""), ("b", "order: 2\n"), ("c", "order: 1\n"), ("d", "")):
        write(tmp_path / f"{name}.yaml", name, order + DECK)
    assert [deck.slug for deck in Library.open([tmp_path]).decks] == ["c", "b", "a", "d"]


def test_a_deck_that_is_open_outlives_its_cache(folder: Path, tmp_path: Path) -> None:
    before = Library.open([folder]).deck("a")
    Library.open([folder], cache=tmp_path / "cache")
    for harm in (lambda one: one.unlink(), lambda one: one.write_bytes(b"")):
        deck = Library.open([folder], cache=tmp_path / "cache").deck("a")
        [entry] = (tmp_path / "cache" / "decks").glob("*.deck")
        harm(entry)
        assert [deck.card(key) for key in deck.keys] == [before.card(key) for key in deck.keys]
        assert list(deck.kinds()) == list(before.kinds())
    deck = Library.open([folder], cache=tmp_path / "cache").deck("a")
    [entry] = (tmp_path / "cache" / "decks").glob("*.deck")
    entry.unlink()
    (folder / "a.yaml").write_text("deck: [", "utf-8")
    with pytest.raises(DeckError, match="has changed since it was opened"):
        deck.card("a/plain")


def test_a_broken_deck_is_checked_once(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(folder / "syntax.yaml", "b", "deck: {slug}\ntitle: [\n")
    write(folder / "quote.yaml", "c", DECK.replace("was signed", "was sealed"))
    write(folder / "text.yaml", "d", DECK.replace("article.md", "none.md"))
    first = Library.open([folder], cache=tmp_path / "cache")
    assert len(first.broken) == 3
    with monkeypatch.context() as patch:
        patch.setattr(checking, "check_bytes", None)  # whoever checks again fails
        assert Library.open([folder], cache=tmp_path / "cache") == first
        moved = folder / "moved.yaml"
        (folder / "syntax.yaml").rename(moved)
        again = Library.open([folder], cache=tmp_path / "cache").broken
        assert str(moved) in {one.diagnostics[0].file for one in again}  # and not the old name
    (folder / "article.md").write_text("[1] The treaty was sealed.\n", "utf-8")
    (folder / "none.md").write_text("[1] The treaty was signed.\n", "utf-8")
    after = Library.open([folder], cache=tmp_path / "cache")
    assert {deck.slug for deck in after.decks} == {"c", "d"}


def test_a_deck_that_lies_still_is_not_read_again(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.deck.cache._UNSETTLED", -1)  # as if it were written long ago
    for _ in range(2):  # the second start looks at the source text by itself
        first = Library.open([folder], cache=tmp_path / "cache").decks
    with monkeypatch.context() as patch:
        patch.setattr("quizapp.deck.library.read_bytes", None)
        patch.setattr("quizapp.deck.library.read_article", None)
        assert Library.open([folder], cache=tmp_path / "cache").decks == first
    text = (folder / "a.yaml").read_text("utf-8")
    (folder / "a.yaml").write_text(text.replace("Deck a", "Deck b"), "utf-8")
    os.utime(folder / "a.yaml", (1, 1))
    assert Library.open([folder], cache=tmp_path / "cache").deck("a").title == "Deck b"


def test_a_folder_that_links_to_everything_is_left(folder: Path) -> None:
    (folder / "up").symlink_to(folder.parent, target_is_directory=True)
    (folder / "all").symlink_to("/", target_is_directory=True)
    library = Library.open([folder])
    assert [deck.slug for deck in library.decks] == ["a"]
    assert library.broken == ()


def test_a_folder_with_far_too_many_files_says_so(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.core.outside.MOST_ENTRIES", 20)
    for number in range(30):
        (folder / "sub" / f"{number}").mkdir(parents=True)
    library = Library.open([folder])
    assert [deck.slug for deck in library.decks] == ["a"]
    assert "too many files" in library.broken[0].summary
