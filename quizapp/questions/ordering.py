from collections.abc import Iterator
from math import factorial
from random import Random
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from quizapp.core.codes import Problem
from quizapp.questions.base import (
    EMPTY_LEXICON,
    Boolean,
    Fields,
    Grade,
    Lexicon,
    Question,
    Sides,
    Text,
    duplicates,
    partial_credit,
    shuffled,
)
from quizapp.questions.interactions import Arrange, Reply


class Ordering(Question):
    """Items to put in order. Part credit: pairs of items that stand the right way round.

    The score is (Kendall's tau + 1) / 2, except that nothing better than chance (half of the
    pairs) counts as wrong.
    """

    label: ClassVar[str] = "order"
    example: ClassVar[Fields] = {"prompt": "In which order?", "items": ["one", "two", "three"]}

    type: Literal["ordering"]
    prompt: Text
    items: Annotated[tuple[Text, ...], Field(min_length=2, max_length=26)]
    partial: Boolean = True

    def interaction(self, variant: str, random: Random) -> Arrange:
        items = shuffled(self.items, random)
        if items == self.items:  # a question that shows its answer is no question
            items = items[1:] + items[:1]
        return Arrange(self.prompt, items)

    def solution(self, variant: str) -> Reply:
        return self.items

    def grade(self, variant: str, reply: Reply, lexicon: Lexicon = EMPTY_LEXICON) -> Grade:
        if not isinstance(reply, tuple) or sorted(reply) != sorted(self.items):
            return partial_credit(0)
        ranks = [self.items.index(item) for item in reply]
        pairs = [(one, other) for at, one in enumerate(ranks) for other in ranks[at + 1 :]]
        share = sum(one < other for one, other in pairs) / len(pairs)
        return partial_credit(share if share > 0.5 else 0, partial=self.partial)

    def guess_score(self, variant: str) -> float:
        """Over all orders: `ways[k]` of them have k pairs of items the right way round."""
        if not self.partial:
            return 1 / factorial(len(self.items))
        ways = [1]
        for number in range(2, len(self.items) + 1):
            # the next item has 0 to number - 1 of those before it on the right side
            longer = [0] * (len(ways) + number - 1)
            for pairs, count in enumerate(ways):
                for more in range(number):
                    longer[pairs + more] += count
            ways = longer
        most = len(ways) - 1
        return sum(count * k / most for k, count in enumerate(ways) if 2 * k > most) / sum(ways)

    def sides(self, variant: str) -> Sides:
        return Sides(self.prompt, "\n".join(f"{n}. {item}" for n, item in enumerate(self.items, 1)))

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        yield from duplicates(self.items, ("items",))
