import pytest

from tests.faults.pages import hostile_files, pages

pytestmark = pytest.mark.fault


def test_an_article_is_found_again_whatever_surrounds_it_on_its_page() -> None:
    assert pages(40, seed=7) == {"right": 40}


def test_hostile_files_are_read_within_bounds_or_refused_in_one_line() -> None:
    became = hostile_files(40, seed=7, largest=100_000, then=str)
    assert became.total() == 40
    assert min(became["read"], became["refused"]) > 5
