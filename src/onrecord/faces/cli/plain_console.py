"""rich's console, of which no text steers the terminal.

In:      what rich shows
Out:     the same, each piece of text made plain
Shown:   tests/faces/test_console.py
"""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from onrecord.faces.cli.steering import plain


class PlainConsole(Console):
    """A console that takes nothing from the text it shows but the text; colours are its own."""

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """What rich renders, each piece of text made plain."""
        for segment in super().render(renderable, options):
            yield segment if segment.control else Segment(plain(segment.text), segment.style)

    def on_broken_pipe(self) -> None:
        """`| head` is no fault: the command ends as it would have."""
        raise BrokenPipeError
