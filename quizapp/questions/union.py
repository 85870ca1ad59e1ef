"""All question types there are. A new one is a file beside this and a line in here.

`base` says what a question type has to offer.
"""

from typing import Annotated, get_args

from pydantic import Field

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
    Flashcard | Cloze | Choice | MultiChoice | TrueFalse | Typed | Numeric | Ordering | Matching
)
QuestionEntry = Annotated[AnyQuestion, Field(discriminator="type")]
"""What pydantic reads an entry under `cards` by."""

QUESTION_TYPES: dict[str, type[AnyQuestion]] = {
    get_args(model.model_fields["type"].annotation)[0]: model for model in get_args(AnyQuestion)
}
"""By the name that stands in `type`."""
