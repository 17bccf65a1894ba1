"""Tables: what a lawyer or a linguist could correct, each row with its source.

In:      the name of a CSV file of this folder
Out:     its rows; whoever asks makes them into a table of its own and keeps that
"""

import csv
import io
from importlib.resources import files


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a file ("modals.csv"), as its header names them."""
    text = files(__name__).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))
