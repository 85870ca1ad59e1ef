"""Who says what: each claim has the speaker that the text gives it, or it is no claim."""

from pathlib import Path

import pytest

from quizapp.generate.article import read
from tests.generate.conftest import article, facts, loaded, understood

pytestmark = pytest.mark.generator

CAST = (
    "Mira Olsen, the mayor of Tarnby, is back from Lund. Per Holm, a fisherman, sold his boat.\n\n"
)


def heard(tmp_path: Path, story: str) -> list[str]:
    """What the story is understood to say, as `Speaker: claim`; no speaker for the article."""
    return [
        f"{fact.speaker.name if fact.speaker else ''}: {fact.text}"
        for fact in facts(tmp_path, CAST + story)
        if fact.clause is not None
    ]


TOLD = [
    # the tag stands behind, before, in the midst
    ('"The ferry carried the mail," Olsen said.', "Mira Olsen: the ferry carried the mail"),
    ('"The ferry carried the mail," said Olsen.', "Mira Olsen: the ferry carried the mail"),
    ('Olsen said: "The ferry carried the mail."', "Mira Olsen: the ferry carried the mail"),
    (
        'Olsen told reporters, "The ferry carried the mail."',
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        'The pier was quiet. "The ferry carried the mail." – Per Holm, a fisherman.',
        "Per Holm: the ferry carried the mail",
    ),
    (
        '"The pier is lost," said Holm, who fishes here, "and the ferry carried the mail."',
        "Per Holm: the ferry carried the mail",
    ),
    (
        '"The pier is lost," Holm, who fishes here, said. "The ferry carried the mail."',
        "Per Holm: the ferry carried the mail",
    ),
    (
        '"The ferry carried the mail," Olsen wrote on X. The pier was quiet all day long.',
        "Mira Olsen: the ferry carried the mail",
    ),
    ('"The ferry carried the mail," Olsen agreed.', "Mira Olsen: the ferry carried the mail"),
    ('"The ferry carried the mail!" Olsen shouted.', "Mira Olsen: the ferry carried the mail"),
    # two speak in one paragraph
    (
        '"The pier is safe," Olsen said. Holm replied: "The ferry carried the mail."',
        "Per Holm: the ferry carried the mail",
    ),
    (
        '"The pier is safe," Olsen said. "The ferry carried the mail," Holm said.',
        "Per Holm: the ferry carried the mail",
    ),
    (
        '"The pier is safe," Olsen said. Holm disagreed. "The ferry carried the mail."',
        "Per Holm: the ferry carried the mail",
    ),
    (
        'Holm was blunt in the hall. "The ferry carried the mail."',
        "Per Holm: the ferry carried the mail",
    ),
    # in single marks
    (
        "'The pier doesn't hold,' Olsen said. 'The ferry carried the mail.'",
        "Mira Olsen: the ferry carried the mail",
    ),
    # speech over several paragraphs
    (
        '"The pier is safe," Olsen said.\n\n"The storm is over.\n\n"The ferry carried the mail."',
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        'The Harbour Board said: "The pier is safe.\n\n"The ferry carried the mail."',
        "the Harbour Board: the ferry carried the mail",
    ),
    # narrated, with the source behind or in the midst
    ("The ferry carried the mail, Olsen said.", "Mira Olsen: the ferry carried the mail"),
    ("The ferry carried the mail, the ministry said.", "the ministry: the ferry carried the mail"),
    (
        "The pier held and the ferry carried the mail, the ministry said on Tuesday.",
        "the ministry: the ferry carried the mail",
    ),
    ("The ferry, the ministry said, carried the mail.", "the ministry: the ferry carried the mail"),
    (
        "The minister, Ada Berg, closed the pier. The ferry carried arms, she pointed out.",
        "Ada Berg: the ferry carried arms",
    ),
    (
        "The minister, Ada Berg, closed the pier. The ferry, she warned, carried arms.",
        "Ada Berg: the ferry carried arms",
    ),
    (
        "According to Olsen, the pier is safe and the ferry carried the mail.",
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        "The pier is safe, according to Olsen, and the ferry carried the mail.",
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        "In a statement, the Harbour Board said the ferry carried the mail.",
        "the Harbour Board: the ferry carried the mail",
    ),
    (
        "Olsen was quoted as saying the ferry carried the mail.",
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        "Olsen told the council that the pier was safe and that the ferry carried the mail.",
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        "Olsen said she believes the ferry carried the mail.",
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        "The Kremlin closed the talks. It said the ferry carried the mail.",
        "the Kremlin: the ferry carried the mail",
    ),
    (
        "The ferry, which according to Holm carried the mail, was sold to Denmark.",
        "Per Holm: the ferry carried the mail",
    ),
    # an agency, a paper or a station only passes on what others said
    (
        "The ministry said the ferry carried the mail, Interfax reported.",
        "the ministry: the ferry carried the mail",
    ),
    (
        "Olsen was quoted by Interfax as saying the ferry carried the mail.",
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        "The Tarnby Post quoted Mira Olsen as saying the ferry carried the mail.",
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        '"The ferry carried the mail," Reuters quoted Olsen as saying.',
        "Mira Olsen: the ferry carried the mail",
    ),
    (
        'Reuters quoted Olsen as saying the pier held, but added: "The ferry carried the mail."',
        "Mira Olsen: the ferry carried the mail",
    ),
    ("The ferry carried the mail, Reuters reported.", "Reuters: the ferry carried the mail"),
    # who speaks for somebody, with somebody, or without a name
    (
        "Mira Olsen's spokesman said the ferry carried the mail.",
        "Mira Olsen's spokesman: the ferry carried the mail",
    ),
    (
        "Olsen is ill. The ferry carried the mail, her spokesman said.",
        "Mira Olsen's spokesman: the ferry carried the mail",
    ),
    (
        "A lawyer for Mira Olsen said the ferry carried the mail.",
        "a lawyer for Mira Olsen: the ferry carried the mail",
    ),
    (
        "Olsen and Holm said the ferry carried the mail.",
        "Mira Olsen and Per Holm: the ferry carried the mail",
    ),
    (
        "Mira Olsen and Per Holm said the ferry carried the mail.",
        "Mira Olsen and Per Holm: the ferry carried the mail",
    ),
    ("Officials said the ferry carried the mail.", "officials: the ferry carried the mail"),
    (
        "An official said the ferry carried the mail.",
        "an unnamed official: the ferry carried the mail",
    ),
    (
        "A senior official, who asked not to be named, said the ferry carried the mail.",
        "an unnamed senior official: the ferry carried the mail",
    ),
    (
        "A person familiar with the matter said the ferry carried the mail.",
        "a person familiar with the matter: the ferry carried the mail",
    ),
    (
        "A Danish diplomat said the pier was safe. The diplomat said the ferry carried the mail.",
        "an unnamed Danish diplomat: the ferry carried the mail",
    ),
]


