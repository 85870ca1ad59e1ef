"""`quizapp generate` run again: what moved follows, what a person answers for stays."""

import errno
import json
import os
import re
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner, Result

from quizapp.cli.check import command as check
from quizapp.cli.generate import command as generate
from quizapp.core.errors import GenerateError
from quizapp.deck.editing import blocks, dump_card
from quizapp.deck.modeline import BESIDE, MODELINE
from quizapp.generate import staging
from quizapp.generate.record import digest_of
from quizapp.generate.versions import is_mended
from tests.cli import scripted

PIER = "Tarnby council closed the old ferry because the pier was rotten."
TOLL = "The council raised the toll because repairs cost 900,000 crowns."
BOAT = "The harbour master stopped the night boat because nobody took it any longer."
FUND = "Skippers founded a common fund because diesel had become dear in the north."
MET = "The two parties met in the town hall on Monday evening."
NAIR = "Priya Nair is the mayor of Tarnby."
HOLM = "Anders Holm is the harbour master of the island."
LIND = "Greta Lind is the speaker of the skippers."
STORY = (f"{PIER} {TOLL}", BOAT, f"{MET} {FUND}", f"{NAIR} {HOLM}", LIND)
NEW = "Fishermen blocked the quay because no boat had come for nine days."


@pytest.fixture(autouse=True)
def scripted_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    scripted.install(monkeypatch)


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "decks"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path / "ferry.txt", STORY)


def written(path: Path, passages: tuple[str, ...], title: str = "The ferry of Tarnby") -> Path:
    path.write_text("\n\n".join([f"# {title}", "12 February 2025", *passages]) + "\n")
    return path


def run(source: Path, out: Path, *args: object) -> Result:
    told = [str(one) for one in (source, "-o", out, *args)]
    return CliRunner().invoke(generate, told, catch_exceptions=False)


def again(source: Path, out: Path, *args: object) -> dict[str, Any]:
    result = run(source, out, "--json", *args)
    assert result.exit_code == 0, result.output
    found: dict[str, Any] = json.loads(result.stdout)[0]
    return found


def refusal(source: Path, out: Path, *args: object) -> str:
    with pytest.raises(GenerateError) as caught:
        run(source, out, *args)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def cards(out: Path) -> dict[str, dict[str, Any]]:
    """All cards, by id."""
    return {
        block.id: block.card
        for path in out.glob("*.yaml")
        if path.name != "facts.yaml"
        for block in blocks(path.read_text(), path.name)
    }


def deck_of(out: Path, card: str) -> Path:
    (path,) = [path for path in out.glob("*.yaml") if f"  - id: {card}\n" in path.read_text()]
    return path


def edit(out: Path, card: str, change: Callable[[str], str]) -> str:
    """Change the lines of a card; gives them as they were left."""
    path = deck_of(out, card)
    text = path.read_text()
    (block,) = [one for one in blocks(text, path.name) if one.id == card]
    lines = change(text[block.start : block.end])
    path.write_text(text[: block.start] + lines + text[block.end :])
    return lines


def lines_of(out: Path, card: str) -> str:
    return edit(out, card, lambda lines: lines)


def approve(out: Path, card: str) -> str:
    return edit(out, card, lambda lines: lines.replace("    status: draft\n", ""))


def delete(out: Path, card: str) -> None:
    edit(out, card, lambda _: "")


def of(out: Path, words: str) -> str:
    """The id of the one card whose evidence has these words."""
    (found,) = [name for name, card in cards(out).items() if words in card["evidence"]["quote"]]
    return found


def is_sound(out: Path) -> bool:
    return CliRunner().invoke(check, [str(out)]).exit_code == 0


def without_evidence(lines: str) -> str:
    lines = re.sub(r"(?m)^ +# before: .*\n", "", lines)
    return re.sub(r"(?m)^ +evidence:.*\n( {4}- .*\n| {6,}.*\n)*", "", lines)


