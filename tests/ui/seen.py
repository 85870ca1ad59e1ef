"""What a person sees on the screen, as text."""

from textual.pilot import Pilot


def seen(pilot: Pilot[None]) -> str:
    """All lines of the top screen, as they are drawn."""
    app = pilot.app
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip)[:width] for strip in strips[:height]]
    return "\n".join(line.rstrip() for line in lines)


async def option(pilot: Pilot[None], text: str) -> str:
    """The digit that stands before the option `text`."""
    await pilot.pause()
    for line in seen(pilot).splitlines():
        words = line.replace("▸", " ").replace("☐", " ").split()
        if words[1:] == text.split():
            return words[0]
    raise AssertionError(f"no option {text!r} in\n{seen(pilot)}")


async def shows(pilot: Pilot[None], text: str) -> bool:
    """Whether `text` comes on the screen, be it after the first picture."""
    for _ in range(100):
        if text in seen(pilot):
            return True
        await pilot.pause(0.02)
    return False
