"""How many norms wait for a person's word, as the navigation says it: worked out once for each state of the ledger.

In:      the ledger, who reviews
Out:     a few words
Refuses: nothing: where the ledger cannot be asked just now there are no words, and the view says what is wrong
Shown:   tests/faces/web/test_review.py
"""

from onrecord.ledger import Ledger, LedgerError
from onrecord.questions.review import COUNTED_UP_TO, progress


class SearchWaits:
    """The words that were asked for last are kept."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._kept: tuple[tuple[str, str | None], str | None] | None = None

    def words(self, by: str | None) -> str | None:
        """ "12", "more than 1,000"; None where nothing waits."""
        try:
            key = (self._ledger.mark(), by)
            kept = self._kept
            if kept is None or kept[0] != key:
                kept = self._kept = (key, _words(progress(self._ledger, by).waiting))
            return kept[1]
        except LedgerError:
            return None


def _words(waiting: int | None) -> str | None:
    if waiting is None:
        return f"more than {COUNTED_UP_TO:,}"
    return f"{waiting:,}" if waiting else None