def test_a_paragraph_put_in_moves_the_passages_of_all_cards_and_changes_nothing_else(
    source: Path, out: Path
) -> None:
    run(source, out)
    boat = of(out, "night boat")
    left = approve(out, boat)
    told = again(written(source, (NEW, *STORY)), out)
    assert lines_of(out, boat) == left.replace("passage: 2", "passage: 3")
    assert cards(out)[of(out, "town hall")]["evidence"]["passage"] == "4"
    assert told["passages"] == {"added": 1, "changed": 0, "gone": 0}
    assert sum(deck["added"] for deck in told["decks"]) == 1
    assert sum(deck["followed"] for deck in told["decks"]) == 1
    assert told["look_at"] == []
    assert is_sound(out)


def test_paragraphs_in_another_order_take_their_cards_with_them(source: Path, out: Path) -> None:
    run(source, out)
    names = {name: approve(out, name) for name in cards(out)}
    again(written(source, STORY[::-1]), out)
    assert is_sound(out)
    for name, left in names.items():
        assert without_evidence(lines_of(out, name)) == without_evidence(left)
    assert "passage: 5" in lines_of(out, of(out, "old ferry"))


def test_a_misspelling_that_is_mended_keeps_ids_and_lets_quotes_follow(
    source: Path, out: Path
) -> None:
    wrong = BOAT.replace("nobody", "nobdy").replace("longer", "longr")
    run(written(source, (STORY[0], wrong, *STORY[2:])), out)
    approved, names = of(out, "night boat"), set(cards(out))
    edit(out, approved, lambda lines: lines.replace("answer: nobdy took it any longr", "answer: x"))
    told = again(written(source, STORY), out)
    assert set(cards(out)) == names
    assert cards(out)[approved]["evidence"]["quote"] == BOAT
    assert cards(out)[approved]["answer"] == "x"
    assert told["look_at"] == []
    assert "before" not in lines_of(out, approved)
    assert is_sound(out)


def test_a_draft_of_a_changed_sentence_is_written_anew_in_its_place(
    source: Path, out: Path
) -> None:
    run(source, out)
    order = list(cards(out))
    told = again(written(source, (f"{PIER} {TOLL.replace('9', '8')}", *STORY[1:])), out)
    assert list(cards(out)) == order
    assert "800,000" in cards(out)[of(out, "the toll")]["answer"]
    assert [deck["rewritten"] for deck in told["decks"] if deck["rewritten"]] == [1]


def test_an_approved_card_whose_fact_changed_is_named_until_a_person_has_seen_to_it(
    source: Path, out: Path
) -> None:
    run(source, out)
    toll = of(out, "the toll")
    left = approve(out, toll)
    written(source, (f"{PIER} {TOLL.replace('9', '8')}", *STORY[1:]))
    for _ in range(2):
        (named,) = again(source, out)["look_at"]
        assert (named["card"], named["before"]) == (toll, TOLL)
        assert named["now"] == TOLL.replace("9", "8")
        assert cards(out)[toll]["evidence"]["quote"] == TOLL.replace("9", "8")
        assert "900,000" in cards(out)[toll]["answer"]
        assert is_sound(out)
    shown = run(source, out).output
    assert f"{deck_of(out, toll).name}:" in shown
    assert "Next: look at" in shown
    assert without_evidence(lines_of(out, toll)) == without_evidence(left)
    edit(out, toll, lambda lines: re.sub(r" +# before: .*\n", "", lines).replace("9", "8"))
    assert again(source, out)["look_at"] == []


def test_an_approved_card_is_named_when_only_the_day_changed(source: Path, out: Path) -> None:
    run(source, out)
    met = of(out, "town hall")
    approve(out, met)
    other = tuple(one.replace("on Monday evening", "on Sunday evening") for one in STORY)
    (named,) = again(written(source, other), out)["look_at"]
    assert named["card"] == met


def test_a_sentence_that_goes_on_with_other_things_is_no_reason_to_look_at_its_card(
    source: Path, out: Path
) -> None:
    more = f"{PIER} It will take nine weeks to mend it."
    run(written(source, (more, *STORY[1:])), out)
    pier = of(out, "old ferry")
    approve(out, pier)
    evidence = f"    evidence: {{quote: '{more}', passage: 1}}\n"
    edit(out, pier, lambda lines: re.sub(r" +evidence:.*\n( {6,}.*\n)*", evidence, lines))
    told = again(written(source, (more.replace("nine", "ten"), *STORY[1:])), out)
    assert told["look_at"] == []
    assert "ten weeks" in cards(out)[pier]["evidence"]["quote"]
    assert is_sound(out)


