"""A folder of drafts, as `quizapp generate` leaves one, small and made by hand."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from quizapp.author.curate.curation import Curation
from quizapp.author.curate.draft_check import check_alone
from quizapp.author.curate.draft_file import DraftFile
from quizapp.author.curate.verdict_store import DraftKey
from quizapp.questions.union import AnyQuestion

START = datetime(2026, 3, 2, 9, tzinfo=UTC)

ARTICLE = """\
# A bridge for Arlen

[1] The town of Arlen will get a second bridge in 2027, said its mayor, Ruth Kessler.

[2] The bridge will cost 12 million euros. The state pays half of it.

[3] Nobody was asked, said the shopkeeper Tom Brand.
"""
EVENTS = """\
# A remark above everything
deck: arlen-events
title: "Arlen: what happened"
language: en
source:
  title: A bridge for Arlen
  text: article.md
cards:
  - id: when-bridge
    type: numeric
    prompt: In which year will Arlen get a second bridge?
    answer: 2027
    explain: Arlen will get a second bridge in 2027.
    evidence: {quote: "will get a second bridge in 2027", passage: 1}   # to the point
    status: draft

  # about the money
  - id: cost
    type: choice
    prompt: How much will the bridge cost?
    answer: 12 million euros
    distractors: [10 million euros, 6 million euros]
    explain: The state pays half of it.
    evidence: {quote: The bridge will cost 12 million euros, passage: 2}
    status: draft

  - id: written-by-hand
    type: flashcard
    prompt: Who pays?
    answer: The state pays half.
"""
PEOPLE = """\
deck: arlen-people
title: "Arlen: who said what"
language: en
source: {title: A bridge for Arlen, text: article.md}
defaults: {tags: [people]}
cards:
  - id: who-mayor
    type: typed
    prompt: Who is the mayor of Arlen?
    answer: Ruth Kessler
    explain: Ruth Kessler is the mayor of Arlen.
    evidence: {quote: "its mayor, Ruth Kessler", passage: 1}
    status: draft
"""
FACTS = """\
facts_of: article.md
facts: []
written:
  events:
    when-bridge: {text: 111111111111, template: when, facts: [aaaa000001], weight: 0.6}
    cost: {text: 222222222222, template: how-much, facts: [aaaa000002], weight: 0.9}
  people:
    who-mayor: {text: 333333333333, template: who-is, facts: [aaaa000003], weight: 0.7}
"""


def make(folder: Path) -> Path:
    """Write it. The drafts, the best first: cost, who-mayor, when-bridge."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {
        "article.md": ARTICLE,
        "events.yaml": EVENTS,
        "people.yaml": PEOPLE,
        "facts.yaml": FACTS,
    }.items():
        (folder / name).write_bytes(text.encode())
    return folder


class Watch:
    """A clock that goes ten seconds further whenever it is looked at."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=10)
        return self.now


def sit_down(folder: Path) -> Curation:
    return Curation.open([folder / "events.yaml", folder / "people.yaml"], Watch())


def text_of(folder: Path, name: str = "events.yaml") -> str:
    return (folder / name).read_bytes().decode()


def at(curation: Curation) -> str:
    """The id of the draft that is looked at."""
    return curation.current.id if curation.current else ""


def key(folder: Path, card: str, name: str = "events.yaml") -> DraftKey:
    return DraftKey(folder / name, card)


def question_in(file: DraftFile, card: str) -> AnyQuestion | None:
    """A card as learners would see it; None while it has errors."""
    return next(iter(check_alone(file, file.entries[card].lines).questions), None)
