"""What a learner may set in `config.toml`: all optional, and a wrong value names its line."""

import codecs
import contextlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from quizapp.core.disk import replace_whole
from quizapp.core.errors import SettingsError
from quizapp.core.outside import FileTooLarge, NotARegularFile, read_file
from quizapp.core.text import cut

Steps = tuple[timedelta, ...]
Parameters = tuple[float, ...]
SettingValue = int | float | bool | str | Steps | Parameters | None
"""Of one setting; None takes it out of the file, so that the default holds."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Limits are for a day over all decks; a deck may narrow its own."""

    new_per_day: int = 20
    reviews_per_day: int = 200
    desired_retention: float = 0.9
    """Probability of recall at which a card comes back, 0.7 to 0.99."""
    rollover_hour: int = 4
    """The hour (0 to 23) at which a new day begins."""
    learning_steps: Steps = (timedelta(minutes=1), timedelta(minutes=10))
    relearning_steps: Steps = (timedelta(minutes=10),)
    buttons: int = 4
    """Ratings offered for a flashcard: 4, or 2 (Again and Good)."""
    quiz_counts: bool | None = None
    """Whether the answers of a quiz move the schedule of their cards.

    None: the learner is asked at the first quiz, and the reply is kept.
    """
    catch_up_days: int = 7
    """A backlog after a break is spread over so many days, 1 to 30; 1 asks all of it at once."""
    leech_lapses: int = 8
    """After so many lapses a card is a leech, 0 to 99; 0 for never."""
    fsrs_parameters: Parameters | None = None
    """The 21 parameters of FSRS-6, as `quizapp optimize` finds them; None: the published ones."""
    browse_columns: str = ""
    """The columns of the table of all cards, with blanks between; empty for the usual ones."""
    theme: str = "quizapp-dark"
    keys: Mapping[str, str] = field(default_factory=dict)
    """Key bindings by their id, such as `{"undo": "ctrl+z"}`."""


LEAST_RETENTION, MOST_RETENTION = 0.7, 0.99


FSRS_RANGES = (
    *[(0.001, 100.0)] * 4,
    (1.0, 10.0),
    (0.001, 4.0),
    (0.001, 4.0),
    (0.0, 0.75),
    (0.0, 4.5),
    (0.0, 0.8),
    (0.001, 3.5),
    (0.001, 5.0),
    (0.001, 0.25),
    (0.001, 0.9),
    (0.0, 4.0),
    (0.0, 1.0),
    (1.0, 6.0),
    (0.0, 2.0),
    (0.0, 2.0),
    (0.0, 0.8),
    (0.1, 0.8),
)
"""Of each parameter, what FSRS-6 takes as it is: beyond them it would quietly use the bound."""

LARGEST = 64 * 1024
"""Bytes of `config.toml`."""
LONGEST_LINE = 2000


class WrongValue(ValueError):
    """The reason, as the end of a sentence that begins with the key's name."""


def checked(name: str, value: object) -> Any:
    """The value of a setting, as read from `config.toml`, in the type that `Settings` has.

    Raises:
        WrongValue: it cannot be used.
    """
    return _READERS[name](value)


def load(path: Path) -> Settings:
    """Read `path`; a missing file means the defaults.

    Raises:
        SettingsError: with file and line, for a value that cannot be used.
    """
    try:
        text = read_file(path, LARGEST).decode("utf-8-sig")
    except FileNotFoundError:
        return Settings()
    except UnicodeDecodeError as error:
        raise SettingsError(f"{path}: not UTF-8 text; save the file as UTF-8") from error
    except (NotARegularFile, FileTooLarge) as error:
        raise SettingsError(f"{path}: {error.strerror}; move it away") from error
    except OSError as error:
        raise SettingsError(f"{path}: cannot be read: {error.strerror}") from error
    return _read(text, path)


def remember(path: Path, name: str, value: SettingValue) -> None:
    """Write one setting into `config.toml`, leaving every other line as it is.

    Raises:
        SettingsError: the value cannot be used, or not be written without touching other lines, or
            the file is wrong elsewhere; it is as it was.
        OSError: the file cannot be written; it is as it was.
    """
    _rewrite(path, (name,), value)


def remember_key(path: Path, name: str, key: str | None) -> None:
    """Write one key binding into the table `[keys]`; None goes back to the default.

    Raises:
        SettingsError, OSError: as `remember`.
    """
    _rewrite(path, ("keys", name), key)


def step_text(step: timedelta) -> str:
    """As in `config.toml`, in the largest unit that divides it: `30s`, `10m`, `1d`."""
    seconds = round(step.total_seconds())
    length, unit = next(one for one in _UNITS if seconds % one[0] == 0)
    return f"{seconds // length}{unit}"


_UNITS = ((86400, "d"), (3600, "h"), (60, "m"), (1, "s"))


