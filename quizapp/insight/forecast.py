"""What comes today and in the next days, as things stand."""

from quizapp.day import Calendar, Day
from quizapp.insight.allowance import of_new, of_reviews
from quizapp.insight.course import Course
from quizapp.insight.portion import Portion, next_coming
from quizapp.insight.spread import as_let_in
from quizapp.insight.standing import Standing
from quizapp.study.pace import seconds_for_answer
from quizapp.study.today import Today

WEEK = 7


def forecast(today: Today, calendar: Calendar, days: int = WEEK) -> tuple[Portion, ...]:
    """What is left of today, and the next `days` days, if each day all is done that it asks.

    A backlog is spread as it will be, the daily limits hold back what is beyond them, and the cards
    that are new today or on a later day come back as the model of memory expects it.
    """
    decks, progress, settings = today.library, today.progress, today.settings
    end = Day(today.day + days + 1)
    standing = Standing.of(decks, progress, calendar, today.day, end, all_seen=False)
    asked = of_reviews(decks, progress, settings, today.day)
    course = Course(settings, today.model, today.day, end, asked, today.catch_up, early=0)
    for part, at in standing.seen:
        course.put(part, at)
    entry = of_new(decks, progress, settings, today.day)
    course.run(as_let_in(standing, today.day, end, entry))
    return course.portions(seconds_for_answer(progress, today.day))


def forecast_to_next(today: Today, calendar: Calendar) -> tuple[Portion, ...]:
    """The week to come, or more days when nothing comes in it but later."""
    week = forecast(today, calendar)
    if next_coming(week):
        return week
    suspended = today.progress.suspended
    due = map(
        today.progress.due_day.get,
        (key for deck in today.library for key in deck.keys if key not in suspended),
    )
    later = [day for day in due if day is not None and day > today.day]
    return forecast(today, calendar, min(later) - today.day) if later else week
