"""Decks on Home as the learner has them: hidden, archived, renamed, in groups, in an order."""

from dataclasses import replace
from pathlib import Path

import pytest

from quizapp.deck.deck import Deck
from quizapp.progress.events import ARCHIVED, CLOSED, GROUP, HIDDEN, TITLE, Arranged, SearchSaved
from quizapp.study.arrangement import (
    HOME,
    UNGROUPED,
    Arrangement,
    DeckRow,
    GroupRow,
    HomeRow,
    SearchRow,
    group_subject,
    retitled,
    search_subject,
)
from tests.study.conftest import World
from tests.study.decks import choices, deck

NEWS = group_subject("News")


class Shelf:
    """Decks in folders below `root`, and what is said of them."""

    def __init__(self, world: World) -> None:
        self.world, self.root = world, world.folder / "all"
        self.decks: list[Deck] = []

    def add(self, *slugs: str, folder: str = "", source: str = "") -> None:
        head = f"source: {{title: {source}}}\n" if source else ""
        self.decks += [deck(self.root / folder, choices(1), slug, head) for slug in slugs]

    def say(self, subject: str, field: str, value: int | str = 1) -> str:
        return self.world.progress.change(Arranged(subject, field, value), self.world.now)

    @property
    def arrangement(self) -> Arrangement:
        return Arrangement(self.world.progress, self.decks, [self.root])

    def home(self, **chosen: bool) -> list[str]:
        return list(map(line, self.arrangement.rows(**chosen)))

    def move(self, subject: str, by: int) -> None:
        rows = self.arrangement.rows()
        (row,) = (one for one in rows if one.subject == subject)
        if event := self.arrangement.moved(rows, row, by):
            self.world.progress.change(event, self.world.now)


def line(row: HomeRow) -> str:
    match row:
        case GroupRow(title=title, decks=decks, is_open=is_open):
            said = f"{'v' if is_open else '>'} {title} {len(decks)}"
        case SearchRow(title=title, query=query):
            said = f"/ {title}: {query}"
        case DeckRow(group=group):
            said = f"{'  ' if group else ''}{row.deck.slug}"
    return f"{said}{' hidden' * row.away.hidden}{' archived' * row.away.archived}"


@pytest.fixture
def shelf(world: World) -> Shelf:
    return Shelf(world)


def test_where_all_decks_lie_in_one_folder_there_are_no_groups(shelf: Shelf) -> None:
    shelf.add("b", "a", folder="csto")
    assert shelf.home() == ["b", "a"]
    assert shelf.arrangement.is_plain
    shelf.add("own")
    assert shelf.home() == ["b", "a", "own"]


def test_several_folders_are_groups_called_as_the_article_that_their_decks_are_from(
    shelf: Shelf,
) -> None:
    shelf.add("one", "two", folder="first", source="The alliance")
    shelf.add("own")
    shelf.add("three", folder="second/inner")
    assert shelf.home() == [
        *("v The alliance 2", "  one", "  two", "own"),
        *("v second/inner 1", "  three"),
    ]


def test_a_folder_outside_the_places_of_decks_is_no_group(shelf: Shelf) -> None:
    shelf.add("one", folder="first")
    shelf.add("two", folder="second")
    shelf.root = shelf.root / "elsewhere"
    assert shelf.home() == ["one", "two"]


def test_a_group_that_is_closed_shows_none_of_its_decks(shelf: Shelf) -> None:
    shelf.add("one", folder="first")
    shelf.add("two", folder="second")
    shelf.say(group_subject("first"), CLOSED)
    assert shelf.home() == ["> first 1", "v second 1", "  two"]
    shelf.say(group_subject("first"), CLOSED, 0)
    assert shelf.home()[1] == "  one"


def test_a_deck_is_put_into_a_group_and_out_of_its_folders(shelf: Shelf) -> None:
    shelf.add("one", "two", folder="first")
    shelf.add("three", folder="second")
    shelf.say("one", GROUP, "News")
    shelf.say("three", GROUP, "News")
    assert shelf.home() == ["v News 2", "  one", "  three", "v first 1", "  two"]
    assert shelf.arrangement.group_names == ["News", "first"]
    shelf.say("two", GROUP, UNGROUPED)
    shelf.say("three", GROUP, "")
    assert shelf.home() == ["v News 1", "  one", "two", "v second 1", "  three"]


def test_a_hidden_deck_is_neither_on_home_nor_asked_until_it_is_shown(shelf: Shelf) -> None:
    shelf.add("one", "two", "three")
    event = shelf.say("two", HIDDEN)
    shelf.say("three", ARCHIVED)
    assert shelf.home() == ["one"] == [deck.slug for deck in shelf.arrangement.asked()]
    assert shelf.home(with_away=True) == ["one", "two hidden", "three archived"]
    assert [deck.slug for deck in shelf.arrangement.decks_away] == ["two", "three"]
    shelf.world.progress.undo(event, shelf.world.now)
    assert shelf.home() == ["one", "two"]


