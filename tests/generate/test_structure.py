"""How people paste news: what becomes headline, date and story, and what is taken off, and why."""

import os
import textwrap
from datetime import date
from pathlib import Path

import pytest

from quizapp.core.errors import GenerateError
from quizapp.generate.article import Article, read
from quizapp.generate.structure.datelines import dateline, without_party_labels
from quizapp.generate.structure.furniture import RULES, furniture
from quizapp.generate.structure.headlines import in_lower_case

HEADLINE = "Bakers of Orrin end their strike"
STORY = (
    "The bakers of the town of Orrin have ended a strike that kept its ovens cold for nine days.",
    "Their union accepted an offer of the owners, who will pay four per cent more from the summer.",
    '"We are glad that there is bread again," said the baker Ida Moss, who has worked there long.',
    "It was the first strike in the town since the mills were closed, and people watched it.",
)
BODY = "\n\n".join(STORY)


def pasted(
    folder: Path, text: str, name: str = "story.txt", published: date | None = None
) -> Article:
    path = folder / name
    path.write_text(text)
    article = read(path, published)
    again = folder / "article.md"
    again.write_text(article.text)
    reread = read(again, article.published)
    assert reread == article
    assert reread.passages == article.passages
    return article


def story(article: Article) -> list[str]:
    return [article.text[one.start : one.end] for one in article.passages]


def reasons(article: Article) -> dict[str, str]:
    return {one.text: one.reason for one in article.dropped}


# the headline


@pytest.mark.parametrize(
    "top",
    [
        f"{HEADLINE}\n\n3 May 2025",
        f"Home\nNews\nSport\nLog in\nSubscribe\n{HEADLINE}\nBy Jane Roe\nMay 3, 2025",
        f"Home > News > Local\n\n{HEADLINE}\n\nJane Roe, Staff Writer\n\n"
        "Published: May 3, 2025 at 5:40 PM EST",
        f"Skip to content\n\nThe Orrin Post\n\nLOCAL | 03-05-2025\n\n{HEADLINE}\n\n3 May 2025\n\n"
        "Share this article",
        f"{HEADLINE} | The Orrin Post\n\nUpdated 3 hours ago\n\nPublished 3 May 2025",
        f"{HEADLINE} - The Orrin Post\nSaturday 3 May 2025\n1 min read",
        f"{HEADLINE} By Jane Roe May 3, 2025",
        f"BREAKING: {HEADLINE}\n\nMay 3, 2025\n\nADVERTISEMENT\n\nPhoto: John Doe",
        f"NewsLocal{HEADLINE}\n\n{HEADLINE}\n\n3 May 2025",
        f"You have 2 free articles left. Sign in to your account.\n{HEADLINE}\n3 May 2025",
        f"Mill owner fined over noise\n\nCup final moved to Sunday\n\n# {HEADLINE}\n\n3 May 2025",
    ],
)
def test_the_headline_is_found_among_the_lines_above_a_story(tmp_path: Path, top: str) -> None:
    article = pasted(tmp_path, f"{top}\n\n{BODY}")
    assert article.title == HEADLINE
    assert article.has_headline
    assert article.published == date(2025, 5, 3)
    assert story(article) == list(STORY)


def test_single_newlines_between_paragraphs_are_paragraphs(tmp_path: Path) -> None:
    article = pasted(tmp_path, "\n".join([HEADLINE, "By Jane Roe", "3 May 2025", *STORY]))
    assert article.title == HEADLINE
    assert story(article) == list(STORY)


def test_a_text_without_a_headline_gets_none_invented(tmp_path: Path) -> None:
    article = pasted(tmp_path, BODY)
    assert not article.has_headline
    assert not article.text.startswith("#")
    assert (
        article.title
        == "The bakers of the town of Orrin have ended a strike that kept its ovens cold for nine"
        " days"
    )
    assert story(article) == list(STORY)


@pytest.mark.parametrize(
    "between",
    ["ORRIN, May 3, 2025 (Reuters) – ", "by Staff Writers Orrin, Norway (AFP) May 3, 2025 "],
)
def test_a_headline_in_one_line_with_dateline_and_story_is_cut_off_it(
    tmp_path: Path, between: str
) -> None:
    article = pasted(tmp_path, f"{HEADLINE} {between}{BODY}")
    assert article.title == HEADLINE
    assert article.published == date(2025, 5, 3)
    assert story(article) == list(STORY)


