"""The quiz line by line: questions, replies, what it asks in between, and its end."""

import io
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

import pytest

from quizapp.core.errors import DeckError
from quizapp.plain.console import Console
from quizapp.plain.quiz import take_quiz
from quizapp.progress.events import PRACTICE
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from tests.plain.talks import NOON, Paper, Somebody, console, events, profile
from tests.study.decks import FLASHCARD, TYPED

THREE = [TYPED.format(id=name) for name in ("one", "two", "three")]
IN_ORDER: dict[str, Any] = {"shuffled": False}


def talk(
    one: Profile,
    lines: Sequence[str],
    new: bool = False,
    flags: Sequence[str] = (),
    **options: Any,
) -> list[str]:
    spec = Paper()
    wished = QuizOptions(**{**IN_ORDER, **options})
    take_quiz(one, one.library.decks, wished, new, "quizapp quiz x", console(lines, spec), flags)
    return spec.lines


def sat(lines: Sequence[str], **options: Any) -> list[str]:
    with profile(THREE) as one:
        return talk(one, lines, **options)


def ratings(one: Profile) -> list[int]:
    return [each.answer.rating for each in one.progress.history()]


def test_a_quiz_that_is_shorter_as_questions_give_others_away_says_so() -> None:
    cards = [
        TYPED.format(id=name).replace("{id:", "{apart: [one], id:", name != "one")
        for name in ("one", "two", "three")
    ]
    said = "Drawn from 3, 2 at most, as some give others away."
    with profile(cards) as one:
        assert said in talk(one, [], number=3)
        assert said not in talk(one, [], new=True, number=2)
    assert not any(line.startswith("Drawn from") for line in sat([], number=9))


def test_each_reply_is_saved_and_nothing_counts_before_all_is_handed_in() -> None:
    with profile(THREE) as one:
        said = talk(one, ["Kyrgyzstan", "Armenia"])
        assert said.count("saved") == 2
        assert [line for line in said if line.startswith("Question")] == [
            "Question 1 of 3",
            "Question 2 of 3",
            "Question 3 of 3",
        ]
        assert "Right." not in said
        assert said[-1] == "The quiz stays open: 2 of 3 answered. `quizapp quiz x` goes on with it."
        assert ratings(one) == []


def test_enter_hands_in_when_all_are_answered_and_then_all_is_said() -> None:
    with profile(THREE) as one:
        said = talk(one, ["/mark", "Kyrgyzstan", "Armenia", "?", ""])
        at_end = "All 3 answered, 1 marked. Enter hands in; a number goes to a question."
        results = said[said.index(at_end) :]
        assert "Score: 1 of 3 (33%). Guessing would give 0 (0%)." in results
        assert "2. Type the word of two." in results
        assert "You said: Armenia" in results
        assert results.count("The answer: Kyrgyzstan") == 2
        assert "Missed: 2. Review them with `/missed`; enter ends." in results
        assert ratings(one) == [3, 1, 1]


def test_at_the_end_of_input_a_quiz_that_is_answered_is_handed_in() -> None:
    assert "Score: 3 of 3 (100%). Guessing would give 0 (0%)." in sat(["Kyrgyzstan"] * 3)


def test_a_number_goes_back_and_another_reply_takes_the_place_of_the_first() -> None:
    with profile(THREE) as one:
        said = talk(one, [*["Armenia"] * 3, "2", "Kyrgyzstan", "9", ""])
        assert "Your reply so far: Armenia" in said
        assert "There are questions 1 to 3." in said
        assert ratings(one) == [1, 3, 1]


def test_enter_keeps_an_earlier_reply_and_goes_on() -> None:
    with profile(THREE) as one:
        talk(one, ["Kyrgyzstan", "/back", "", "Armenia", "Kyrgyzstan", ""])
        assert ratings(one) == [3, 1, 3]


def test_with_feedback_each_the_verdict_comes_at_once_and_the_reply_stands() -> None:
    with profile(THREE) as one:
        said = talk(one, ["Armenia", "/go 1", "Kyrgyzstan", ""], feedback="each")
        assert said.index("saved") < said.index("Not quite.") < said.index("Question 2 of 3")
        assert said.count("The answer: Kyrgyzstan") == 2
        assert "This reply stands; enter goes on." in said
        assert said.count("Question 2 of 3") == 2
        [response] = [event for event in events(one) if event["kind"] == "quiz_filled"]
        assert response["reply"] == "Armenia"


def test_how_sure_the_learner_is_is_asked_after_each_reply_and_compared() -> None:
    lines = ["Kyrgyzstan", "3", "Armenia", "x", "3", "Kyrgyzstan", "1", ""]
    said = sat(lines, confidence=True)
    assert said.count("How sure are you? 1 guess, 2 unsure, 3 sure:") == 3
    assert "Use 1 to 3." in said
    assert "Sure: 1 of 2 right." in said
    assert "Guess: 1 of 1 right." in said
    assert said.count("saved") == 3


