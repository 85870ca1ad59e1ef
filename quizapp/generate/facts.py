"""What a reader finds in an article: typed facts, each with the words that prove it.

A fact is never a finished question. Texts in it are as they are shown (names in full, no quotation
marks); offsets count characters of the article's text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from quizapp.generate.article import Article

AS_LONG = (
    "as long as",
    "so long as",
    "only if",
    "only when",
    "only once",
    "only after",
    "only where",
    "only with",
    "only in exchange for",
    "only in return for",
    "on condition that",
    "on the condition that",
)
"""What a condition may begin with, besides `if`, `unless`, `provided` and the like."""

FactKind = Literal[
    "membership",
    "status",
    "role",
    "statement",
    "cause",
    "failure",
    "not_a_reason",
    "accusation",
    "event",
    "sequence",
    "founded",
    "definition",
    "known_as",
    "conditional",
    "claim",
    "open_question",
    "reply",
]
Modality = Literal["asserted", "attributed", "denied", "accusation"]
Noun = Literal["person", "state", "place", "body", "team", "people", "date", "number", "thing"]
"""What a text stands for; people are several persons or a nation, a thing is all the rest."""
Precision = Literal["day", "month", "year", "none"]


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A piece of the article's text, end exclusive."""

    start: int
    end: int

    def holds(self, other: "TextSpan") -> bool:
        return self.start <= other.start and other.end <= self.end

    def touches(self, other: "TextSpan") -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Mention:
    """Something named in the article, as it is to be shown."""

    text: str
    span: TextSpan
    noun: Noun = "thing"


@dataclass(frozen=True, slots=True)
class Time:
    """When something was. `iso` is `2023`, `2023-09` or `2024-02-22`; empty when not certain."""

    text: str
    iso: str = ""
    precision: Precision = "none"


@dataclass(frozen=True, slots=True)
class Speaker:
    name: str
    role: str = ""
    noun: Noun = "person"


Hole = Literal[
    "object",
    "complement",
    "agent",
    "place",
    "amount",
    "count",
    "of",
    "purpose",
    "since",
    "duration",
    "to_do",
    "that",
    "target",
    "as",
    "after",
    "until",
    "means",
]
"""What a gap is: `to_do` is an infinitive, `that` a clause, `target` what follows a preposition."""


@dataclass(frozen=True, slots=True)
class ClauseGap:
    """A constituent that can be asked for, and what is left of the predicate without it."""

    role: Hole
    answer: Mention
    before: str
    after: str
    preposition: str = ""
    """`by` or `of`, where the constituent follows one."""
    counted: str = ""
    """For a count: what is counted, as in `three [goals]`."""

    @property
    def leaves_a_sentence(self) -> bool:
        """Whether what is left without it can be asked about."""
        return not self.after.startswith(("and ", "or ", "a ", "the ", "almost ", "nearly "))


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence in the pieces that questions are put together from.

    Statement: `subject verb rest`. Question: `auxiliary subject bare rest`.
    """

    subject: Mention
    plural: bool
    auxiliary: str
    verb: str
    bare: str
    rest: str
    negated: bool = False
    gaps: tuple[ClauseGap, ...] = ()
    lead: str = ""
    """What stands before it and belongs to it, such as a condition."""
    lemma: str = ""
    form: Literal["does", "is done", "is"] = "does"
    """Whether its subject acts, is acted upon, or is something."""

    @property
    def several(self) -> bool:
        """Whether a state is taken for its players: `Italy lead the table`."""
        single = self.subject.noun == "state" and " and " not in self.subject.text
        return single and self.auxiliary in ("do", "have", "are", "were")

    @property
    def text(self) -> str:
        """The statement, without a capital and a full stop."""
        return joined(self.lead and self.lead + ",", self.subject.text, self.verb, self.rest)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the article says.

    `slots` by kind: role has person and role; membership has group; founded, definition and
    known_as have what and name; cause has cause; statement has venue; sequence has first and then;
    conditional has condition; claim has topic and words; open_question has open; reply has reply.
    Any clause may have argument, what its subject said with it, result, what came of it, and
    compared, the figure that one in it is set against.
    """

    kind: FactKind
    rule: str
    passage: int
    proof: TextSpan
    slots: dict[str, Mention] = field(default_factory=dict)
    members: tuple[Mention, ...] = ()
    closed: bool = False
    """Whether a list of members is said to be whole."""
    clause: Clause | None = None
    speaker: Speaker | None = None
    modality: Modality = "asserted"
    polarity: bool = True
    time: Time | None = None
    how: str = ""
    """The verb with which it was said, as in a dictionary; empty for an utterance."""
    said: Time | None = None
    """When a claim was made."""
    pronoun: str = ""
    """`he`, where the article has it in place of the clause's subject."""
    own: frozenset[str] = frozenset()
    """Pronouns of the clause that are proven to mean its speaker or its subject."""
    within: tuple[tuple[str, str], ...] = ()
    """Pronouns of its sentence, each with the noun before it there that it is proven to mean."""
    uttered: bool = False
    """Whether it stands between quotation marks."""
    verbatim: str = ""
    """The words of an utterance as the article quotes them, without quotation marks."""

    @property
    def tells(self) -> bool:
        """Whether its clause says by itself that something is so, or was, or will be."""
        others = (
            "not_a_reason",
            "statement",
            "sequence",
            "conditional",
            "accusation",
            "claim",
            "open_question",
            "reply",
        )
        return self.kind not in others

    @property
    def text(self) -> str:
        """The fact in a line, for a person who looks through what was understood."""
        if self.clause is not None:
            return self.clause.text
        named = [f"{name}: {mention.text}" for name, mention in self.slots.items()]
        listed = ", ".join(member.text for member in self.members)
        return "; ".join([*named, *([listed] if listed else [])])


@dataclass(frozen=True, slots=True)
class Introduction:
    """A place at which the article names a thing by a common noun."""

    noun: str
    phrase: str
    """What tells which thing it is: `the lease of the harbour`; empty where nothing does."""
    start: int
    """Offset of the noun in the article."""
    is_new: bool = False
    """Whether it comes in as one of several or as not known yet: `a lease`, `another lease`."""
    unowned: bool = False
    """Whether it is somebody's, and nothing proves whose."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Words that gave no fact, and the rule that stood against it."""

    rule: str
    passage: int
    span: TextSpan


@dataclass(frozen=True, slots=True)
class Found:
    """All that a reader made out."""

    facts: tuple[Fact, ...]
    people: tuple[Speaker, ...] = ()
    bodies: tuple[str, ...] = ()
    teams: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """What the story is about, the most central first: names, and things with their article."""
    things: dict[str, str] = field(default_factory=dict)
    """Nouns that the story comes back to, each with the phrase that tells best which it is."""
    introductions: tuple[Introduction, ...] = ()
    """In the order of the text."""
    refused: tuple[Refusal, ...] = ()
    sexes: Mapping[str, str] = field(default_factory=dict)
    """`he` or `she` for the people of whom the article leaves no doubt, by name."""


class Reader(Protocol):
    """Reads an article. Quotes are verbatim, and the same article gives the same facts."""

    def read(self, article: Article) -> Found: ...


def joined(*pieces: str) -> str:
    """The pieces that are not empty, a space between each."""
    return " ".join(piece for piece in pieces if piece)
