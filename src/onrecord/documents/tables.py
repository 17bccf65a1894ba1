"""The room's tables, each read once.

Source: src/onrecord/data/*.csv; every row names its own
"""

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/<name>.csv, as the header names them."""
    text = files("onrecord.data").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(io.StringIO(text)))
