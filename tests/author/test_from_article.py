"""What is understood of an article without a model, and where its decks go."""

from datetime import date
from pathlib import Path

import pytest

from quizapp.author.article.from_article import (
    PASTED,
    UnderstoodArticle,
    completed,
    day_told,
    file_named,
    text_of_file,
    understood,
)
from quizapp.core.errors import GenerateError
from tests.author.scripted_reading import STORY, made

OTHER = STORY.replace("ferry", "bridge").replace("boat", "train").replace("Skippers", "Drivers")
OTHER_OF_ITS_TITLE = OTHER.replace("The bridge of", "The ferry of", 1)


@pytest.fixture
def decks(tmp_path: Path) -> Path:
    return tmp_path / "decks"


def pasted(decks: Path, text: str = STORY, *taken: str) -> UnderstoodArticle:
    return understood(text, None, decks, taken)


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("~/a.txt", "{home}/a.txt"),
        (" /tmp/a b.html \n", "/tmp/a b.html"),
        ("'/tmp/a b.md'", "/tmp/a b.md"),
        ("/tmp/a\\ b", "/tmp/a b"),
        ("file:///tmp/a%20b.txt", "/tmp/a b.txt"),
        ("story.TXT", "story.TXT"),
        ("../story", "../story"),
    ],
)
def test_one_line_may_name_a_file_in_all_the_ways_in_which_terminals_write_it(
    line: str, path: str
) -> None:
    assert file_named(line) == Path(path.format(home=Path.home()))


def test_what_names_no_file_is_text() -> None:
    for text in ("", "The ferry of Tarnby", "/tmp/a.txt\n\nmore", "/" * 2_000):
        assert file_named(text) is None


def test_an_address_is_refused_with_what_to_do_instead() -> None:
    with pytest.raises(GenerateError, match="copy its text and paste it here"):
        file_named("https://example.org/story.html")


def test_a_path_is_completed_as_far_as_is_certain(tmp_path: Path) -> None:
    for name in ("story-one.txt", "story-two.md", "stories", "picture.png", ".hidden.txt"):
        (tmp_path / name).touch()
    (tmp_path / "news").mkdir()
    assert completed(f"{tmp_path}/n") == (f"{tmp_path}/news/", [])
    one, names = completed(f"{tmp_path}/s")
    assert (one, names) == (f"{tmp_path}/story-", ["story-one.txt", "story-two.md"])
    assert completed(f"{tmp_path}/picture") == (f"{tmp_path}/picture", [])
    assert completed(f"{tmp_path}/none/x") == (f"{tmp_path}/none/x", [])
    assert completed("~") == ("~/", [])


def test_a_day_is_taken_in_the_ways_in_which_people_write_it() -> None:
    assert day_told("2024-02-25") == day_told("25 Feb 2024") == date(2024, 2, 25)
    assert day_told("  ") is None
    for wrong in ("30 February 2024", "Monday", "3/4/2024"):
        with pytest.raises(ValueError, match="Write the day"):
            day_told(wrong)


def test_new_decks_go_into_a_folder_named_by_the_title(decks: Path) -> None:
    one = pasted(decks)
    assert (one.place, one.name) == (decks / "the-ferry-of-tarnby", "the-ferry-of-tarnby")
    assert one.article.published == date(2024, 2, 12)
    assert one.article.publisher == ""
    assert (
        pasted(
            decks, STORY.replace("Tarnby council", "TARNBY (Reuters) - Tarnby council", 1)
        ).article.publisher
        == "Reuters"
    )


def test_the_folder_of_something_else_and_the_names_of_other_decks_are_left_alone(
    decks: Path,
) -> None:
    (decks / "the-ferry-of-tarnby").mkdir(parents=True)
    assert pasted(decks).place.name == "the-ferry-of-tarnby-2"
    taken = pasted(decks, STORY, "the-ferry-of-tarnby-2-figures")
    assert taken.place.name == "the-ferry-of-tarnby-3"


def test_the_same_article_goes_where_it_is_and_another_of_its_title_does_not(
    decks: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mended = pasted(decks).mended("The last ferry", date(2024, 2, 3), "The Tarnby Post")
    first = made(monkeypatch, mended)
    assert (first.cards, first.added, first.without_card) == (4, 4, 0)
    again = pasted(decks)
    assert again.is_known
    assert again.place == first.folder == decks / "the-last-ferry"
    article = again.article
    assert (article.title, article.publisher) == ("The last ferry", "The Tarnby Post")
    assert article.published == date(2024, 2, 3)
    before = {path: path.read_bytes() for path in first.folder.iterdir()}
    assert made(monkeypatch, again).added == 0
    assert {path: path.read_bytes() for path in first.folder.iterdir()} == before
    assert not pasted(decks, OTHER_OF_ITS_TITLE).is_known
    own = first.folder / "article.md"
    assert understood(text_of_file(own), own, decks).place == first.folder


def test_what_is_mended_holds_in_the_text_that_is_kept(decks: Path) -> None:
    one = pasted(decks).mended("# The  last ferry\x1b", date(2023, 1, 2), "  The   Post ")
    assert one.article.text.startswith(
        "# The last ferry\N{REPLACEMENT CHARACTER}\n\n2 January 2023"
    )
    assert one.article.publisher == "The Post"
    undated = pasted(decks).mended("The ferry of Tarnby", None, "").article
    assert undated.published is None
    assert "2024" not in undated.text
    same = pasted(decks)
    assert same.mended("The ferry of Tarnby", date(2024, 2, 12), "").article == same.article


def test_a_text_that_is_no_article_says_so_by_its_name(decks: Path) -> None:
    with pytest.raises(GenerateError, match=f"{PASTED}: 3 words of running text"):
        pasted(decks, "Three words only.")
