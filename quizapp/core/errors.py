"""What can go wrong, each written for the user.

QuizError
├── DeckError       a deck cannot be read, or no deck has that name
├── EditError       a card cannot be edited: no editor, or no file to write to
│   └── NoEditorHere  an editor cannot be opened from here; the file can be changed elsewhere
├── GenerateError   an article cannot be read, or its decks cannot be written
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
    """A card cannot be edited: no editor, or no file to write to. The card is as it was."""


class NoEditorHere(EditError):
    """An editor cannot be opened from here. The message names the file, which can be changed."""


class GenerateError(QuizError):
    """An article cannot be read, or its decks cannot be written."""


class SettingsError(QuizError):
    """`config.toml` holds a value that cannot be used."""


class NotSaved(QuizError):
    """The journal could not be written. Nothing that was saved before is touched."""
