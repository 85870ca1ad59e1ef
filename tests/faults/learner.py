"""A learner who follows a script, and keeps account of what was called saved.

Each act is one event of the journal, or one setting. It was saved, or refused (`NotSaved`), or
nobody can know, because the program ended in the middle of it. From these alone follows where the
learner must stand: the account here shares nothing with the program's own.
"""

import contextlib
import io
import os
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import product
from pathlib import Path
from random import Random

from quizapp.core import settings
from quizapp.core.day import Day
from quizapp.core.errors import NotSaved, SettingsError
from quizapp.progress.events import (
    ORDER,
    TAG,
    Answer,
    Arranged,
    Forgotten,
    Granted,
    LimitRaise,
    Marked,
    QuizFinished,
    QuizSpec,
    Response,
    SearchSaved,
)
from quizapp.progress.progress import Progress

MORNING = datetime(2026, 10, 29, 8, 30, tzinfo=UTC)
CARDS = tuple(f"faults/card-{letter}" for letter in "abcdef")
OTHER_CARD = "faults/other"
"""Never answered; it gets each tag that another card gets, by the same event."""
GRANTED = Day(738_000)
SAVED, REFUSED, MAYBE = "saved", "refused", "maybe"
BATCHES = ("tag", "forget", "arrange", "search")
"""Kinds of acts that are one event, about more than a card; nothing that was answered goes."""


@dataclass
class Act:
    kind: str
    card: str = ""
    token: str = ""
    value: int = 0
    of: "Act | None" = None
    """What is undone, or the quiz that it is about."""
    fate: str = MAYBE
    id: str = ""
    """Of its event, where it is known."""
    failed: set[str] = field(default_factory=set)
    """Calls that failed while it was written."""


@dataclass
class Account:
    """Where a learner stands, after some acts."""

    answers: dict[str, tuple[str, int]] = field(default_factory=dict)
    """By token: card and rating."""
    marks: dict[str, dict[str, int]] = field(
        default_factory=lambda: {"suspend": {}, "bury": {}, "flag": {}, "tag": {}}
    )
    names: dict[str, str] = field(default_factory=dict)
    arranged: dict[str, int | str] = field(default_factory=dict)
    """Decks with their order, and saved searches."""
    granted: dict[str, int] = field(default_factory=dict)
    quizzes: dict[str, dict[str, str]] = field(default_factory=dict)
    """Of open ones, by token: replies by card, and the card that the learner is at as "now"."""
    ended: set[str] = field(default_factory=set)
    new_per_day: int = 20
    reviews: int = 0
    """How many answers the program says that there are."""

    def take(self, act: Act) -> None:
        card, token = self.names.get(act.card, act.card), act.token
        quiz = act.of.token if act.of else ""
        match act.kind:
            case "answer":
                self.answers[token] = (card, act.value)
            case "undo":
                self.answers.pop(quiz, None)
                self.granted.pop(quiz, None)
            case "suspend" | "bury" | "flag" if act.value:
                self.marks[act.kind][card] = act.value
            case "suspend" | "bury" | "flag":
                self.marks[act.kind].pop(card, None)
            case "tag":
                for one in (card, OTHER_CARD):
                    self.marks["tag"].pop(one, None)
                    self.marks["tag"] |= {one: 1} if act.value % 2 else {}
            case "arrange":
                self.arranged[f"deck-{act.value % 2}"] = act.value
            case "search":
                self.arranged[f"search-{act.value % 2}"] = token
            case "rename":
                self._rename(card, token)
            case "grant":
                self.granted[token] = act.value
            case "begin":
                self.quizzes[token] = {}
            case "respond" if quiz in self.quizzes:
                self.quizzes[quiz][act.card] = token
            case "turn" if quiz in self.quizzes:
                self.quizzes[quiz]["now"] = act.card
            case "finish" if quiz not in self.ended:
                self.answers[token] = (card, act.value)
                self.quizzes.pop(quiz, None)
                self.ended.add(quiz)
            case "drop":
                self.quizzes.pop(quiz, None)
                self.ended.add(quiz)
            case "configure":
                self.new_per_day = act.value

    def _rename(self, was: str, card: str) -> None:
        self.names = {old: card if new == was else new for old, new in self.names.items()}
        self.names[was] = card
        self.answers = {
            token: (card if one == was else one, rating)
            for token, (one, rating) in self.answers.items()
        }
        for marks in self.marks.values():
            if was in marks:
                marks[card] = marks.pop(was)


