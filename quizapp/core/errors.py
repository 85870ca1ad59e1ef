"""What can go wrong, each written for the user.

QuizError
├── DeckError       a deck cannot be read, or no deck has that name
├── EditError       a card cannot be edited: no editor, or no file to write to
├── GenerateError   an article cannot be read, or its decks cannot be written
├── SearchError     a search cannot be understood; it says where
├── SettingsError   config.toml holds a value that cannot be used
└── NotSaved        an answer did not reach the disk; it is not counted
"""


class QuizError(Exception):
    """Root of all expected errors. The message says where, what, and what to do next.

    Only `cli.main` and the App catch it; anything else that escapes is a defect.
    """


class DeckError(QuizError):
    """A deck cannot be read, or no deck has that name."""


class EditError(QuizError):
    """A card cannot be edited: no editor, or no file to write to. The card is as it was.

    `keeps_file`: no editor can be opened from here; the message names the file, and the learner
    may change it elsewhere.
    """

    def __init__(self, message: str, *, keeps_file: bool = False) -> None:
        super().__init__(message)
        self.keeps_file = keeps_file


class GenerateError(QuizError):
    """An article cannot be read, or its decks cannot be written."""


class SearchError(QuizError):
    """A search cannot be understood. `start` and `end` say which part of it, counted in characters;
    `wrong` says what is wrong with it, and `fix` what to write instead."""

    def __init__(self, start: int, end: int, wrong: str, fix: str) -> None:
        super().__init__(f"{wrong}; {fix}")
        self.start = start
        self.end = end
        self.wrong = wrong
        self.fix = fix


class SettingsError(QuizError):
    """`config.toml` holds a value that cannot be used."""


class NotSaved(QuizError):
    """The journal could not be written. Nothing that was saved before is touched."""
