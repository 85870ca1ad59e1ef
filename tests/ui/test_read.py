"""The text beside its cards."""

from pathlib import Path

import pytest
from textual.pilot import Pilot
from textual.widgets import TextArea

from quizapp.study.profile import Profile
from quizapp.study.reading import reading_mark, text_of
from quizapp.ui.app import QuizApp
from quizapp.ui.screens.card_form import CardFormScreen
from quizapp.ui.screens.home import HomeScreen
from quizapp.ui.screens.overlays import SourceScreen
from quizapp.ui.screens.read import ReadScreen
from quizapp.ui.screens.review import ReviewScreen
from quizapp.ui.start import Read, StartReview
from quizapp.ui.widgets.frame import TitleLine
from tests.study.decks import TYPED, deck
from tests.ui.conftest import MakeProfile
from tests.ui.seen import seen

ARTICLE = """\
# The river

The river rises in the hills.

The old mill stands by the river.

Nobody lives there now.
"""
HEAD = "source: {title: The river, text: article.md}"
CARD = (
    '  - {{id: {id}, type: typed, prompt: "{prompt}", answer: it, evidence: {{quote: {quote}}}}}\n'
)
RISES = CARD.format(id="rises", prompt="Where does it rise?", quote="in the hills")
RIVER = CARD.format(id="river", prompt="What rises?", quote="The river rises")
MILL = CARD.format(id="mill", prompt="What is old?", quote="old mill")
WIDE, NARROW = (120, 32), (80, 24)


@pytest.fixture
def profile(learner_with: MakeProfile, tmp_path: Path) -> Profile:
    """With two decks of one text; no card is about its last passage."""
    folder = tmp_path / "decks"
    folder.mkdir()
    (folder / "article.md").write_text(ARTICLE)
    deck(folder, [RISES, RIVER], "a", HEAD)
    deck(folder, [MILL], "b", HEAD)
    return learner_with(folder)


def reading(profile: Profile, slug: str = "a") -> QuizApp:
    return QuizApp(profile, Read([profile.library.deck(slug)]))


def told(app: QuizApp) -> str:
    return " ".join(str(one.message) for one in app._notifications)


def place(app: QuizApp) -> str:
    return app.screen.query_one(TitleLine).right.plain.rpartition("·")[2].strip()


async def test_r_on_home_opens_the_text_and_it_goes_on_where_the_reader_left(
    profile: Profile,
) -> None:
    app = QuizApp(profile)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.press("r")
        await pilot.pause()
        assert place(app) == "passage 1 of 3"
        assert "2 cards, not asked yet" in seen(pilot)
        await pilot.press("j", "escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        await pilot.press("r")
        await pilot.pause()
        assert place(app) == "going on at passage 2 of 3"
        await pilot.press("end")
        assert place(app) == "passage 3 of 3"
        await pilot.press("home", "k")
        assert place(app) == "passage 1 of 3"
    assert reading_mark_of(profile) == 1  # also when the app was closed from here


def reading_mark_of(profile: Profile) -> int | None:
    decks = profile.library.decks
    return reading_mark(text_of(decks[0], decks), profile.progress)


async def test_the_cards_of_a_passage_tell_their_answers_when_asked(profile: Profile) -> None:
    app = reading(profile)
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        screen = app.screen
        assert isinstance(screen, ReadScreen)
        assert "Where does it rise?" in seen(pilot)  # beside the text at once
        assert "→ it" not in seen(pilot)
        await pilot.press("enter", "j")
        assert screen.card is not None
        assert screen.card[0].quotes == ("The river rises",)
        styles = [span.style for line in screen.blocks._here or () for span in line.spans]
        assert "bold underline $primary" in map(str, styles)  # the words that it rests on
        await pilot.press("enter")
        await pilot.pause()
        assert "→ it" in seen(pilot)
        await pilot.press("escape", "j")
        await pilot.pause()
        assert "What is old?" in seen(pilot)
        assert "→ it" not in seen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)


