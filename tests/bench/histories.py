"""Made-up histories of any size, written as quizapp writes them."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zlib import crc32

SPAN = 700
"""Days over which the reviews are spread, up to today."""


def keys(cards: int, decks: int = 20) -> list[str]:
    """The cards of `make_decks.write_decks`, a card of each deck in turn."""
    return [f"bench-{card % decks:02}/card-{card // decks + 1:05}" for card in range(cards)]


def write_history(
    home: Path,
    cards: int,
    reviews: int,
    decks: int = 20,
    today: date | None = None,
    device: str = "be4c4000",
) -> list[str]:
    """Write a journal of `reviews` answers to `cards` cards, and return the cards' keys.

    Every card is answered in turn; one answer in ten is wrong. What is due at the end lies around
    `today`, the present day by default.
    """
    today = today or datetime.now(UTC).date()
    names = keys(cards, decks)
    phases = ["learning"] * cards
    days = [(today - timedelta(days=SPAN - day)).isoformat() for day in range(2 * SPAN)]
    gap = max(1, SPAN * cards // reviews)
    per_day = -(-reviews // SPAN)
    (home / "journal").mkdir(parents=True, exist_ok=True)
    with (home / "journal" / f"{device}.jsonl").open("wb") as file:
        for number in range(reviews):
            card, draw = number % cards, (number * 2654435761) >> 7
            day, place = divmod(number, per_day)
            second = place * 36_000 // per_day
            rating = 1 if draw % 10 == 0 else 2 if draw % 10 == 1 else 3
            if number < cards:
                phase, step = "learning", 1
            elif rating > 1:
                phase, step = "review", 0
            else:
                phase, step = "learning" if phases[card] == "learning" else "relearning", 0
            phases[card] = phase
            time = f"{8 + second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
            due = (
                days[day + gap // 2 + draw % (gap + 1)]
                if phase == "review"
                else f"{days[day]}T{time[:3]}{59}:59.000Z"
            )
            body = (
                f'{{"id":"{device}:{number + 1}","at":"{days[day]}T{time}.{place % 1000:03}Z"'
                f',"kind":"reviewed","card":"{names[card]}","day":"{days[day]}","rating":{rating}'
                f',"phase":"{phase}","step":{step},"due":"{due}","ms":{2000 + draw % 9000}'
                f',"verdict":"{"right" if rating > 1 else "wrong"}","reply":"Option {draw % 4}"'
            ).encode()
            file.write(b'%b,"crc":"%08x"}\n' % (body, crc32(body)))
    return names