def test_capitals_become_a_sentence_only_where_the_story_shows_each_word(tmp_path: Path) -> None:
    assert (
        pasted(tmp_path, f"STRIKE OF ORRIN BAKERS ENDED\n\n{BODY}").title
        == "Strike of Orrin bakers ended"
    )
    assert pasted(tmp_path, f"KNEADERS OF ORRIN BAKE\n\n{BODY}").title == "KNEADERS OF ORRIN BAKE"


def test_a_long_headline_is_cut_at_a_word(tmp_path: Path) -> None:
    long = f"{HEADLINE} of nine days after their union accepts the owners' offer that will pay more"
    long += " from this summer on"
    title = pasted(tmp_path, f"# {long}\n\n{BODY}").title
    assert len(title) <= 120
    assert long.startswith(title.removesuffix("…"))
    assert long[len(title) - 1] == " "


# what is taken off


def test_what_surrounds_a_story_is_taken_off_with_a_reason(tmp_path: Path) -> None:
    text = f"""{HEADLINE}

By Jane Roe and John Doe, Staff Writers

3 May 2025

Share
Facebook Twitter WhatsApp

{STORY[0]}

ADVERTISEMENT

The ovens of Orrin on Monday. (Photo: John Doe/Orrin Post)

{STORY[1]}

Read more: Mill owner fined over noise

{STORY[2]}

Sign up for our newsletter to get the news of Orrin in your inbox.

{STORY[3]} (Reporting by Jane Roe; Editing by John Doe)

Jane Roe is the Post's political editor.

This story was updated on 4 May 2025 to add the offer.

© 2025 The Orrin Post. All rights reserved.

Most read

Cup final moved to Sunday

The final of the cup was moved to Sunday because the pitch is under water.

Mill owner fined

4 Comments"""
    article = pasted(tmp_path, text)
    assert story(article) == list(STORY)
    assert article.updated == date(2025, 5, 4)
    said = reasons(article)
    assert said["ADVERTISEMENT"] == "advertisement"
    assert said["By Jane Roe and John Doe, Staff Writers"] == "byline"
    assert said["(Reporting by Jane Roe; Editing by John Doe)"] == "credit of a reporter"
    assert said["Read more: Mill owner fined over noise"] == "link to other stories"
    assert said["Cup final moved to Sunday"] == "other stories"
    assert [one.line for one in article.dropped if one.text == "ADVERTISEMENT"] == [12]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.reason)
def test_each_rule_knows_its_examples_and_leaves_sentences_alone(rule: object) -> None:
    assert isinstance(rule, type(RULES[0]))
    for example in rule.examples:
        assert rule.pattern.fullmatch(example), example
    for other in rule.counter_examples:
        assert furniture(other) is None, other


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday, half of the ovens were hot again, the owners said in a letter to the union.",
        "Read more carefully, the offer gives the bakers less than the owners say it does.",
        "Share prices of the mill fell by a tenth after the offer became known to the town.",
        "Related firms in Ashwick, which sell the bread, said that they had lost their customers.",
        "Photographs of the cold ovens were shown to the council before it voted on the loan.",
        "Jane Roe, the editor of a history of the town, said that she had never seen the like.",
        "Published figures show that nine in ten bakers voted for the strike on 14 April 2025.",
        "Subscribers to the bread round of the mill will get their money back, it was said.",
        "Copyright in the recipe belongs to the union, which will not sell it to the owners.",
        "Correction officers from the prison nearby had baked for the hospital in the meantime.",
        "Updated plans for the mill were sent to the council on 2 May 2025, the owners added.",
        "Sponsored by the council, the bakers of other towns had come to help the hospital.",
    ],
)
def test_no_sentence_of_the_story_is_taken_off(tmp_path: Path, sentence: str) -> None:
    lines = [*STORY[:2], sentence, *STORY[2:]]
    article = pasted(tmp_path, "\n\n".join([HEADLINE, "3 May 2025", *lines]))
    assert story(article) == lines
    assert article.published == date(2025, 5, 3)


