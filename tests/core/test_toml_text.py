"""Settings that are kept in a file which a person wrote."""

import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.core import settings
from quizapp.core.errors import SettingsError
from quizapp.core.settings import Settings, SettingValue

STEPS = st.lists(
    st.builds(
        lambda number, unit: timedelta(**{unit: number}),
        st.integers(1, 9999),
        st.sampled_from(["seconds", "minutes", "hours", "days"]),
    ),
    max_size=3,
).map(tuple)
VALUES: dict[str, st.SearchStrategy[SettingValue]] = {
    "new_per_day": st.integers(0, 9999),
    "desired_retention": st.floats(0.7, 0.99),
    "learning_steps": STEPS,
    "quiz_counts": st.booleans(),
    "catch_up_days": st.integers(1, 30),
    "theme": st.text(min_size=1),
}
KEYS = st.dictionaries(
    st.sampled_from(["undo", "hint", "review-all", "a b", "x.y"]), st.text(), max_size=3
)
BASIC = {"\\": "\\\\", '"': '\\"', "\x7f": "\\u007F"}
BLANK = st.sampled_from(["", "\n", "  \n", "# new_per_day = 3\n", "\t# [keys]\n# undo = 'z'\n"])
REMARK = st.sampled_from(["", "  # note", ' # = " [keys] {'])


def basic(text: str) -> str:
    """A TOML string, written by other means than the code under test."""
    letters = (f"\\u{ord(one):04X}" if one < " " else BASIC.get(one, one) for one in text)
    return f'"{"".join(letters)}"'


