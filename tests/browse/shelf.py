"""Decks in many scripts, and a learner who has answered and marked some of their cards."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from random import Random

from quizapp.browse.index import CardIndex
from quizapp.browse.query import parse
from quizapp.core.day import Calendar, Day
from quizapp.core.settings import Settings
from quizapp.deck.deck import Deck
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.events import BURIED, FLAGGED, SUSPENDED, TAG, TITLE, Answer, Arranged, Marked
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext

NOW = datetime(2024, 2, 26, 12, 0, tzinfo=UTC)
TODAY = Day(NOW.toordinal())

NEWS = """\
deck: news
title: Չինաստան and the Café
language: en
cards:
  - id: allies
    type: choice
    prompt: Which of these  is an **ally** of Armenia?
    answer: France
    distractors: [Türkiye, "Łódź: a city", none of these]
    feedback: {Türkiye: It closed the border.}
    hint: [It lies in the west, "It’s no island"]
    explain: "Said on 22 February — by the prime minister."
    evidence: {quote: an ally, passage: 3}
    claim: attributed
    by: Olesya Vartanyan, International Crisis Group
    tags: [news, csto::members, "two words"]
  - id: gaps-of-treaty
    type: cloze
    text: "The {{c1::Collective Security Treaty::a pact}} was signed in {{c2::1992}}."
    evidence: [{quote: signed, passage: 1}, {quote: again, passage: 4}]
    tags: [csto]
  - {id: both, type: flashcard, prompt: front in Yerevan, answer: back in Ереван, reverse: true}
  - {id: many, type: multi_choice, prompt: Which?, answers: [a-1, b-2], distractors: [c_3, "x*y"]}
  - {id: really, type: true_false, prompt: It is so., answer: true, note: "or is it", status: draft}
  - {id: word, type: typed, prompt: Type it., answer: Kyrgyzstan, accept: [Kirghizia], tags: [News]}
  - {id: far, type: numeric, prompt: How far?, answer: 1500, unit: km, claim: disputed, by: Someone}
  - {id: row, type: ordering, prompt: In order?, items: [one, two, three], status: retired}
  - {id: pairs, type: matching, prompt: Match., pairs: {capital: Yerevan, river: Hrazdan}}
"""
SCRIPTS = """\
deck: scripts
title: "Scripts: all of them"
cards:
  - {id: hy, type: flashcard, prompt: Հայաստանի մայրաքաղաքը, answer: Երևան, tags: [լեզու]}
  - {id: ru, type: flashcard, prompt: Ещё одна ёлка, answer: Чай, tags: [язык::рус]}
  - {id: ar, type: flashcard, prompt: مَا هِيَ العاصمة؟, answer: يريفان, tags: [لغة]}
  - {id: he, type: flashcard, prompt: מָה הבירה?, answer: ירוואן}
  - {id: hi, type: flashcard, prompt: राजधानी कि है, answer: येरेवान}
  - {id: th, type: flashcard, prompt: เมืองหลวงคือป่า, answer: เยเรวาน}
  - {id: zh, type: flashcard, prompt: 首都是哪里？, answer: 埃里温, tags: [语言]}
  - {id: marks, type: flashcard, prompt: "cafe\\u0301 re\\u0301sume", answer: ＦＵＬＬ　width}
