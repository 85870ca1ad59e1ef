"""The ways to study besides what is due: each asks what it has to know, and begins."""

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from textual.content import Content
from textual.screen import Screen

from quizapp.core import words
from quizapp.core.day import Day
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck
from quizapp.presentation.limits import NOTHING_HELD_BACK, NOTHING_MORE, held_back, in_words
from quizapp.scheduling.today import Due
from quizapp.study.more_today import more_of, number_of, offers
from quizapp.study.profile import Profile
from quizapp.study.selection import Ahead, Minutes, More, practice_of, tagged_cards
from quizapp.ui.navigation import navigator
from quizapp.ui.screens.lists import AskTextScreen, ListScreen

MINUTES = (5, 10, 15, 20, 30, 45, 60)
AHEAD = (3, 7, 14, 30, 60, 90)
"""Days."""


def ask_minutes(screen: Screen[Any], decks: Sequence[Deck]) -> None:
    """Review what does most good in some minutes."""
    intro = Content(
        "The cards that do most good in that time, of all that is due and new today. "
        "You can go on when it is over."
    )
    rows = [(Content(words.count(one, "minute")), one) for one in MINUTES]

    def done(minutes: int | None) -> None:
        if minutes:
            navigator(screen).review(decks, Minutes(minutes))

    screen.app.push_screen(
        ListScreen("How much time do you have?", intro, rows, MINUTES.index(15)), done
    )


def ask_more(
    screen: Screen[Any],
    profile: Profile,
    decks: Sequence[Deck],
    begin: Callable[[More | Ahead], None],
) -> None:
    """Have more than today's limits let in, or cards of the days to come."""
    day = profile.today()
    held = day.work(decks).held
    rows = [(Content(in_words(one, held)), one.chosen) for one in offers(day, decks)]
    if not rows:
        navigator(screen).tell(NOTHING_MORE, "information")
        return
    another = More()
    if held:
        rows.append((Content("Another number …"), another))
    said = " ".join(held_back(held, Due(), profile.settings))
    intro = Content(f"{said or NOTHING_HELD_BACK} All answers count, those ahead of time too.")

    def wrong(text: str) -> str:
        try:
            number_of(text)
        except ValueError as error:
            return f"{error}."
        return ""

    def typed(text: str | None) -> None:
        if text is not None:
            begin(more_of(number_of(text), held))

    def done(chosen: More | Ahead | None) -> None:
        if chosen is another:
            question = "How many more cards? Those that are due come first, then new ones."
            screen.app.push_screen(AskTextScreen("More today", question, wrong), typed)
        elif chosen:
            begin(chosen)

    title = decks[0].title if len(decks) == 1 else "all decks"
    screen.app.push_screen(ListScreen(f"More today: {title}", intro, rows), done)


def ask_practice(screen: Screen[Any], profile: Profile, decks: Sequence[Deck]) -> None:
    """Practise all cards, or those with one tag, without touching the schedule."""
    everything = practice_of(decks, profile.progress)
    try:
        tagged = tagged_cards(decks, profile.progress)
    except DeckError as error:
        navigator(screen).tell(str(error), "error")
        return
    tags = Counter({tag: len(keys) for tag, keys in tagged.items()})
    intro = Content("As often as you like: the schedule of the cards stays as it is.")
    rows = [(Content(f"All cards ({len(everything.keys)})"), "")]
    rows += [(Content(f"Only the tag {tag} ({number})"), tag) for tag, number in tags.most_common()]

    def done(tag: str | None) -> None:
        if tag is not None:
            navigator(screen).review(decks, practice_of(decks, profile.progress, tag))

    screen.app.push_screen(ListScreen("Practise", intro, rows), done)


def ask_day(screen: Screen[Any], profile: Profile, decks: Sequence[Deck]) -> None:
    """Plan for knowing decks by a day."""
    from quizapp.scheduling.plan import day_of  # pydantic and more: 60 ms

    today = profile.day

    def wrong(text: str) -> str:
        try:
            day_of(text, today)
        except ValueError as error:
            return str(error)
        return ""

    def typed(text: str | None) -> None:
        if text is not None:
            show(day_of(text, today))

    def done(ahead: int | None) -> None:
        if ahead:
            show(Day(today + ahead))
        elif ahead == 0:
            question = "Which day? Such as 2026-12-10, or 21d for in 21 days."
            screen.app.push_screen(AskTextScreen("Ready by", question, wrong), typed)

    def show(day: Day) -> None:
        navigator(screen).show_plan(decks, day)

    starts = {ahead: profile.calendar.start(Day(today + ahead)) for ahead in AHEAD}
    rows = [
        (Content(f"In {words.count(ahead, 'day')}, on {words.date(start)}"), ahead)
        for ahead, start in starts.items()
    ]
    rows.append((Content("Another day …"), 0))
    intro = Content("What must be reviewed to know this deck on a day, and what to expect then.")
    screen.app.push_screen(ListScreen("Ready by which day?", intro, rows, at=1), done)
