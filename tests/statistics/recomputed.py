"""Figures made from the lines of a journal by other code than the program's: plain loops, day by
day and card by card, with the engine of FSRS asked for each card's whole history at once."""

import json
import math
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from fsrs_rs_python import DEFAULT_PARAMETERS, FSRS, FSRSItem, FSRSReview

ENGINE = FSRS(list(DEFAULT_PARAMETERS))
DECAY = -DEFAULT_PARAMETERS[20]
FACTOR = 0.9 ** (1 / DECAY) - 1


def recall(stability: float, days: int) -> float:
    return (1 + FACTOR * max(0, days) / stability) ** DECAY


def ordinal(text: str) -> int:
    return date.fromisoformat(text).toordinal()


def wilson(right: float, answers: int) -> dict[str, Any]:
    if not answers:
        return {"right": 0, "answers": 0, "share": None, "low": 0.0, "high": 1.0}
    z, n, p = 1.959964, answers, right / answers
    around = z * math.sqrt(p * (1 - p) / n + z**2 / (4 * n**2))
    below = 1 + z**2 / n
    return {
        "right": right,
        "answers": answers,
        "share": p,
        "low": max(0.0, (p + z**2 / (2 * n) - around) / below),
        "high": min(1.0, (p + z**2 / (2 * n) + around) / below),
    }


class Journal:
    """What its lines say, without what was undone, each event once."""

    def __init__(self, home: Path, zone: ZoneInfo) -> None:
        lines: dict[tuple[str, str, int], dict[str, Any]] = {}
        for path in (home / "journal").glob("*.jsonl"):
            for line in path.read_text().splitlines():
                event = json.loads(line)
                device, seq = event["id"].split(":")
                lines[event["at"], device, int(seq)] = event
        events = [lines[key] for key in sorted(lines)]
        undone = {(one["card"], one["ref"]) for one in events if one["kind"] == "undone"}
        names = {one["was"]: one["card"] for one in events if one["kind"] == "renamed"}

        def name(card: str) -> str:
            return name(names[card]) if card in names else card

        self.answers: list[dict[str, Any]] = []
        self.quizzes: list[dict[str, Any]] = []
        by_card: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for event in events:
            given = [event] if event["kind"] in ("reviewed", "practised") else []
            if event["kind"] == "quiz_finished":
                given = [{**one, "quiz": event["quiz"]} for one in event["answers"]]
                if ("-", event["id"]) not in undone:
                    self.quizzes.append(event)
            if event["kind"] == "forgotten" and ("-", event["id"]) not in undone:
                for card in event["cards"]:
                    by_card[name(card)].append({"forgotten": True, "day": _day(event["at"], zone)})
            for one in given:
                if (one["card"], event["id"]) not in undone:
                    answer = {**one, "card": name(one["card"]), "at": event["at"]}
                    answer["day"] = ordinal(one["day"])
                    answer["phase"] = one.get("phase", "practice")
                    self.answers.append(answer)
                    by_card[answer["card"]].append(answer)
        for past in by_card.values():
            _tell_before(past)
        self.by_card = by_card


def _day(at: str, zone: ZoneInfo) -> int:
    """The learner's, which begins at four."""
    wall = datetime.fromisoformat(at).astimezone(zone).replace(tzinfo=None)
    return (wall - timedelta(hours=4)).toordinal()


def _tell_before(past: list[dict[str, Any]]) -> None:
    """Add to each answer what its card was before, and its memory before and after."""
    life: list[dict[str, Any]] = []
    for one in past:
        if "forgotten" in one:
            life = []
            continue
        before = life[-1] if life else None
        one["stability"] = before["after"].stability if before else None
        one["elapsed"] = max(0, one["day"] - before["day"]) if before else None
        if one["phase"] == "practice":
            one["was"] = "practice"
            continue
        if not before:
            one["was"] = "new"
        elif before["phase"] != "review":
            one["was"] = before["phase"]
        else:
            interval = ordinal(before["due"]) - before["day"]
            one["was"] = "mature" if interval >= 21 else "young"
        life.append(one)
        reviews = [FSRSReview(each["rating"], each["elapsed"] or 0) for each in life]
        one["after"] = ENGINE.memory_state(FSRSItem(reviews))


