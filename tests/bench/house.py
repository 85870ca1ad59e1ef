"""How easily the code is read, in figures: sizes, calls, circles, and names that are there twice.

python -m tests.bench.house
"""

import ast
import os
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import median

import quizapp

ROOT = Path(quizapp.__file__).parent
NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


@cache
def modules() -> dict[str, ast.Module]:
    """Every module of quizapp by its dotted name."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT.parent).with_suffix("").parts
        found[".".join(parts).removesuffix(".__init__")] = ast.parse(path.read_text())
    return found


@cache
def classes() -> list[ast.ClassDef]:
    return [
        node
        for tree in modules().values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    ]


def names_used_twice() -> set[str]:
    """Public names of classes, and of types at the top of a module, that mean several things."""
    found = Counter(one.name for one in classes())
    for tree in modules().values():
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                name = node.targets[0].id
                found[name] += name[0].isupper() and not name.isupper()
    return {name for name, times in found.items() if times > 1 and not name.startswith("_")}


def bases_with_one_child() -> set[str]:
    children: dict[str, set[str]] = defaultdict(set)
    for one in classes():
        for base in one.bases:
            named = base.value if isinstance(base, ast.Subscript) else base
            children[ast.unparse(named).rpartition(".")[2]].add(one.name)
    return {one.name for one in classes() if len(children[one.name]) == 1}


def circles() -> list[set[str]]:
    """Modules that reach one another, by whatever import: in a function, or for types only."""
    imports = {name: set(_imported(tree)) for name, tree in modules().items()}
    reached = {name: _reached(name, imports) for name in imports}
    found: list[set[str]] = []
    for name in imports:
        if name in reached[name] and not any(name in circle for circle in found):
            found.append({other for other in reached[name] if name in reached[other]})
    return found


def _imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names if one.name in modules())
        elif isinstance(node, ast.ImportFrom) and node.module in modules():
            for one in node.names:
                inner = f"{node.module}.{one.name}"
                yield inner if inner in modules() else str(node.module)


def _reached(start: str, imports: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = set(imports[start])
    while ahead:
        name = ahead.pop()
        reached.add(name)
        ahead |= imports[name] - reached
    return reached


def sizes(paths: Sequence[Path]) -> str:
    lengths = [len(path.read_text().splitlines()) for path in paths]
    return (
        f"{len(lengths)} files, {sum(lengths):,} lines, median {median(lengths):g},"
        f" longest {max(lengths)}"
    )


def calls(work: Callable[[], object]) -> str:
    """Python calls of quizapp's own functions, and how many of its files they are in."""
    by_file: Counter[str] = Counter()

    def count(frame: object, event: str, _: object) -> None:
        file = frame.f_code.co_filename  # type: ignore[attr-defined]
        if event == "call" and file.startswith(f"{ROOT}{os.sep}"):
            by_file[file] += 1

    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(None)
    return f"{by_file.total()} calls through {len(by_file)} files"


def paths_of_a_day() -> dict[str, str]:
    """What an answer to a typed card of the shipped decks runs through, and what Home's counts."""
    from quizapp.questions.interactions import TypeText
    from quizapp.study.card_actions import CardAction
    from quizapp.study.profile import Profile
    from quizapp.study.review import ReviewSession

    with tempfile.TemporaryDirectory() as folder:
        os.environ["QUIZAPP_HOME"] = folder
        profile = Profile.open(clock=lambda: NOW)
        decks = profile.library.decks
        counts = calls(lambda: profile.today().work(decks))
        session = ReviewSession.begin(decks, profile.today())
        while asked := session.presented:
            if isinstance(asked.interaction, TypeText) and asked.interaction.kind == "text":
                break
            session.change_card(CardAction.BURY, NOW)
        assert asked is not None
        right = str(asked.card.question.solution(asked.card.variant)).lower()
        return {
            "a typed answer": calls(lambda: session.answer(right, NOW)),
            "Home's counts": counts,
        }


def main() -> None:
    paths = sorted(ROOT.rglob("*.py"))
    shown = [f"{len(one)}: {', '.join(sorted(one)[:4])}" for one in circles()]
    rows = {
        "quizapp": sizes(paths),
        "without generate": sizes([one for one in paths if ROOT / "generate" not in one.parents]),
        **paths_of_a_day(),
        "circles": "; ".join(shown) or "none",
        "bases with one child": ", ".join(sorted(bases_with_one_child())) or "none",
        "names used twice": ", ".join(sorted(names_used_twice())) or "none",
    }
    for name, value in rows.items():
        print(f"{name:<22}{value}")


if __name__ == "__main__":
    main()
