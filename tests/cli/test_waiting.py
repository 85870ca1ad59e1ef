"""What is said while answers are read that no snapshot spares."""

import io
import re
from pathlib import Path

import pytest

from quizapp.cli import waiting
from quizapp.cli.parameters import open_for
from quizapp.progress import journal
from quizapp.progress.codec import stamp
from quizapp.progress.events import Event, EventKey
from tests.progress.samples import after, answer, write


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def studied(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A journal that is read in many blocks."""
    monkeypatch.setattr(journal, "BLOCK", 500)
    events = [
        Event(EventKey(stamp(after(number)), "bbbbbbbb", number), answer(f"csto/{number}"))
        for number in range(1, 60)
    ]
    write(home, "bbbbbbbb", events)


def said(monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO) -> str:
    monkeypatch.setattr("sys.stderr", stderr)
    assert open_for(None).progress.reviews == 59
    return stderr.getvalue()


@pytest.mark.usefixtures("studied")
def test_how_far_the_reading_is_is_said_where_somebody_watches_and_it_takes_long(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(waiting, "PATIENCE", -1)
    text = said(monkeypatch, Terminal())
    shares = [int(one) for one in re.findall(r"\rReading your answers anew: (\d+)%\r", text)]
    assert len(shares) > 10
    assert shares == sorted(shares)
    assert shares[0] < 10
    assert text.endswith("\r\x1b[K\r")


@pytest.mark.usefixtures("studied")
def test_nothing_is_said_in_a_pipe_or_when_it_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    assert said(monkeypatch, Terminal()) == ""
    monkeypatch.setattr(waiting, "PATIENCE", -1)
    assert said(monkeypatch, io.StringIO()) == ""
