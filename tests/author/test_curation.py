"""Drafts one after another, and a verdict on each that lasts and can be taken back."""

from pathlib import Path

import pytest

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.draft_check import problems_of
from quizapp.author.curate.draft_file import DraftFile
from quizapp.author.curate.draft_view import DraftViews
from quizapp.author.curate.moving import conversions, without_option
from quizapp.core.errors import EditError
from quizapp.deck.check import check_file
from quizapp.deck.files import deck_files
from quizapp.generate.verdicts import DropReason, VerdictKind, VerdictLog
from tests.author.curating import (
    EVENTS,
    PEOPLE,
    Watch,
    at,
    key,
    make,
    question_in,
    sit_down,
    text_of,
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make(tmp_path / "arlen")


def test_drafts_of_all_decks_come_the_best_first(folder: Path) -> None:
    assert [one.id for one in sit_down(folder).queue] == ["cost", "who-mayor", "when-bridge"]


def test_a_kept_card_loses_the_line_of_its_status_and_nothing_else(folder: Path) -> None:
    curation = sit_down(folder)
    curation.keep()
    draft = "passage: 2}\n    status: draft\n"
    assert text_of(folder) == EVENTS.replace(draft, "passage: 2}\n")
    assert at(curation) == "who-mayor"
    assert curation.tally == {VerdictKind.KEPT: 1}


def test_a_dropped_card_goes_with_its_remarks_and_is_remembered_with_the_reason(
    folder: Path,
) -> None:
    curation = sit_down(folder)
    curation.drop(DropReason.WRONG)
    start, end = EVENTS.index("  # about the money"), EVENTS.index("  - id: written-by-hand")
    assert text_of(folder) == EVENTS[:start] + EVENTS[end:]
    [verdict] = VerdictLog.in_folder(folder).verdicts
    assert (verdict.card, verdict.reason) == ("cost", "wrong")
    assert (verdict.rule, verdict.facts) == ("how-much", ("aaaa000002",))


def test_what_is_put_off_comes_at_the_end(folder: Path) -> None:
    curation = sit_down(folder)
    curation.later()
    assert [one.id for one in curation.queue] == ["who-mayor", "when-bridge", "cost"]
    assert text_of(folder) == EVENTS
    assert not list(folder.glob("verdicts*"))


def test_everything_can_be_taken_back_to_the_first_byte(folder: Path) -> None:
    curation = sit_down(folder)
    curation.edit({"answer": "13 million euros"})
    curation.keep()
    curation.drop(DropReason.TRIVIAL)  # the only card of its file
    assert not (folder / "people.yaml").exists()
    curation.later()
    curation.drop(DropReason.BADLY_PUT)
    assert at(curation) == ""
    undone = 0
    while curation.can_undo:
        curation.undo()
        undone += 1
    assert undone == 5
    assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)
    assert [one.id for one in curation.queue] == ["cost", "who-mayor", "when-bridge"]
    assert at(curation) == "cost"
    assert not list(folder.glob("verdicts*"))


def test_verdicts_of_an_earlier_sitting_can_be_taken_back_too(folder: Path) -> None:
    first = sit_down(folder)
    first.keep()
    first.drop(DropReason.UNFAIR)
    later = sit_down(folder)
    assert at(later) == "when-bridge"
    later.undo()
    later.undo()
    assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)
    assert at(later) == "cost"
    assert not later.can_undo


def test_a_card_that_was_changed_since_is_not_taken_back(folder: Path) -> None:
    curation = sit_down(folder)
    curation.keep()
    mine = text_of(folder).replace("How much", "How many euros")
    (folder / "events.yaml").write_text(mine)
    with pytest.raises(EditError, match=r"events\.yaml: cost was changed since"):
        curation.undo()
    assert text_of(folder) == mine


def test_a_card_that_somebody_else_changed_is_shown_again_before_a_verdict(folder: Path) -> None:
    curation = sit_down(folder)
    mine = text_of(folder).replace("How much", "How many euros")
    (folder / "events.yaml").write_text(mine)
    with pytest.raises(EditError, match="cost was changed meanwhile"):
        curation.keep()
    assert text_of(folder) == mine
    entry = curation.entry(key(folder, "cost"))
    assert entry is not None
    assert entry.question.startswith("How many euros")
    curation.keep()
    assert text_of(folder).count("status: draft") == 1


def test_two_windows_keep_each_others_verdicts(folder: Path) -> None:
    one, other = sit_down(folder), sit_down(folder)
    one.keep()
    with pytest.raises(EditError, match="cost was approved meanwhile"):
        other.drop(DropReason.WRONG)
    other.step(1)
    other.keep()
    one.go(key(folder, "when-bridge"))
    one.keep()
    assert "draft" not in text_of(folder) + text_of(folder, "people.yaml")
    assert len(VerdictLog.in_folder(folder).verdicts) == 3


