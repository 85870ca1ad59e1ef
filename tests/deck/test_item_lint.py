"""`check` finds cards that are unfair or too easy, and leaves alone those that only look so."""

from pathlib import Path

import pytest

from quizapp.core.codes import Code
from quizapp.deck.check import check_file


def codes(folder: Path, card: str, language: str = "en") -> list[Code]:
    deck = folder / "deck.yaml"
    head = f"deck: d\ntitle: t\nlanguage: {language}\ncards:\n"
    deck.write_text(f"{head}- {{id: x, {card}}}\n", "utf-8")
    return [one.code for one in check_file(deck).diagnostics]


def choice(options: str, prompt: str = "What is it?") -> str:
    answer, rest = options.split("; ", 1)
    wrong = ", ".join(f'"{one}"' for one in rest.split("; "))
    return f'type: choice, prompt: "{prompt}", answer: "{answer}", distractors: [{wrong}]'


def many(answers: str, distractors: str, prompt: str = "What is there?") -> str:
    options = f"answers: [{answers}], distractors: [{distractors}]"
    return f'type: multi_choice, prompt: "{prompt}", {options}'


def typed(prompt: str, more: str = "") -> str:
    return f'type: typed, prompt: "{prompt}", answer: silt{more}'


SAID = ", claim: attributed, by: 'Ann Lee, engineer of the harbour board'"

# by code: cards that it is said of, and cards near to them that it is not said of
TOLD: dict[Code, tuple[list[str], list[str]]] = {
    Code.ALL_OF_THE_ABOVE: (
        [
            choice("Iron; Tin; All of the above"),
            choice("None of these; Iron; Tin"),
            choice("Iron; Tin; Both A and B"),
            choice("Iron; Tin; a) and c) only"),
            choice("Iron; Tin; None of the options."),
            many("Iron, Tin", "Gold, None of the above"),
        ],
        [
            choice("None of them; One of them; Two of them", "How many came?"),
            choice("All of the crew; The mate; The cook", "Who was saved?"),
            choice("Bed and board; Bread and butter; Bait"),
        ],
    ),
    Code.ONE_DISTRACTOR: (
        [choice("Kura; Aras"), choice("In the north; At sea")],
        [
            choice("Kura; Aras; Terek"),
            choice("Kura; Aras", "Which is longer, the Kura or the Aras?"),
            choice("Yes; No"),
            choice("Before the war; After the war"),
            choice("It is legal; It is illegal"),
            choice("It floats; It does not float"),
            many("Kura", "Aras"),
        ],
    ),
    Code.OVERLAP: (
        [
            choice("lion; Lion; bear"),
            choice("10 to 20; 1 to 9; 20 to 30"),
            choice("10–20 km; 15–25 km; 30–40 km"),
            choice("more than 5; more than 10; none"),
            choice("Georgia; Georgia and Iran; Turkey"),
            many("lion, bear", "Bear"),
        ],
        [
            choice("10 to 19; 1 to 9; 20 to 30"),
            choice("10–20 km; 15–25 days; 30–40 m"),
            choice("less than 5; more than 5; exactly five"),
            choice("1988 to 1994; 1991 to 1994; 1990 to 1992", "When was the war?"),
            choice("`a`; `A`; `b`", "Which name is it?"),
            choice("Co; CO; Cu", "Which is cobalt?"),
            choice("Georgia and Iran; Iran and Turkey; Georgia and Turkey"),
        ],
    ),
    Code.CLUE: (
        [
            choice("The fishing board; The court; The navy", "Who settles quarrels over fishing?"),
            choice("A treaty of peace; A loan; A map", "What did the treaty become?"),
        ],
        [
            choice(
                "The fishing board; The fish court; A navy", "Who settles quarrels over fishing?"
            ),
            choice("The herring board; The court; The navy", "Who settles quarrels over fishing?"),
            choice("Which is it; Who; Why", "Which of these words would they use?"),
            choice("right; left; both of them", "On which bank, left or right, is the old fort?"),
        ],
    ),
    Code.NEGATIVE: (
        [
            choice("Mars; Moon; Io", "Which of these is not a moon?"),
            choice("Mars; Moon; Io", "Which of the following isn't a moon?"),
            choice("Mars; Moon; Io", "What does the pact not cover?"),
            choice("Mars; Moon; Io", "Who cannot vote?"),
            many("Mars", "Moon, Io", "All of these are moons except:"),
        ],
        [
            choice("Mars; Moon; Io", "Which of these is NOT a moon?"),
            choice("Mars; Moon; Io", "Which of these is *not* a moon?"),
            choice("Mars; Moon; Io", "All of these are moons EXCEPT one:"),
            choice("Mars; Moon; Io", "Why did the crew not land?"),
            choice("Mars; Moon; Io", "Who said that they would not land?"),
            choice("Mars; Moon; Io", "Which reason is given why it did not land?"),
            choice("Mars; Moon; Io", "What is not only a moon?"),
            typed("Which of these is not a moon?"),
        ],
    ),
    Code.ABSOLUTE: (
        [
            choice("At high tide; Never at night; Always at noon"),
            many("At ebb", "Only in May, Never, At noon"),
        ],
        [
            choice("Always at high tide; Never at night; Always at noon"),
            choice("At high tide; Never at night; At noon"),
            choice("The mate; All of it; Only a bit", "Who saved not all, and not only a bit?"),
        ],
    ),
    Code.SPEAKER: (
        [typed("What ruined the harbour?", SAID), typed("What did the sea bring?", SAID)],
        [
            typed("What ruined the port, as Lee has it?", SAID),
            typed("What was Lee's finding?", SAID),
            typed("According to an engineer, what ruined the port?", SAID),
            typed("What is blamed for it?", SAID),
            typed("What ruined the harbour?", SAID.replace("attributed", "fact")),
            typed("What ruined it?", SAID + ", about: The report of Ann Lee"),
            choice("Ann Lee; Bo Hall; Cy Marsh", "Who found silt?") + SAID,
        ],
    ),
    Code.EXPLANATION: (
        [
            typed("What ruined the harbour?", ", explain: It was silt that ruined the harbour."),
            "type: true_false, prompt: The port is deep., answer: false, explain: It is not deep.",
            "type: true_false, prompt: The harbour is deep., answer: false",
        ],
        [
            typed("What ruined the harbour?", ", explain: Silt came down with the river."),
            typed("What ruined it?", ", explain: It was silt., evidence: {quote: q}, note: So."),
            "type: true_false, prompt: The harbour is deep., answer: true",
            "type: true_false, prompt: The harbour is deep., answer: false, feedback: {'true': Two"
            " feet.}",
        ],
    ),
}


