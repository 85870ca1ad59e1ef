"""The JSON Schema of a deck, for editors that complete and check YAML by one.

It is made from the models that read decks, so it knows the fields that they know. It asks for less
than `quizapp check` does: that a quote stands in its text, no schema can say. Every text may be
written as YAML would read a number or a word such as `true`, since decks are read so.
"""

import json
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from quizapp.deck import modeline
from quizapp.deck.header import DeckHeader
from quizapp.questions.union import QUESTION_TYPES

Schema = dict[str, Any]
ADDRESS = "https://json-schema.org/draft/2020-12/schema"
_FILE = Path(__file__).with_name("fields.toml")
_SECTIONS = {"Source": "source", "Limits": "limits", "Evidence": "evidence", "Defaults": "card"}
_KEEP = ("pattern", "maxLength", "minLength", "enum", "const", "minItems", "maxItems", "format")
_SCALARS = ["string", "number", "boolean"]
_ONE_OR_MANY = ("hint", "evidence", "units")
"""Fields that take a list, or its only item by itself."""


def schema() -> Schema:
    """The JSON Schema (2020-12) of one deck's file."""
    told = tomllib.loads(_FILE.read_text("utf-8"))
    made = DeckHeader.model_json_schema()
    deck = _object(made, made["$defs"], told["deck"], told)
    types = list(QUESTION_TYPES)
    cards = {
        "type": "array",
        "minItems": 1,
        "description": told["deck"]["cards"],
        "items": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": _value(_card_fields(types[0])["id"], {}, told["card"]["id"], told),
                "type": {"enum": types, "description": told["card"]["type"]},
            },
            "allOf": [_when(name) for name in types],
        },
    }
    deck["properties"]["cards"] = cards
    definitions = {name: _card(name, told) for name in types}
    return {"$schema": ADDRESS, "title": "A deck of quizapp", **deck, "$defs": definitions}


def card_schema(name: str) -> Schema:
    """The part of it for cards of one type."""
    return _card(name, tomllib.loads(_FILE.read_text("utf-8")))


def _when(name: str) -> Schema:
    chosen = {"properties": {"type": {"const": name}}, "required": ["type"]}
    return {"if": chosen, "then": {"$ref": f"#/$defs/{name}"}}


def _card_fields(name: str) -> Schema:
    fields: Schema = QUESTION_TYPES[name].model_json_schema()["properties"]
    return fields


def _card(name: str, told: Mapping[str, Mapping[str, str]]) -> Schema:
    made = QUESTION_TYPES[name].model_json_schema()
    card = _object(made, made.get("$defs", {}), {**told["card"], **told[name]}, told)
    for field in _ONE_OR_MANY:
        if field in card["properties"]:
            several = card["properties"][field]
            meaning = several.pop("description")
            card["properties"][field] = {
                "anyOf": [several["items"], several],
                "description": meaning,
            }
    return card


def _object(
    made: Schema,
    definitions: Mapping[str, Schema],
    meanings: Mapping[str, str],
    told: Mapping[str, Mapping[str, str]],
) -> Schema:
    """A mapping with the fields of a model, each with what it means."""
    fields = {
        name: _value(one, definitions, meanings[name], told)
        for name, one in made["properties"].items()
    }
    out: Schema = {"type": "object", "additionalProperties": False, "properties": fields}
    if needed := made.get("required"):
        out["required"] = list(needed)
    return out


def _value(
    made: Schema,
    definitions: Mapping[str, Schema],
    meaning: str,
    told: Mapping[str, Mapping[str, str]],
) -> Schema:
    """What pydantic says of a field, as an author may write it."""
    out = _shape(made, definitions, told)
    return {**out, "description": meaning} if meaning else out


def _shape(
    made: Schema, definitions: Mapping[str, Schema], told: Mapping[str, Mapping[str, str]]
) -> Schema:
    if reference := made.get("$ref"):
        name = reference.rpartition("/")[2]
        return _object(definitions[name], definitions, told[_SECTIONS[name]], told)
    if choices := made.get("anyOf"):
        return _shape(_widest(choices), definitions, told)
    kept = {key: made[key] for key in _KEEP if key in made}
    match made.get("type"):
        case "string" if "enum" in made or "const" in made or "format" in made:
            return {"type": "string", **kept}
        case "string" if "pattern" in made:
            return {"type": "string", **kept}
        case "string":
            return {"type": _SCALARS, **kept}
        case "array":
            items = made.get("items", {})
            return {"type": "array", **kept, "items": _shape(items, definitions, told)}
        case "object":
            values = made.get("additionalProperties", {})
            return {"type": "object", "additionalProperties": _shape(values, definitions, told)}
        case "integer" | "boolean" | "number" as kind:
            bounds = ("minimum", "exclusiveMinimum", "maximum", "multipleOf")
            return {"type": kind, **{key: made[key] for key in bounds if key in made}}
    return {}


def _widest(choices: list[Schema]) -> Schema:
    """The one of several ways that an author uses: not none, and a number rather than its text."""
    given = [one for one in choices if one.get("type") != "null"]
    return next((one for one in given if one.get("type") == "number"), given[0])


def as_text() -> str:
    """The schema as it is shipped."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    modeline.SHIPPED.write_text(as_text(), "utf-8")
