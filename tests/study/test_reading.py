"""A text beside the cards that rest on it."""

from pathlib import Path

import pytest

from quizapp.core.day import Day
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck
from quizapp.deck.library import Library
from quizapp.memory.fsrs import Memory, MemoryModel
from quizapp.study.reading import knowledge, text_of, texts
from tests.study.decks import deck

HEAD = "source: {title: The river, text: article.md}"
ARTICLE = """\
# The river

The river rises in the hills
and it is long.

The old mill stands by the river.

## Later

Nobody lives there now, and it is long.
"""
CARD = (
    "  - {{id: {id}, type: typed, prompt: What of {id}?, answer: it, evidence: {evidence}{more}}}\n"
)
CLOZE = """
  - id: {id}
    type: cloze
    text: "The {{{{c1::old}}}} {{{{c2::mill}}}}"
    evidence: {evidence}
"""


def card(name: str, *quotes: str, more: str = "", template: str = CARD) -> str:
    return template.format(id=name, evidence=f"[{', '.join(quotes)}]", more=more)


def quote(words: str, passage: int | None = None) -> str:
    return f'{{quote: "{words}"{f", passage: {passage}" if passage else ""}}}'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "article.md").write_text(ARTICLE)
    return tmp_path


def numbers(deck: Deck, *library: Deck) -> dict[int | None, tuple[str, ...]]:
    return {one.number: one.keys for one in text_of(deck, library or (deck,)).stops}


def test_each_passage_has_the_cards_whose_evidence_stands_in_it(folder: Path) -> None:
    one = deck(
        folder,
        [
            card("by-number", quote("old mill", 2)),
            card("by-words", quote("rises in the hills and it is")),  # over the end of a line
            card("twice", quote("it is long", 3), quote("The old mill")),
            card("gaps", quote("mill stands"), template=CLOZE),
            "  - {id: none, type: typed, prompt: What else?, answer: it}\n",
        ],
        "a",
        HEAD,
    )
    assert numbers(one) == {
        1: ("a/by-words",),
        2: ("a/by-number", "a/twice", "a/gaps#c1", "a/gaps#c2"),
        3: ("a/twice",),
    }
    text = text_of(one, [one])
    assert text.elsewhere == ("a/none",)
    assert text.keys == ("a/by-words", "a/by-number", "a/twice", "a/gaps#c1", "a/gaps#c2")
    assert [card.quotes for card in text.stops[2].cards] == [("it is long",)]


def test_drafts_are_no_cards_yet_and_retired_ones_are_none_any_more(folder: Path) -> None:
    one = deck(
        folder,
        [
            card("draft", quote("old mill"), more=", status: draft"),
            card("gone", quote("Nobody lives"), more=", status: retired"),
            card("there", quote("rises")),
        ],
        "a",
        HEAD,
    )
    text = text_of(one, [one])
    assert [len(stop.drafts) for stop in text.stops] == [0, 1, 0]
    assert [stop.number for stop in text.without_cards] == [2, 3]


def test_decks_that_share_a_text_count_together_and_each_alone(folder: Path) -> None:
    a = deck(folder, [card("mill", quote("old mill"))], "a", HEAD)
    b = deck(folder, [card("mill", quote("by the river"))], "b", HEAD)
    elsewhere = deck(folder / "other", ["  - {id: x, type: typed, prompt: X?, answer: it}\n"], "c")
    text = text_of(b, [a, elsewhere, b])
    assert text.stops[1].keys == ("a/mill", "b/mill")
    assert [one.slug for one in text.decks] == ["a", "b"]
    assert text.of_deck("b").stops[1].keys == ("b/mill",)
    assert text.of_deck("b").mark_key == text.mark_key == "a"


