import re
import shutil
import uuid
from pathlib import Path

import pytest

from quizapp.progress.progress import Progress
from tests.progress.samples import after, answer, own_journal


def test_a_device_writes_into_one_file_under_one_name(home: Path) -> None:
    Progress.open(home).record(answer(), after(0))
    Progress.open(home).record(answer(), after(1))
    path = own_journal(home)
    assert re.fullmatch("[0-9a-f]{8}", path.stem)
    ids = [review.id for review in Progress.open(home).history()]
    assert ids == [f"{path.stem}:1", f"{path.stem}:2"]


def test_a_folder_on_another_computer_has_another_device(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Progress.open(home).record(answer(), after(0))
    monkeypatch.setattr(uuid, "getnode", lambda: 0x00AA_BBCC_DDEE)
    Progress.open(home).record(answer(), after(1))
    assert len(list((home / "journal").glob("*.jsonl"))) == 2
    assert Progress.open(home).cards["csto/parties"].reps == 2


def test_a_copied_folder_has_another_device_and_both_can_be_brought_together(home: Path) -> None:
    Progress.open(home).record(answer("csto/a"), after(0))
    copy = home.with_name("copy")
    shutil.copytree(home, copy)
    Progress.open(home).record(answer("csto/b"), after(1))
    Progress.open(copy).record(answer("csto/c"), after(2))
    for path in (copy / "journal").glob("*.jsonl"):
        shutil.copy(path, home / "journal" / f"{path.stem} (copy).jsonl")
    assert Progress.open(home).cards.keys() == {"csto/a", "csto/b", "csto/c"}
    assert Progress.open(home).reviews == 3


def test_a_computer_without_a_network_card_keeps_its_device(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, minutes in ((0x0100_0000_0001, 0), (0x0100_0000_0002, 1)):
        monkeypatch.setattr(uuid, "getnode", lambda number=number: number)
        Progress.open(home).record(answer(), after(minutes))
    assert own_journal(home)


def test_a_damaged_device_file_gives_a_new_device(home: Path) -> None:
    Progress.open(home).record(answer(), after(0))
    (path,) = (home / "journal").glob("*.device")
    for content in (b"", b"\xff\xff", b"../../etc"):
        path.write_bytes(content)
        Progress.open(home).record(answer(), after(1))
    assert len(list((home / "journal").glob("*.jsonl"))) == 4
    assert Progress.open(home).reviews == 4
