"""How far a learner has got with the question of a quiz that is before them."""

from dataclasses import dataclass

from quizapp.questions.base import Grade
from quizapp.study.results import Results


@dataclass(frozen=True, slots=True)
class Answering:
    """The question is open: to be answered, or its reply to be changed."""


@dataclass(frozen=True, slots=True)
class Confiding:
    """The reply is saved; how sure is the learner?"""


@dataclass(frozen=True, slots=True)
class Disclosed:
    """With feedback after each: the reply stands, and the right answer is shown."""

    grade: Grade


@dataclass(frozen=True, slots=True)
class HandedIn:
    results: Results


Stage = Answering | Confiding | Disclosed | HandedIn
