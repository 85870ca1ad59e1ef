"""What is asked of a sentence: each template by examples, and by sentences that give none."""

from pathlib import Path

import pytest

from quizapp.generate.article import read
from quizapp.generate.cardfile import entries
from quizapp.generate.choose import choose
from quizapp.generate.draft import Draft
from tests.generate.conftest import article, loaded

pytestmark = pytest.mark.generator

CAST = (
    "Armenia and Norway signed the Harbour Treaty, said Mira Olsen, the prime minister of Norway,"
    " in Oslo. "
)


def drafts(tmp_path: Path, story: str) -> list[Draft]:
    told = article(tmp_path, CAST + "\n\n" + story)
    chosen = choose(told, loaded().read(told))
    return [*chosen.drafts, *(one.draft for one in chosen.rejected if one.gate == "value")]


def asked(tmp_path: Path, story: str) -> dict[str, str]:
    """The question and the answer of each card that may be written."""
    return {
        one.question: str(one.fields.get("answer", ""))
        for one in drafts(tmp_path, story)
        if one.fact.passage == 2
    }


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Norway closed two harbours because fish had become scarce.",
            "Why did Norway close two harbours?",
            "Because fish had become scarce.",
        ),
        (
            "If Armenia leaves the Harbour Treaty, Norway will close two harbours.",
            "What will follow if Armenia leaves the Harbour Treaty?",
            "Norway will close two harbours.",
        ),
        (
            "Norway will open the harbours as long as the fleet stays small.",
            "Under what condition will Norway open the harbours?",
            "As long as the fleet stays small.",
        ),
        (
            "Norway accused Armenia of breaking the Harbour Treaty.",
            "Of what did Norway accuse Armenia, according to the article?",
            "Breaking the Harbour Treaty",
        ),
        (
            "Norway insisted that passenger numbers had played no part in the sale of two ferries.",
            "What did Norway say about passenger numbers?",
            "That passenger numbers had played no part in the sale of two ferries.",
        ),
        (
            "Norway has agreed to pay for three new lighthouses.",
            "What has Norway agreed to do?",
            "To pay for three new lighthouses.",
        ),
        (
            "Under the Harbour Treaty, Norway must pay for three new lighthouses a year.",
            "What must Norway do under the Harbour Treaty?",
            "Pay for three new lighthouses a year.",
        ),
        (
            "Norway dropped its objections after Armenia agreed to share the mackerel.",
            "Why did Norway drop its objections?",
            "After Armenia agreed to share the mackerel.",
        ),
        (
            "The Harbour Treaty fund was fined for hiding the losses of its fleet.",
            "Why was the Harbour Treaty fund fined?",
            "For hiding the losses of its fleet.",
        ),
        (
            "Mira Olsen resigned after admitting that she had owned two trawlers.",
            "Why did Mira Olsen resign?",
            "After admitting that she had owned two trawlers.",
        ),
        (
            "Norway will keep two ships at sea until Armenia signs the Harbour Treaty.",
            "Until when will Norway keep two ships at sea?",
            "Until Armenia signs the Harbour Treaty.",
        ),
        (
            "Norway closed the harbour at noon in order to save the last cod of the fjord.",
            "Why did Norway close the harbour at noon?",
            "In order to save the last cod of the fjord.",
        ),
        (
            "Norway will reopen two harbours only when the cod have come back.",
            "Under what condition will Norway reopen two harbours?",
            "Only when the cod have come back.",
        ),
        (
            "Should the Harbour Treaty fail, Norway will close two harbours.",
            "What will follow should the Harbour Treaty fail?",
            "Norway will close two harbours.",
        ),
        (
            "Norway agreed to lend Armenia a ship, but only if the crew was paid by Armenia.",
            "Under what condition did Norway agree to lend Armenia a ship?",
            "Only if the crew was paid by Armenia.",
        ),
        (
            "Norway scrapped the Harbour Treaty fund, arguing that nobody had used it.",
            "With what argument did Norway scrap the Harbour Treaty fund?",
            "That nobody had used it.",
        ),
        (
            "Norway will leave the Harbour Treaty in May, ending 40 years of common patrols.",
            "Norway will leave the Harbour Treaty. With what consequence?",
            "Ending 40 years of common patrols.",
        ),
        (
            "Norway will shut its mill in Tromso and move the old machines to Bergen harbour.",
            "What will Norway move?",
            "The old machines to Bergen harbour.",
        ),
        (
            "Norway put off a decision on the nine lighthouses of the fjord.",
            "What did Norway put off?",
            "A decision on the nine lighthouses of the fjord.",
        ),
        (
            "The Harbour Treaty target was met by six harbours in 2024, up from four in 2021.",
            "The Harbour Treaty target was met by six harbours in 2024. And in 2021?",
            "Four.",
        ),
        (
            "Norway has repeatedly denied selling old trawlers to the pirates of the gulf.",
            "What has Norway repeatedly denied?",
            "Selling old trawlers to the pirates of the gulf.",
        ),
        (
            "By building nine new lighthouses, Norway hopes to bring the fleet home in winter.",
            "How does Norway hope to bring the fleet home in winter?",
            "By building nine new lighthouses.",
        ),
        (
            "To pay for the nine new lighthouses, Norway will sell two ships.",
            "Why will Norway sell two ships?",
            "To pay for the nine new lighthouses.",
        ),
        (
            "Norway would have closed two ports had Armenia failed to pay for the lighthouses.",
            "What would have followed had Armenia failed to pay for the lighthouses?",
            "Norway would have closed two ports.",
        ),
        (
            "Latvia will leave the Harbour Treaty, its government said, ending years of patrols.",
            "According to Latvia's government, Latvia will leave the Harbour Treaty."
            " With what consequence?",
            "Ending years of patrols.",
        ),
        (
            "Norway closed two harbours when divers discovered that the piers had sunk.",
            "Why did Norway close two harbours?",
            "When divers discovered that the piers had sunk.",
        ),
        (
            "Norway put off two votes in May, since the first count had missed two harbours.",
            "Why did Norway put off two votes?",
            "Since the first count had missed two harbours.",
        ),
        (
            "Armenia, which holds the chair of the Harbour Treaty until the end of May, is silent.",
            "Until when does Armenia hold the chair of the Harbour Treaty?",
            "Until the end of May.",
        ),
        (
            "Norway shut two ports after its divers found cracks, ending a trade that fed Bergen.",
            "Why did Norway shut two ports?",
            "After its divers found cracks.",
        ),
        (
            "Instead of closing two ports, Norway will charge each foreign ship 300 crowns.",
            "What will Norway do instead of closing two ports?",
            "Charge each foreign ship 300 crowns.",
        ),
        (
            "Norway may send ships to the gulf but not land soldiers.",
            "What may Norway do?",
            "Send ships to the gulf but not land soldiers.",
        ),
        (
            "Norway has not yet paid its share of the fund.",
            "What has Norway not yet done?",
            "Paid its share of the fund.",
        ),
        (
            "Members of the Harbour Treaty are barred from selling cod to firms in Armenia.",
            "What are members of the Harbour Treaty barred from?",
            "Selling cod to firms in Armenia.",
        ),
        (
            "Norway will never reopen its two harbours unless Armenia pays for the pier.",
            "Norway will never reopen its two harbours unless what happens?",
            "Armenia pays for the pier.",
        ),
        (
            "The old lighthouse of Tarnby would fall within two winters unless it was repaired.",
            "The old lighthouse of Tarnby would fall within two winters unless what was done?",
            "It was repaired.",
        ),
        (
            "The fjord has risen. Work on the pier of Tarnby should take ten weeks unless the fjord"
            " is too high.",
            "Work on the pier of Tarnby should take ten weeks unless what?",
            "The fjord is too high.",
        ),
        (
            "Young seals often starve unless the fjord cools by the end of May.",
            "What happens unless the fjord cools by the end of May?",
            "Young seals often starve.",
        ),
        (
            "If Armenia really sells its ships, Olsen expects three captains to move to Oslo.",
            "Under what condition does Mira Olsen expect three captains to move to Oslo?",
            "If Armenia really sells its ships.",
        ),
        (
            "If the last ferry goes to Oslo, Mira Olsen, the prime minister, said on the radio,"
            " nobody would ever cross the fjord again.",
            "According to Mira Olsen, what would follow if the last ferry goes to Oslo?",
            "Nobody would ever cross the fjord again.",
        ),
        (
            "Mira Olsen received 74 votes in the second round, against 58 for Jonas Berg.",
            "Mira Olsen received 74 votes in the second round. And Jonas Berg?",
            "58.",
        ),
        (
            "In all, 31 sailors in the treated group were admitted to hospital, compared with 64"
            " of those given the pill.",
            "In all, 31 sailors in the treated group were admitted to hospital. And for those given"
            " the pill?",
            "64.",
        ),
        (
            "The costs of the ferry are shared between three towns: Tarnby, Sundholm and Vik.",
            "Between what three towns are the costs of the ferry shared?",
            "Tarnby, Sundholm and Vik.",
        ),
        (
            "The Friends of Tarnby must produce three things by 30 September: a full plan, written"
            " proof of the pledges and a permit from the fund.",
            "What three things must the Friends of Tarnby produce by 30 September?",
            "A full plan, written proof of the pledges and a permit from the fund.",
        ),
        (
            "Norway would sell two harbours on two conditions: that Armenia repair the pier, and"
            " that a fund be set up for smaller boats.",
            "On what two conditions would Norway sell two harbours?",
            "That Armenia repair the pier, and that a fund be set up for smaller boats.",
        ),
        (
            "The Cod Pact is an alliance of four states: Orvania, Tessaly, Kestria and Marrow.",
            "Which four states belong to the Cod Pact?",
            "Orvania, Tessaly, Kestria and Marrow.",
        ),
        (
            "Anna Lund, Jonas Berg and Tom Hale are the members of the Harbour Board.",
            "Which three members does the Harbour Board have?",
            "Anna Lund, Jonas Berg and Tom Hale.",
        ),
        (
            "Norway threatened to leave the Harbour Treaty if Armenia kept its tariff on cod.",
            "Under what condition did Norway threaten to leave the Harbour Treaty?",
            "If Armenia kept its tariff on cod.",
        ),
        (
            "Norway suspended talks on joining the Harbour Treaty after Armenia raised a tax.",
            "Why did Norway suspend talks on joining the Harbour Treaty?",
            "After Armenia raised a tax.",
        ),
        (
            "Norway withdrew its offer when the captains asked for three times as much.",
            "Why did Norway withdraw its offer?",
            "When the captains asked for three times as much.",
        ),
        (
            "Norway hopes to pay for two new ports by selling nine old ships.",
            "How does Norway hope to pay for two new ports?",
            "By selling nine old ships.",
        ),
        (
            "Norway was unable to stop the foreign trawlers in winter.",
            "What was Norway unable to do?",
            "Stop the foreign trawlers in winter.",
        ),
        (
            "Norway announced that it would leave the Harbour Treaty in May.",
            "What did Norway announce it would do?",
            "Leave the Harbour Treaty in May.",
        ),
        (
            "The quarrel over cod led to the closure of two harbours in the north.",
            "What led to the closure of two harbours in the north?",
            "The quarrel over cod.",
        ),
        (
            "The price of cod has risen by 18 per cent since 2019.",
            "By how much has the price of cod risen since 2019?",
            "18 per cent.",
        ),
        (
            "Catches in the north fell from 61 tonnes in 2020 to 19 tonnes in 2023.",
            "How did catches in the north change?",
            "Catches in the north fell from 61 tonnes in 2020 to 19 tonnes in 2023.",
        ),
        (
            "The number of berths has fallen by a third since 2015. Olsen said that was because two"
            " piers had been sold.",
            "According to Mira Olsen, why has the number of berths fallen by a third since 2015?",
            "Because two piers had been sold.",
        ),
        (
            "Norway wanted to punish Armenia for seizing two cargo ships.",
            "Why did Norway want to punish Armenia?",
            "For seizing two cargo ships.",
        ),
        (
            "Olsen was shown a red card for pulling back the striker's arm.",
            "Why was Mira Olsen shown a red card?",
            "For pulling back the striker's arm.",
        ),
        (
            "The fleet has left the talks after being docked six days for hiding two trawlers.",
            "Why was the fleet docked six days?",
            "For hiding two trawlers.",
        ),
        (
            "Olsen lost her seat in May after being convicted of hiding nine trawlers.",
            "Of what was Mira Olsen convicted?",
            "Hiding nine trawlers.",
        ),
        (
            "Two captains were jailed for eight years for smuggling cigarettes into Oslo.",
            "Why were two captains jailed for eight years?",
            "For smuggling cigarettes into Oslo.",
        ),
        (
            "Olsen resigned after being fined for hiding the losses of two trawlers.",
            "Why did Mira Olsen resign?",
            "After being fined for hiding the losses of two trawlers.",
        ),
        (
            "Armenia blocked the sale of nine trawlers on the ground that fares would have risen.",
            "Why did Armenia block the sale of nine trawlers?",
            "On the ground that fares would have risen.",
        ),
        (
            "Norway arrested two captains on suspicion of smuggling cigarettes into Oslo.",
            "Why did Norway arrest two captains?",
            "On suspicion of smuggling cigarettes into Oslo.",
        ),
        (
            "Norway agreed to the new treaty only because Armenia had offered it nine boats.",
            "Why did Norway agree to the new treaty?",
            "Only because Armenia had offered it nine boats.",
        ),
        (
            "Norway sends far less cod in warm years, apparently because its boats are too small.",
            "Why does Norway send far less cod in warm years?",
            "Apparently because its boats are too small.",
        ),
        (
            "Armenia closed nine ports because, Olsen said, pirates had taken the pier of Bergen.",
            "According to Mira Olsen, why did Armenia close nine ports?",
            "Because pirates had taken the pier of Bergen.",
        ),
        (
            "Norway will close its last mill, it said, blaming shrinking demand for cod.",
            "According to Norway, why will it close its last mill?",
            "It blamed shrinking demand for cod.",
        ),
        (
            "Olsen closed nine harbours in the north, citing the dangers of the ice.",
            "Why did Mira Olsen close nine harbours in the north?",
            "Mira Olsen cited the dangers of the ice.",
        ),
        (
            "Olsen described the Harbour Treaty as a promise between old friends.",
            "As what did Mira Olsen describe the Harbour Treaty?",
            "A promise between old friends.",
        ),
    ],
)
def test_what_is_asked_of_a_sentence(
    sentence: str, question: str, answer: str, tmp_path: Path
) -> None:
    assert asked(tmp_path, sentence).get(question) == answer