@pytest.mark.parametrize(
    "before",
    [
        "ORRIN, March 14, 2024 (Reuters) – ",
        "PARIS (AP) — ",
        "WASHINGTON — ",
        "LONDON, 3 May — ",
        "KANSAS CITY, Mo. — ",
        "ORRIN, Iowa (KXYZ) - ",
        "NEW DELHI: ",
        "Moscow/Agency/ABC: ",
        "(CNN) — ",
        "Mar. 31—ORRIN — ",
        "ORRIN, May 3, 2025 /PRNewswire/ -- ",
        "ORRIN--(BUSINESS WIRE)--",
        "YEREVAN, FEBRUARY 23, ARMENPRESS. ",
        "Yerevan /Agency/. ",
        "Orrin - ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(tmp_path: Path, before: str) -> None:
    rest = "\n\n".join([*STORY[1:], "There was no strike in Orrin before, and none in Ashwick."])
    article = pasted(tmp_path, f"{HEADLINE}\n\n{before}{STORY[0]}\n\n{rest}")
    assert story(article)[0] == STORY[0]
    assert reasons(article)[before.strip()] == "dateline"


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO — the alliance of the north — said no.",
        "Fear — that was the word of the day.",
        "COVID-19 cases rose in May.",
        "Jane Roe, the mayor — a baker herself — said no.",
        "NATO - A spokesman of it said that NATO would wait.",
    ],
)
def test_a_dash_in_a_sentence_makes_no_dateline(sentence: str) -> None:
    assert dateline(sentence, f"{sentence} There NATO is known for it.") is None


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Sen. Jane Roe, D-Springfield, said no.", "Sen. Jane Roe said no."),
        ("Jane Roe (R-Ohio) and John Doe (D) agreed.", "Jane Roe and John Doe agreed."),
        ("It was praised by John Doe, R-Ohio.", "It was praised by John Doe."),
        ("On D-Day, D-Day veterans met.", "On D-Day, D-Day veterans met."),
        ("Vitamin D (D) is sold.", "Vitamin D (D) is sold."),
    ],
)
def test_party_labels_are_taken_out(text: str, plain: str) -> None:
    assert without_party_labels(text) == plain


@pytest.mark.parametrize(
    ("opening", "rest", "plain"),
    [
        ("TWO village halls are shut.", "Both are old.", "Two village halls are shut."),
        ("HARWICK ROVERS have won.", "Rovers won twice.", "Harwick Rovers have won."),
        ("HARWICK TOWN won.", "The town saw Harwick Town win.", "Harwick Town won."),
        ("GARRICK COVE Sailing Club lost.", "It is old.", "Garrick Cove Sailing Club lost."),
        ("A MAN has been found.", "The man is well.", "A man has been found."),
        ("NATO ministers met.", "Denmark left NATO.", "NATO ministers met."),
        ("SADC ministers met.", "They met in May.", "SADC ministers met."),
        ("THE US Navy left.", "It was late.", "The US Navy left."),
        ("THE £2 million makeover ends.", "The makeover is late.", "The £2 million makeover ends."),
        ("I have seen it.", "It was late.", "I have seen it."),
    ],
)
def test_first_words_in_capitals_are_set_as_the_story_has_them(
    opening: str, rest: str, plain: str
) -> None:
    assert in_lower_case(opening, rest) == plain


# dates


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: Mar. 3, 2021 at 5:40 PM EST", date(2021, 3, 3)),
        ("14.03.2024", date(2024, 3, 14)),
        ("03/14/2024", date(2024, 3, 14)),
        ("WORLD | 03-21-2018 09:20", date(2018, 3, 21)),
        ("Feb 25 2024", date(2024, 2, 25)),
        ("2024-02-25T10:00:00Z", date(2024, 2, 25)),
        ("[14/March/2019]", date(2019, 3, 14)),
        ("29 Oct 2019, 05:41 am", date(2019, 10, 29)),
        ("By Jane Roe | Posted on Tuesday, September 5th, 2023 6:15 p.m.", date(2023, 9, 5)),
        ("Orrin, 6 November 2024", date(2024, 11, 6)),
        ("April 19, 2017 / 1:49 PM / 4 months ago", date(2017, 4, 19)),
        ("03/04/2021", None),
        ("WORLD | 03-11-2018 09:20", None),
        ("03/04/2021 5:40 PM EST", date(2021, 3, 4)),
        ("03/04/2021 17:40 GMT", date(2021, 4, 3)),
        ("03/04/2021 | Updated 15/04/2021", date(2021, 4, 3)),
    ],
)
def test_the_usual_forms_of_dates_are_read(tmp_path: Path, line: str, day: date | None) -> None:
    article = pasted(tmp_path, f"{HEADLINE}\n\n{line}\n\n{BODY}")
    assert article.published == day
    assert article.dated_from == (line if day else "")


