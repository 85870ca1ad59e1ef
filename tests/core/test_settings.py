import tomllib
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tomlkit import TOMLDocument

from quizapp.core import settings
from quizapp.core.errors import SettingsError
from quizapp.core.settings import FSRS_RANGES, Settings, SettingValue


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
fsrs_parameters = [0.2, 1.3, 2.3, 8, 6, 1, 3, 0, 2, 0, 1, 1, 0.06, 0.3, 2, 1, 2, 0.5, 0.1, 0.1, 0.2]
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
        fsrs_parameters=(
            *(0.2, 1.3, 2.3, 8.0, 6.0, 1.0, 3.0, 0.0, 2.0, 0.0, 1.0),
            *(1.0, 0.06, 0.3, 2.0, 1.0, 2.0, 0.5, 0.1, 0.1, 0.2),
        ),
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
        ("fsrs_parameters = 3", 1, "a list of 21 numbers, not 3"),
        ("\nfsrs_parameters = [0.2, 1.3]", 2, "a list of 21 numbers"),
        (f"fsrs_parameters = [{'1.0, ' * 20}1]", 1, "1.0 as number 8; it is from 0 to 0.75"),
        (f"fsrs_parameters = [{'true, ' * 21}]", 1, "True as number 1"),
        (f"fsrs_parameters = [{'nan, ' * 21}]", 1, "nan as number 1"),
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
    "fsrs_parameters": st.tuples(*(st.floats(low, high) for low, high in FSRS_RANGES)),
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
            texts = [
                repr(one) if isinstance(one, float) else f'"{settings.step_text(one)}"'
                for one in value
            ]
            between = draw(st.sampled_from([", ", ",\n  ", ', # "]" [\n']))
            return (
                f"[{between.join(texts)}{draw(st.sampled_from(['', chr(10), ' # ]' + chr(10)]))}]"
            )
        case _:
            return repr(value)


@st.composite
def configs(draw: st.DrawFn) -> tuple[list[tuple[str, str]], str]:
    """A valid config.toml as a person may keep it: its parts by what they set, and its newline."""
    parts = []
    for name in draw(st.lists(st.sampled_from([*VALUES]), unique=True)):
        key = draw(st.sampled_from([name, f'"{name}"', f"  '{name}'"]))
        value = draw(VALUES[name].flatmap(written))
        equals = draw(st.sampled_from(["=", " = ", "\t=  "]))
        parts.append((name, f"{key}{equals}{value}{draw(REMARK)}\n"))
    keys = draw(KEYS)
    pairs = [(name, f"{basic(name)} = {basic(key)}") for name, key in keys.items()]
    match draw(st.sampled_from(["table", "inline", "dotted", "none"])):
        case "inline":
            table = ", ".join(pair for _, pair in pairs)
            parts.insert(draw(st.integers(0, len(parts))), ("keys", f"keys = {{ {table} }}\n"))
        case "dotted":
            parts += [(f"keys.{name}", f"keys . {pair}{draw(REMARK)}\n") for name, pair in pairs]
            parts = draw(st.permutations(parts))
        case "table":
            parts.append(("", draw(st.sampled_from(["[keys]\n", "  [ 'keys' ] # [x]\n"]))))
            parts += [(f"keys.{name}", f"{pair}{draw(REMARK)}\n") for name, pair in pairs]
    parts = [part for one in parts for part in (("", draw(BLANK)), one)] + [("", draw(BLANK))]
    return parts, draw(st.sampled_from(["\n", "\r\n"]))


CHANGES = st.one_of(
    st.sampled_from([*VALUES]).flatmap(
        lambda name: st.tuples(st.just(name), st.none() | VALUES[name])
    ),
    st.tuples(
        st.tuples(st.just("keys"), st.sampled_from(["undo", "hint", "a b", "new"])),
        st.none() | st.text(),
    ),
)


@given(config=configs(), change=CHANGES, ends=st.booleans())
def test_a_setting_that_is_kept_changes_no_other(
    tmp_path_factory: pytest.TempPathFactory,
    config: tuple[list[tuple[str, str]], str],
    change: tuple[str | tuple[str, str], SettingValue],
    ends: bool,
) -> None:
    parts, newline = config
    text = "".join(part for _, part in parts).replace("\n", newline)
    path = tmp_path_factory.mktemp("config") / "config.toml"
    text = text if ends else text.removesuffix(newline)
    path.write_bytes(text.encode())
    before, name, value = settings.load(path), *change
    expected = {one: getattr(before, one) for one in Settings.__dataclass_fields__}
    if isinstance(name, str):
        settings.remember(path, name, value)
        expected[name] = getattr(Settings(), name) if value is None else value
        changed = [name]
    else:
        assert value is None or isinstance(value, str)
        settings.remember_key(path, name[1], value)
        keys = {one: key for one, key in before.keys.items() if one != name[1]}
        expected["keys"] = keys if value is None else {**keys, name[1]: value}
        changed = ["keys", f"keys.{name[1]}"]
    assert settings.load(path) == Settings(**expected)
    after, at = path.read_bytes().decode(), 0
    for sets, part in parts:
        if sets not in changed:
            kept = part.removesuffix("\n").replace("\n", newline)
            at = after.index(kept, at) + len(kept)  # which fails when it is not there
    assert newline not in text or after.count("\n") == after.count(newline)


@pytest.mark.parametrize(
    ("before", "name", "value", "after"),
    [
        ("", "buttons", 2, "buttons = 2\n"),
        ("# mine", "buttons", 2, "# mine\nbuttons = 2\n"),
        ("buttons = 4 # four\n\n[keys]\n", "buttons", 2, "buttons = 2 # four\n\n[keys]\n"),
        ("buttons = 4", "theme", "x", 'buttons = 4\ntheme = "x"\n'),
        ("# a\n[keys]\nq = 'x'", "theme", "y", "# a\ntheme = \"y\"\n\n[keys]\nq = 'x'"),
        ("buttons = 2\n# a\n", "buttons", None, "# a\n"),
        ("buttons = 2\n", "keys.undo", "z", 'buttons = 2\n\n[keys]\nundo = "z"\n'),
        ("[keys]\na = 'b'\n\n# end\n", "keys.u", "z", "[keys]\na = 'b'\n\n# end\nu = \"z\"\n"),
        ("keys.a = 'b'\nbuttons=2", "keys.u", "z", "keys.a = 'b'\nkeys.u = \"z\"\nbuttons=2"),
        ("keys={undo='z'} # k", "keys.hint", "x", "keys={undo='z',hint = \"x\"} # k"),
        ("keys = {undo = 'z'}\n", "keys.undo", None, "keys = {}\n"),
        ("buttons = 2\n", "keys.undo", None, "buttons = 2\n"),
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
    monkeypatch.setattr(TOMLDocument, "as_string", lambda _: "buttons = 4\ntheme = 'x'\n")
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
