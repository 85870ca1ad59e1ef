"""Lines that begin with `/`."""

import pytest

from quizapp.plain.dialogue import Command, NoCommand, is_command, perform
from quizapp.presentation.actions import Action


def test_one_slash_makes_a_command_and_two_make_a_reply() -> None:
    assert is_command("/help")
    assert not is_command("//etc")
    assert not is_command("help")
    assert not is_command("")


SOURCE = Action("source", command="source")
SUSPEND = Action("suspend", command="suspend")
GO = Action("go", command="go", takes="N")


def said(line: str, source_is_there: bool = True) -> list[str]:
    done: list[str] = []
    commands = [
        Command(SOURCE, lambda: done.append("source"), lambda: source_is_there),
        Command(SUSPEND, lambda: done.append("suspend"), lambda: True),
        Command(GO, lambda number: done.append(f"go {number}"), lambda: True),
    ]
    perform(line, commands)
    return done


@pytest.mark.parametrize(
    ("line", "does"),
    [
        ("/source", "source"),
        ("/SOURCE", "source"),
        ("/so", "source"),
        ("/su", "suspend"),
        ("/go 3", "go 3"),
        ("/g   3 ", "go 3"),
    ],
)
def test_a_name_or_its_beginning_is_enough(line: str, does: str) -> None:
    assert said(line) == [does]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/s", "/s could be /source, /suspend"),
        ("/", "there are /source, /suspend, /go"),
        ("/x", "no command is called /x; there are /source, /suspend, /go"),
        ("/sorce", "no command is called /sorce; did you mean /source?"),
        ("/go", "write /go N"),
        ("/suspend now", "write /suspend"),
    ],
)
def test_what_is_no_command_is_said_with_those_there_are(line: str, says: str) -> None:
    with pytest.raises(NoCommand) as error:
        said(line)
    assert says in str(error.value)


def test_what_a_short_name_means_does_not_depend_on_what_can_be_done_now() -> None:
    with pytest.raises(NoCommand, match="could be"):
        said("/s", source_is_there=False)
    with pytest.raises(NoCommand, match="/source does nothing now; there are /suspend, /go"):
        said("/so", source_is_there=False)
