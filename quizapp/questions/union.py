"""All question types there are. A new one is a file beside this and a line in here.

`base` says what a question type has to offer.
"""

from functools import lru_cache
from typing import Annotated, get_args

from pydantic import Field, TypeAdapter

from quizapp.questions.choice import Choice
from quizapp.questions.cloze import Cloze
from quizapp.questions.flashcard import Flashcard
from quizapp.questions.matching import Matching
from quizapp.questions.multi_choice import MultiChoice
from quizapp.questions.numeric import Numeric
from quizapp.questions.ordering import Ordering
from quizapp.questions.true_false import TrueFalse
from quizapp.questions.typed import Typed

AnyQuestion = (
    Flashcard
    | Cloze
    | Choice
    | MultiChoice
    | TrueFalse
    | Typed
    | Numeric
    | Ordering
    | Matching
)  # fmt: skip
QUESTION_TYPES: dict[str, type[AnyQuestion]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(AnyQuestion)
}
"""By the name that stands in `type`."""

ENTRY: TypeAdapter[AnyQuestion] = TypeAdapter(Annotated[AnyQuestion, Field(discriminator="type")])
"""An entry under `cards`, of whichever type."""


@lru_cache(maxsize=512)
def parse_question(line: bytes) -> AnyQuestion:
    """A question from its line of JSON, which is known to be right."""
    return ENTRY.validate_json(line)
