"""`about`: the topic of a deck and of a card, and what `check` says of one that tells an answer."""

from pathlib import Path

import pytest

from quizapp.api import check, load_deck
from quizapp.core.codes import Code
from quizapp.deck.deck import Deck
from quizapp.deck.diagnostics import Diagnostic
from quizapp.deck.editing import changed
from quizapp.deck.library import Library

CARDS = """
- {id: plain, type: typed, prompt: Who?, answer: Ann}
- {id: own, type: typed, prompt: Who?, answer: Ben, about: Rivers}
- {id: none, type: typed, prompt: Who?, answer: Cid, about: ""}
"""


def written(folder: Path, about: str, cards: str = CARDS) -> Path:
    path = folder / "deck.yaml"
    path.write_text(f"deck: d\ntitle: t\nlanguage: en\n{about}\ncards:\n{cards}", "utf-8")
    return path


def topics(deck: Deck) -> list[str]:
    return [deck.card(key).question.about for key in deck.keys]


def test_a_card_has_the_topic_of_its_deck_its_own_or_none(tmp_path: Path) -> None:
    deck = load_deck(written(tmp_path, "about: Lakes · 2024"))
    assert deck.about == "Lakes · 2024"
    assert topics(deck) == ["Lakes · 2024", "Rivers", ""]


def test_a_topic_is_never_made_up(tmp_path: Path) -> None:
    deck = load_deck(written(tmp_path, "description: Of lakes"))
    assert deck.about == ""
    assert topics(deck) == ["", "Rivers", ""]


def test_a_topic_comes_out_of_the_cache_as_it_went_in(tmp_path: Path) -> None:
    path, cache = written(tmp_path / ".", "about: Lakes"), tmp_path / "cache"
    first = Library.open([], [path], cache).deck("d")
    again = Library.open([], [path], cache).deck("d")
    assert (again.about, topics(again)) == (first.about, topics(first))
    assert topics(again) == ["Lakes", "Rivers", ""]


def test_a_topic_is_one_clean_line(tmp_path: Path) -> None:
    path = written(tmp_path, 'about: "Lakes\\n  and \\e[31mrivers "')
    assert load_deck(path).about == "Lakes and �[31mrivers"
    assert [one.code for one in check(path)] == [Code.CLEANED]


WRONG = {
    "a list": ("about: [Lakes]", "`about` must be a text"),
    "too long": (f"about: {'a' * 81}", "`about` is too long; 80 characters are the most"),
    "misspelt": ("abuot: Lakes", "a deck has no field `abuot`; did you mean `about`?"),
}


@pytest.mark.parametrize("how", WRONG)
def test_a_topic_that_cannot_be_used_is_reported_at_its_line(how: str, tmp_path: Path) -> None:
    line, message = WRONG[how]
    [found] = check(written(tmp_path, line))
    assert (found.line, found.severity, found.message) == (4, "error", message)


def test_a_wrong_topic_of_a_card_is_reported_at_the_card(tmp_path: Path) -> None:
    card = "- {id: x, type: typed, prompt: p, answer: a, about: {a: b, c: d}}\n"
    [found] = check(written(tmp_path, "about: Lakes", card))
    assert (found.line, found.message) == (6, "`about` must be a text")


def test_no_default_is_a_topic_as_the_deck_has_one(tmp_path: Path) -> None:
    [found] = check(written(tmp_path, "defaults: {about: Lakes}"))
    assert "`defaults` has no field `about`" in found.message


@pytest.mark.parametrize("about", ["Lakes · 2024", ""])
def test_a_card_that_is_written_by_the_program_keeps_its_topic(about: str, tmp_path: Path) -> None:
    path = written(tmp_path, "about: The deck's")
    card = {"id": "new", "type": "typed", "about": about, "prompt": "p", "answer": "a"}
    text = changed(path.read_text("utf-8"), "d", ["plain", "own", "none"], [card])
    assert text.index("type:") < text.index("    about:") < text.index("prompt:")
    path.write_text(text, "utf-8")
    assert load_deck(path).card("d/new").question.about == about


