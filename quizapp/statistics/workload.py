"""What a desired retention costs in answers."""

from random import Random

from quizapp.memory.fsrs import Memory, MemoryModel, Rating

DAYS = 365
CARDS = 1000
"""Enough that the figure is right to a tenth."""


def workload(model: MemoryModel, retention: float) -> float:
    """Answers in the year after a card's first day, on average over simulated cards.

    Each comes back when recall has fallen to `retention`, and is recalled with that probability;
    what is forgotten is asked once more on the day. No limits, no fuzz; chance is the same in every
    run.
    """
    random = Random(1)
    return sum(_answers(model, retention, random) for _ in range(CARDS)) / CARDS


def _answers(model: MemoryModel, retention: float, random: Random) -> int:
    memory = model.after(None, 0, Rating.GOOD)
    day = answers = 0
    while (day := day + (wait := _wait(model, memory, retention))) <= DAYS:
        known = random.random() < model.retrievability(memory, wait)
        memory = model.after(memory, wait, Rating.GOOD if known else Rating.AGAIN)
        answers += 1 if known else 2
    return answers


def _wait(model: MemoryModel, memory: Memory, retention: float) -> int:
    """Whole days, at least one, until recall falls to `retention`."""
    return max(1, round(model.interval(memory, retention)))
