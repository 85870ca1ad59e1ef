"""What the code promises its readers; `python -m tests.bench.house` gives the figures.

The sets are of what does not keep to it yet; they may only become smaller.
"""

import subprocess
import sys

import pytest

from tests.bench import house

NAMES_USED_TWICE: set[str] = set()
BASES_WITH_ONE_CHILD = {"OptionRow"}
CIRCLES = [{"quizapp", "quizapp.api", "quizapp.deck.library"}]


def test_a_name_means_one_thing() -> None:
    assert house.names_used_twice() == NAMES_USED_TWICE


def test_a_base_class_has_more_than_one_child() -> None:
    assert house.bases_with_one_child() == BASES_WITH_ONE_CHILD


def test_no_modules_import_each_other_in_a_circle() -> None:
    assert house.circles() == CIRCLES


def test_a_test_without_its_marker_starts_no_process() -> None:
    with pytest.raises(AssertionError, match=r"mark it with pytest\.mark\.program"):
        subprocess.run([sys.executable, "--version"])
