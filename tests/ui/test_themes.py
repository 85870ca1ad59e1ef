"""The themes can be read: WCAG 2.1, contrast of at least 4.5 : 1 (level AA)."""

import pytest
from textual.color import Color
from textual.theme import Theme

from quizapp.ui.themes import THEMES


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.1 defines it."""
    parts = [part / 255 for part in (color.r, color.g, color.b)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES.values(), ids=lambda theme: theme.name)
def test_every_text_stands_out_from_every_ground(theme: Theme) -> None:
    texts = [theme.foreground, theme.primary, theme.success, theme.warning, theme.error]
    texts.append(theme.variables["faint"])
    for text in texts:
        for ground in (theme.background, theme.panel):
            one, other = sorted(luminance(Color.parse(str(it))) for it in (text, ground))
            assert (other + 0.05) / (one + 0.05) >= 4.5, f"{text} on {ground}"