def test_a_deleted_file_is_said_and_nothing_is_written(folder: Path) -> None:
    curation = sit_down(folder)
    (folder / "events.yaml").unlink()
    with pytest.raises(EditError, match="the file was changed meanwhile"):
        curation.keep()
    assert not (folder / "events.yaml").exists()


def test_a_verdict_that_cannot_be_written_does_not_count(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    curation = sit_down(folder)
    for writes in ((VerdictLog, "add"), (DraftFile, "write")):
        with monkeypatch.context() as patch:
            patch.setattr(*writes, full)
            with pytest.raises(EditError, match=r"not saved \(No space left on device\)"):
                curation.keep()
        assert text_of(folder) == EVENTS
        assert not (folder / "verdicts.yaml").exists()
    assert (at(curation), curation.tally) == ("cost", {})
    assert not curation.can_undo


def test_who_is_killed_between_verdict_and_deck_finds_the_draft_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    curation = sit_down(folder)
    with monkeypatch.context() as patch:
        patch.setattr(DraftFile, "write", kill)
        patch.setattr(VerdictLog, "take_out", kill)
        with pytest.raises(Killed):
            curation.drop(DropReason.WRONG)
    assert len(VerdictLog.in_folder(folder).verdicts) == 1
    again = sit_down(folder)
    assert at(again) == "cost"
    assert not again.can_undo
    again.keep()
    again.undo()
    assert text_of(folder) == EVENTS


def test_an_edit_stays_a_draft_and_changes_its_lines_only(folder: Path) -> None:
    curation = sit_down(folder)
    curation.edit({"prompt": "What is the price of the bridge?"})
    assert at(curation) == "cost"
    assert text_of(folder) == EVENTS.replace(
        "How much will the bridge cost?", "What is the price of the bridge?"
    )


def test_an_edit_that_would_be_an_error_is_refused(folder: Path) -> None:
    curation = sit_down(folder)
    with pytest.raises(EditError, match="is also a distractor"):
        curation.edit({"answer": "10 million euros"})
    assert text_of(folder) == EVENTS


def test_a_draft_with_an_error_is_not_kept(folder: Path) -> None:
    wrong = EVENTS.replace("answer: 12 million euros", "answer: 10 million euros")
    (folder / "events.yaml").write_text(wrong)
    with pytest.raises(EditError, match="cost has an error"):
        sit_down(folder).keep()
    assert text_of(folder) == wrong


def test_what_an_editor_made_of_the_card_is_taken_up_and_can_be_taken_back(folder: Path) -> None:
    curation = sit_down(folder)
    assert not curation.take_up()
    (folder / "events.yaml").write_text(EVENTS.replace("How much will", "What will"))
    assert curation.take_up()
    curation.undo()
    assert text_of(folder) == EVENTS


def test_several_drafts_are_dropped_and_taken_back_at_once(folder: Path) -> None:
    curation = sit_down(folder)
    curation.drop(DropReason.DUPLICATE, list(curation.queue))
    assert not curation.waiting
    assert len(curation.undo()) == 3
    assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)


def test_cards_that_were_dropped_together_come_back_in_their_order(folder: Path) -> None:
    curation = sit_down(folder)
    curation.drop(DropReason.DUPLICATE, [key(folder, name) for name in ("when-bridge", "cost")])
    later = sit_down(folder)
    later.undo()
    later.undo()
    assert text_of(folder) == EVENTS


def test_many_drafts_are_kept_at_once_or_none_if_one_has_an_error(folder: Path) -> None:
    first, more = EVENTS.split("  - id: when-bridge")
    many = "".join(f"  - id: when-{n}{more.split('  # about')[0]}" for n in range(15))
    (folder / "events.yaml").write_text(first + many)
    curation = sit_down(folder)
    curation.keep(list(curation.queue))
    assert "draft" not in text_of(folder)
    curation.undo()
    assert text_of(folder) == first + many
    wrong = many.replace("answer: 2027", "answer: soon", 1)
    (folder / "events.yaml").write_text(first + wrong)
    with pytest.raises(EditError, match="when-0 has an error"):
        sit_down(folder).keep(list(curation.queue))
    assert text_of(folder) == first + wrong


def test_a_decided_card_can_be_decided_anew(folder: Path) -> None:
    curation = sit_down(folder)
    curation.drop(DropReason.WRONG)
    curation.keep()
    curation.go(key(folder, "cost"))
    curation.keep()
    assert "- id: cost\n" in text_of(folder)
    assert curation.tally == {VerdictKind.KEPT: 2}
    curation.go(key(folder, "who-mayor", "people.yaml"))
    curation.drop(DropReason.TRIVIAL)
    assert not (folder / "people.yaml").exists()
    assert curation.tally == {VerdictKind.KEPT: 1, VerdictKind.DROPPED: 1}
    curation.undo()
    assert curation.tally == {VerdictKind.KEPT: 2}
    while curation.can_undo:
        curation.undo()
    assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)