async def test_where_there_is_no_room_the_cards_come_below_when_they_are_asked_for(
    profile: Profile,
) -> None:
    app = reading(profile)
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        assert "Where does it rise?" not in seen(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert "Where does it rise?" in seen(pilot)
        assert "The river rises in the hills." in seen(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert "Where does it rise?" not in seen(pilot)


async def test_the_wheel_and_clicks_do_what_keys_do(profile: Profile) -> None:
    app = reading(profile)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        row = next(y for y, line in enumerate(seen(pilot).split("\n")) if "old mill" in line)
        await pilot.click(offset=(20, row))
        assert place(app) == "passage 2 of 3"
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert "What is old?" in seen(pilot)
        row = next(y for y, line in enumerate(seen(pilot).split("\n")) if "What is old" in line)
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert "→ it" not in seen(pilot)  # the click that came there
        await pilot.click(offset=(20, row))
        await pilot.pause()
        assert "→ it" in seen(pilot)


async def test_only_passages_without_a_card_are_shown_and_a_card_is_written_for_one(
    profile: Profile, tmp_path: Path
) -> None:
    app = reading(profile, "b")
    before = (tmp_path / "decks" / "b.yaml").read_bytes()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        await pilot.press("w")
        await pilot.pause()
        assert place(app) == "passage 3 of 3"
        assert "The old mill" not in seen(pilot)
        assert "Passage without a card: 3." in told(app)
        await pilot.press("n", "down", "enter")  # for the second of the two decks
        await pilot.pause()
        assert isinstance(app.screen, CardFormScreen)
        texts = [field.text for field in app.screen.query(TextArea)]
        assert "Nobody lives there now." in texts
        await pilot.press("W", "tab", "a", "tab", "b", "ctrl+s")
        await pilot.pause()
        assert isinstance(app.screen, ReadScreen)
        written = profile.library.deck("b").card("b/w").question.evidence
        assert [(one.quote, one.passage) for one in written] == [("Nobody lives there now.", 3)]
        assert app.screen.passage is not None
        assert app.screen.passage.keys == ("b/w",)
        await pilot.press("u")
        await pilot.pause()
        assert (tmp_path / "decks" / "b.yaml").read_bytes() == before
        assert app.screen.passage is not None
        assert app.screen.passage.keys == ()


async def test_the_cards_of_one_deck_can_be_looked_at_alone(profile: Profile) -> None:
    app = reading(profile)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("d", "3")
        await pilot.pause()
        assert "The deck b" in app.screen.query_one(TitleLine).left.plain
        assert "no card" in seen(pilot)
        await pilot.press("d", "1")
        await pilot.pause()
        assert "2 cards, not asked yet" in seen(pilot)


async def test_a_passage_is_practised_without_and_reviewed_with_its_schedule(
    profile: Profile,
) -> None:
    app = reading(profile)
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await answered(pilot, "p")
        assert not profile.progress.cards
        await answered(pilot, "r")
        assert set(profile.progress.cards) == {"a/rises", "a/river"}


async def answered(pilot: Pilot[None], key: str) -> None:
    """Begin it, answer the two cards, and come back."""
    await pilot.press(key)
    await pilot.pause()
    assert isinstance(pilot.app.screen, ReviewScreen)
    for _ in range(2):
        await pilot.press("i", "t", "enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
    while not isinstance(pilot.app.screen, ReadScreen):
        await pilot.press("escape")
        await pilot.pause()


async def test_the_source_of_a_card_leads_on_into_the_text_where_nothing_else_is_asked(
    profile: Profile,
) -> None:
    app = QuizApp(profile, StartReview([profile.library.deck("b")]))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("x", "enter")
        await pilot.pause()
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, SourceScreen)
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, ReadScreen)
        assert place(app) == "passage 2 of 3"
        for action in ("practise", "review_passage", "new_card"):
            assert not app.screen.check_action(action, ())
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, ReviewScreen)
    assert reading_mark_of(profile) is None  # nobody was reading it


async def test_a_deck_without_a_text_says_what_to_do(
    learner_with: MakeProfile, tmp_path: Path
) -> None:
    deck(tmp_path / "decks", [TYPED.format(id="one")])
    app = QuizApp(learner_with(tmp_path / "decks"))
    async with app.run_test(size=NARROW) as pilot:
        await pilot.pause()
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, HomeScreen)
        assert "names no source text" in told(app)
