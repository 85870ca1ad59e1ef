"""What is read line by line is as the parser reads it, and said to stand where it is."""

from pathlib import Path
from random import Random

import pytest

from quizapp.deck.diagnostics import Report
from quizapp.deck.plain_cards import read_deck
from quizapp.deck.reader import Document, read
from tests.bench.make_decks import write_decks
from tests.faults.decks import sheets, somewhere
from tests.faults.mistakes import MISTAKES

SIGNS = [*"\"'`:#-?,[]{}&*!|>%@~<=\\ \n\t\r", "\N{NO-BREAK SPACE}", "\x85", "\u2028", "\ufeff"]
SIGNS += [
    ": ",
    " #",
    "\n  ",
    "\n    ",
    "\n  - ",
    "\n---\n",
    "- ",
    ", ",
    "{{",
    "}}",
    "null",
    "é",
    "''",
]


def said(text: str) -> str:
    """What the parser makes of it: with all problems, and the places of all values."""
    report = Report("deck.yaml", text)
    return _shown(read(report), report)


def said_quickly(text: str) -> str:
    report = Report("deck.yaml", text)
    return _shown(read_deck(report), report)


def _shown(found: Document | None, report: Report) -> str:
    if found is None:
        return str(report.found)
    places = []
    cards = found.value.get("cards")
    for number, card in enumerate(cards if isinstance(cards, list) else []):
        loc = ("cards", number)
        places.append(found.locate(loc))
        for name, value in card.items() if isinstance(card, dict) else ():
            places += [found.locate((*loc, name)), found.locate_key((*loc, name))]
            if isinstance(value, dict):
                places += [found.locate((*loc, name, key)) for key in value]
            if isinstance(value, list):
                places += [found.locate((*loc, name, at)) for at in range(len(value))]
    tops = [found.locate((name,)) for name in found.value]
    return f"{found.value} {report.found} {sorted(found.reported)} {tops} {places}"


def test_decks_are_read_as_they_stand(tmp_path: Path) -> None:
    for sheet in sheets(tmp_path):
        text, _ = sheet.with_mistakes({})
        assert said_quickly(text) == said(text)


def test_decks_with_a_mistake_are_told_the_same(tmp_path: Path) -> None:
    random, found = Random(3), sheets(tmp_path, large=False)
    for mistake in MISTAKES:
        sheet = random.choice(found)
        if made := somewhere(random, sheet, mistake, range(len(sheet.blocks))):
            text, _ = sheet.with_mistakes(dict([made]))
            assert said_quickly(text) == said(text), mistake.__name__


@pytest.mark.parametrize("seed", range(6))
def test_signs_anywhere_are_read_as_the_parser_reads_them(seed: int, tmp_path: Path) -> None:
    random = Random(seed)
    [path] = write_decks(tmp_path, 1, 12)
    whole = path.read_text("utf-8")
    for _ in range(40):
        text = whole
        for _ in range(random.choice((1, 1, 2, 4))):
            at = random.randrange(whole.index("cards:"), len(text))
            text = text[:at] + random.choice(SIGNS) + text[at + random.choice((0, 0, 1, 5)) :]
        assert said_quickly(text) == said(text), text


def test_most_cards_need_no_parser(tmp_path: Path) -> None:
    [path] = write_decks(tmp_path, 1, 200)
    found = read_deck(Report("deck.yaml", path.read_text("utf-8")))
    assert found
    left_to_it = found.parts[1:]
    assert len(left_to_it) == 2  # the first, by which the list is known, and the last
