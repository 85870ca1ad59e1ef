"""Keys of cards: `deck/id`, with `#variant` where a question makes several, as in `deck/id#c1`."""


def card_key(slug: str, name: str, variant: str) -> str:
    return f"{slug}/{name}#{variant}" if variant else f"{slug}/{name}"


def question_of(key: str) -> str:
    """`deck/id`, whatever the variant."""
    return key.partition("#")[0]


def split_key(key: str) -> tuple[str, str, str]:
    """Slug, id and variant; what is missing is empty."""
    slug, _, rest = key.partition("/")
    name, _, variant = rest.partition("#")
    return slug, name, variant
