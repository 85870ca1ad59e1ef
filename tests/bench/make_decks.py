"""Valid decks of any size, of all the types whose card has the bare id of its question."""

from pathlib import Path

QUESTIONS = (
    """\
    type: choice
    prompt: Which of these words belongs to lot {n} of the sale?
    answer: amber {n}
    distractors: [birch, cedar, "dogwood: red", elm]
    hint: It is not a tree.
""",
    """\
    type: flashcard
    prompt: What stands on shelf {n} of the storehouse?
    answer: Jar {n}, filled to the brim and sealed with wax
""",
    """\
    type: multi_choice
    prompt: Which of these are kept in crate {n}?
    answers: [lanterns, ropes]
    distractors: [apples, books]
    feedback: {{apples: They would rot.}}
""",
    """\
    type: true_false
    prompt: Crate {n} is heavier than the one before.
    answer: true
""",
    """\
    type: typed
    prompt: What is the keeper of room {n} called?
    answer: Keeper-{n}
    accept: [Warden-{n}]
""",
    """\
    type: numeric
    prompt: How many paces is it to the door behind the hall?
    answer: {n}
    tolerance: 2
    unit: paces
""",
    """\
    type: ordering
    prompt: In which order were the doors of corridor {n} opened?
    items: [north door, east door, south door, west door]
""",
    """\
    type: matching
    prompt: What opens which door in corridor {n}?
    pairs: {{north door: iron key, east door: brass key, south door: push}}
""",
)

CARD = """\
  - id: card-{n:05}
{question}\
    explain: The inventory of the storehouse says so, on the page for number {n}.
    evidence: {{quote: the inventory lists every crate}}
    claim: fact
    as_of: 2024-02-26
    tags: [storehouse]
"""

HEAD = """\
deck: bench-{number:02}
title: Storehouse {number}
language: en
description: A deck of {cards} made-up cards.
cards:
"""


def write_decks(folder: Path, decks: int, cards_per_deck: int) -> list[Path]:
    """Write `bench-00.yaml` and so on; their cards are `bench-00/card-00001` and so on."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(decks):
        path = folder / f"bench-{number:02}.yaml"
        cards = "".join(card(n) for n in range(1, cards_per_deck + 1))
        path.write_text(HEAD.format(number=number, cards=cards_per_deck) + cards, "utf-8")
        paths.append(path)
    return paths


def card(n: int) -> str:
    question = QUESTIONS[n % len(QUESTIONS)].format(n=n)
    return CARD.format(n=n, question=question)