class Figures:
    """Of the answers to some cards, of days from `first` to `today`."""

    def __init__(
        self, journal: Journal, cards: set[str] | None, length: int | None, today: int
    ) -> None:
        self.today = today
        self.ever = [one for one in journal.answers if cards is None or one["card"] in cards]
        self.pasts = {
            card: past for card, past in journal.by_card.items() if cards is None or card in cards
        }
        earliest = min((one["day"] for one in self.ever), default=today)
        self.first = earliest if length is None else max(earliest, today - length + 1)
        self.some = [one for one in self.ever if self.first <= one["day"] <= today]
        self.quizzes = journal.quizzes

    def totals(self) -> dict[str, Any]:
        return {
            "reviews": len(self.some),
            "cards": len({one["card"] for one in self.some if one["phase"] != "practice"}),
            "days": len({one["day"] for one in self.some}),
            "passed": sum(one["rating"] > 1 for one in self.some),
            "minutes": round(sum(one["ms"] for one in self.some) / 60_000, 1),
        }

    def activity(self) -> dict[str, Any]:
        days = sorted({one["day"] for one in self.ever})
        streak, day = 0, self.today if self.today in days else self.today - 1
        while day in days:
            streak, day = streak + 1, day - 1
        runs = [sum(day + more in days for more in range(_run(days, day))) for day in days]
        return {
            "days": [self._day(day) for day in sorted({one["day"] for one in self.some})],
            "streak": streak,
            "longest": max(runs, default=0),
        }

    def _day(self, day: int) -> dict[str, Any]:
        some = [one for one in self.ever if one["day"] == day]
        return {
            "day": date.fromordinal(day).isoformat(),
            "answers": len(some),
            "right": sum(one["rating"] > 1 for one in some),
            "new": sum(one["was"] == "new" for one in some),
            "minutes": sum(one["ms"] for one in some) / 60_000,
        }

    def now(self) -> dict[str, Any]:
        some = [one for one in self.ever if one["day"] == self.today]
        kinds = []
        for kind in ("new", "learning", "young", "mature", "relearning", "practice"):
            own = [one for one in some if one["was"] == kind]
            if own:
                right = sum(one["rating"] > 1 for one in own)
                kinds.append({"name": kind, "answers": len(own), "right": right})
        found = self._day(self.today)
        del found["day"]
        return {**found, "kinds": kinds}

    def memories(self, day: int) -> dict[str, dict[str, Any]]:
        """By card: the last answer by the end of a day that was no practice."""
        found = {}
        for card, past in self.pasts.items():
            for one in past:
                if one["day"] > day:
                    continue
                if "forgotten" in one:
                    found.pop(card, None)
                elif one["phase"] != "practice":
                    found[card] = one
        return found

    def known(self, day: int) -> tuple[float, int]:
        found = [one for one in self.memories(day).values() if one["phase"] == "review"]
        return sum(recall(one["after"].stability, day - one["day"]) for one in found), len(found)

    def retention(self) -> dict[str, Any]:
        def share(*kinds: str) -> dict[str, Any]:
            some = [one for one in self.some if one["was"] in kinds]
            return wilson(sum(one["rating"] > 1 for one in some), len(some))

        return {
            "desired": 0.9,
            "young": share("young"),
            "mature": share("mature"),
            "all": share("young", "mature"),
            "learning": share("learning", "relearning"),
        }

    def calibration(self) -> dict[str, Any]:
        pairs = [
            (recall(one["stability"], one["elapsed"]), one["rating"] > 1)
            for one in self.some
            if one["was"] in ("young", "mature") and one["elapsed"]
        ]
        if not pairs:
            nothing = dict.fromkeys(("expected", "recalled", "log_loss", "rmse"))
            return {"bins": [], "answers": 0, **nothing}
        bins = defaultdict(list)
        for expected, right in pairs:
            bins[min(19, math.floor(expected * 20))].append((expected, right))
        found, squares = [], 0.0
        for at, some in sorted(bins.items()):
            mean, share = (sum(column) / len(some) for column in zip(*some, strict=True))
            squares += len(some) * (mean - share) ** 2
            recalled = wilson(sum(right for _, right in some), len(some))
            edges = {"low": at / 20, "high": (at + 1) / 20}
            found.append({**edges, "expected": mean, "recalled": recalled})
        losses = [-math.log(p if right else 1 - p) for p, right in pairs]
        return {
            "bins": found,
            "answers": len(pairs),
            "expected": sum(p for p, _ in pairs) / len(pairs),
            "recalled": sum(right for _, right in pairs) / len(pairs),
            "log_loss": sum(losses) / len(pairs),
            "rmse": math.sqrt(squares / len(pairs)),
        }

    def memory(self) -> dict[str, list[float]]:
        """The values of which there are distributions."""
        found = [one for one in self.memories(10**9).values() if one["phase"] == "review"]
        return {
            "stability": [one["after"].stability for one in found],
            "difficulty": [one["after"].difficulty for one in found],
            "retrievability": [
                recall(one["after"].stability, self.today - one["day"]) for one in found
            ],
        }

    def buttons(self) -> list[dict[str, Any]]:
        counts = Counter((one["was"], one["rating"]) for one in self.some)
        return [
            {
                "name": kind,
                **{
                    name: counts[kind, at]
                    for at, name in enumerate(("again", "hard", "good", "easy"), 1)
                },
            }
            for kind in ("new", "learning", "young", "mature", "relearning", "practice")
        ]

    def hours(self, zone: ZoneInfo, rollover: int) -> list[dict[str, Any]]:
        found = []
        for hour in [*range(rollover, 24), *range(rollover)]:
            some = [
                one
                for one in self.some
                if datetime.fromisoformat(one["at"]).astimezone(zone).hour == hour
            ]
            asked = [one["rating"] > 1 for one in some if one["was"] in ("young", "mature")]
            found.append(
                {
                    "hour": hour,
                    "answers": len(some),
                    "right": sum(one["rating"] > 1 for one in some),
                    "retention": wilson(sum(asked), len(asked)),
                }
            )
        return found

    def group(self, name: str, cards: list[str]) -> dict[str, Any]:
        now = self.memories(10**9)
        some = [one for one in self.some if one["card"] in cards]
        asked = [one["rating"] > 1 for one in some if one["was"] in ("young", "mature")]
        return {
            "name": name,
            "cards": len(cards),
            "known": sum(
                recall(now[card]["after"].stability, self.today - now[card]["day"])
                for card in cards
                if card in now and now[card]["phase"] == "review"
            ),
            "answers": len(some),
            "minutes": sum(one["ms"] for one in some) / 60_000,
            "retention": wilson(sum(asked), len(asked)),
        }

    def confidence(self) -> list[dict[str, Any]]:
        found = []
        for said in ("guess", "unsure", "sure"):
            some = [one for one in self.some if one.get("confidence") == said]
            right = sum(1 if one["rating"] > 1 else one.get("score", 0) for one in some)
            found.append({"confidence": said, "right": wilson(right, len(some))})
        return found

    def quiz_scores(self, zone: ZoneInfo, cards: set[str] | None) -> list[dict[str, Any]]:
        found = []
        for one in self.quizzes:
            asked = {answer["card"] for answer in one["answers"]}
            day = _day(one["at"], zone)
            if self.first <= day <= self.today and (cards is None or asked & cards):
                found.append(
                    {
                        "quiz": one["quiz"],
                        "day": date.fromordinal(day).isoformat(),
                        "questions": one["questions"],
                        "points": one["questions"],
                        "score": one["score"],
                        "chance": one["chance"],
                        "minutes": sum(answer["ms"] for answer in one["answers"]) / 60_000,
                    }
                )
        return found

    def backlog(self, cards: set[str]) -> int:
        now = self.memories(10**9)
        last = [now[card] for card in cards if card in now]
        return sum(one["phase"] == "review" and ordinal(one["due"]) < self.today for one in last)


def _run(days: list[int], day: int) -> int:
    """How many days in a row begin with a day."""
    length = 0
    while day + length in days:
        length += 1
    return length
