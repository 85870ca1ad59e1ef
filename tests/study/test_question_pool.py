"""What a quiz may ask, and how its questions are drawn."""

from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.core.card_keys import split_key
from quizapp.core.errors import DeckError
from quizapp.deck.editing import dump_card
from quizapp.progress.progress import Progress
from quizapp.questions.interactions import SelfGraded
from quizapp.questions.union import QUESTION_TYPES
from quizapp.study.question_pool import QuestionPool, QuizOptions
from quizapp.study.quiz_service import QuizService
from quizapp.study.selection import practice_of
from tests.study.conftest import World
from tests.study.decks import FLASHCARD, GRADED, choices, deck

TAGS = ("", "history", "law, law", "history, law")
TYPES = ("choice", "multi_choice", "true_false", "typed", "numeric", "ordering", "matching")


def tagged(number: int) -> list[str]:
    """Questions of all types, every tenth one a flashcard, with tags in turn."""
    made = []
    for at in range(number):
        template = FLASHCARD if at % 10 == 9 else GRADED[at % len(GRADED)]
        raw = template.format(id=f"q{at}")
        tags = TAGS[at % len(TAGS)]
        if "{id:" in raw:
            made.append(raw.replace("{id:", f"{{tags: [{tags}], id:"))
        else:
            made.append(f"{raw.rstrip()}\n    tags: [{tags}]\n")
    return made


@pytest.fixture(scope="module")
def pool() -> QuestionPool:
    with TemporaryDirectory() as folder:
        decks = [deck(Path(folder), tagged(40), slug) for slug in ("first", "second")]
        return QuestionPool.of(decks, {"first/q0", "second/q7#c2"})


WISHES = st.builds(
    QuizOptions,
    number=st.none() | st.integers(1, 90),
    tags=st.frozensets(st.sampled_from(["history", "law", "unknown"])),
    types=st.frozensets(st.sampled_from([*TYPES, "cloze", "flashcard"])),
    shuffled=st.booleans(),
)


@settings(deadline=None)
@given(options=WISHES, seed=st.integers(0, 2**40))
def test_a_quiz_is_as_it_was_wished_and_the_same_for_the_same_seed(
    pool: QuestionPool, options: QuizOptions, seed: int
) -> None:
    spec = pool.draw(options, seed)
    assert spec == pool.draw(options, seed)
    found = {one.key: one for one in pool.candidates}
    drawn = [found[card] for card in spec.cards]
    fitting = {
        one.question
        for one in pool.candidates
        if (not options.tags or options.tags & {*one.tags})
        and (not options.types or one.type in options.types)
    }
    assert {one.question for one in drawn} <= fitting
    expected = len(fitting) if options.number is None else min(options.number, len(fitting))
    assert len(drawn) == pool.size(options) == expected
    assert len({one.question for one in drawn}) == len(drawn)
    if not options.shuffled:
        order = [one.key for one in pool.candidates]
        assert sorted(spec.cards, key=order.index) == [*spec.cards]


