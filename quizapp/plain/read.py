"""A text line by line, a passage at a time: for screen readers, and for pipes as a whole."""

from collections.abc import Sequence

from quizapp.core import markdown, words
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Card
from quizapp.plain import feedback
from quizapp.plain.card_history import front
from quizapp.plain.console import Console, EndOfInput
from quizapp.plain.dialogue import Dialogue
from quizapp.plain.replies import UnusableReply
from quizapp.plain.review import review
from quizapp.presentation import reading as said
from quizapp.presentation.actions import PLAIN_READ
from quizapp.presentation.styled import plain
from quizapp.study.profile import Profile
from quizapp.study.reading import (
    PassageKnowledge,
    ReadingText,
    TextCard,
    TextPassage,
    askable,
    keep_mark,
    knowledge,
    reading_mark,
    to_ask,
)
from quizapp.study.selection import Practice, Selection, These

_INTRODUCTION = (
    "An empty line goes on to the next passage, a number goes to that passage; /help lists the"
    " commands."
)


def read(profile: Profile, texts: Sequence[ReadingText], console: Console | None = None) -> None:
    """Read texts one after the other: with somebody there, a passage at a time; else whole.

    Raises:
        NotSaved: the place in a text could not be kept, or an answer.
    """
    console = console or Console.standard()
    for number, text in enumerate(texts):
        console.say(*[""] * bool(number), text.title, _summary(profile, text))
        if not console.is_terminal:
            console.say(*_whole(profile, text))
            continue
        dialogue = ReadingDialogue(console, profile, text)
        console.say(_INTRODUCTION)
        try:
            dialogue.run()
        except (EndOfInput, KeyboardInterrupt):
            dialogue.ended = True
            console.say("")
        dialogue.keep_mark()
        if dialogue.ended:
            return


def _summary(profile: Profile, text: ReadingText) -> str:
    known = said.summary(text, _known(profile, text.keys))
    return f"{known}; {said.without_cards_in_words(text)}."


def _known(profile: Profile, keys: Sequence[str]) -> PassageKnowledge:
    return knowledge(keys, profile.progress, profile.model, profile.day)


def _whole(profile: Profile, text: ReadingText) -> list[str]:
    stops = iter(range(len(text.stops)))
    lines = []
    for one in text.paragraphs:
        lines += ["", *_paragraph(profile, text, one, next(stops) if one.is_stop else None)]
    return lines


def _paragraph(
    profile: Profile, text: ReadingText, one: TextPassage, stop: int | None
) -> list[str]:
    if one.passage.is_heading:
        return [one.passage.text.lstrip("# ")]
    above = [] if stop is None else [said.at_passage(text, stop, _known(profile, one.keys))]
    return [*above, markdown.plain(markdown.unbroken(one.passage.text))]


class ReadingDialogue(Dialogue):
    """Passages out, and where to go in."""

    actions = PLAIN_READ

    def __init__(self, console: Console, profile: Profile, text: ReadingText) -> None:
        super().__init__(console)
        self._profile = profile
        self._text = text
        self._mark = reading_mark(text, profile.progress)
        self._at = text.stop_at(self._mark)
        self._shown: int | None = None
        if self._at:
            place = said.place_in_words(text, self._at)
            self._say(words.sentence(said.goes_on_at(place)))

    @property
    def is_over(self) -> bool:
        return self._at >= len(self._text.stops)

    @property
    def _passage(self) -> TextPassage:
        return self._text.stops[self._at]

    def can(self, action: str) -> bool:
        progress = self._profile.progress
        match action:
            case "cards" | "answer":
                return bool(self._passage.cards)
            case "practise":
                return bool(askable(self._passage.keys, progress))
            case "review-passage":
                return bool(to_ask(self._passage.keys, progress, self._profile.day))
            case "without-card":
                return bool(self._text.without_cards)
            case "back":
                return self._at > 0
        return True

    def show(self) -> None:
        if self._shown == self._at:
            return
        if self.is_over:
            self._say("", "That was the last passage.")
            return
        self._shown, text = self._at, self._text
        here = text.paragraphs.index(self._passage)
        before = text.paragraphs.index(text.stops[self._at - 1]) + 1 if self._at else 0
        for one in text.paragraphs[before:here]:  # headings, and what has no number
            self._say("", *_paragraph(self._profile, text, one, None))
        self._say("", *_paragraph(self._profile, text, self._passage, self._at))

    def reply(self, text: str) -> None:
        if not text:
            self._at += 1
            return
        numbers = {str(one.number): at for at, one in enumerate(self._text.stops)}
        if text not in numbers:
            first, *_, last = [*numbers, *numbers]
            raise UnusableReply(
                f"an empty line goes on; a passage is a number from {first} to {last}"
            )
        self._at, self._shown = numbers[text], None

    def keep_mark(self) -> None:
        """Raises: NotSaved."""
        number = self._text.stops[min(self._at, len(self._text.stops) - 1)].number
        if number is not None and number != self._mark:
            profile = self._profile
            keep_mark(self._text, number, profile.progress, profile.clock())

    def do_cards(self) -> None:
        profile = self._profile
        for number, one in enumerate(self._passage.cards, 1):
            card = self._card(one)
            standing = plain(said.standing_in_words(one.key, profile.progress, profile.day))
            known = _known(profile, [one.key])
            share = f", {said.known_now(known)}" if known.known else ""
            self._say(f"{number}  {front(card)}", f"   {standing}{share}, in {one.deck.title}")

    def _card(self, one: TextCard) -> Card:
        try:
            return one.deck.card(one.key)
        except (KeyError, DeckError):
            raise UnusableReply(f"{one.key} is not there any more; open the text again") from None

    def do_answer(self, which: str) -> None:
        cards = self._passage.cards
        if not (which.isascii() and which.isdigit() and 0 < int(which) <= len(cards)):
            raise UnusableReply(f"/answer takes the number of a card, from 1 to {len(cards)}")
        card = self._card(cards[int(which) - 1])
        self._say(markdown.plain(card.question.sides(card.variant).back))
        self._say(*feedback.explained(card.question))

    def do_practise(self) -> None:
        keys = askable(self._passage.keys, self._profile.progress)
        self._ask(Practice(keys), f"{words.count(len(keys), 'card')}, for practice.")

    def do_review_passage(self) -> None:
        keys = to_ask(self._passage.keys, self._profile.progress, self._profile.day)
        self._ask(These(keys), f"{words.count(len(keys), 'card')} to review.")

    def _ask(self, selection: Selection, announced: str) -> None:
        self._say(announced)
        review(self._profile, self._text.decks, selection, self._console)
        self._shown = None

    def do_without_card(self) -> None:
        places = [at for at, one in enumerate(self._text.stops) if not one.cards]
        self._at = next((at for at in places if at > self._at), places[0])
        self._shown = None

    def do_back(self) -> None:
        self._at -= 1
