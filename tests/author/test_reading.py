"""Articles read in a process of their own."""

from datetime import date
from pathlib import Path
from queue import SimpleQueue

import pytest

from quizapp.author.article.from_article import understood
from quizapp.author.article.reading import (
    ArticleReading,
    DecksMade,
    ModelLoaded,
    NotMade,
    ReadingStep,
    ReadSoFar,
    WritingDecks,
)
from quizapp.core import processes
from quizapp.deck.library import Library
from tests.author import scripted_reading
from tests.author.scripted_reading import STORY
from tests.generate.conftest import ARTICLES


def steps(reading: ArticleReading, told: "SimpleQueue[ReadingStep]") -> list[ReadingStep]:
    """Until it has come to an end."""
    steps = [told.get(timeout=120)]
    while not isinstance(steps[-1], DecksMade | NotMade):
        steps.append(told.get(timeout=120))
    reading.stop()
    return steps


@pytest.mark.generator
def test_a_real_article_is_read_step_by_step_by_the_real_model(tmp_path: Path) -> None:
    told: SimpleQueue[ReadingStep] = SimpleQueue()
    reading = ArticleReading(told.put)
    reading.begin()
    story = (ARTICLES / "library.md").read_text()
    one = understood(story, None, tmp_path / "decks")
    reading.read(one.mended(one.article.title, date(2025, 2, 12), "The Valley News"))
    loaded, *shares, writing, made = steps(reading, told)
    assert isinstance(loaded, ModelLoaded)
    assert isinstance(writing, WritingDecks)
    read = [one.share for one in shares if isinstance(one, ReadSoFar)]
    assert len(read) == len(shares) > len(one.article.passages)
    assert read == sorted(read)
    assert isinstance(made, DecksMade)
    assert made.cards == made.added > 8
    assert 0 < made.without_card < made.points
    assert made.rejected
    library = Library.open([made.folder])
    assert {deck.path for deck in library.decks} == set(made.files)
    assert not library.broken
    assert {deck.source.publisher for deck in library.decks if deck.source} == {"The Valley News"}


def test_a_process_that_dies_is_told_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    def make(_: object) -> object:
        raise OSError("it has been ended from outside")

    monkeypatch.setattr(processes, "start", lambda _: scripted_reading.ScriptedProcess(make))
    told: SimpleQueue[ReadingStep] = SimpleQueue()
    reading = ArticleReading(told.put)
    reading.begin()
    (step,) = steps(reading, told)
    assert isinstance(step, NotMade)
    assert "nothing was written" in step.why
    assert reading.is_over


def test_what_is_in_the_way_of_the_folder_is_told_and_the_next_article_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scripted_reading.install(monkeypatch)
    decks = tmp_path / "decks"
    told: SimpleQueue[ReadingStep] = SimpleQueue()
    reading = ArticleReading(told.put)
    reading.begin()
    one = understood(STORY, None, decks)
    decks.write_text("in the way")
    reading.read(one)
    while not isinstance(step := told.get(timeout=10), NotMade):
        pass
    assert "cannot be written" in step.why
    decks.unlink()
    reading.read(one)
    assert isinstance(steps(reading, told)[-1], DecksMade)
