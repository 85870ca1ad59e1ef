"""One way of answering for each Ask."""

from functools import singledispatch

from quizapp import asks
from quizapp.ui.widgets.answer import AnswerWidget
from quizapp.ui.widgets.arrange import ArrangeItems
from quizapp.ui.widgets.options import ManyOptions, OneOption
from quizapp.ui.widgets.pair import PairUp
from quizapp.ui.widgets.reveal import RevealAnswer
from quizapp.ui.widgets.typing import GapAnswers, TypeAnswer


@singledispatch
def answer_widget(ask: object) -> AnswerWidget:
    raise NotImplementedError(f"no way to answer {type(ask).__name__}")


answer_widget.register(asks.Reveal, RevealAnswer)
answer_widget.register(asks.PickOne, OneOption)
answer_widget.register(asks.PickMany, ManyOptions)
answer_widget.register(asks.TypeText, TypeAnswer)
answer_widget.register(asks.FillGaps, GapAnswers)
answer_widget.register(asks.Arrange, ArrangeItems)
answer_widget.register(asks.Pair, PairUp)
