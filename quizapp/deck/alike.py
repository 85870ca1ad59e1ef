"""Cards that ask the same, in one deck or in several, and statements that contradict each other.

Two cards ask the same when they want the same answer and their prompts have the same words, those
aside that say little, each in whatever form. Statements are compared to the letter, since who did
what to whom stands in their order.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import NamedTuple

from quizapp.core.codes import Code, Problem
from quizapp.core.languages import language
from quizapp.core.text import cut
from quizapp.deck.cueing import telling_words
from quizapp.questions.true_false import TrueFalse
from quizapp.questions.union import AnyQuestion

SAME_WORD = 80
"""Of 100: words this much alike are forms of one, such as `signed` and `signs`."""
COMPARED = 12
"""Cards with one answer that are compared pair by pair; of more, those with the same words."""

_WORD = re.compile(r"[^\W_]+")


class _Asked(NamedTuple):
    """A question, as far as it can be the same as another."""

    place: int
    question: AnyQuestion
    deck: str = ""
    """The name of its file, for a question of another one."""


_Groups = dict[str, list[_Asked]]
"""By the answer that is wanted; statements by themselves."""


def alike_problems(questions: Sequence[tuple[int, AnyQuestion]]) -> Iterator[Problem]:
    """Of the questions of one deck with their places, told at the later; paths start at a card."""
    first: dict[str, _Asked] = {}
    groups: _Groups = {}
    for place, question in questions:
        if key := _key(question):
            asked = _Asked(place, question)
            if (one := first.setdefault(key, asked)) is not asked:
                groups.setdefault(key, [one]).append(asked)
    for group in groups.values():
        for one, other in _pairs(group):
            if one.question.type == other.question.type and not _are_apart(one, other):
                yield _problem(one, other)
    yield from _contradictions(questions)


@dataclass
class AskedBefore:
    """The questions of the decks that one run has checked so far."""

    groups: _Groups = field(default_factory=dict)
    last: tuple[Sequence[AnyQuestion], str] = ((), "")
    """Of the deck that came last: looked at when another comes, since mostly none does."""

    def asked_again(self, questions: Sequence[AnyQuestion], deck: str) -> Iterator[Problem]:
        """What a deck asks that an earlier one asks; paths start at the top of the deck."""
        for asked in _of_deck(*self.last):
            self.groups.setdefault(_key(asked.question), []).append(asked)
        self.last = questions, deck
        for asked in _of_deck(questions, deck) if self.groups else ():
            before = self.groups.get(_key(asked.question), ())[:COMPARED]
            if found := next((one for one in before if _ask_the_same(one, asked)), None):
                problem = _problem(found, asked)
                yield problem._replace(loc=("cards", *problem.loc))


def _of_deck(questions: Sequence[AnyQuestion], deck: str) -> Iterator[_Asked]:
    for place, question in enumerate(questions):
        if question.status != "retired" and _key(question):
            yield _Asked(place, question, deck)


def _key(question: AnyQuestion) -> str:
    """What two questions have in common that may ask the same; "" for one that is left alone."""
    if question.type == "true_false":
        return f"\0{_statement(question)}"
    if question.type == "choice" or question.type == "typed" or question.type == "flashcard":
        return question.answer.casefold()
    return str(question.answer) if question.type == "numeric" else ""


def _statement(question: TrueFalse) -> str:
    """Without what makes no other statement of it."""
    return " ".join(question.prompt.casefold().split()).rstrip(".!? ")


def _pairs(group: Sequence[_Asked]) -> Iterator[tuple[_Asked, _Asked]]:
    """Those that ask the same, each later one with the first such."""
    if len(group) <= COMPARED:
        told: set[int] = set()
        for one, other in combinations(group, 2):
            if other.place not in told and _ask_the_same(one, other):
                told.add(other.place)
                yield one, other
        return
    first: dict[object, _Asked] = {}
    for asked in group:
        words = _words(asked.question)
        if (one := first.setdefault(words, asked)) is not asked:
            yield one, asked


def _ask_the_same(one: _Asked, other: _Asked) -> bool:
    first, second = one.question, other.question
    if first.type == "true_false" and second.type == "true_false":
        return first.answer == second.answer
    if "true_false" in (first.type, second.type):
        return False
    ours, theirs = _words(first), _words(second)
    if ours == theirs:
        return bool(ours) or _plain(first) == _plain(second)
    only_ours, only_theirs = ours - theirs, theirs - ours
    if not 0 < len(only_ours) == len(only_theirs) <= 2 or len(ours) < 2 * len(only_ours) + 1:
        return False
    return all(any(_is_form(word, form) for form in only_theirs) for word in only_ours)


def _words(question: AnyQuestion) -> frozenset[str]:
    prompt = str(getattr(question, "prompt", ""))
    return telling_words(prompt) - language(question.language).function_words


def _plain(question: AnyQuestion) -> str:
    return " ".join(_WORD.findall(str(getattr(question, "prompt", "")).casefold()))


def _is_form(word: str, other: str) -> bool:
    if any(map(str.isdigit, word + other)) or word[0] != other[0]:
        return False
    from rapidfuzz.fuzz import ratio  # for decks that have such pairs

    return ratio(word, other) >= SAME_WORD


def _are_apart(one: _Asked, other: _Asked) -> bool:
    first, second = one.question, other.question
    return second.id in first.apart or first.id in second.apart


def _problem(one: _Asked, other: _Asked) -> Problem:
    prompt = getattr(one.question, "prompt", "")
    where = f'"{one.question.id}" in {one.deck}' if one.deck else f'"{one.question.id}"'
    message = (
        f'this asks what {where} asks, "{cut(prompt)}", and wants the same answer; keep one of '
        "them, or say what is different"
    )
    return Problem((other.place, "prompt"), Code.ALIKE, message)


# -- statements that clash -------------------------------------------------------------------------

_NO = re.compile(r"\b(?:not|never)\b|n['’]t\b|\bcannot\b")
_WRITTEN_OUT = (
    (re.compile(r"\bwon['’]t\b"), "will not"),
    (re.compile(r"\b(?:can['’]t|cannot)\b"), "can not"),
    (re.compile(r"n['’]t\b"), " not"),
    (re.compile(r"\b(?:do|does|did) not\b"), "not"),
)
_ENDING = re.compile(r"(?:e|es|ed|s|d)$")
_ARTICLES = frozenset(("a", "an", "the"))


def _contradictions(questions: Iterable[tuple[int, AnyQuestion]]) -> Iterator[Problem]:
    statements = [(place, one) for place, one in questions if one.type == "true_false"]
    yield from _clashing(statements, lambda one: (_statement(one), True))
    english = [(place, one) for place, one in statements if language(one.language).code == "en"]
    if any(_NO.search(one.prompt.casefold()) for _, one in english):
        yield from _clashing(english, _without_negation, only_negated=True)


def _clashing(
    statements: Iterable[tuple[int, TrueFalse]],
    read: Callable[[TrueFalse], tuple[object, bool]],
    only_negated: bool = False,
) -> Iterator[Problem]:
    """`read` gives what a statement says or denies, and whether it says it."""
    first: dict[object, tuple[TrueFalse, bool]] = {}
    for place, statement in statements:
        what, says = read(statement)
        before, said = first.setdefault(what, (statement, says))
        differ = says != said
        if differ < only_negated or before is statement:
            continue
        if (before.answer == statement.answer) == differ:
            answer = "true" if before.answer else "false"
            other = f'"{before.id}", "{cut(before.prompt)}"'
            message = (
                f"this denies {other}, and both are {answer}; one of the two is wrong"
                if differ
                else f"this says what {other}, says, which is {answer}; one of the two is wrong"
            )
            yield Problem((place, "answer"), Code.CONTRADICTION, message)


def _without_negation(statement: TrueFalse) -> tuple[object, bool]:
    text = statement.prompt.casefold()
    for sign, written in _WRITTEN_OUT:
        text = sign.sub(written, text)
    words = [word for word in _WORD.findall(text) if word not in _ARTICLES]
    kept = [_ENDING.sub("", word) for word in words if word not in ("not", "never")]
    return tuple(kept), (len(words) - len(kept)) % 2 == 0
