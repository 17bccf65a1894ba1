"""How an export is written, beside what of the ledger.

Shown:   tests/questions/test_exports.py
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """built: the moment of writing, where a format says it. raw: cells of CSV exactly as on the page, or in the sheet.

    sheet: the name of the sheet to write; None: the only one. with_status: with columns of ours behind its own.
    desk: where links lead to.
    """

    built: datetime
    raw: bool = False
    sheet: str | None = None
    with_status: bool = False
    desk: str = "http://127.0.0.1:8470"
