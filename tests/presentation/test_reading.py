"""What is said of a text, its passages and their cards."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from quizapp.core.day import Day
from quizapp.deck.source_text import Passage
from quizapp.presentation.reading import (
    NOTHING_WITHOUT,
    known_in_words,
    place_in_words,
    standing_in_words,
    summary,
    without_cards_in_words,
)
from quizapp.presentation.styled import plain
from quizapp.study.reading import PassageKnowledge, ReadingText, TextCard, TextPassage


def text_with(*numbers: int | None, cards: tuple[int, ...] = ()) -> ReadingText:
    """A text of passages, some of which have a card."""
    one = TextCard(None, "a/x", ())  # type: ignore[arg-type]
    stops = [TextPassage(Passage(n, "It is."), (one,) if n in cards else ()) for n in numbers]
    return ReadingText(Path("article.md"), (), "a", tuple(stops))


@pytest.mark.parametrize(
    ("known", "drafts", "said"),
    [
        (PassageKnowledge(3, 2, 0.8234), 0, "3 cards, 82 % known"),
        (PassageKnowledge(1, 1, 0.0), 0, "1 card, 0 % known"),
        (PassageKnowledge(1200, 1200, 0.9999), 0, "1,200 cards, 99 % known"),
        (PassageKnowledge(300, 1, 0.0001), 0, "300 cards, 1 % known"),
        (PassageKnowledge(2, 0, 0.0), 1, "2 cards, not asked yet, 1 draft"),
        (PassageKnowledge(0, 0, 0.0), 0, "no card"),
        (PassageKnowledge(0, 0, 0.0), 2, "no card, 2 drafts"),
    ],
)
def test_a_passage_says_how_many_cards_it_has_and_how_well_they_are_known(
    known: PassageKnowledge, drafts: int, said: str
) -> None:
    assert known_in_words(known, drafts) == said


def test_the_place_is_told_with_the_number_in_the_text_where_that_is_another() -> None:
    assert place_in_words(text_with(1, 2, 3), 1) == "passage 2 of 3"
    assert place_in_words(text_with(4, None, 7), 2) == "passage 3 of 3 ([7])"
    assert place_in_words(text_with(4, None, 7), 1) == "passage 2 of 3"


def test_passages_without_a_card_are_listed_in_runs() -> None:
    every = tuple(range(1, 21))
    listed = without_cards_in_words(text_with(*every, cards=(1, 2, 3, 5, 6, 7, 8, 10, 11, 16)))
    assert listed == "passages without a card: 4, 9, 12–15, 17–20"
    assert without_cards_in_words(text_with(1, 2, cards=(1,))) == "passage without a card: 2"
    assert without_cards_in_words(text_with(1, 2, cards=(1, 2))) == NOTHING_WITHOUT
    many = text_with(*range(1, 101), cards=tuple(range(1, 101, 2)))
    assert without_cards_in_words(many).endswith("22, 24 and 38 more")


@pytest.mark.parametrize(
    ("due", "marks", "said"),
    [
        ({}, {}, "○ not asked yet"),
        ({"a/x": -1}, {}, "◐ learning, due today"),
        ({"a/x": 9}, {}, "● due today"),
        ({"a/x": 11}, {}, "✓ due in 1 day"),
        ({"a/x": 14}, {"flags": {"a/x": 2}}, "✓ due in 4 days  ·  ⚑ flagged"),
        ({"a/x": 14}, {"suspended": {"a/x"}}, "⊘ suspended  ·  ✓ due in 4 days"),
        ({}, {"buried": {"a/x": 11}}, "⊖ buried until tomorrow  ·  ○ not asked yet"),
        ({}, {"buried": {"a/x": 10}}, "○ not asked yet"),
    ],
)
def test_a_card_says_where_it_stands(
    due: dict[str, int], marks: dict[str, object], said: str
) -> None:
    known = {"due_day": due, "suspended": set(), "buried": {}, "flags": {}} | marks
    progress = SimpleNamespace(**known)
    assert plain(standing_in_words("a/x", progress, Day(10))) == said  # type: ignore[arg-type]


def test_a_text_is_summed_up_in_a_line() -> None:
    text = text_with(1, 2, cards=(1,))
    assert summary(text, PassageKnowledge(1, 1, 0.5)) == "2 passages; 1 card, 50 % known"
    assert summary(text, PassageKnowledge(0, 0, 0.0)) == "2 passages; no card"
