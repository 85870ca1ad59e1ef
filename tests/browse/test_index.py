"""Which cards a search finds, in what order they come, and that the index is never stale."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random

import pytest

from quizapp.browse.columns import COLUMNS, ColumnName
from quizapp.browse.index import CardIndex
from quizapp.browse.query import CLAIMS, STATES, TYPES, parse
from quizapp.browse.saved_searches import SearchedDecks
from quizapp.core.errors import DeckError
from quizapp.deck.library import Library
from quizapp.progress.events import (
    BURIED,
    FLAGGED,
    SUSPENDED,
    TAG,
    TITLE,
    Arranged,
    Marked,
    SearchSaved,
)
from quizapp.progress.progress import Progress
from quizapp.scheduling.today import Due, Today
from tests.browse import naive
from tests.browse.shelf import TAGS, TODAY, WORDS, Shelf, large_shelf, shelf


@pytest.fixture
def two(tmp_path: Path) -> Shelf:
    return shelf(tmp_path)


def drawn_query(draw: Random, depth: int = 0) -> str:
    """As a learner might type it."""
    if depth < 3 and draw.random() < 0.5:
        parts = [drawn_query(draw, depth + 1) for _ in range(draw.randint(2, 3))]
        return f"({draw.choice([' ', ' or ']).join(parts)})"
    return draw.choice(["", "", "-"]) + draw.choice(TERMS)(draw)


def drawn_word(draw: Random) -> str:
    word = draw.choice([*WORDS, "Collective Security", "cafe", "елка", "ally", "ш", "ни", "e", "1"])
    begin = draw.randrange(len(word))
    part = word[begin : begin + draw.randint(1, 9)]
    return '"' + part.replace("\\", "\\\\").replace('"', '\\"') + '"'


SIGNS = ["<", "<=", ">", ">=", "=", "!="]
TERMS: list[Callable[[Random], str]] = [
    drawn_word,
    drawn_word,
    lambda draw: draw.choice(["c*e", "*1*2*", "f*t", "a*"]),
    lambda draw: f"is:{draw.choice(list(STATES))}",
    lambda draw: f"is:{draw.choice(list(STATES))}",
    lambda draw: f"type:{draw.choice([*TYPES, '*choice'])}",
    lambda draw: f"tag:{draw.choice([*TAGS, 'a*', '*b', 'csto', 'ete', 'none', 'язык', '*'])}",
    lambda draw: f"deck:{draw.choice(['news', 'draw*', 'scripts', '*e*', '*письмена'])}",
    lambda draw: f"claim:{draw.choice(CLAIMS)}",
    lambda draw: f"by:{draw.choice(['muller', 'none', 'vartanyan', '1'])}",
    lambda draw: f"passage:{draw.choice(['none', '3', '2-5'])}",
    lambda draw: f"flag:{draw.choice('014')}",
    lambda draw: f"id:{draw.choice(['c1', 'c1*', '*#c1', 'news/*', 'gaps-of-treaty'])}",
    lambda draw: f"prop:stability{draw.choice(SIGNS)}{draw.randint(0, 20)}",
    lambda draw: f"prop:retrievability{draw.choice(SIGNS)}0.{draw.randint(0, 99)}",
    lambda draw: f"prop:difficulty{draw.choice(SIGNS)}{draw.randint(1, 9)}",
    lambda draw: f"prop:lapses{draw.choice(SIGNS)}{draw.randint(0, 3)}",
    lambda draw: f"prop:reps{draw.choice(SIGNS)}{draw.randint(0, 4)}",
    lambda draw: f"prop:interval{draw.choice(SIGNS)}{draw.randint(0, 30)}",
    lambda draw: f"due{draw.choice(SIGNS)}{draw.randint(-9, 20)}d",
    lambda draw: f"due{draw.choice(SIGNS)}2024-0{draw.randint(2, 3)}-1{draw.randint(0, 9)}",
    lambda draw: f"answered:{draw.choice(['today', '4d', '30d'])}",
    lambda draw: f"introduced:{draw.choice(['today', '4d', '30d'])}",
]


@pytest.mark.slow
def test_a_thousand_searches_find_what_looking_at_each_card_finds(tmp_path: Path) -> None:
    made, draw = large_shelf(tmp_path), Random(7)
    cards = naive.cards_of(made)
    empty = 0
    for _ in range(1000):
        text = drawn_query(draw)
        query = parse(text)
        wanted = [card.key for card in cards if naive.holds(card, query)]
        assert made.found(text) == wanted, text
        empty += not wanted or len(wanted) == len(cards)
    assert empty < 500


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("մայրաքաղաք", "hy"),
        ("ՄԱՅՐԱՔԱՂԱՔԸ", "hy"),
        ("еще елка", "ru"),
        ("ЁЛКА", "ru"),
        ("tag:язык", "ru"),
        ("ما هي", "ar"),
        ('"ما هي العاصمة"', "ar"),
        ("מה הבירה", "he"),
        ("tag:لغة", "ar"),
        ("राजधानी", "hi"),
        ("कि", "hi"),
        ("ป่า", "th"),
        ("首都", "zh"),
        ("tag:语言", "zh"),
        ("café", "marks"),
        ("cafe resume", "marks"),
        ('"full width"', "marks"),
        ("ＦＵＬＬ", "marks"),
    ],
)
def test_words_are_found_in_every_script_as_they_are_typed(
    two: Shelf, typed: str, found: str
) -> None:
    assert two.ids(f"deck:scripts {typed}") == [found]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ally armenia", ["allies"]),
        ('"is an ally of"', ["allies"]),
        ('"ally  of\u00a0armenia"', ["allies"]),
        ("lodz", ["allies"]),
        ("it's", ["allies"]),
        ('"closed the border"', ["allies"]),
        ('"two words"', ["allies"]),
        ('"armenia france"', []),
        ('"collective security treaty" -is:draft', ["gaps-of-treaty#c1", "gaps-of-treaty#c2"]),
        ("c1::", []),
        ("yerevan river", ["pairs"]),
        ("front", ["both", "both#reverse"]),
        ("1500 km", ["far"]),
        ("kirghizia", ["word"]),
        ("tag:news", ["allies", "word"]),
        ("tag:csto", ["allies", "gaps-of-treaty#c1", "gaps-of-treaty#c2"]),
        ("tag:csto::*", ["allies"]),
        ("by:crisis", ["allies"]),
        ("passage:4", ["gaps-of-treaty#c1", "gaps-of-treaty#c2"]),
        ("id:gaps-of-treaty", ["gaps-of-treaty#c1", "gaps-of-treaty#c2"]),
        ("id:news/gaps-of-treaty#c2", ["gaps-of-treaty#c2"]),
        ("is:draft or is:retired", ["really", "row"]),
        ("deck:news type:numeric or type:typed", ["word", "far"]),
        ('deck:"չինաստան and the cafe" is:new -type:*', []),
    ],
)
def test_words_and_fields_find_cards(two: Shelf, typed: str, found: list[str]) -> None:
    assert two.ids(typed.replace("c1::", '"c1::"')) == found


def test_what_happens_to_a_card_is_found_at_once(two: Shelf) -> None:
    key = "news/allies"
    assert key in two.found("is:new")
    answered = two.answer(key, days_ago=0, due=4)
    assert key not in two.found("is:new")
    assert two.found("answered:today prop:reps=1") == [key]
    assert two.found("due=4d") == [key]
    two.mark(FLAGGED, 3, key)
    two.mark(f"{TAG}hard::names", 1, key, "news/word")
    assert two.found("flag:3 tag:hard") == [key]
    assert two.found("hard::n") == [key, "news/word"]
    suspended = two.mark(SUSPENDED, 1, key)
    assert two.found("is:suspended") == [key]
    two.progress.undo(suspended, two.now)
    assert two.found("is:suspended") == []
    two.progress.undo(answered, two.now)
    assert key in two.found("is:new")
    assert two.found("prop:reps>0 or answered:7d") == []


def test_a_new_day_changes_what_is_due(two: Shelf) -> None:
    two.answer("news/word", days_ago=1, due=1)
    two.mark(BURIED, TODAY + 1, "news/far")
    assert two.found("is:due") == []
    assert two.found("due:tomorrow") == ["news/word"]
    assert two.found("is:buried") == ["news/far"]
    two.now += timedelta(days=1)
    assert two.found("is:due due:today -is:overdue") == ["news/word"]
    assert two.found("is:buried") == []
    two.now += timedelta(days=1)
    assert two.found("is:overdue answered:4d -answered:3d") == ["news/word"]


def test_a_card_in_its_steps_is_due_on_the_day_of_its_step_and_overdue_after_it(
    two: Shelf,
) -> None:
    two.learn("news/word")
    two.learn("news/far", days_ago=1, phase="relearning")
    assert two.ids("is:due") == ["word", "far"]
    assert two.ids("is:overdue") == ["far"]
    two.progress.change(SearchSaved("Now", "is:due"), two.now)
    waiting = SearchedDecks().waiting(two.decks, Today(two.context, two.decks))
    assert waiting == {"Now": Due(0, 2, 0)}
    two.mark(SUSPENDED, 1, "news/far")
    assert two.ids("is:due") == ["word"]


def test_a_deck_is_found_by_words_of_its_name_unless_one_is_called_so(two: Shelf) -> None:
    news, scripts = two.found("deck:news"), two.found("deck:scripts")
    assert two.found("deck:caf") == two.found('deck:"and the"') == news
    assert two.found("deck:all") == two.found("deck:ALL*them") == scripts
    assert two.found("deck:new") == news
    assert two.found("deck:afe") == []
    two.progress.change(Arranged("news", TITLE, "Scripts of news"), two.now)
    assert two.found("deck:scripts") == scripts
    assert two.found("deck:script") == news + scripts


def test_another_window_is_followed(two: Shelf) -> None:
    other = Progress.open(two.progress.home)
    other.change(Marked(("news/far",), FLAGGED, 2), two.now)
    assert two.found("flag:2") == []
    two.progress.refresh()
    assert two.found("flag:2") == ["news/far"]


def test_a_deck_that_was_read_anew_is_searched_anew(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    made = shelf(tmp_path, cache=cache)
    assert made.ids("armenia") == ["allies"]
    path = made.decks[0].path
    path.write_text(path.read_text().replace("Armenia", "Georgia"), "utf-8")
    library, _ = Library(made.decks).reload(path, "news", cache)
    again = Shelf(library.decks, made.progress)
    assert again.ids("armenia") == []
    assert again.ids("georgia") == ["allies"]


def test_the_cache_makes_no_difference(tmp_path: Path) -> None:
    plain, cache = shelf(tmp_path), tmp_path / "cache"
    for _ in range(2):
        kept = shelf(tmp_path, cache=cache)
        rows = [kept.index.row(number) for number in range(len(kept.index))]
        wanted = [plain.index.row(number) for number in range(len(plain.index))]
        assert [(r.key, r.facets, r.front) for r in rows] == [
            (r.key, r.facets, r.front) for r in wanted
        ]
        assert kept.index.cards.texts == plain.index.cards.texts


def test_what_the_cache_has_lost_is_made_anew(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    made = shelf(tmp_path, cache=cache)
    for path in cache.rglob("*.deck"):
        path.write_bytes(path.read_bytes()[:-400] + bytes(400))
    assert made.ids("armenia") == ["allies"]
    assert made.index.row(0).front == "Which of these is an ally of Armenia?"


def test_a_deck_that_changed_behind_its_back_is_told_and_never_mixed_up(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    made = shelf(tmp_path, cache=cache)
    assert len(made.found("is:new"))
    path = made.decks[0].path
    path.write_text(path.read_text().replace("  - {id: far", "  - {id: farther", 1), "utf-8")
    for kept in cache.rglob("*.deck"):
        kept.unlink()
    with pytest.raises(DeckError, match="has changed since it was opened"):
        made.found("armenia")
    with pytest.raises(DeckError, match="has changed since it was opened"):
        made.index.row(0)


def test_a_row_says_what_is_asked_in_a_line(two: Shelf) -> None:
    fronts = [two.index.row(number).front for number in range(5)]
    assert fronts == [
        "Which of these is an ally of Armenia?",
        "The ____ (a pact) was signed in 1992.",
        "The Collective Security Treaty was signed in ____.",
        "front in Yerevan",
        "back in Ереван",
    ]


def test_rows_are_sorted_and_those_without_a_value_come_last(two: Shelf) -> None:
    two.answer("news/word", days_ago=9, due=3)
    two.answer("news/word", days_ago=1, due=5)
    two.answer("news/far", days_ago=2, due=-1)
    two.learn("news/pairs")
    rows = two.index.search(parse("deck:news"), two.context)

    def ids(column: ColumnName, descending: bool = False) -> list[str]:
        found = two.index.sorted(rows, column, two.context, descending)
        assert sorted(found) == list(rows)
        return [two.index.row(number).key.split("/")[1] for number in found]

    assert ids("due")[:3] == ["far", "pairs", "word"]
    assert ids("due", descending=True)[:3] == ["word", "pairs", "far"]
    assert ids("due")[3:] == ids("due", descending=True)[3:]
    assert ids("stability", descending=True)[0] == "word"
    assert ids("reps", descending=True)[0] == "word"
    assert ids("interval", descending=True)[:2] == ["word", "far"]
    assert ids("by")[:2] == ["allies", "far"]
    assert ids("state")[-2:] == ["really", "row"]
    assert ids("question")[0] == "both#reverse"


def test_every_column_can_be_sorted_by(tmp_path: Path) -> None:
    made = large_shelf(tmp_path)
    rows = made.index.search(parse(""), made.context)
    for name in COLUMNS:
        for descending in (False, True):
            found = made.index.sorted(rows, name, made.context, descending)
            assert sorted(found) == list(rows)


def test_there_may_be_nothing_to_search() -> None:
    assert len(CardIndex(())) == 0


def test_a_quote_without_the_number_of_its_passage_is_found_by_where_it_stands(
    tmp_path: Path,
) -> None:
    (tmp_path / "article.md").write_text("# News\n\nIt rained.\n\nIt snowed, *a lot*.\n", "utf-8")
    card = (
        "  - {{id: {0}, type: flashcard, prompt: a{0}, answer: b{0}, evidence: {{quote: {1}}}}}\n"
    )
    head = "deck: weather\ntitle: Weather\nsource: {text: article.md}\ncards:\n"
    text = head + card.format("rain", "It rained") + card.format("snow", "snowed")
    made = shelf(tmp_path, text)
    assert made.ids("passage:1") == ["rain"]
    assert made.ids("passage:2") == ["snow"]
    assert made.ids("passage:none") == []