def test_an_approved_card_whose_sentence_is_gone_stays_and_is_named_until_it_is_back(
    source: Path, out: Path
) -> None:
    run(source, out)
    boat = of(out, "night boat")
    left = approve(out, boat)
    deck = deck_of(out, boat).read_text()
    written(source, (STORY[0], *STORY[2:]))
    for _ in range(2):
        (named,) = again(source, out)["look_at"]
        assert (named["card"], named["before"], named["now"]) == (boat, BOAT, "")
        assert "evidence" not in cards(out)[boat]
        assert is_sound(out)
    assert "is gone" in run(source, out).output
    assert without_evidence(lines_of(out, boat)) == without_evidence(left)
    assert again(written(source, STORY), out)["look_at"] == []
    assert deck_of(out, boat).read_text() == deck


def test_a_draft_that_went_with_its_sentence_comes_back_with_it(source: Path, out: Path) -> None:
    run(source, out)
    before = files(out)
    told = again(written(source, (STORY[0], *STORY[2:])), out)
    assert sum(deck["removed"] for deck in told["decks"]) == 1
    assert "night boat" not in str(cards(out))
    again(written(source, STORY), out)
    assert of(out, "night boat")
    assert set(files(out)) == set(before)


@pytest.mark.parametrize("words", ["old ferry", "town hall", "mayor of"])
def test_a_deleted_card_stays_away_when_its_sentence_is_reworded_or_moved(
    source: Path, out: Path, words: str
) -> None:
    run(source, out)
    delete(out, of(out, words))
    reworded = [
        one.replace("closed", "cloosed").replace("Monday", "Tuesday").replace("Nair", "Nayr")
        for one in STORY
    ]
    again(written(source, (NEW, *reworded)), out)
    assert not any(words in str(card) for card in cards(out).values())
    again(written(source, STORY), out)
    assert not any(words in str(card) for card in cards(out).values())


def test_a_deleted_card_stays_away_when_the_template_asks_in_other_words(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, out)
    delete(out, of(out, "night boat"))
    kept = set(cards(out))
    monkeypatch.setattr(scripted, "WORDING", "For what reason did {subject} {verb} {rest}?")
    again(source, out)
    assert set(cards(out)) == kept
    assert "For what reason" in cards(out)[of(out, "old ferry")]["prompt"]


def test_a_deleted_deck_stays_away_and_this_is_said(source: Path, out: Path) -> None:
    run(source, out)
    deck_of(out, of(out, "mayor of")).unlink()
    gone = set(cards(out))
    result = run(written(source, (*STORY, "Olga Berg is the cook of the night boat.")), out)
    assert "key-figures.yaml was deleted" in result.output
    assert set(cards(out)) == gone
    assert again(source, out)["away"] == ["key-figures.yaml"]


def test_a_deck_that_was_deleted_before_heads_were_recorded_stays_away(
    source: Path, out: Path
) -> None:
    run(source, out)
    deck_of(out, of(out, "mayor of")).unlink()
    record = out / "facts.yaml"
    record.write_text(re.sub(r"(?ms)^heads:.*?^(?=written)", "", record.read_text()))
    gone = set(cards(out))
    for _ in range(2):
        run(written(source, (*STORY, "Olga Berg is the cook of the night boat.")), out)
        assert set(cards(out)) == gone


def test_all_decks_deleted_is_said_with_the_way_to_begin_anew(source: Path, out: Path) -> None:
    run(source, out)
    for path in out.glob("*.yaml"):
        if path.name != "facts.yaml":
            path.unlink()
    assert "delete facts.yaml as well" in run(source, out).output
    (out / "facts.yaml").unlink()
    assert sum(deck["added"] for deck in again(source, out)["decks"]) == len(cards(out)) > 0


def test_a_renamed_card_and_a_renamed_deck_go_on(source: Path, out: Path) -> None:
    run(source, out)
    mayor = of(out, "mayor of")
    edit(out, mayor, lambda lines: lines.replace(mayor, f"my-mayor\n    was: [{mayor}]"))
    left = lines_of(out, "my-mayor")
    deck_of(out, "my-mayor").rename(out / "people.yaml")
    names = set(cards(out))
    told = again(written(source, (NEW, *STORY)), out)
    assert cards(out).keys() - names == {of(out, "Fishermen")}
    assert lines_of(out, "my-mayor") == left.replace("passage: 4", "passage: 5")
    assert told["away"] == []


