"""What a table says of cards."""

from datetime import timedelta
from pathlib import Path

from quizapp.browse.columns import COLUMNS, ColumnName
from quizapp.presentation.card_columns import cell, line
from quizapp.progress.events import BURIED, FLAGGED, SUSPENDED, TAG
from tests.browse.shelf import TODAY, shelf


def test_cells_say_where_a_card_stands_and_nothing_of_what_it_has_not(tmp_path: Path) -> None:
    made = shelf(tmp_path)
    made.answer("news/allies", days_ago=50, rating=3, due=-40)
    made.answer("news/allies", days_ago=40, rating=1, due=-30)
    made.answer("news/allies", days_ago=3, rating=3, due=-2)
    made.answer("news/word", days_ago=0, due=9)
    made.learn("news/far", phase="relearning")
    made.mark(FLAGGED, 4, "news/allies")
    made.mark(f"{TAG}mine", 1, "news/allies")
    made.mark(SUSPENDED, 1, "news/many")
    made.mark(BURIED, TODAY + 1, "news/pairs")

    def told(key: str) -> dict[ColumnName, str]:
        number, context = made.index.cards.numbers[key], made.context
        cells = {name: cell(name, number, made.index, context) for name in COLUMNS}
        return {name: text for name, text in cells.items() if text}

    allies = told("news/allies")
    assert 0 < float(allies.pop("stability").removesuffix("d")) < 20
    assert 5 < float(allies.pop("difficulty")) <= 10
    assert allies.pop("retrievability").endswith(" %")
    assert allies == {
        "question": "Which of these is an ally of Armenia?",
        "deck": "Չինաստան and the Café",
        "type": "choice",
        "tags": "news, csto::members, two words, mine",
        "state": "review",
        "due": "2d late",
        "reps": "3",
        "lapses": "1",
        "interval": "1d",
        "answered": "23 Feb",
        "introduced": "7 Jan",
        "flag": "4",
        "claim": "attributed",
        "by": "Olesya Vartanyan, International Crisis Group",
        "passage": "3",
        "id": "allies",
    }
    assert told("news/both") == {
        "question": "front in Yerevan",
        "deck": "Չինաստան and the Café",
        "type": "flashcard",
        "state": "new",
        "reps": "0",
        "lapses": "0",
        "claim": "fact",
        "id": "both",
    }
    keys = ("word", "far", "many", "pairs", "really", "row")
    stands = [(told(f"news/{key}")["state"], told(f"news/{key}").get("due")) for key in keys]
    assert stands == [
        ("review", "in 9d"),
        ("relearning", "today"),
        ("suspended", None),
        ("buried", None),
        ("draft", None),
        ("retired", None),
    ]
    made.now += timedelta(days=400)
    assert told("news/word")["answered"] == "26 Feb 2024"


def test_a_line_names_the_numbers_that_it_says(tmp_path: Path) -> None:
    made = shelf(tmp_path)
    made.answer("news/word", days_ago=0, due=9)
    number = made.index.cards.numbers["news/word"]
    columns: tuple[ColumnName, ...] = ("id", "state", "due", "lapses", "flag", "tags")
    said = line(columns, number, made.index, made.context)
    assert said == "news/word; review; due in 9d; lapses 0; tags News"
