"""A small part of each family of the campaign, and of its control."""

import pytest

from tests.faults.campaign import FAMILIES, Family, done, is_noticed

pytestmark = pytest.mark.fault

SHORT = {
    "kill -9 in two windows": 12,
    "power cut at each call": 4,
    "kill, then power cut": 40,
    "each errno at each call": 128,
    "cut at each byte, bits flipped": 160,
    "lines made up": 400,
    "snapshots with wrong values": 128,
    "things in place of files": 38,
    "clocks that jump": 8,
    "days in 40 zones": 32,
    "merges of 2 to 5 devices": 2,
    "put back in every order": 8,
    "keeper's commands stopped": 64,
    "keeper's commands failing": 512,
    "migration stopped midway": 6,
}
"""In how many parts a seed is divided, of which one is tried here."""


@pytest.mark.parametrize("family", FAMILIES[1:], ids=lambda family: family.name)
def test_nothing_is_lost_and_nothing_is_said_wrongly(family: Family) -> None:
    tally = done(family, 7, 0, SHORT[family.name])
    assert tally.cases
    assert not tally.examples


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_program_that_is_worse_is_noticed(family: Family) -> None:
    assert is_noticed(family, 7, SHORT[family.name] // 2)