def test_cards_that_a_person_keeps_are_not_asked_a_second_time(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, out)
    approve(out, of(out, "old ferry"))
    names = set(cards(out))
    draft = scripted._draft

    def other(fact: Any, weight: float) -> Any:
        from dataclasses import replace

        return replace(draft(fact, weight), template="reason")

    monkeypatch.setattr(scripted, "_draft", other)
    again(source, out)
    assert len(cards(out)) == len(names)
    assert sum("old ferry" in card["prompt"] for card in cards(out).values()) == 1


def test_a_card_that_a_person_wrote_is_not_asked_a_second_time(source: Path, out: Path) -> None:
    run(written(source, STORY[1:]), out)
    mine = {
        "id": "mine",
        "type": "flashcard",
        "prompt": "Why did Tarnby council do that: closed the old ferry?",
        "answer": "The pier was rotten",
    }
    path = deck_of(out, of(out, "night boat"))
    path.write_text(f"{path.read_text()}\n{dump_card(mine)}")
    result = run(written(source, STORY), out)
    assert "1 draft left out that cards of yours ask already" in result.output
    assert sum("old ferry" in card["prompt"] for card in cards(out).values()) == 1


def test_a_deck_that_a_person_wrote_beside_follows_the_article_too(source: Path, out: Path) -> None:
    run(source, out)
    card = {
        "id": "mine", "type": "flashcard", "prompt": "p", "answer": "a",
        "evidence": {"quote": "the night boat", "passage": "2"},
    }  # fmt: skip
    head = "# mine\ndeck: own\ntitle: Own\nsource: {title: T, text: article.md}\ncards:\n"
    (out / "own.yaml").write_text(head + dump_card(card))
    again(written(source, (NEW, *STORY)), out)
    assert (out / "own.yaml").read_text() == (head + dump_card(card)).replace("age: 2", "age: 3")
    assert is_sound(out)


@pytest.mark.parametrize(
    "evidence",
    [
        "evidence: {quote: 'BOAT', passage: B}",
        'evidence: {passage: "B", quote: "BOAT"}',
        "evidence:\n      quote: >-\n        BOAT\n      passage: B # there",
        "evidence:\n      - quote: BOAT\n        passage: B\n      - {quote: pier, passage: P}",
        "evidence:\n    - {quote: the pier,\n       passage: P}\n    - {passage: B, quote: BOAT}",
        "evidence: {quote: BOAT}",
    ],
)
def test_evidence_follows_however_it_is_written(source: Path, out: Path, evidence: str) -> None:
    def mine(boat: int, pier: int) -> str:
        told = evidence.replace("BOAT", "#").replace("B", str(boat)).replace("P", str(pier))
        return f"  - id: mine\n    {told.replace('#', BOAT, 1)}\n    type: flashcard\n{rest}"

    evidence = evidence.replace("# there", "").rstrip()
    rest = "    prompt: p\n    answer: a\n"
    run(source, out)
    path = deck_of(out, of(out, "night boat"))
    path.write_text(path.read_text() + mine(2, 1))
    assert is_sound(out)
    again(written(source, (NEW, *STORY)), out)
    assert lines_of(out, "mine").rstrip() == mine(3, 2).rstrip()
    assert is_sound(out)
    again(written(source, (STORY[0], *STORY[2:])), out)
    assert is_sound(out)
    again(written(source, (NEW, *STORY)), out)
    assert lines_of(out, "mine").split() == mine(3, 2).split()


def test_a_date_given_later_or_corrected_reaches_drafts_and_heads_and_stays(
    source: Path, out: Path
) -> None:
    source.write_text(source.read_text().replace("12 February 2025\n\n", ""))
    run(source, out)
    approved = approve(out, of(out, "old ferry"))
    assert "as_of" not in str(cards(out))
    told = again(source, out, "--published", "2025-02-12")
    assert (told["published"], told["dated_from"]) == ("2025-02-12", "--published")
    deck = deck_of(out, of(out, "night boat"))
    assert "published: 2025-02-12\n" in deck.read_text()
    assert cards(out)[of(out, "night boat")]["as_of"] == "2025-02-12"
    assert lines_of(out, of(out, "old ferry")) == approved
    again(source, out, "--published", "2025-02-13")
    left = files(out)
    assert "as_of: 2025-02-13" in deck.read_text()
    assert again(source, out)["published"] == "2025-02-13"
    assert files(out) == left
    assert "(--published)" in run(source, out).output