@pytest.mark.parametrize(
    ("sentence", "lost"),
    [
        ("Nor did the number of boats fall in Norway last winter.", "did the number"),
        (
            "Workers will get two weeks of pay for each year, but only if they stay until May.",
            "What will workers get",
        ),
        (
            "Olsen said Norway would open two harbours, provided that Armenia paid for them.",
            "open two harbours",
        ),
        ("Norway would open two harbours, unless Armenia objected.", "What would Norway open?"),
        ("Norway has reportedly closed two harbours in the north.", "two harbours"),
        ("Norway will not close two harbours or sell its old ships.", "sell its old ships?"),
        ("Norway rejected the accusation within two hours.", "What did Norway reject"),
        ("Norway opened two harbours after two years of work.", "Why"),
        (
            "Norway urged both sides to talk and offered to send a ship, provided both agreed.",
            "Under what condition did Norway urge",
        ),
        ("If asked, Mira Olsen says Norway would sell two harbours.", "sell two harbours"),
        (
            "Olsen said that Norway would sell two harbours and that Armenia would close a third,"
            " if the strike went on.",
            "would Norway sell two harbours",
        ),
        ("If Armenia sells its ships, Olsen expects two captains to move.", "What would follow"),
        ("The present rules of Tarnby will stay for a year if either rejects it.", "condition"),
        ("Olsen said members could strike unless they were paid in May.", "members could strike"),
        (
            "Olsen said members could strike unless they were paid in May.",
            "follow unless they were paid",
        ),
        ("Norway has yet to decide who will run the harbour in Tarnby.", "have to do"),
        (
            "The Cod Bank is a lender owned by three firms in Tarnby: Acmewood, Brightsea and"
            " Corland.",
            "belong to",
        ),
        ("The Cod Plan has three parts: a new pier, a park and a school.", "Which three"),
        (
            "Norway left the talks after Armenia raised its price, throwing a treaty into doubt.",
            "Armenia raised its price. With what",
        ),
        ("Norway has two ports and lands 30 ships a day, compared with 18 in Oslo.", "And in Oslo"),
        ("Norway lifted the cup after beating Armenia on penalties.", "Why"),
        ("Norway has left cod to separate talks due to open in September.", "Why"),
        ("Norway has left cod to separate talks due to open in September.", "left in September"),
        ("Norway has shut nine ports and sold a ship. That was because of ice.", "Why has Norway"),
        ("Norway made three million. Olsen said that was because cod was rare.", "Why did"),
        ("Olsen said the fleet had been sold. That was because fuel was dear.", "Why did"),
        ("Norway refused to apologise for seizing nine ships.", "refuse to apologise? For"),
        ("Norway expelled nine captains for spying, a charge that Armenia rejected.", "Why"),
        ("Norway was banned from the talks for two years.", "Why"),
        ("Olsen criticised plans for closing nine ports of the north.", "Why"),
        ("Olsen was acquitted on charges of hiding nine trawlers.", "Why"),
        ("Norway anchored nine ships in view of the harbour of Bergen.", "Why"),
        ("Norway arrested nine captains for the second time.", "Why"),
        ("The fair of Bergen was cancelled by the harbour board, citing the storm.", "It cited"),
        ("Olsen said Armenia had closed nine harbours, citing a lack of fish.", "Why"),
        ("Norway will be expelled after being fined for hiding cod.", "Why was Norway fined"),
        ("Olsen did not say that Norway would close two harbours.", "two harbours"),
        (
            "Olsen confirmed that boats were asked for permits but denied that anyone was held.",
            "but denied",
        ),
        (
            "Olsen said that the fleet was too small, a claim that many fishermen called absurd.",
            "a claim that",
        ),
    ],
)
def test_what_limits_a_statement_is_never_cut_off(sentence: str, lost: str, tmp_path: Path) -> None:
    told = [f"{question} {answer}" for question, answer in asked(tmp_path, sentence).items()]
    assert not [one for one in told if lost in one]


