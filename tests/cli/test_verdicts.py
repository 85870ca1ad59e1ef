"""What was decided about drafts holds when the generator runs again, and is told by rule."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.author.curate.curation import Curation
from quizapp.cli.generate import command as generate
from quizapp.core.errors import EditError
from quizapp.deck.files import deck_files
from quizapp.generate.verdicts import DraftVerdict, DropReason, VerdictKind, VerdictLog
from tests.cli import scripted

DAY = date(2026, 3, 2)
STORY = """\
# The ferry of Tarnby

12 February 2025

Tarnby council closed the old ferry because the pier was rotten. The council raised the toll \
because repairs cost 900,000 crowns.

The harbour master stopped the night boat because nobody took it any longer.

Priya Nair is the mayor of Tarnby. Anders Holm is the harbour master of the island.
"""


@pytest.fixture(autouse=True)
def scripted_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    scripted.install(monkeypatch)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ferry.txt").write_text(STORY)
    run(tmp_path / "decks")
    return tmp_path / "decks"


def run(folder: Path) -> None:
    told = [str(folder.parent / "ferry.txt"), "-o", str(folder)]
    CliRunner().invoke(generate, told, catch_exceptions=False)


def curate(folder: Path) -> Curation:
    return Curation.open(list(deck_files(folder)), lambda: datetime(2026, 3, 2, tzinfo=UTC))


def ids(folder: Path) -> list[str]:
    return [one.id for one in curate(folder).queue]


def report(folder: Path) -> dict[str, dict[str, object]]:
    told = (
        CliRunner()
        .invoke(generate, ["--report", "--json", str(folder)], catch_exceptions=False)
        .stdout
    )
    return {one["rule"]: one for one in json.loads(told)[str(folder)]}


def test_a_dropped_draft_stays_away_and_the_others_come_again(folder: Path) -> None:
    before = ids(folder)
    curation = curate(folder)
    curation.drop(DropReason.TRIVIAL)
    run(folder)
    assert sorted(ids(folder)) == sorted(before[1:])
    assert len(before) > 2


def test_a_fact_that_is_wrong_takes_all_its_drafts_along(folder: Path) -> None:
    """Of the two cards on it, one was dropped; the other waits."""
    curation = curate(folder)
    waits = curation.queue[0]
    facts = curation.marks[waits].facts
    dropped = DraftVerdict(DAY, waits.path.name, "x", VerdictKind.DROPPED, "trivial", "x", facts)
    log = VerdictLog(folder)
    log.add([dropped])
    run(folder)
    assert waits.id in ids(folder)
    log.add([replace(dropped, reason=DropReason.NOT_IN_TEXT)])
    run(folder)
    assert waits.id not in ids(folder)
    run(folder)
    assert waits.id not in ids(folder)
    assert len(ids(folder)) == len(curation.queue) - 1


def test_verdicts_hold_without_the_record_of_the_last_run(folder: Path) -> None:
    curation = curate(folder)
    gone = curation.queue[0].id
    curation.drop(DropReason.UNFAIR)
    (folder / "facts.yaml").unlink()
    run(folder)
    assert gone not in ids(folder)


def test_an_edited_draft_is_left_as_it_was_edited(folder: Path) -> None:
    curation = curate(folder)
    key = curation.queue[0]
    curation.edit({"explain": "In words of my own."})
    run(folder)
    entry = curate(folder).entry(key)
    assert entry is not None
    assert entry.fields["explain"] == "In words of my own."


def test_the_report_tells_by_rule_what_was_kept_and_why_others_were_dropped(folder: Path) -> None:
    curation = curate(folder)
    rules = [curation.marks[key].template for key in curation.queue]
    made = {rule: rules.count(rule) for rule in rules}
    kept, dropped = curation.queue[0], curation.queue[1]
    curation.edit({"hint": "Think of the sea."})
    curation.keep()
    curation.drop(DropReason.BADLY_PUT)
    told = report(folder)
    assert {rule: one["made"] for rule, one in told.items()} == made
    of_kept, of_dropped = (told[curation.marks[key].template] for key in (kept, dropped))
    assert (of_kept["kept"], of_kept["edited"]) == (1, 1)
    assert of_dropped["dropped"] == {"badly put": 1}
    assert sum(int(str(one["waiting"])) for one in told.values()) == len(rules) - 2


def test_the_report_of_a_folder_without_generated_cards_says_so(tmp_path: Path) -> None:
    with pytest.raises(EditError, match="no cards of `quizapp generate` are in this folder"):
        report(tmp_path)
