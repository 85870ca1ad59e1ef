"""How a card is called: `deck/id`, or `deck/id#face` for a face that is not the only one."""


def card_key(slug: str, name: str, variant: str) -> str:
    return f"{slug}/{name}#{variant}" if variant else f"{slug}/{name}"


def question_of(key: str) -> str:
    """`deck/id`, whatever the face."""
    return key.partition("#")[0]


def split_key(key: str) -> tuple[str, str, str]:
    """Slug, id and face of a card; what is missing is empty."""
    slug, _, rest = key.partition("/")
    name, _, variant = rest.partition("#")
    return slug, name, variant
