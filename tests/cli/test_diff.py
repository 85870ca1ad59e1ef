"""`quizapp diff` on files, folders and what was studied last."""

import json
from pathlib import Path
from zipfile import ZipFile

from click.testing import CliRunner, Result

from quizapp.cli.diff import command
from quizapp.study.profile import Profile
from quizapp.study.review import ReviewSession

DECK = """\
deck: {slug}
title: Of the CSTO
cards:
- {{id: seat, type: choice, prompt: "{prompt}", answer: {answer}, distractors: [Astana]}}
- {{id: member, type: typed, prompt: Who is one?, answer: Armenia}}
"""
QUOTING = DECK.replace("cards:", "source: {{text: article.md}}\ncards:")


def deck(path: Path, text: str = DECK, **more: str) -> str:
    fields = {"slug": "csto", "prompt": "Where is its seat?", "answer": "Moscow"} | more
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text.format(**fields))
    return str(path)


def diff(*args: str, **more: str) -> Result:
    result = CliRunner().invoke(command, args, **more)  # type: ignore[arg-type]
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_it_says_what_has_changed_and_what_that_does_to_progress(tmp_path: Path) -> None:
    old = deck(tmp_path / "old.yaml")
    new = deck(tmp_path / "new.yaml", prompt="In which city is its seat?", answer="Minsk")
    result = diff(old, new)
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "csto: Of the CSTO",
        "  1 answer changed: asked again soon; what is remembered otherwise stays",
        "    seat (prompt, answer)",
        "      - Where is its seat?",
        "      + In which city is its seat?",
        "      - Moscow",
        "      + Minsk",
        "",
        "1 card changed in 1 of 1 deck.",
    ]


def test_nothing_changed_is_no_difference(tmp_path: Path) -> None:
    old, new = deck(tmp_path / "old.yaml"), deck(tmp_path / "new.yaml")
    (tmp_path / "new.yaml").write_text(f"# with a remark\n{Path(new).read_text()}")
    result = diff(old, new)
    assert (result.exit_code, result.stdout) == (0, "No card has changed.\n")


def test_folders_are_compared_deck_by_deck_whatever_their_files_are_called(tmp_path: Path) -> None:
    for name in ("same", "gone"):
        deck(tmp_path / "old" / f"{name}.yaml", slug=name)
    deck(tmp_path / "old" / "slug.yaml", slug="one-name")
    deck(tmp_path / "new" / "moved.yaml", slug="same", answer="Minsk")
    deck(tmp_path / "new" / "fresh.yaml", slug="fresh")
    deck(tmp_path / "new" / "slug.yaml", slug="another-name")
    result = diff(str(tmp_path / "old"), str(tmp_path / "new"), "--json")
    found = {one["deck"]: one for one in json.loads(result.stdout)}
    kinds = {name: [one["kind"] for one in deck["changes"]] for name, deck in found.items()}
    assert kinds == {
        "same": ["answer"],
        "fresh": ["added", "added"],
        "gone": ["removed", "removed"],
        "another-name": [],
    }
    assert found["another-name"]["was"] == "one-name"
    [change] = found["same"]["changes"]
    assert (change["card"], change["fields"]) == ("same/seat", ["answer"])
    assert (change["before"]["right"], change["after"]["right"]) == ("Moscow", "Minsk")
    told = diff(str(tmp_path / "old"), str(tmp_path / "new")).stdout
    assert "progress on all its cards starts anew; `deck: one-name` would keep it" in told


def test_an_old_version_from_stdin_or_without_its_article_is_checked_with_that_of_the_new_one(
    tmp_path: Path,
) -> None:
    new = deck(tmp_path / "decks" / "csto.yaml", QUOTING, answer="Minsk")
    (tmp_path / "decks" / "article.md").write_text("The article.\n")
    old = deck(tmp_path / "old.yaml", QUOTING)
    assert "1 answer changed" in diff(old, new).stdout
    assert "1 answer changed" in diff("-", new, input=Path(old).read_text()).stdout


