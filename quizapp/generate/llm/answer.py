"""What the model is asked, and its answer: facts with verbatim quotes, never finished cards."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError, model_validator

from quizapp.core.text import clean

MOST_FACTS = 8
"""That a model is asked for at a time."""
MOST_NAMES = 12
INSTRUCTIONS = f"""\
You read a few paragraphs of a news article and list the facts in them that a class should learn:
why, under which condition, what failed, who claims, denies or alleges what, who belongs to what,
who is who. Never add what the paragraphs do not say.

Answer with one JSON object and nothing else; no more than {MOST_FACTS} facts:
{{"facts": [objects], "people": [full names], "bodies": [names of organisations]}}

Every fact has "kind", "passage" (the number in brackets before the paragraph) and "quote": words
of that paragraph, copied letter for letter. Leave the fields out that its kind does not need.

kind            further fields
role            person, role
membership      group, members; closed is true when the list is said to be whole
founded         what, name (the year)
definition      what, name (what it is)
known_as        what (the long name), name (the short one)
sequence        subject (what came first), object (what followed it)
open_question   name (what is not known or not said, from "whether", "when", "who" on)
event, status, failure, cause, not_a_reason, conditional, statement
                subject, verb, auxiliary, base, object, rest; and, where the article has them,
                speaker, cause, condition, time; told_to for a statement
accusation      the same; object is who is accused, rest begins with "of" and says of what

`subject verb object rest` is the sentence and `auxiliary subject base object rest` the question
about it. "launched" has auxiliary "did" and base "launch"; "was not able" has auxiliary "was" and
base "not able". Take verb, object and rest from the quote as they stand, with every "not", and
leave time, cause and condition out of them. Write a full name for a pronoun only in "subject".
"speaker" is whoever claims it, by the name that the article uses; "denied" is true when the
speaker denies it. An accusation is of kind accusation, whoever makes it.
"""
EXAMPLE = """\
Title: Pier in Ansty closed
Organisations: Ansty Harbour Board

The paragraphs:
[4] "We closed the pier on Friday because its planks were rotten," said Una Fell, the harbour
master. She denies that the board was warned."""
EXAMPLE_ANSWER = """\
{"facts": [
{"kind": "cause", "passage": 4, "quote": "closed the pier on Friday because its planks were rotten",
"speaker": "Una Fell", "subject": "Una Fell", "auxiliary": "did", "verb": "closed", "base": "close",
"object": "the pier", "time": "on Friday", "cause": "because its planks were rotten"},
{"kind": "event", "passage": 4, "quote": "She denies that the board was warned",
"speaker": "Una Fell", "denied": true, "subject": "the board", "auxiliary": "was",
"verb": "was warned", "base": "warned"},
{"kind": "role", "passage": 4, "quote": "Una Fell, the harbour master", "person": "Una Fell",
"role": "harbour master"}],
"people": ["Una Fell"], "bodies": ["Ansty Harbour Board"]}"""

LONGEST = 1_000
"""Characters of one field."""
MOST_TRIES = 300
"""Places of an answer at which JSON may begin."""


def _plain(text: str) -> str:
    if len(text) > LONGEST:
        raise ValueError(f"longer than {LONGEST:,} characters")
    return " ".join(clean(text).split())


Words = Annotated[str, AfterValidator(_plain)]


class Told(BaseModel):
    """One fact. Which fields are filled depends on its kind; the others stay empty."""

    # The server is asked for no other fields; from one that is not held to it they are let pass.
    model_config = ConfigDict(
        frozen=True,
        coerce_numbers_to_str=True,  # small models write a bare number for a year
        json_schema_extra={"additionalProperties": False},
    )

    kind: Literal[
        "role",
        "membership",
        "founded",
        "definition",
        "known_as",
        "event",
        "status",
        "statement",
        "cause",
        "failure",
        "not_a_reason",
        "accusation",
        "sequence",
        "conditional",
        "open_question",
    ]
    passage: int = 0
    quote: Words
    speaker: Words = ""
    denied: bool = False
    told_to: Words = ""
    person: Words = ""
    role: Words = ""
    group: Words = ""
    members: tuple[Words, ...] = ()
    closed: bool = False
    what: Words = ""
    name: Words = ""
    subject: Words = ""
    auxiliary: Words = ""
    verb: Words = ""
    base: Words = ""
    object: Words = ""
    rest: Words = ""
    cause: Words = ""
    condition: Words = ""
    time: Words = ""

    @model_validator(mode="before")
    @classmethod
    def _without_nothing(cls, fields: Any) -> Any:
        """Small models write null, or an empty list, for a field that is not needed. A `passage`
        that is no number costs no fact: it only says where to look first."""
        if not isinstance(fields, dict):
            return fields
        told = {name: value for name, value in fields.items() if value not in (None, "", [])}
        if not isinstance(told.get("passage"), int):
            told.pop("passage", None)
        return told


def _listed(items: dict[str, Any], most: int) -> dict[str, Any]:
    return {"type": "array", "items": items, "maxItems": most}


# The facts come first: a model that loses its way among the names has told them by then.
SCHEMA = {
    "type": "object",
    "properties": {
        "facts": _listed(Told.model_json_schema(), MOST_FACTS),
        "people": _listed({"type": "string"}, MOST_NAMES),
        "bodies": _listed({"type": "string"}, MOST_NAMES),
    },
    "required": ["facts"],
    "additionalProperties": False,
}


@dataclass(frozen=True)
class LlmAnswer:
    """What was told of a few paragraphs."""

    facts: tuple[Told | str, ...]
    """Or what is wrong with the shape of an entry."""
    people: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


def parse(text: str) -> LlmAnswer:
    """The answer in what a model wrote, with prose or fences around it or without.

    An answer that breaks off gives the facts that are whole.

    Raises:
        ValueError: there is no answer; the message is for the model.
    """
    loose: list[Any] = []
    for value in _values(text):
        match value:
            case {"facts": [*facts]}:
                people, bodies = _names(value.get("people")), _names(value.get("bodies"))
                return LlmAnswer(tuple(map(_entry, facts)), people, bodies)
            case {"kind": _, "quote": _}:
                loose.append(value)
            case [{}, *_]:
                loose += value
    if loose:
        return LlmAnswer(tuple(map(_entry, loose)))
    raise ValueError('there is no JSON object with "facts", a list of objects, in it')


def _entry(value: object) -> Told | str:
    """One entry that is out of shape does not cost the others."""
    try:
        return Told.model_validate(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        return f"{'.'.join(map(str, fault['loc'])) or 'entry'}: {fault['msg']}"


def _names(value: object) -> tuple[str, ...]:
    names = value if isinstance(value, list) else ()
    return tuple(_plain(name[:LONGEST]) for name in names if isinstance(name, str))


def _values(text: str) -> Iterator[Any]:
    """Every JSON object or list in the text, none of them inside another one that is whole."""
    decoder = json.JSONDecoder(strict=False)  # some models break lines within a string
    at = 0
    for _ in range(MOST_TRIES):
        starts = [place for place in (text.find("{", at), text.find("[", at)) if place >= 0]
        if not starts:
            return
        at = min(starts)
        try:
            value, at = decoder.raw_decode(text, at)
        except (ValueError, RecursionError):
            at += 1
        else:
            yield value