@pytest.mark.parametrize(
    ("story", "speaker"),
    [
        ("Norway will leave the pact in May, its government announced.", "Norway's government"),
        (
            "Norway rejected the charge. Its foreign ministry said that the figures were old.",
            "Norway's foreign ministry",
        ),
        (
            "The fund lost a lawsuit. Its chairman, Peter Olsen, said that the verdict was wrong.",
            "Peter Olsen",
        ),
        (
            "Researchers at Tolby University measured the ice. The researchers found that it is"
            " thin. They estimate that the lake will be free of ice in ten years.",
            "the researchers",
        ),
        (
            "Norway denied the charge. Its ambassador to Armenia said that the figures were old.",
            "Norway's ambassador to Armenia",
        ),
        (
            "The mayor, Karl Berg, said he was ill. The minister, Aurel Lund, called the fine"
            " unfair. He said that the crane had been paid for.",
            "Aurel Lund",
        ),
        (
            "A spokesman for the port said that the wall was safe. The crane, he said, was built"
            " to carry ten tonnes.",
            "a spokesman for the port",
        ),
    ],
)
def test_who_speaks_for_whom_is_told_by_the_sentence_before(
    story: str, speaker: str, tmp_path: Path
) -> None:
    told = [one.speaker.name for one in facts(tmp_path, story, "claim") if one.speaker]
    assert told[-1:] == [speaker]