def test_what_cannot_be_compared_is_said_and_the_rest_is_compared(tmp_path: Path) -> None:
    deck(tmp_path / "old" / "csto.yaml")
    deck(tmp_path / "new" / "csto.yaml", answer="Minsk")
    deck(tmp_path / "new" / "broken.yaml", slug="broken", answer="Astana")
    result = diff(str(tmp_path / "old"), str(tmp_path / "new"))
    assert result.exit_code == 2
    assert "broken.yaml:4:" in result.stderr
    assert "1 answer changed" in result.stdout
    assert diff(str(tmp_path / "nowhere"), str(tmp_path / "new")).exit_code == 2


def test_a_bundle_is_compared_as_the_decks_in_it(tmp_path: Path) -> None:
    old = deck(tmp_path / "decks" / "csto.yaml", QUOTING)
    (tmp_path / "decks" / "article.md").write_text("The article.\n")
    bundle = tmp_path / "new.ZIP"
    with ZipFile(bundle, "w") as packed:
        packed.writestr("csto.yaml", Path(old).read_text().replace("Moscow", "Minsk"))
        packed.writestr("article.md", "The article.\n")
    for earlier in (old, str(tmp_path / "decks")):
        result = diff(earlier, str(bundle))
        assert result.exit_code == 1
        assert "1 answer changed" in result.stdout
        assert "removed" not in result.stdout


def test_of_a_deck_that_cannot_be_read_on_one_side_nothing_is_compared(tmp_path: Path) -> None:
    old = deck(tmp_path / "old" / "csto.yaml")
    broken = tmp_path / "broken.zip"
    broken.write_bytes(b"PK no zip")
    deck(tmp_path / "new" / "csto.yaml", answer="Astana")
    for new in (broken, tmp_path / "new" / "csto.yaml", tmp_path / "new", tmp_path / "empty"):
        result = diff(old, str(new))
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.count("error: ") == 1, result.stderr
    deck(tmp_path / "old" / "other.yaml", slug="other")
    deck(tmp_path / "new" / "other.yaml", slug="other")
    assert "removed" not in diff(str(tmp_path / "old"), str(tmp_path / "new")).stdout


def test_a_deck_of_the_learner_is_compared_with_a_file_by_its_slug(
    home: Path, tmp_path: Path
) -> None:
    deck(home / "decks" / "mine.yaml")
    new = deck(tmp_path / "new.yaml", answer="Minsk")
    assert "1 answer changed" in diff("csto", new).stdout
    result = diff("csot", new)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "did you mean csto" in result.stderr


def test_several_changes_are_told_as_several_and_explanations_side_by_side(tmp_path: Path) -> None:
    old = deck(tmp_path / "old.yaml", DECK.replace("Armenia}}", "Armenia, explain: It was.}}"))
    text = DECK.replace("Armenia}}", "Belarus, explain: It is.}}")
    told = diff(old, deck(tmp_path / "new.yaml", text, answer="Minsk")).stdout
    assert "  2 answers changed: " in told
    assert told.index("+ Belarus") < told.index("- It was.") < told.index("+ It is.")
    text = DECK.replace("Armenia}}", "Armenia, explain: It is.}}")
    told = diff(old, deck(tmp_path / "new.yaml", text)).stdout
    assert "    member (explain)\n      - It was.\n      + It is.\n" in told


def test_one_deck_is_compared_with_the_version_that_was_studied(home: Path) -> None:
    path = home / "decks" / "csto.yaml"
    deck(path)
    result = diff("csto")
    assert (result.exit_code, result.stdout) == (2, "")
    assert "you have not studied it yet" in result.stderr
    profile = Profile.open()
    ReviewSession.begin(profile.library.decks, profile.today())
    profile.close()
    assert diff("csto").exit_code == 0
    deck(path, answer="Minsk")
    for name in ("csto", str(path)):
        result = diff(name)
        assert result.exit_code == 1
        assert "+ Minsk" in result.stdout
    assert diff("nothing").exit_code == 2
