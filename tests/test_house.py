"""What the code promises its readers; `python -m tests.bench.house` gives the figures."""

import subprocess
import sys

import pytest

from tests.bench import house


def test_a_name_means_one_thing() -> None:
    assert house.names_used_twice() == set()


def test_a_base_class_has_more_than_one_child() -> None:
    assert house.bases_with_one_child() == set()


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert house.circles() == []


def test_a_test_without_its_marker_starts_no_process() -> None:
    with pytest.raises(AssertionError, match=r"mark it with pytest\.mark\.program"):
        subprocess.run([sys.executable, "--version"])
