"""The door of articles: what is read, and one clear line for what cannot be."""

from datetime import date
from pathlib import Path

import pytest

from quizapp.core.errors import GenerateError
from quizapp.deck.source_text import passages
from quizapp.generate.article import read

STORY = """\
Bakers of Orrin end their strike

3 May 2025

The bakers of the town of Orrin have ended a strike that had kept its ovens cold for nine days.

Their union accepted an offer of the owners, who will pay four per cent more from the summer.

"We are glad that there is bread again," said the baker Ida Moss, who has worked there for years.

It was the first strike in the town since the mills were closed, and it was followed with interest.
"""


def write(folder: Path, text: str | bytes, name: str = "story.txt") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_a_text_is_kept_with_numbered_passages(tmp_path: Path) -> None:
    article = read(write(tmp_path, STORY))
    assert article.title == "Bakers of Orrin end their strike"
    assert article.published == date(2025, 5, 3)
    assert [one.number for one in article.passages] == [1, 2, 3, 4]
    first = article.passages[0]
    assert article.text[first.start : first.end].startswith("The bakers of the town")
    assert [one.number for one in passages(article.text) if one.number] == [1, 2, 3, 4]


def test_what_was_written_is_read_back_as_it_is(tmp_path: Path) -> None:
    updated = STORY + "\nUpdate 05/04/25: the offer was added.\n"
    article = read(write(tmp_path, updated))
    again = read(write(tmp_path, article.text, "article.md"))
    assert again == article
    assert again.days == (date(2025, 5, 3), date(2025, 5, 4))


def test_a_given_date_wins_over_the_dateline(tmp_path: Path) -> None:
    article = read(write(tmp_path, STORY), date(2025, 5, 5))
    assert article.published == date(2025, 5, 5)


def test_a_page_gives_its_article_and_not_its_menu(tmp_path: Path) -> None:
    body = "".join(f"<p>{line}</p>" for line in STORY.split("\n\n")[2:])
    page = f"""<!doctype html><html><head><title>Bakers end strike</title>
    <meta property="article:published_time" content="2025-05-03T10:00:00Z">
    <meta property="og:site_name" content="The Daily Loaf"></head>
    <body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
    <article><h1>Bakers end strike</h1>{body}</article><footer>All rights</footer></body></html>"""
    article = read(write(tmp_path, page, "page.html"))
    assert len(article.passages) == 4
    assert "Home" not in article.text
    assert article.published == date(2025, 5, 3)
    assert article.publisher == "The Daily Loaf"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "the file is empty"),
        (b" \n\n ", "the file is empty"),
        (b"PK\x03\x04\0\0\0", "binary data"),
        (b"caf\xe9 au lait " * 50, "not UTF-8"),
        (b"word " * 300_000, "is too long"),
        (b"- [one](http://x.example)\n- [two](http://y.example)\n" * 20, "running text"),
        (b"Only a few words here.", "running text"),
        (
            "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke zu schließen, weil sie"
            " nicht mehr sicher ist. Die Bürger sind verärgert und fordern einen neuen Plan, der"
            " schnell umgesetzt werden kann. Der Bürgermeister sagte, dass es kein Geld gibt und"
            " dass man warten muss, bis das Land hilft.",
            "English",
        ),
    ],
)
def test_what_is_no_article_is_refused_in_one_line(
    tmp_path: Path, data: bytes | str, said: str
) -> None:
    path = write(tmp_path, data)
    with pytest.raises(GenerateError) as error:
        read(path)
    assert said in str(error.value)
    assert str(path) in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(GenerateError, match="cannot be read"):
        read(tmp_path / "none.txt")
    with pytest.raises(GenerateError, match="a folder"):
        read(tmp_path)


def test_control_characters_of_an_article_never_reach_a_deck(tmp_path: Path) -> None:
    article = read(write(tmp_path, STORY.replace("bread", "br\x1b[2Jead")))
    assert "\x1b" not in article.text