def test_the_rest_of_the_page_says_how_a_date_in_figures_is_meant(tmp_path: Path) -> None:
    top = f"{HEADLINE}\n\n03/05/2025\n\n"
    assert pasted(tmp_path, f"{top}{BODY}\n\nFirst published on 3 May 2025.").published == date(
        2025, 5, 3
    )
    assert pasted(tmp_path, f"{top}ORRIN, March 5 (AP) — {BODY}").published == date(2025, 3, 5)


@pytest.mark.parametrize(
    ("text", "day", "line"),
    [
        (
            f"Sunday, September 21, 2025\n\nHome\n\nNews\n\n{HEADLINE}\n\nPublished 3 May 2025\n\n"
            + BODY,
            date(2025, 5, 3),
            "Published 3 May 2025",
        ),
        (
            f"Sunday, September 21, 2025\n\nHome\n\nNews\n\n{HEADLINE}\n\n{BODY}",
            None,
            "",
        ),
        (f"The Orrin Post\n\nSunday, September 21, 2025\n\n{HEADLINE}\n\n{BODY}", None, ""),
        (
            f"Sunday, May 4, 2025 7:10 am\n\n{HEADLINE}\n\n{BODY}",
            date(2025, 5, 4),
            "Sunday, May 4, 2025 7:10 am",
        ),
        (
            f"{HEADLINE}\n\nUpdated 6 May 2025\n\nORRIN, May 3 (AP) — {BODY}",
            date(2025, 5, 3),
            "ORRIN, May 3 (AP)",
        ),
        (f"{HEADLINE}\n\nUpdated: 6 May 2025\n\n{BODY}", date(2025, 5, 6), "Updated: 6 May 2025"),
        (
            f"{HEADLINE}\n\n{BODY}\n\nThe strike began on 24 April 2025, as the union had said.",
            None,
            "",
        ),
    ],
)
def test_the_articles_own_date_is_taken_and_it_is_said_from_where(
    tmp_path: Path, text: str, day: date | None, line: str
) -> None:
    article = pasted(tmp_path, text)
    assert (article.published, article.dated_from) == (day, line)


def test_a_given_date_says_that_it_was_given(tmp_path: Path) -> None:
    article = pasted(tmp_path, f"{HEADLINE}\n\n3 May 2025\n\n{BODY}", published=date(2025, 5, 5))
    assert (article.published, article.dated_from) == (date(2025, 5, 5), "--published")


# paragraphs


def wrapped(text: str, width: int = 62) -> str:
    return textwrap.fill(text, width, break_on_hyphens=False)


def test_wrapped_lines_are_one_paragraph(tmp_path: Path) -> None:
    blank = "\n\n".join([HEADLINE, "3 May 2025", *map(wrapped, STORY)])
    none = "\n".join([HEADLINE, "3 May 2025", *map(wrapped, STORY)])
    assert story(pasted(tmp_path, blank)) == list(STORY)
    assert story(pasted(tmp_path, none)) == list(STORY)


def test_a_printed_page_loses_its_heads_feet_and_hyphens(tmp_path: Path) -> None:
    pages = [
        "The Orrin Post                                   3 May 2025",
        HEADLINE,
        "",
        "The bakers of the town of Orrin have ended a strike that had kept its\n"
        "ovens cold for nine days. Their union accepted an o\ufb00er of the own\u00ad\n"
        "ers, who will pay four per cent more from the summer. The agree-\n"
        "ment was signed on Monday by the well-\nknown baker Ida Moss and by",
        "",
        "1",
        "The Orrin Post                                   3 May 2025",
        "",
        "two of the owners. The agreement holds for one year, and the mill,\n"
        "whose well-known chimney is a mark of the town, will open again on the\n"
        "first day of June.",
        "Page 2 of 2",
        "The Orrin Post                                   3 May 2025",
    ]
    article = pasted(tmp_path, "\n".join(pages))
    assert article.title == HEADLINE
    assert story(article) == [
        "The bakers of the town of Orrin have ended a strike that had kept its ovens cold for nine"
        " days. Their union accepted an offer of the owners, who will pay four per cent more from"
        " the summer. The agreement was signed on Monday by the well-known baker Ida Moss and by"
        " two of the owners. The agreement holds for one year, and the mill, whose well-known"
        " chimney is a mark of the town, will open again on the first day of June."
    ]