def test_the_about_line_reaches_drafts_whatever_a_person_wrote_in_the_head(
    source: Path, out: Path
) -> None:
    run(source, out)
    mine, other = (deck_of(out, of(out, words)) for words in ("mayor of", "old ferry"))
    assert f"\nabout: {scripted.ABOUT}\n" in other.read_text()
    mine.write_text(re.sub(r"(?m)^about: .*", "description: My people.", mine.read_text()))
    approved = approve(out, of(out, "mayor of"))
    cook = "Olga Berg is the cook of the night boat."
    again(written(source, (*STORY, cook)), out)
    assert lines_of(out, of(out, "mayor of")) == approved
    assert cards(out)[of(out, "the cook")]["about"] == scripted.ABOUT
    assert "about" not in cards(out)[of(out, "old ferry")]
    assert is_sound(out)


def test_a_changed_title_reaches_heads_that_nobody_changed(source: Path, out: Path) -> None:
    run(source, out)
    mine = deck_of(out, of(out, "mayor of"))
    mine.write_text(mine.read_text().replace("title:", "title: My people #", 1))
    head = mine.read_text().partition("cards:")[0]
    again(written(source, STORY, "No ferry for the island this year"), out)
    assert mine.read_text().startswith(head)
    assert (
        "Reasons and consequences: No ferry for the"
        in deck_of(out, of(out, "old ferry")).read_text()
    )
    assert is_sound(out)


def test_decks_written_before_they_named_a_schema_are_known_and_name_one(
    source: Path, out: Path
) -> None:
    run(source, out)
    new = files(out)
    mine, record = deck_of(out, of(out, "mayor of")), out / "facts.yaml"
    for path in out.glob("*.yaml"):  # as they were
        if path.name != "facts.yaml":
            head = path.read_text().partition("  - id:")[0]
            old = head.removeprefix(MODELINE)
            path.write_text(path.read_text().replace(head, old))
            record.write_text(record.read_text().replace(digest_of(head), digest_of(old)))
    (out / BESIDE).unlink()
    mine.write_text("# mine\n" + mine.read_text())
    left = mine.read_text()
    again(source, out)
    assert mine.read_text() == left
    assert {**files(out), mine.name: new[mine.name], "facts.yaml": b""} == {
        **new,
        "facts.yaml": b"",
    }
    assert is_sound(out)


def test_what_is_no_schema_of_ours_stays_beside_decks(source: Path, out: Path) -> None:
    run(source, out)
    (out / BESIDE).write_text("{}")
    again(written(source, (*STORY, "Olga Berg is the cook of the night boat.")), out)
    assert (out / BESIDE).read_text() == "{}"


def test_an_article_that_a_person_corrected_by_hand_is_what_is_read(
    source: Path, out: Path
) -> None:
    run(source, out)
    approved, names = of(out, "night boat"), set(cards(out))
    approve(out, approved)
    article = out / "article.md"
    article.write_text(article.read_text().replace("any longer", "any more").replace("old f", "f"))
    left = article.read_text()
    assert "corrected by hand" in run(source, out).output
    assert article.read_text() == left
    assert "closed ferry" not in left
    assert set(cards(out)) == names
    assert is_sound(out)
    before = files(out)
    run(article, out)
    assert files(out) == before


def test_an_article_that_was_corrected_before_runs_recorded_its_digest_is_read_too(
    source: Path, out: Path
) -> None:
    run(source, out)
    record, article = out / "facts.yaml", out / "article.md"
    record.write_text(re.sub(r"(?m)^article: .*\n", "", record.read_text()))
    article.write_text(article.read_text().replace("The harbour", "Our harbour"))
    run(source, out)
    assert "Our harbour" in article.read_text()