@st.composite
def written(draw: st.DrawFn, value: SettingValue) -> str:
    """One of the ways to write a value."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            ways = [basic(value), f'""{basic(value)}""']
            if not set(value) & set("'\n\r") and not any(
                one < " " or one == "\x7f" for one in value
            ):
                ways += [f"'{value}'", f"'''{value}'''"]
            return draw(st.sampled_from(ways))
        case tuple():
            texts = [f'"{settings.step_text(step)}"' for step in value]
            between = draw(st.sampled_from([", ", ",\n  ", ', # "]" [\n']))
            return (
                f"[{between.join(texts)}{draw(st.sampled_from(['', chr(10), ' # ]' + chr(10)]))}]"
            )
        case _:
            return repr(value)


@st.composite
def configs(draw: st.DrawFn) -> str:
    """A valid config.toml as a person may keep it."""
    names = draw(st.lists(st.sampled_from([*VALUES]), unique=True))
    lines = []
    for name in names:
        key = draw(st.sampled_from([name, f'"{name}"', f"  '{name}'"]))
        value = draw(VALUES[name].flatmap(written))
        equals = draw(st.sampled_from(["=", " = ", "\t=  "]))
        lines.append(draw(BLANK) + f"{key}{equals}{value}{draw(REMARK)}\n")
    keys = {basic(name): basic(key) for name, key in draw(KEYS).items()}
    pairs = [f"{name} = {key}" for name, key in keys.items()]
    match draw(st.sampled_from(["table", "inline", "dotted", "none"])):
        case "inline":
            lines.insert(draw(st.integers(0, len(lines))), f"keys = {{ {', '.join(pairs)} }}\n")
        case "dotted":
            lines += [f"keys . {pair}\n" for pair in pairs]
        case "table":
            header = draw(st.sampled_from(["[keys]", "  [ 'keys' ] # [x]"]))
            lines += [f"{header}\n", *(draw(BLANK) + pair + draw(REMARK) + "\n" for pair in pairs)]
    text = "".join(lines) + draw(BLANK)
    text = text.removesuffix("\n") if draw(st.booleans()) else text
    return text.replace("\n", "\r\n") if draw(st.booleans()) else text


CHANGES = st.one_of(
    st.sampled_from([*VALUES]).flatmap(
        lambda name: st.tuples(st.just(name), st.none() | VALUES[name])
    ),
    st.tuples(
        st.tuples(st.just("keys"), st.sampled_from(["undo", "hint", "a b", "new"])),
        st.none() | st.text(),
    ),
)


@given(text=configs(), change=CHANGES)
def test_a_setting_that_is_kept_changes_no_other(
    tmp_path_factory: pytest.TempPathFactory,
    text: str,
    change: tuple[str | tuple[str, str], SettingValue],
) -> None:
    path = tmp_path_factory.mktemp("config") / "config.toml"
    path.write_bytes(text.encode())
    before, name, value = settings.load(path), *change
    expected = {one: getattr(before, one) for one in Settings.__dataclass_fields__}
    if isinstance(name, str):
        settings.remember(path, name, value)
        expected[name] = getattr(Settings(), name) if value is None else value
    else:
        assert value is None or isinstance(value, str)
        settings.remember_key(path, name[1], value)
        keys = {one: key for one, key in before.keys.items() if one != name[1]}
        expected["keys"] = keys if value is None else {**keys, name[1]: value}
    assert settings.load(path) == Settings(**expected)
    after = path.read_bytes().decode()
    kept = [line for line in text.splitlines() if line.lstrip().startswith("#")]
    assert [line for line in after.splitlines() if line.lstrip().startswith("#")] == kept
    assert ("\r\n" in after) >= ("\r\n" in text)


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        ("", "buttons", 2, "buttons = 2\n"),
        ("# mine", "buttons", 2, "buttons = 2\n# mine"),
        ("buttons = 4 # four\n\n[keys]\n", "buttons", 2, "buttons = 2 # four\n\n[keys]\n"),
        ("buttons = 4", "theme", "x", 'buttons = 4\ntheme = "x"\n'),
        ("# a\n[keys]\nq = 'x'", "theme", "y", "theme = \"y\"\n# a\n[keys]\nq = 'x'"),
        ("buttons = 2\n# a\n", "buttons", None, "# a\n"),
        ("buttons = 2\n", "keys.undo", "z", 'buttons = 2\n\n[keys]\nundo = "z"\n'),
        ("[keys]\na = 'b'\n\n# end\n", "keys.u", "z", "[keys]\na = 'b'\nu = \"z\"\n\n# end\n"),
        ("keys.a = 'b'\nbuttons=2", "keys.u", "z", "keys.a = 'b'\nkeys.u = \"z\"\nbuttons=2"),
        ("keys={undo='z'} # k", "keys.hint", "x", 'keys={undo = "z", hint = "x"} # k'),
        ("keys = {undo = 'z'}\n", "keys.undo", None, "keys = {}\n"),
        (
            'learning_steps = [ # first\n  "1m", # "]"\n]\nbuttons = 2\n',
            "learning_steps",
            (timedelta(minutes=90), timedelta(days=1)),
            'learning_steps = ["90m", "1d"]\nbuttons = 2\n',
        ),
    ],
)
def test_a_setting_is_kept_where_a_person_would_write_it(
    tmp_path: Path, before: str, name: str, value: SettingValue, after: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(before)
    if name.startswith("keys."):
        settings.remember_key(path, name.removeprefix("keys."), value)  # type: ignore[arg-type]
    else:
        settings.remember(path, name, value)
    assert path.read_text() == after
    tomllib.loads(after)


@pytest.mark.parametrize(
    ("text", "name", "value", "says"),
    [
        ("buttons = 2\n", "new_per_day", -1, "whole number from 0"),
        ("buttons = 2\n", "new_a_day", 1, "is not a setting"),
        ("buttons = 2\n", "learning_steps", (timedelta(days=10000),), "'10000d'"),
        ("\nbuttons = 3\n", "new_per_day", 1, ":2: buttons must be 2 or 4"),
        ("buttons = = 3\n", "new_per_day", 1, "not valid TOML"),
    ],
)
def test_what_cannot_be_kept_leaves_the_file_as_it_was(
    tmp_path: Path, text: str, name: str, value: SettingValue, says: str
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    with pytest.raises(SettingsError, match=says):
        settings.remember(path, name, value)
    assert path.read_text() == text
    assert [*tmp_path.iterdir()] == [path]


def test_what_would_change_another_line_is_said_with_the_line_and_not_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("quizapp.core.toml_text._changed", lambda text, *_: f"{text}theme = 'x'\n")
    path = tmp_path / "config.toml"
    path.write_text("# mine\nbuttons = 2\n")
    with pytest.raises(SettingsError, match=r":2: change this line by hand: write buttons = 4"):
        settings.remember(path, "buttons", 4)
    assert path.read_text() == "# mine\nbuttons = 2\n"


def test_a_link_to_the_settings_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    kept, path = tmp_path / "dotfiles" / "quizapp.toml", tmp_path / "config.toml"
    kept.write_bytes(b"\xef\xbb\xbfbuttons = 2\n")
    path.symlink_to(kept)
    settings.remember(path, "buttons", 4)
    assert path.is_symlink()
    assert kept.read_bytes() == b"\xef\xbb\xbfbuttons = 4\n"
