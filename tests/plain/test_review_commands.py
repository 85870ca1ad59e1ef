"""All that a learner can do in the line-by-line review besides answering."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from quizapp.core.day import Day
from quizapp.memory.fsrs import Rating
from quizapp.plain.console import Console
from quizapp.plain.review import review
from quizapp.progress.events import Answer
from quizapp.study.profile import Profile
from quizapp.study.selection import DUE_TODAY, Minutes, Practice, Selection
from tests.plain.talks import Paper, Somebody, console, events, profile
from tests.study.decks import (
    CHOICE,
    FLASHCARD,
    MATCHING,
    MULTI,
    ORDERING,
    TRUE_FALSE,
    TYPED,
    deck,
)

pytestmark = pytest.mark.day

TWO_TYPED = [TYPED.format(id="one"), TYPED.format(id="two")]
STEPLESS = {"learning_steps": (), "relearning_steps": ()}


def talk(one: Profile, lines: Sequence[str], selection: Selection = DUE_TODAY) -> list[str]:
    spec = Paper()
    review(one, one.library.decks, selection, console(lines, spec))
    return spec.lines


def after(cards: Sequence[str], lines: Sequence[str], **settings: Any) -> list[str]:
    with profile(cards, **{**STEPLESS, **settings}) as one:
        return talk(one, lines)


def test_hints_come_one_at_a_time_and_a_right_answer_is_then_hard() -> None:
    cards = [CHOICE.format(id="one").replace("[wrong, worse, worst]", "[wrong]")]
    with profile(cards, **STEPLESS) as one:
        said = talk(one, ["/hint", "/hint", "/hint", "1", "2"])
        assert said.index("It is not wrong") < said.index("It begins with r")
        assert any(line.startswith("/hint does nothing now") for line in said)
        assert said.count("Which is right in one?") == 1
        [answer] = one.progress.history()
        assert answer.answer.hint == 2


def test_a_right_answer_after_a_hint_is_said_to_count_as_hard() -> None:
    said = after(
        [TYPED.format(id="one").replace("answer:", "hint: K, answer:")], ["/hint", "Kyrgyzstan"]
    )
    assert said[said.index("Right.") + 1] == "Counted as hard, as you saw a hint."


@pytest.mark.parametrize("card", [TYPED, CHOICE, MATCHING, MULTI, ORDERING, TRUE_FALSE])
def test_a_question_mark_says_that_the_learner_does_not_know(card: str) -> None:
    said = after([card.format(id="one")], ["?"])
    assert "Not known." in said
    assert any(line.startswith("The answer: ") for line in said)
    assert not [line for line in said if "/right" in line or line.startswith("You said")]


def test_an_answer_that_was_not_accepted_is_counted_as_right_when_the_learner_says_so() -> None:
    with profile(TWO_TYPED, **STEPLESS) as one:
        said = talk(one, ["Kirgisia", "/right"])
        assert said.count("saved") == 2
        assert "Counted as right." in said
        [answer] = one.progress.history()
        assert (answer.answer.rating, answer.answer.overridden) == (Rating.GOOD, True)


def test_a_right_answer_can_be_counted_as_hard() -> None:
    with profile(TWO_TYPED, **STEPLESS) as one:
        assert "Counted as hard." in talk(one, ["Kyrgyzstan", "/harder"])
        assert [each.answer.rating for each in one.progress.history()] == [Rating.HARD]


def test_the_last_answer_is_taken_back_and_its_card_asked_again() -> None:
    with profile(TWO_TYPED, **STEPLESS) as one:
        said = talk(one, ["nonsense", "/undo", "Kyrgyzstan"])
        assert said.count("Type the word of one.") == 2
        assert [each.answer.rating for each in one.progress.history()] == [Rating.GOOD]


def test_a_flag_goes_the_way_it_came() -> None:
    with profile([TYPED.format(id="one")]) as one:
        said = talk(one, ["/flag", "/flag"])
        assert said.index("Flagged.") < said.index("Unflagged.")
        assert not one.progress.flags


def test_burying_suspending_and_flagging_last_and_can_be_undone() -> None:
    with profile([TYPED.format(id=name) for name in ("one", "two", "three")]) as one:
        said = talk(one, ["/bury", "/suspend", "/flag", "/undo", "/undo", "/undo", "/suspend"])
        assert "Buried until tomorrow." in said
        assert "Flagged." in said
        assert "The flag is as it was." in said
        assert one.progress.suspended == {"test-deck/one"}
        assert not one.progress.flags
        assert said[-1] == "0 answers, 0 right. 2 left today."


SOURCED = """
  - {id: sourced, type: typed, prompt: Who left?, answer: Armenia, evidence:
     {quote: it is not the same as having left, passage: 1}}