def test_what_is_said_of_a_group_holds_for_its_decks(shelf: Shelf) -> None:
    shelf.add("one", "two", "three")
    shelf.say("one", GROUP, "News")
    shelf.say("two", GROUP, "News")
    shelf.say(NEWS, TITLE, "What is new")
    assert shelf.home()[0] == "v What is new 2"
    shelf.say(NEWS, ARCHIVED)
    assert shelf.home() == ["three"] == [deck.slug for deck in shelf.arrangement.asked()]
    assert shelf.home(with_away=True)[:2] == ["v What is new 2 archived", "  one archived"]


def test_a_group_of_which_all_decks_are_hidden_is_not_shown(shelf: Shelf) -> None:
    shelf.add("one", "two")
    shelf.say("one", GROUP, "News")
    shelf.say("one", HIDDEN)
    assert shelf.home() == ["two"]


def test_decks_and_groups_move_among_their_neighbours_and_all_is_asked_in_that_order(
    shelf: Shelf,
) -> None:
    shelf.add("one", "two", folder="first")
    shelf.add("three", "four", folder="second")
    shelf.add("five")
    shelf.move("four", -1)
    shelf.move("five", -1)
    shelf.move(group_subject("first"), 1)
    assert shelf.home() == [
        *("five", "v first 2", "  one", "  two"),
        *("v second 2", "  four", "  three"),
    ]
    assert [one.slug for one in shelf.arrangement.asked()] == [
        "five",
        "one",
        "two",
        "four",
        "three",
    ]
    shelf.move("five", -1)
    shelf.move("three", 1)
    assert shelf.home()[0] == "five"
    assert shelf.home()[-1] == "  three"


def test_a_move_passes_hidden_neighbours_by(shelf: Shelf) -> None:
    shelf.add("one", "two", "three")
    shelf.say("two", HIDDEN)
    shelf.move("three", -1)
    assert shelf.home(with_away=True) == ["three", "one", "two hidden"]


def test_a_deck_that_comes_later_stands_at_the_end_of_an_order(shelf: Shelf) -> None:
    shelf.add("one", "two")
    shelf.move("two", -1)
    shelf.add("three")
    shelf.decks.reverse()
    assert shelf.home() == ["two", "one", "three"]


def test_saved_searches_stand_after_the_decks_and_move_among_them(shelf: Shelf) -> None:
    shelf.add("one")
    for name in ("Law", "Due"):
        shelf.world.progress.change(SearchSaved(name, f"is:{name}"), shelf.world.now)
    assert shelf.home() == ["one", "/ Due: is:Due", "/ Law: is:Law"]
    shelf.move(search_subject("Law"), -1)
    shelf.say(search_subject("Law"), TITLE, "All of law")
    assert shelf.home() == ["one", "/ All of law: is:Law", "/ Due: is:Due"]


def test_a_text_finds_decks_by_all_its_words_in_closed_groups_too(shelf: Shelf) -> None:
    shelf.add("figures", folder="first", source="The Ālliance")
    shelf.add("reasons", folder="second")
    shelf.add("hidden-figures")
    shelf.say("hidden-figures", HIDDEN)
    shelf.say(group_subject("first"), CLOSED)
    shelf.world.progress.change(SearchSaved("Figures of law", "law"), shelf.world.now)

    def found(text: str, **chosen: bool) -> list[str]:
        return list(map(line, shelf.arrangement.found(text, **chosen)))

    assert found("FIG") == ["figures", "/ Figures of law: law"]
    assert found("deck alliance") == ["figures"]
    assert found("fig", with_away=True)[1] == "hidden-figures hidden"
    assert found("nothing") == []


def test_a_title_of_the_learners_goes_and_the_authors_comes_back(shelf: Shelf) -> None:
    shelf.add("one", "two")
    first = shelf.decks
    named = list(retitled(first, {"one": "Mine\x1b[2J"}))
    assert [deck.title for deck in named] == ["Mine\N{REPLACEMENT CHARACTER}[2J", first[1].title]
    assert named[1] is first[1]
    assert next(retitled(named, {"one": "Other"})).title == "Other"
    assert list(retitled(named, {})) == first


def test_what_another_device_says_without_sense_harms_nothing(shelf: Shelf) -> None:
    shelf.add("one", "two")
    for subject, field, value in (
        (HOME, "order", 7),
        ("one", TITLE, 3),
        ("one", GROUP, 5),
        ("gone", GROUP, "x"),
        (HOME, "order", "two\nghost\ntwo"),
    ):
        shelf.say(subject, field, value)
    assert shelf.home() == ["two", "v 5 1", "  one"]


def test_the_groups_stay_while_all_decks_of_one_are_hidden(shelf: Shelf) -> None:
    shelf.add("one", folder="first")
    shelf.add("two", folder="second")
    shelf.say("one", HIDDEN)
    assert shelf.home() == ["v second 1", "  two"]


def test_decks_of_one_folder_stay_in_it_when_one_is_moved_elsewhere(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.add("one", "two", folder="first")
    shelf.decks[0] = replace(shelf.decks[0], path=tmp_path / "else" / "one.yaml")
    assert shelf.home() == ["one", "two"]
