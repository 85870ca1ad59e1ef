"""`quizapp ready` from outside: what it prints, and how it ends."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import pytest

from quizapp.cli.ready import reckoned
from quizapp.progress.codec import stamp
from quizapp.progress.events import SUSPENDED, Event, EventData, EventKey, Marked
from tests.cli.test_main import run
from tests.conftest import PRESENT
from tests.progress.samples import answer, write
from tests.study.decks import SIBLINGS, choices, deck

pytestmark = [pytest.mark.day, pytest.mark.program]


@pytest.fixture
def made(home: Path) -> Path:
    """A deck of 30 new cards among the learner's own."""
    return deck(home / "decks", choices(30)).path


def happened(home: Path, cards: Sequence[EventData]) -> None:
    keys = (EventKey(stamp(PRESENT), "aaaaaaaa", number) for number in range(1, 99))
    write(home, "aaaaaaaa", map(Event, keys, cards))


@pytest.mark.usefixtures("made")
def test_the_plan_is_told_in_words() -> None:
    done = run("ready", "test-deck", "14d")
    assert done.returncode == 0
    assert "The deck test-deck\nReady by " in done.stdout
    assert "(in 14 days)" in done.stdout
    assert " 0    0%  if nothing is done" in done.stdout
    assert "if you follow the plan" in done.stdout
    assert "Today: 3 new cards, about " in done.stdout
    assert done.stdout.count("day ") >= 13
    assert done.stdout.endswith("Begin with `quizapp review test-deck --ready 14d`.\n")


def test_a_deck_may_be_a_file_or_a_folder(made: Path) -> None:
    assert "The deck test-deck" in run("ready", str(made), "3d").stdout
    deck(made.parent, [SIBLINGS.format(id="trio")], "other")
    assert "2 decks" in run("ready", str(made.parent), "3d").stdout


@pytest.mark.usefixtures("made")
def test_a_long_table_is_cut_and_ends_on_the_eve() -> None:
    printed = run("ready", "test-deck", "400d").stdout
    table = printed.partition("Minutes\n")[2].partition("\n\n")[0].splitlines()
    assert len(table) == 16
    assert table[-2] == "…"
    eve = _today() + timedelta(days=399)
    assert table[-1].startswith(f"{eve:%A} {eve.day} {eve:%B} {eve.year} ")


@pytest.mark.usefixtures("made")
def test_a_limit_that_is_too_low_is_said_with_its_place(home: Path) -> None:
    (home / "config.toml").write_text("new_per_day = 4\n")
    printed = run("ready", "test-deck", "3d").stdout
    assert "18 new cards will not have come by then." in printed
    assert "15 new cards a day would be needed instead of 4 (new_per_day in config.toml)" in printed
    assert "As it is, all new cards will have come by " in printed


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(("text", "days"), [("tomorrow", 1), ("14d", 14), ("iso", 20)])
def test_the_plan_as_json_has_plain_names(text: str, days: int) -> None:
    given = (_today() + timedelta(days=days)).isoformat() if text == "iso" else text
    found = json.loads(run("ready", "test-deck", given, "--json").stdout)
    assert found["decks"] == ["test-deck"]
    assert found["days_left"] == days == len(found["days"])
    assert found["cards"] == found["new"] == 30
    assert found["expected"]["nothing"] == 0
    assert len(found["today"]) == found["days"][0]["new"] + found["days"][0]["reviews"]
    assert set(found["days"][0]) == {"day", "new", "reviews", "minutes"}
    assert found["limits"] == (
        [{"limit": "new_per_day", "deck": None, "set": 20, "needed": 30}] if days == 1 else []
    )


def test_a_deck_that_lasts_until_then_needs_nothing(home: Path) -> None:
    keys = deck(home / "decks", choices(3)).keys
    today = _today().toordinal()
    happened(home, [answer(key, today, 4, due=today + 8) for key in keys])
    printed = run("ready", "test-deck", "3d").stdout
    assert "Expected to be known then, of 3 cards:\n  3 " in printed
    assert printed.endswith("\nNothing has to be reviewed before then.\n")


def test_a_deck_that_is_suspended_has_nothing_to_learn(home: Path) -> None:
    keys = deck(home / "decks", choices(3)).keys
    happened(home, [Marked(tuple(keys), SUSPENDED, 1)])
    done = run("ready", "test-deck", "3d")
    assert done.stdout.endswith("No card is to be learned: there are none, or all are suspended.\n")
    assert done.returncode == 0
    assert json.loads(run("ready", "test-deck", "3d", "--json").stdout)["cards"] == 0


def test_cards_that_come_before_they_are_due_are_said(home: Path) -> None:
    keys = deck(home / "decks", choices(3)).keys
    today = _today().toordinal()
    happened(home, [answer(key, today - 9, due=today + 30) for key in keys])
    printed = run("ready", "test-deck", "tomorrow").stdout
    assert "Today: 3 reviews (3 ahead of time), about 1 minute." in printed


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("args", "says", "code"),
    [
        (["test-deck"], "Missing argument", 2),
        (["test-deck", "0d"], "choose a day from tomorrow on", 2),
        (["test-deck", "2020-02-26"], "choose a day from tomorrow on", 2),
        (["test-deck", "1096d"], "choose a day within three years", 2),
        (["test-deck", "99999d"], "choose a day within three years", 2),
        (["test-deck", "26.2.2027"], "is not a day; write 2026-12-10", 2),
        (["test-deck", "2027-02-30"], "is not a day", 2),
        (["nonsense", "14d"], 'no deck is called "nonsense"', 1),
    ],
)
def test_wrong_use_is_one_clear_error(args: list[str], says: str, code: int) -> None:
    done = run("ready", *args)
    assert says in done.stderr
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_help_has_an_example() -> None:
    assert "Example: quizapp ready" in run("ready", "--help").stdout


def _today() -> date:
    return (PRESENT - timedelta(hours=4)).date()


def test_on_a_terminal_the_progress_stands_on_stderr_and_is_wiped_out(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def work() -> Iterator[float]:
        yield from (0.01, 0.02, 0.4, 1.0)

    reckoned(work())  # type: ignore[arg-type]
    assert capsys.readouterr() == ("", "")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    reckoned(work())  # type: ignore[arg-type]
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.split("\r")[1:4] == [f"Reckoning the plan … {n} %" for n in (0, 40, 100)]
    assert printed.err.endswith("\r")
