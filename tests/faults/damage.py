"""Journals that were damaged from outside: cut at every byte, bits flipped, lines made up.

Each answer whose line is whole counts. What is lost with a line that is not, is told: by a notice,
or by `quizapp doctor` where a snapshot still knows it.
"""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from random import Random
from zlib import crc32

from quizapp.progress.progress import Progress
from tests.faults.disk import Image, read_image, write_image
from tests.faults.judge import (
    LOST,
    SILENT,
    TRACEBACK,
    Failure,
    Tally,
    difference,
    guarded,
    one_more,
    without_snapshot,
)
from tests.faults.learner import REFUSED, SAVED, Account, Act, Learner, account_of, command, seen

OTHER = "0000aaaa"
"""A device whose file lies there too."""


def study(root: Path, seed: object, acts: int) -> tuple[Learner, Image]:
    """A learner with a journal, no snapshot and no backups."""
    write_image(root, {})
    learner = Learner(root, seed)
    learner.paddings, learner.rests = (0,), 0
    learner.study(acts)
    image = read_image(root)
    return learner, image


def lines_of(image: Image) -> list[tuple[str, int, bytes]]:
    """Lines of the learner's own in the order in which they were written: file, start, content."""
    found = []
    for path, content in image.items():
        start = 0
        for line in (content or b"").splitlines(keepends=True) if is_journal(path) else ():
            found.append((int(json.loads(line)["id"].split(":")[1]), path, start, line))
            start += len(line)
    return [(path, start, line) for _, path, start, line in sorted(found)]


def is_journal(path: str) -> bool:
    return path.startswith("journal/") and path.endswith(".jsonl")


def without_harmed(acts: list[Act], lines: list[bytes], image: Image) -> list[Act]:
    """The acts, those refused whose lines are not whole in the image."""
    whole = {
        line.rstrip()
        for path, content in image.items()
        if is_journal(path) and content
        for line in content.splitlines(keepends=True)
        if line.endswith(b"\n")
    }
    kept, left = [], iter(lines)
    for act in acts:
        is_whole = act.kind == "configure" or next(left).rstrip() in whole
        kept.append(act if is_whole else replace(act, fate=REFUSED))
    return kept


def judged(
    home: Path, learner: Learner, kept: list[Act], at_the_end: bool = False
) -> Iterator[Failure]:
    """`kept`: the learner's acts without those that were harmed.

    `at_the_end`: nothing that is left shows that there was more, except a snapshot.
    """
    acts = learner.acts
    progress = Progress.open(home)
    found = without_crafted(seen(progress, acts))
    whole, rest = (account_of(act for act in some if act.fate == SAVED) for some in (acts, kept))
    # the snapshot may know what the journal has lost; the history is read from the journal
    possible = whole.answers | rest.answers
    is_mixed = (
        whole.answers.keys() & rest.answers.keys() <= found.answers.keys() <= possible.keys()
        and found == replace(whole, answers=found.answers)
    )
    has_snapshot = (home / "progress.json").exists()
    if found not in (whole, rest) and not is_mixed:
        yield difference(found, rest, acts, LOST)
        return
    tellable = found != whole and (has_snapshot or not at_the_end)
    if tellable and not progress.notices and not told_by_doctor(home):
        yield Failure(SILENT, f"{whole.answers.keys() - found.answers.keys()} are gone")
    if not has_snapshot:
        again, failures = one_more(home, progress, found, learner.now)
        yield from failures
        if (account := without_crafted(seen(again, acts))) != found:
            yield difference(account, found, acts, LOST)
        yield from without_snapshot(home, again)
    else:
        yield from one_more(home, progress, found, learner.now)[1]


def told_by_doctor(home: Path) -> bool:
    code, said = command(home, "doctor")
    return code == 1 and "No such command" not in said


def without_crafted(account: Account) -> Account:
    """Without what lines say that were made up: none of them is about the learner's own cards."""

    def own(some: dict[str, int]) -> dict[str, int]:
        return {card: one for card, one in some.items() if card.startswith("faults/")}

    answers = {token: one for token, one in account.answers.items() if one[0].startswith("faults/")}
    return replace(
        account,
        answers=answers,
        marks={kind: own(some) for kind, some in account.marks.items()},
        arranged={
            name: value
            for name, value in account.arranged.items()
            if name.startswith(("deck-", "search-"))
        },
        granted={deck: number for deck, number in account.granted.items() if deck.isdigit()},
        quizzes={quiz: one for quiz, one in account.quizzes.items() if quiz.endswith("007")},
        ended={quiz for quiz in account.ended if quiz.startswith("quiz-")},
        reviews=account.reviews - (len(account.answers) - len(answers)),
    )


