"""The JSON Schema that editors complete and check decks by, read by a validator of others."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from quizapp.author import schema
from quizapp.cli.schema import command
from quizapp.core import folders
from quizapp.core.errors import DeckError
from quizapp.deck import modeline
from quizapp.deck.deck import Limits, Source
from quizapp.deck.files import deck_files
from quizapp.deck.header import DeckHeader
from quizapp.deck.starter import starter
from quizapp.questions.base import Evidence
from quizapp.questions.union import QUESTION_TYPES


class _Loader(yaml.SafeLoader):
    """Dates are texts, as in YAML 1.2, which editors read."""


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith("timestamp")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    result = CliRunner().invoke(command, [], catch_exceptions=False)
    printed = json.loads(result.output)
    Draft202012Validator.check_schema(printed)
    return Draft202012Validator(printed)


def wrong(validator: Draft202012Validator, text: str) -> list[str]:
    """Where it is wrong, as the path of keys."""
    deck = yaml.load(text, _Loader)
    return sorted({".".join(map(str, one.absolute_path)) for one in _leaves(validator, deck)})


def _leaves(validator: Draft202012Validator, deck: Any) -> Iterator[Any]:
    for error in validator.iter_errors(deck):
        yield from error.context or [error]


def card(**fields: object) -> str:
    return yaml.safe_dump({"deck": "d", "title": "T", "cards": [{"id": "a", **fields}]})


@pytest.mark.parametrize(
    "path", list(deck_files(folders.shipped_decks())), ids=lambda one: one.stem
)
def test_the_shipped_decks_are_right_by_it(path: Path, validator: Draft202012Validator) -> None:
    assert wrong(validator, path.read_text("utf-8")) == []


def test_the_deck_to_start_from_is_right_by_it(validator: Draft202012Validator) -> None:
    assert wrong(validator, starter("rivers")) == []


@pytest.mark.parametrize("name", QUESTION_TYPES)
def test_the_example_of_each_type_is_right_by_it(
    name: str, validator: Draft202012Validator
) -> None:
    example = dict(QUESTION_TYPES[name].example)
    if name == "numeric":  # an editor reads a number as one
        example["answer"] = 1992
    if name == "true_false":
        example["answer"] = False
    assert wrong(validator, card(type=name, **example)) == []


CHOICE = {"type": "choice", "prompt": "Which?", "answer": "x", "distractors": ["y"]}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        (card(**CHOICE, anwser="z"), ["cards.0"]),
        (card(**{**CHOICE, "distractors": []}), ["cards.0.distractors"]),
        (card(**{**CHOICE, "distractors": "y"}), ["cards.0.distractors"]),
        (card(**CHOICE, items=["a"]), ["cards.0"]),
        (card(**CHOICE, claim="certain"), ["cards.0.claim"]),
        (card(**CHOICE, evidence={"passage": 1}), ["cards.0.evidence"]),
        (card(**CHOICE, evidence={"quote": "q", "passage": 0}), ["cards.0.evidence.passage"]),
        (card(type="chioce"), ["cards.0.type"]),
        (card(type="choice", prompt="Which?", answer="x"), ["cards.0"]),
        (card(type="numeric", prompt="When?", answer="soon"), ["cards.0.answer"]),
        (card(type="true_false", prompt="So.", answer="yes"), ["cards.0.answer"]),
        (card(**{**CHOICE, "id": "A b"}), ["cards.0.id"]),
        ("deck: d\ntitle: T\ncards: []\n", ["cards"]),
        ("deck: d\ntitle: T\n", [""]),
        (card(**CHOICE) + "limits: {new_per_day: -1}\n", ["limits.new_per_day"]),
        (card(**CHOICE) + "sauce: {}\n", [""]),
    ],
)
def test_a_mistake_is_seen_where_it_is(
    text: str, places: list[str], validator: Draft202012Validator
) -> None:
    assert set(wrong(validator, text)) & set(places) == set(places)


@pytest.mark.parametrize(
    "fields",
    [
        {"hint": "one"},
        {"hint": ["one", "two"]},
        {"evidence": [{"quote": "q"}, {"quote": "r", "passage": 2}]},
        {"explain": 1992},  # a text that YAML takes for a number
        {"as_of": "2024-02-26"},
        {"feedback": {"y": "No."}},
    ],
)
def test_what_check_takes_is_right_by_it(
    fields: dict[str, object], validator: Draft202012Validator
) -> None:
    assert wrong(validator, card(**CHOICE, **fields)) == []


def test_every_field_has_a_meaning_and_no_meaning_lacks_its_field() -> None:
    told = tomllib.loads(Path(schema.__file__).with_name("fields.toml").read_text("utf-8"))
    fields = {
        "deck": set(DeckHeader.model_fields),
        "source": set(Source.__annotations__),
        "limits": set(Limits.__annotations__),
        "evidence": set(Evidence.model_fields),
    }
    of_types = {name: set(one.model_fields) for name, one in QUESTION_TYPES.items()}
    for section, names in fields.items():
        assert set(told[section]) == names
    for name, names in of_types.items():
        assert names <= set(told["card"]) | set(told[name]), name
        assert set(told[name]) <= names, name
    assert set(told["card"]) <= set().union(*of_types.values())


def test_the_schema_that_is_shipped_is_that_of_the_models() -> None:
    message = "the models have changed: run `python -m quizapp.author.schema`"
    assert modeline.schema_text() == schema.as_text(), message


def test_the_schema_can_be_put_beside_decks_of_earlier_versions(tmp_path: Path) -> None:
    place = tmp_path / ".quizapp.schema.json"
    for _ in range(2):
        result = CliRunner().invoke(command, ["-o", str(place)], catch_exceptions=False)
        assert (result.exit_code, result.output) == (0, "")
        assert place.read_text("utf-8") == modeline.schema_text()


@pytest.mark.parametrize(
    ("name", "complaint"),
    [("mine.json", "no schema of ours"), (".", "is a folder"), ("none/x.json", "no such folder")],
)
def test_the_schema_is_written_over_nothing_else(name: str, complaint: str, tmp_path: Path) -> None:
    (tmp_path / "mine.json").write_text("{}")
    with pytest.raises(DeckError, match=complaint):
        CliRunner().invoke(command, ["-o", str(tmp_path / name)], catch_exceptions=False)
    assert [one.name for one in tmp_path.iterdir()] == ["mine.json"]
    assert (tmp_path / "mine.json").read_text() == "{}"