@pytest.mark.parametrize(
    "story",
    [
        "Norway met Armenia, and Armenia sulked. Its ministry said that the figures were old.",
        "The old boat of the king burned. Its ministry said that the figures were old.",
        "The court met on Monday in Tolby. The fire said that the valve was shut.",
    ],
)
def test_nobody_speaks_where_several_may_be_meant_or_nothing_can(
    story: str, tmp_path: Path
) -> None:
    told = [one.speaker.name for one in facts(tmp_path, story, "claim") if one.speaker]
    assert not [one for one in told if "ministry" in one or "fire" in one]


@pytest.mark.parametrize(("story", "claim"), TOLD)
def test_a_claim_has_the_speaker_that_the_text_gives_it(
    story: str, claim: str, tmp_path: Path
) -> None:
    text = claim.partition(": ")[2]
    assert {one for one in heard(tmp_path, story) if one.endswith(f": {text}")} == {claim}


UNTOLD = [
    # a chain has two speakers
    "An official said that Malta had said that the ferry carried the mail.",
    "According to an official, Malta said the ferry carried the mail.",
    "The ministry said the ferry carried the mail, an official reported.",
    "Olsen was quoted by an official as saying the ferry carried the mail.",
    "Holm said Olsen believes the ferry carried the mail.",
    '"Holm told me that the ferry carried the mail," Olsen said.',
    # nobody is named, or two may be meant
    'The sign on the pier read: "The ferry carried the mail for years."',
    "The ferry carried the mail, somebody said.",
    "The ferry carried the mail, some say.",
    "Mats Lind met Tom Berg. The ferry carried the mail, he said.",
    'The pier fell, and the ferry "carried the mail for many years".',
    "We know that the ferry carried the mail.",
    # nobody answers for it
    "The firm reportedly lost its pier and the ferry carried the mail.",
    "Perhaps the ferry carried the mail.",
    "It seems that the ferry carried the mail.",
    "It is thought that the ferry carried the mail.",
    "Olsen asked whether the ferry carried the mail.",
]


@pytest.mark.parametrize("story", UNTOLD)
def test_what_no_single_speaker_answers_for_is_no_claim(story: str, tmp_path: Path) -> None:
    assert not [
        one for one in heard(tmp_path, story) if one.endswith(": the ferry carried the mail")
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "The sale was a bitter pill.",
        "The storm was a big wrench in the works of the town.",
        "The vote is a disaster.",
        "The plan is absurd.",
        "The council acted like a lost dog.",
        "The town behaved as if nothing had happened.",
        "The town has lost its mind!",
    ],
)
def test_a_figure_of_speech_of_the_narrator_is_no_claim(sentence: str, tmp_path: Path) -> None:
    first = " ".join(sentence.lower().split()[:2])
    assert not [one for one in heard(tmp_path, sentence) if one.startswith(f": {first}")]


def test_a_judgement_with_a_speaker_is_theirs(tmp_path: Path) -> None:
    assert "Mira Olsen: the vote is a disaster" in heard(
        tmp_path, '"The vote is a disaster for us," Olsen said. "The vote is a disaster."'
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Tarnby is a town in Denmark.",
        "The pier is a part of the harbour.",
        "Olsen is the oldest mayor of the country.",
    ],
)
def test_a_plain_copula_still_tells_something(sentence: str, tmp_path: Path) -> None:
    assert len(heard(tmp_path, sentence)) == len(heard(tmp_path, "")) + 1


MINISTER = "Armenia's foreign minister, Ara Petrosyan, spoke in Paris on Monday. "

REPAIRED = [
    ("We have frozen our part in the pact.", "Armenia has frozen its part in the pact"),
    ("We're ready to sign the pact.", "Armenia is ready to sign the pact"),
    ("We were wrong about the pact.", "Armenia was wrong about the pact"),
    ("We don't want a war.", "Armenia does not want a war"),
    ("We want peace.", "Armenia wants peace"),
    ("We will not rejoin the pact.", "Armenia will not rejoin the pact"),
    ("We've sent 40 letters to Moscow.", "Armenia has sent 40 letters to Moscow"),
    ("We carry the cost of the pact.", "Armenia carries the cost of the pact"),
    ("We were invited to Paris.", "Armenia was invited to Paris"),
    ("The pact does not protect us.", "the pact does not protect Armenia"),
    ("Our border is closed.", "Armenia's border is closed"),
    ("My country wants peace.", "Armenia wants peace"),
    ("I am ready for talks.", "Ara Petrosyan is ready for talks"),
    ("I have written to Moscow.", "Ara Petrosyan has written to Moscow"),
    ("I was in Moscow in May.", "Ara Petrosyan was in Moscow"),
    ("We trust Moscow and have signed a treaty.", "Armenia has signed a treaty"),
    ("We have never received an answer.", "Armenia has never received an answer"),
]