def damages(root: Path, seed: object, tally: Tally) -> None:
    """Cuts and flips at every byte, without a snapshot and with one."""
    random = Random(str(seed))
    learner, image = study(root, seed, 9)
    lines = [line for _, _, line in lines_of(image)]
    learner.rests = 1
    learner.leave()
    after = read_image(root)
    for name in filter(is_journal, image):
        content = image[name] or b""
        cases = [(f"cut at {at}", content[:at]) for at in range(len(content))]
        for at in range(len(content)):
            bit = bytes([content[at] ^ 1 << random.randrange(8)])
            cases.append((f"bit flipped at {at}", content[:at] + bit + content[at + 1 :]))
        for what, damaged in cases:
            for extra in ({}, after):
                if tally.skips():
                    continue
                harmed = image | extra | {name: damaged}
                write_image(root, harmed)
                kept = without_harmed(learner.acts, lines, harmed)
                at_the_end = what.startswith("cut") or damaged[-1:] != b"\n"
                tally.add(
                    guarded(judged(root, learner, kept, at_the_end)),
                    f"seed {seed}, {name} {what}, {'with' if extra else 'no'} snapshot",
                )


ANSWER: dict[str, object] = {
    "id": "",
    "at": "2026-10-29T09:00:00.000Z",
    "kind": "reviewed",
    "card": "crafted/card",
    "day": "2026-10-29",
    "rating": 3,
    "phase": "review",
    "step": 0,
    "due": "2026-11-02",
    "ms": 900,
    "verdict": "right",
    "reply": ["crafted", ""],
}
VALUES: tuple[object, ...] = (
    *(None, True, [], {}, "", "x", " ", "\x00", "\ud800", "é", "a" * 1_000_000, [[["deep"]]]),
    *(-1, 0, 1.5, 5, 10**9, 10**15 - 1, 10**15, 10**30, float("nan"), float("inf"), 1e308),
    *("9999-12-31", "0001-01-01", "0000-00-00", "2026-02-30", "9999-12-31T23:59:59.999Z"),
    *("0001-01-01T00:00:00.000Z", "2026-13-01T00:00:00.000Z", "2026-10-29T24:00:00.000Z"),
    *(":", ":1", "a:", "a:b:1", "a:-1", "../a:1", f"{'a' * 41}:1", "crafted/card#c1", "-"),
)
EVENTS: tuple[dict[str, object], ...] = (
    ANSWER,
    {"kind": "practised", **{name: ANSWER[name] for name in ("card", "day", "rating", "ms")}},
    {"kind": "undone", "card": "crafted/card", "ref": "crafted:1"},
    {"kind": "renamed", "card": "crafted/new", "was": "crafted/card"},
    {"kind": "renamed", "card": "crafted/card", "was": "crafted/card"},
    {"kind": "suspended", "card": "crafted/card"},
    {"kind": "buried", "card": "crafted/card", "until": "2026-11-02"},
    {"kind": "flagged", "card": "crafted/card", "flag": 2},
    {
        "kind": "quiz_began",
        "cards": ["crafted/card"],
        "seed": 0,
        "feedback": "end",
        "seconds": 0,
        "confidence": False,
        "counts": True,
    },
    {"kind": "quiz_turned", "quiz": "crafted:1", "card": "crafted/card"},
    {
        "kind": "quiz_filled",
        "quiz": "crafted:1",
        "card": "crafted/card",
        "reply": "x",
        "confidence": "",
        "marked": False,
        "ms": 5,
    },
    {
        "kind": "quiz_finished",
        "quiz": "crafted:1",
        "score": 1,
        "chance": 0.5,
        "questions": 1,
        "answers": [
            {name: one for name, one in ANSWER.items() if name not in ("id", "at", "kind")}
        ],
    },
    {"kind": "quiz_dropped", "quiz": "crafted:1"},
    {
        "kind": "granted",
        "day": "2026-10-29",
        "raises": [{"limit": "new", "number": 1, "deck": "crafted"}],
    },
    {"kind": "rescheduled", "cards": ["crafted/card"], "due": "2026-11-02"},
    {"kind": "redated", "cards": ["crafted/card"], "dues": ["2026-11-02"]},
    {"kind": "marked", "cards": ["crafted/card", "crafted/new"], "mark": "tag:x", "value": 1},
    {"kind": "forgotten", "cards": ["crafted/card"]},
    {"kind": "arranged", "deck": "crafted", "field": "order", "value": 2},
    {"kind": "search_saved", "name": "crafted", "query": "is:due"},
    {"kind": "of a later version", "card": ["crafted"]},
)


