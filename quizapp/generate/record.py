"""`facts.yaml`: what was made out in an article, and by what the next run knows its own cards."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from quizapp.core.codes import Problem
from quizapp.core.errors import GenerateError
from quizapp.core.text import cut
from quizapp.deck.diagnostics import Report
from quizapp.deck.editing import dump
from quizapp.deck.files import FACTS_FILE, read_bytes
from quizapp.deck.reader import read
from quizapp.deck.source_text import flat
from quizapp.generate.article import Article
from quizapp.generate.cardfile import identity
from quizapp.generate.choose import ChosenDrafts
from quizapp.generate.draft import Draft
from quizapp.generate.facts import Fact, Found

BY_HAND = "--published"
"""Where the date of an article is from that a person gave; so it holds for later runs."""


@dataclass(frozen=True, slots=True)
class WrittenCard:
    """A card as a run wrote it. Earlier versions recorded `text` only."""

    text: str
    """The digest of its entry; another one in the deck means that a person changed it."""
    template: str = ""
    facts: tuple[str, ...] = ()
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class KnownFact:
    id: str
    kind: str
    says: str
    """With its speaker."""


@dataclass(frozen=True)
class FactsRecord:
    """What the last run left; all is empty before the first."""

    article: str = ""
    """The digest of `article.md` as it was written; earlier versions recorded none."""
    proofs: tuple[tuple[int, int, str], ...] = ()
    """The words on which the facts rest, with the characters where they stood."""
    published: date | None = None
    """The day that a person gave with `--published`."""
    publisher: str = ""
    facts: tuple[KnownFact, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    """The digests of the heads of the decks, by theme."""
    written: Mapping[str, Mapping[str, WrittenCard]] = field(default_factory=dict)
    """All cards that were ever written, by theme and id, but for those that a run took out."""

    def is_of(self, text: str) -> bool:
        """Whether it is the record of this text, as far as can be known."""
        if self.article:
            return self.article == digest_of(text)
        return all(flat(text[start:end]) == proof for start, end, proof in self.proofs)

    @classmethod
    def in_folder(cls, folder: Path) -> "FactsRecord":
        """Raises: GenerateError: what is there is no record, or a damaged one."""
        path = folder / FACTS_FILE
        text = text_of(path)
        if text is None:
            return cls()
        report = Report(str(path), text)
        tree = read(report)
        if tree is not None and "facts_of" not in tree.value:
            raise GenerateError(f"{path}: is no record of quizapp; choose another folder with -o")
        if tree is None or report.errors:
            raise _damaged(str(report.diagnostics()[0]))
        try:
            return cls._of(tree.value)
        except (AttributeError, KeyError, TypeError, ValueError):
            raise _damaged(f"{path}: the record of the last run is damaged") from None

    @classmethod
    def _of(cls, tree: dict[str, Any]) -> "FactsRecord":
        by_hand = tree.get("dated_from") == BY_HAND
        told = tree.get("facts", ())
        places = [one["characters"].split("-") for one in told]
        return cls(
            str(tree.get("article", "")),
            tuple(
                (int(start), int(end), flat(one["proof"]))
                for one, (start, end) in zip(told, places, strict=True)
            ),
            date.fromisoformat(tree["published"]) if by_hand else None,
            str(tree.get("publisher", "")),
            tuple(
                KnownFact(one["id"], one["kind"], _said(one.get("speaker", ""), one["says"]))
                for one in told
                if "id" in one
            ),
            dict(tree.get("heads", {}).items()),
            {
                theme: {name: _mark(told) for name, told in cards.items()}
                for theme, cards in tree["written"].items()
            },
        )


def _damaged(what: str) -> GenerateError:
    return GenerateError(
        f"{what}; put back an earlier copy of the file, or delete it: then every card stays as it"
        " is, and drafts that you deleted may come back"
    )


def _mark(told: Any) -> WrittenCard:
    if isinstance(told, str):  # of before facts had ids
        return WrittenCard(told)
    facts = tuple(map(str, told["facts"]))
    return WrittenCard(told["text"], told["template"], facts, float(told["weight"]))


def _said(speaker: str, says: str) -> str:
    return f"{speaker}: {says}" if speaker else says


def known_fact(fact: Fact) -> KnownFact:
    speaker = fact.speaker.name if fact.speaker else ""
    return KnownFact(identity(fact), fact.kind, _said(speaker, fact.text))


def mark_of(draft: Draft, text: str) -> WrittenCard:
    facts = tuple(dict.fromkeys(map(identity, draft.facts)))
    return WrittenCard(text, draft.template, facts, round(draft.weight, 2))


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


def text_of(path: Path) -> str | None:
    """A file's text as it is, line breaks included; None when there is none.

    Raises:
        GenerateError: it cannot be read, or is not text.
    """
    if not path.exists():
        return None
    data = read_bytes(path)
    if isinstance(data, Problem):
        raise GenerateError(f"{path}: {data.message}")
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise GenerateError(f"{path}: not UTF-8 text; nothing was written") from None


_HEAD = """\
# What quizapp made out in article.md, and why some cards were not written.
# Each run of `quizapp generate` makes this file anew; to change cards, edit the decks.
# `written` is how the next run knows the cards that you approved, changed or deleted: keep it.
"""


def record(
    article: Article,
    found: Found,
    chosen: ChosenDrafts,
    heads: Mapping[str, str],
    written: Mapping[str, Mapping[str, WrittenCard]],
) -> str:
    """The text of the file. `value` is what the best card on a fact is worth, `weight` what a card
    is worth, 0 to 1; `curate` can go by them."""
    values: dict[str, float] = defaultdict(float)
    for draft in (*chosen.drafts, *(one.draft for one in chosen.rejected)):
        name = identity(draft.fact)
        values[name] = max(values[name], draft.weight)
    content: dict[str, Any] = {
        "facts_of": "article.md",
        "article": digest_of(article.text),
        "published": article.published and article.published.isoformat(),
        "dated_from": article.dated_from,
        "updated": article.updated and article.updated.isoformat(),
        "publisher": article.publisher,
        "facts": [_fact(fact, article, values) for fact in found.facts],
        "rejected": [
            {
                "gate": one.gate,
                "reason": cut(one.reason, 160),
                "card": one.draft.question,
                "passage": str(one.draft.fact.passage),
            }
            for one in chosen.rejected
        ],
        "heads": dict(sorted(heads.items())),
    }
    told = dump({key: value for key, value in content.items() if value})
    return f"{_HEAD}{told}{''.join(_written(written))}"


def _written(written: Mapping[str, Mapping[str, WrittenCard]]) -> Iterable[str]:
    """A line a card, since people look through this file; all in it is letters and digits."""
    yield "written:\n" if any(written.values()) else "written: {}\n"
    for theme, cards in written.items():
        if cards:
            yield f"  {theme}:\n"
        for name, mark in cards.items():
            told = f"facts: [{', '.join(mark.facts)}], weight: {mark.weight}"
            known = f"{{text: {mark.text}, template: {mark.template}, {told}}}"
            yield f"    {name}: {known if mark.facts else mark.text}\n"


def _fact(fact: Fact, article: Article, values: Mapping[str, float]) -> dict[str, Any]:
    name = identity(fact)
    out: dict[str, Any] = {
        "kind": fact.kind,
        "id": name,
        "says": fact.text,
        "modality": fact.modality,
    }
    if name in values:
        out["value"] = f"{values[name]:.2f}"
    if fact.speaker:
        out["speaker"] = fact.speaker.name
    if not fact.polarity:
        out["polarity"] = "negative"
    if fact.clause:
        out |= {slot: mention.text for slot, mention in fact.slots.items()}
    if fact.kind == "membership":
        out["list"] = "closed" if fact.closed else "open"
    if fact.time:
        out["time"] = fact.time.text + (
            f" ({fact.time.iso})" if fact.time.iso else " (not certain)"
        )
    out |= {
        "passage": str(fact.passage),
        "proof": article.text[fact.proof.start : fact.proof.end],
        "characters": f"{fact.proof.start}-{fact.proof.end}",
        "rule": fact.rule,
    }
    return out
