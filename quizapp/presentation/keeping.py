"""What restoring and merging say."""

from collections.abc import Iterator

from quizapp.core import words
from quizapp.progress.restore import Missing


def amount(missing: Missing) -> str:
    """`12 answers and 3 other entries`; where there are none, what counts for nothing."""
    if not missing.lines:
        return f"{words.count(missing.undone, 'entry', 'entries')} that had been undone"
    answers = words.count(missing.answers, "answer")
    others = words.count(missing.others, "other entry", "other entries")
    return " and ".join([answers] * bool(missing.answers) + [others] * bool(missing.others))


def found(missing: Missing) -> Iterator[str]:
    """What is missing, and what could not be looked at; without what is to be done."""
    if missing.lines:
        first, last = missing.first[:10], missing.last[:10]
        when = f"of {first}" if first == last else f"from {first} to {last}"
        yield f"{amount(missing)} {when} missing in the journal."
    else:
        yield "Nothing is missing in the journal."
    if missing.damaged:
        yield f"{words.count(missing.damaged, 'damaged line')} left out."


def as_plain(missing: Missing) -> dict[str, object]:
    """What scripts rely on."""
    return {
        "answers": missing.answers,
        "others": missing.others,
        "first": missing.first or None,
        "last": missing.last or None,
        "damaged": missing.damaged,
        "unreadable": missing.unreadable,
        "files": list(map(str, missing.files)),
    }
