"""Files that no deck is, each to be refused at once and with one line."""

from collections.abc import Callable
from pathlib import Path


def alias_bomb(path: Path) -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x]"]
    for here, before in zip("bcdefghijkl", "abcdefghijk", strict=True):
        lines.append(f"{here}: &{here} [{', '.join([f'*{before}'] * 9)}]")
    path.write_text("\n".join(lines))


def hundred_megabytes(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024)


FILES: dict[str, Callable[[Path], object]] = {
    "100,000 levels of lists": lambda path: path.write_text("cards: " + "[" * 100_000),
    "100,000 levels of mappings": lambda path: path.write_text("{a: " * 100_000),
    "100,000 levels of items": lambda path: path.write_text("- " * 100_000),
    "an alias bomb": alias_bomb,
    "100 MB": hundred_megabytes,
    "binary data": lambda path: path.write_bytes(bytes(range(256)) * 4000),
    "two documents": lambda path: path.write_text("deck: a\n---\ndeck: b\n"),
    "an empty file": lambda path: path.write_text(""),
    "Latin-1": lambda path: path.write_bytes("deck: a\ntitle: Ärger\n".encode("latin-1")),
}