@pytest.mark.parametrize(("words", "claim"), REPAIRED)
def test_i_and_we_are_the_speaker_and_their_side_and_the_verb_goes_with_it(
    words: str, claim: str, tmp_path: Path
) -> None:
    story = f'{MINISTER}"{words.rstrip(".")}," Petrosyan said. "The hall in Paris was cold."'
    assert f"Ara Petrosyan: {claim}" in heard(tmp_path, story)


@pytest.mark.parametrize(
    ("who", "side"),
    [
        ("Armenian Foreign Minister Ara Petrosyan", "Armenia"),
        ("Ara Petrosyan, the prime minister of Armenia,", "Armenia"),
        ("Kremlin spokesman Ivan Pavlov", "the Kremlin"),
        ("Ada Berg, the chief executive of Nordvik Holdings,", "Nordvik Holdings"),
        ("Ada Berg, the mayor of Tarnby,", "Tarnby"),
        ("The Harbour Board", "the Harbour Board"),
        ("The ministry", "the ministry"),
        ("Norway wants a ferry, Prime Minister Ada Berg", "Norway"),
    ],
)
def test_whom_we_means_is_known_from_the_role(who: str, side: str, tmp_path: Path) -> None:
    story = f'{who} said in a statement: "We have closed two of our offices in Paris."'
    claims = [one.partition(": ")[2] for one in heard(tmp_path, story)]
    assert f"{side} has closed two of its offices in Paris" in claims


@pytest.mark.parametrize(
    "quote",
    [
        f'{MINISTER}"We all want a new pact," Petrosyan said.',
        f'{MINISTER}"We met in a cold hall," Petrosyan said.',
        f'{MINISTER}"We trust each other," Petrosyan said.',
        f'{MINISTER}"We both want peace," Petrosyan said.',
        'Ada Berg, a researcher at the University of Tarnby, said: "We found a crack in the ice."',
        'The Danish trainer Ada Berg said: "We want a bigger hall in the town."',
        'Ada Berg, a former minister of Armenia, said: "We want a bigger hall in the town."',
        'Ada Berg, a member of the council, said: "We want a bigger hall in the town."',
        # Ada Berg may be a minister of either
        f'{MINISTER}Georgia left. Defence Minister Ada Berg said: "We want peace in the region."',
    ],
)
def test_we_stays_where_whom_it_means_is_not_certain(quote: str, tmp_path: Path) -> None:
    assert [one for one in heard(tmp_path, quote) if one.partition(": ")[2].startswith("we ")]


def test_the_proof_of_a_repaired_claim_is_what_was_really_said(tmp_path: Path) -> None:
    story = f'{MINISTER}"We have frozen our part in the pact," Petrosyan said.'
    (fact,) = [one for one in facts(tmp_path, story) if "frozen" in one.text]
    text = article(tmp_path, story).text
    assert text[fact.proof.start : fact.proof.end] == "We have frozen our part in the pact"


def test_his_and_her_stand_for_my_only_where_it_is_known_which(tmp_path: Path) -> None:
    words = '"I sold my house in Paris," Petrosyan said.'
    known = heard(tmp_path, f"{MINISTER}Mr Petrosyan was ill. {words}")
    assert "Ara Petrosyan: Ara Petrosyan sold his house in Paris" in known
    told = " ".join(heard(tmp_path, MINISTER + words))
    assert "sold Ara Petrosyan's house" not in told
    assert "sold her house" not in told


