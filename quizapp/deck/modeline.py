"""What lets an editor complete and check a deck: a line that names a schema, and the schema.

The line names a file beside the deck, so that it is the same on every machine, and works without
network for whoever has the folder: from git, from an archive or from `quizapp new`.
"""

import os
from pathlib import Path

from quizapp.core.disk import replace_whole
from quizapp.core.outside import read_part

SHIPPED = Path(__file__).with_name("deck.schema.json")
"""Made from the models by `python -m quizapp.author.schema`."""
BESIDE = ".quizapp.schema.json"
MODELINE = f"# yaml-language-server: $schema={BESIDE}\n"
_OURS = b'"title": "A deck of quizapp"'


def schema_text() -> str:
    return SHIPPED.read_text("utf-8")


def put_schema(path: Path) -> bool:
    """Put the schema at `path`, in place of that of another version; whether it is there. Another
    file is left alone.

    Raises:
        OSError: it cannot be written.
    """
    if not is_free(path):
        return False
    if not path.exists() or path.read_bytes() != SHIPPED.read_bytes():
        replace_whole(path, SHIPPED.read_bytes())
    return True


def is_free(path: Path) -> bool:
    """Whether there is nothing at `path`, or a schema of ours."""
    if not os.path.lexists(path):
        return True
    try:
        return not path.is_symlink() and _OURS in read_part(path, 200)
    except OSError:
        return False