CHOICE = "{id: x, type: choice, prompt: %s, answer: %s, distractors: [%s]}"
TOLD = {
    "a typed answer": (
        "The CSTO and Armenia",
        "{id: x, type: typed, prompt: Which state froze its part?, answer: Armenia}",
    ),
    "a further right answer": (
        "Armenia and the CSTO",
        "{id: x, type: typed, prompt: Which pact?, answer: The security treaty, accept: [CSTO]}",
    ),
    "the letters of a long name": (
        "Armenia and the CSTO",
        "{id: x, type: typed, prompt: Which?, answer: Collective Security Treaty Organization}",
    ),
    "the letters of two names": (
        "Armenia and the EU",
        CHOICE % ("With whom?", "The European Union", "The Eurasian Economic Union, NATO"),
    ),
    "a long name whose letters are asked for": (
        "Armenia and the Collective Security Treaty Organization",
        "{id: x, type: typed, prompt: What are the letters of the pact?, answer: CSTO}",
    ),
    "another form of the word": (
        "Armenian politics",
        "{id: x, type: typed, prompt: Which state?, answer: Armenia}",
    ),
    "an answer in the possessive": (
        "Armenia and the CSTO",
        CHOICE % ("Whose part was frozen?", "Armenia's", "Georgia's, Belarus's"),
    ),
    "a surname": (
        "Pashinyan and the pact",
        CHOICE % ("Who spoke?", "Nikol Pashinyan", "Dmitry Peskov, Olesya Vartanyan"),
    ),
    "the rest of an answer, the prompt having the first part": (
        "The Union's customs",
        "{id: x, type: typed, prompt: Which Eurasian body?, answer: Eurasian Union}",
    ),
    "a gap": (
        "Armenia and the CSTO",
        '{id: x, type: cloze, text: "Yerevan is in {{c1::Armenia}}, {{c2::Minsk}} is not."}',
    ),
    "the back of a flashcard": (
        "Votes on the merger",
        "{id: x, type: flashcard, prompt: What failed?, answer: The merger}",
    ),
    "the front of a flashcard that is asked backwards": (
        "Votes on the merger",
        "{id: x, type: flashcard, prompt: The merger, answer: It failed., reverse: true}",
    ),
    "a date in figures": (
        "The freeze · February 2024",
        "{id: x, type: typed, prompt: When?, answer: '2024-02-22'}",
    ),
    "a year": ("The treaty of 1992", "{id: x, type: numeric, prompt: When?, answer: 1992}"),
    "a number": ("The 31,000 seats", "{id: x, type: numeric, prompt: How many?, answer: 31000}"),
    "a number that could be a year": (
        "The 1500 jobs at the mill",
        CHOICE % ("How many went?", "'1,500'", "'1,200', '1,800'"),
    ),
    "a number in words": (
        "The six members",
        "{id: x, type: numeric, prompt: How many are there?, answer: 6, unit: members}",
    ),
    "an option that no other is named beside": (
        "Armenia and the CSTO",
        CHOICE % ("Who left?", "Armenia", "Georgia, Belarus"),
    ),
    "what sets an option apart": (
        "Armenia's frozen part",
        CHOICE % ("What?", "Its part was frozen", "Its part was ended, Its part was renewed"),
    ),
    "one of several options": (
        "Armenia and the CSTO",
        "{id: x, type: multi_choice, prompt: Who belongs?, answers: [Armenia, Belarus],"
        " distractors: [Georgia]}",
    ),
    "a partner": (
        "The treaty of 1992",
        "{id: x, type: matching, prompt: Match., pairs: {treaty: '1992', body: '2002'}}",
    ),
    "a true statement": (
        "Armenia freezes the pact",
        "{id: x, type: true_false, prompt: Armenia freezes the pact., answer: true}",
    ),
    "a part of a date to recall": (
        "The freeze · February 2024",
        "{id: x, type: typed, prompt: When?, answer: 22 February 2024}",
    ),
    "a date that rules others out": (
        "The freeze · February 2024",
        CHOICE % ("When?", "22 February 2024", "22 March 2024, 22 May 2023"),
    ),
    "an answer of a draft": (
        "Armenia and the CSTO",
        "{id: x, type: typed, prompt: Which state?, answer: Armenia, status: draft}",
    ),
}


