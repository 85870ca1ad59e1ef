from datetime import timedelta
from pathlib import Path

import pytest

from quizapp.core import settings
from quizapp.core.errors import SettingsError
from quizapp.core.settings import Settings


def load(tmp_path: Path, text: str) -> Settings:
    path = tmp_path / "config.toml"
    path.write_text(text)
    return settings.load(path)


def test_without_a_file_the_defaults_hold(tmp_path: Path) -> None:
    assert settings.load(tmp_path / "config.toml") == Settings()


def test_every_setting_can_be_set(tmp_path: Path) -> None:
    text = """
new_per_day = 5
reviews_per_day = 0
desired_retention = 0.85
rollover_hour = 0
learning_steps = ["30s", "1h"]
relearning_steps = []
buttons = 2
quiz_counts = false
catch_up_days = 1
leech_lapses = 0
theme = "quizapp-light"
[keys]
undo = "z"
"""
    assert load(tmp_path, text) == Settings(
        new_per_day=5,
        reviews_per_day=0,
        desired_retention=0.85,
        rollover_hour=0,
        learning_steps=(timedelta(seconds=30), timedelta(hours=1)),
        relearning_steps=(),
        buttons=2,
        quiz_counts=False,
        catch_up_days=1,
        leech_lapses=0,
        theme="quizapp-light",
        keys={"undo": "z"},
    )


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("\nnew_per_day = -1", 2, "whole number from 0"),
        ("new_per_day = true", 1, "whole number"),
        ("new_per_day = 1.5", 1, "whole number"),
        ("desired_retention = 1.0", 1, "0.7 to 0.99"),
        ("desired_retention = nan", 1, "0.7 to 0.99"),
        ("rollover_hour = 24", 1, "0 to 23"),
        ('learning_steps = ["1m", "soon"]', 1, "'soon'"),
        ('learning_steps = "1m"', 1, "a list"),
        ('learning_steps = ["0m"]', 1, "'0m'"),
        ("buttons = 3", 1, "2 or 4"),
        ("catch_up_days = 0", 1, "from 1 to 30"),
        ("leech_lapses = 100", 1, "from 0 to 99"),
        ("quiz_counts = 1", 1, "true or false"),
        ("theme = 1", 1, "a text"),
        ("# a comment\n\nnew_a_day = 3", 3, "is not a setting; there are new_per_day"),
        ("[keys]\nundo = 1", 1, "a table"),
        ("buttons = 4\n[unknown]\n", 2, "is not a setting"),
    ],
)
def test_a_wrong_value_is_an_error_with_its_line(
    tmp_path: Path, text: str, line: int, says: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        load(tmp_path, text)
    assert f"config.toml:{line}: " in str(caught.value)
    assert says in str(caught.value)


def test_broken_toml_and_foreign_bytes_are_one_clear_error_each(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"not valid TOML.*line 1"):
        load(tmp_path, "new_per_day = = 3")
    path = tmp_path / "config.toml"
    path.write_bytes(b"theme = '\xff'")
    with pytest.raises(SettingsError, match="not UTF-8"):
        settings.load(path)
    path.unlink()
    path.mkdir()
    with pytest.raises(SettingsError, match="not a file"):
        settings.load(path)