@pytest.mark.parametrize(
    "utterance",
    [
        "If the choir goes quiet, something has gone wrong in the kitchen.",
        "Worry is not proof of anything at all.",
    ],
)
def test_an_utterance_that_names_nothing_of_the_story_gives_no_card(
    utterance: str, tmp_path: Path
) -> None:
    assert not asked(tmp_path, f'"{utterance}" Olsen said.')


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Olsen said Armenia would wait for a ruling in Geneva before any new talks.",
            "What did Mira Olsen say Armenia would do?",
            "Wait for a ruling in Geneva before any new talks.",
        ),
        (
            "Olsen said her government would not vote on the catch until the fleet had returned.",
            "What did Mira Olsen say her government would not do?",
            "Vote on the catch until the fleet had returned.",
        ),
        (
            "Olsen said that the nine older lighthouses should have been kept for the fishermen.",
            "What did Mira Olsen say about the nine older lighthouses?",
            "That the nine older lighthouses should have been kept for the fishermen.",
        ),
        (
            "Olsen said the foreign trawlers had emptied the whole bay of young cod and that three"
            " small harbours had closed.",
            "What did Mira Olsen say about the foreign trawlers?",
            "That the foreign trawlers had emptied the whole bay of young cod.",
        ),
        (
            "Olsen said small harbours were closing in the north and that foreign trawlers had"
            " emptied the whole bay of young cod.",
            "What did Mira Olsen say about small harbours and foreign trawlers?",
            "That small harbours were closing in the north and that foreign trawlers had"
            " emptied the whole bay of young cod.",
        ),
    ],
)
def test_a_statement_is_asked_by_its_speaker_and_by_what_it_is_about(
    sentence: str, question: str, answer: str, tmp_path: Path
) -> None:
    assert asked(tmp_path, sentence).get(question) == answer


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Olsen demanded that Armenia testify under oath.",
            "What did Mira Olsen demand?",
            "Armenia testify under oath",
        ),
        (
            "Olsen said that Talvia had voted for the old quota in 2023 and had never asked for"
            " a new one.",
            "What did Mira Olsen say Talvia had done?",
            "Voted for the old quota in 2023 and had never asked for a new one.",
        ),
        (
            "Olsen said Armenia had not yet answered any of her four letters.",
            "What did Mira Olsen say Armenia had not yet done?",
            "Answered any of her four letters.",
        ),
        (
            "Norway said it would never sell a single lighthouse to a foreign company.",
            "What did Norway say it would never do?",
            "Sell a single lighthouse to a foreign company.",
        ),
    ],
)
def test_a_demand_and_what_was_not_done_are_asked_in_few_words(
    sentence: str, question: str, answer: str, tmp_path: Path
) -> None:
    assert answer in asked(tmp_path, sentence).get(question, "")


