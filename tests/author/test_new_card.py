"""A new card in a deck file: all other bytes stay, and its undo."""

from pathlib import Path

import pytest

from quizapp.author.card_context import CardContext, new_deck
from quizapp.author.new_card import add_card, take_out
from quizapp.core.errors import DeckError, EditError
from quizapp.deck.check import check_file
from quizapp.deck.editing import blocks

HEAD = "deck: rivers\ntitle: Rivers\n"
ONE = "- id: kura\n  type: typed\n  prompt: Which?\n  answer: Kura # or Mtkvari\n"
CARD = {"id": "aras", "type": "typed", "prompt": "Which: it?", "answer": "Aras", "tags": ["a"]}
WRITTEN = "- id: aras\n  type: typed\n  prompt: 'Which: it?'\n  answer: Aras\n  tags: [a]\n"


def indented(lines: str) -> str:
    return "".join(f"  {line}\n" for line in lines.splitlines())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"{HEAD}cards:\n{indented(ONE)}", f"{HEAD}cards:\n{indented(ONE)}\n{indented(WRITTEN)}"),
        (f"{HEAD}cards:\n{ONE}", f"{HEAD}cards:\n{ONE}\n{WRITTEN}"),
        (f"{HEAD}cards:\n{ONE}".rstrip(), f"{HEAD}cards:\n{ONE}\n{WRITTEN}"),
        (f"{HEAD}cards:\n{ONE}\n\n", f"{HEAD}cards:\n{ONE}\n\n{WRITTEN}"),
        (f"cards:\n{ONE}\n# end\n{HEAD}", f"cards:\n{ONE}\n# end\n\n{WRITTEN}\n{HEAD}"),
        (f"cards:\n{ONE}\n{HEAD}", f"cards:\n{ONE}\n{WRITTEN}\n{HEAD}"),
        (
            f"\ufeff{HEAD}cards:\n{ONE}".replace("\n", "\r\n"),
            f"\ufeff{HEAD}cards:\n{ONE}\n{WRITTEN}".replace("\n", "\r\n"),
        ),
    ],
)
def test_a_card_is_written_at_the_end_and_taken_out_again(
    before: str, after: str, tmp_path: Path
) -> None:
    path = tmp_path / "rivers.yaml"
    path.write_bytes(before.encode())
    added = add_card(CardContext.of_file(path), CARD)
    assert path.read_bytes().decode() == after
    assert [one.code for one in check_file(path).diagnostics if one.severity == "error"] == []
    take_out(added)
    assert path.read_bytes().decode() == before


def test_what_changed_in_the_file_meanwhile_stays_and_an_id_taken_meanwhile_is_not_used(
    tmp_path: Path,
) -> None:
    path = tmp_path / "rivers.yaml"
    path.write_text(f"{HEAD}cards:\n{ONE}")
    context = CardContext.of_file(path)
    path.write_text(f"{HEAD}cards:\n{ONE}{ONE.replace('kura', 'aras')}")
    added = add_card(context, CARD)
    assert [one.id for one in blocks(path.read_text(), "")] == ["kura", "aras", "aras-2"]
    path.write_text(f"{path.read_text()}# mine\n")
    with pytest.raises(EditError, match="changed since"):
        take_out(added)
    assert path.read_text().endswith("# mine\n")


def test_a_new_deck_begins_with_its_first_card_and_writes_nothing_over(tmp_path: Path) -> None:
    path = tmp_path / "decks" / "rivers.yaml"
    context = new_deck("Rivers: big ones", path, "rivers")
    added = add_card(context, CARD, is_new_deck=True)
    checked = check_file(path)
    assert checked.header
    assert checked.header.title == "Rivers: big ones"
    with pytest.raises(DeckError, match="is there already"):
        add_card(context, CARD, is_new_deck=True)
    take_out(added)
    assert not path.exists()


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}cards: [{{id: x, type: typed, prompt: a, answer: b}}]\n",
        f"{HEAD}cards:\n  - id: 'x\n",
        f"{HEAD}",
    ],
)
def test_a_file_to_which_no_card_can_be_added_stays_as_it_is(text: str, tmp_path: Path) -> None:
    path = tmp_path / "rivers.yaml"
    path.write_text(text)
    with pytest.raises(DeckError, match=r"rivers\.yaml"):
        add_card(new_deck("Rivers", path, "rivers"), CARD)
    assert path.read_text() == text


def test_a_card_that_cannot_be_written_is_told_and_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rivers.yaml"
    path.write_text(f"{HEAD}cards:\n{ONE}")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("quizapp.core.disk.write_whole", full)
    with pytest.raises(DeckError, match="no space left"):
        add_card(CardContext.of_file(path), CARD)
    assert [one.name for one in tmp_path.iterdir()] == ["rivers.yaml"]
    assert path.read_text() == f"{HEAD}cards:\n{ONE}"
