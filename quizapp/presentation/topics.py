"""What questions are about, said once for those that follow one another."""

from quizapp.questions.base import Question


class Topics:
    """Gives the topic of each question in turn, and nothing where it is that of the one before.

    Who listens hears each line whole, and the same topic before every question would hold them up.
    """

    def __init__(self) -> None:
        self._last = ""

    def of(self, question: Question) -> str:
        before, self._last = self._last, question.about
        return "" if question.about == before else question.about