@pytest.mark.parametrize(
    "sentence",
    [
        "Olsen said it would rain all night.",  # who, or what
        "Olsen said Norway was a country of fishermen and of small harbours.",  # what all is about
        "Olsen said she would send a long letter to the king. Olsen said she would travel to Oslo"
        " by boat, not by rail.",
        "Olsen said the quarrel had emptied many boats and several small harbours.",  # which
    ],
)
def test_no_card_asks_openly_what_somebody_said(sentence: str, tmp_path: Path) -> None:
    assert not [one for one in asked(tmp_path, sentence) if "Olsen say" in one]


def test_what_is_said_of_somebody_without_a_name_is_not_of_one_named_before(
    tmp_path: Path,
) -> None:
    story = (
        "The baker, Carl Ostrow, testified on Monday. Olsen said her client had relied on an old"
        " list that was written by his nephew for the harbour court."
    )
    assert not [one for one in asked(tmp_path, story).values() if "Ostrow" in one]


@pytest.mark.parametrize(
    ("story", "question", "answer"),
    [
        (
            "Ani Petrosyan, the envoy of Armenia, accused Norway of hiding its catch. Olsen"
            " rejected the accusation. She said that inspectors had counted every boat in May.",
            "What did Mira Olsen answer when Ani Petrosyan accused Norway of hiding its catch?",
            "Mira Olsen rejected the accusation and said that inspectors had counted every boat in"
            " May.",
        ),
        (
            "Ani Petrosyan, the envoy of Armenia, said that Norway had lost two harbours. Olsen"
            " replied that both harbours had been sold to a bank in Oslo.",
            "What did Mira Olsen answer to Ani Petrosyan's claim that Norway had lost two"
            " harbours?",
            "That both harbours had been sold to a bank in Oslo.",
        ),
    ],
)
def test_a_reply_is_asked_together_with_what_it_replies_to(
    story: str, question: str, answer: str, tmp_path: Path
) -> None:
    assert asked(tmp_path, story).get(question) == answer


