"""A checked deck as the cache keeps it, so that no list parses a question."""

from collections.abc import Container, Iterable, Sequence
from itertools import chain

from quizapp.core.card_keys import card_key
from quizapp.deck.cache import (
    CardFacets,
    CardKind,
    CardKinds,
    CompiledDeck,
    FacetedCards,
    Index,
)
from quizapp.deck.check import CheckedDeck
from quizapp.deck.header import DeckHeader
from quizapp.deck.search_text import front, search_text
from quizapp.deck.source_text import SourceText
from quizapp.questions.base import Evidence
from quizapp.questions.union import AnyQuestion


def compiled(checked: CheckedDeck) -> CompiledDeck:
    """A deck, or what is wrong with it: the index then has `broken`, as `Diagnostic.kept` gives."""
    article = [checked.text, checked.article]
    if checked.header is None:
        broken = [one.kept for one in checked.diagnostics]
        return CompiledDeck({"broken": broken, "article": article})
    index = _index(checked.header, checked)
    return CompiledDeck(
        index | {"article": article},
        _kinds(checked),
        [question.id for question in checked.questions],
        [
            question.model_dump_json(exclude_defaults=True).encode()
            for question in checked.questions
        ],
        _faceted(checked.header.deck, checked.questions, checked.source),
        [search_text(question) for question in checked.questions],
        [
            front(question, variant)
            for question in checked.questions
            for variant in question.variants
        ],
    )


def _faceted(
    slug: str, questions: Sequence[AnyQuestion], source: SourceText | None
) -> FacetedCards:
    places: dict[CardFacets, int] = {}
    keys: list[str] = []
    each: list[int] = []
    of: list[int] = []
    for at, question in enumerate(questions):
        passages = _passages(question.evidence, source) if question.evidence else ()
        facets = CardFacets(
            question.type, question.tags, question.claim, question.by, passages, question.status
        )
        place = places.setdefault(facets, len(places))
        for variant in question.variants:
            keys.append(card_key(slug, question.id, variant))
            each.append(place)
            of.append(at)
    return FacetedCards(keys, tuple(places), each, of)


def _passages(evidence: Sequence[Evidence], source: SourceText | None) -> tuple[int, ...]:
    """Their numbers: as the author gives them, or else as the quotes tell."""
    numbers = {
        source.number_of(one.quote) if one.passage is None and source else one.passage
        for one in evidence
    }
    return tuple(sorted(number for number in numbers if number is not None))


def _kinds(checked: CheckedDeck) -> CardKinds:
    """Of the cards that are asked, in their order."""
    places: dict[CardKind, int] = {}
    each: list[int] = []
    for question in checked.questions:
        if question.status == "approved":
            kind = CardKind(question.type, question.tags, question.is_graded)
            place = places.setdefault(kind, len(places))
            each += [place] * len(question.variants)
    return CardKinds(tuple(places), each)


def _index(header: DeckHeader, checked: CheckedDeck) -> Index:
    """All that a `Deck` knows without its questions."""
    asked: dict[str, list[str]] = {}
    was: dict[str, list[str]] = {}
    for question in checked.questions:
        variants = question.variants
        cards = [card_key(header.deck, question.id, variant) for variant in variants]
        for card, variant in zip(cards, variants, strict=True):
            if question.was:
                was[card] = [card_key(header.deck, earlier, variant) for earlier in question.was]
        if question.status == "approved":
            asked[card_key(header.deck, question.id, "")] = cards
    apart = _apart(header.deck, checked.questions, asked)
    return {
        **header.model_dump(
            mode="json", exclude={"deck", "defaults", "requires", "silence", "cards"}
        ),
        "slug": header.deck,
        "language": checked.language,
        "drafts": sum(question.status == "draft" for question in checked.questions),
        "keys": list(chain.from_iterable(asked.values())),
        "siblings": [
            card
            for question, cards in asked.items()
            if len(cards) > 1 or question in apart
            for card in cards
        ],
        "apart": apart,
        "was": was,
    }


def _apart(
    slug: str, questions: Iterable[AnyQuestion], asked: Container[str]
) -> dict[str, list[str]]:
    """As in `Deck`, among the questions that are `asked`."""
    found: dict[str, dict[str, None]] = {}
    for question in questions:
        one = card_key(slug, question.id, "")
        for name in question.apart:  # said of one of the two, it holds for both
            other = card_key(slug, name, "")
            if one in asked and other in asked:
                found.setdefault(one, {})[other] = None
                found.setdefault(other, {})[one] = None
    return {one: list(others) for one, others in found.items()}
