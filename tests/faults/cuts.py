"""Power cuts: at each call of a session, every image of the disk that may be left is opened.

`kill_then_cut`: at each call the program is killed first, what it wrote is still in memory; another
process works with that, and then the power is cut.
"""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path
from random import Random

from tests.faults.disk import WAYS, Calls, Disk, Image, Op, write_image
from tests.faults.judge import Tally, judge
from tests.faults.learner import CARDS, MAYBE, REFUSED, SAVED, Act, Learner

HOME = "people/ann/quizapp"
"""Below the root. None of these folders is there at the beginning."""


def record(calls: Calls, seed: object, acts: int) -> Learner:
    """A session on two days in two months."""
    learner = Learner(Path(calls.root) / HOME, seed)
    learner.said = calls.say
    with calls:
        learner.study(acts)
        learner.leave(days=learner.random.choice((0, 1, 3, 40)))
        learner.study(acts // 2)
        learner.leave()
    return learner


def as_of(log: list[Op], acts: list[Act]) -> list[Act]:
    """The acts that had begun by the end of this log, with what had been said of them."""
    fates: dict[int, str] = {}
    for op in log:
        if op.call == "begin":
            fates[op.at] = MAYBE
        elif op.call in ("saved", "refused"):
            fates[op.at] = op.call
    return [
        Act(act.kind, act.card, act.token, act.value, act.of, fates[place], act.id)
        for place, act in enumerate(acts)
        if place in fates
    ]


def power_cuts(root: Path, seed: object, tally: Tally, acts: int = 8, deaf: str = "") -> None:
    """`deaf`: fsync or sync, left out as a control."""
    write_image(root, {})
    calls = Calls(root)
    calls.deaf = {deaf}
    learner = record(calls, seed, acts)
    for case, image, known in images(Disk(), calls.log, learner.acts, seed):
        if tally.skips():
            continue
        write_image(root, image)
        tally.add(judge(root / HOME, known, learner.now), f"power cut {seed}, {case}")


def images(
    disk: Disk, log: list[Op], acts: list[Act], seed: object, before: tuple[Act, ...] = ()
) -> Iterator[tuple[str, Image, list[Act]]]:
    """Of each image that may be left at any place in the log: where, the image, what was said.

    None twice where the same has been said.
    """
    random, met = Random(str(seed)), set()
    for place, op in enumerate(log, 1):
        disk.take(op)
        known = [*before, *as_of(log[:place], acts)]
        said = tuple(act.fate for act in known)
        for way in WAYS:
            image = disk.after_cut(*way, random)
            one = hash((tuple(image.items()), said))
            if one not in met:
                met.add(one)
                yield f"after call {place} ({op.call} {op.path}), {way}", image, known


def kills_then_cuts(root: Path, seed: object, tally: Tally, acts: int = 3, deaf: str = "") -> None:
    write_image(root, {})
    calls = Calls(root)
    calls.deaf = {deaf}
    first = record(calls, seed, acts)
    disk, random = Disk(), Random(str(seed))
    for place, op in enumerate(calls.log, 1):
        disk.take(op)
        if op.call in ("begin", SAVED, REFUSED) or tally.skips():
            continue
        known = as_of(calls.log[:place], first.acts)
        write_image(root, disk.after_cut("kept", "kept", random))
        again = Calls(root, disk.names_now)
        again.deaf = {deaf}
        second = Learner(root / HOME, seed, first.now, name="second-")
        renamed = {act.card for act in known if act.kind == "rename"}
        second.cards = [card for card in CARDS if card not in renamed]
        second.said = again.say
        with again:
            second.study(2)
            second.leave()
        for case, image, all_known in images(
            deepcopy(disk), again.log, second.acts, seed, tuple(known)
        ):
            write_image(root, image)
            tally.add(
                judge(root / HOME, all_known, second.now),
                f"kill {seed} after call {place} ({op.call} {op.path}), then power cut {case}",
            )