def test_a_reply_to_nobody_in_particular_is_no_reply(tmp_path: Path) -> None:
    story = (
        "Ani Petrosyan, the envoy of Armenia, said that Norway had lost two harbours. The harbours"
        " were built in 1911 and have been repaired often, although few people live beside them"
        " today. Olsen replied that both boats had been sold to a bank in Oslo."
    )
    assert not [one for one in asked(tmp_path, story) if "answer" in one]


def test_a_denial_and_the_ground_for_it_answer_an_accusation(tmp_path: Path) -> None:
    story = (
        "Norway accused Armenia of breaking the Harbour Treaty. Armenia rejected the accusation."
        " The Armenian envoy, Ani Petrosyan, said that the figures came from another year."
    )
    question = "How did Armenia respond to Norway's accusation?"
    answer = asked(tmp_path, story)[question]
    assert answer.startswith("Armenia rejected the accusation. Ani Petrosyan said that the figures")


def test_the_decision_of_the_next_sentence_is_that_of_its_maker(tmp_path: Path) -> None:
    story = (
        "Norway announced that it would leave the Harbour Treaty. The decision threatens to end a"
        " deal that took six years to negotiate."
    )
    assert "What does Norway's decision threaten to do?" in asked(tmp_path, story)


def test_what_the_speaker_denies_of_itself_is_asked(tmp_path: Path) -> None:
    story = "Norway said it welcomed the vote but denied that it had put pressure on the fishermen."
    answer = asked(tmp_path, story)["What did Norway deny?"]
    assert answer == "That it had put pressure on the fishermen."


