"""The learner's own editor: which program, with which words, and what becomes of the terminal."""

import signal
import sys
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from quizapp.core.editor import chosen, command
from quizapp.core.errors import EditError
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.card_screen import edit_in_terminal
from tests.study.decks import TYPED, deck
from tests.terminal import Terminal
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen

pytestmark = [pytest.mark.day, pytest.mark.program]

FILE = Path("/home/decks/own deck.yaml")
AT = f"{FILE}:12"


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        *((name, [name, "+12", str(FILE)]) for name in "vi vim nvim nano micro kak".split()),
        *((name, [name, "+12", str(FILE)]) for name in "emacs emacsclient joe pico ne".split()),
        ("/usr/bin/vim.basic", ["/usr/bin/vim.basic", "+12", str(FILE)]),
        ("emacs -nw", ["emacs", "-nw", "+12", str(FILE)]),
        (
            "'/opt/my editors/nvim' -u NONE",
            ["/opt/my editors/nvim", "-u", "NONE", "+12", str(FILE)],
        ),
        ("hx", ["hx", AT]),
        ("helix", ["helix", AT]),
        ("subl", ["subl", AT, "--wait"]),
        ("subl -w", ["subl", "-w", AT]),
        ("zed --wait", ["zed", "--wait", AT]),
        ("code", ["code", "--goto", AT, "--wait"]),
        ("code --wait", ["code", "--wait", "--goto", AT]),
        ("codium", ["codium", "--goto", AT, "--wait"]),
        ("cursor -w", ["cursor", "-w", "--goto", AT]),
        ("ed", ["ed", str(FILE)]),
        ("open -W -t", ["open", "-W", "-t", str(FILE)]),
    ],
)
def test_an_editor_is_told_the_line_in_its_own_way(editor: str, words: list[str]) -> None:
    assert command(editor, FILE, 12) == words


@pytest.mark.parametrize(
    ("editor", "words"),
    [
        ("notepad", ["notepad", str(FILE)]),
        (r"C:\vim\gvim.exe", [r"C:\vim\gvim.exe", str(FILE)]),
        (r'"C:\Program Files\vim.exe" -n', [r"C:\Program Files\vim.exe", "-n", "+12", str(FILE)]),
        (r"C:\bin\Code.cmd", [r"C:\bin\Code.cmd", "--goto", AT, "--wait"]),
    ],
)
def test_a_path_on_windows_keeps_its_backslashes(editor: str, words: list[str]) -> None:
    assert command(editor, FILE, 12, windows=True) == words


@pytest.mark.parametrize("name", ["-x.yaml", "+x.yaml", "{line}.yaml"])
def test_a_file_is_never_taken_for_an_option(name: str) -> None:
    assert command("vim", Path(name), 3) == ["vim", "+3", f"{Path.cwd()}/{name}"]


@pytest.mark.parametrize("editor", ["'vim", '"', "''"])
def test_a_command_with_a_lost_quote_is_one_error(editor: str) -> None:
    with pytest.raises(EditError):
        command(editor, FILE, 1)


@pytest.mark.parametrize(
    ("environment", "there", "editor"),
    [
        ({"VISUAL": "code --wait", "EDITOR": "vi"}, "nano vi", "code --wait"),
        ({"VISUAL": " ", "EDITOR": "hx"}, "nano vi", "hx"),
        ({}, "vi vim nano", "nano"),
        ({"EDITOR": ""}, "vi vim", "vim"),
        ({}, "vi", "vi"),
        ({}, "notepad", "notepad"),
    ],
)
def test_the_learners_choice_comes_before_the_usual_ones(
    environment: dict[str, str], there: str, editor: str
) -> None:
    assert chosen(environment, there.split().__contains__) == editor


def test_without_any_editor_there_is_one_error() -> None:
    with pytest.raises(EditError, match="set EDITOR"):
        chosen({}, lambda _: False)


def script(path: Path, body: str) -> Path:
    """A program named `path` that stands in for an editor."""
    path.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
    path.chmod(0o755)
    return path


@pytest.fixture
def suspendable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have Textual's driver for tests believe that it can hand over its terminal."""
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)


