"""A learner's decks, progress and settings, opened together and configured."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.core import folders, settings
from quizapp.core.day import Calendar, Clock, Day, system_clock
from quizapp.core.errors import SettingsError
from quizapp.core.settings import Parameters, Settings, SettingValue
from quizapp.deck.cache import Cache
from quizapp.deck.deck import Deck
from quizapp.deck.library import BrokenDeck, Library, check_rest, load, open_library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.events import TITLE
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.scheduling.today import Today
from quizapp.study.arrangement import Arrangement, retitled
from quizapp.study.renames import follow_renames

if TYPE_CHECKING:
    from quizapp.deck.background import DeckCheck


_FEW = 1_000_000
"""Bytes of decks that are checked as soon as a process for that would have begun."""


@dataclass(slots=True)
class Profile:
    """All that a front end needs. `close` when done, so that the next start is quick."""

    library: Library
    progress: Progress
    settings: Settings
    calendar: Calendar
    model: MemoryModel
    clock: Clock = system_clock
    files: Sequence[Path] = ()
    """Deck files besides those of the learner and the shipped ones."""
    checking: "DeckCheck | None" = None
    """Decks that are not in the library yet; who did not wait has to `begin` it."""
    _has_titles: bool = False
    """Whether a deck was called by a title of the learner's before."""
    _read_anew: Progress | None = None
    """The progress by a model that is about to be used."""

    @classmethod
    def open(
        cls,
        files: Sequence[Path] = (),
        clock: Clock = system_clock,
        wait: bool = True,
        told: "Callable[[DeckCheck], None]" = lambda _: None,
        reading: Callable[[float], None] = lambda _: None,
    ) -> "Profile":
        """Open the learner's folder, and the decks there, shipped, and in `files`.

        Without `wait`, decks that have to be checked first come with `look_for_decks`. While it
        waits for many, `told` is called again and again; and so is `reading` while it reads many
        answers, with the share, from 0 to 1, that was read.

        Raises:
            SettingsError: `config.toml` or `QUIZAPP_HOME` holds a value that cannot be used.
        """
        home = folders.home()
        if home.exists() and not home.is_dir():
            raise SettingsError(f"{home} is a file, not a folder; set QUIZAPP_HOME to a folder")
        chosen = settings.load(home / "config.toml")
        model = MemoryModel(chosen.fsrs_parameters)
        progress = Progress.open(home, model, reading)
        progress.check_clock(clock())
        library = open_library(files, wait=False)
        checking = None
        if library.unchecked and (not wait or _size(library.unchecked) > _FEW):
            checking = check_rest(library)
        if checking and wait:
            checking.begin()
            while not checking.wait(0.1):
                told(checking)
            told(checking)
            library, checking = open_library(files, failed=checking.failed), None
        elif not checking:
            library = open_library(files) if library.unchecked else library
        follow_renames(library.decks, progress, clock(), complete=not checking)
        calendar = Calendar(chosen.rollover_hour)
        profile = cls(library, progress, chosen, calendar, model, clock, files, checking)
        profile.retitle()
        return profile

    def look_for_decks(self) -> bool:
        """Take in what was checked meanwhile; whether there may be any."""
        checking = self.checking
        if checking is None or not checking.has_more:
            return False
        is_over = checking.is_over
        self.library = open_library(self.files, is_over, checking.failed)
        if is_over:
            self.checking = None
        self.retitle()
        follow_renames(self.library.decks, self.progress, self.clock(), complete=is_over)
        return True

    def take_in(self, paths: Sequence[Path]) -> None:
        """Open the decks anew, where files were written into their folders: those of `paths` are
        in the library then, or among the broken ones."""
        cache = Cache.of(folders.cache())
        for path in paths:
            load(path, cache)  # so that they are known, also while others are still being checked
        checking = self.checking
        failed = checking.failed if checking else {}
        self.library = open_library(self.files, checking is None, failed)
        self.retitle()
        follow_renames(self.library.decks, self.progress, self.clock(), complete=not checking)

    def retitle(self) -> None:
        """Let decks be called as the learner calls them by now."""
        titles = self.progress.arranged(TITLE)
        if titles or self._has_titles:
            self._has_titles = bool(titles)
            self.library = replace(self.library, decks=tuple(retitled(self.library.decks, titles)))

    @property
    def arrangement(self) -> Arrangement:
        roots = folders.shipped_decks(), self.decks_folder
        return Arrangement(self.progress, self.library.decks, roots)

    @property
    def decks(self) -> Sequence[Deck]:
        """Those that are asked when none is named: without hidden and archived ones."""
        return self.arrangement.asked()

    def close(self) -> None:
        if self.checking:
            self.checking.stop()
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
        return Today(self.context, self.decks)

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
        if name == "fsrs_parameters":
            self.model = MemoryModel(self.settings.fsrs_parameters)
            self.progress.believe(self.model, self._read_anew)
            self._read_anew = None

    def prepare(self, parameters: Parameters | None) -> None:
        """What a thread may do so that to configure `fsrs_parameters` takes no time then."""
        self._read_anew = Progress.open(folders.home(), MemoryModel(parameters))

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
            self.retitle()
            follow_renames(self.library.decks, self.progress, self.clock())
        return found

    def read_anew(self, path: Path) -> BrokenDeck | None:
        """Take in a deck file that was written by the program: a new one, a changed one, or one
        that is gone; gives what is wrong with it, if anything."""
        there = next((deck for deck in self.library.decks if deck.path == path), None)
        if there and path.exists():
            found = self.reload(path, there.slug)
            return found if isinstance(found, BrokenDeck) else None
        failed = self.checking.failed if self.checking else {}
        self.library = open_library(self.files, wait=not self.checking, failed=failed)
        self.retitle()
        return next((one for one in self.library.broken if one.path == path), None)


def _size(paths: Sequence[Path]) -> int:
    """In bytes, as far as they can be looked at."""
    found = 0
    for path in paths:
        with suppress(OSError):
            found += path.stat().st_size
    return found