def checked(fields: object) -> bytes:
    """A line with the right checksum, whatever it says."""
    body = json.dumps(fields, separators=(",", ":"))[:-1].encode()
    return b'%b,"crc":"%08x"}\n' % (body, crc32(body))


def made_up(device: str, last: int) -> Iterator[tuple[str, bytes]]:
    """Lines that this program would not write: each event with each of its values replaced."""
    head = {"id": f"{device}:{last + 1}", "at": ANSWER["at"]}
    for event in EVENTS:
        whole = {**event, **head}
        yield f"{event['kind']}", checked(whole)
        for name in whole:
            yield (
                f"{event['kind']} without {name}",
                checked({one: value for one, value in whole.items() if one != name}),
            )
            for value in VALUES:
                what = f"{event['kind']} with {name} {value!r:.30}"
                yield what, checked({**whole, name: value})
    for seq in (10**15 - 1, 10**14, last + 10**6):
        for at in (ANSWER["at"], "9999-12-31T23:59:59.999Z", "2027-10-29T09:00:00.000Z"):
            ids = {"id": f"{device}:{seq}", "at": at}
            yield f"number {seq} at {at}", checked({**ANSWER, **ids})
    whole_line = checked({**ANSWER, **head})
    for name, line in {
        "the same line twice": whole_line * 2,
        "lines of Windows": whole_line.replace(b"\n", b"\r\n"),
        "a byte order mark": b"\xef\xbb\xbf" + whole_line,
        "no end of line": whole_line[:-1],
        "empty lines": b"\n \n\t\n" + whole_line,
        "a megabyte of zeros": bytes(1 << 20) + b"\n",
        "a megabyte of brackets": b"[" * (1 << 20) + b"\n",
        "a deep list": checked({**ANSWER, **head, "reply": json.loads("[" * 900 + "]" * 900)}),
        "a list": checked([1, 2]),
        "a number": b"1\n",
        "not UTF-8": b"\xff\xfe\x00\n",
    }.items():
        yield name, line


def crafted(root: Path, seed: object, tally: Tally) -> None:
    """Lines made up, in the learner's own file, and in that of another device."""
    learner, image = study(root, seed, 6)
    path, _, line = lines_of(image)[-1]
    device, last = str(json.loads(line)["id"]).split(":")
    learner.leave()
    snapshot = read_image(root)["progress.json"]
    for number, (what, more) in enumerate(made_up(device, int(last))):
        if tally.skips():
            continue
        for owner, target in ((device, path), (OTHER, f"journal/{OTHER}.jsonl")):
            line = more if owner == device else remade(more, device, owner)
            for extra in ({}, {"progress.json": snapshot}):
                write_image(root, image | {target: (image.get(target) or b"") + line} | extra)
                case = f"seed {seed}, {what} in {target}, {'with' if extra else 'no'} snapshot"
                tally.add(guarded(judged(root, learner, learner.acts)), case)
        if number % 16 == 0:
            tally.add(guarded(by_commands(root)), f"seed {seed}, {what}, commands")


def remade(line: bytes, device: str, owner: str) -> bytes:
    """The line as of another device."""
    body, found, _ = line.replace(f'"{device}:'.encode(), f'"{owner}:'.encode()).rpartition(
        b',"crc":"'
    )
    return b'%b,"crc":"%08x"}\n' % (body, crc32(body)) if found else line


def by_commands(home: Path) -> Iterator[Failure]:
    for words in (("due", "--json"), ("stats", "--json")):
        code, said = command(home, *words)
        if code != 0:
            yield Failure(TRACEBACK, f"{words} ended with {code}: {said[:200]}")
