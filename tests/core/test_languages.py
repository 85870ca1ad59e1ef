"""Which language words are in."""

import pytest

from quizapp.core.languages import LANGUAGES, language, of_words


@pytest.mark.parametrize(
    ("code", "texts"),
    [
        ("en", ["What is the capital of Armenia?", "Who was it that founded the city?"]),
        ("de", ["Was ist die Hauptstadt von Armenien?", "Wer ist der Präsident und wann wurde er"]),
        ("fr", ["Quelle est la capitale de ce pays ?", "Dans quelle ville est le musée du roi ?"]),
        ("es", ["¿Cuál es la capital?", "¿Quién fue el primer rey de España y por qué?"]),
        ("it", ["Qual è la capitale?", "Chi è il re e quando è stato incoronato nella città?"]),
        ("pt", ["Qual é a capital do Brasil?", "Quem foi o primeiro rei e como não foi?"]),
        ("nl", ["Wat is de hoofdstad?", "Wie is de koning van het land en waar is hij?"]),
        ("sv", ["Vad är huvudstaden i Sverige?", "Vem är kung och hur länge har det varit?"]),
        ("pl", ["Co to jest stolica?", "Kto jest królem i kiedy był na to czas?"]),
        ("ru", ["Кто был первым царём, и какой это город? Вы"]),
        ("uk", ["Яке місто є столицею?"]),
        ("el", ["Ποια είναι η πρωτεύουσα;"]),
        ("he", ["מהי בירת ארמניה?"]),
        ("ar", ["ما هي عاصمة أرمينيا؟"]),
        ("fa", ["پایتخت ارمنستان چیست؟"]),
        ("hi", ["आर्मेनिया की राजधानी क्या है?"]),
        ("ja", ["アルメニアの首都はどこですか", "日本"]),
        ("zh", ["亚美尼亚的首都是哪里"]),
        ("ko", ["아르메니아의 수도는 어디입니까"]),
        ("hy", ["Ո՞րն է Հայաստանի մայրաքաղաքը"]),
        ("th", ["เมืองหลวงของอาร์เมเนียคืออะไร"]),
    ],
)
def test_a_language_is_known_by_its_plain_words(code: str, texts: list[str]) -> None:
    assert of_words(texts) == code


@pytest.mark.parametrize(
    "texts",
    [
        [],
        ["1992"],
        ["Yerevan", "Minsk", "Astana"],
        ["Hvem er konge?"],  # Danish and Norwegian
        [
            "What is this?",
            "Was ist das und wer ist der Mann von der Insel?",
            "Who is the man of it",
        ],
        ["Столица"],
    ],
)
def test_what_is_not_plain_is_not_guessed(texts: list[str]) -> None:
    assert of_words(texts) == ""


def test_a_code_may_name_a_region() -> None:
    assert language("pt-BR") is LANGUAGES["pt"]
    assert language("EN_us") is LANGUAGES["en"]
    assert language("nb") is LANGUAGES["no"]


def test_nothing_is_known_of_a_language_that_is_not_there() -> None:
    assert language("tlh").articles == language("").articles == {}