def test_a_copy_of_the_text_beside_a_deck_that_was_changed_is_the_same_text(folder: Path) -> None:
    a = deck(folder, [card("mill", quote("old mill"))], "a", HEAD)
    own = folder / "own"
    own.mkdir()
    (own / "article.md").write_text(ARTICLE)
    b = deck(own, [card("hills", quote("the hills"))], "b", HEAD)
    assert numbers(a, a, b)[1] == ("b/hills",)
    (own / "article.md").write_text(ARTICLE.replace("Nobody", "Nobodi"))
    [changed] = Library.open([], [b.path]).decks
    assert numbers(a, a, changed)[1] == ()


def test_a_text_with_its_own_numbers_keeps_them_and_stops_at_what_has_cards(folder: Path) -> None:
    (folder / "article.md").write_text(
        "A preface.\n\n[4] The fourth.\n\nIn between.\n\n[7] Seven.\n"
    )
    one = deck(folder, [card("between", quote("In between"))], "a", HEAD)
    text = text_of(one, [one])
    assert [stop.number for stop in text.stops] == [4, None, 7]
    assert text.stops[1].keys == ("a/between",)
    assert (text.stop_at(7), text.stop_at(5), text.stop_at(None)) == (2, 0, 0)
    assert text.stop_of("a/between") == 1


def test_a_deck_without_a_text_says_what_to_do(folder: Path) -> None:
    one = deck(folder, ["  - {id: x, type: typed, prompt: X?, answer: it}\n"], "a")
    with pytest.raises(DeckError, match=r"a\.yaml: this deck names no source text.*article\.md"):
        text_of(one, [one])
    with pytest.raises(DeckError, match="names no source text"):
        texts([one], [one])


def test_a_text_that_is_gone_or_empty_is_said_to_be(folder: Path) -> None:
    one = deck(folder, [card("mill", quote("old mill"))], "a", HEAD)
    (folder / "article.md").write_text("# Only a heading\n")
    with pytest.raises(DeckError, match=r"article\.md: it holds nothing to read"):
        text_of(one, [one])
    (folder / "article.md").unlink()
    with pytest.raises(DeckError, match=r"its source text article\.md is not there"):
        text_of(one, [one])


def test_the_texts_of_several_decks_come_once_each(folder: Path) -> None:
    a = deck(folder, [card("mill", quote("old mill"))], "a", HEAD)
    b = deck(folder, [card("hills", quote("the hills"))], "b", HEAD)
    without = deck(folder, ["  - {id: x, type: typed, prompt: X?, answer: it}\n"], "c")
    (folder / "own").mkdir()
    (folder / "own" / "article.md").write_text(ARTICLE)  # the same text, in another place
    own = deck(folder / "own", [card("old", quote("The old"))], "d", HEAD)
    found = texts([without, a, b, own], [a, b, without, own])
    assert [text.title for text in found] == ["The river"]


def test_what_is_known_of_a_passage_is_the_mean_over_all_its_cards() -> None:
    class Known:
        due_day = {"a/1": 20, "a/2": -1}

        def memories(self, keys: list[str]) -> list[tuple[float, float, int]]:
            assert keys in (["a/1"], [])  # the other is in its steps
            return [(5.0, 5.0, 5)]

    model = MemoryModel()
    found = knowledge(["a/1", "a/2", "a/3", "a/4"], Known(), model, Day(10))  # type: ignore[arg-type]
    assert (found.cards, found.asked) == (4, 2)
    assert found.known == pytest.approx(model.retrievability(Memory(5.0, 5.0), 5) / 4)
    assert found.known == pytest.approx(0.9 / 4)
    assert knowledge([], Known(), model, Day(10)) == (0, 0, 0.0)  # type: ignore[arg-type]


def test_a_deck_that_is_set_aside_itself_is_read_with_those_that_are_not(folder: Path) -> None:
    a = deck(folder, [card("mill", quote("old mill"))], "a", HEAD)
    b = deck(folder, [card("mill", quote("by the river"))], "b", HEAD)
    assert numbers(b, a)[2] == ("b/mill", "a/mill")
    assert numbers(a, a)[2] == ("a/mill",)
