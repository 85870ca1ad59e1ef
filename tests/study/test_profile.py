"""A learner's folder, opened as a command opens it."""

from datetime import datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest

from quizapp.core.day import Day
from quizapp.core.errors import EditError, SettingsError
from quizapp.core.settings import Settings
from quizapp.deck.deck import Deck
from quizapp.deck.library import BrokenDeck
from quizapp.memory.fsrs import MemoryModel
from quizapp.study.editing import edit_card
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession
from quizapp.study.stages import Asking, Finished
from tests.conftest import PRESENT
from tests.study.decks import TYPED, deck

pytestmark = pytest.mark.day

PUBLISHED = MemoryModel().parameters
NOW = datetime(2024, 2, 26, 12, 0, tzinfo=PRESENT.tzinfo)


def answer_everything(slug: str, now: datetime = NOW) -> int:
    """Open the folder, answer until nothing is left, close it; gives the number of answers."""
    profile = Profile.open(clock=lambda: now)
    review = ReviewSession.begin([profile.library.deck(slug)], profile.today())
    for _ in range(20):
        if isinstance(review.stage, Finished):
            break
        if isinstance(review.stage, Asking):
            review.answer("Kyrgyzstan", now)
        review.proceed(now)
    else:
        raise AssertionError("the review does not end")
    profile.close()
    return len(review.log)


def test_progress_follows_a_card_to_its_new_id_and_back(home: Path) -> None:
    folder = home / "decks"
    deck(folder, [TYPED.format(id="one")])
    assert answer_everything("test-deck") == 2
    renamed = "\n  - {id: two, was: [one], type: typed, prompt: p, answer: Kyrgyzstan}\n"
    deck(folder, [renamed])
    assert answer_everything("test-deck") == 0
    deck(folder, [TYPED.format(id="one")])
    assert answer_everything("test-deck") == 0
    later = NOW + timedelta(days=30)
    assert answer_everything("test-deck", later) == 1
    profile = Profile.open()
    assert [*profile.progress.cards] == ["test-deck/one"]
    assert profile.progress.cards["test-deck/one"].reps == 3


def test_marks_follow_a_card_that_was_never_answered_to_its_new_id(home: Path) -> None:
    ids = ("suspended", "buried", "flagged", "none")
    deck(home / "decks", [TYPED.format(id=one) for one in ids])
    profile = Profile.open(clock=lambda: NOW)
    tomorrow = Day(profile.day + 1)
    profile.progress.suspend("test-deck/suspended", NOW)
    profile.progress.bury("test-deck/buried", tomorrow, NOW)
    profile.progress.flag("test-deck/flagged", 1, NOW)
    rest = "type: typed, prompt: p, answer: Kyrgyzstan"
    renamed = [f"\n  - {{id: new-{one}, was: [{one}], {rest}}}\n" for one in ids]
    deck(home / "decks", renamed)
    for _ in range(2):
        profile = Profile.open(clock=lambda: NOW)
        assert profile.progress.suspended == {"test-deck/new-suspended"}
        assert profile.progress.buried == {"test-deck/new-buried": tomorrow}
        assert profile.progress.flags == {"test-deck/new-flagged": 1}
        assert len(profile.progress.former_names) == 3


def typed(folder: Path, answer: str = "Kyrgyzstan") -> Path:
    return deck(folder, [TYPED.format(id="one").replace("Kyrgyzstan", answer)]).path


def write(path: Path, text: str) -> None:
    path.write_text(text, "utf-8")


def test_an_edited_card_is_asked_as_it_is_now(home: Path) -> None:
    path = typed(home / "decks")
    profile = Profile.open(clock=lambda: NOW)
    opened = []

    def editor(file: Path, line: int) -> None:
        opened.append((file, line))
        typed(home / "decks", "Armenia")

    changed = edit_card(profile, profile.library.deck("test-deck"), "one", editor)
    assert opened == [(path, 6)]
    assert isinstance(changed, Deck)
    assert changed == profile.library.deck("test-deck")
    assert changed.card("test-deck/one").question.answer == "Armenia"


def test_an_edit_that_changes_nothing_is_none(home: Path) -> None:
    path = typed(home / "decks")
    profile = Profile.open(clock=lambda: NOW)
    before = profile.library
    shown = before.deck("test-deck")
    assert edit_card(profile, shown, "one", lambda *_: None) is None
    remark = path.read_text() + "# a remark\n"
    assert edit_card(profile, shown, "one", lambda file, _: write(file, remark)) is None
    assert profile.library == before


def test_a_broken_edit_keeps_the_old_card_until_it_is_mended(home: Path) -> None:
    path = typed(home / "decks")
    good = path.read_text()
    profile = Profile.open(clock=lambda: NOW)
    shown = profile.library.deck("test-deck")
    bad = good.replace("type: typed", "type: nonsense")
    broken = edit_card(profile, shown, "one", lambda file, _: write(file, bad))
    assert isinstance(broken, BrokenDeck)
    assert "nonsense" in broken.short
    assert profile.library.deck("test-deck") == shown
    still = edit_card(profile, shown, "one", lambda *_: None)
    assert still == broken
    assert edit_card(profile, shown, "one", lambda file, _: write(file, good)) is None
    assert profile.library.broken == ()


