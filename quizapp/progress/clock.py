"""Whether this computer's clock can be right, as far as the answers tell."""

from datetime import datetime, timedelta

BEHIND, AHEAD = timedelta(days=1), timedelta(days=30)
"""How far a clock may be from the last answer without a word. Of two devices, one may be in another
zone, so that it may be behind by a day."""


def warning(latest: str, now: datetime) -> str:
    """What to say before it does harm; empty for nothing. `latest`: the last answer's stamp."""
    if not latest:
        return ""
    ahead = now - datetime.fromisoformat(latest)
    if -BEHIND <= ahead <= AHEAD:
        return ""
    from quizapp.core import words  # seldom wanted

    span, day = words.span(abs(ahead).total_seconds()), latest[:10]
    if ahead > AHEAD:
        return (
            f"this computer's clock is {span} ahead of your last answer ({day}). "
            "If you have not been away that long, set it right before you answer"
        )
    return (
        f"this computer's clock is {span} behind your last answer ({day}). "
        "Set it right before you answer, or answers count for the wrong day"
    )
