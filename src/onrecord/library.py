"""The ledger as `import onrecord` hands it out: with what the questions make of it, as methods.

In:      a ledger's file
Out:     LibraryLedger
Shown:   tests/questions/test_frames.py

It stands above all rooms, beside the front door: the ledger itself knows no question.
"""

from typing import Any

from onrecord.ledger import Ledger
from onrecord.questions.frames import frame


class LibraryLedger(Ledger):
    """A ledger that hands itself out as data frames too."""

    def frame(self, of: str = "norms", *, library: str | None = None, **filters: Any) -> Any:
        """A DataFrame of pandas or polars, one row a norm; see `onrecord.questions.frames.frame`.

        >>> from onrecord.ledger import open_as
        >>> with open_as(LibraryLedger, None) as ledger:
        ...     ledger.frame("judgements").shape
        (0, 10)
        """
        return frame(self, of, library=library, **filters)
