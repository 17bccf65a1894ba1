"""Tables: what a lawyer or a linguist could correct, each row with its source.

In:      the name of a CSV file of this folder
Out:     its rows; whoever asks makes them into a table of its own and keeps that
"""

import csv
import io
from importlib.resources import files
from pathlib import Path


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file ("modals.csv"), as its header names them."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


def example_pages() -> tuple[Path, ...]:
    """The pages to try things on; () where they were not installed. Their sources: examples/SOURCES.md."""
    here = Path(str(files(__name__)))
    for folder in (here / "examples", *(p / "examples" / "pages" for p in here.parents[2:3])):
        if folder.is_dir():
            return tuple(sorted(path for path in folder.iterdir() if path.suffix in (".gz", ".txt")))
    return ()
