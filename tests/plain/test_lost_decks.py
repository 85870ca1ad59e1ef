"""A deck that is open while its cache is lost and its file has errors by now."""

import io
import shutil
from pathlib import Path

import pytest

from quizapp.plain.console import Console
from quizapp.plain.review import review
from quizapp.study.profile import Profile
from tests.study.decks import TYPED, choices, deck


@pytest.fixture
def profile(home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Profile:
    monkeypatch.setattr("quizapp.core.folders.shipped_decks", lambda: tmp_path / "none")
    deck(home / "decks", choices(2), "ant")
    deck(home / "decks", [TYPED.format(id="one")], "bee")
    Profile.open().close()
    return Profile.open()


def test_the_session_goes_on_with_the_other_decks_and_says_why(
    profile: Profile, home: Path
) -> None:
    shutil.rmtree(home / "cache")
    (home / "decks" / "ant.yaml").write_text("deck: [\n")
    out = io.StringIO()
    review(profile, profile.library.decks, console=Console(io.StringIO("kyrgyzstan\n"), out))
    said = out.getvalue()
    assert "ant.yaml: the file has changed since it was opened" in said
    assert "Its cards are left out, and come another time." in said
    assert "saved" in said.splitlines()
    assert [*profile.progress.cards] == ["bee/one"]


def test_a_reply_is_judged_although_the_words_of_its_deck_are_lost(
    profile: Profile, home: Path
) -> None:
    bee = profile.library.deck("bee")
    card = bee.card("bee/one")
    shutil.rmtree(home / "cache")
    bee.path.write_text("deck: [\n")
    assert bee.grade(card, "Kyrgyzstam").verdict == "right"
    assert bee.grade(card, "Georgia").verdict == "wrong"
