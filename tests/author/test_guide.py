"""The guide for authors: its tables have every field, and its examples do what it says."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from quizapp.core.codes import Code
from quizapp.deck.check import check_file
from quizapp.deck.deck import Limits, Source
from quizapp.deck.header import DeckHeader, Defaults
from quizapp.questions.base import Evidence
from quizapp.questions.union import QUESTION_TYPES
from tests.author import field_tables

TEXT = field_tables.GUIDE.read_text("utf-8")
_BLOCK = re.compile(r"^(`{3,})(yaml|markdown)\n(.*?)^\1\n", re.MULTILINE | re.DOTALL)
_WRONG = re.compile(r"# wrong: (Q\d{3})")
QUIET = (Code.CLEANED, Code.LOST, Code.UNCHECKED, Code.LANGUAGE, Code.MARKDOWN)
"""Warnings of what is not as its author means it; others are matters of style."""

CARD_FIELDS = {field for model in QUESTION_TYPES.values() for field in model.model_fields}
HEAD = "deck: guide\ntitle: A guide\n"
OTHER_CARD = "- {id: longest, type: flashcard, prompt: Which is the longest?, answer: Kura}\n"


def blocks(language: str) -> list[str]:
    return [found[3] for found in _BLOCK.finditer(TEXT) if found[2] == language]


@dataclass(frozen=True)
class Example:
    """A block of YAML, by its looks: a whole deck, cards, or fields of a card or of a deck."""

    text: str

    @property
    def read(self) -> Any:
        return yaml.load(self.text, yaml.BaseLoader)

    @property
    def wrong(self) -> str:
        """The code that it is to give; empty for one that is right."""
        found = _WRONG.search(self.text)
        return found[1] if found else ""

    @property
    def cards(self) -> list[dict[str, Any]]:
        match self.read:
            case list(cards) | {"cards": cards}:
                return cards
            case dict(fields) if fields.keys() <= CARD_FIELDS:
                return [self._filled(fields)]
        return []

    def _filled(self, fields: dict[str, Any]) -> dict[str, Any]:
        """A card with these fields, of the first type that has them all."""
        kind, model = next(
            (kind, model)
            for kind, model in QUESTION_TYPES.items()
            if fields.keys() <= model.model_fields.keys()
            and (model.is_graded or "points" not in fields)
        )
        return {"id": "one", "type": kind, **model.example, **fields}

    @property
    def deck(self) -> str:
        match self.read:
            case {"deck": _}:
                return self.text
            case list():
                return f"{HEAD}source: {{text: primer.md}}\ncards:\n{self.text}"
        if not self.cards:
            return f"{HEAD}{self.text}cards:\n{OTHER_CARD}"
        card = yaml.safe_dump(self.cards, allow_unicode=True)
        return f"{HEAD}source: {{text: primer.md}}\ncards:\n{card}{OTHER_CARD}"


EXAMPLES = [Example(text) for text in blocks("yaml")]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: " ".join(one.text.split()[:5]))
def test_an_example_is_right_or_wrong_as_it_says(example: Example, tmp_path: Path) -> None:
    (primer,) = blocks("markdown")
    (tmp_path / "primer.md").write_text(primer, "utf-8")
    path = tmp_path / "deck.yaml"
    path.write_text(example.deck, "utf-8")
    found = check_file(path).diagnostics
    if example.wrong:
        assert example.wrong in [one.code for one in found]
    else:
        assert [one for one in found if one.severity == "error" or one.code in QUIET] == []


def test_every_field_of_a_card_is_in_an_example() -> None:
    cards = [card for example in EXAMPLES if not example.wrong for card in example.cards]
    shown = {kind: set[str]() for kind in QUESTION_TYPES}
    for card in cards:
        shown[card["type"]] |= card.keys()
    for kind, model in QUESTION_TYPES.items():
        own = field_tables.named(kind).keys()
        assert own <= shown[kind], kind
        assert model.model_fields.keys() <= set().union(*shown.values())
    heads = [example.read for example in EXAMPLES if isinstance(example.read, dict)]
    assert DeckHeader.model_fields.keys() <= {key for one in heads for key in one}


def test_the_tables_are_as_the_program_has_the_fields() -> None:
    renew = "run `python -m tests.author.field_tables`"
    assert field_tables.tables(TEXT) == TEXT, renew


def told(name: str) -> set[str]:
    """The fields in the table below this mark."""
    (table,) = re.findall(rf"<!-- fields: {name} -->\n\n((?:\|.*\n)+)", TEXT)
    return set(re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE))


def test_every_field_stands_in_a_table() -> None:
    assert told("deck") == DeckHeader.model_fields.keys()
    assert told("source") == set(Source.__annotations__)
    assert told("limits") == set(Limits.__annotations__)
    assert told("evidence") == Evidence.model_fields.keys()
    for kind, model in QUESTION_TYPES.items():
        spelling = told("spelling") if "slips" in model.model_fields else set()
        there = told("card") | told(kind) | spelling
        assert there == model.model_fields.keys(), kind


def test_all_that_may_be_a_default_is_named() -> None:
    (line,) = re.findall(r"^`defaults` may hold (.+?)\n\n", TEXT, re.MULTILINE | re.DOTALL)
    assert set(re.findall(r"`(\w+)`", line)) == Defaults.model_fields.keys()