def test_a_list_under_a_colon_is_one_passage(tmp_path: Path) -> None:
    listed = (
        "The owners promised three things:\n\n• four per cent more pay;\n• new ovens\n• a doctor"
    )
    article = pasted(
        tmp_path, f"{HEADLINE}\n\n{STORY[0]}\n\n{listed}\n\n{BODY.split(chr(10), 1)[1]}"
    )
    assert story(article)[1] == (
        "The owners promised three things: four per cent more pay; new ovens; a doctor."
    )


def test_a_table_is_dropped_as_one(tmp_path: Path) -> None:
    table = "Town\tBakers\tOvens\nOrrin\t40\t9\nAshwick\t12\t3"
    article = pasted(
        tmp_path, f"{HEADLINE}\n\n{BODY}\n\n{table}\n\nNobody knows what comes next there."
    )
    assert story(article) == [*STORY, "Nobody knows what comes next there."]
    assert reasons(article)["Orrin 40 9"] == "table"


def test_marks_of_markdown_are_no_words(tmp_path: Path) -> None:
    top = f"## {HEADLINE}\n\n![oven](a.png)\n\n**{STORY[0]}**\n\n> {STORY[1]}"
    last = STORY[3].replace("first", "*first*").replace("mills", "[mills](http://x.example)")
    text = f"{top}\n\n- [Sport](http://x.example)\n\n{STORY[2]}\n\n{last}"
    article = pasted(tmp_path, text, "story.md")
    assert article.title == HEADLINE
    assert story(article) == list(STORY)


# forms


def test_a_marked_opinion_has_its_author(tmp_path: Path) -> None:
    for text in (
        f"Opinion\n\n{HEADLINE}\n\nBy Jane Roe\n\n3 May 2025\n\n{BODY}",
        f"Home > Opinion > Columns\n{HEADLINE}\nJane Roe\n3 May 2025\n" + "\n".join(STORY),
        f"{HEADLINE}\n\nBy Jane Roe\n\n3 May 2025\n\n{BODY}\n\nJane Roe is a columnist for us.",
        f"Opinion: {HEADLINE}\n\nBy Jane Roe | 3 May 2025\n\n{BODY}",
    ):
        article = pasted(tmp_path, text)
        assert (article.form, article.author) == ("opinion", "Jane Roe")
        assert article.title == HEADLINE
        assert story(article) == list(STORY)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("", "Comment\n\nShare\n\n"),
        ("Home\n\nNews\n\nOpinion\n\nSport\n\n", ""),
        ("Home | News | Opinion | Sport\n\n", ""),
    ],
)
def test_news_with_a_byline_is_no_opinion(tmp_path: Path, above: str, below: str) -> None:
    most, last = BODY.rsplit("\n\n", 1)
    top = f"{above}{HEADLINE}\n\nBy Jane Roe\n\n3 May 2025\n\n{below}"
    others = "Most read\n\nOpinion\n\nSport\n\nThe cup is ours"
    article = pasted(tmp_path, f"{top}{most}\n\nComment\n\n{last}\n\n{others}")
    assert story(article) == list(STORY)
    assert (article.form, article.author) == ("news", "")


ANSWERS = (
    ("Why did you strike?", "We had no choice, since the owners had not answered us for a year."),
    ("Are you content now?", "I am glad that there is bread again. The offer is better than none."),
    ("Will there be a next time?", "If they do not keep their word, we will stop the ovens again."),
    ("What do the people say?", "They were patient with us, and my neighbours brought us soup."),
)


@pytest.mark.parametrize(
    "lines",
    [
        [line for q, a in ANSWERS for line in (f"Q: {q}", f"A: {a}")],
        [line for q, a in ANSWERS for line in (f"Orrin Post: {q}", f"Ida Moss: {a}")],
        [line for q, a in ANSWERS for line in ("ORRIN POST:", q, "IDA MOSS:", a)],
        [line for q, a in ANSWERS for line in (f"**{q}**", a)],
        [line for q, a in ANSWERS for line in (q, a)],
    ],
)
def test_an_interview_says_who_speaks(tmp_path: Path, lines: list[str]) -> None:
    intro = (
        "The bakers of Orrin have ended their strike. The Orrin Post spoke to Ida Moss about it."
    )
    article = pasted(tmp_path, "\n\n".join(["A baker on the strike of Orrin", intro, *lines]))
    assert article.form == "interview"
    assert story(article)[0] == intro
    told = [(one.speaker, one.is_question) for one in article.passages]
    assert told == [("", False), *[("", True), ("Ida Moss", False)] * 4]
    assert story(article)[1:] == [text for pair in ANSWERS for text in pair]