"""
WORDS = [
    *("armenia", "Treaty", "border", "Café", "minister", "1992", "Ереван", "ёлка", "首都", "or"),
    *("يريفان", "Հայաստան", "well-known", "a*b", "(sic)", 'the "so-called"', "news", "x:y", "\\n"),
]
TAGS = ["a", "a:b", "a::b", "a::b::c", "ab", "Été", "mine"]


@dataclass
class Shelf:
    """A learner whose clock stands still."""

    decks: tuple[Deck, ...]
    progress: Progress
    now: datetime = NOW

    @cached_property
    def index(self) -> CardIndex:
        return CardIndex(self.decks)

    @property
    def context(self) -> StudyContext:
        settings = Settings(leech_lapses=3)
        return StudyContext(self.progress, settings, Calendar(4, UTC), MemoryModel(), self.now)

    def found(self, text: str) -> list[str]:
        """The keys of the cards that a query asks for."""
        rows = self.index.search(parse(text), self.context)
        return [self.index.row(number).key for number in rows]

    def ids(self, text: str) -> list[str]:
        return [key.partition("/")[2] for key in self.found(text)]

    def answer(self, card: str, days_ago: int, rating: int = 3, due: int | None = None) -> str:
        """Answer a card in review so many days ago; `due` so many days from today."""
        day = Day(TODAY - days_ago)
        in_days = 4 - days_ago if due is None else due
        answer = Answer(card, day, rating, "review", 0, TODAY + in_days, ms=1000)
        return self.progress.record(answer, self.now - timedelta(days=days_ago)).id

    def learn(self, card: str, days_ago: int = 0, phase: str = "learning") -> str:
        """Answer a card so that it is in its steps."""
        at = self.now - timedelta(days=days_ago)
        due = int(at.timestamp() * 1000) + 600_000
        return self.progress.record(Answer(card, Day(TODAY - days_ago), 1, phase, 0, due), at).id

    def mark(self, mark: str, value: int, *cards: str) -> str:
        return self.progress.change(Marked(cards, mark, value), self.now)


def shelf(folder: Path, *texts: str, cache: Path | None = None) -> Shelf:
    """With decks of these texts, or with the two above."""
    files = []
    for number, text in enumerate(texts or (NEWS, SCRIPTS)):
        files.append(folder / f"deck-{number}.yaml")
        files[-1].parent.mkdir(parents=True, exist_ok=True)
        files[-1].write_text(text, "utf-8")
    library = Library.open([], files, cache)
    assert not library.broken, library.broken
    return Shelf(library.decks, Progress.open(folder / "home"))


def large_shelf(folder: Path, seed: int = 1) -> Shelf:
    """With a third deck of many small cards, a history and marks, all drawn."""
    draw = Random(seed)
    cards = ["deck: drawn", "title: Drawn cards", "cards:"]
    for number in range(60):
        text = " ".join(draw.choices(WORDS, k=4)).replace("\\", "\\\\").replace('"', '\\"')
        status = draw.choice(["approved"] * 6 + ["draft", "retired"])
        fields = [f'id: c{number}, type: flashcard, prompt: "{text}", answer: "{number}"']
        tags = ", ".join(draw.sample(TAGS, draw.choice([0, 1, 2])))
        fields += [f"status: {status}", f"tags: [{tags}]"]
        if draw.random() < 0.3:
            fields.append(f"evidence: {{quote: q, passage: {draw.randint(1, 6)}}}")
        if draw.random() < 0.3:
            claim = draw.choice(["attributed", "disputed"])
            fields.append(f"claim: {claim}, by: Müller {number % 3}")
        cards.append(f"  - {{{', '.join(fields)}}}")
    made = shelf(folder, NEWS, SCRIPTS, "\n".join(cards) + "\n")
    keys = [made.index.row(number).key for number in range(len(made.index))]
    for days_ago in (40, 25, 10, 3, 1, 0):
        for key in draw.sample(keys, 30):
            if draw.random() < 0.2:
                made.learn(key, days_ago, draw.choice(["learning", "relearning"]))
            else:
                made.answer(key, days_ago, draw.choice([1, 1, 2, 3, 4]), draw.randint(-3, 6))
    made.mark(SUSPENDED, 1, *draw.sample(keys, 8))
    made.mark(BURIED, TODAY + 1, *draw.sample(keys, 6))
    made.mark(BURIED, TODAY, *draw.sample(keys, 3))
    made.mark(FLAGGED, 1, *draw.sample(keys, 6))
    made.mark(FLAGGED, 4, *draw.sample(keys, 6))
    made.mark(f"{TAG}a::mine", 1, *draw.sample(keys, 5))
    made.mark(f"{TAG}Ереван", 1, *draw.sample(keys, 5))
    made.progress.change(Arranged("scripts", TITLE, "Мои письмена"), made.now)
    return made
