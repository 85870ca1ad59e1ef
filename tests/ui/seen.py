"""What a person sees on the screen, as text."""

from textual.pilot import Pilot


def seen(pilot: Pilot[None]) -> str:
    """All lines of the top screen, as they are drawn."""
    app = pilot.app
    width, height = app.size
    strips = app.screen._compositor.render_strips()
    lines = ["".join(segment.text for segment in strip)[:width] for strip in strips[:height]]
    return "\n".join(line.rstrip() for line in lines)
