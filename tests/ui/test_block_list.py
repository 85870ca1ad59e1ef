"""Blocks of text, and the cursor that goes through them."""

from itertools import pairwise

from textual.app import App, ComposeResult
from textual.content import Content
from textual.events import MouseScrollDown

from quizapp.ui.widgets.block_list import BlockList

HEIGHTS = [1, 3, 25, 2, 2, 2, 2]


class Blocks(App[None]):
    """Seven blocks, of which the first is a heading and the third longer than the screen."""

    CSS = "BlockList { overflow-x: hidden; scrollbar-gutter: stable; }"

    def __init__(self) -> None:
        super().__init__()
        self.drawn: set[int] = set()
        self.moves = 0
        self.list = BlockList(self.draw, "list", lambda at, _: HEIGHTS[at])

    def draw(self, at: int, is_here: bool, width: int) -> list[Content]:
        self.drawn.add(at)
        return [Content(f"{'>' if is_here else ' '}{at}.{line}") for line in range(HEIGHTS[at])]

    def compose(self) -> ComposeResult:
        yield self.list

    def on_mount(self) -> None:
        self.list.focus()
        self.list.show(len(HEIGHTS), stops=range(1, len(HEIGHTS)))

    def on_block_list_block_reached(self) -> None:
        self.moves += 1

    @property
    def top(self) -> int:
        return round(self.list.scroll_offset.y)


async def test_a_block_that_is_longer_than_the_screen_is_gone_through_before_the_next() -> None:
    app = Blocks()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        assert (app.list.cursor, app.top) == (1, 0)
        assert app.drawn == {0, 1, 2}  # nothing that is not seen
        await pilot.press("down")
        assert (app.list.cursor, app.top) == (2, 4)  # its beginning
        tops = []
        while app.list.cursor == 2:
            tops.append(app.top)
            await pilot.press("j")
        assert tops[0] == 4
        assert all(0 < after - before <= 10 for before, after in pairwise(tops))
        assert tops[-1] + 10 >= 4 + 25 - 1  # all of it was seen
        assert app.list.cursor == 3
        await pilot.press("k")
        assert (app.list.cursor, app.top) == (2, 4)
        await pilot.press("end")
        assert (app.list.cursor, app.top) == (6, sum(HEIGHTS) - 10)
        await pilot.press("home")
        assert (app.list.cursor, app.top) == (1, 0)


async def test_the_cursor_comes_to_where_the_wheel_and_pages_went() -> None:
    app = Blocks()
    async with app.run_test(size=(40, 10)) as pilot:
        await pilot.pause()
        for _ in range(40):
            await pilot._post_mouse_events([MouseScrollDown], app.list)
        assert (app.list.cursor, app.top) == (1, sum(HEIGHTS) - 10)
        await pilot.press("down")
        assert (app.list.cursor, app.top) == (3, sum(HEIGHTS) - 10)  # the first that begins there
        await pilot.press("home")
        assert (app.list.cursor, app.top) == (1, 0)
        await pilot.press("end")
        await pilot.press("space")
        await pilot.pause()
        assert app.list.cursor == 6
        before = app.moves
        await pilot.press("space", "down")
        await pilot.pause()
        assert (app.list.cursor, app.moves) == (6, before)
