"""Browsing: what is found and in which order, and what is done to it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quizapp.browse.browse_session import BrowseSession
from quizapp.browse.columns import COLUMNS
from quizapp.browse.index import CardIndex
from quizapp.memory.fsrs import Rating
from quizapp.presentation.card_batch import done
from quizapp.presentation.card_columns import cell, styled_cell
from quizapp.progress.events import Answer
from quizapp.study.card_batch import BatchAction, BatchLog
from quizapp.study.profile import Profile
from tests.plain.talks import profile
from tests.study.decks import CHOICE, FLASHCARD, TYPED

CARDS = [
    CHOICE.format(id="one"),
    FLASHCARD.format(id="two"),
    TYPED.format(id="three"),
    CHOICE.format(id="four"),
]
KEYS = [f"test-deck/{name}" for name in ("one", "two", "three", "four")]


@pytest.fixture
def learner(home: Path) -> Iterator[Profile]:  # noqa: ARG001  (for its time zone)
    with profile(CARDS) as one:
        for number, key in enumerate(KEYS[:3]):
            due = one.day + 9 - number
            answer = Answer(key, one.day, Rating.GOOD, "review", 0, due, ms=1000)
            one.progress.record(answer, one.clock())
        yield one


@pytest.fixture
def browse(learner: Profile) -> BrowseSession:
    session = BrowseSession(learner, CardIndex(learner.library.decks), BatchLog(learner.progress))
    session.search("")
    return session


def found(session: BrowseSession) -> list[str]:
    return [key.partition("/")[2] for key in session.keys(session.rows)]


def test_what_cannot_be_understood_leaves_what_was_found(browse: BrowseSession) -> None:
    browse.search("type:choice")
    assert found(browse) == ["one", "four"]
    browse.search("type:choice is:nwe")
    assert browse.error is not None
    assert (browse.error.start, browse.error.end) == (15, 18)
    assert found(browse) == ["one", "four"]
    browse.search("is:new")
    assert browse.error is None
    assert found(browse) == ["four"]


def test_a_column_sorts_one_way_then_the_other_and_then_as_in_the_decks(
    browse: BrowseSession,
) -> None:
    browse.sort_by("due")
    assert found(browse) == ["three", "two", "one", "four"]  # a new card is due on no day
    browse.sort_by("due")
    assert found(browse) == ["one", "two", "three", "four"]
    browse.sort_by("due")
    assert (browse.sorted_by, found(browse)) == (None, ["one", "two", "three", "four"])


def test_the_highest_number_comes_first(browse: BrowseSession) -> None:
    browse.sort_by("reps")
    assert (browse.descending, found(browse)[-1]) == (True, "four")
    browse.sort_by("reps")
    assert (browse.descending, found(browse)[0]) == (False, "four")


def test_a_search_stays_sorted_and_is_made_again_after_each_change(browse: BrowseSession) -> None:
    browse.sort_by("due")
    browse.search("-is:suspended")
    browse.do(browse.prepare(BatchAction.SUSPEND, [1]))
    assert found(browse) == ["three", "one", "four"]
    assert browse.undo() is not None
    assert found(browse) == ["three", "two", "one", "four"]


def test_what_was_done_to_all_of_them_is_taken_away_again(browse: BrowseSession) -> None:
    def toggle(*rows: int) -> BatchAction:
        batch = browse.toggled(BatchAction.SUSPEND, BatchAction.RESUME, rows)
        browse.do(batch)
        return batch.action

    assert toggle(0) is BatchAction.SUSPEND
    assert toggle(0, 1) is BatchAction.SUSPEND
    assert toggle(0, 1) is BatchAction.RESUME
    assert not browse.profile.progress.suspended


def test_a_tag_that_is_the_authors_stays_and_that_is_said(home: Path) -> None:  # noqa: ARG001
    tagged = CHOICE.format(id="one").rstrip() + "\n    tags: [News]\n"
    with profile([tagged, CHOICE.format(id="two")]) as learner:
        index = CardIndex(learner.library.decks)
        browse = BrowseSession(learner, index, BatchLog(learner.progress))
        browse.do(browse.prepare(BatchAction.TAG, [1], "news"))
        batch = browse.prepare(BatchAction.UNTAG, [0, 1], "news")
        assert (batch.cards, batch.authors) == (("test-deck/two",), 1)
        assert done(batch, learner.calendar, learner.day) == (
            '1 card without your tag "news" now. 1 card has the tag "news" from its author, and '
            "keeps it. u takes it back."
        )


def test_only_cards_that_can_be_asked_are_practised(home: Path) -> None:  # noqa: ARG001
    kept = [
        CHOICE.format(id=name).rstrip() + f"\n    status: {name}\n" for name in ("retired", "draft")
    ]
    with profile([*kept, CHOICE.format(id="one")]) as learner:
        index = CardIndex(learner.library.decks)
        browse = BrowseSession(learner, index, BatchLog(learner.progress))
        assert browse.keys(range(3)) == ["test-deck/one"]
        assert len(browse.prepare(BatchAction.SUSPEND, range(3)).cards) == 3
        browse.search("")
        assert list(browse.rows) == [1, 2, 0]  # who browses looks for what is asked


def test_a_search_is_kept_under_a_name_as_it_is_written(browse: BrowseSession) -> None:
    browse.search("(is:due   or is:new)")
    browse.save_search("Now")
    assert dict(browse.profile.progress.saved_searches) == {"Now": "is:due or is:new"}


def test_the_word_at_the_cursor_is_completed_not_the_search_that_was_understood_last(
    browse: BrowseSession,
) -> None:
    browse.search("two")
    offered = browse.completions("two is:lee", 10)
    assert [(one.text, one.start, one.end) for one in offered] == [("leech", 7, 10)]


def test_a_row_opens_its_card(browse: BrowseSession) -> None:
    deck, card = browse.card(2)
    assert (deck.slug, card.key, card.question.type) == ("test-deck", KEYS[2], "typed")


def test_a_styled_cell_says_what_the_plain_one_says(browse: BrowseSession) -> None:
    context = browse.profile.context
    for number in browse.rows:
        for name in COLUMNS:
            text = styled_cell(name, number, browse.index, context).text
            assert text.endswith(cell(name, number, browse.index, context))
