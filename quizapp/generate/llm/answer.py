"""What the model is asked, and its answer: facts with verbatim quotes, never finished cards."""

import json
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationError,
    ValidatorFunctionWrapHandler,
    WrapValidator,
)
from pydantic.json_schema import SkipJsonSchema

from quizapp.core.text import clean, cut

INSTRUCTIONS = """\
You read a news article and list the facts in it that a class should learn: who is who, who
belongs to what, what happened when, why, what failed, who said what, what was alleged, what would
follow. Return facts only, no questions, and never add what the article does not say.

Answer with one JSON object and nothing else:
{"people": [full names], "bodies": [names of organisations], "facts": [objects]}

Every fact has "kind", "passage" (the number in brackets before the paragraph) and "quote": words
of that paragraph, copied letter for letter. Leave the fields out that its kind does not need.

kind            further fields
role            person, role
membership      group, members; closed is true when the list is said to be whole
founded         what, name (the year)
definition      what, name (what it is)
known_as        what (the long name), name (the short one)
sequence        subject (what came first), object (what followed it)
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

For the paragraph `[4] "We closed the pier on Friday because its planks were rotten," said Una
Fell, the harbour master.` the answer is:
{"people": ["Una Fell"], "bodies": [], "facts": [
{"kind": "role", "passage": 4, "quote": "said Una Fell, the harbour master", "person": "Una Fell",
"role": "harbour master"},
{"kind": "cause", "passage": 4, "quote": "We closed the pier on Friday because its planks were
rotten", "speaker": "Una Fell", "subject": "Una Fell", "auxiliary": "did", "verb": "closed",
"base": "close", "object": "the pier", "time": "on Friday", "cause": "because its planks were
rotten"}]}
"""


LONGEST = 500_000
"""Characters of an answer that are looked at."""
MOST_TRIES = 5_000
"""Places of an answer at which JSON may begin."""

Asked = Literal[
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
]


def _text(value: object) -> object:
    """Small models write null for nothing, and a bare number for a year."""
    if value is None:
        return ""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return " ".join(clean(value).split()) if isinstance(value, str) else value


LaxText = Annotated[str, BeforeValidator(_text)]
LaxNames = Annotated[
    tuple[LaxText, ...], BeforeValidator(lambda value: () if value in (None, "") else value)
]
LaxFlag = Annotated[bool, BeforeValidator(lambda value: False if value in (None, "") else value)]
LaxNumber = Annotated[int, BeforeValidator(lambda value: 0 if value in (None, "") else value)]

# The server is asked for no other fields; from one that cannot be held to it they are let pass.
_CONFIG = ConfigDict(frozen=True, extra="ignore", json_schema_extra={"additionalProperties": False})


class Told(BaseModel):
    """One fact. Which fields are filled depends on its kind; the others stay empty."""

    model_config = _CONFIG

    kind: Asked
    passage: LaxNumber = Field(0, description="number of the paragraph with the quote")
    quote: LaxText = Field(description="the words of the article that prove it, copied exactly")
    speaker: LaxText = Field("", description="who says it, full name; empty when the article does")
    denied: LaxFlag = Field(False, description="whether the speaker denies it")
    told_to: LaxText = Field("", description="statement: to whom the speaker says it")
    person: LaxText = Field("", description="role: the person's full name")
    role: LaxText = Field("", description="role: the position, as written")
    group: LaxText = Field("", description="membership: the body")
    members: LaxNames = Field((), description="membership: its members that are named")
    closed: LaxFlag = Field(False, description="membership: whether the list is said to be whole")
    what: LaxText = Field("", description="founded, definition: the thing; known_as: the long name")
    name: LaxText = Field(
        "", description="founded: the year; definition: what it is; known_as: short"
    )
    subject: LaxText = Field("", description="of the sentence, with full names")
    auxiliary: LaxText = Field("", description="did, was, has, will …: as in a question about it")
    verb: LaxText = Field("", description="the verb as in the quote: launched, was not able")
    base: LaxText = Field("", description="the verb as in a question after the subject: launch")
    object: LaxText = Field("", description="its object; accusation: who is accused")
    rest: LaxText = Field("", description="what follows the object; accusation: of what")
    cause: LaxText = Field("", description="the clause or phrase with because, since, due to")
    condition: LaxText = Field("", description="the clause with if or unless")
    time: LaxText = Field("", description="when, in the words of the article")


class Unread(BaseModel):
    """An entry among the facts that is not of their shape, and why."""

    model_config = ConfigDict(frozen=True)

    reason: str


def _entry(value: object, handler: ValidatorFunctionWrapHandler) -> object:
    """One entry that is out of shape does not cost the others."""
    try:
        return handler(value)
    except ValidationError as error:
        fault = error.errors(include_url=False)[0]
        field = ".".join(str(part) for part in fault["loc"] if isinstance(part, str))
        return Unread(reason=f"{field.removeprefix('Told.') or 'entry'}: {fault['msg']}")


class LlmAnswer(BaseModel):
    """All facts that a class should learn from the article."""

    model_config = _CONFIG

    people: LaxNames = Field((), description="full names of the people in the article")
    bodies: LaxNames = Field((), description="names of the organisations in the article")
    facts: tuple[Annotated[Told, WrapValidator(_entry)] | SkipJsonSchema[Unread], ...]


def parse(text: str) -> LlmAnswer:
    """The answer in what a model wrote, with prose, fences or thoughts around it or without.

    An answer that breaks off gives the facts that are whole.

    Raises:
        ValueError: there is no answer; the message is for the model.
    """
    loose: list[Any] = []
    for value in _values(text[:LONGEST].rpartition("</think>")[2]):
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            value = {"facts": value}
        if isinstance(value, dict) and isinstance(value.get("facts"), list):
            try:
                return LlmAnswer.model_validate(value)
            except ValidationError as error:
                fault = error.errors(include_url=False)[0]
                raise ValueError(f"{fault['loc'][0]}: {fault['msg']}") from None
        if isinstance(value, dict) and {"kind", "quote"} <= value.keys():
            loose.append(value)
    if loose:
        return LlmAnswer.model_validate({"facts": loose})
    raise ValueError('there is no JSON object with "facts", a list of objects, in it')


def _values(text: str) -> Iterator[Any]:
    """Every JSON object or list in the text, none of them inside another one that is whole."""
    decoder = json.JSONDecoder()
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


def shown(text: str) -> str:
    """What a model wrote, in a few words for a message."""
    return cut(clean(text), 80)
