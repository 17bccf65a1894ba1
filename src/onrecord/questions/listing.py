"""What is on record: entries, newest first."""

from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Entry, Filters, Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """Entries that match, and how many do in all."""

    entries: tuple[Entry, ...]
    total: int

    def to_json(self) -> dict[str, Any]:
        """`{"total", "entries"}`."""
        return {"total": self.total, "entries": [e.to_json() for e in self.entries]}


def list_entries(ledger: Ledger, filters: Filters | None = None, *, limit: int = 50) -> Listing:
    """The newest `limit` entries that match. For all of them, iterate over `ledger.entries(filters)`."""
    kept = filters or Filters()
    return Listing(entries=tuple(ledger.entries(kept, limit=limit)), total=ledger.count(kept))