def test_what_an_editor_saved_before_it_failed_comes_with_the_next_edit(home: Path) -> None:
    path = typed(home / "decks")
    profile = Profile.open(clock=lambda: NOW)
    shown = profile.library.deck("test-deck")

    def failing(*_: object) -> None:
        typed(home / "decks", "Armenia")
        raise EditError("the editor ended with exit code 1")

    with pytest.raises(EditError):
        edit_card(profile, shown, "one", failing)
    assert profile.library.deck("test-deck") == shown
    assert "Armenia" in path.read_text()
    changed = edit_card(profile, shown, "one", lambda *_: None)
    assert isinstance(changed, Deck)
    assert changed.card("test-deck/one").question.answer == "Armenia"


def test_a_shipped_deck_is_edited_in_the_learners_folder(home: Path) -> None:
    profile = Profile.open(clock=lambda: NOW)
    place = [one.slug for one in profile.library.decks].index("csto-membership")
    shown = profile.library.deck("csto-membership")
    as_shipped = shown.path.read_bytes()

    def editor(file: Path, line: int) -> None:
        lines = file.read_text("utf-8").splitlines(keepends=True)
        assert lines[line - 1].strip() == "- id: csto-name"
        write(file, "".join(lines).replace("What does the abbreviation", "What do the letters"))

    changed = edit_card(profile, shown, "csto-name", editor)
    assert isinstance(changed, Deck)
    assert changed.path == home / "decks" / "csto" / "membership.yaml"
    assert profile.library.decks[place] == changed
    assert shown.path.read_bytes() == as_shipped
    again = Profile.open().library.deck("csto-membership")
    assert again.path == changed.path
    assert again.card("csto-membership/csto-name").question.prompt.startswith("What do the letters")


def test_a_shipped_deck_that_is_only_looked_at_in_the_editor_is_not_copied(home: Path) -> None:
    profile = Profile.open(clock=lambda: NOW)
    before = profile.library
    shown = before.deck("csto-membership")
    assert edit_card(profile, shown, "members-count", lambda *_: None) is None
    assert profile.library == before
    assert list((home / "decks").iterdir()) == []


def test_progress_follows_a_card_that_is_renamed_in_the_editor(home: Path) -> None:
    path = typed(home / "decks")
    answer_everything("test-deck")
    profile = Profile.open(clock=lambda: NOW)
    renamed = path.read_text().replace("{id: one,", "{id: two, was: [one],")
    shown = profile.library.deck("test-deck")
    assert isinstance(edit_card(profile, shown, "one", lambda file, _: write(file, renamed)), Deck)
    assert [*profile.progress.cards] == ["test-deck/two"]
    assert profile.progress.cards["test-deck/two"].reps == 2


def test_a_setting_is_lived_by_at_once_and_after_the_next_start() -> None:
    profile = Profile.open(clock=lambda: NOW)
    profile.configure("rollover_hour", 13)
    profile.configure("quiz_counts", True)
    profile.configure_key("undo", "z")
    assert profile.day == NOW.toordinal() - 1
    assert (
        Profile.open().settings
        == profile.settings
        == Settings(rollover_hour=13, quiz_counts=True, keys={"undo": "z"})
    )
    profile.configure("rollover_hour", None)
    profile.configure_key("undo", None)
    assert profile.day == NOW.toordinal()
    assert Profile.open().settings == profile.settings == Settings(quiz_counts=True)


def test_a_setting_that_cannot_be_kept_is_not_lived_by(monkeypatch: pytest.MonkeyPatch) -> None:
    profile = Profile.open(clock=lambda: NOW)
    monkeypatch.setattr(Path, "replace", Mock(side_effect=PermissionError(13, "Denied")))
    for name, value, says in [("rollover_hour", 9, "cannot be written"), ("buttons", 3, "2 or 4")]:
        with pytest.raises(SettingsError, match=says):
            profile.configure(name, value)
    assert profile.settings == Settings()
    assert profile.calendar.rollover_hour == 4


def test_parameters_of_the_learner_are_those_of_every_memory(home: Path) -> None:
    deck(home / "decks", [TYPED.format(id="one")])
    answer_everything("test-deck")
    later = NOW + timedelta(days=2)
    usual = Profile.open(clock=lambda: later)
    state, parameters = usual.progress.cards["test-deck/one"], list(usual.model.parameters)
    assert usual.settings.fsrs_parameters is None
    parameters[2] *= 2  # the stability after a first answer that is Good
    usual.configure("fsrs_parameters", tuple(parameters))
    changed = usual.progress.cards["test-deck/one"]
    assert changed.stability > 1.5 * state.stability
    assert (changed.due, changed.phase) == (state.due, state.phase)
    assert usual.context.model.parameters == pytest.approx(parameters)
    for _ in range(2):  # before there is a snapshot of theirs, and after
        again = Profile.open(clock=lambda: later)
        assert again.progress.cards["test-deck/one"] == changed
        again.close()
    usual.configure("fsrs_parameters", None)
    assert usual.progress.cards["test-deck/one"] == state
    assert "fsrs" not in (home / "config.toml").read_text()


def test_what_is_answered_while_parameters_are_prepared_is_kept(home: Path) -> None:
    deck(home / "decks", [TYPED.format(id=one) for one in ("one", "two")])
    answer_everything("test-deck")
    later = NOW + timedelta(days=40)
    parameters = tuple(min(2 * one, 4.0) if at < 4 else one for at, one in enumerate(PUBLISHED))
    profile = Profile.open(clock=lambda: later)
    profile.prepare(parameters)
    review = ReviewSession.begin([profile.library.deck("test-deck")], profile.today())
    review.answer("Kyrgyzstan", later)
    profile.configure("fsrs_parameters", parameters)
    again = Profile.open(clock=lambda: later)
    assert profile.progress.reviews == again.progress.reviews == 5
    assert dict(profile.progress.cards) == dict(again.progress.cards)