def test_how_sure_a_reply_is_can_still_be_said_after_turning_back() -> None:
    lines = ["Kyrgyzstan", "/go 2", "/back", "/sure", "3", "/go 1", "/sure", "2", "/end"]
    said = sat(lines, confidence=True)
    assert "How sure you are: not said (/sure says it)" in said
    assert "How sure you are: sure" in said
    assert "/sure does nothing now" in "".join(sat(["/sure"], confidence=True))
    assert "/sure does nothing now" in "".join(sat(["Kyrgyzstan", "/back", "/sure"]))


def test_handing_in_with_open_questions_is_asked_back_once() -> None:
    said = sat(["Kyrgyzstan", "/done", "/open", "/done", "/done"])
    again = "Unanswered: 2, 3. /done again hands in all the same."
    assert said.count(again) == 2
    assert said.count("Not answered.") == 2
    assert "Score: 1 of 3 (33%). Guessing would give 0 (0%)." in said


def test_a_quiz_is_thrown_away_only_when_that_is_said_twice() -> None:
    with profile(THREE) as one:
        assert "The quiz stays open" in talk(one, ["Kyrgyzstan", "/drop"])[-1]
        assert talk(one, ["/drop", "/drop"])[-1] == "The quiz is thrown away."
        assert not one.progress.open_quizzes
        assert ratings(one) == []


def test_clearing_undoing_and_marking_show_on_the_list_of_what_is_open() -> None:
    lines = ["Armenia", "/mark", "/open", "/back", "/clear", "/open", "/undo", "/open", "/end"]
    said = [line for line in sat(lines) if line.startswith(("Unanswered", "Marked:"))]
    assert said == [
        *("Unanswered: 2, 3.", "Marked: 2."),
        *("Unanswered: 1, 2, 3.", "Marked: 2."),
        *("Unanswered: 2, 3.", "Marked: 2."),
    ]


def test_next_and_back_stop_at_the_ends() -> None:
    said = sat(["/back", "/next", "/next", "/next", "/end"])
    assert "This is the first question." in said
    assert said[said.index("That was the last question.") + 1] == "Unanswered: 1, 2, 3."


def test_the_open_quiz_is_gone_on_with_unless_a_new_one_is_wanted() -> None:
    with profile(THREE) as one:
        talk(one, ["Kyrgyzstan"])
        said = talk(one, [], number=2)
        assert said[0] == (
            "Going on with the quiz of Monday 26 February, 12:00: 1 of 3 answered"
            ", as it was begun. (--new begins another)"
        )
        assert "Question 2 of 3" in said
        assert "Not applied" not in "".join(said)
        said = talk(one, [], flags=["-n", "--type"], number=2)
        assert said[1] == "Not applied, as it is open already: -n, --type."
        said = talk(one, [], new=True, number=2)
        assert "Question 1 of 2" in said
        assert len(one.progress.open_quizzes) == 1


class SlowTyper(io.StringIO):
    """Somebody who takes 70 seconds for a line."""

    now = NOON

    def readline(self, size: int | None = -1, /) -> str:
        self.now += timedelta(seconds=70)
        return super().readline(-1 if size is None else size)


def test_when_the_time_is_up_the_quiz_is_handed_in_without_the_last_line() -> None:
    with profile(THREE) as one:
        typer, spec = SlowTyper("Kyrgyzstan\nKyrgyzstan\nKyrgyzstan\n"), Paper()
        one.clock = lambda: typer.now
        options = QuizOptions(shuffled=False, minutes=3)
        take_quiz(one, one.library.decks, options, False, "x", Console(typer, spec))
        assert [line for line in spec.lines if line.startswith("Question")] == [
            "Question 1 of 3  about 3 minutes left",
            "Question 2 of 3  about 2 minutes left",
            "Question 3 of 3  less than a minute left",
        ]
        at = spec.lines.index("The time is up: the quiz is handed in.")
        assert spec.lines[at + 1] == "Your last line came too late for it."
        assert spec.saved == 2
        assert ratings(one) == [3, 3]


def test_time_spent_before_a_quiz_is_left_open_counts_when_it_goes_on() -> None:
    with profile(THREE) as one:
        typer, spec = SlowTyper("/end\n"), Paper()
        one.clock = lambda: typer.now
        options = QuizOptions(shuffled=False, minutes=3)
        take_quiz(one, one.library.decks, options, False, "x", Console(typer, spec))
        assert "Question 1 of 3  about 2 minutes left" in talk(one, [])