def test_an_article_changed_at_both_ends_loses_neither(source: Path, out: Path) -> None:
    run(source, out)
    article = out / "article.md"
    article.write_text(article.read_text().replace("any longer", "any more"))
    before = files(out)
    message = refusal(written(source, (NEW, *STORY)), out)
    assert "changed by hand" in message
    assert f"quizapp generate {article}" in message
    assert files(out) == before
    run(article, out)
    assert "any more" in article.read_text()


def test_another_article_is_not_taken_for_a_changed_one(source: Path, out: Path) -> None:
    run(source, out)
    before = files(out)
    other = (
        "Bergen council closed a school because the roof was old.",
        "The bank raised its rates because prices had gone up by nine per cent in the year.",
        "Teachers and parents of the town met in the yard of the school, and they were not glad"
        " of what the council had told them.",
    )
    assert "holds another article" in refusal(written(source, other), out)
    assert files(out) == before


@pytest.mark.parametrize("moved", range(4))
def test_a_run_that_is_killed_between_two_files_is_finished_by_the_next(
    source: Path, out: Path, tmp_path: Path, moved: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for folder in (out, tmp_path / "whole"):
        run(written(source, STORY), folder)
        approve(folder, of(folder, "night boat"))
        delete(folder, of(folder, "town hall"))
    written(source, (NEW, f"{PIER}", *STORY[1:]))
    run(source, tmp_path / "whole")
    replace, calls = Path.replace, iter(range(99))

    def killed(self: Path, target: Path) -> Path:
        is_staged = self.parent.name == staging.STAGED and self.suffix != ".new"
        if is_staged and next(calls) == moved:
            raise SystemExit(9)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", killed)
        assert run(source, out).exit_code == 9
    assert (out / staging.STAGED / "plan.json").exists()
    assert "cut short" in run(source, out).output
    assert files(out) == files(tmp_path / "whole")


def test_what_a_killed_run_left_behind_is_cleared_away(source: Path, out: Path) -> None:
    run(source, out)
    before = files(out)
    (out / staging.STAGED).mkdir()
    (out / staging.STAGED / "article.md").write_text("half a te")
    (out / ".generate.lock").write_text("")
    assert "cut short" not in run(source, out).output
    assert files(out) == before


def test_what_a_person_changed_after_a_kill_is_not_written_over(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, out)
    boat = of(out, "night boat")

    def killed(_: Path) -> bool:
        raise SystemExit(9)

    with monkeypatch.context() as patch:
        patch.setattr(staging, "finish", killed)
        run(written(source, (NEW, *STORY)), out)
    edit(out, boat, lambda lines: lines.replace("answer:", "answer: my own,"))
    run(source, out)
    assert cards(out)[boat]["answer"].startswith("my own,")
    assert is_sound(out)


def test_a_plan_that_names_files_elsewhere_is_not_carried_out(source: Path, out: Path) -> None:
    run(source, out)
    victim = out.parent / "victim"
    (out / staging.STAGED).mkdir()
    (out / staging.STAGED / "plan.json").write_text('{"../victim": ["", false]}')
    (out / "victim").write_text("x")
    run(source, out)
    assert not victim.exists()
    assert not (out / staging.STAGED).exists()


def test_a_run_that_finds_all_as_it_was_writes_nothing(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, out)
    monkeypatch.setattr(staging, "replace", None)
    assert again(source, out)["passages"] is None


def test_a_full_disk_leaves_all_as_it_was(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert "No space left" in refusal(source, out)
    assert not out.exists()
    run(source, out)
    before = files(out)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert "No space left" in refusal(written(source, (NEW, *STORY)), out)
    assert files(out) == before


def test_a_folder_that_may_not_be_written_is_refused_before_the_article_is_read(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, out)
    monkeypatch.setattr(os, "access", lambda _, mode: mode != os.W_OK)
    monkeypatch.setattr(scripted.ScriptedReader, "read", None)
    assert "read-only" in refusal(source, out)


def test_two_runs_at_once_do_not_write_at_once(
    source: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(source, out)
    before = files(out)
    with staging.writing(out):
        monkeypatch.setattr(staging, "PATIENCE", 0.0)
        assert "another run of quizapp generate" in refusal(written(source, (NEW, *STORY)), out)
    assert files(out) == before


def test_without_its_record_every_card_is_kept(source: Path, out: Path) -> None:
    run(source, out)
    boat = of(out, "night boat")
    edit(out, boat, lambda lines: lines.replace("answer:", "answer: my own,"))
    approve(out, of(out, "old ferry"))
    before = files(out)
    (out / "facts.yaml").unlink()
    assert "facts.yaml was not there" in run(source, out).output
    after = files(out)
    assert {**after, "facts.yaml": b""} == {**before, "facts.yaml": b""}
    told = again(source, out)
    assert (sum(deck["kept"] for deck in told["decks"])) == 2
    assert files(out) == after


@pytest.mark.parametrize(
    "harm",
    [
        lambda text: text[: len(text) // 2] + "\n  - [",
        lambda text: text.partition("\nwritten:")[0] + "\n",
        lambda text: text.replace("written:", "written: 3\nother:"),
        lambda text: text.replace("weight: ", "weight: heavy"),
        lambda text: text.replace("facts_of", "facts_of: a\nfacts", 1).replace(
            "id: ", "id: {}\n  "
        ),
    ],
)
def test_a_damaged_record_is_named_with_the_way_out(
    source: Path, out: Path, harm: Callable[[str], str]
) -> None:
    run(source, out)
    record = out / "facts.yaml"
    record.write_text(harm(record.read_text()))
    before = files(out)
    message = refusal(source, out)
    assert message.startswith(str(record))
    assert "delete it" in message
    assert files(out) == before


def test_a_record_of_an_earlier_version_is_still_known(source: Path, out: Path) -> None:
    run(source, out)
    delete(out, of(out, "night boat"))
    approve(out, of(out, "town hall"))
    run(source, out)
    before = files(out)
    record = out / "facts.yaml"
    text = re.sub(r"\{text: (\w+), .*\}", r"\1", record.read_text())
    text = re.sub(r"(?m)^(- kind: .*\n)  id: .*\n", r"\1", text)
    text = re.sub(r"(?ms)^heads:.*?^(?=written)|^article: .*?$\n", "", text)
    record.write_text(text)
    names = set(cards(out))
    assert again(source, out)["look_at"] == []
    assert {**files(out), "facts.yaml": b""} == {**before, "facts.yaml": b""}
    again(written(source, (NEW, *STORY)), out)
    assert cards(out).keys() - names == {of(out, "Fishermen")}


def test_max_takes_the_cards_that_are_worth_most(source: Path, out: Path) -> None:
    again(source, out, "--max", 3)
    assert {of(out, "old ferry"), of(out, "the toll"), of(out, "night boat")} == set(cards(out))
    again(source, out, "--max", 2)
    assert len(cards(out)) == 2
    assert "weight: 1.0" in (out / "facts.yaml").read_text()
    assert "value: 1.00" in (out / "facts.yaml").read_text()
    assert CliRunner().invoke(generate, ["x", "-o", "y", "--max", "0"]).exit_code == 2


def test_decks_are_named_after_what_the_article_has(tmp_path: Path, out: Path) -> None:
    found = (
        "The team found that eels sleep under the roots of the old trees.",
        "The team found that young eels take the same way as their parents.",
        "Nina Falk found that most of the eels had come from the southern sea.",
        "The team marked nine hundred eels in the lake and in the river.",
    )
    told = again(written(tmp_path / "eels.txt", found, "How the eels of the north sleep"), out)
    assert [Path(deck["file"]).name for deck in told["decks"]] == ["findings.yaml"]
    assert (
        "title: 'Findings: How the eels of the north sleep'" in (out / "findings.yaml").read_text()
    )


def test_few_cards_of_each_kind_are_one_deck_named_after_the_most(
    tmp_path: Path, out: Path
) -> None:
    mixed = (PIER, NAIR, MET, "The two parties agreed a truce for the whole of the coming winter.")
    told = again(written(tmp_path / "few.txt", mixed), out)
    assert [Path(deck["file"]).name for deck in told["decks"]] == ["events.yaml"]
    assert len(cards(out)) == 4


def test_how_something_was_studied_has_a_deck_where_enough_is_told_of_it(
    tmp_path: Path, out: Path
) -> None:
    done = (
        "The researchers marked nine hundred young eels in the lake and in the river.",
        "Marine biologists counted the eels in each of the nine harbours of the coast.",
        "The study covered all of the rivers of the north and of the west.",
        "Nina Falk is the head of the station on the northern coast.",
        "The paper appeared in a journal of the sea in the second week of the year.",
    )
    again(written(tmp_path / "eels.txt", done, "How the eels of the north sleep"), out)
    assert "title: 'How it was studied: How the eels" in (out / "method.yaml").read_text()


def test_one_article_without_cards_does_not_hide_what_came_of_the_others(
    source: Path, out: Path, tmp_path: Path
) -> None:
    dull = tmp_path / "dull.txt"
    dull.write_text("It was not a day on which they had that of which he was the one to be. " * 5)
    result = CliRunner().invoke(generate, [str(source), str(dull), "-o", str(out)])
    assert "1 of 2 articles gave no decks" in str(result.exception)
    assert "ferry: The ferry of Tarnby" in result.output
    assert (out / "ferry" / "article.md").exists()
    assert not (out / "dull").exists()


def test_what_is_said_fits_on_a_screen(source: Path, out: Path) -> None:
    towns = "Arnby Bolby Celby Dalby Elby Falby".split()
    things = "a pier,the school,its market,one bridge,every shop".split(",")
    many = tuple(
        f"{town} closed {thing} because the water rose by {place + 2 * len(thing)}{place} metres."
        for place, town in enumerate(towns)
        for thing in things
    )
    run(written(source, many), out)
    for name in cards(out):
        approve(out, name)
    changed = tuple(re.sub(r"by (\d+)", r"by 4\1", one) for one in many[5:])
    shown = run(written(source, changed), out).output
    assert len(shown.splitlines()) <= 24
    assert "30 cards of yours to look at" in shown
    assert shown.splitlines()[-1].startswith("Next:")


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(12))
def test_whatever_is_done_to_article_and_decks_nothing_of_a_person_is_lost(
    source: Path, out: Path, seed: int
) -> None:
    random = Random(seed)
    passages, deleted, mine = list(STORY), set[str](), dict[str, str]()
    run(source, out)
    for _ in range(6):
        there = sorted(cards(out))
        name = random.choice(there)
        match random.randrange(8):
            case 0 if name not in mine and len(there) > 2:
                deleted.add(name)
                delete(out, name)
            case 1:
                mine[name] = without_evidence(approve(out, name))
            case 2:
                passages.insert(random.randrange(len(passages)), NEW.replace("nine", f"{seed}"))
            case 3 if len(passages) > 3:
                passages.pop(random.randrange(len(passages)))
            case 4:
                random.shuffle(passages)
            case 5:
                place = random.randrange(len(passages))
                passages[place] = passages[place].replace("e", "ee", 1)
            case 6:
                place = random.randrange(len(passages))
                passages[place] = passages[place].replace("9", "7").replace("night", "early")
            case 7:
                passages = list(STORY)
        written(source, tuple(passages))
        run(source, out)
        assert is_sound(out), seed
        assert deleted.isdisjoint(cards(out)), seed
        for name, lines in mine.items():
            assert without_evidence(lines_of(out, name)).strip() == lines.strip(), seed
        before = files(out)
        run(source, out)
        assert files(out) == before, seed


@pytest.mark.parametrize(
    ("before", "now", "mended"),
    [
        ("the libary was closd", "the library was closed", True),
        ("he voted close it", "he voted to close it", True),
        ("“It is shut”, he said", '"It is shut" he said', True),
        ("it was teh last", "it was the last", True),
        ("it rose by 12 per cent", "it rose by 21 per cent", False),
        ("it was shut", "it was not shut", False),
        ("the plan is legal", "the plan is illegal", False),
        ("prices increased", "prices decreased", False),
        ("he can go", "he cannot go", False),
        ("Iran agreed", "Iraq agreed", False),
        ("he may go", "he must go", False),
        ("it was now open", "it was not open", False),
    ],
)
def test_only_misspellings_are_mended_without_a_word(before: str, now: str, mended: bool) -> None:
    assert is_mended(before, now, "a card of other words") is mended


def test_a_misspelling_that_a_card_shows_is_not_mended_without_a_word() -> None:
    assert not is_mended("the libary was shut", "the library was shut", "What of the libary?")
