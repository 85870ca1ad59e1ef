"""A dark and a light theme of our own, and how tones look in any.

Text on background meets WCAG AA (4.5 : 1) in both of ours.
"""

from textual.content import Content
from textual.theme import Theme

from quizapp.presentation.styled import Styled, Tone

DARK = Theme(
    name="quizapp-dark",
    primary="#7fb4ca",
    secondary="#7fb4ca",
    accent="#7fb4ca",
    success="#98bb6c",
    warning="#e0b062",
    error="#e6828b",
    foreground="#dcd9cf",
    background="#16181d",
    surface="#16181d",
    panel="#20242c",
    boost="#20242c",
    dark=True,
    variables={
        "faint": "#8f929c",
        "rule": "#3a3f4a",
        "scrollbar": "#3a3f4a",
        "scrollbar-hover": "#8f929c",
        "scrollbar-active": "#8f929c",
        "scrollbar-background": "#16181d",
        "scrollbar-background-hover": "#16181d",
        "scrollbar-background-active": "#16181d",
        "scrollbar-corner-color": "#16181d",
        "input-cursor-background": "#dcd9cf",
        "input-selection-background": "#7fb4ca 35%",
        "block-cursor-background": "#20242c",
        "block-cursor-foreground": "#dcd9cf",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#20242c",
    },
)

LIGHT = Theme(
    name="quizapp-light",
    primary="#1f6182",
    secondary="#1f6182",
    accent="#1f6182",
    success="#3a6b1a",
    warning="#7c5200",
    error="#a8232f",
    foreground="#26282d",
    background="#faf8f3",
    surface="#faf8f3",
    panel="#ece8de",
    boost="#ece8de",
    dark=False,
    variables={
        "faint": "#5d616a",
        "rule": "#cfcabd",
        "scrollbar": "#cfcabd",
        "scrollbar-hover": "#5d616a",
        "scrollbar-active": "#5d616a",
        "scrollbar-background": "#faf8f3",
        "scrollbar-background-hover": "#faf8f3",
        "scrollbar-background-active": "#faf8f3",
        "scrollbar-corner-color": "#faf8f3",
        "input-cursor-background": "#26282d",
        "input-selection-background": "#1f6182 30%",
        "block-cursor-background": "#ece8de",
        "block-cursor-foreground": "#26282d",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#ece8de",
    },
)

THEMES = {theme.name: theme for theme in (DARK, LIGHT)}

_TONES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.FAINT: "$faint",
    Tone.ACCENT: "bold $primary",
    Tone.GOOD: "bold $success",
    Tone.WARNING: "$warning",
    Tone.ALERT: "bold $warning",
    Tone.BAD: "bold $error",
}


def styled(*pieces: Styled) -> Content:
    return Content.assemble(*((text, _TONES[tone]) for text, tone in pieces))