GOES_BACK = [
    # it, in narration
    ("The union has called a strike. It wants more money.", ": the union wants more money"),
    ("Norway said it would send a ship.", "Norway: Norway would send a ship"),
    (
        "The ministry said it would close the harbour.",
        "the ministry: the ministry would close the harbour",
    ),
    ("The vote was held on Monday. It passed by two votes.", ": the vote passed by two votes"),
    ("A committee of the council voted. It met in May.", ": the committee of the council met"),
    (
        "Armenia has frozen its part in the pact. It pays no fees. It sends no troops.",
        ": Armenia sends no troops",
    ),
    # they
    (
        "The unions rejected the offer. They want a new contract.",
        ": the unions want a new contract",
    ),
    ("The farmers blocked the roads. They demand cheap fuel.", ": the farmers demand cheap fuel"),
    ("Officials said they would close the road.", "officials: officials would close the road"),
    # in quotes, and over their borders
    ('"Russia has moved its troops. It wants war," Olsen said.', "Mira Olsen: Russia wants war"),
    (
        '"Russia has moved its troops," Olsen said. "It sends no letters."',
        "Mira Olsen: Russia sends no letters",
    ),
    (
        '"The owners sold the ferry. They want money," Olsen said.',
        "Mira Olsen: the owners want money",
    ),
    (
        'The bridge was closed on Monday. "It cost 3 million euros," Olsen said.',
        "Mira Olsen: the bridge cost 3 million euros",
    ),
    (
        '"Ivan Pavlov has lost the war. He wants peace," Olsen said.',
        "Mira Olsen: Ivan Pavlov wants peace",
    ),
    (
        'Olsen spoke of Ivan Pavlov. "He has closed the harbour," Olsen said.',
        "Mira Olsen: Ivan Pavlov has closed the harbour",
    ),
]


@pytest.mark.parametrize(("story", "claim"), GOES_BACK)
def test_a_pronoun_goes_back_to_the_subject_before_it(
    story: str, claim: str, tmp_path: Path
) -> None:
    assert claim in heard(tmp_path, story)


OPEN = [
    # two agree
    ("The ferry hit the pier. It sank in a storm.", "it sank"),
    ("Armenia has left the pact. It was founded in 1992.", "it was founded"),
    ("Armenia signed the treaty. It expires in May.", "it expires"),
    ("Norway accused Denmark. It has closed the harbour.", "it has closed"),
    ("The storm hit Norway. It has closed the harbour.", "it has closed"),
    ("The farmers met the drivers. They demand cheap fuel.", "they demand"),
    ("The ferry sank, and the pier fell. It cost 3 million euros.", "it cost"),
    ('"Lund met the drivers. They left the hall," Olsen said.', "they left"),
    # all that was said before may be meant
    ("The ferry sank. It means trouble for the town.", "it means"),
    ('"The ferry sank. It was a loss for us all," Olsen said.', "it was a loss"),
    ('"The ferry sank. It is a sad day for the town," Olsen said.', "it is a sad day"),
    (
        '"The ferry sank. It was clear to the council that the pier fell," Olsen said.',
        "it was clear",
    ),
    # he may be somebody without a name, or the other one
    (
        'Olsen met Ivan Pavlov and his son. "He has closed the harbour," Olsen said.',
        "he has closed",
    ),
    ('Olsen met Ivan Pavlov and Piet Maas. "He has closed the pier," Olsen said.', "he has closed"),
    ('"Ivan Pavlov met the minister. He has closed the pier," Olsen said.', "he has closed"),
    # this and you stay
    ('"The ferry sank. This has cost us the mail," Olsen said.', "this has cost"),
    # "they" are not those who were acted on
    ("Police have fled. They have met two men. They come from Lund.", "they come"),
    ('"You need a ferry in this town," Olsen said.', "you need"),
]


@pytest.mark.parametrize(("story", "words"), OPEN)
def test_a_pronoun_stays_where_two_may_be_meant(story: str, words: str, tmp_path: Path) -> None:
    assert any(one.partition(": ")[2].startswith(words) for one in heard(tmp_path, story))


