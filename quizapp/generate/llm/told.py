"""What the model is asked to return: facts with verbatim quotes, never finished cards."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

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


class Told(BaseModel):
    """One fact. Which fields are filled depends on its kind; the others stay empty."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    kind: Asked
    quote: str = Field(description="the words of the article that prove it, copied exactly")
    speaker: str = Field("", description="who says it, full name; empty when the article does")
    person: str = Field("", description="role: the person's full name")
    role: str = Field("", description="role: the position, as written")
    group: str = Field("", description="membership: the body")
    members: tuple[str, ...] = Field((), description="membership: its members that are named")
    closed: bool = Field(False, description="membership: whether the list is said to be whole")
    what: str = Field("", description="founded, definition, known_as: the thing")
    name: str = Field("", description="founded: the year; else what it is or is called")
    subject: str = Field("", description="of the sentence, with full names")
    auxiliary: str = Field("", description="did, was, has, will …: as in a question about it")
    verb: str = Field("", description="the verb as in the statement: launched, was not able")
    base: str = Field("", description="the verb as in a question after the subject: launch")
    object: str = Field("", description="its object, or after `accused` what follows `of`")
    rest: str = Field("", description="what follows the object")
    negated: bool = False
    cause: str = Field("", description="the clause or phrase with because, since, due to")
    condition: str = Field("", description="the clause with if or unless")
    time: str = Field("", description="when, in the words of the article")


class Answer(BaseModel):
    """All facts that a class should learn from the article."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    facts: tuple[Told, ...]


INSTRUCTIONS = """\
You read a news article and list the facts in it that a class should learn: who is who, who
belongs to what, what happened when, why, what failed, who said what, what was alleged, what would
follow. Return facts only, no questions. Every `quote` is copied from one paragraph of the article,
letter for letter. Take names, causes and objects from the quote as they stand. Give the `speaker`
of everything that somebody claims. Never add what the article does not say. An accusation is of
kind accusation, whoever makes it. For a clause, `subject verb object rest` is the statement and
`auxiliary subject base object rest` the question about it: "launched" has auxiliary "did" and base
"launch"; "was not able" has auxiliary "was" and base "not able".
"""
