"""Lines of prose are measured as they will be drawn."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from quizapp.ui.content import prose_lines

RUSSIAN = "Река течёт с холмов, и старая мельница стоит у воды."
ARMENIAN = "Գետը հոսում է բլուրներից, և հին ջրաղացը կանգնած է ափին։"
ARABIC = "ينبع النهر من التلال وتقف الطاحونة القديمة على ضفته"
HEBREW = "הנהר זורם מן הגבעות והטחנה הישנה עומדת על גדתו"
HINDI = "नदी पहाड़ियों से निकलती है और पुरानी चक्की किनारे पर खड़ी है"
THAI = "แม่น้ำไหลมาจากเนินเขา และโรงสีเก่าตั้งอยู่ริมฝั่ง"
CHINESE = "河流发源于山丘。老磨坊立在河边,如今那里无人居住。"
COMBINING = "Le\u0301s e\u0301coles de\u0301ja\u0300 pre\u0302tes a\u0300 Se\u0301ve\u0301rac"


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in prose_lines(text, width)]


@pytest.mark.parametrize(
    "text", [RUSSIAN, ARMENIAN, ARABIC, HEBREW, HINDI, THAI, CHINESE, COMBINING]
)
@pytest.mark.parametrize("width", [10, 16, 40])
def test_no_line_is_wider_than_its_room_in_any_script(text: str, width: int) -> None:
    found = lines(text, width)
    assert max(map(cell_len, found)) <= width
    assert "".join("".join(found).split()) == "".join(text.split())
    assert len(found) >= cell_len(text) / width


def test_words_go_to_the_next_line_whole_and_blanks_at_its_end_are_dropped() -> None:
    assert lines("The old mill stands", 8) == ["The old", "mill", "stands"]
    assert lines("  - one two", 7) == ["  - one", "two"]
    assert lines("one\n\ntwo", 9) == ["one", "", "two"]
    assert lines("", 9) == [""]


def test_a_word_that_is_longer_than_a_line_is_cut() -> None:
    assert lines("an extraordinary word", 6) == ["an", "extrao", "rdinar", "y word"]
    assert lines("山山山山山", 4) == ["山山", "山山", "山"]


@example("  a", 2)
@given(st.text("ab \n-", max_size=60), st.integers(2, 12))
def test_letters_of_one_cell_are_broken_alike_in_any_script(text: str, width: int) -> None:
    assert prose_lines(text, width) == prose_lines(text.replace("a", "é"), width)


@given(st.text("ab é山\n\t-", max_size=60), st.integers(2, 12))
def test_all_that_is_no_blank_is_on_some_line_once(text: str, width: int) -> None:
    found = prose_lines(text, width)
    ends = [place for pair in found for place in pair]
    assert ends == sorted(ends)
    shown = "".join(text[start:end] for start, end in found)
    assert "".join(shown.split()) == "".join(text.split())