@pytest.mark.parametrize("code", TOLD)
def test_it_is_told_of_cards_with_the_flaw_and_not_of_those_near_to_them(
    code: Code, tmp_path: Path
) -> None:
    flawed, fair = TOLD[code]
    assert [card for card in flawed if code not in codes(tmp_path, card)] == []
    assert [card for card in fair if code in codes(tmp_path, card)] == []


IN_WORDS = (Code.ALL_OF_THE_ABOVE, Code.CLUE, Code.NEGATIVE, Code.ABSOLUTE, Code.SPEAKER)


@pytest.mark.parametrize("code", IN_WORDS)
def test_what_hangs_on_words_is_told_of_english_only(code: Code, tmp_path: Path) -> None:
    for card in TOLD[code][0]:
        assert code not in codes(tmp_path, card, "de")
        assert code in codes(tmp_path, card, "en-GB")


@pytest.mark.parametrize("code", TOLD)
def test_nothing_is_told_of_cards_that_are_asked_no_more(code: Code, tmp_path: Path) -> None:
    for card in TOLD[code][0]:
        assert codes(tmp_path, f"{card}, status: retired") == []


def test_a_stranger_s_long_text_is_checked_at_once(tmp_path: Path) -> None:
    long = "which is not " * 7000
    options = "1, , " * 15000
    fields = f'prompt: "{long}", answer: "{options}1", distractors: ["{options}2", "{options}3"]'
    assert Code.NEGATIVE not in codes(tmp_path, f"type: choice, {fields}")