"""


def test_the_source_is_that_of_the_last_answer_and_not_of_the_question_that_is_open(
    home: Path,
) -> None:
    folder = home / "decks"
    folder.mkdir(parents=True)
    (folder / "article.md").write_text("[1] Frozen, and it is not the same as having left.\n")
    head = "source: {title: The text, text: article.md}"
    deck(folder, [SOURCED, TYPED.format(id="two")], head=head)
    one = Profile.open()
    spec = Paper()
    review(
        one,
        [one.library.deck("test-deck")],
        console=console(["/source", "Armenia", "/source"], spec),
    )
    text = spec.getvalue()
    assert "/source does nothing now" in text.split("saved")[0]
    assert "1  Frozen, and it is not the same as having left." in text.split("saved")[1]
    assert "Passage 1: “it is not the same as having left”" in text.split("saved")[1]


def test_two_slashes_begin_a_reply_with_one() -> None:
    assert "You said: /etc/hosts" in after(TWO_TYPED, ["//etc/hosts"])


def test_what_is_asked_again_at_once_is_not_given_away_and_its_last_answer_stands() -> None:
    with profile([LEECH]) as one:
        said = talk(one, ["Kyrgyzstan", "/source", "/harder", "/end"])
        assert said.count("Where is Bishkek?") == 2
        assert any(line.startswith("/source does nothing now") for line in said)
        assert any(line.startswith("/harder does nothing now") for line in said)
        assert said.count("saved") == 1


def test_help_lists_what_does_something_now() -> None:
    said = after(TWO_TYPED, ["/help"])
    assert any(line.startswith("  /bury") for line in said)
    assert not any(line.startswith(("  /hint", "  /undo", "  /right")) for line in said)


def test_end_ends_the_review_and_says_how_much_is_left() -> None:
    said = after(TWO_TYPED, ["Kyrgyzstan", "/left", "/end", "Kyrgyzstan"])
    assert "1 card left." in said
    assert said[-1] == "1 answer, 1 right. 1 left today."


def test_with_two_buttons_there_are_two_and_scripts_may_still_say_3() -> None:
    cards = [FLASHCARD.format(id=name) for name in ("one", "two")]
    with profile(cards, buttons=2, **STEPLESS) as one:
        said = talk(one, ["", "5", "2", "", "3"])
        assert "How was it? 1 again (1d), 2 good (2d):" in said
        assert "Use 1 or 2." in said
        ratings = [each.answer.rating for each in one.progress.history()]
        assert ratings == [Rating.GOOD, Rating.GOOD]


LEECH = """
  - {id: one, type: typed, prompt: Where is Bishkek?, answer: Kyrgyzstan, hint: In the east,
     evidence: {quote: far in the east}}
"""


@pytest.mark.parametrize(
    ("line", "says", "suspended"),
    [
        ("k", "1 answer, 0 right.", set()),
        ("keep", "1 answer, 0 right.", set()),
        ("S", "1 answer, 0 right.", {"test-deck/one"}),
        ("/undo", "1 left today.", set()),
        ("r", "no editor can be opened in a pipe", set()),
        ("", "Use k, r or s.", set()),
    ],
)
def test_a_leech_is_shown_with_all_that_helps_and_kept_rewritten_or_suspended(
    line: str, says: str, suspended: set[str]
) -> None:
    with profile([LEECH], leech_lapses=1, **STEPLESS) as one:
        days = Day(one.day - 9)
        learnt = Answer("test-deck/one", days, Rating.GOOD, "review", 0, days + 1)
        one.progress.record(learnt, one.clock() - timedelta(days=9))
        said = talk(one, ["nonsense", line])
        at = said.index("Forgotten 1 times.")
        assert said[at + 1 : at + 4] == [
            "In the east",
            "Source: “far in the east”",
            "keep, rewrite or suspend? (k/r/s)",
        ]
        assert says in "\n".join(said[at:])
        assert one.progress.suspended == suspended


def test_practice_promises_no_intervals() -> None:
    cards = [FLASHCARD.format(id="one"), TYPED.format(id="two")]
    with profile(cards) as one:
        keys = one.library.decks[0].keys
        said = talk(one, ["", "2", "Kyrgyzstan", "", "2"], Practice(keys))
        assert said.count("saved") == said.count("Practice: the schedule stays as it is.") == 2
        assert not any("Back in" in line for line in said)
        assert not one.progress.cards
        assert {event["kind"] for event in events(one)} == {"practised"}


def test_when_the_minutes_are_over_it_is_said_once_and_the_review_goes_on() -> None:
    cards = [TYPED.format(id=f"card-{number}") for number in range(8)]
    with profile(cards, step=timedelta(seconds=20), **STEPLESS) as one:
        said = talk(one, ["/left", *["Kyrgyzstan"] * 8], Minutes(2.5))
        assert any("left, about" in line for line in said)
        assert said.count("Your time is over. Go on as you like; /end ends.") == 1
        after_it = said[said.index("Your time is over. Go on as you like; /end ends.") :]
        assert "saved" in after_it


@pytest.mark.program
def test_the_learners_editor_changes_the_card_that_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "vim"
    editor.write_text('#!/bin/sh\nsed -i.bak "s/the word of one/another word/" "$2"\n')
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    with profile(TWO_TYPED, **STEPLESS) as one:
        screen = Screen()
        review(one, one.library.decks, console=Console(Somebody("/edit\nKyrgyzstan\n"), screen))
        assert "The card was read again." in screen.lines
        assert "Type another word." in screen.lines


class Screen(Paper):
    def isatty(self) -> bool:
        return True


def test_in_a_pipe_no_editor_is_opened_and_the_place_of_the_card_is_said() -> None:
    said = after(TWO_TYPED, ["/edit"])
    assert any("no editor can be opened in a pipe; the card is in" in line for line in said)
    assert said.count("Type the word of one.") == 1


def test_the_history_of_a_card_can_be_had_once_its_answer_is_known() -> None:
    said = after(TWO_TYPED, ["/history", "Kyrgyzstan", "/history"])
    assert any(line.startswith("/history does nothing now") for line in said)
    at = said.index("Day        Rated    Then  Recall  Stability      Reply")
    assert said[at + 1] == "26 Feb 24  ✓ Good   2d            → 2.3d         Kyrgyzstan"
    assert said[at - 4] == "Of “Type the word of one.”:"  # another card is asked by now
    assert said[at - 3].startswith("Due in 2 days; ")
    assert said[at - 2].startswith("Why then: after the last answer, Good, on Monday 26 February")
