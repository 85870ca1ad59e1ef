"""Quizzes: begun, gone on with, thrown away, looked at again."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from quizapp.core.card_keys import split_key
from quizapp.core.errors import DeckError
from quizapp.deck.deck import Deck
from quizapp.progress.progress import Progress
from quizapp.scheduling.context import StudyContext
from quizapp.study.past_quiz import PastQuiz, past_quizzes, results_of
from quizapp.study.profile import Profile
from quizapp.study.question_pool import QuestionPool, QuizOptions
from quizapp.study.quiz import QuizSession
from quizapp.study.results import Results


@dataclass(frozen=True, slots=True)
class OpenQuiz:
    """A quiz that was begun and not handed in."""

    id: str
    begun: datetime
    answered: int
    questions: int


@dataclass(frozen=True, slots=True)
class QuizService:
    library: Sequence[Deck]
    progress: Progress
    context: Callable[[], StudyContext]
    """As things are at the moment when it is called."""

    @classmethod
    def of(cls, profile: Profile) -> "QuizService":
        return cls(profile.library.decks, profile.progress, lambda: profile.context)

    def pool(self, decks: Sequence[Deck], only: Collection[str] | None = None) -> QuestionPool:
        """What a quiz on these decks, or on some cards of them, may ask."""
        return QuestionPool.of(decks, self.progress.suspended, only)

    def begin(
        self, decks: Sequence[Deck], options: QuizOptions, only: Collection[str] | None = None
    ) -> QuizSession:
        """Draw the questions and open the quiz.

        Raises:
            DeckError: there is nothing to ask.
            NotSaved: nothing has been opened.
        """
        context, pool = self.context(), self.pool(decks, only)
        if not pool.size(options):
            raise DeckError(_nothing(decks, pool, options))
        spec = pool.draw(options, seed=round(context.now.timestamp() * 1000))
        quiz = self.progress.begin_quiz(spec, context.now)
        return QuizSession.resume(quiz, self.library, context)

    def open(self, decks: Sequence[Deck]) -> OpenQuiz | None:
        """The newest open quiz on nothing but these decks."""
        progress = self.progress
        progress.refresh()
        slugs = {deck.slug for deck in decks}
        found = [
            (begun.at, quiz)
            for quiz, begun in progress.open_quizzes.items()
            if {split_key(progress.current_name(card))[0] for card in begun.spec.cards} <= slugs
        ]
        if not found:
            return None
        at, quiz = max(found)
        answered = sum(one.reply is not None for one in progress.responses(quiz).values())
        questions = len(progress.open_quizzes[quiz].spec.cards)
        return OpenQuiz(quiz, datetime.fromisoformat(at), answered, questions)

    def resume(self, quiz: str) -> QuizSession:
        """Go on with an open quiz.

        Raises:
            DeckError: it is not open, or none of its questions is there any more.
        """
        try:
            found = QuizSession.resume(quiz, self.library, self.context())
        except KeyError:
            raise DeckError(
                "this quiz was handed in or thrown away in another window; begin a new one"
            ) from None
        if not found.items:
            self.drop(quiz)
            raise DeckError("none of the questions of this quiz is there any more; begin a new one")
        return found

    def drop(self, quiz: str) -> None:
        """Throw an open quiz away.

        Raises:
            NotSaved: it is still open.
        """
        self.progress.drop_quiz(quiz, self.context().now)

    def past(self, decks: Sequence[Deck] | None = None) -> list[PastQuiz]:
        """The quizzes that were handed in, newest first: all, or those that asked of `decks`."""
        found = past_quizzes(self.progress, self.library)
        if decks is None:
            return found
        slugs = {deck.slug for deck in decks}
        return [one for one in found if slugs & one.decks.keys()]

    def results(self, past: PastQuiz) -> Results:
        """What came of a past quiz."""
        return results_of(past, self.library, self.context())


def _nothing(decks: Sequence[Deck], pool: QuestionPool, options: QuizOptions) -> str:
    """Why there is nothing to ask, and what could be done."""
    name = decks[0].title if len(decks) == 1 else "these decks"
    if not pool.keys:
        return f"{name}: nothing in it can be graded; flashcards are for `quizapp review`"
    there = {"tags": pool.tags, "types": pool.types}
    for kind, wanted in (("tags", options.tags), ("types", options.types)):
        if wanted and not wanted & there[kind].keys():
            known = ", ".join(sorted(there[kind])) or "none"
            return f"{name}: no question with {', '.join(sorted(wanted))}; there are {kind} {known}"
    return f"{name}: no question is both of these tags and of these types; choose fewer"
