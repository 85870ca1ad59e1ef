"""Curation line by line."""

from pathlib import Path

import pytest

from quizapp.generate.verdicts import VerdictLog
from quizapp.plain.curate import curate
from tests.author.curating import EVENTS, PEOPLE, Watch, make, text_of
from tests.plain.talks import Paper, console


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "arlen")


def talk(folder: Path, *lines: str) -> str:
    paper = Paper()
    curate([folder / "events.yaml", folder / "people.yaml"], Watch(), console(lines, paper))
    return paper.getvalue()


def test_a_draft_is_shown_with_all_that_it_takes_to_judge_it(folder: Path) -> None:
    told = talk(folder, "end")
    for part in (
        "Arlen: what happened (1 of 3",
        "How much will the bridge cost?",
        "Answer: 12 million euros",
        "Why: The state pays half of it.",
        "Passage 2: “The bridge will cost 12 million euros”",
        "3 drafts still wait.",
        "  3  Nobody was asked, said the shopkeeper Tom Brand.",
    ):
        assert part in told
    assert text_of(folder) == EVENTS


def test_verdicts_are_saved_one_line_each(folder: Path) -> None:
    told = talk(folder, "keep", "d 4", "/later", "k")
    assert told.count("saved\n") == 3
    assert "All drafts are decided." in told
    assert "trivial" in told
    assert "draft" not in text_of(folder)
    assert not (folder / "people.yaml").exists()
    assert [one.card for one in VerdictLog.in_folder(folder).verdicts] == [
        "cost",
        "who-mayor",
        "when-bridge",
    ]


def test_undo_takes_everything_back(folder: Path) -> None:
    told = talk(folder, "k", "drop wrong", "undo", "undo", "undo", "end")
    assert "Taken back: dropped: wrong." in told
    assert "does nothing now" in told
    assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)


def test_fields_are_changed_in_place(folder: Path) -> None:
    talk(
        folder,
        "set distractors 9 million euros | 8 million euros",
        "set hint Half of it is six million.",
        "unset explain",
        "end",
    )
    assert "distractors: [9 million euros, 8 million euros]\n" in text_of(folder)
    assert "    hint: Half of it is six million.\n" in text_of(folder)
    assert "The state pays half of it" not in text_of(folder)
    assert text_of(folder).count("status: draft") == 2


def test_an_option_that_is_true_too_goes_by_the_number_that_is_shown(folder: Path) -> None:
    shown = talk(folder, "end").splitlines()
    number = next(line.split()[0].rstrip(".)") for line in shown if "6 million euros" in line)
    talk(folder, f"true {number}", "end")
    assert "distractors: [10 million euros]\n" in text_of(folder)


def test_a_card_is_moved_and_made_another(folder: Path) -> None:
    told = talk(folder, "type essay", "type typed", "move nowhere", "move people", "end")
    assert "This card can become flashcard or typed." in told
    assert "It can go to people." in told
    assert "id: cost\n    type: typed\n" in text_of(folder, "people.yaml")
    assert "id: cost" not in text_of(folder)


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("drop", "write /drop REASON."),
        ("drop because", "No reason is called so; use 1 to 8, or its name."),
        ("keeep", "did you mean /keep?"),
        ("", "Type keep, drop REASON, later or help."),
        ("true 9", "Use the number of a wrong option, 1 to 3."),
        ("set answer 6 million euros", "is also a distractor."),
        ("set nonsense x", "nonsense"),
        ("edit", "no editor can be opened in a pipe; the card is in"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    folder: Path, line: str, answer: str
) -> None:
    assert answer in talk(folder, line, "end")
    assert text_of(folder) == EVENTS


def test_decks_without_drafts_say_so(folder: Path) -> None:
    talk(folder, "keep", "keep", "keep")
    told = talk(folder)
    assert "No draft waits." in told
    assert "quizapp generate ARTICLE -o FOLDER" in told
