"""A learner after a plausible year, written straight into a journal: 0.3 s instead of minutes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from heapq import heappop, heappush
from math import sin
from pathlib import Path
from random import Random

from quizapp.core.day import Day
from quizapp.memory.fsrs import Memory, MemoryModel, Rating
from quizapp.progress.codec import encode, epoch_ms, stamp
from quizapp.progress.events import (
    PRACTICE,
    Answer,
    Event,
    EventData,
    EventKey,
    QuizBegan,
    QuizFinished,
    QuizSpec,
)
from tests.study.decks import FLASHCARD

DEVICE = "0a0a0a0a"
DAYS = 364
HOLIDAY = range(141, 153)
"""Days ago."""
TAGS = ("people", "dates", "treaties", "figures")
CLAIMS = (
    "",
    ", claim: attributed, by: Olesya Vartanyan",
    ", claim: disputed, by: Thomas de Waal",
)
CARDS = 690
SURE = {"sure": 0.93, "unsure": 0.64, "guess": 0.4}


def write_decks(folder: Path) -> list[str]:
    """Three decks with tags and claims; gives the keys of their cards."""
    folder.mkdir(parents=True)
    keys = []
    for number, slug in enumerate(("alliances", "treaties", "elections")):
        cards = [
            FLASHCARD.format(id=f"card-{at}").rstrip()[:-1]
            + f", tags: [{TAGS[(at + number) % 4]}]{CLAIMS[at % 5 % 3]}}}\n"
            for at in range(CARDS // 3)
        ]
        head = f"deck: {slug}\ntitle: {slug.title()} of the Caucasus\ncards:"
        (folder / f"{slug}.yaml").write_text(head + "".join(cards))
        keys += [f"{slug}/card-{at}" for at in range(CARDS // 3)]
    return keys


def write_year(home: Path, keys: Sequence[str], today: date) -> None:
    """Answers that turn out as the model of memory expects, on most days up to `today`, and
    a quiz every seven weeks."""
    (home / "journal").mkdir(parents=True, exist_ok=True)
    lines = map(encode, _Year(keys, today).events())
    (home / "journal" / f"{DEVICE}.jsonl").write_bytes(b"".join(lines))


@dataclass
class _Year:
    keys: Sequence[str]
    today: date
    random: Random = field(default_factory=lambda: Random(4))
    model: MemoryModel = field(default_factory=MemoryModel)
    memories: dict[str, tuple[Memory, Day]] = field(default_factory=dict)
    due: list[tuple[int, str]] = field(default_factory=list)
    seq: int = 0

    def _event(self, at: datetime, data: EventData) -> Event:
        self.seq += 1
        return Event(EventKey(stamp(at), DEVICE, self.seq), data)

    def events(self) -> Iterator[Event]:
        chance = self.random.random
        waiting = list(self.keys)
        self.random.shuffle(waiting)
        for back in range(DAYS, -1, -1):
            on = self.today - timedelta(days=back)
            is_missed = back > 20 and chance() < (0.3 if on.weekday() > 4 else 0.06)
            if back in HOLIDAY or is_missed:
                continue
            hour = 8 if not back or chance() < 0.6 else 19
            at = datetime(on.year, on.month, on.day, hour, tzinfo=UTC)
            new = round(1.3 + 1.2 * sin(back / 40) + chance())
            day = Day(on.toordinal())
            asked = [waiting.pop() for _ in range(min(max(0, new), len(waiting)))]
            while self.due and self.due[0][0] <= day and (back or len(asked) < 9):
                asked.append(heappop(self.due)[1])
            for card in asked:
                at += timedelta(seconds=6 + 9 * chance())
                yield from self._answered(card, day, at, hour)
            if back % 49 == 30:
                yield from self._quiz(day, at)

    def _answered(self, card: str, day: Day, at: datetime, hour: int) -> Iterator[Event]:
        """Less well in the evening; what is forgotten is asked again half a minute later."""
        memory, last = self.memories.get(card, (None, day))
        recall = self.model.retrievability(memory, day - last) if memory else 0.75
        rating = Rating.AGAIN
        if self.random.random() < recall - (0.05 if hour > 12 else 0):
            rating = self.random.choice([Rating.HARD, Rating.EASY, *[Rating.GOOD] * 7])
        ms = round(4000 + 9000 * self.random.random())
        memory = self.model.after(memory, day - last, rating)
        if rating is Rating.AGAIN:
            later = at + timedelta(seconds=5)
            phase = "relearning" if card in self.memories else "learning"
            due = epoch_ms(stamp(later))
            yield self._event(at, Answer(card, day, rating, phase, 0, due, ms=ms))
            at, rating = later, Rating.GOOD
            memory = self.model.after(memory, 0, rating)
        self.memories[card] = memory, day
        spread = 0.95 + self.random.random() / 10
        then = day + max(1, round(self.model.interval(memory, 0.9) * spread))
        heappush(self.due, (then, card))
        yield self._event(at, Answer(card, day, rating, "review", 0, then, ms=ms))

    def _quiz(self, day: Day, at: datetime) -> Iterator[Event]:
        """It does not count; the later, the better."""
        random = self.random
        cards = random.sample(sorted(self.memories), min(12, len(self.memories)))
        begun = self._event(at, QuizBegan(QuizSpec(tuple(cards), 1, confidence=True, counts=False)))
        yield begun
        answers = []
        for card in cards:
            sure = random.choice(["sure", "sure", "unsure", "guess"])
            is_right = random.random() < SURE[sure] + len(self.memories) / 2000 - 0.1
            verdict = "right" if is_right else "wrong"
            rating = Rating.GOOD if is_right else Rating.AGAIN
            answers.append(
                Answer(card, day, rating, PRACTICE, 0, 0, None, verdict, 9000,
                       confidence=sure, quiz=begun.key.id)
            )  # fmt: skip
        score = sum(one.verdict == "right" for one in answers)
        end = QuizFinished(begun.key.id, tuple(answers), score, len(cards) / 4, len(cards))
        yield self._event(at + timedelta(minutes=5), end)