def test_a_kept_card_that_is_edited_stays_kept(folder: Path) -> None:
    curation = sit_down(folder)
    curation.keep()
    curation.go(key(folder, "cost"))
    curation.edit({"explain": "Half of it is the state's."})
    assert text_of(folder).count("status: draft") == 1
    assert curation.tally == {VerdictKind.KEPT: 1}


def test_cards_of_other_texts_that_may_ask_the_same_are_named(folder: Path, tmp_path: Path) -> None:
    other = make(tmp_path / "again")
    mayor = (other / "people.yaml").read_text().replace("Who is the mayor", "Who is today's mayor")
    (other / "people.yaml").write_text(mayor)
    curation = Curation.open([folder / "people.yaml", other / "people.yaml"], Watch())
    view = DraftViews(curation).of(key(folder, "who-mayor", "people.yaml"))
    assert [name for name, _ in view.lookalikes] == [key(other, "who-mayor", "people.yaml")]
    curation = sit_down(folder)
    assert not DraftViews(curation).of(key(folder, "cost")).lookalikes


def test_a_card_moves_to_another_deck_and_back(folder: Path) -> None:
    curation = sit_down(folder)
    curation.move(folder / "people.yaml")
    assert at(curation) == "cost"
    assert "id: cost" not in text_of(folder)
    assert text_of(folder, "people.yaml").startswith(PEOPLE)
    assert not check_file(folder / "people.yaml").errors
    curation.keep()
    curation.undo()
    curation.undo()
    assert (text_of(folder), text_of(folder, "people.yaml")) == (EVENTS, PEOPLE)
    assert at(curation) == "cost"


def test_a_card_takes_the_defaults_of_its_deck_along(folder: Path) -> None:
    curation = sit_down(folder)
    curation.go(key(folder, "who-mayor", "people.yaml"))
    curation.move(folder / "events.yaml")
    question = question_in(curation.store.files[folder / "events.yaml"], "who-mayor")
    assert question is not None
    assert question.tags == ("people",)


def test_a_card_becomes_one_of_another_type(folder: Path) -> None:
    curation = sit_down(folder)
    file = curation.store.files[folder / "events.yaml"]
    question = question_in(file, "cost")
    assert question is not None
    made = conversions(question)
    assert set(made) == {"flashcard", "typed"}
    curation.edit(made["typed"], "type")
    question = question_in(curation.store.files[folder / "events.yaml"], "cost")
    assert question is not None
    assert question.type == "typed"
    assert question.solution("") == "12 million euros"
    curation.undo()
    assert text_of(folder) == EVENTS


def test_an_option_that_is_true_too_is_no_distractor_any_more(folder: Path) -> None:
    curation = sit_down(folder)
    question = question_in(curation.store.files[folder / "events.yaml"], "cost")
    assert question is not None
    curation.edit(without_option(question, "6 million euros"), "also true")
    assert "distractors: [10 million euros]\n" in text_of(folder)
    question = question_in(curation.store.files[folder / "events.yaml"], "cost")
    assert question is not None
    with pytest.raises(EditError, match="the only wrong option"):
        without_option(question, "10 million euros")


def test_problems_are_told_with_their_lines(folder: Path) -> None:
    wrong = EVENTS.replace("The bridge will cost 12", "The bridge costs 12")
    (folder / "events.yaml").write_text(wrong)
    [problem] = problems_of(sit_down(folder).store.files[folder / "events.yaml"], "cost")
    assert problem.code == "Q020"
    assert problem.line == wrong[: wrong.index("The bridge costs 12")].count("\n") + 1


def test_the_time_that_is_left_follows_the_pace(folder: Path) -> None:
    curation = sit_down(folder)
    assert curation.seconds_left == 36
    curation.keep()
    assert len(curation.waiting) == 2


def test_a_record_of_verdicts_is_no_deck(folder: Path) -> None:
    sit_down(folder).keep()
    assert folder / "verdicts.yaml" not in list(deck_files(folder))


def test_a_damaged_line_among_the_verdicts_stays_where_it_is(folder: Path) -> None:
    curation = sit_down(folder)
    curation.keep()
    path = folder / "verdicts.yaml"
    path.write_text(path.read_text() + '- {broken\n- {"is": 5}')
    curation.keep()
    assert VerdictLog.in_folder(folder).damaged == 2
    assert len(VerdictLog.in_folder(folder).verdicts) == 2
    curation.undo()
    assert "{broken" in path.read_text()
    assert len(VerdictLog.in_folder(folder).verdicts) == 1
