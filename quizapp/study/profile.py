"""A learner's decks, progress and settings, opened together and configured."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quizapp.core import folders, settings
from quizapp.core.day import Calendar, Clock, Day, system_clock
from quizapp.core.errors import SettingsError
from quizapp.core.settings import Settings, SettingValue
from quizapp.deck.deck import Deck
from quizapp.deck.library import BrokenDeck, Library, open_library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.today import Today
from quizapp.study.renames import follow_renames


@dataclass(slots=True)
class Profile:
    """All that a front end needs. `close` when done, so that the next start is quick."""

    library: Library
    progress: Progress
    settings: Settings
    calendar: Calendar
    model: MemoryModel
    clock: Clock = system_clock

    @classmethod
    def open(cls, files: Sequence[Path] = (), clock: Clock = system_clock) -> "Profile":
        """Open the learner's folder, and the decks there, shipped, and in `files`.

        Raises:
            SettingsError: `config.toml` or `QUIZAPP_HOME` holds a value that cannot be used.
        """
        home = folders.home()
        if home.exists() and not home.is_dir():
            raise SettingsError(f"{home} is a file, not a folder; set QUIZAPP_HOME to a folder")
        chosen = settings.load(home / "config.toml")
        model = MemoryModel()
        progress = Progress.open(home, model)
        library = open_library(files)
        follow_renames(library.decks, progress, clock())
        return cls(library, progress, chosen, Calendar(chosen.rollover_hour), model, clock)

    def close(self) -> None:
        self.progress.close()

    @property
    def decks_folder(self) -> Path:
        """Where the learner's own decks go."""
        return folders.home() / "decks"

    @property
    def day(self) -> Day:
        return self.calendar.day(self.clock())

    @property
    def context(self) -> StudyContext:
        """The learner's progress and rules as they are now."""
        return StudyContext(self.progress, self.settings, self.calendar, self.model, self.clock())

    def today(self) -> Today:
        """What may still be asked today. It reckons anew: keep it where it is used twice."""
        return Today(self.context, self.library.decks)

    def configure(self, name: str, value: SettingValue) -> None:
        """Keep a setting in `config.toml`, and live by it from now on. None is the default.

        Raises:
            SettingsError: it cannot be used or written; nothing has changed.
        """
        with self._config() as path:
            settings.remember(path, name, value)
        kept: Any = getattr(Settings(), name) if value is None else value
        self.settings = replace(self.settings, **{name: kept})
        self.calendar = replace(self.calendar, rollover_hour=self.settings.rollover_hour)

    def configure_key(self, name: str, key: str | None) -> None:
        """Keep a key for the action `name`; None is the default.

        Raises:
            SettingsError: as `configure`.
        """
        with self._config() as path:
            settings.remember_key(path, name, key)
        keys = {one: kept for one, kept in self.settings.keys.items() if one != name}
        self.settings = replace(self.settings, keys=keys if key is None else {**keys, name: key})

    @contextmanager
    def _config(self) -> Iterator[Path]:
        path = folders.home() / "config.toml"
        try:
            yield path
        except OSError as error:
            raise SettingsError(f"{path}: cannot be written: {error.strerror}") from error

    def reload(self, path: Path, slug: str) -> Deck | BrokenDeck:
        """Read the file of a deck again. A broken one is only reported: the library keeps the deck
        as it was."""
        self.library, found = self.library.reload(path, slug, folders.cache())
        if isinstance(found, Deck):
            follow_renames(self.library.decks, self.progress, self.clock())
        return found
