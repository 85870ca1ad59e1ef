"""A learner at work: their decks, progress, settings and clock, opened together."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quizapp.core import folders, settings
from quizapp.core.day import Calendar, Clock, Day, system_clock
from quizapp.core.errors import DeckError, NotSaved, SettingsError
from quizapp.core.settings import Settings, SettingValue
from quizapp.deck.deck import Deck
from quizapp.deck.library import BrokenDeck, Library, open_library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress
from quizapp.scheduling.minutes import pace
from quizapp.scheduling.today import Today

if TYPE_CHECKING:
    from quizapp.scheduling.scheduler import Scheduler
    from quizapp.study.quiz_service import QuizService
    from quizapp.study.review import ReviewSession
    from quizapp.study.selection import Practice, Selection


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
        calendar = Calendar(chosen.rollover_hour)
        profile = cls(open_library(files), progress, chosen, calendar, model, clock)
        profile._follow_renames(clock())
        return profile

    def close(self) -> None:
        self.progress.close()

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

    @property
    def decks_folder(self) -> Path:
        """Where the learner's own decks go."""
        return folders.home() / "decks"

    @property
    def today(self) -> Day:
        return self.calendar.day(self.clock())

    def day_of_work(self) -> Today:
        """What may still be asked today."""
        now, decks = self.clock(), self.library.decks
        return Today.at(now, self.calendar, self.progress, self.settings, self.model, decks)

    def review(
        self, decks: Sequence[Deck], selection: "Selection | None" = None
    ) -> "ReviewSession":
        """Begin a review, of what is to be asked today unless `selection` says otherwise.

        Raises:
            NotSaved: more than the limits let in was selected, and is not granted.
        """
        from quizapp.study.queue import Queue
        from quizapp.study.recorder import Recorder  # questions, and pydantic with them: 70 ms
        from quizapp.study.review import ReviewSession
        from quizapp.study.selection import DUE_TODAY, Minutes, More, Practice

        selection = selection or DUE_TODAY
        today, now = self.day_of_work(), self.clock()
        recorder = Recorder(self.progress, self.scheduler, not isinstance(selection, Practice))
        queue = Queue.of(selection, decks, today, pace(self.progress, today.day))
        ends = None
        if isinstance(selection, Minutes):
            ends = now + timedelta(minutes=selection.minutes)
        review = ReviewSession.begin(decks, recorder, today, queue, now, ends)
        if isinstance(selection, More):
            review.go_on(selection, now)
        return review

    def practice(self, decks: Sequence[Deck], tag: str = "") -> "Practice":
        """All cards of the decks, or those with a tag, to practise without touching the schedule.

        Raises:
            DeckError: no card has this tag.
        """
        from quizapp.study.selection import Practice

        keys = [key for deck in decks for key in deck.keys if key not in self.progress.suspended]
        if not tag:
            return Practice(tuple(keys))
        tags = self.tags(decks)
        if tag not in tags:
            known = ", ".join(sorted(tags)) or "none"
            raise DeckError(f'no card has the tag "{tag}"; there are {known}')
        return Practice(tuple(tags[tag]))

    def tags(self, decks: Sequence[Deck]) -> dict[str, list[str]]:
        """By tag: the cards that have it, suspended ones left out."""
        found: dict[str, list[str]] = {}
        for deck in decks:
            for key in deck.keys:
                if key not in self.progress.suspended:
                    for tag in dict.fromkeys(deck.card(key).question.tags):
                        found.setdefault(tag, []).append(key)
        return found

    @property
    def quizzes(self) -> "QuizService":
        from quizapp.study.quiz_service import QuizService

        return QuizService(self.library.decks, self.progress, self.scheduler, self.clock)

    @property
    def scheduler(self) -> "Scheduler":
        from quizapp.scheduling.scheduler import Scheduler

        return Scheduler(self.settings, self.calendar, self.model)

    def edit(
        self, deck: Deck, question_id: str, open_editor: Callable[[Path, int], None]
    ) -> Deck | BrokenDeck | None:
        """Have the learner change a question of `deck`; the deck as it then is, None if the same.

        `open_editor` gets the file (of a shipped deck, the learner's copy) and the line (from 1),
        and returns when the editor is closed. A broken deck is only reported: the library keeps
        the deck as it was. The file is read again even when nothing was saved just now, as it may
        have been before.

        Raises:
            EditError: there is no file to write to, or `open_editor` raised it.
        """
        from quizapp.deck.editing import line_of
        from quizapp.deck.user_copy import own_file  # who never edits need not load these

        with own_file(deck, self.decks_folder) as path:
            open_editor(path, line_of(path, question_id))
        if path != deck.path and not path.exists():
            return None  # a copy that was left as it was
        self.library, found = self.library.reload(path, deck.slug, folders.cache())
        if isinstance(found, BrokenDeck):
            return found
        if found == replace(deck, path=path):
            return None
        self._follow_renames(self.clock())
        return found

    def _follow_renames(self, now: datetime) -> None:
        """Carry progress over to cards whose authors gave them another id, or the old one again."""
        progress = self.progress
        seen, former = progress.cards, progress.former_names
        known = {*seen, *progress.suspended, *progress.buried, *progress.flags}
        for quiz in progress.open_quizzes.values():
            known.update(map(progress.current_name, quiz.spec.cards))
        renames = [
            (old, key)
            for deck in self.library.decks
            for key, earlier in deck.was.items()
            for old in earlier
            if key not in seen and old in known
        ]
        if former:
            living = {key for deck in self.library.decks for key in deck.keys}
            renames += [
                (new, old) for old, new in former.items() if old in living and new not in living
            ]
        for old, new in renames:
            try:
                self.progress.rename(old, new, now)
            except NotSaved:
                return  # nothing is lost; the next start tries again