def test_what_is_denied_in_the_second_half_of_a_sentence_is_a_card_of_its_own(
    tmp_path: Path,
) -> None:
    story = (
        "Olsen confirmed that boats were asked for permits but denied that the fishermen of"
        " Norway had been held."
    )
    question, answer = "What did Mira Olsen deny?", "That the fishermen of Norway had been held."
    assert asked(tmp_path, story)[question] == answer
    other = story.replace("boats were asked", "the minister had asked")
    assert question not in asked(tmp_path, other)


def test_the_about_line_names_the_actors_and_what_it_is_about_and_no_news(tmp_path: Path) -> None:
    path = tmp_path / "story.md"
    path.write_text(
        "# Norway leaves cod council over net ban\n\n26 February 2025\n\n"
        "Norway will leave the World Fish Council because of a ban on large nets."
        " The World Fish Council adopted the net ban in May.\n\n"
        "Norway says that the net ban harms its boats. The World Fish Council answered that"
        " Norway had voted for the net ban itself, and that its boats catch too much.\n"
    )
    told = read(path)
    about = choose(told, loaded().read(told)).about
    assert about == "Norway, the World Fish Council and the net ban · February 2025"


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Norway accused Armenia of breaking the Harbour Treaty.", "Norway"),
        (
            "Norway was accused of breaking the Harbour Treaty.",
            "accusers whom the article does not name",
        ),
    ],
)
def test_an_accusation_is_shown_with_its_accuser(tmp_path: Path, sentence: str, by: str) -> None:
    told = article(tmp_path, f"{CAST}\n\n{sentence}")
    made = [one for one in drafts(tmp_path, sentence) if one.template == "accused"]
    cards = [card for _, card in entries(made, told, approved=True)]
    assert [card["by"] for card in cards] == [by]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "The parliament of Norway approved the sale of two harbours by six votes to five, with"
            " one abstention.",
            "By how many votes to how many did the parliament of Norway approve the sale of two"
            " harbours?",
            "By six votes to five.",
        ),
        ("The parliament of Norway approved the plan by six votes to five.", "By how many", ""),
        ("The bank of Norway approved 20 to 30 loans to fishermen in May.", "By how many", ""),
        (
            "Norway closed two harbours, a day after Armenia accused its fishermen of fraud.",
            "Why",
            "",
        ),
        (
            "Norway announced that it would close two harbours, a day after Armenia accused its"
            " fishermen of fraud.",
            "According to Norway, why",
            "",
        ),
        (
            "Norway announced that it would close two harbours, a day after Armenia accused its"
            " fishermen of fraud.",
            "What did Norway announce it would do?",
            "Close two harbours.",
        ),
        (
            "The harbour of Norway is to be turned into flats after Armenia agreed to sell the"
            " sheds.",
            "Why is the harbour of Norway to be turned into flats?",
            "After Armenia agreed to sell the sheds.",
        ),
        (
            "The harbour of Norway will open after Armenia votes on the sale of the sheds.",
            "Why",
            "",
        ),
        (
            "Norway said on Tuesday it would not leave the Harbour Treaty, a day after a court in"
            " Oslo ruled that Armenia could stay.",
            "What did Norway say it would not do?",
            "Leave the Harbour Treaty.",
        ),
        (
            "Fishermen in Norway have been told to boil all drinking water after a main burst.",
            "What have fishermen in Norway been told to do?",
            "To boil all drinking water after a main burst.",
        ),
        (
            "Norway sank after a recall of packs that can catch fire and said it would idle one of"
            " its two harbours.",
            "According to packs",
            "",
        ),
        (
            "Leaders of the Harbour Treaty agreed early on Friday to admit Iceland as a member in"
            " January 2031.",
            "What did leaders of the Harbour Treaty agree to do on 21 February 2025?",
            "To admit Iceland as a member in January 2031.",
        ),
    ],
)
def test_what_a_story_opens_with_is_asked(
    sentence: str, question: str, answer: str, tmp_path: Path
) -> None:
    """With an empty answer, no question begins so."""
    cards = asked(tmp_path, sentence)
    if answer:
        assert cards.get(question) == answer, cards
    else:
        assert not [one for one in cards if one.startswith(question)]


