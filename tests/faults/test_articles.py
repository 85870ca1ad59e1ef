import pytest

from tests.faults.articles import campaign
from tests.generate.conftest import loaded

pytestmark = pytest.mark.fault


def test_harmed_articles_give_sound_decks_or_one_clear_line() -> None:
    became = campaign(12, seed=7, reader=loaded())
    assert became["decks"] >= 8
    assert became.total() == 12
