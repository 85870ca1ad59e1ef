"""Turn an article into questions you can trust, and remember the answers.

The names in `__all__` are for scripts and notebooks; `quizapp.api` has them.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.api import QuizError, check, draft_cards, load_deck, open_progress
    from quizapp.core.version import __version__

__all__ = ["QuizError", "__version__", "check", "draft_cards", "load_deck", "open_progress"]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module  # so that `quizapp --version` loads no more than this

    home = "quizapp.core.version" if name == "__version__" else "quizapp.api"
    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return __all__
