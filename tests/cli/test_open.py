"""The app, opened from a terminal."""

import os
from typing import NoReturn

import pytest

from quizapp.cli import open as opening
from quizapp.ui.app import QuizApp
from quizapp.ui.start import ON_HOME
from tests.progress.samples import NOON, answer


def test_what_went_wrong_when_the_app_had_gone_is_said_in_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(app: QuizApp) -> None:
        progress = app.profile.progress
        progress.notices.append("this was shown")
        app.told = len(progress.notices)
        progress.record(answer(), NOON)
        (progress.home / "progress.json").mkdir()

    def leave(code: int) -> NoReturn:
        raise SystemExit(code)

    monkeypatch.setattr(QuizApp, "run", run)
    monkeypatch.setattr(opening, "_in_terminal", lambda: True)
    monkeypatch.setattr(os, "_exit", leave)
    with pytest.raises(SystemExit):
        opening.open_app(None, lambda _: ON_HOME)
    said = capsys.readouterr().err
    assert said.startswith("note: ")
    assert said.count("note: ") == 1
    assert "no snapshot could be written" in said
