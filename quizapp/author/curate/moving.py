"""A card taken to another deck, or made a card of another type."""

from collections.abc import Mapping
from typing import Any

from quizapp.author.curate.draft_file import CardEntry, DraftFile
from quizapp.core.errors import EditError
from quizapp.deck.card_lines import with_fields
from quizapp.questions.base import Question
from quizapp.questions.choice import Choice
from quizapp.questions.cloze import Cloze
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.multi_choice import MultiChoice
from quizapp.questions.numeric import Numeric
from quizapp.questions.union import QUESTION_TYPES, AnyQuestion

_OF_THE_DECK = ("claim", "by", "as_of", "accents", "slips", "tags")
"""Defaults of a deck that a card takes along."""


def lines_in(entry: CardEntry, here: DraftFile, there: DraftFile) -> str:
    """The lines of a card as they are to stand in another deck, where it says the same.

    Raises:
        EditError: it quotes a text that the other deck does not name.
    """
    texts = [file.text for file in (here, there)]
    if entry.fields.get("evidence") and texts[0] != texts[1]:
        named = texts[1] or "no text"
        raise EditError(
            f"{there.path.name} quotes {named}, and this card {texts[0]}; the quote would not be"
            " found there"
        )
    mine, theirs = (_defaults(file) for file in (here, there))
    taken = {
        name: mine[name]
        for name in _OF_THE_DECK
        if name in mine and name not in entry.fields and mine[name] != theirs.get(name)
    }
    for name, usual in (("claim", "fact"), ("accents", "lenient"), ("slips", "good")):
        if name in theirs and name not in mine and name not in entry.fields:
            taken[name] = usual
    return with_fields(entry.lines, taken)


def _defaults(file: DraftFile) -> Mapping[str, Any]:
    told = file.fields.get("defaults")
    return told if isinstance(told, dict) else {}


def conversions(question: AnyQuestion) -> Mapping[str, Mapping[str, Any]]:
    """The types that a card can become, each with the fields to set (None: to take out).

    A type is left out where something would have to be made up, such as options.
    """
    variant, *others = question.variants
    if others:
        return {}  # two cards cannot become one
    sides = question.sides(variant)
    both = {"prompt": sides.front, "answer": sides.back}
    made: dict[str, dict[str, Any]] = {"flashcard": both}
    if isinstance(question, Choice | Cloze | Flashcard | Numeric) and _is_typeable(sides.back):
        made["typed"] = both
    if isinstance(question, MultiChoice) and len(question.answers) == 1 and question.distractors:
        [answer] = question.answers
        made["choice"] = {"answer": answer, "distractors": list(question.distractors)}
    own = type(question).model_fields.keys() - Question.model_fields.keys()
    return {
        kind: {
            **dict.fromkeys(own - QUESTION_TYPES[kind].model_fields.keys()),
            **fields,
            "type": kind,
        }
        for kind, fields in made.items()
        if kind != question.type
    }


LONGEST_TYPED = 40
"""Characters that a learner can be asked to type to the letter."""


def _is_typeable(answer: str) -> bool:
    return len(answer) <= LONGEST_TYPED and "\n" not in answer


def without_option(question: AnyQuestion, option: str) -> Mapping[str, Any]:
    """The fields to set where an option is true as well, and so must not be among the wrong ones.

    Raises:
        EditError: it is the last one, or none of the wrong ones.
    """
    if not isinstance(question, Choice | MultiChoice) or option not in question.distractors:
        raise EditError("only a wrong option can turn out to be true; choose one of those")
    told: dict[str, Any] = {"distractors": [one for one in question.distractors if one != option]}
    if not told["distractors"]:
        raise EditError("it is the only wrong option; edit the card, or drop it")
    if option in question.feedback:
        rest = {name: text for name, text in question.feedback.items() if name != option}
        told["feedback"] = rest or None
    if isinstance(question, Choice) and option in question.pin:
        told["pin"] = [name for name in question.pin if name != option] or None
    return told
