"""Where quizapp keeps its things: the learner's folder, the cache, the shipped decks."""

import os
from pathlib import Path


def home() -> Path:
    """The learner's folder: `QUIZAPP_HOME`, else the platform's folder for user data."""
    if chosen := os.environ.get("QUIZAPP_HOME"):
        try:
            return Path(chosen).expanduser()
        except RuntimeError:  # no such user: then it is a folder's name
            return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("quizapp", appauthor=False)


def cache() -> Path:
    """What may be deleted at any time. Beside the data when `QUIZAPP_HOME` is set."""
    if os.environ.get("QUIZAPP_HOME"):
        return home() / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("quizapp", appauthor=False)


def shipped_decks() -> Path:
    """The decks that come with quizapp: in the installed package, or beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "decks"
    return installed if installed.is_dir() else package.parent / "decks"
