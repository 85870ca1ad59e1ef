"""Reports that are made up: a year of a diligent learner, and one in which nothing was done."""

from datetime import date
from itertools import pairwise
from math import exp, sin

from quizapp.core.day import Day
from quizapp.progress.review_log import PHASES
from quizapp.scheduling.day_load import DayLoad
from quizapp.statistics.activity import Activity, DayActivity, KindCount, TodayActivity
from quizapp.statistics.buttons import ButtonCounts
from quizapp.statistics.card_groups import CardGroupFigures
from quizapp.statistics.coming import ComingWork
from quizapp.statistics.confidence import ConfidenceTruth
from quizapp.statistics.distributions import (
    DIFFICULTY_EDGES,
    RECALL_EDGES,
    STABILITY_EDGES,
    CardBin,
    Distribution,
    MemoryDistributions,
)
from quizapp.statistics.hours import HourAnswers
from quizapp.statistics.knowledge import KnownCards, KnownPoint
from quizapp.statistics.proportion import Proportion
from quizapp.statistics.quiz_scores import QuizScore
from quizapp.statistics.recall_calibration import CalibrationBin, RecallCalibration
from quizapp.statistics.report import StatisticsReport, Totals
from quizapp.statistics.retention import TrueRetention
from quizapp.statistics.span import Span, SpanDays

TODAY = Day(date(2024, 2, 26).toordinal())
of = Proportion.of


def _spread(edges: tuple[float, ...], middle: int, cards: int, median: float) -> Distribution:
    shares = [exp(-(((at - middle) / 2.5) ** 2)) for at in range(len(edges) - 1)]
    counts = [int(cards * share / sum(shares)) for share in shares]
    counts[middle] += cards - sum(counts)
    bins = zip(edges, edges[1:], counts, strict=False)
    return Distribution(tuple(CardBin(*one) for one in bins), cards, median, median)


def report_of_a_year(tag: str = "csto") -> StatisticsReport:
    first = Day(TODAY - 364)
    days = []
    for at in range(365):
        missed = at % 17 == 3 or 201 <= at <= 212
        answers = 0 if missed else int(52 + 28 * sin(at / 45) + 17 * sin(at * 2.3))
        if answers:
            days.append(DayActivity(Day(first + at), answers, answers * 9 // 10, 3, answers * 0.12))
    growth = [
        KnownPoint(Day(day), 812 * (1 - exp(-(day - first) / 140)), int(900 * (day - first) / 364))
        for day in range(first, TODAY + 1, 7)
    ]
    loads = [
        DayLoad(Day(TODAY + at), 8, 26 + 14 * exp(-at / 9) + 6 * sin(at * 1.7), 5.5)
        for at in range(91)
    ]
    bins = [(10, 50), (12, 110), (14, 180), (15, 240), (16, 420), (17, 801), (18, 1400), (19, 900)]
    return StatisticsReport(
        "",
        Span.YEAR,
        SpanDays(first, TODAY),
        Totals(sum(one.answers for one in days), 1000, len(days), 16200, 2100.0),
        TodayActivity(41, 37, 8, 6.2, (KindCount("new", 8, 6), KindCount("mature", 33, 31))),
        Activity(tuple(days), 23, 61),
        ComingWork(tuple(loads), 14, 728, 2600.0, 500.0),
        KnownCards(812.3, 900, 1100, (*growth[:-1], KnownPoint(TODAY, 812.3, 900)), 7),
        TrueRetention(0.9, of(961, 1102), of(2041, 2240), of(3002, 3342), of(410, 560)),
        RecallCalibration(
            tuple(
                CalibrationBin(
                    at / 20,
                    (at + 1) / 20,
                    at / 20 + 0.026,
                    of(round(number * (at / 20 + 0.026 + 0.02 * sin(at))), number),
                )
                for at, number in bins
            ),
            4101,
            0.894,
            0.901,
            0.31,
            0.0124,
        ),
        MemoryDistributions(
            _spread(STABILITY_EDGES, 8, 900, 38.0),
            _spread(DIFFICULTY_EDGES, 4, 900, 5.2),
            _spread(RECALL_EDGES, 17, 900, 0.91),
        ),
        tuple(
            ButtonCounts(name, *counts)
            for name, counts in zip(
                PHASES,
                [(240, 60, 660, 40), (120, 20, 410, 10), (141, 90, 820, 51), (199, 201, 1700, 140),
                 (30, 0, 160, 0), (0, 0, 0, 0)],
                strict=True,
            )
        ),
        tuple(
            HourAnswers(
                hour % 24,
                count := int(
                    420 * exp(-(((hour - 9) / 2.2) ** 2)) + 300 * exp(-(((hour - 20) / 1.8) ** 2))
                ),
                count * 9 // 10,
                of(int(int(count * 0.8) * (0.95 - 0.006 * (hour - 4))), int(count * 0.8)),
            )
            for hour in range(4, 28)
        ),
        (
            CardGroupFigures(tag, 620, 510.0, 9000, 900.0, of(1820, 2000)),
            CardGroupFigures("dates", 210, 120.5, 2400, 260.0, of(610, 720)),
            CardGroupFigures("new", 9, 0.0, 0, 0.0, of(0, 0)),
        ),
        (
            CardGroupFigures("fact", 700, 560.0, 9100, 905.0, of(1900, 2090)),
            CardGroupFigures("attributed", 210, 130.0, 2300, 260.0, of(520, 600)),
            CardGroupFigures("disputed", 90, 61.0, 800, 100.0, of(198, 240)),
        ),
        (CardGroupFigures("Olesya Vartanyan", 60, 41.0, 500, 60.0, of(171, 200)),),
        (
            ConfidenceTruth("guess", of(9, 24)),
            ConfidenceTruth("unsure", of(31.5, 52)),
            ConfidenceTruth("sure", of(88, 96)),
        ),
        tuple(
            QuizScore(f"one:{back}", Day(TODAY - back), 20, 20.0, score, 5.0, 8.0)
            for back, score in [(300, 10), (214, 12.5), (120, 12), (61, 15), (9, 17)]
        ),
    )  # fmt: skip


def report_of_nothing() -> StatisticsReport:
    nothing = of(0, 0)

    def no_cards(edges: tuple[float, ...]) -> Distribution:
        bins = pairwise(edges)
        return Distribution(tuple(CardBin(*one, 0) for one in bins), 0, None, None)

    return StatisticsReport(
        "",
        Span.MONTH,
        SpanDays(TODAY, TODAY),
        Totals(0, 0, 0, 0, 0.0),
        TodayActivity(0, 0, 0, 0.0, ()),
        Activity((), 0, 0),
        ComingWork(tuple(DayLoad(Day(TODAY + at), 0, 0, 0) for at in range(31)), 0, 0, 0.0, 0.0),
        KnownCards(0.0, 0, 12, (KnownPoint(TODAY, 0.0, 0),), 1),
        TrueRetention(0.9, nothing, nothing, nothing, nothing),
        RecallCalibration((), 0, None, None, None, None),
        MemoryDistributions(*map(no_cards, (STABILITY_EDGES, DIFFICULTY_EDGES, RECALL_EDGES))),
        tuple(ButtonCounts(name, 0, 0, 0, 0) for name in PHASES),
        tuple(HourAnswers(hour % 24, 0, 0, nothing) for hour in range(4, 28)),
        (),
        (),
        (),
        tuple(ConfidenceTruth(name, nothing) for name in ("guess", "unsure", "sure")),
        (),
    )
