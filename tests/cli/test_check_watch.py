"""`check --watch`, with an editor of our own that saves between two checks."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from quizapp.author import watching
from quizapp.cli.check import command

GOOD = "deck: a\ntitle: T\ncards:\n- {id: x, type: flashcard, prompt: p, answer: a}\n"
BAD = GOOD.replace("answer: a", "answer: a, colour: blue")


@pytest.fixture(autouse=True)
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "decks" / "a.yaml"
    path.parent.mkdir()
    path.write_text(GOOD)
    return path


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs the command while the files are changed by these functions, and then ends it."""

    def run(path: str, *saves: Callable[[], object]) -> Result:
        def changes(files: Callable[[], Iterable[Path]]) -> Iterator[frozenset[Path]]:
            for save in saves:
                save()
                yield frozenset(files())
            raise KeyboardInterrupt

        monkeypatch.setattr(watching, "changes", changes)
        return CliRunner().invoke(command, ["--watch", path])

    return run


def test_each_save_is_checked_until_ctrl_c_which_is_no_failure(
    deck: Path, watch: Callable[..., Result]
) -> None:
    result = watch("decks", lambda: deck.write_text(BAD), lambda: deck.write_text(GOOD))
    assert [line for line in result.stdout.splitlines() if " 1 deck" in f" {line}"] == [
        "1 deck, 1 card: no problems.",
        "1 error in 1 of 1 deck.",
        "1 deck, 1 card: no problems.",
    ]
    assert result.exit_code == 0


def test_a_save_that_changes_nothing_about_the_verdict_leaves_the_screen_alone(
    deck: Path, watch: Callable[..., Result]
) -> None:
    result = watch("decks", lambda: deck.write_text(GOOD + "# a note\n"))
    assert result.stdout.count("no problems") == 1


def test_a_deck_that_is_deleted_is_told_and_checked_again_when_it_is_back(
    deck: Path, watch: Callable[..., Result]
) -> None:
    result = watch("decks/a.yaml", deck.unlink, lambda: deck.write_text(BAD))
    lost = result.stdout.index("error: decks/a.yaml: no such file or folder")
    assert result.stdout.index("1 error in 1 of 1 deck.") > lost


def test_a_name_that_was_never_there_is_wrong_use(watch: Callable[..., Result]) -> None:
    result = watch("deks")
    assert result.exit_code == 2
    assert "deks: no such file or folder" in result.stderr
