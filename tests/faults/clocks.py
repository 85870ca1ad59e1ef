"""Clocks that jump back and forward while a learner studies, in 40 zones, on awkward days.

Every answer that was saved counts, those to a card in the order in which they were given. When the
clock is right again, cards in learning steps come back on that day or the next, and answers to
other cards than those that were answered meanwhile bear the right time.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from quizapp.core.day import Calendar, Day
from quizapp.core.errors import QuizError
from quizapp.core.settings import Settings
from quizapp.progress.progress import Progress
from quizapp.study.stages import Asking
from tests.faults.judge import (
    FALSE_REFUSED,
    LOST,
    SILENT,
    Failure,
    Tally,
    guarded,
    without_snapshot,
)
from tests.faults.learner import finish_threads
from tests.study.conftest import World
from tests.study.decks import choices

ZONES = """
Pacific/Kiritimati Pacific/Apia Pacific/Chatham Pacific/Auckland Australia/Lord_Howe
Australia/Sydney Asia/Tokyo Asia/Pyongyang Asia/Shanghai Asia/Kathmandu Asia/Kolkata Asia/Kabul
Asia/Yerevan Asia/Tehran Europe/Moscow Europe/Istanbul Asia/Beirut Asia/Gaza Africa/Cairo
Africa/Casablanca Europe/Berlin Europe/London Europe/Dublin Africa/Monrovia Atlantic/Azores
America/Scoresbysund America/Nuuk America/Sao_Paulo America/St_Johns America/Halifax America/Havana
America/New_York America/Asuncion America/Caracas America/Chicago America/Denver
America/Los_Angeles Pacific/Marquesas Pacific/Honolulu Antarctica/Troll
""".split()
DAYS = tuple(
    datetime.fromisoformat(f"{day}T10:00:00+00:00")
    for day in """
    2024-02-28 2024-02-29 2023-12-31 2024-03-09 2024-03-30 2024-10-26 2024-11-02 2011-12-29
    2024-04-06 2024-09-28 2000-02-28 2038-01-18 2026-11-24 2100-02-28
    """.split()
)
SPANS = tuple(
    timedelta(days, minutes=minutes)
    for days, minutes in ((0, 1), (0, 61), (1, 0), (31, 0), (366, 0), (3660, 0))
)
ENDS = (datetime(1970, 1, 1, 0, 1, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC))
REPLIES = ("right", "wrong", "worse", "worst", "right", "right")


def wrong_clock(random: Random, now: datetime) -> datetime:
    if random.random() < 0.15:
        return random.choice(ENDS)
    return now + random.choice((-1, 1)) * random.choice(SPANS)


class Student:
    """Studies by a clock, and notes each answer that was saved."""

    def __init__(self, folder: Path, seed: object) -> None:
        self.random = random = Random(str(seed))
        zone = ZoneInfo(random.choice(ZONES))
        self.world = World(folder, Settings(new_per_day=5), random.choice(DAYS))
        self.world.calendar = Calendar(random.choice((0, 1, 2, 3, 4, 4, 23)), zone)
        self.world.add(choices(12))
        self.given: dict[str, list[tuple[str, datetime]]] = defaultdict(list)

    def study(self, most: int) -> None:
        world = self.world
        try:
            review = world.review()
            for _ in range(most):
                if not isinstance(review.stage, Asking):
                    break
                card, reply = review.stage.presented.card.key, self.random.choice(REPLIES)
                review.answer(reply, world.now)
                self.given[card].append((reply, world.now))
                world.wait(seconds=20)
                review.proceed(world.now)
        except QuizError:  # it may refuse, and say so
            pass

    def leave(self) -> None:
        if self.random.random() < 0.6:
            self.world.progress.close()
            finish_threads()
            self.world.progress = Progress.open(self.world.progress.home, self.world.model)


def one(folder: Path, seed: object) -> Iterator[Failure]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    student = Student(folder, seed)
    world = student.world
    for _ in range(2):
        student.study(6)
        student.leave()
        world.wait(days=1)
    right, begun = world.now, {card: len(given) for card, given in student.given.items()}
    world.now = wrong_clock(student.random, right)
    student.study(5)
    student.leave()
    world.now = right + timedelta(minutes=5)
    meanwhile = {card for card, given in student.given.items() if len(given) > begun.get(card, 0)}
    yield from vanished(world)
    student.study(8)
    student.leave()
    yield from stamps(student, right, meanwhile)
    world.wait(days=1)
    student.study(8)
    yield from orders(student)
    student.leave()
    yield from orders(student)
    yield from without_snapshot(world.progress.home, Progress.open(world.progress.home))


def vanished(world: World) -> Iterator[Failure]:
    in_steps = {key for key, one in world.progress.cards.items() if one.phase != "review"}
    asked = {key for _, key in world.queue_day().learning(world.decks)}
    world.wait(days=1)
    asked |= {key for _, key in world.queue_day().learning(world.decks)}
    world.wait(days=-1)
    if gone := in_steps - asked:
        yield Failure(SILENT, f"in learning steps, and neither asked today nor tomorrow: {gone}")


def stamps(student: Student, right: datetime, meanwhile: set[str]) -> Iterator[Failure]:
    """`meanwhile`: cards that were answered under the wrong clock."""
    place: dict[str, int] = defaultdict(int)
    for past in student.world.progress.history():
        card = past.answer.card
        given = student.given[card]
        at = given[place[card]][1] if place[card] < len(given) else past.at
        place[card] += 1
        if card not in meanwhile and at >= right and abs(past.at - at) > timedelta(minutes=1):
            yield Failure(SILENT, f"an answer to {card} of {at} bears {past.at}")


def orders(student: Student) -> Iterator[Failure]:
    found: dict[str, list[str]] = defaultdict(list)
    for past in student.world.progress.history():
        found[past.answer.card].append(str(past.answer.reply))
    for card, given in student.given.items():
        replies = [reply for reply, _ in given]
        if found[card] != replies:
            kind = LOST if len(found[card]) < len(replies) else SILENT
            kind = FALSE_REFUSED if len(found[card]) > len(replies) else kind
            yield Failure(kind, f"{card}: given {replies}, found {found[card]}")


def clocks(root: Path, seed: object, tally: Tally) -> None:
    for place in range(40):
        case = f"{seed}-{place}"
        if not tally.skips():
            tally.add(guarded(one(root, case)), f"clock {case}")


def calendars(root: Path, seed: object, tally: Tally) -> None:
    """Each day begins when the one before it ends, at each hour, on all days of two years."""
    year = Random(str(seed)).choice((1994, 2006, 2011, 2019, 2023, 2026))
    first = Day(datetime(year, 1, 1, tzinfo=UTC).toordinal())
    for name in ZONES:
        for hour in range(24):
            if not tally.skips():
                found = guarded(begins(Calendar(hour, ZoneInfo(name)), first))
                tally.add(found, f"{name} from {year}, days begin at {hour}")
    del root


def begins(calendar: Calendar, first: Day) -> Iterator[Failure]:
    for day in range(first, first + 731):
        start = calendar.start(Day(day)).astimezone(UTC)
        exact = calendar.day(start), calendar.day(start - timedelta(milliseconds=1))
        # a day that a zone left out has no moment of its own
        if exact[0] < day or exact[1] >= day:
            yield Failure(SILENT, f"{Day(day)} begins at {start}, which is {exact}")
