"""Line by line, the topic of a question is said before it, and not again for the next one."""

from quizapp.plain.quiz import take_quiz
from quizapp.plain.results import look_back
from quizapp.plain.review import review
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from tests.plain.talks import Paper, console, profile

CARDS = [
    f"\n  - {{id: {name}, type: typed, prompt: Prompt of {name}?, answer: word{about}}}\n"
    for name, about in (
        ("a", ", about: Rivers *1*"),
        ("b", ", about: Rivers *1*"),
        ("c", ""),
        ("d", ", about: Lakes"),
        ("e", ", about: Rivers *1*"),
    )
]
TOPICS = ["About: Rivers *1*", "About: Lakes", "About: Rivers *1*"]
"""In the order of the cards."""


def reviewed(one: Profile, *lines: str) -> list[str]:
    paper = Paper()
    review(one, one.library.decks, None, console(lines, paper))
    return paper.lines


def before_prompts(lines: list[str]) -> dict[str, str]:
    """By the prompt, the line before it."""
    after = dict(zip(lines[1:], lines, strict=False))
    return {line: after[line] for line in lines if line.startswith("Prompt of")}


def test_a_review_says_a_topic_above_the_question_and_once_for_those_in_a_row() -> None:
    with profile(CARDS, learning_steps=()) as one:
        said = reviewed(one, *["word"] * 5)
    assert [line for line in said if line.startswith("About")] == TOPICS
    assert before_prompts(said) == {
        "Prompt of a?": "About: Rivers *1*",
        "Prompt of b?": "The deck test-deck (4 left)",
        "Prompt of c?": "The deck test-deck (3 left)",
        "Prompt of d?": "About: Lakes",
        "Prompt of e?": "About: Rivers *1*",
    }


def test_a_topic_is_not_said_again_with_the_same_question() -> None:
    with profile(CARDS[:2], learning_steps=()) as one:
        said = reviewed(one, "word", "/undo", "word", "word")
    assert said.count("Prompt of a?") == 2
    assert said.count("About: Rivers *1*") == 1


def test_a_new_session_says_it_anew() -> None:
    with profile(CARDS[:2], learning_steps=()) as one:
        first, then = reviewed(one, "word"), reviewed(one, "word")
    assert first.count("About: Rivers *1*") == then.count("About: Rivers *1*") == 1


def test_a_quiz_its_results_and_those_of_a_past_one_say_topics() -> None:
    with profile(CARDS) as one:
        paper, later = Paper(), Paper()
        options = QuizOptions(shuffled=False, counts=False)
        lines = console([*["word"] * 5, ""], paper)
        take_quiz(one, one.library.decks, options, True, "x", lines)
        look_back(one, one.library.decks, console(["1", "/end"], later))
    assert [line for line in paper.lines if line.startswith("About")] == [*TOPICS, *TOPICS]
    assert [line for line in later.lines if line.startswith("About")] == TOPICS
    assert before_prompts(paper.lines)["Prompt of d?"] == "About: Lakes"
    assert later.lines[later.lines.index("About: Lakes") + 1] == "4. Prompt of d?"