def test_an_interview_without_a_name_says_so(tmp_path: Path) -> None:
    lines = [line for q, a in ANSWERS for line in (f"Q. {q}", f"A. {a}")]
    article = pasted(tmp_path, "\n".join(["A baker on the strike", *lines]))
    assert {one.speaker for one in article.passages} == {"", "the interviewee"}


def test_news_that_asks_a_question_is_no_interview(tmp_path: Path) -> None:
    article = pasted(tmp_path, f"{HEADLINE}\n\n{BODY}\n\nWill it hold?\n\nThe union said: it must.")
    assert article.form == "news"
    assert not any(one.is_question or one.speaker for one in article.passages)


def test_a_press_release_is_known_and_ends_where_it_says(tmp_path: Path) -> None:
    text = f"""FOR IMMEDIATE RELEASE

{HEADLINE}

ORRIN, May 3, 2025 /PRNewswire/ -- {BODY}

###

About Orrin Mills

Orrin Mills bakes the best bread of the valley and has done so since 1901.

Contact: press@mill.example"""
    article = pasted(tmp_path, text)
    assert article.form == "press_release"
    assert article.published == date(2025, 5, 3)
    assert story(article) == list(STORY)


# what cannot be read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n".join(f"Town {n}\t{n}\t{n * 7}" for n in range(60)), "table"),
        ("Towns\n\n" + "\n".join(f"- the town of Orrin, number {n}" for n in range(60)), "list"),
        (f"{HEADLINE}\n\n{BODY}".upper(), "capitals"),
        ("word " * 25_000, "50 kB"),
        ("It was said that the mill and the oven " * 2_000, "50 kB|sentence"),
        ("[" * 40_000, "running text"),
        ("# " + "#" * 40_000, "running text"),
    ],
)
def test_what_has_no_story_is_refused_in_one_line_that_says_why(
    tmp_path: Path, text: str, said: str
) -> None:
    with pytest.raises(GenerateError, match=said) as error:
        pasted(tmp_path, text)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", ["pipe.txt", "/dev/zero"])
def test_what_is_no_file_is_refused_at_once(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    if not path.exists():
        os.mkfifo(path)
    with pytest.raises(GenerateError, match="not a file"):
        read(path)


@pytest.mark.parametrize(
    ("page", "said"),
    [
        ("<p " + " ".join(f"a{number}='b'" for number in range(90_000)) + ">", "markup"),
        ("<tr><td>a</td>" * 60_000, "markup"),
        ("<!--" * 200_000, "no article"),
    ],
)
def test_a_page_made_to_be_hard_is_refused(tmp_path: Path, page: str, said: str) -> None:
    with pytest.raises(GenerateError, match=said):
        pasted(tmp_path, f"<html><body>{page}{BODY}", "page.html")


def test_lettering_of_a_page_is_no_matter(tmp_path: Path) -> None:
    body = "".join(f"<p><b>{one[:9]}</b>{one[9:]}</p>" for one in STORY)
    page = f"<html><body><article><h1>{HEADLINE}</h1>{body}<script>{'x' * 200_000}</script>"
    article = pasted(tmp_path, page, "page.html")
    assert article.title == HEADLINE
    assert story(article) == list(STORY)


def test_a_passage_that_an_author_numbered_may_not_be_without_end(tmp_path: Path) -> None:
    with pytest.raises(GenerateError, match=r"article\.md:5: passage 2 .* split it"):
        pasted(tmp_path, f"# {HEADLINE}\n\n[1] {STORY[0]}\n\n[2] {STORY[1] * 300}", "article.md")


def test_only_quotes_are_a_story(tmp_path: Path) -> None:
    quotes = [
        '"We are glad that there is bread in the town of Orrin again, and that it is over."'
    ] * 1 + [
        '"It was a long time, and it was hard for the people who had to wait for their bread."',
        '"The owners have learnt that they cannot do without us, and that is what we wanted."',
    ]
    assert story(pasted(tmp_path, "\n\n".join(quotes))) == quotes