@pytest.mark.parametrize(
    ("story", "time"),
    [
        ('"The ferry was sold on Friday," Olsen said on Monday.', "2025-02-21"),
        ('"The ferry will be sold next year," Olsen said on Monday.', "2026"),
        ('"The ferry was sold yesterday," Olsen said.', "2025-02-25"),
        ('"The ferry will be sold next year," Olsen said in 2021.', ""),
        ('"The ferry was sold yesterday," Olsen said in an interview in May.', ""),
        ("Olsen said in 2021 that the ferry would be sold next year.", ""),
        ("Olsen said on Monday that the ferry would be sold next year.", "2026"),
    ],
)
def test_a_time_is_seen_from_the_day_on_which_it_was_said(
    story: str, time: str, tmp_path: Path
) -> None:
    told = [one for one in facts(tmp_path, CAST + story) if one.clause is not None]
    times = {one.time.iso if one.time else "" for one in told if "the ferry w" in one.text}
    assert times == {time}


def test_the_day_of_a_saying_is_over_whatever_is_said(tmp_path: Path) -> None:
    story = "Norway said on Wednesday it would send 12 ships to the harbour of Tarnby."
    told = understood(tmp_path, CAST + story).facts
    assert any("12 ships" in repr(fact) for fact in told)
    assert not [fact for fact in told if "5 March 2025" in repr(fact)]


def test_a_day_that_something_belongs_to_is_dated(tmp_path: Path) -> None:
    story = "Friday's vote was close. Sunday's talks will be hard."
    assert {
        ": the vote of 21 February 2025 was close",
        ": the talks of 2 March 2025 will be hard",
    } <= set(heard(tmp_path, story))


LONG = (
    "The people of the valley have talked of little else for many weeks, and there is no sign"
    " that the talk will end before the snow comes to the hills and to the roads."
)


def read_from(tmp_path: Path, text: str) -> list[str]:
    """As `heard`, of a whole file."""
    path = tmp_path / "story.txt"
    path.write_text(text)
    return [
        f"{fact.speaker.name if fact.speaker else ''}: {fact.text}"
        for fact in loaded().read(read(path)).facts
    ]


def test_a_signed_opinion_is_its_authors_word_and_what_it_reports_that_of_others(
    tmp_path: Path,
) -> None:
    text = (
        "Opinion\n\nA ferry for Tarnby\n\nBy Jane Roe\n\n3 May 2025\n\nThe council has sold the"
        " last ferry. I have used the ferry for years. Mira Olsen, the mayor of Tarnby, said the"
        f" pier was safe.\n\n{LONG}"
    )
    told = read_from(tmp_path, text)
    assert {
        "Jane Roe: the council has sold the last ferry",
        "Jane Roe: Jane Roe has used the ferry for years",
        "Mira Olsen: the pier was safe",
    } <= set(told)
    assert not [one for one in told if one.startswith(": ") and "ferry" in one]


def test_in_an_interview_the_one_who_answers_speaks_and_a_question_claims_nothing(
    tmp_path: Path,
) -> None:
    pairs = (
        ("Is it true that the ferry sank?", "The storm broke the pier. I have sold my boat."),
        ("The town has lost its mail. Why?", "The ferry carried the mail for the whole island."),
        ("What did the mayor say?", 'She told us: "The pier will be closed." We laughed at her.'),
        ("Are you content now?", "I am glad about the new lamps, and my neighbours are as well."),
    )
    lines = "\n\n".join(f"Tarnby Post: {asked}\n\nIda Moss: {answer}" for asked, answer in pairs)
    intro = "The Tarnby Post spoke to Ida Moss, a fisherwoman, about the harbour."
    told = read_from(tmp_path, f"A talk about the harbour\n\n{intro}\n\n{lines}\n\n{LONG}")
    assert {
        "Ida Moss: the storm broke the pier",
        "Ida Moss: the ferry carried the mail for the whole island",
    } <= set(told)
    wrong = ("the ferry sank", "the town has lost", "the pier will be closed")
    assert not [one for one in told if one.partition(": ")[2].startswith(wrong)]


def test_a_press_release_says_it_and_not_the_article(tmp_path: Path) -> None:
    text = (
        "FOR IMMEDIATE RELEASE\n\nOrrin Mills opens a bakery\n\nORRIN, May 3, 2025 /PRNewswire/ --"
        f" Orrin Mills has opened a bakery in Tarnby. {LONG}\n\n{LONG}\n\n{LONG}"
    )
    told = read_from(tmp_path, text)
    assert "the press release: Orrin Mills has opened a bakery in Tarnby" in told
    assert not [one for one in told if one.startswith(": Orrin Mills has")]