@pytest.mark.parametrize("what", TOLD)
def test_a_topic_is_reported_that_tells(what: str, tmp_path: Path) -> None:
    about, card = TOLD[what]
    of_deck = told(written(tmp_path, f'about: "{about}"', f"- {card}\n"))
    own = told(written(tmp_path, "", f'- {card[:-1]}, about: "{about}"}}\n'))
    for [found] in (of_deck, own):
        assert (found.line, found.code, found.severity) == (6, Code.ABOUT, "warning")
        assert about in found.message
    assert of_deck[0].message.startswith("the deck's `about`")
    assert 'or `about: ""` for none' in own[0].message
    silent = told(written(tmp_path, f'about: "{about}"', f'- {card[:-1]}, about: ""}}\n'))
    assert silent == []


def told(deck: Path) -> list[Diagnostic]:
    """All but that there are drafts."""
    return [one for one in check(deck) if one.code is not Code.DRAFTS]


SILENT = {
    "the other options as well": (
        "Armenia and Azerbaijan",
        CHOICE % ("Who left?", "Armenia", "Azerbaijan, Georgia"),
    ),
    "what all options say": (
        "Armenia and the CSTO",
        CHOICE
        % (
            "What?",
            "The CSTO of Armenia is frozen",
            "The CSTO of Armenia is ended, The CSTO of Armenia is new",
        ),
    ),
    "no more than a common date": (
        "The freeze · February 2024",
        CHOICE % ("When?", "22 February 2024", "23 February 2024, 26 February 2024"),
    ),
    "a part of a long answer": (
        "Armenia and the CSTO",
        "{id: x, type: flashcard, prompt: Why?, answer: Armenia had got too little help}",
    ),
    "a wrong date more than the right one": (
        "The invasion · February 2022",
        CHOICE % ("When?", "September 2022", "September 2023, February 2022"),
    ),
    "the year of an event that is no date": (
        "The freeze · February 2024",
        "{id: x, type: typed, prompt: What?, answer: The summit of 2024}",
    ),
    "a false statement": (
        "Armenia leaves the pact",
        "{id: x, type: true_false, prompt: Armenia leaves the pact., answer: false, note: No.}",
    ),
    "what the prompt says anyhow": (
        "Armenia",
        "{id: x, type: typed, prompt: What is Armenia's capital?, answer: Yerevan in Armenia}",
    ),
    "the items of an order": (
        "The treaty of 1992",
        "{id: x, type: ordering, prompt: In order?, items: [treaty of 1992, body of 2002]}",
    ),
    "an answer that is asked no more": (
        "Armenia",
        "{id: x, type: typed, prompt: Which state?, answer: Armenia, status: retired}",
    ),
}


@pytest.mark.parametrize("what", SILENT)
def test_nothing_is_said_of_a_topic_that_tells(what: str, tmp_path: Path) -> None:
    about, card = SILENT[what]
    assert check(written(tmp_path, f'about: "{about}"', f"- {card}\n")) == ()


def test_a_card_whose_own_topic_tells_the_answer_of_another_is_to_be_kept_apart(
    tmp_path: Path,
) -> None:
    who = "- {id: who, type: typed, prompt: Who wrote Hamlet?, answer: Shakespeare}\n"
    when = "- {id: when, type: typed, prompt: When was Hamlet written?, answer: '1600', %s}\n"
    own = "about: Shakespeare"
    [found] = check(written(tmp_path, "", who + when % own))
    assert (found.line, found.code) == (7, Code.CUES)
    assert "keep them apart" in found.message
    [found] = check(written(tmp_path, own, who + when % "tags: [x]"))
    assert (found.line, found.code) == (6, Code.ABOUT)
