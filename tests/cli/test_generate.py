"""`quizapp generate` as an instructor meets it: what is written, kept, refused."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.check import command as check
from quizapp.cli.due import command as due
from quizapp.cli.generate import command as generate
from quizapp.core.codes import Code
from quizapp.deck.editing import blocks, dump_card
from quizapp.deck.modeline import BESIDE, MODELINE, is_free
from quizapp.generate.cardfile import digest
from tests.generate.conftest import ARTICLES

pytestmark = pytest.mark.generator

TOWN = ARTICLES / "library.md"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "decks"


def run(*args: object) -> Result:
    result = CliRunner().invoke(generate, [str(one) for one in args])
    shown = result.exception
    if shown is not None and not isinstance(shown, SystemExit):
        assert type(shown).__name__ == "GenerateError", repr(shown)
    return result


def made(out: Path, *args: object) -> Result:
    result = run(TOWN, "-o", out, *args)
    assert result.exit_code == 0, result.output
    return result


def refusal(*args: object) -> str:
    result = run(*args)
    assert result.exception is not None
    message = str(result.exception)
    assert "\n" not in message
    return message


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def decks(folder: Path) -> list[Path]:
    """The deck with most cards first."""
    found = [path for path in sorted(folder.glob("*.yaml")) if path.name != "facts.yaml"]
    return sorted(found, key=lambda path: -len(cards(path)))


def cards(path: Path) -> dict[str, dict[str, object]]:
    return {one.id: one.card for one in blocks(path.read_text(), path.name)}


def test_an_article_becomes_draft_decks_that_pass_the_check(out: Path) -> None:
    result = made(out)
    assert {"article.md", "facts.yaml"} <= files(out).keys()
    assert len(decks(out)) > 1
    checked = CliRunner().invoke(check, [str(out), "--json"])
    assert checked.exit_code == 0
    assert {one["code"] for one in json.loads(checked.output)} == {Code.DRAFTS}
    for deck in decks(out):
        assert {card["status"] for card in cards(deck).values()} == {"draft"}
        assert deck.name in result.output
    for said in ("facts:", "rejected", "deixis", "quizapp curate"):
        assert said in result.output


def test_approved_cards_can_be_reviewed_at_once(home: Path) -> None:
    made(home / "decks" / "town", "--approve", "--name", "town")
    counts = json.loads(CliRunner().invoke(due, ["--json"]).output)["decks"]
    new = [one["new"] for one in counts if one["deck"].startswith("town-")]
    assert len(new) > 1
    assert sum(new) > 8


def test_drafts_are_not_asked(home: Path) -> None:
    made(home / "decks" / "town", "--name", "town")
    counts = json.loads(CliRunner().invoke(due, ["--json"]).output)["decks"]
    assert {one["new"] for one in counts if one["deck"].startswith("town-")} == {0}


def test_the_same_article_gives_the_same_bytes_again(out: Path) -> None:
    made(out)
    before = files(out)
    made(out)
    assert files(out) == before


@pytest.mark.program
def test_the_hash_seed_changes_nothing(out: Path, tmp_path: Path) -> None:
    made(out)
    other = tmp_path / "other"
    command = [sys.executable, "-m", "quizapp", "generate", str(TOWN), "-o", str(other)]
    subprocess.run(
        command, check=True, capture_output=True, env={**os.environ, "PYTHONHASHSEED": "1"}
    )
    assert files(other) == files(out)


def test_what_a_person_approved_changed_wrote_or_deleted_stays_so(out: Path) -> None:
    made(out)
    deck = decks(out)[0]
    text = deck.read_text()
    approved, rewritten, deleted, untouched = list(cards(deck))[:4]
    starts = {one.id: one for one in blocks(text, deck.name)}
    block = text[starts[approved].start : starts[approved].end]
    text = text.replace(block, block.replace("    status: draft\n", ""))
    text = text.replace(f"id: {rewritten}\n", f"id: {rewritten}\n    hint: my own hint\n")
    block = text[text.index(f"  - id: {deleted}\n") : text.index(f"  - id: {untouched}\n")]
    text = text.replace(block, "")
    text += "\n" + dump_card({"id": "mine", "type": "flashcard", "prompt": "p", "answer": "a"})
    text = "# my comment\n" + text
    deck.write_text(text)
    result = made(out)
    assert deck.read_text() == text
    assert "3 kept as you left them" in result.output
    assert "1 that you deleted left out" in result.output
    made(out)
    assert deck.read_text() == text


def test_an_untouched_draft_that_is_made_no_more_goes(out: Path) -> None:
    made(out)
    deck, record = decks(out)[0], out / "facts.yaml"
    before = deck.read_text()
    old = {"id": "old", "type": "flashcard", "prompt": "p", "answer": "a", "status": "draft"}
    deck.write_text(f"{before}\n{dump_card(old)}")
    record.write_text(
        record.read_text().replace(f"  {deck.stem}:\n", f"  {deck.stem}:\n    old: {digest(old)}\n")
    )
    result = made(out)
    assert deck.read_text() == before
    assert "1 old drafts removed" in result.output


def test_a_deck_of_claims_takes_facts_as_what_they_are(out: Path) -> None:
    made(out)
    for deck in decks(out):
        text = deck.read_text()
        deck.write_text(text.replace("cards:", "defaults: {claim: attributed}\ncards:", 1))
    made(out)
    assert CliRunner().invoke(check, [str(out)]).exit_code == 0
    claims = {str(card["claim"]) for deck in decks(out) for card in cards(deck).values()}
    assert {"fact", "attributed"} <= claims


def test_the_shipped_decks_stay_as_they_are_under_their_own_generator(tmp_path: Path) -> None:
    shipped = Path(__file__).parent.parent.parent / "decks" / "csto"
    copy = tmp_path / "csto"
    shutil.copytree(shipped, copy)
    result = run(copy / "article.md", "-o", copy, "--published", "2024-02-25")
    assert result.exit_code == 0, result.output
    assert files(copy) == files(shipped)


def test_nothing_of_other_peoples_decks_is_touched(out: Path) -> None:
    out.mkdir()
    (out / "reasons.yaml").write_text("deck: mine\ntitle: Mine\ncards:\n- {id: a}\n")
    before = files(out)
    assert "was not written by quizapp" in refusal(TOWN, "-o", out)
    assert files(out) == before


def test_another_article_needs_another_folder(out: Path) -> None:
    made(out)
    before = files(out)
    assert "holds another article" in refusal(ARTICLES / "rovers.md", "-o", out)
    assert files(out) == before


@pytest.mark.parametrize(
    "harm",
    [lambda text: text.replace("    type: ", "    type: un", 1), lambda text: text + "  - [\n"],
)
def test_a_deck_with_errors_is_named_with_its_place_and_nothing_is_written(
    out: Path, harm: object
) -> None:
    made(out)
    deck = decks(out)[0]
    assert callable(harm)
    deck.write_text(harm(deck.read_text()))
    before = files(out)
    message = refusal(TOWN, "-o", out)
    assert message.startswith(f"{deck}:")
    assert "nothing was written" in message
    assert files(out) == before


def test_a_record_that_is_none_is_refused(out: Path) -> None:
    made(out)
    (out / "facts.yaml").write_text("hello: there\n")
    assert "is no record" in refusal(TOWN, "-o", out)


def test_a_file_in_the_place_of_the_folder_is_refused(out: Path) -> None:
    out.write_text("x")
    assert "not a folder" in refusal(TOWN, "-o", out)


def test_several_articles_have_a_folder_each(out: Path) -> None:
    result = run(TOWN, ARTICLES / "rovers.md", "-o", out, "--json")
    told = json.loads(result.stdout)
    assert [Path(one["folder"]).name for one in told] == ["library", "rovers"]
    assert (out / "rovers" / "facts.yaml").exists()
    deck = decks(out / "library")[0]
    assert deck.read_text().startswith(f"{MODELINE}deck: library-{deck.stem}\n")
    assert is_free(out / "library" / BESIDE)


def test_one_bad_article_of_several_stops_all_before_anything_is_written(
    out: Path, tmp_path: Path
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    assert "empty" in refusal(TOWN, empty, "-o", out)
    assert not out.exists()


def test_json_says_what_was_found_written_and_rejected(out: Path) -> None:
    (told,) = json.loads(made(out, "--json").stdout)
    assert told["published"] == "2025-02-12"
    assert told["facts"] > 20
    assert sum(deck["added"] for deck in told["decks"]) > 5
    assert {"gate", "reason", "card"} == told["rejected"][0].keys()


def test_a_name_that_cannot_begin_a_slug_is_wrong_use(out: Path) -> None:
    result = run(TOWN, "-o", out, "--name", "My Town")
    assert result.exit_code == 2
    assert "lower-case" in result.output


@pytest.mark.parametrize(("absent", "extra"), [("spacy", "generate"), ("httpx2", "llm")])
def test_without_its_extra_the_command_to_install_it_is_given(
    absent: str, extra: str, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, absent, None)
    monkeypatch.setenv("QUIZAPP_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("QUIZAPP_LLM_MODEL", "none")
    reader = "spacy" if extra == "generate" else "llm"
    result = run(TOWN, "-o", out, "--reader", reader)
    assert f"[{extra}]" in str(result.exception).partition("install it with: ")[2]
    assert result.output == ""  # told once, not for each piece of the article
    assert not out.exists()


def test_a_deck_may_be_called_facts(out: Path) -> None:
    out.mkdir()
    (out / "facts.yaml").write_text(
        "deck: facts\ntitle: T\ncards:\n- {id: x, type: flashcard, prompt: p, answer: a}\n"
    )
    result = CliRunner().invoke(check, [str(out)])
    assert "1 deck, 1 card: no problems." in result.output
