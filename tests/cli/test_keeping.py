"""`backup`, `restore`, `merge` and `doctor` from outside."""

import json
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from quizapp.progress.progress import Progress
from tests.conftest import PRESENT
from tests.progress.samples import answer, standing
from tests.progress.test_doctor import closed, flip, studied  # noqa: F401  (a fixture)

pytestmark = [pytest.mark.day, pytest.mark.program]


def run(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "quizapp", *args],
        capture_output=True,
        text=True,
        timeout=60,
        stdin=subprocess.DEVNULL,
    )


@pytest.fixture
def lost(home: Path) -> dict[str, object]:
    """A learner whose journal is gone; where they stood."""
    progress = Progress.open(home)
    for number in range(3):
        progress.record(answer(f"csto/{number}"), PRESENT)
    progress.suspend("csto/0", PRESENT)
    while progress.tend():
        pass
    was = standing(progress)
    for path in (home / "journal").glob("*.jsonl"):
        path.unlink()
    return was


@pytest.mark.parametrize("command", ["backup", "restore", "merge", "doctor"])
def test_every_command_has_help_with_an_example(command: str) -> None:
    done = run(command, "--help")
    assert done.returncode == 0
    assert "Example: quizapp" in done.stdout


def test_restore_says_first_what_it_would_bring_back(home: Path, lost: dict[str, object]) -> None:
    done = run("restore")
    assert done.returncode == 0
    assert done.stdout.startswith("3 answers and 1 other entry of ")
    assert "`quizapp restore --yes` brings it back" in done.stdout
    assert not list((home / "journal").glob("*.jsonl"))
    assert json.loads(run("restore", "--json").stdout)["answers"] == 3
    done = run("restore", "--yes", "--json")
    found = json.loads(done.stdout)
    assert (found["answers"], found["others"]) == (3, 1)
    assert all(Path(path).is_file() for path in found["files"])
    assert standing(Progress.open(home)) == lost
    assert run("restore", "--yes").stdout == "Nothing is missing in the journal.\n"


def test_restore_takes_a_day_or_a_zip(home: Path, tmp_path: Path, lost: dict[str, object]) -> None:
    assert json.loads(run("restore", "2001-01-01", "--json").stdout)["answers"] == 0
    assert run("restore", "--yes").returncode == 0
    target = tmp_path / "all.zip"
    assert run("backup", str(target)).stdout == f"{target}: 1 file, read again and sound.\n"
    nowhere = run("backup", str(tmp_path / "gone" / "all.zip")).stderr
    assert nowhere.strip() == (
        f"error: {tmp_path / 'gone'}: no such folder, so no backup was made; make it first"
    )
    done = run("backup", str(target))
    assert done.returncode == 1
    assert "there already" in done.stderr
    for path in [*(home / "journal").glob("*.jsonl"), *(home / "backups").rglob("*.gz")]:
        path.unlink()
    assert json.loads(run("restore", "--json").stdout)["answers"] == 0
    assert json.loads(run("restore", str(target), "--yes", "--json").stdout)["answers"] == 3
    assert standing(Progress.open(home)) == lost


@pytest.mark.parametrize(
    ("args", "says", "code"),
    [
        (["restore", "2024-13-01"], "2024-13-01 is no day", 2),
        (["restore", "nowhere.zip"], "nowhere.zip: no such file", 2),
        (["restore", "{tmp}"], "no journal is in it", 1),
        (["merge", "nowhere"], "nowhere", 2),
        (["merge", "{tmp}"], "no journal is in it", 1),
        (["backup"], "there is nothing yet", 1),
        (["backup", "/proc/nowhere/all.zip"], "there is nothing yet", 1),
    ],
)
def test_wrong_use_is_one_clear_error(
    tmp_path: Path, args: list[str], says: str, code: int
) -> None:
    (tmp_path / "empty").mkdir()
    done = run(*(arg.format(tmp=tmp_path / "empty") for arg in args))
    assert says in done.stderr
    assert done.returncode == code
    assert "Traceback" not in done.stderr


def test_a_backup_without_a_name_has_its_date_and_another_its_number(
    home: Path, tmp_path: Path
) -> None:
    Progress.open(home).record(answer(), PRESENT)
    for _ in range(2):
        assert run("backup", str(tmp_path)).returncode == 0
    day = PRESENT.date()
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == [f"quizapp-{day}-2.zip", f"quizapp-{day}.zip"]
    with zipfile.ZipFile(tmp_path / f"quizapp-{day}.zip") as archive:
        assert archive.testzip() is None


def test_merge_takes_in_another_device_and_may_be_done_again(home: Path) -> None:
    other = home.with_name("other")
    Progress.open(home).record(answer("csto/a"), PRESENT)
    Progress.open(other).record(answer("csto/b"), PRESENT)
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}
    assert "1 answer of" in run("merge", str(other), "--dry-run").stdout
    assert list(Progress.open(home).cards) == ["csto/a"]
    assert "Brought back: 1 answer." in run("merge", str(other)).stdout
    assert Progress.open(home).cards.keys() == {"csto/a", "csto/b"}
    assert "Nothing is missing" in run("merge", str(other / "journal")).stdout
    assert {path: path.read_bytes() for path in other.rglob("*") if path.is_file()} == before


def test_doctor_says_what_it_found_and_mends_it(studied: Path) -> None:  # noqa: F811
    done = run("doctor")
    assert done.returncode == 0
    assert "no problem" in done.stdout
    assert "9 lines" in done.stdout
    flip(closed(studied))
    done = run("doctor")
    assert done.returncode == 1
    assert f"{closed(studied)}:1: 1 damaged line, skipped; --repair takes" in done.stdout
    assert "`quizapp doctor --repair` sees to" in done.stdout
    found = json.loads(run("doctor", "--json").stdout)
    assert found["problems"] == sum(one["problem"] for one in found["findings"])
    assert found["versions"]["quizapp"]
    done = run("doctor", "--repair")
    assert f"mended: {closed(studied)}:1" in done.stdout
    assert done.returncode == 0
    assert json.loads(run("doctor", "--json").stdout)["problems"] == 0


def test_a_review_line_by_line_leaves_a_backup(home: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "quizapp", "review", "csto-membership", "--plain"],
        input="1\n1\n",
        text=True,
        check=True,
        capture_output=True,
    )
    (copy,) = (home / "backups" / "parts").glob("*.gz")
    assert copy.stat().st_size