@pytest.mark.usefixtures("suspendable")
async def test_the_editor_gets_the_file_and_the_line_and_is_waited_for(
    learner_with: MakeProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = script(tmp_path / "vim", 'printf "%s\\n" "$@" > "$3"')
    monkeypatch.setenv("VISUAL", f"{editor} -n")
    async with QuizApp(learner_with()).run_test() as pilot:
        edit_in_terminal(pilot.app, tmp_path / "a deck.yaml", 7)
        assert (tmp_path / "a deck.yaml").read_text() == f"-n\n+7\n{tmp_path}/a deck.yaml\n"
        await pilot.pause()
        assert "Who belongs to the CSTO?" in seen(pilot)


@pytest.mark.usefixtures("suspendable")
@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("exit 3", "vim ended with exit code 3; the card stays as it was"),
        ("kill -TERM $$", "vim was ended by signal 15; the card stays as it was"),
    ],
)
async def test_an_editor_that_fails_is_said_and_the_app_goes_on(
    learner_with: MakeProfile,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    body: str,
    says: str,
) -> None:
    monkeypatch.setenv("VISUAL", str(script(tmp_path / "vim", body)))
    async with QuizApp(learner_with()).run_test() as pilot:
        with pytest.raises(EditError, match=says):
            edit_in_terminal(pilot.app, tmp_path / "a.yaml", 1)
        await pilot.press("question_mark")
        assert "Review the deck at the cursor" in seen(pilot)


@pytest.mark.usefixtures("suspendable")
async def test_a_file_that_is_no_program_is_said_and_the_app_goes_on(
    learner_with: MakeProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = tmp_path / "vim"
    editor.write_bytes(b"\x7fELF, but not really")
    editor.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(editor))
    async with QuizApp(learner_with()).run_test() as pilot:
        with pytest.raises(EditError, match="vim cannot be run: exec format error"):
            edit_in_terminal(pilot.app, tmp_path / "a.yaml", 1)
        await pilot.press("question_mark")
        assert "Review the deck at the cursor" in seen(pilot)


async def test_an_editor_that_is_not_there_is_one_error(
    learner_with: MakeProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", "no-such-editor -n")
    async with QuizApp(learner_with()).run_test() as pilot:
        with pytest.raises(EditError, match='"no-such-editor" cannot be found'):
            edit_in_terminal(pilot.app, tmp_path / "a.yaml", 1)


async def test_where_no_editor_can_be_opened_the_place_is_said(
    learner_with: MakeProfile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VISUAL", sys.executable)
    async with QuizApp(learner_with()).run_test() as pilot:
        with pytest.raises(EditError, match=f"the card is in {FILE}, line 12"):
            edit_in_terminal(pilot.app, FILE, 12)


@pytest.mark.usefixtures("suspendable")
async def test_a_key_that_interrupts_the_editor_does_not_end_the_app(
    learner_with: MakeProfile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor = script(tmp_path / "ed", "kill -INT $PPID; kill -QUIT $PPID; kill -INT $$")
    monkeypatch.setenv("VISUAL", str(editor))
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)
    async with QuizApp(learner_with()).run_test() as pilot:
        with pytest.raises(EditError, match="signal 2"):  # it did reach the editor
            edit_in_terminal(pilot.app, tmp_path / "a.yaml", 1)
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGQUIT)) == before


APP = """
from functools import partial
from quizapp.core.errors import EditError
from quizapp.study.editing import edit_card
from quizapp.study.profile import Profile
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.card_screen import edit_in_terminal

def action_edit(app):
    deck = app.profile.library.deck("test-deck")
    try:
        found = edit_card(app.profile, deck, "one", partial(edit_in_terminal, app))
        app.tell(f"now {found.card('test-deck/one').question.answer}")
    except EditError as error:
        app.tell(str(error))

QuizApp.action_edit = action_edit
app = QuizApp(Profile.open())
app.bind("e", "edit")
app.run()
"""


def test_in_a_terminal_the_editor_has_the_screen_and_then_the_app_again(
    home: Path, tmp_path: Path
) -> None:
    deck(home / "decks", [TYPED.format(id="one")])
    body = 'echo "line $1 of $2"; read reply; sed -i.bak "s/Kyrgyzstan/$reply/" "$2"'
    editor = script(tmp_path / "nano", body)
    with Terminal([sys.executable, "-c", APP], {"VISUAL": str(editor)}) as terminal:
        terminal.wait_for("The deck test-deck")
        terminal.wait_for("Keys")
        terminal.send("e")
        terminal.wait_for("quizapp waits until test-deck.yaml is closed")
        terminal.wait_for("line +6 of")
        assert b"\x1b[?1049l" in terminal.output
        terminal.send("Armenia\n")
        terminal.wait_for("now Armenia")
        terminal.output = b""
        terminal.send("?")
        terminal.wait_for("Review the deck at the cursor")
        terminal.send("\x11")
        assert terminal.wait() == 0