def _rewrite(path: Path, keys: tuple[str, ...], value: SettingValue) -> None:
    """`keys`: the name of a setting, or `"keys"` and the name of an action."""
    import tomlkit  # 12 ms, and only who changes a setting needs it
    from tomlkit.exceptions import TOMLKitError

    before = load(path)
    path = path.resolve()  # a link stays a link
    old = read_file(path, LARGEST) if path.exists() else b""
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    text = old.removeprefix(mark).decode()
    *tables, name = keys
    written: Any = value
    if isinstance(value, tuple):
        written = [step_text(one) if isinstance(one, timedelta) else one for one in value]
    try:
        document = tomlkit.parse(text)
        table: Any = document
        for key in tables:
            table = table.get(key, {}) if value is None else table.setdefault(key, {})
        if value is None:
            table.pop(name, None)
        else:
            table[name] = written
        changed = document.as_string()
        if "\r\n" in text and text.count("\n") == text.count("\r\n"):
            changed = re.sub(r"(?<!\r)\n", "\r\n", changed)
        is_right = _read(changed, path) == _with_value(before, keys, value)
    except (TOMLKitError, ValueError):
        is_right = False
    if not is_right:
        name = ".".join(keys)
        wanted = f"take {name} away"
        if written is not None:
            wanted = f"write {name} = {tomlkit.item(written).as_string()}"
        line = _line_of(keys[0], text)
        raise SettingsError(f"{path}:{line}: change this line by hand: {wanted}")
    existed = path.exists()
    try:
        replace_whole(path, mark + changed.encode())
    except OSError:
        with contextlib.suppress(OSError):  # the new one may be there, and not last
            if existed and path.read_bytes() != old:
                replace_whole(path, old)
            elif not existed:
                path.unlink(missing_ok=True)
        raise


def _with_value(settings: Settings, keys: tuple[str, ...], value: Any) -> Settings:
    *tables, name = keys
    if not tables:
        return replace(settings, **{name: getattr(Settings(), name) if value is None else value})
    bindings = {one: key for one, key in settings.keys.items() if one != name}
    return replace(settings, keys=bindings if value is None else {**bindings, name: value})


def _read(text: str, path: Path) -> Settings:
    import tomllib  # 6 ms, and many learners have no such file

    for number, line in enumerate(text.splitlines(), 1):
        if len(line) > LONGEST_LINE:  # names with thousands of points take the parser minutes
            raise SettingsError(f"{path}:{number}: too long; {LONGEST_LINE:,} characters at most")
    try:
        values = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number that is too long to read
        raise SettingsError(f"{path}: not valid TOML: {error}") from error
    values_read: dict[str, Any] = {}
    for key, value in values.items():
        try:
            if key not in _READERS:
                known = ", ".join(item.name for item in fields(Settings))
                raise WrongValue(f"is not a setting; there are {known}")
            values_read[key] = checked(key, value)
        except WrongValue as wrong:
            raise SettingsError(f"{path}:{_line_of(key, text)}: {key} {wrong}") from None
    return Settings(**values_read)


def _line_of(key: str, text: str) -> int:
    pattern = re.compile(rf'\s*\[?\s*["\']?{re.escape(key)}["\']?\s*[]=.]')
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 1)


def _whole(low: int, high: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if type(value) is not int or not low <= value <= high:
            raise WrongValue(f"must be a whole number from {low} to {high}, not {_shown(value)}")
        return value

    return read


def _shown(value: object) -> str:
    return cut(repr(value))


def _retention(value: object) -> float:
    if type(value) is not float or not LEAST_RETENTION <= value <= MOST_RETENTION:
        raise WrongValue(f"must be from {LEAST_RETENTION} to {MOST_RETENTION}, not {_shown(value)}")
    return value


def _steps(value: object) -> Steps:
    if not isinstance(value, list):
        raise WrongValue(f'must be a list such as ["1m", "10m"], not {_shown(value)}')
    return tuple(_step(item) for item in value)


def _step(value: object) -> timedelta:
    match = re.fullmatch(r"(\d{1,4})([smhd])", value) if isinstance(value, str) else None
    if match is None or not int(match[1]):
        raise WrongValue(f'holds {_shown(value)}; write steps as "30s", "10m", "1h" or "1d"')
    unit = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}[match[2]]
    return timedelta(**{unit: int(match[1])})


def _parameters(value: object) -> Parameters:
    if not isinstance(value, list) or len(value) != len(FSRS_RANGES):
        raise WrongValue(f"must be a list of {len(FSRS_RANGES)} numbers, not {_shown(value)}")
    for number, (one, (low, high)) in enumerate(zip(value, FSRS_RANGES, strict=True), 1):
        if type(one) not in (int, float) or not low <= one <= high:
            raise WrongValue(
                f"has {_shown(one)} as number {number}; it is from {low:g} to {high:g}"
            )
    return tuple(map(float, value))


def _buttons(value: object) -> int:
    if type(value) is not int or value not in (2, 4):
        raise WrongValue(f"must be 2 or 4, not {_shown(value)}")
    return value


def _yes_or_no(value: object) -> bool:
    if not isinstance(value, bool):
        raise WrongValue(f"must be true or false, not {_shown(value)}")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise WrongValue(f"must be a text, not {_shown(value)}")
    return value


def _keys(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value.values()):
        raise WrongValue('must be a table such as [keys] with lines such as undo = "ctrl+z"')
    return dict(value)


_READERS: dict[str, Callable[[object], object]] = {
    "new_per_day": _whole(0, 9999),
    "reviews_per_day": _whole(0, 9999),
    "desired_retention": _retention,
    "rollover_hour": _whole(0, 23),
    "learning_steps": _steps,
    "relearning_steps": _steps,
    "buttons": _buttons,
    "quiz_counts": _yes_or_no,
    "catch_up_days": _whole(1, 30),
    "leech_lapses": _whole(0, 99),
    "fsrs_parameters": _parameters,
    "browse_columns": _text,
    "theme": _text,
    "keys": _keys,
}
