"""From clauses and sentences to facts: what kind of thing is said, by whom, and as what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from quizapp.core.numbers import NUMBER_WORDS
from quizapp.generate.article import Article
from quizapp.generate.dates import resolve
from quizapp.generate.english.attribution import Saying, Voices, standing
from quizapp.generate.english.clauses import Parsed, clause_at, clauses, kept_pronouns
from quizapp.generate.english.constituents import amounts, figure
from quizapp.generate.english.context import Context
from quizapp.generate.english.lexicon import ACCUSING, DENYING, REPORTING, SAY, STATUS
from quizapp.generate.english.names import Names
from quizapp.generate.english.phrase import Replace, neighbour, points, show
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import (
    Clause,
    Fact,
    FactKind,
    Mention,
    Modality,
    Noun,
    Precision,
    Speaker,
    TextSpan,
    Time,
)
from quizapp.generate.states import states

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token


_UNSURE = frozenset("allegedly reportedly apparently supposedly rumoured rumored".split())
_MISTAKE = re.compile(r"\b(?:error|mistake|mistakenly|wrongly|incorrect(?:ly)?|correction)\b", re.I)


@dataclass
class FactExtractor:
    """Reads the facts of one unit.

    `speaker` is who utters it, None for the narrator; `swap` is what to show for its tokens.
    """

    article: Article
    context: Context
    unit: Unit
    speaker: Speaker | None
    swap: Replace
    spoken: Fact | None = None
    """The fact that the utterance before this narration gave: `…, she said, because …`."""

    @property
    def voices(self) -> Voices:
        return Voices(self.context, self.swap)

    def facts(self, doc: "Doc") -> Iterator[Fact]:
        for sentence in doc.sents:
            if not self._is_corrected(sentence) and not sentence.text.rstrip().endswith("?"):
                yield from self._sentence(sentence)
                names = self.context.names
                yield from details(self.article, self.unit, sentence, names, self.swap)

    def _is_corrected(self, sentence: "Span") -> bool:
        """Whether the article calls what the sentence says an error, there or right after it."""
        end = self.unit.span(sentence.start_char, sentence.end_char).end
        following = self.article.text[end : end + 60].partition("\n")[0]
        corrected = following.lstrip(" ;").startswith("this is") and _MISTAKE.search(following)
        return bool(_MISTAKE.search(sentence.text) or corrected)

    def _sentence(self, sentence: "Span") -> Iterator[Fact]:
        said: dict[int, Saying] = {}
        for parsed in clauses(sentence.root, self.unit, self.context.names, self.swap):
            verb, content = parsed.verb, parsed.off.content
            if verb.lemma_ in SAY and content is not None and not self.unit.quoted:
                asks = verb.dep_ != "relcl" and _is_question(content)
                if parsed.clause.negated or asks:
                    continue  # "could not show which …": nothing is said to be so
                said[content.i] = Saying(
                    self.voices.subject(verb), parsed, verb.lemma_ in REPORTING
                )
                continue
            if verb.lemma_ in SAY and content is None and parsed.off.cause and self.spoken:
                yield self._reasoned(self.spoken, parsed)
                continue
            stands = standing(verb, sentence.root, said)
            if stands is not False:
                self._take_up(parsed)
                yield from self._clause(parsed, None if stands is True else stands)

    def _reasoned(self, spoken: Fact, parsed: Parsed) -> Fact:
        """What somebody said, with the reason that the narrator adds after it."""
        cause = self._mention(parsed.off.cause)
        return changed(
            spoken,
            kind="cause",
            rule="reason after an utterance",
            slots={**spoken.slots, "cause": cause},
            proof=_around([spoken.proof, cause.span]),
        )

    def _clause(self, parsed: Parsed, saying: Saying | None) -> Iterator[Fact]:
        if {one.lower_ for one in parsed.tokens} & _UNSURE or points(parsed.tokens):
            return
        if parsed.verb.lemma_ in SAY and (
            parsed.is_passive or not parsed.clause.gaps or parsed.verb.lemma_ in _TELLING
        ):
            return  # "is said to have …": nobody answers for it; "she told reporters": no fact
        voiced = self.voices.of(parsed, saying, self.speaker)
        if voiced is None or (voiced[0] is None and self._is_quoted(voiced[1])):
            return
        speaker, clause = voiced
        itself = clause.subject.text
        if speaker is not None and speaker.name in clause.text and speaker.name != itself:
            parsed, clause = self._of_themselves(parsed, clause, speaker)
        kind = kind_of(parsed)
        modality: Modality = "attributed" if speaker else "asserted"
        if kind == "accusation":
            modality = "accusation"
            speaker = (
                self.voices.agent(parsed.agent)
                if parsed.is_passive
                else self.voices.subject(parsed.verb)
            )
        elif saying is not None and saying.parsed.verb.lemma_ in DENYING:
            modality = "denied"
        elif saying is not None and saying.parsed.verb.lemma_ in ACCUSING:
            kind, modality = "accusation", "accusation"
        off = parsed.off
        slots: dict[str, Mention] = {}
        if off.cause and clause.negated and neighbour(off.cause[0], -1) != ",":
            return  # "not … because …" may deny the reason as well as the deed
        if off.cause:
            slots["cause"] = self._mention(off.cause)
        if off.condition:
            slots["condition"] = self._mention(off.condition)
            kind = "conditional"
        said = saying.parsed.off.time if saying else []
        spans = [parsed.span, *(mention.span for mention in slots.values())]
        spans += [self._mention(tokens).span for tokens in (off.time, said) if tokens]
        fact = Fact(
            kind=kind,
            rule=f"clause:{parsed.verb.lemma_}",
            passage=self.unit.passage,
            proof=_around(spans),
            slots=slots,
            clause=clause,
            speaker=speaker,
            modality=modality,
            polarity=not clause.negated,
            time=self._time(off.time, parsed),
            how=saying.parsed.verb.lemma_ if saying else "",
            said=self._time(said, parsed),
        )
        yield fact
        venue = self._venue(saying.parsed) if saying else None
        if venue is not None and modality == "attributed":
            proof = _around([venue.span, fact.proof])
            yield changed(fact, kind="statement", rule="told", slots={"venue": venue}, proof=proof)

    def _of_themselves(
        self, parsed: Parsed, clause: Clause, speaker: Speaker
    ) -> tuple[Parsed, Clause]:
        """The clause with `his` left as it is, where it means the speaker, who is named anyway."""
        doc = parsed.verb.doc
        kept = {
            at: shown
            for at, shown in self.swap.items()
            if not (shown.startswith(speaker.name) and doc[at].tag_ in ("PRP", "PRP$"))
        }
        again = clause_at(parsed.verb, self.unit, self.context.names, kept)
        if again is None or len(kept) == len(self.swap):
            return parsed, clause
        return again, changed(again.clause, lead=clause.lead and again.clause.lead)

    def _is_quoted(self, clause: Clause) -> bool:
        """`The omission was "a slip"`: the words of somebody whom it does not name."""
        if clause.lemma != "be" or not clause.gaps or self.unit.quoted:
            return False
        start = clause.gaps[0].answer.span.start
        return bool(re.match(r".?[\"“]", self.article.text[max(0, start - 1) : start + 1]))

    def _take_up(self, parsed: Parsed) -> None:
        """`this was not among the grievances`: what it takes up is the concern named last."""
        clause, concern = parsed.clause, self.context.introduced.concern
        if clause.subject.text.lower() in ("this", "that") and concern and denies_a_reason(clause):
            parsed.clause = changed(clause, subject=changed(clause.subject, text=concern))

    def _time(self, tokens: "list[Token]", parsed: Parsed) -> Time | None:
        if not tokens:
            return None
        text = show(tokens, {})
        iso = resolve(text, self.article.days, parsed.is_future)
        precisions: dict[int, Precision] = {0: "none", 4: "year", 7: "month", 10: "day"}
        return Time(text, iso, precisions[len(iso)])

    def _venue(self, saying: Parsed) -> Mention | None:
        """To whom it was said: `told reporters`, `speaking to Newsweek`, `in an interview with`."""
        verb = saying.verb
        if verb.lemma_ == "tell":
            told = [one for one in verb.rights if one.dep_ in ("dobj", "dative")]
            tokens = {one for head in told for one in head.subtree if one.pos_ != "PRON"}
            return self._mention(sorted(tokens, key=lambda one: one.i)) if tokens else None
        for one in verb.subtree:
            if one.i < verb.i and one.lower_ in ("to", "with") and one.head.lower_ in _SPEAKING:
                target = next((c for c in one.children if c.dep_ == "pobj"), None)
                if target is not None:
                    return self._mention([*target.lefts, target])
        return None

    def _mention(self, tokens: "list[Token]") -> Mention:
        first, last = tokens[0], tokens[-1]
        span = self.unit.span(first.idx, last.idx + len(last))
        return Mention(show(tokens, self.swap), span)


_ASKING = frozenset("whether if which what who whom whose how where when why".split())
_TELLING = frozenset(
    "tell say add explain reply respond remark note comment insist argue warn".split()
)
_SPEAKING = ("speaking", "talking", "interview")


def _is_question(verb: "Token") -> bool:
    """`whether`, `which`, `how`: an open question behind a verb of saying."""
    return verb.left_edge.lower_ in _ASKING


def _around(spans: Sequence[TextSpan]) -> TextSpan:
    return TextSpan(min(one.start for one in spans), max(one.end for one in spans))


_REASON = re.compile(
    r"(?:among|one of|the) .*\b(?:grievance|reason|cause|factor|concern|motive|explanation)s?\b"
)
_FAILED = re.compile(
    r"\b(?:unable to|(?:not|n't) (?:\w+ )?able to|fail(?:ed|s)? to|could not|cannot|can no longer"
    r"|has not|have not|had not|did not|does not|do not|was not|were not|no longer|never)\b"
)


def denies_a_reason(clause: Clause) -> bool:
    """Whether it says that something is no reason, as in `was not among the reasons`."""
    denied = clause.negated and clause.lemma in ("be", "count", "rank")
    return denied and _REASON.match(clause.rest) is not None


def kind_of(parsed: Parsed) -> FactKind:
    """What kind of thing a clause says."""
    clause, lemma = parsed.clause, parsed.verb.lemma_
    if lemma == "accuse" or (lemma in ACCUSING and parsed.is_passive):
        return "accusation"
    if denies_a_reason(clause):
        return "not_a_reason"
    if parsed.off.cause:
        return "cause"
    if lemma == "follow" and parsed.agent is not None:
        return "sequence"
    if _FAILED.search(f"{clause.verb} {clause.rest}"):
        return "failure"
    if lemma in STATUS:
        return "status"
    present = parsed.verb.tag_ in ("VBZ", "VBP")
    if lemma == "be" and present and re.match(r"an? ", clause.rest):
        return "definition"
    return "event"


SHORTEST = 8
LONGEST = 42
"""Words of a sentence that is still shown as a whole."""
MOST_PUT_IN = 5
"""Words of a noun that is put in for a pronoun."""
_LINKS = frozenset("however but and yet meanwhile also still so nevertheless moreover".split())
_SUBJECTS = ("nsubj", "nsubjpass")
_PLACES = ("GPE", "LOC", "FAC")
_DATED = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?(?:1[5-9]|20)\d\d|\d{1,2} [A-Z][a-z]+")
_FINITE = ("VBD", "VBZ", "VBP", "MD")


def details(
    article: Article, unit: Unit, sentence: "Span", names: Names, replace: Replace
) -> Iterator[Fact]:
    """Each detail of a sentence that stands by itself, with the sentence as `told`."""
    if unit.quoted or points(sentence) or not _is_whole(article, unit, sentence):
        return
    words = [one for one in sentence if not one.is_space]
    if words[0].lower_ in _LINKS:
        words = words[2:] if words[1].text == "," else words[1:]
    text = show(words, _brief(words, replace))
    text = text[:1].upper() + text[1:]
    told = Mention(text, unit.span(sentence.start_char, sentence.start_char + len(sentence.text)))
    for tokens, noun in _details(sentence, names, replace):
        detail = show(tokens, replace)
        if SHORTEST <= len(text.split()) <= LONGEST and text.count(detail) == 1:
            span = unit.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
            slots = {"told": told, "detail": Mention(detail, span, noun)}
            yield Fact("detail", f"detail:{noun}", unit.passage, told.span, slots)


def _brief(words: "list[Token]", replace: Replace) -> Replace:
    """Pronouns stay where their noun stands before them, and where it would take many words."""
    kept = kept_pronouns(words, replace)
    return {at: text for at, text in kept.items() if len(text.split()) <= MOST_PUT_IN}


def _is_whole(article: Article, unit: Unit, sentence: "Span") -> bool:
    """Whether it is a statement with subject and verb, and no rest of what somebody utters."""
    root = sentence.root
    finite = root.tag_ in _FINITE or any(
        one.tag_ in _FINITE and one.dep_ in ("aux", "auxpass") for one in root.lefts
    )
    subjects = [one for one in root.children if one.dep_ in _SUBJECTS]
    if not finite or not subjects or subjects[0].tag_ == "PRP":
        return False
    span = unit.span(sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))
    before = article.text[: span.start].rstrip(" ")[-1:]
    after = article.text[span.end : span.end + 2]
    inside = article.text[span.start : span.end]
    if before in (";", ":") or inside.endswith((";", ":")):
        return False  # who says it may stand in the other half
    marked = re.search(r'["“”]', before + inside + after) is not None
    return not marked and sentence.text[:1].isupper() and sentence.text.rstrip().endswith(".")


def _details(
    sentence: "Span", names: Names, replace: Replace
) -> Iterator[tuple["list[Token]", Noun]]:
    tokens = list(sentence)
    for amount in amounts(tokens):
        bare = figure(amount)
        if bare and neighbour(bare[-1]) not in ("-", "–"):  # a score
            yield bare, "number"
    for token in tokens:
        shown = replace.get(token.i, token.text)
        if shown in names.people:
            yield [token], "person"
        elif token.text in names.surnames and token.i not in replace:
            yield _named(token, names.surnames[token.text]), "person"
        elif token.lower_ in NUMBER_WORDS and neighbour(token) not in ("or", "to", "and"):
            known = neighbour(token, -1) in ("the", "these", "both", "-")
            if known or token.dep_ != "nummod" or token.head.tag_ != "NNS":
                continue
            yield [token], "number"
    for entity in sentence.ents:
        words = list(entity)
        before = entity[0].nbor(-1) if entity.start else entity[0]
        if entity.label_ in _PLACES and before.dep_ == "prep" and entity.root.dep_ == "pobj":
            yield words, "state" if entity.text in states() else "place"
        elif entity.label_ == "DATE" and before.dep_ == "prep" and _DATED.fullmatch(entity.text):
            yield words, "date"


def _named(token: "Token", name: str) -> "list[Token]":
    """The tokens of a full name that ends in `token`."""
    words = len(name.split())
    return [token.doc[at] for at in range(max(token.sent.start, token.i - words + 1), token.i + 1)]