def account_of(acts: Iterable[Act]) -> Account:
    account, acts = Account(), list(acts)
    undone = {act.of.token for act in acts if act.kind == "undo" and act.of}
    for act in acts:
        if act.kind not in BATCHES or act.token not in undone:
            account.take(act)
    account.names, account.reviews = {}, len(account.answers)
    return account


def accounts(acts: Sequence[Act]) -> Iterator[Account]:
    """All that may be: what was saved counts, what was refused does not, the rest may.

    The first is that of the saved alone.
    """
    unsure = [place for place, act in enumerate(acts) if act.fate == MAYBE]
    for chosen in product((False, True), repeat=len(unsure)):
        counts = dict(zip(unsure, chosen, strict=True))
        yield account_of(
            act for place, act in enumerate(acts) if counts.get(place, act.fate == SAVED)
        )


def seen(progress: Progress, acts: Sequence[Act]) -> Account:
    """Where the program says that the learner stands."""
    history = list(progress.history())
    tokens: list[str] = [
        past.answer.reply[0] if past.answer.card.startswith("faults/") else past.id
        for past in history
    ]
    if twice := [token for token, times in Counter(tokens).items() if times > 1]:
        raise AssertionError(f"these answers count more than once: {twice}")
    quiz_tokens = {act.id: act.token for act in acts if act.kind == "begin"}
    quizzes = {}
    for quiz, begun in progress.open_quizzes.items():
        replies = {card: str(one.reply) for card, one in progress.responses(quiz).items()}
        current = progress.current_card(quiz)
        quizzes[f"quiz-{begun.spec.seed}"] = replies | ({"now": current} if current else {})
    return Account(
        {
            token: (past.answer.card, past.answer.rating)
            for token, past in zip(tokens, history, strict=True)
        },
        {
            "suspend": dict.fromkeys(progress.suspended, 1),
            "bury": dict(progress.buried),
            "flag": dict(progress.flags),
            "tag": dict.fromkeys(progress.tags, 1),
        },
        {},
        {**progress.arranged(ORDER), **progress.saved_searches},
        {deck: number for (_, deck), number in progress.granted(GRANTED).items()},
        quizzes,
        {quiz_tokens.get(quiz, quiz) for quiz in progress.past_quizzes},
        settings.load(progress.home / "config.toml").new_per_day,
        progress.reviews,
    )