def test_time_that_runs_out_between_two_lines_hands_in_as_well() -> None:
    with profile(THREE, step=timedelta(seconds=40)) as one:
        said = talk(one, ["Kyrgyzstan"], minutes=3)
        assert "The time is up: the quiz is handed in." in said
        assert "Your last line came too late for it." not in said
        assert not one.progress.open_quizzes


def test_in_the_last_minute_the_time_is_not_counted_down() -> None:
    with profile(THREE) as one:
        said = talk(one, ["/time"], minutes=0.9)
        assert "Question 1 of 3  less than a minute left" in said
        assert "Less than a minute left." in said


def test_what_was_missed_is_reviewed_at_once() -> None:
    with profile(THREE, learning_steps=()) as one:
        said = talk(one, ["Kyrgyzstan", "Armenia", "Kyrgyzstan", "", "/missed", "Kyrgyzstan"])
        assert said[-1] == "1 answer, 1 right."
        assert said.count("Type the word of two.") == 2
        assert ratings(one) == [3, 1, 3, 3]


def test_nothing_missed_is_nothing_to_practise() -> None:
    assert not any("/missed" in line for line in sat([*["Kyrgyzstan"] * 3, ""]))


@pytest.mark.parametrize("counts", [True, False])
def test_whether_answers_count_is_the_learners_own_choice(counts: bool) -> None:
    with profile(THREE) as one:
        said = talk(one, [*["Kyrgyzstan"] * 3, ""], counts=counts)
        assert bool(one.progress.cards) == counts
        assert (
            "All answers are saved, as practice: the schedule of the cards stays as it is." in said
        ) == (not counts)
        assert {each.answer.phase == PRACTICE for each in one.progress.history()} <= {not counts}


@pytest.mark.parametrize(
    ("settled", "lines", "asked", "counts"),
    [
        (None, "maybe\nn\n", 1, False),
        (None, "y\n", 1, True),
        (False, "", 0, False),
        (True, "", 0, True),
    ],
)
def test_whether_answers_count_is_asked_where_it_is_not_settled(
    settled: bool | None, lines: str, asked: int, counts: bool
) -> None:
    with profile(THREE, quiz_counts=settled) as one:
        spec = Paper()
        take_quiz(one, one.library.decks, QuizOptions(), False, "x", Console(Somebody(lines), spec))
        assert spec.getvalue().count("Should the answers of a quiz count") == asked
        [begun] = one.progress.open_quizzes.values()
        assert begun.spec.counts is counts
        assert one.settings.quiz_counts is (counts if asked else settled)


def test_flashcards_alone_make_no_quiz() -> None:
    with (
        profile([FLASHCARD.format(id="one")]) as one,
        pytest.raises(DeckError, match="nothing in it can be graded"),
    ):
        talk(one, [])


def test_tables_by_tag_and_type_are_aligned() -> None:
    cards = [
        card.replace("type: typed", f"type: typed, tags: [{tag}]")
        for card, tag in zip(THREE, ("a", "a", "a much longer tag"), strict=True)
    ]
    with profile(cards) as one:
        said = talk(one, ["Kyrgyzstan", "Armenia", "Kyrgyzstan", ""])
    heading, *rows = (line for line in said if line.startswith(("Tag", "a  ", "a much longer tag")))
    assert heading == "Tag                Questions  Points  Guessing"
    assert rows == [
        "a                          2       1         0",
        "a much longer tag          1       1         0",
    ]


def test_points_stand_above_the_questions_and_in_the_results_where_some_are_not_one() -> None:
    order = "\n  - {id: o, type: ordering, points: 4, prompt: Sort!, items: [a, b], tags: [t]}\n"
    with profile([order, TYPED.format(id="word")]) as one:
        said = talk(one, ["?", "Kyrgyzstan", ""])
    assert [line for line in said if line.startswith("Question ")] == [
        "Question 1 of 2  4 points",
        "Question 2 of 2  1 point",
    ]
    assert "Score: 1 of 5 points (20%). Guessing would give 2 (40%)." in said
    assert [line for line in said if line.endswith(("point.", "points."))] == [
        "0 of 4 points.",
        "1 of 1 point.",
    ]
    assert said[said.index("Tag  Questions        Points  Guessing") + 1].split()[1:] == [
        *("1", "0", "of", "4", "2")
    ]


def test_partners_that_belong_to_nobody_are_among_the_others_and_it_is_said() -> None:
    pairs = "pairs: {Armenia: Yerevan, Belarus: Minsk}, distractors: [Tbilisi]"
    with profile([f"\n  - {{id: p, type: matching, prompt: Pair up., {pairs}}}\n"]) as one:
        said = talk(one, [])
    shown = {line.split(". ", 1)[1] for line in said if line.startswith("  ") and ". " in line}
    assert shown == {"Yerevan", "Minsk", "Tbilisi"}
    assert "Some of these belong to nobody." in said
