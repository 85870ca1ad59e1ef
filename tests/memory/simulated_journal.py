"""The journal of a simulated learner, as quizapp writes it."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from pathlib import Path
from zlib import crc32

from quizapp.memory.fsrs import Rating
from tests.memory.simulated import Studied

DEVICE = "51a1ed00"


def write_journal(home: Path, keys: Sequence[str], studied: Iterable[Studied], today: date) -> int:
    """Write the answers so that the last were given on the eve of `today`; gives their number."""
    answers = list(studied)
    begins = today - timedelta(days=answers[-1].row.day + 1)
    (home / "journal").mkdir(parents=True, exist_ok=True)
    begun: set[object] = set()
    last_day = at = 0
    with (home / "journal" / f"{DEVICE}.jsonl").open("wb") as file:
        for number, (row, _, due) in enumerate(answers, 1):
            at = at + 1 if row.day == last_day else 0
            last_day = row.day
            day = begins + timedelta(days=row.day)
            time = f"{9 + at // 3600:02}:{at // 60 % 60:02}:{at % 60:02}.000Z"
            if row.rating > Rating.AGAIN:
                phase, until = "review", (begins + timedelta(days=due)).isoformat()
                begun.add(row.card)
            else:
                phase = "relearning" if row.card in begun else "learning"
                until = f"{day}T23:59:59.000Z"
            body = (
                f'{{"id":"{DEVICE}:{number}","at":"{day}T{time}","kind":"reviewed"'
                f',"card":"{keys[int(str(row.card))]}","day":"{day}","rating":{int(row.rating)}'
                f',"phase":"{phase}","step":0,"due":"{until}","ms":6000'
                f',"verdict":"{"right" if row.rating > 1 else "wrong"}"'
            ).encode()
            file.write(b'%b,"crc":"%08x"}\n' % (body, crc32(body)))
    return len(answers)
