"""`--svg FILE`: a picture beside what a command prints.

In:      a Drawing, the file's name; "-" for standard output
Out:     the file, whole or not at all; on standard output nothing but the picture
Shown:   tests/faces/test_drawn.py
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from onrecord.faces.cli.console import say
from onrecord.terms.whole_files import write_whole

if TYPE_CHECKING:
    from onrecord.drawings import Drawing

SvgOption = Annotated[
    str | None, typer.Option("--svg", metavar="FILE", help="Draw it too, as SVG; - for standard output and no text.")
]
ON_STANDARD_OUTPUT = "-"


def put(drawing: "Drawing", to: str) -> None:
    """Write the picture."""
    if to == ON_STANDARD_OUTPUT:
        say(drawing.svg, nl=False)
    else:
        write_whole(Path(to), drawing.svg.encode("utf-8"))
