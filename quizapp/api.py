"""For scripts and notebooks: decks checked and loaded, progress looked at, cards drafted.

Every error is a `quizapp.QuizError` whose message says where, what, and what to do.
"""

from datetime import date
from pathlib import Path
from typing import Any

from quizapp.core import folders, settings
from quizapp.core.errors import DeckError, QuizError
from quizapp.deck.cache import Cache
from quizapp.deck.deck import Deck
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.library import load
from quizapp.memory.fsrs import MemoryModel
from quizapp.progress.progress import Progress

__all__ = ["QuizError", "check", "draft_cards", "load_deck", "open_progress"]


def load_deck(path: str | Path) -> Deck:
    """The deck in a YAML file.

    `deck.keys` name its cards, `deck.card(key)` gives one with its `question`, whose `about` is the
    topic to show above it (`deck.about`, unless the card has its own or none). `deck.grade(card,
    reply)` judges a reply: the text of an option or what was typed, or a tuple of texts for several
    options, gaps, pairs or an order. A grade's `score` is 0 to 1.

    Raises:
        DeckError: the file has errors; the message holds each with its line and column.
    """
    found = load(Path(path), Cache(None))
    if isinstance(found, Deck):
        return found
    raise DeckError("\n".join(map(str, found.diagnostics)))


def check(path: str | Path) -> tuple[Diagnostic, ...]:
    """All that is wrong with a deck file, in the order of its lines; empty when nothing is.

    Each has `line` and `column` (from 1), `code`, `severity` (`error` or `warning`) and `message`,
    and reads as a line of `quizapp check` when printed. Never raises for what is in the file.
    """
    from quizapp.deck.check import check_file  # pydantic and yaml: 150 ms

    return check_file(Path(path)).diagnostics


def open_progress(home: str | Path | None = None) -> Progress:
    """A learner's progress, to be looked at: as it is now, and nothing is created.

    `home` is the learner's folder, by default the one that the app uses. `cards` holds the state
    of every card that was answered, by its key (stability in days, difficulty 1 to 10), `tally` a
    day's answers, `history()` yields all answers. Without any progress, all are empty.

    Raises:
        SettingsError: `config.toml` holds a value that cannot be used.
    """
    folder = Path(home) if home is not None else folders.home()
    model = MemoryModel(settings.load(folder / "config.toml").fsrs_parameters)
    return Progress.open(folder, model)


def draft_cards(article: str | Path, published: date | None = None) -> list[dict[str, Any]]:
    """Draft cards from a news article in English, a .txt, .md or .html file; nothing is written.

    Each is an entry for `cards` of a deck: `id`, `type`, the fields of its type, `evidence` with
    the words that prove it, and `status: draft`. `published` dates days in words where the
    article's own dateline does not. The first call loads a language model (1 s).

    Raises:
        GenerateError: the article cannot be read, or the extra `generate` is not installed; then
            the message gives the command.
    """
    from quizapp.generate.article import read
    from quizapp.generate.cardfile import entries
    from quizapp.generate.choose import choose
    from quizapp.generate.english.reader import EnglishReader

    text = read(Path(article), published)
    chosen = choose(text, EnglishReader().read(text))
    return [card for _, card in entries(chosen.drafts, text, approved=False)]
