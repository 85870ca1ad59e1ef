"""How many cells a character takes, where Rich and terminals differ.

Rich counts vowel signs that stand beside their letter, as in Hindi, Bengali, Tamil or Burmese
(Unicode's category Mc), as nothing. Most terminals (those that go by the C library, xterm, VTE,
tmux) draw them in a cell of their own: a line with ten of them ran over by ten cells, the words at
its end were lost, and what stands beside it was moved.
"""

from functools import lru_cache
from unicodedata import category

from rich import cells

_counted_by_rich = cells.get_character_cell_size


@lru_cache(maxsize=4096)
def character_cells(character: str, unicode_version: str = "auto") -> int:
    counted = _counted_by_rich(character, unicode_version)
    return counted or int(category(character) == "Mc")


def count_as_terminals_do() -> None:
    """From now on, whatever is measured by Rich or Textual has its vowel signs counted."""
    if cells.get_character_cell_size is not character_cells:
        cells.get_character_cell_size = character_cells
        cells.cached_cell_len.cache_clear()
