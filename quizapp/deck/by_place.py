"""Answers by number or letter, as other programs name an option by its place in the list.

A deck says the option itself. Whoever brings cards along writes `answer: 2` or `answer: B`, and of
a list of all options some program may have made distractors already.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from quizapp.core.codes import Code, Problem
from quizapp.core.numbers import read_number
from quizapp.core.text import cut
from quizapp.questions.union import AnyQuestion

ALL_OPTIONS = ("options", "choices")
"""What other programs call the list of all options, right ones among them."""
RIGHT = ("answer", "answers", "correct", "correct_answer", "correct_answers", "right", "solution")
"""What anybody calls the right ones."""
_PLACE = re.compile(r"\(?(?:(?P<number>\d{1,2})|(?P<letter>[A-Za-z]))[.)]?", re.ASCII)


class MeantOption(NamedTuple):
    text: str
    is_certain: bool
    """Not so for a number that may as well count from 0."""


def meant_option(answer: str, options: Sequence[str]) -> MeantOption | None:
    """The one of `options` that an answer names by its text, by its number, or by its letter."""
    if answer in options:
        return MeantOption(answer, is_certain=True)
    alike = [one for one in options if one.strip().casefold() == answer.strip().casefold()]
    if alike:
        return MeantOption(alike[0], is_certain=True) if len(alike) == 1 else None
    place = _place(answer)
    if place is None or not 1 <= place <= len(options) or _are_such(answer, options):
        return None
    counts_from_one = not answer.strip("(.) ").isdecimal() or place == len(options)
    return MeantOption(options[place - 1], counts_from_one)


def _place(answer: str) -> int | None:
    """From 1."""
    written = _PLACE.fullmatch(answer.strip())
    if written is None:
        return None
    if written["number"]:
        return int(written["number"])
    return ord(written["letter"].lower()) - ord("a") + 1


def _are_such(answer: str, options: Sequence[str]) -> bool:
    """Whether options are numbers or letters themselves, so that one of them may be meant."""
    if any(char.isdigit() for char in answer):
        return any(read_number(one, "en") is not None or one[:1].isdigit() for one in options)
    return any(len(one.strip("(.) ")) <= 2 for one in options)


def foreign_answers(card: Mapping[str, Any]) -> Iterator[Problem]:
    """The right ones that a card with a list of all its options names by their places."""
    options = next((card[name] for name in ALL_OPTIONS if name in card), None)
    if not isinstance(options, list) or not all(isinstance(one, str) for one in options):
        return
    for name in (one for one in RIGHT if one in card):
        given = card[name]
        for at, answer in enumerate(given if isinstance(given, list) else [given]):
            if not isinstance(answer, str) or answer in options:
                continue
            loc = (name, at) if isinstance(given, list) else (name,)
            if meant := meant_option(answer, options):
                doubt = "" if meant.is_certain else ", if it counts from 1"
                message = f"answer {cut(answer)} is no option; write {cut(meant.text)}{doubt}"
                yield Problem(loc, Code.UNKNOWN_OPTION, message)
            elif _place(answer) is not None and not _are_such(answer, options):
                message = f"answer {cut(answer)} is no option; write the right one out"
                yield Problem(loc, Code.UNKNOWN_OPTION, message)


def answers_by_place(questions: Sequence[AnyQuestion]) -> Iterator[Problem]:
    """Right answers that look like the place of an option; paths start at the cards."""
    for index, one in enumerate(questions):
        if one.type == "choice":
            right: Sequence[str] = (one.answer,)
        elif one.type == "multi_choice":
            right = one.answers
        else:
            continue
        if len(right[0]) > 4 or one.status == "retired":
            continue
        places = [_place(answer) for answer in right]
        others = one.distractors
        if all(
            place is not None and place <= len(others) and not _are_such(answer, others)
            for place, answer in zip(places, right, strict=True)
        ):
            loc = (index, "answer") if one.type == "choice" else (index, "answers", 0)
            message = (
                f"{cut(right[0])} looks like the place of an option, and learners are shown just"
                " that; write the option itself, and take it from the distractors"
            )
            yield Problem(loc, Code.BY_PLACE, message)
