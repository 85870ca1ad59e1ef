"""Whatever is typed: nothing breaks, and `saved` is said once of each thing on the disk."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quizapp.plain.quiz import take_quiz
from quizapp.plain.review import review
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuizOptions
from quizapp.study.selection import DUE_TODAY, Minutes, Selection, These, practice_of
from tests.plain.talks import Paper, console, events, profile

REPLIES = ["", "1", "2", "3", "4", "1 2", "2 1", "1 2 3", "a;b", "one; two", "?", "6", "right"]
REPLIES += ["Kyrgyzstan", "k", "r", "s", "0", "9" * 30]
REVIEWING = "/hint /undo /right /harder /source /bury /suspend /flag /edit /left /end".split()
IN_QUIZ = "/next /back /mark /clear /open /undo /time /done /drop /end /missed".split()
SOME = ["/help", "/", "//", "/h", "/go 2", "/go 99", "/go x", "/go", "/nonsense", "/undo 3"]


def typed(commands: list[str]) -> st.SearchStrategy[list[str]]:
    line = st.sampled_from(REPLIES) | st.sampled_from([*commands, *SOME]) | st.text(max_size=20)
    return st.lists(line, max_size=30)


quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
wishes = st.builds(
    QuizOptions,
    feedback=st.sampled_from(["each", "end"]),
    minutes=st.sampled_from([0, 2]),
    confidence=st.booleans(),
    counts=st.booleans(),
)
steps = st.sampled_from([timedelta(0), timedelta(seconds=2), timedelta(minutes=1)])


def answers(profile: Profile) -> int:
    return sum(event["kind"] in ("reviewed", "practised") for event in events(profile))


def selection(name: str, one: Profile) -> Selection:
    match name:
        case "practice":
            return practice_of(one.library.decks, one.progress)
        case "these":
            return These(one.library.decks[0].keys)
        case "minutes":
            return Minutes(2)
        case _:
            return DUE_TODAY


@quick
@given(
    typed(REVIEWING),
    st.sampled_from(["due", "practice", "these", "minutes"]),
    steps,
    st.sampled_from([2, 4]),
    st.sampled_from([1, 8]),
)
def test_in_a_review_each_answer_on_the_disk_is_said_to_be_saved_once(
    lines: list[str], about: str, step: timedelta, buttons: int, leech_lapses: int
) -> None:
    relearning = {"learning_steps": (), "buttons": buttons, "leech_lapses": leech_lapses}
    with profile(step=step, **relearning) as one:

        def look() -> None:
            assert answers(one) == spec.saved

        spec = Paper(on_saved=look)
        review(one, one.library.decks, selection(about, one), console(lines, spec))
        look()


@quick
@given(typed(IN_QUIZ), wishes, steps)
def test_no_lines_break_a_quiz(lines: list[str], options: QuizOptions, step: timedelta) -> None:
    with profile(step=step) as one:
        spec = Paper()
        take_quiz(one, one.library.decks, options, False, "again", console(lines, spec))
        ends = [event["kind"] for event in events(one)]
        over = {"quiz_finished", "quiz_dropped"}.intersection(ends)
        assert ("The quiz stays open" in spec.getvalue()) == (not over)
        assert bool(one.progress.open_quizzes) == (not over)


@quick
@given(typed([one for one in IN_QUIZ if one != "/undo"]), wishes)
def test_in_a_quiz_each_reply_on_the_sheet_is_said_to_be_saved_once(
    lines: list[str], options: QuizOptions
) -> None:
    lines = [line for line in lines if not line.startswith(("/u", "/m"))]
    with profile() as one:

        def look() -> None:
            assert replies(one) == spec.saved

        spec = Paper(on_saved=look)
        take_quiz(one, one.library.decks, options, False, "again", console(lines, spec))
        look()


def replies(one: Profile) -> int:
    """Lines of the sheet that a reply wrote, and not how sure it was. With marks and undoing left
    out, and a clock that stands still, nothing else writes a reply."""
    sheet = [event for event in events(one) if event["kind"] == "quiz_filled"]
    return sum(line["reply"] is not None and not line["confidence"] for line in sheet)
