"""From clauses and sentences to facts: what kind of thing is said, by whom, and as what."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from dataclasses import replace as changed
from typing import TYPE_CHECKING

from quizapp.generate.article import Article
from quizapp.generate.dates import WEEKDAY, resolve
from quizapp.generate.english.attribution import Saying, Voices, settle_reason, standing
from quizapp.generate.english.clauses import LIMITING, Parsed, Refused, clause_at, clauses
from quizapp.generate.english.context import Context
from quizapp.generate.english.fact_kinds import kind_of
from quizapp.generate.english.lexicon import (
    ACCUSING,
    DENYING,
    REPORTING,
    ROLES,
    SAY,
)
from quizapp.generate.english.phrase import Replace, neighbour, noun_of, points, show
from quizapp.generate.english.reasons import without_tag
from quizapp.generate.english.reports import reports_of
from quizapp.generate.english.speakers import who
from quizapp.generate.english.taking_up import main_clause, remember, take_up, whose
from quizapp.generate.english.telling import (
    ASKING,
    REMARKED,
    first_reason,
    is_conditional,
    is_loose,
    is_of_nobody,
    is_question,
    is_told,
    is_vague,
    only_says,
    pronoun,
    undated,
    why_unsaid,
    without_remark,
    without_second,
)
from quizapp.generate.english.timing import seen_from
from quizapp.generate.english.units import Unit
from quizapp.generate.facts import (
    Clause,
    Fact,
    Mention,
    Modality,
    Precision,
    Refusal,
    Speaker,
    TextSpan,
    Time,
)

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
    main: Parsed | None = None
    """What the sentence before tells, where that is one thing."""
    refused: list[Refusal] = field(default_factory=list)

    @property
    def voices(self) -> Voices:
        return Voices(self.context, self.swap)

    def facts(self, doc: "Doc") -> Iterator[Fact]:
        for sentence in doc.sents:
            if not self._is_corrected(sentence) and not sentence.text.rstrip().endswith("?"):
                if sentence[0].lower_ in _INVERTING:
                    continue  # "Nor did the number fall": its negation stands in front
                yield from self._sentence(sentence)
                yield from self._tagged(sentence)
                yield from self._uttered(sentence)

    def _refuse(self, verb: "Token", rule: str) -> None:
        first, last = verb.left_edge, verb.right_edge
        span = self.unit.span(first.idx, last.idx + len(last))
        self.refused.append(Refusal(rule, self.unit.passage, span))

    def _is_corrected(self, sentence: "Span") -> bool:
        """Whether the article calls what the sentence says an error, there or right after it."""
        end = self.unit.span(sentence.start_char, sentence.end_char).end
        following = self.article.text[end : end + 60].partition("\n")[0]
        corrected = following.lstrip(" ;").startswith("this is") and _MISTAKE.search(following)
        return bool(_MISTAKE.search(sentence.text) or corrected)

    def _sentence(self, sentence: "Span") -> Iterator[Fact]:
        said: dict[int, Saying] = {}
        names = self.context.names
        before, self.main = self.main, None
        for parsed in clauses(sentence.root, self.unit, names, self.swap, self._refuse):
            verb, content = parsed.verb, parsed.off.content
            self.main = main_clause(parsed) or self.main
            parsed.clause = whose(parsed.clause, self.context, self.unit)
            remember(parsed, self.context, self.unit)
            yield from self._reply(parsed)
            if verb.lemma_ in SAY and content is not None and not self.unit.quoted:
                asks = verb.dep_ != "relcl" and is_question(content)
                if parsed.clause.negated or asks:
                    if parsed.clause.negated and asks:
                        yield from self._open(parsed, content)
                    self._refuse(verb, "nothing is said to be so")  # "could not show which …"
                    continue
                if parsed.is_passive or parsed.off.condition or is_conditional(verb):
                    told = "told to somebody, by whom is open"
                    self._refuse(verb, told if parsed.is_passive else "said under a condition")
                    said[content.i] = Saying(None, parsed, reports=False)
                    continue
                speaker = None if _is_of_a_thing(verb) else self.voices.subject(verb)
                saying = Saying(speaker, parsed, verb.lemma_ in REPORTING)
                said[content.i] = saying
                if saying.reports and standing(verb, sentence.root, said) is True:
                    yield from self._reported(saying, content)
                    yield from self._reported_too(saying, content)
                continue
            if verb.lemma_ in SAY and content is None and parsed.off.cause and self.spoken:
                yield self._reasoned(self.spoken, parsed)
                continue
            stands = standing(verb, sentence.root, said)
            if verb.dep_ in ("relcl", "acl") and any(
                verb.i in one.scope and not one.scope <= {below.i for below in verb.subtree}
                for one in reports_of(sentence)
            ):
                stands = False  # the narrator's remark, or the source's: nobody knows
            if stands is True and verb.lemma_ == "be":
                yield from self._unclear(parsed)
            if isinstance(stands, Saying) and stands.parsed.verb.lemma_ in _PROPOSING:
                self._refuse(verb, "proposed, and not said to be so")
            elif stands is False:
                self._refuse(verb, why_unsaid(verb))
            else:
                take_up(parsed, before, self.context)
                yield from self._clause(parsed, None if stands is True else stands)

    def _reported(self, saying: Saying, content: "Token") -> Iterator[Fact]:
        """All that somebody said, as it stands behind `said that`: nothing of it is lost."""
        speaker, parsed = saying.speaker, saying.parsed
        tokens = sorted((one for one in content.subtree if not one.is_space), key=lambda one: one.i)
        if tokens and tokens[0].lower_ == "that" and tokens[0].dep_ == "mark":
            tokens = tokens[1:]
        dated = len(tokens) > 2 and tokens[0].lower_ == "on" and tokens[0].i == parsed.verb.i + 1
        if dated and re.fullmatch(WEEKDAY, tokens[1].text, re.I):
            tokens = tokens[2:]  # "said on Tuesday it would stay": the day of saying it
        proposed = parsed.verb.lemma_ in _PROPOSING
        if speaker is None or not is_told(content, tokens, proposed) or points(tokens):
            return
        tokens = without_second(without_remark(tokens), content)
        end = tokens[-1].i + 1 if tokens else 0
        limited = {one.lower_ for one in content.doc[end : content.sent.end]} & LIMITING
        if limited or {one.lower_ for one in parsed.tokens} & _UNSURE:
            return  # "…, provided that the other side withdrew"
        topic = self._topic(content, tokens, speaker)
        words = self._mention(tokens, _less(self.swap, speaker, tokens))
        yield Fact(
            "claim",
            f"said:{parsed.verb.lemma_}",
            self.unit.passage,
            _around([parsed.span, words.span]),
            {"words": words} | ({"topic": topic} if topic else {}),
            speaker=speaker,
            modality="denied" if parsed.verb.lemma_ in DENYING else "attributed",
            polarity=not any(one.dep_ == "neg" for one in content.children),
            how=parsed.verb.lemma_,
            said=self._time(parsed.off.time, parsed),
        )

    def _reported_too(self, saying: Saying, content: "Token") -> Iterator[Fact]:
        """`confirmed that boats were stopped but denied that …`: what the same speaker denied.

        Only where no one else is named who could have said it.
        """
        subject = next((one for one in content.lefts if one.dep_ in ("nsubj", "nsubjpass")), None)
        names = self.context.names
        if subject is None or saying.speaker is None:
            return
        person = saying.speaker.noun == "person"
        itself = subject.lower_ in (("he", "she") if person else ("it",))
        if not itself and (noun_of(subject, names) != "thing" or subject.pos_ == "PRON"):
            return
        for verb in content.rights:
            own = any(one.dep_ in ("nsubj", "nsubjpass", "mark") for one in verb.lefts)
            if verb.dep_ != "conj" or verb.lemma_ not in REPORTING or own:
                continue
            told = next((one for one in verb.rights if one.dep_ == "ccomp"), None)
            negated = any(one.dep_ == "neg" for one in verb.children)
            if told is not None and not negated and not is_question(told):
                parsed = changed(saying.parsed, verb=verb)
                yield from self._reported(changed(saying, parsed=parsed), told)

    def _tagged(self, sentence: "Span") -> Iterator[Fact]:
        """`…, the ministry said` and `according to a study, …`: the sentence without its tag."""
        reports = [] if self.unit.quoted else list(reports_of(sentence))
        if len(reports) != 1 or (sentence.root.lemma_ in SAY and sentence.root.i == reports[0].at):
            content = [one for one in sentence.root.children if one.dep_ == "ccomp"]
            if len(reports) != 1 or not content or content[0].i > sentence.root.i:
                return
        report = reports[0]
        tokens = [one for one in sentence if one.i in report.scope and not one.is_space]
        tokens = [
            one
            for one in tokens
            if one.text != "," or (one.i + 1 in report.scope and one.i - 1 in report.scope)
        ]
        while tokens and (tokens[0].is_punct or tokens[0].lower_ in ("but", "and", "that")):
            tokens.pop(0)
        while tokens and tokens[-1].is_punct:
            tokens.pop()
        heads = [one for one in tokens if one.head.i not in report.scope or one.head == one]
        main = next((one for one in heads if one.pos_ in ("VERB", "AUX")), None)
        whole = len(tokens) >= len(sentence) / 2
        if main is None or not whole or not is_told(main, tokens) or points(tokens):
            return
        speaker = who(report.source, self.context, self.swap)
        if speaker is None or is_conditional(sentence.doc[report.at]):
            return
        topic = self._topic(main, tokens, speaker)
        said = sentence.doc[report.at].lemma_
        words = self._mention(tokens, _less(self.swap, speaker, tokens))
        span = self.unit.span(sentence[0].idx, sentence[-1].idx + len(sentence[-1]))
        yield Fact(
            "claim",
            f"tagged:{said}",
            self.unit.passage,
            span,
            {"words": words} | ({"topic": topic} if topic else {}),
            speaker=speaker,
            modality="attributed",
            polarity=not any(one.dep_ == "neg" for one in main.children),
            how=said if said in REPORTING else "say",
        )

    def _uttered(self, sentence: "Span") -> Iterator[Fact]:
        """A sentence between quotation marks, in the words of the one who utters it."""
        root, speaker = sentence.root, self.speaker
        tokens = [one for one in sentence if not one.is_space]
        if not self.unit.quoted or speaker is None or not is_told(root, tokens):
            return
        if not FEWEST_UTTERED <= len(tokens) <= MOST_UTTERED or points(tokens):
            return
        topic = self._topic(root, tokens, speaker)
        if topic is None:
            return
        span = self.unit.span(tokens[0].idx, tokens[-1].idx + len(tokens[-1]))
        yield Fact(
            "claim",
            "uttered",
            self.unit.passage,
            span,
            {"words": Mention(show(tokens, self.swap), span), "topic": topic},
            speaker=speaker,
            modality="attributed",
            polarity=not any(one.dep_ == "neg" for one in root.children),
            uttered=True,
            verbatim=self.article.text[span.start : span.end].strip(' "“”,;'),
        )

    def _topic(self, verb: "Token", tokens: "list[Token]", speaker: Speaker) -> Mention | None:
        """What a statement is about: its subject, or else what the article comes back to most."""
        subject = next((one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass")), None)
        best: tuple[float, Mention] | None = None
        for chunk in verb.doc.noun_chunks:
            head = chunk.root
            if head not in tokens or is_vague(chunk, self.swap):
                continue
            leads = head == subject
            phrase = [one for one in head.subtree if leads or one in chunk]
            if leads and (len(phrase) > LONGEST_TOPIC or is_loose(phrase)):
                phrase = list(chunk)
            shown = show(phrase, self.swap)
            if not shown or speaker.name in shown or shown in speaker.name:
                continue
            named = head.pos_ == "PROPN" or head.i in self.swap or bool(head.ent_type_)
            times = self._mentions(head)
            whole = len(phrase) > 1 + (phrase[0].pos_ in ("DET", "PRON"))
            least = 1 if leads and (named or whole) else 2 if leads or named else 3
            if times < least:
                continue
            score = 10.0 * leads + min(times, 6) + named
            if best is None or score > best[0]:
                best = (score, self._mention(phrase))
        return best[1] if best else None

    def _mentions(self, head: "Token") -> int:
        text = self.article.text.lower()
        return len(re.findall(rf"\b{re.escape(head.lemma_.lower())}", text))

    def _reply(self, parsed: Parsed) -> Iterator[Fact]:
        """`Pla rejected the accusation`: an answer to what has just been said."""
        verb = parsed.verb
        what = next((one for one in verb.rights if one.dep_ == "dobj"), None)
        fits = verb.lemma_ in _REJECTING and what is not None and not parsed.is_passive
        if not fits or what is None or self.unit.quoted or parsed.clause.negated:
            return
        bare = not any(one.dep_ in ("prep", "relcl", "acl", "amod") for one in what.children)
        pointing = any(one.lower_ in ("the", "this", "that", "those") for one in what.lefts)
        said = what.lower_ in ("this", "that", "it") or (
            what.lemma_ in REMARKED and bare and pointing
        )
        subject = next((one for one in verb.lefts if one.dep_ == "nsubj"), None)
        if not said or subject is None:
            return
        speaker = who(tuple(subject.subtree), self.context, self.swap)
        if speaker is not None:
            reply = self._mention([one for one in verb.doc[verb.i : what.i + 1]])
            span = _around([parsed.span, reply.span])
            yield Fact(
                "reply",
                f"rejects:{verb.lemma_}",
                self.unit.passage,
                span,
                {"reply": reply},
                speaker=speaker,
                modality="attributed",
                how=verb.lemma_,
            )

    def _open(self, parsed: Parsed, content: "Token") -> Iterator[Fact]:
        """`The ministry did not say whether …`: what somebody leaves open."""
        tokens = [one for one in content.subtree if not one.is_space]
        clause = parsed.clause
        yield Fact(
            "open_question",
            "not said",
            self.unit.passage,
            _around([parsed.span, self._mention(tokens).span]),
            {"open": self._mention(tokens)},
            clause=changed(clause, rest=""),
            time=self._time(parsed.off.time, parsed),
        )

    def _unclear(self, parsed: Parsed) -> Iterator[Fact]:
        """`It is not clear whether …`."""
        for one in parsed.verb.rights:
            if one.dep_ not in ("acomp", "attr"):
                continue
            negated = parsed.clause.negated
            if (one.lower_ in _OPEN and not negated) or (one.lower_ in _CLEAR and negated):
                asked = [c for c in (*one.rights, *parsed.verb.rights) if c.dep_ in _CLAUSAL]
                asked = [c for c in asked if c.left_edge.lower_ in ASKING]
                if asked:
                    tokens = [c for c in asked[0].subtree if not c.is_space]
                    yield Fact(
                        "open_question",
                        "not clear",
                        self.unit.passage,
                        _around([parsed.span, self._mention(tokens).span]),
                        {"open": self._mention(tokens)},
                        speaker=self.speaker,
                        modality="attributed" if self.speaker else "asserted",
                    )

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
            self._refuse(parsed.verb, "a hedge, or something pointed at")
            return
        if only_says(parsed):
            return
        voiced = self.voices.of(parsed, saying, self.speaker)
        if voiced is None or (voiced[0] is None and self._is_quoted(voiced[1])):
            self._refuse(parsed.verb, "nobody is known to say it")
            return
        speaker, clause = voiced
        itself = clause.subject.text
        if speaker is not None and speaker.name in clause.text and speaker.name != itself:
            parsed, clause = self._of_themselves(parsed, clause, speaker)
        settle_reason(parsed, saying, speaker)
        kind = kind_of(parsed)
        modality: Modality = "attributed" if speaker else "asserted"
        if kind == "accusation":
            modality = "accusation"
            speaker = (
                self.voices.agent(parsed.agent)
                if parsed.is_passive
                else self.voices.subject(parsed.verb) or _as_speaker(clause.subject)
            )
        elif saying is not None and saying.parsed.verb.lemma_ in DENYING:
            modality = "denied"
        elif saying is not None and saying.parsed.verb.lemma_ in ACCUSING:
            kind, modality = "accusation", "accusation"
        off = parsed.off
        slots: dict[str, Mention] = {}
        behind = bool(off.cause) and off.cause[0].i > parsed.verb.i
        if behind and clause.negated and neighbour(off.cause[0], -1) != ",":
            # "not … because …" may deny the reason as well as the deed
            self._refuse(parsed.verb, "a reason that may be denied")
            return
        if off.cause:
            reason = undated(first_reason(without_tag(off.cause))) or off.cause
            slots["cause"] = self._mention(reason, self._own(reason, clause, speaker))
        if is_of_nobody(off.condition):
            self._refuse(parsed.verb, "a condition of whom nothing tells")
            return
        if off.condition:
            after = off.condition[0].i > parsed.verb.i
            own = self._own(off.condition, clause, speaker) if after else None
            slots["condition"] = self._mention(off.condition, own)
            kind = "conditional"
        if off.argument and not points(off.argument):
            slots["argument"] = self._mention(
                off.argument, self._own(off.argument, clause, speaker)
            )
        behind = saying is not None and saying.parsed.verb.i > parsed.verb.i
        result = off.result or (saying.parsed.off.result if saying and behind else [])
        if result and parsed.verb.dep_ not in ("advcl", "conj"):
            slots["result"] = self._mention(result, self._own(result, clause, speaker))
        if off.other_figure:
            slots["compared"] = self._mention(off.other_figure)
        if listed := self._list(parsed):
            slots["list"] = listed
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
            said=self._time(said, saying.parsed) if saying else None,
            pronoun=pronoun(parsed) or self.context.of_oneself(speaker, clause.subject.text),
            own=self.context.own(parsed.tokens, self.swap, speaker, clause.subject.text),
            within=self.context.within(parsed.verb.sent, self.swap),
            uttered=self.unit.quoted,
        )
        yield fact

    def _own(self, tokens: "list[Token]", clause: Clause, speaker: Speaker | None) -> Replace:
        """What to show in a piece of a clause: `she` where that is its subject, or who says it."""
        names = [clause.subject.text]
        if speaker is not None and clause.subject.noun != "person":
            names.append(speaker.name)
        own = {
            one.i
            for one in tokens
            if one.tag_ in ("PRP", "PRP$")
            and any(re.sub(r"['’]s?$", "", self.swap.get(one.i, "-")) in name for name in names)
        }
        return {at: to for at, to in self.swap.items() if at not in own}

    def _list(self, parsed: Parsed) -> Mention | None:
        """What stands behind a colon after the clause, where it is a list."""
        end = parsed.span.end
        passage = next(one for one in self.article.passages if one.number == self.unit.passage)
        match = _LIST.match(self.article.text, end, passage.end)
        if match is None or '"' in match["list"] or "“" in match["list"]:
            return None
        return Mention(match["list"], TextSpan(match.start("list"), match.end("list")))

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
        try:
            again = clause_at(parsed.verb, self.unit, self.context.names, kept)
        except Refused:
            again = None
        if again is None or len(kept) == len(self.swap):
            return parsed, clause
        return again, changed(again.clause, lead=clause.lead and again.clause.lead)

    def _is_quoted(self, clause: Clause) -> bool:
        """`The omission was "a slip"`: the words of somebody whom it does not name."""
        if clause.lemma != "be" or not clause.gaps or self.unit.quoted:
            return False
        start = clause.gaps[0].answer.span.start
        return bool(re.match(r".?[\"“]", self.article.text[max(0, start - 1) : start + 1]))

    def _time(self, tokens: "list[Token]", parsed: Parsed) -> Time | None:
        if not tokens:
            return None
        text = show(tokens, {})
        iso = resolve(text, seen_from(tokens[0], self.context.told_on), parsed.is_future)
        precisions: dict[int, Precision] = {0: "none", 4: "year", 7: "month", 10: "day"}
        return Time(text, iso, precisions[len(iso)])

    def _mention(self, tokens: "list[Token]", swap: Replace | None = None) -> Mention:
        first, last = tokens[0], tokens[-1]
        span = self.unit.span(first.idx, last.idx + len(last))
        shown = show(tokens, self.swap if swap is None else swap)
        head = next((one for one in tokens if one.head not in tokens), first)
        return Mention(shown, span, noun_of(head, self.context.names))


def _is_of_a_thing(verb: "Token") -> bool:
    """`a recall of packs that catch fire and said …`: whose word it is, the parser lost."""
    return verb.dep_ == "conj" and any(
        one.dep_ == "nsubj" and one.lower_ in ("that", "which") for one in verb.head.lefts
    )


_REJECTING = ("reject", "deny", "dismiss", "dispute")
_INVERTING = ("nor", "neither", "never", "hardly", "rarely", "seldom", "scarcely", "little")
FEWEST_UTTERED = 9
MOST_UTTERED = 45
LONGEST_TOPIC = 9
_OPEN = frozenset("unclear unknown uncertain open unsure".split())
_CLEAR = frozenset("clear known certain sure".split())
_CLAUSAL = ("ccomp", "csubj", "advcl", "xcomp", "pcomp")
_PROPOSING = ("propose", "recommend", "demand", "suggest", "insist", "urge", "request")


def _as_speaker(subject: Mention) -> Speaker | None:
    """The subject of `accusing`, which is that of the verb before it."""
    named = subject.noun in ("person", "state", "body", "team")
    return Speaker(subject.text, noun=subject.noun) if named else None


_SOMEBODY = ROLES | frozenset(
    "client son daughter husband wife brother sister father mother child colleague friend neighbour"
    " neighbor predecessor successor counterpart man woman boy girl".split()
)


def _less(swap: Replace, speaker: Speaker, tokens: "list[Token]") -> Replace:
    """Without the speaker's name for `he` and `his`: who speaks is named in the question.

    What a statement says of somebody without a name, it says of nobody who was named before.
    """
    own = {one.i for one in tokens if one.tag_ in ("PRP", "PRP$")}
    subject = next((one for one in tokens if one.dep_ in ("nsubj", "nsubjpass")), None)
    if subject is not None and subject.tag_ == "NN" and subject.lemma_.lower() in _SOMEBODY:
        return {at: to for at, to in swap.items() if at not in own}
    return {at: to for at, to in swap.items() if not (at in own and to.startswith(speaker.name))}


_LIST = re.compile(
    r":\s+(?P<list>[^.:]{3,200}?(?:;|,)[^.:]{3,200}?(?:;|,| and| or) (?:and |or )?[^.:;]{3,120}"
    r"|that [^.:;]{8,160}(?:,|;)? and that [^.:;]{8,160})(?=\.)"
)


def _around(spans: Sequence[TextSpan]) -> TextSpan:
    return TextSpan(min(one.start for one in spans), max(one.end for one in spans))
