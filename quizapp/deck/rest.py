"""What else is wrong with a card that has wrong fields, so that one run finds all there is."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from quizapp.codes import Code, Problem
from quizapp.deck import lint
from quizapp.deck.evidence import Article
from quizapp.questions.union import AnyQuestion

_STAND_IN = "\N{HORIZONTAL ELLIPSIS}"
_STAND_INS: dict[str, Any] = {
    "id": "x",
    "prompt": _STAND_IN,
    "answer": _STAND_IN,
    "answers": [_STAND_IN],
    "distractors": [_STAND_IN * 2],
    "items": [_STAND_IN, _STAND_IN * 2],
    "pairs": {_STAND_IN: _STAND_IN, _STAND_IN * 2: _STAND_IN},
    "text": "{{c1::x}}",
}
_ANSWERS = {"numeric": 0, "true_false": True}

_NEEDS = {
    Code.UNKNOWN_OPTION: {"answer", "answers", "distractors"},
    Code.NEEDS_BY: {"by", "claim"},
}
"""Problems that only show when these fields, where the type has them, are right."""


def problems(
    model: type[AnyQuestion],
    card: Mapping[str, Any],
    wrong: Collection[str],
    article: Article | None,
) -> Iterator[Problem]:
    """The problems of the fields that are not `wrong`, the rest being filled in."""
    stand_ins = {**_STAND_INS, "answer": _ANSWERS.get(str(card.get("type")), _STAND_IN)}
    usable = {key: value for key, value in card.items() if key not in wrong}
    filled = {
        name: stand_ins[name]
        for name, field in model.model_fields.items()
        if field.is_required() and name not in usable and name in stand_ins
    }
    try:
        question = model.model_validate({**usable, **filled})
    except ValidationError:
        return
    unsure = {*filled, *wrong}
    for problem in lint.problems(question, article):
        if problem.loc[0] not in unsure and not _NEEDS.get(problem.code, set()) & unsure:
            yield problem
