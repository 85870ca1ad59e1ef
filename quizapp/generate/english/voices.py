"""Whose word a clause is: of the verb of saying, of a source that it names, or of its narrator."""

import re
from dataclasses import dataclass
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from quizapp.generate.english.attribution import view, who
from quizapp.generate.english.clauses import Parsed
from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.phrase import Replace, neighbour
from quizapp.generate.english.standing import Saying
from quizapp.generate.facts import Clause, Speaker

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass
class Voices:
    """The speakers of one unit; `swap` is what is shown for its tokens."""

    context: Context
    swap: Replace

    def of(
        self, parsed: Parsed, saying: Saying | None, narrator: Speaker | None
    ) -> tuple[Speaker | None, Clause] | None:
        """Who says a clause, and the clause without `in his view`; None when nobody knows who.

        Args:
            narrator: who utters the unit, None for the article itself.
        """
        clause = parsed.clause
        if saying is not None:
            known = saying.speaker is not None and saying.reports
            return (saying.speaker, clause) if known else None
        if lead := view(clause.lead):
            speaker = self._owner_of_view(lead)
            return (speaker, changed(clause, lead="")) if speaker else None
        source = _source(parsed.verb)
        if source is not None:
            speaker = who(_core(source), self.context)
            return (speaker, clause) if speaker else None
        return narrator, clause

    def subject(self, verb: "Token") -> Speaker | None:
        """The subject of a verb of saying."""
        holders = [verb, verb.head] if verb.dep_ == "conj" else [verb]
        subject = next(
            (c for one in holders for c in one.children if c.dep_ in ("nsubj", "nsubjpass")), None
        )
        if subject is None:
            return None
        if subject.lower_ in ("who", "which", "that"):
            return who((subject.head.head,), self.context)
        shown = self.swap.get(subject.i, "")
        if shown in self.context.names.people:
            return self.context.names.speaker(shown)
        return who(tuple(subject.subtree), self.context)

    def agent(self, by: "Token | None") -> Speaker | None:
        target = next((c for c in by.children if c.dep_ == "pobj"), None) if by else None
        return who(tuple(target.subtree), self.context) if target is not None else None

    def _owner_of_view(self, lead: str) -> Speaker | None:
        bare = re.sub(r"['’]s?$", "", lead)
        if bare.lower() in ("his", "her"):
            bare = self.context.person or self.context.speaker
        names = self.context.names
        if name := names.person(bare):
            return names.speaker(name)
        return Speaker(bare, noun="body") if bare in names.bodies else None


def _core(head: "Token") -> "tuple[Token, ...]":
    """A noun phrase without what only describes it: `a study [published on Wednesday]`."""
    loose = {
        below.i
        for one in head.children
        if one.dep_ in ("acl", "relcl") or (one.dep_ == "prep" and one.lower_ in ("in", "on", "by"))
        for below in one.subtree
    }
    return tuple(one for one in head.subtree if one.i not in loose)


def _source(verb: "Token") -> "Token | None":
    """Whom a clause names as its source: `according to X`, `…, X said, …`."""
    for one in verb.subtree:
        if one.lower_ == "according" and neighbour(one) == "to":
            return next((c for c in one.nbor(1).children if c.dep_ == "pobj"), one)
        if one.dep_ == "parataxis" and one.lemma_ in SAY:
            return next((c for c in one.children if c.dep_ == "nsubj"), one)
    return None