@pytest.mark.parametrize(
    ("sentence", "wrong"),
    [
        (
            "The board of Norway said the bid of $31.50 a share undervalued the Harbour Treaty"
            " because it ignored two ships.",
            "did a share",
        ),
        (
            "In the capital, Oslo, the national Fish League has threatened to leave the Harbour"
            " Treaty.",
            "Oslo threatened",
        ),
        ("Shares in the bank of Norway rose 19% to $30.20.", "How did shares"),
        (
            "Researchers in Norway believe that the lamps of the harbours steady the clock of the"
            " body.",
            " say about",
        ),
    ],
)
def test_the_tail_of_another_phrase_is_no_subject_and_a_belief_no_statement(
    tmp_path: Path, sentence: str, wrong: str
) -> None:
    assert not [one for one in asked(tmp_path, sentence) if wrong in one]


def test_what_is_believed_is_asked_as_a_belief(tmp_path: Path) -> None:
    cards = asked(
        tmp_path,
        "Researchers in Norway believe that the lamps of the harbours steady the body.",
    )
    assert "What did researchers in Norway believe about the lamps of the harbours?" in cards


VOICES = (
    "\n\nPer Holm, a fisherman, said 200 boats would lose their moorings within a year."
    "\n\nIda Berg, the head of the ferry company, said passenger numbers had doubled since 2019."
)