class Learner:
    """Studies by a script that follows from the seed, and keeps account."""

    def __init__(self, home: Path, seed: object, now: datetime = MORNING, name: str = "") -> None:
        self.home, self.now, self.name = home, now, name
        self.acts: list[Act] = []
        self.random = Random(f"{seed}{name}")
        self.cards = list(CARDS)
        self.paddings = (0, 0, 0, 40, 5000)
        """Bytes that an answer has more; a long one lies on several pages of the disk."""
        self.rests = 0.7
        """How likely it is to rest before the window is closed; at other times less."""
        self.never: set[str] = set()
        """Kinds of acts that are not done."""
        self.said: Callable[[str, int], object] = lambda *_: None
        """Told of each act before it and after it: begin, saved, refused."""
        self.progress: Progress | None = None

    def study(self, number: int) -> None:
        for _ in range(number):
            self.now += timedelta(minutes=self.random.choice((0, 1, 1, 3)))
            self.do(self._next())
            if self.progress and self.random.random() < self.rests / 7:
                rest(self.progress)

    def leave(self, **span: float) -> None:
        """Close the window, and come back after a while when the next act is due."""
        if self.progress:
            if self.random.random() < self.rests:
                rest(self.progress)
            self.progress.close()
            finish_threads()
        self.progress = None
        self.now += timedelta(**span)

    @property
    def saved(self) -> list[Act]:
        return [act for act in self.acts if act.fate == SAVED]

    def _saved(self, *kinds: str) -> list[Act]:
        return [act for act in self.saved if act.kind in kinds and act.id]

    def _next(self) -> Act:
        random = self.random
        token = f"{self.name}{len(self.acts)}"
        undone = {act.of.token for act in self.acts if act.kind == "undo" and act.of}
        undoable = self._saved("answer", "grant", *BATCHES)
        undoable = [act for act in undoable if act.token not in undone]
        over = {act.of.token for act in self.acts if act.kind in ("finish", "drop") and act.of}
        quizzes = [act for act in self._saved("begin") if act.token not in over]
        card = random.choice(self.cards)
        kinds = ["answer"] * 7 + ["suspend", "bury", "flag", "rename", "grant", "begin"]
        kinds += ["configure", *BATCHES] + ["undo"] * 2 * bool(undoable)
        kinds += ["respond", "respond", "turn", "finish", "drop"] * bool(quizzes)
        kind = random.choice([kind for kind in kinds if kind not in self.never])
        match kind:
            case "undo":
                return Act(kind, of=random.choice(undoable))
            case "rename":
                return Act(kind, card, f"{card}-{token}")
            case "begin":
                return Act(
                    kind, token=f"quiz-{1000 * len(self.acts) + 1007 + sum(map(ord, self.name))}"
                )
            case "respond" | "turn" | "finish" | "drop":
                return Act(kind, card, token, random.randint(1, 4), random.choice(quizzes))
            case "bury":
                return Act(kind, card, value=self.now.toordinal() + 2)
            case "suspend":
                return Act(kind, card, value=random.randint(0, 1))
            case "flag":
                return Act(kind, card, value=random.randint(0, 3))
            case "configure":
                return Act(kind, value=random.randint(0, 99))
            case _:
                return Act(kind, card, token, random.randint(1, 4))

    def do(self, act: Act) -> None:
        """Do it, and note what the program says of it."""
        number = len(self.acts)
        self.acts.append(act)
        self.said("begin", number)
        try:
            if act.kind == "configure":
                settings.remember(self.home / "config.toml", "new_per_day", act.value)
            else:
                self.progress = self.progress or Progress.open(self.home)
                act.id = self._record(self.progress, act) or ""
        except (NotSaved, SettingsError):
            act.fate = REFUSED
        except OSError:
            if act.kind != "configure":
                raise
            act.fate = REFUSED
        else:
            act.fate = SAVED
            if act.kind == "rename":
                self.cards[self.cards.index(act.card)] = act.token
        self.said(act.fate, number)

    def _record(self, progress: Progress, act: Act) -> str | None:
        now, card = self.now, act.card
        quiz = act.of.id if act.of else ""
        match act.kind:
            case "answer":
                return progress.record(self._answer(act), now).id
            case "undo":
                return progress.undo(quiz, now)
            case "suspend":
                return (progress.suspend if act.value else progress.resume)(card, now)
            case "bury":
                return progress.bury(card, Day(act.value), now)
            case "flag":
                return progress.flag(card, act.value, now)
            case "rename":
                return progress.rename(card, act.token, now)
            case "grant":
                return progress.change(
                    Granted(GRANTED, (LimitRaise("new", act.value, act.token),)), now
                )
            case "tag":
                tagged = Marked((card, OTHER_CARD), f"{TAG}tag", act.value % 2)
                return progress.change(tagged, now)
            case "forget":
                return progress.change(Forgotten((card, OTHER_CARD)), now)
            case "arrange":
                return progress.change(Arranged(f"deck-{act.value % 2}", ORDER, act.value), now)
            case "search":
                return progress.change(SearchSaved(f"search-{act.value % 2}", act.token), now)
            case "begin":
                seed = int(act.token.removeprefix("quiz-"))
                return progress.begin_quiz(QuizSpec(CARDS[:3], seed), now)
            case "respond":
                return progress.respond(quiz, card, Response(act.token), now)
            case "turn":
                return progress.turn_to(quiz, card, now)
            case "finish":
                return progress.finish_quiz(
                    QuizFinished(quiz, (self._answer(act),), 1, 0.5, 3), now
                )
            case "drop":
                return progress.drop_quiz(quiz, now)
        raise AssertionError(act.kind)

    def _answer(self, act: Act) -> Answer:
        day = Day(self.now.toordinal())
        steps = act.value == 1
        due = round(self.now.timestamp() * 1000) + 60_000 if steps else day + act.value
        padding = "x" * self.random.choice(self.paddings)
        phase = "learning" if steps else "review"
        return Answer(act.card, day, act.value, phase, 0, due, (act.token, padding), "right", 900)


def rest(progress: Progress) -> None:
    """What the program does when the learner rests: the snapshot, backups, digests."""
    if work := progress.leisure_work():
        work()


def finish_threads() -> None:
    """Wait for what the program does in the background."""
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            thread.join()


def command(home: Path, *words: str) -> tuple[int, str]:
    """Run a command of quizapp in this process; gives its exit code, and all that it printed.

    Raises: what it should have caught.
    """
    from quizapp.cli.main import main

    said = io.StringIO()
    before = os.environ.get("QUIZAPP_HOME"), sys.argv, os._exit
    os.environ["QUIZAPP_HOME"], sys.argv, os._exit = str(home), ["quizapp", *words], sys.exit  # type: ignore[assignment]
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            main()
    except SystemExit as end:
        finish_threads()
        return int(end.code or 0), said.getvalue()
    finally:
        chosen, sys.argv, os._exit = before
        os.environ.pop("QUIZAPP_HOME")
        if chosen is not None:
            os.environ["QUIZAPP_HOME"] = chosen