def test_no_list_for_a_quiz_or_for_practice_parses_a_card(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    decks = [deck(tmp_path, tagged(40), slug) for slug in ("first", "second")]
    monkeypatch.setattr("quizapp.deck.deck.Deck.card", None)
    monkeypatch.setattr("quizapp.questions.union.parse_question", None)
    found = QuestionPool.of(decks, ())
    assert (found.size(QuizOptions(number=None)), found.ungraded) == (72, 8)
    assert found.tags == {"history": 32, "law": 36}
    assert len(found.draw(QuizOptions(number=5), 1).cards) == 5
    progress = Progress.open(tmp_path / "home")
    laws = [key for one in decks for key, kind in one.kinds() if "law" in kind.tags]
    assert practice_of(decks, progress, "law").keys == tuple(laws)
    progress.close()


@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_the_kind_of_a_card_says_what_the_card_says(tmp_path: Path, kind: str) -> None:
    fields = {"id": "q0", "type": kind, "tags": ["b", "a"], **QUESTION_TYPES[kind].example}
    one = deck(tmp_path, [dump_card(fields)], "first")
    for key, told in one.kinds():
        card = one.card(key)
        interaction = card.question.interaction(card.variant, Random(0))
        assert told.is_graded == (not isinstance(interaction, SelfGraded))
        assert (told.type, told.tags) == (kind, card.question.tags)


def test_flashcards_and_suspended_cards_are_left_out(pool: QuestionPool) -> None:
    keys = {one.key for one in pool.candidates}
    assert not keys & {"first/q0", "second/q7#c2", "first/q9"}
    assert {"second/q0", "second/q7#c1", "second/q7#c3"} <= keys
    assert pool.ungraded == 8
    assert "flashcard" not in pool.types


def test_tags_and_types_are_told_with_the_number_of_their_questions(pool: QuestionPool) -> None:
    for tag, number in pool.tags.items():
        assert number == pool.size(QuizOptions(number=None, tags=frozenset({tag})))
    for kind, number in pool.types.items():
        assert number == pool.size(QuizOptions(number=None, types=frozenset({kind})))
    assert pool.tags.keys() == {"history", "law"}


def test_every_card_of_a_question_and_every_order_can_be_drawn(pool: QuestionPool) -> None:
    cloze = QuizOptions(number=1, types=frozenset({"cloze"}), tags=frozenset({"history", "law"}))
    variants = {split_key(pool.draw(cloze, seed).cards[0])[2] for seed in range(60)}
    assert variants == {"c1", "c2", "c3"}
    all_of_them = QuizOptions(number=None, shuffled=True)
    assert len({pool.draw(all_of_them, seed).cards for seed in range(20)}) == 20


def test_a_paper_tells_how_the_quiz_is_to_be(pool: QuestionPool) -> None:
    options = QuizOptions(minutes=10, longer=1.25, feedback="each", confidence=True, counts=False)
    spec = pool.draw(options, 7)
    assert (spec.seconds, spec.feedback) == (750, "each")
    assert (spec.confidence, spec.counts, spec.seed) == (True, False, 7)
    assert pool.draw(QuizOptions(), 7).seconds == 0


@pytest.mark.parametrize(
    ("cards", "options", "said"),
    [
        ([FLASHCARD.format(id="one")], QuizOptions(), "nothing in it can be graded"),
        (
            choices(1),
            QuizOptions(tags=frozenset({"law"})),
            "no question with law; there are tags none",
        ),
        (
            tagged(3),
            QuizOptions(types=frozenset({"typed"})),
            "no question with typed; there are types choice, multi_choice, true_false",
        ),
        (
            tagged(3),
            QuizOptions(types=frozenset({"choice"}), tags=frozenset({"law"})),
            "no question is both of these tags and of these types",
        ),
    ],
)
def test_a_quiz_without_questions_is_refused_with_what_there_is(
    world: World, cards: list[str], options: QuizOptions, said: str
) -> None:
    world.add(cards)
    quizzes = QuizService(world.decks, world.progress, lambda: world.context)
    with pytest.raises(DeckError, match=said):
        quizzes.begin(world.decks, options)
    assert not world.progress.open_quizzes


def test_the_newest_quiz_on_these_decks_alone_can_be_gone_on_with(world: World) -> None:
    world.add(choices(3), "first")
    world.add(choices(3), "second")
    quizzes = QuizService(world.decks, world.progress, lambda: world.context)
    first, second = world.decks
    assert quizzes.open(world.decks) is None
    older = quizzes.begin([first], QuizOptions(number=2))
    world.wait(minutes=1)
    newer = quizzes.begin([first], QuizOptions())
    newer.answer("right", world.now)
    world.wait(minutes=1)
    both = quizzes.begin(world.decks, QuizOptions(number=None))
    assert quizzes.open([second]) is None
    found = quizzes.open([first])
    assert found
    assert (found.id, found.answered, found.questions) == (newer.id, 1, 3)
    assert quizzes.resume(found.id).at == 1
    quizzes.drop(newer.id)
    assert getattr(quizzes.open([first]), "id", None) == older.id
    assert getattr(quizzes.open([second, first]), "id", None) == both.id