@pytest.mark.parametrize(
    ("sentence", "statement", "speaker"),
    [
        (
            "Jon Vik, who runs the harbour office, said most skippers had not paid their fees since"
            " March.",
            "Most skippers had not paid their fees since March",
            "Jon Vik",
        ),
        (
            '"We never promised Norway our second harbour in the north," said Jon Vik, a clerk.',
            "“We never promised Norway our second harbour in the north.”",
            "Jon Vik",
        ),
        (
            "Two clerks at the harbour office said the pier had sunk by a metre, and that no money"
            " was left for concrete.",
            "The pier had sunk by a metre, and no money was left for concrete",
            "two clerks at the harbour office",
        ),
        ("A spokesman said the pier had sunk by a metre within three winters.", "", "a spokesman"),
        (
            "Jon Vik, a harbour clerk, said it had sunk by a metre within three winters.",
            "",
            "Jon Vik",
        ),
        (
            "Jon Vik, a harbour clerk, said the office of Jon Vik had three clerks for two piers.",
            "",
            "Jon Vik",
        ),
    ],
)
def test_statements_of_several_people_are_matched_with_who_made_them(
    tmp_path: Path, sentence: str, statement: str, speaker: str
) -> None:
    """With an empty statement, the speaker makes none that could be matched."""
    cards = drafts(tmp_path, f"{sentence}{VOICES}")
    pairs = [one.fields["pairs"] for one in cards if one.template == "match-statements"]
    if statement:
        assert [one.get(statement) for one in pairs] == [speaker], pairs
    else:
        assert not [one for one in pairs if speaker in one.values()]


@pytest.mark.parametrize(
    ("sentence", "question", "answer"),
    [
        (
            "Two delegates from Armenia said Norway had asked for a second vote in May. Norway said"
            " no such vote had been discussed.",
            "What did Norway say about the claim by two delegates from Armenia that Norway had"
            " asked for a second vote in May?",
            "That no such vote had been discussed.",
        ),
        (
            "Per Holm, a fisherman, said catches had halved since 2019. Ida Berg, a biologist, said"
            " that was because the water had warmed by two degrees.",
            "What did Ida Berg say about Per Holm's claim that catches had halved since 2019?",
            "That this was because the water had warmed by two degrees.",
        ),
        (
            "Armenia says Norway must sell two trawlers before any talks begin. Norway insists that"
            " fishing rights have to come first.",
            "What did Norway say about Armenia's statement that Norway must sell two trawlers"
            " before any talks begin?",
            "That fishing rights have to come first.",
        ),
        (
            "Armenia accused Norway of hiding a clause on herring. The Norwegian ministry denied"
            " that there was a hidden clause.",
            "What did the Norwegian ministry say when Armenia accused Norway of hiding a clause on"
            " herring?",
            "The Norwegian ministry denied that there was a hidden clause.",
        ),
        (
            "Per Holm, a fisherman, said catches had halved since 2019. Ida Berg, a biologist,"
            " called that untrue. The catches had doubled by May, she said.",
            "What did Ida Berg say about Per Holm's claim that catches had halved since 2019?",
            "That the catches had doubled by May.",
        ),
        (  # nothing proves that the second speaks of what the first said
            "Per Holm, a fisherman, said catches had halved since 2019. Ida Berg, a biologist, said"
            " the water had warmed by two degrees.",
            "What did Ida Berg say about Per Holm's",
            "",
        ),
        (
            "Armenia said Norway had two trawlers off Tarnby.\n\nNorway said it would not pay for"
            " lighthouses in Armenia.",
            "What did Norway say about Armenia's",
            "",
        ),
        (
            "Catches had halved since 2019, according to a survey. Ida Berg, a biologist, said that"
            " was because the water had warmed by two degrees.",
            "What did Ida Berg say about a survey's",
            "",
        ),
    ],
)
def test_what_somebody_says_to_the_claim_of_another_is_asked(
    tmp_path: Path, sentence: str, question: str, answer: str
) -> None:
    """With an empty answer, no question begins so."""
    cards = asked(tmp_path, sentence)
    if answer:
        assert cards.get(question) == answer, cards
    else:
        assert not [one for one in cards if one.startswith(question)]
