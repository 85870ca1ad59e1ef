"""A text read line by line."""

import io
import json
from datetime import UTC
from pathlib import Path

import pytest
from click.testing import CliRunner

from quizapp.cli.read import command
from quizapp.core.day import Calendar
from quizapp.core.settings import Settings
from quizapp.deck.library import Library
from quizapp.memory.fsrs import MemoryModel
from quizapp.plain.console import Console
from quizapp.plain.read import read
from quizapp.progress.progress import Progress
from quizapp.study.profile import Profile
from quizapp.study.reading import reading_mark, text_of
from tests.plain.talks import NOON
from tests.study.decks import deck

ARTICLE = "# The river\n\nIt rises in the hills.\n\n## Later\n\nAn old mill.\n\nNobody is there.\n"
HEAD = "source: {title: The river, text: article.md}"
CARDS = [
    "  - {id: rises, type: typed, prompt: Where?, answer: hills, explain: It does.,"
    " evidence: {quote: in the hills}}\n",
    "  - {id: mill, type: typed, prompt: What?, answer: mill, evidence: {quote: old mill}}\n",
]
CARD_OF_MILL = ["1  What?", "   ○ not asked yet, in The deck river"]


class Keyboard(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def path(home: Path) -> Path:
    """A deck of the learner's own, one of whose three passages has no card."""
    (home / "decks").mkdir(parents=True)
    (home / "decks" / "article.md").write_text(ARTICLE)
    return deck(home / "decks", CARDS, "river", HEAD).path


@pytest.fixture
def profile(path: Path, home: Path) -> Profile:
    model = MemoryModel()
    library, progress = Library.open([], [path]), Progress.open(home, model)
    return Profile(library, progress, Settings(), Calendar(4, UTC), model, lambda: NOON)


def talk(profile: Profile, *lines: str, there: bool = True) -> list[str]:
    """What is said, with somebody who types these lines, or in a pipe."""
    given = "".join(f"{line}\n" for line in lines)
    target = io.StringIO()
    texts = [text_of(profile.library.decks[0], profile.library.decks)]
    read(profile, texts, Console(Keyboard(given) if there else io.StringIO(), target))
    return target.getvalue().splitlines()


def test_in_a_pipe_the_whole_text_comes_with_numbers_and_what_is_known(profile: Profile) -> None:
    assert talk(profile, there=False) == [
        "The river",
        "3 passages; 2 cards, not asked yet; passage without a card: 3.",
        "",
        "The river",
        "",
        "Passage 1 of 3. 1 card, not asked yet.",
        "It rises in the hills.",
        "",
        "Later",
        "",
        "Passage 2 of 3. 1 card, not asked yet.",
        "An old mill.",
        "",
        "Passage 3 of 3. No card.",
        "Nobody is there.",
    ]


def test_with_somebody_there_it_comes_a_passage_at_a_time_and_the_place_is_kept(
    profile: Profile,
) -> None:
    said = talk(profile, "")
    assert said[-3:] == ["Passage 2 of 3. 1 card, not asked yet.", "An old mill.", ""]
    assert said[-5] == "Later"  # the heading above it
    again = talk(profile, "9", "3", "")
    assert "Going on at passage 2 of 3." in again
    assert "an empty line goes on; a passage is a number from 1 to 3." in again
    assert again[-1] == "That was the last passage."
    text = text_of(profile.library.decks[0], profile.library.decks)
    assert reading_mark(text, profile.progress) == 3


def test_the_cards_of_a_passage_are_told_and_their_answers_when_asked(profile: Profile) -> None:
    said = talk(profile, "/without", "/back", "/cards", "/answer 2", "/answer 1", "/end")
    assert "Passage 3 of 3. No card." in said
    at = said.index(CARD_OF_MILL[0])
    assert said[at : at + 2] == CARD_OF_MILL
    assert said[at + 2] == "/answer takes the number of a card, from 1 to 1."
    assert said[at + 3] == "mill"


def test_a_passage_is_practised_and_reviewed_from_here(profile: Profile) -> None:
    talk(profile, "/practise", "hills", "/end")
    assert not profile.progress.cards
    said = talk(profile, "/review", "hills", "/end")
    assert set(profile.progress.cards) == {"river/rises"}
    assert "saved" in said
    assert "Passage 1 of 3. 1 card, 0 % known." in said


@pytest.mark.usefixtures("path")
def test_as_json_each_passage_has_its_cards_and_what_is_known_of_them() -> None:
    done = CliRunner().invoke(command, ["river", "--json"])
    [text] = json.loads(done.output)
    assert text["title"] == "The river"
    assert text["decks"] == ["river"]
    assert text["passages"][0] == {
        "number": 1,
        "text": "It rises in the hills.",
        "cards": ["river/rises"],
        "drafts": [],
        "known": 0.0,
    }
    assert text["without_cards"] == [3]
    assert (text["read_to"], text["cards_without_passage"]) == (None, [])
