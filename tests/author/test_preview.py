"""A deck file while it is written: which card is under work, and what stays while it is broken."""

from pathlib import Path

import pytest

from quizapp.author.preview import Preview
from quizapp.plain.preview import preview_lines
from quizapp.presentation.previews import heading, problems_in_words, state_in_words
from quizapp.presentation.styled import plain

HEAD = "deck: rivers\ntitle: Rivers\nlanguage: en\ncards:\n"
KURA = "- {id: kura, type: typed, prompt: Which is long?, answer: Kura}\n"
ARAS = "- id: aras\n  type: flashcard\n  prompt: Which is wide?\n  answer: Aras\n  status: draft\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "rivers.yaml"
    path.write_text(HEAD + KURA + ARAS)
    return path


def asked(preview: Preview) -> str:
    return preview.cards[0].question.sides("").front


def test_the_card_under_work_is_the_one_whose_lines_changed_last(path: Path) -> None:
    preview = Preview(path).look()
    assert asked(preview) == "Which is long?"
    path.write_text(HEAD + KURA + ARAS.replace("wide", "cold"))
    preview = preview.look()
    assert asked(preview) == "Which is cold?"  # a draft as well
    assert heading(preview) == "Rivers   2 of 2 · aras"
    path.write_text(HEAD + KURA + ARAS.replace("wide", "cold") + KURA.replace("kura", "terek"))
    preview = preview.look()
    assert preview.at == "terek"
    path.write_text(HEAD + KURA + ARAS)
    assert preview.look().at == "aras"
    assert preview.step(1).at == "kura"


def test_while_the_file_is_broken_the_card_stays_and_its_errors_are_told(path: Path) -> None:
    preview = Preview(path).look()
    path.write_text(HEAD + KURA.replace("answer", "anwser") + ARAS)
    broken = preview.look()
    assert asked(broken) == "Which is long?"
    assert "1 error; this is how it was" in plain(state_in_words(broken))
    assert "line 5" in plain(problems_in_words(broken))
    path.write_text(HEAD + KURA + ARAS)
    assert plain(state_in_words(broken.look())) == "! 1 warning"  # of the draft


def test_a_file_that_was_broken_from_the_start_shows_the_card_that_was_mended(path: Path) -> None:
    path.write_text(HEAD + KURA + ARAS.replace("answer", "anwser"))
    preview = Preview(path).look()
    assert (preview.deck, preview.cards) == (None, ())
    path.write_text(HEAD + KURA + ARAS)
    assert asked(preview.look()) == "Which is wide?"


def test_every_gap_and_side_is_a_card_of_its_own(path: Path) -> None:
    cloze = "- {id: gaps, type: cloze, text: 'The {{c1::Kura}}, the {{c2::Aras}}.'}\n"
    path.write_text(HEAD + cloze + ARAS + "  reverse: true\n")
    preview = Preview(path).look()
    told = []
    for _ in range(5):
        told.append(heading(preview).removeprefix("Rivers   "))
        preview = preview.step(1)
    assert told == [
        "1 of 4 · gaps · gap 1 of 2",
        "2 of 4 · gaps · gap 2 of 2",
        "3 of 4 · aras · side 1 of 2",
        "4 of 4 · aras · side 2 of 2",
        "1 of 4 · gaps · gap 1 of 2",
    ]
    assert heading(preview.step(-1)) == "Rivers   1 of 4 · gaps · gap 1 of 2"
    path.write_text(HEAD + cloze.replace("The {{c1", "Our {{c1") + ARAS)
    changed = preview.look()
    assert heading(changed) == "Rivers   2 of 3 · gaps · gap 2 of 2"  # the one that was shown
    path.write_text(HEAD + KURA.replace("kura", "gaps") + ARAS)
    assert heading(changed.look()) == "Rivers   1 of 2 · gaps"


def test_in_a_long_deck_the_card_that_changed_is_there_before_all_is_checked(path: Path) -> None:
    others = "".join(
        KURA.replace("kura", f"kura-{n}").replace("Which", f"Number {n}") for n in range(99)
    )
    path.write_text(HEAD + others + KURA + ARAS)
    preview = Preview(path).look()
    path.write_text(HEAD + others + KURA.replace("long", "deep") + ARAS)
    quick = preview.glance()
    assert quick
    assert asked(quick) == "Which is deep?"
    assert plain(state_in_words(quick)) == "checking the rest"
    whole = quick.look()
    assert whole.cards == quick.cards
    assert whole == preview.look()
    path.write_text(HEAD + others + KURA.replace("answer", "anwser") + ARAS)
    assert whole.glance() is None
    assert whole.look().errors == 1


def test_a_file_that_is_gone_is_said_and_comes_back(path: Path) -> None:
    preview = Preview(path).look()
    path.unlink()
    gone = preview.look()
    assert asked(gone) == "Which is long?"
    assert "no such file" in plain(problems_in_words(gone))
    path.write_text(HEAD + ARAS)
    assert gone.look().is_good


def test_line_by_line_the_problems_and_the_card_are_printed(path: Path) -> None:
    path.write_text(HEAD + KURA + ARAS.replace("  status: draft\n", ""))
    preview = Preview(path).look()
    assert [*preview_lines(preview)] == [
        "Rivers   1 of 2 · kura: ✓ no problems",
        "",
        "Which is long?",
        "The answer: Kura",
    ]
    path.write_text("deck: [")
    told = "\n".join(preview_lines(preview.look()))
    assert "line 1" in told
    assert "Which is long?" not in told
