"""How an export is written, beside what of the ledger.

Shown:   tests/questions/test_exports.py
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """built: the moment of writing, where a format says it. raw: cells of CSV exactly as on the page."""

    built: datetime
    raw: bool = False
