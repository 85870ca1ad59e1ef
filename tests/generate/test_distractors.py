"""Wrong options: of one class and sort with the answer, never true too, and none to be told by."""

import calendar
import re
from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from quizapp.generate import distractors
from quizapp.generate.facts import Found, Speaker

CAST = Found(
    (),
    (
        Speaker("Ana Vidal", "prime minister"),
        Speaker("Per Dahl", "defence minister of Norland"),
        Speaker("Ida Holm", "goalkeeper"),
        Speaker("Nils Berg", "opposition leader"),
        Speaker("Eva Lund", ""),
        Speaker("Orlov", "president"),
    ),
    states=("Armenia", "Russia", "Azerbaijan", "Georgia"),
)


def test_a_politician_stands_beside_politicians_who_are_named_in_full() -> None:
    assert distractors.people("Ana Vidal", CAST, "") == ["Per Dahl", "Nils Berg", "Eva Lund"]
    assert distractors.people("Ana Vidal", CAST, "What did Dahl say?") == ["Nils Berg", "Eva Lund"]
    assert distractors.people("Ida Holm", CAST, "") == []


@pytest.mark.parametrize(
    ("answer", "named", "options"),
    [
        ("Coast Party", ["Green Party", "Leeds University", "Labour Front"], 2),
        ("Coast Party", ["Coast Party", "Berg's party", "Green Party"], 0),
        ("CSTO", ["Collective Security Treaty Organization", "NATO", "EU"], 2),
        ("EU", ["European Union", "NATO", "United Nations", "UN"], 2),
        ("Acme", ["Acme Ltd", "Globe Ltd", "Norel Motors"], 2),
        ("Moscow Group", ["Moscow", "Russia", "Globe Holdings"], 0),
        ("Leeds University", ["University of Carrow", "Kelby College", "Acme Ltd"], 2),
    ],
)
def test_a_body_stands_beside_others_of_its_sort_and_never_beside_itself(
    answer: str, named: list[str], options: int
) -> None:
    found = distractors.bodies(answer, named, "")
    assert len(found) == options
    same = {"Collective Security Treaty Organization", "European Union", "Acme Ltd", "Moscow"}
    assert not same & {*found}
    assert "Leeds University" not in found
    assert "Acme Ltd" not in found


def test_a_body_that_is_told_by_another_name_is_no_option() -> None:
    named = ["European Union", "NATO", "African Union", "United Nations"]
    told = "What did the EU and the UN say of the CSTO?"
    assert distractors.bodies("CSTO", named, told) == ["NATO", "African Union"]


def test_a_capital_stands_beside_capitals_and_a_state_beside_states() -> None:
    assert distractors.states("Armenia", CAST, "") == ["Russia", "Azerbaijan", "Georgia"]
    assert distractors.states("Yerevan", CAST, "") == ["Moscow", "Baku", "Tbilisi"]
    assert "Russia" not in distractors.states("Armenia", CAST, "What did Moscow say?")
    assert "Russia" not in distractors.states("Moscow", CAST, "")


NUMBERS = [
    "1,250",
    "$3.2 billion",
    "71 per cent",
    "99.5%",
    "120,000",
    "2,500 tonnes",
    "45",
    "6 goals",
]


@pytest.mark.parametrize("answer", NUMBERS)
def test_wrong_numbers_are_written_like_the_right_one_and_as_round(answer: str) -> None:
    options = distractors.numbers(answer)
    assert len(options) == distractors.MOST
    assert answer not in options

    def shape(text: str) -> tuple[int, int, str]:
        digits = re.sub(r"\D", "", text)
        zeros = 0 if "." in text else len(digits) - len(digits.rstrip("0"))
        return zeros, len(text.partition(".")[2]), re.sub(r"[\d,.]+", "#", text)

    assert {shape(option) for option in options} == {shape(answer)}
    sizes = [float(re.sub(r"[^\d.]", "", option)) for option in (answer, *options)]
    assert max(sizes[1:]) < 3 * sizes[0] < 9 * min(sizes[1:])
    assert not answer.endswith(("%", "cent")) or max(sizes) <= 100


def test_the_right_number_and_the_right_year_may_have_any_rank() -> None:
    ranks = Counter(
        sum(
            float(option.replace(",", "")) < number for option in distractors.numbers(f"{number:,}")
        )
        for number in range(13, 4000, 7)
    )
    assert {*ranks} == {0, 1, 2, 3}
    assert min(ranks.values()) > max(ranks.values()) / 2
    years = Counter(
        sum(int(option) < year for option in distractors.times(str(year), ()))
        for year in range(1900, 2020)
    )
    assert {*years} == {0, 1, 2, 3}
    assert distractors.numbers("1,250", "How many?") == distractors.numbers("1,250", "How many?")


def test_a_number_that_is_told_or_stands_beside_another_is_no_option() -> None:
    told = "Of 6 boats, how many were sold?"
    assert "6" not in distractors.numbers("5", told)
    assert distractors.numbers("3-1") == []
    assert distractors.numbers("from 3 to 5") == []
    assert distractors.numbers("many") == []


def test_a_number_in_words_has_options_in_words() -> None:
    options = distractors.numbers("three ships")
    assert len(options) == distractors.MOST
    assert all(option.endswith(" ships") and option != "three ships" for option in options)


def test_days_of_the_story_come_first_and_three_never_follow_one_another() -> None:
    known = ["2024-02-22", "2024-02-21", "2024-02-20", "2024-03-05", "2024-02"]
    options = distractors.times("2024-02-22", known)
    assert options[:2] == ["21 February 2024", "5 March 2024"]
    for day in range(1, 28):
        iso = f"2024-05-{day:02}"
        found = [*distractors.times(iso, ()), f"{day} May 2024"]
        months = {name: number for number, name in enumerate(calendar.month_name)}
        places = sorted(
            date(2024, months[one.split()[1]], int(one.split()[0])).toordinal() for one in found
        )
        gaps = [b - a for a, b in pairwise(places)]
        assert len(found) == 4
        assert gaps.count(1) < 2


def test_no_time_is_told_or_lies_ahead_of_the_article() -> None:
    assert all(int(one) <= 2024 for one in distractors.times("2023", (), latest="2024"))
    options = distractors.times("2019", ["2020", "2018"], "What came after the vote of 2020?")
    assert "2020" not in options
