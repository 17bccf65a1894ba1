"""The room's tables, each read once.

Source: src/onrecord/data/*.csv; every row names its own
"""

import csv
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of data/<name>.csv, as the header names them."""
    with files("onrecord.data").joinpath(f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))
