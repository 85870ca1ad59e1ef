"""Decks with the texts that they quote, as one file to hand out.

A bundle is a zip of plain files without folders. It is read as what it may be, a stranger's: each
name must be one that a deck or a text has, sizes count while it is unpacked, and whatever is not as
it should be refuses it as a whole.
"""

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from quizapp.core.disk import replace_whole
from quizapp.core.errors import DeckError
from quizapp.core.outside import FileTooLarge, NotARegularFile, open_file, read_file
from quizapp.core.text import clean
from quizapp.deck.check import CheckedDeck, check_file
from quizapp.deck.files import LARGEST_FILE, LARGEST_TEXT, is_record

DECKS = (".yaml", ".yml")
TEXTS = (".md", ".txt", ".html", ".htm")
MOST_FILES = 1000
LARGEST_BUNDLE = 2 * LARGEST_FILE
"""Bytes of all that is in one, unpacked."""
_DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The time of all files in a zip: the same decks give the same bytes."""
_NAME = re.compile(r"[^\W_][\w .,()'’+&-]{0,99}")
_OF_THE_SYSTEM = re.compile(r"__MACOSX/|(?:.*/)?(?:\.DS_Store|Thumbs\.db|desktop\.ini)$")
"""What the packing programs of other systems put in by themselves."""
_PIECE = 1 << 20


@dataclass(frozen=True)
class Bundle:
    """File names with their contents, and how much is in them."""

    files: Mapping[str, bytes]
    decks: int
    cards: int
    drafts: int

    @property
    def texts(self) -> int:
        return len(self.files) - self.decks


def gather(path: Path) -> Bundle:
    """A deck, or those right in a folder, with their texts.

    Raises:
        DeckError: there is none, one has errors, or a text lies in another folder.
    """
    paths = _decks_in(path) if path.is_dir() else [path]
    files: dict[str, bytes] = {}
    checked = []
    for one in paths:
        found = check_file(one)
        refuse_broken(found, one)
        checked.append(found)
        if found.text and len(PurePosixPath(found.text.replace("\\", "/")).parts) > 1:
            raise DeckError(
                f"{one}: its source text {found.text} lies in another folder; put it beside the"
                " deck, and pack again"
            )
        names = [one.name, *([found.text] if found.text else [])]
        files |= {name: _read(one.parent / name) for name in names}
    return _counted(files, checked)


def _decks_in(folder: Path) -> list[Path]:
    paths = sorted(one for one in folder.iterdir() if _is_deck(one))
    if not paths:
        below = next((one for one in sorted(folder.glob("*/*")) if _is_deck(one)), None)
        hint = f"; name the folder that holds them, such as {below.parent}" if below else ""
        raise DeckError(f"{folder}: no deck is in this folder{hint}")
    return paths


def _is_deck(path: Path) -> bool:
    named = path.suffix.lower() in DECKS and not path.name.startswith(".")
    return named and path.is_file() and not is_record(path)


def _counted(files: Mapping[str, bytes], checked: list[CheckedDeck]) -> Bundle:
    statuses = [one.status for found in checked for one in found.questions]
    approved, drafts = statuses.count("approved"), statuses.count("draft")
    return Bundle(files, len(checked), approved, drafts)


def refuse_broken(found: CheckedDeck, path: Path) -> None:
    """Raises: DeckError: the deck has errors."""
    errors = [one for one in found.diagnostics if one.severity == "error"]
    if errors:
        raise DeckError(f"{errors[0]}\n`quizapp check {path}` shows all problems")


def _read(path: Path) -> bytes:
    try:
        return read_file(path, LARGEST_FILE)
    except OSError as error:
        raise DeckError(f"{path}: cannot be read: {error.strerror}") from error


def write(bundle: Bundle, target: Path) -> None:
    """Put a bundle at `target`, whole or not at all.

    Raises:
        DeckError: it cannot be written.
    """
    if not target.absolute().parent.is_dir():
        raise DeckError(f"{target.parent}: no such folder, so nothing was packed; make it first")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(bundle.files):
            info = zipfile.ZipInfo(name, _DAY_ONE)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = (stat.S_IFREG | 0o644) << 16
            archive.writestr(info, bundle.files[name])
    try:
        replace_whole(target, packed.getvalue())
    except OSError as error:
        where = error.filename or target
        raise DeckError(f"{where}: {error.strerror or error}; nothing was packed") from error


def unpack(path: Path) -> dict[str, bytes]:
    """What a bundle, a folder that was unpacked from one, or a deck with its text, holds.

    Raises:
        DeckError: it is none, or holds what a bundle may not hold.
    """
    if path.suffix.lower() in DECKS and path.is_file():
        return dict(gather(path).files)
    files = dict(_of_folder(path) if path.is_dir() else _of_zip(path))
    if not any(name.lower().endswith(DECKS) for name in files):
        raise DeckError(f"{path}: no deck is in it")
    return files


def _of_folder(folder: Path) -> Iterator[tuple[str, bytes]]:
    size = 0
    for number, path in enumerate(sorted(folder.iterdir())):
        if number >= MOST_FILES:
            raise _refused(folder, f"more than {MOST_FILES} files are in it")
        if path.name.startswith(".") or path.is_dir() or _OF_THE_SYSTEM.match(path.name):
            continue
        if path.suffix.lower() not in (*DECKS, *TEXTS):
            continue  # the rest of somebody's folder
        name = _name(folder, path.name)
        if path.is_symlink():
            raise _refused(folder, f"{name} is a link; put the file itself there")
        try:
            content = read_file(path, _largest(name))
        except FileTooLarge as error:
            raise _refused(folder, f"{name} is {error.strerror}") from error
        except NotARegularFile as error:
            raise _refused(folder, f"{name} is not a file") from error
        except OSError as error:
            raise DeckError(f"{path}: cannot be read: {error.strerror}") from error
        size += len(content)
        if size > LARGEST_BUNDLE:
            raise _refused(folder, "its files are too large together")
        yield name, content


def _of_zip(path: Path) -> Iterator[tuple[str, bytes]]:
    try:
        with open_file(path) as opened, zipfile.ZipFile(opened) as archive:
            yield from _members(path, archive)
    except FileNotFoundError:
        raise DeckError(f"{path}: no such file; check the name") from None
    except zipfile.BadZipFile:
        raise DeckError(f"{path}: no zip, or a damaged one; ask for it again") from None
    except (zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError) as error:
        raise DeckError(f"{path}: cannot be unpacked; ask for it again") from error
    except OSError as error:
        raise DeckError(f"{path}: cannot be read: {error.strerror or error}") from error


def _members(path: Path, archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    members = [one for one in archive.infolist() if not _OF_THE_SYSTEM.match(one.filename)]
    if len(members) > MOST_FILES:
        raise _refused(path, f"more than {MOST_FILES} files are in it")
    files = [one for one in members if not one.is_dir()]
    top = _common_folder(files)
    size = 0
    seen: set[str] = set()
    for member in files:
        name = _name(path, member.filename.removeprefix(top))
        kind = member.external_attr >> 16
        if kind and stat.S_IFMT(kind) not in (0, stat.S_IFREG):
            raise _refused(path, f"{name} is a link or a device")
        if name.casefold() in seen:
            raise _refused(path, f"{name} is in it twice")
        seen.add(name.casefold())
        content = _content(path, archive, member, min(_largest(name), LARGEST_BUNDLE - size))
        size += len(content)
        yield name, content


def _common_folder(files: list[zipfile.ZipInfo]) -> str:
    """The one folder in which all lies, as where somebody has packed a folder by hand."""
    tops = {one.filename.partition("/")[0] for one in files if "/" in one.filename}
    nested = all("/" in one.filename for one in files)
    top = next(iter(tops), "")
    return f"{top}/" if nested and len(tops) == 1 and _NAME.fullmatch(top) else ""


def _name(where: Path, name: str) -> str:
    """Raises: DeckError: no deck and no text has such a name."""
    shown = clean(name)[:80]
    if "/" in name or "\\" in name or ":" in name or name in (".", ".."):
        raise _refused(where, f'"{shown}" has a folder in its name')
    if not _NAME.fullmatch(name) or name[-1] in ". ":
        raise _refused(where, f'"{shown}" is not a usable name')
    if not name.lower().endswith((*DECKS, *TEXTS)):
        raise _refused(where, f'"{shown}" is no deck and no text')
    return name


def _largest(name: str) -> int:
    return LARGEST_FILE if name.lower().endswith(DECKS) else LARGEST_TEXT


def _content(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int) -> bytes:
    """Raises: DeckError: it has more bytes; they are counted as they come."""
    pieces, left = [], most + 1
    with archive.open(member) as opened:
        while left and (piece := opened.read(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
    if not left:
        raise _refused(path, f"{clean(member.filename)[:80]} is too large when it is unpacked")
    return b"".join(pieces)


def _refused(where: Path, why: str) -> DeckError:
    return DeckError(f"{where}: {why}; nothing was added")
