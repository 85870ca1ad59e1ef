"""Quizzes that were handed in: a line about each, and the results of one again."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from quizapp.core.card_keys import split_key
from quizapp.deck.deck import Deck
from quizapp.progress.events import Answer, Response
from quizapp.progress.history import SubmittedQuiz
from quizapp.progress.progress import Progress
from quizapp.questions.base import Grade, Verdict
from quizapp.scheduling.context import StudyContext
from quizapp.study.quiz import QuizItem, lay_out
from quizapp.study.recorder import OWN_JUDGEMENT
from quizapp.study.results import ItemResult, PastDetails, RemovedItem, Results

JUDGED_OTHERWISE = "So it was judged then; the question has changed since."


@dataclass(frozen=True, slots=True)
class PastQuiz:
    """Scores are in points; `score` counts what was overruled since as right."""

    submitted: SubmittedQuiz
    at: datetime
    """When it was handed in."""
    decks: Mapping[str, str]
    """The titles of the decks by slug; the slug again for one that is not there any more."""
    score: float
    guess_score: float
    questions: int
    points: float
    """What all questions were worth together."""
    seconds: float
    """Spent on its questions."""

    @property
    def share(self) -> float:
        return self.score / self.points if self.points else 0.0


def past_quizzes(progress: Progress, library: Sequence[Deck]) -> list[PastQuiz]:
    """Newest first."""
    titles = {deck.slug: deck.title for deck in library}
    found = []
    for one in progress.submitted_quizzes():
        finished, credit = one.finished, _credit_then(one)
        more = {card: worth - 1 for card, worth in finished.points.items()}
        slugs = [split_key(progress.current_name(card))[0] for card in one.spec.cards]
        times = {answer.card: answer.ms for answer in finished.answers}
        for card, line in one.responses.items():  # which knows of long thoughts, and of no answer
            times[card] = max(line.ms, times.get(card, 0))
        found.append(
            PastQuiz(
                one,
                datetime.fromisoformat(one.key.at),
                {slug: titles.get(slug, slug) for slug in slugs},
                finished.score
                + sum(by * credit.get(card, 0.0) for card, by in more.items())
                + sum(
                    (1 - credit[card]) * finished.points.get(card, 1.0)
                    for card in one.overruled
                    if card in credit
                ),
                finished.guess_score if finished.guess_points is None else finished.guess_points,
                finished.questions,
                finished.questions + sum(more.values()),
                sum(times.values()) / 1000,
            )
        )
    return found


def results_of(past: PastQuiz, library: Sequence[Deck], context: StudyContext) -> Results:
    """What came of it, as it was then; what was overruled since is as it is now.

    On the day on which it was handed in, more may be overruled.
    """
    one, progress, calendar = past.submitted, context.progress, context.calendar
    answers, credit = one.answers, _credit_then(one)
    # nothing says in the journal that a card was renamed which was never reviewed
    was = {old: key for deck in library for key, earlier in deck.was.items() for old in earlier}

    def name_of_today(card: str) -> str:
        name = progress.current_name(card)
        return was.get(name, name)

    laid = {
        progress.current_name(item.name): item for item in lay_out(one.spec, library, name_of_today)
    }
    found: list[ItemResult] = []
    gone: list[RemovedItem] = []
    for name in dict.fromkeys(map(progress.current_name, one.spec.cards)):
        response = replace(one.responses.get(name, Response()), reply=None)
        grade = None
        item = laid.get(name)
        if answer := answers.get(name):
            response = replace(response, reply=answer.reply, confidence=answer.confidence)
            grade = _grade(answer, credit.get(name, 0.0), item)
        worth = one.finished.points.get(name, 1.0)
        if item:
            found.append(ItemResult(item.deck, item.card, item.interaction, response, grade, worth))
        else:
            gone.append(RemovedItem(name, response, grade, worth))
    same_day = calendar.day(past.at) == context.day
    return Results(
        one.finished.quiz,
        tuple(found),
        one.spec.counts,
        one.key.id if same_day else None,
        PastDetails(past.at, past.guess_score, tuple(gone)),
    )


def _grade(answer: Answer, credit: float, item: QuizItem | None) -> Grade:
    """The grade that it got, in the words of today's question where that agrees with it."""
    if answer.overridden:
        return OWN_JUDGEMENT
    then = Grade(_verdict(answer), credit)
    if item is None:
        return then
    today = item.grade(Response(answer.reply))
    known = bool(answer.score) or then.verdict is not Verdict.PARTLY
    if today and today.verdict is then.verdict and (not known or today.score == then.score):
        return replace(today, score=then.score)  # so that the sum stays as it was
    return replace(then, remark=JUDGED_OTHERWISE)


def _credit_then(one: SubmittedQuiz) -> dict[str, float]:
    """By card: the share of its points that its answer got when the quiz was handed in.

    Journals of an earlier version say of answers that are right in part only what they make
    together; it is divided evenly.
    """
    answers = one.finished.answers
    partly = [answer for answer in answers if _verdict(answer) is Verdict.PARTLY]
    right = sum(_verdict(answer) is Verdict.RIGHT for answer in answers)
    each = (one.finished.score - right) / len(partly) if partly else 0.0
    worth = {Verdict.RIGHT: 1.0, Verdict.WRONG: 0.0}
    return {answer.card: worth.get(_verdict(answer), answer.score or each) for answer in answers}


def _verdict(answer: Answer) -> Verdict:
    return Verdict(answer.verdict) if answer.verdict in list(Verdict) else Verdict.WRONG
