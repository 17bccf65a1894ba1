"""Passages placed by meaning while the desk answers: begun by the first question that compares meanings.

In:      what opens the ledger to be written, what opens the encoder
Out:     vectors in the ledger, a piece at a time; whoever asks waits a moment at most
Refuses: nothing: where the ledger cannot be written just now, what is placed is searched; the next question tries again
Source:  docs/questions.md, Meaning
Shown:   tests/faces/web/test_placing.py

Adding a page places nothing. What a few new pages bring is placed while their first question waits; a backlog goes on
behind it, in one thread, and the answers say how much of it is left.
"""

import logging
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

from onrecord.ledger import Ledger, LedgerError
from onrecord.questions import place_in_pieces
from onrecord.terms.log_events import LogEvent, tell
from onrecord.terms.protocols import SentenceEncoder

logger = logging.getLogger(__name__)

# So long a question waits for what is still to be placed: 300 passages' time, the pages of a morning.
WAITS_S = 1.0


class Placing:
    """Of one desk. writing: the ledger, to be written; None: this desk only reads."""

    def __init__(
        self,
        writing: Callable[[], AbstractContextManager[Ledger]] | None,
        encoder: Callable[[], SentenceEncoder],
        *,
        waits_s: float = WAITS_S,
    ) -> None:
        self._writing = writing
        self._encoder = encoder
        self._waits_s = waits_s
        self._lock = threading.Lock()
        self._ends = threading.Event()
        self._at_work: threading.Thread | None = None

    def go_on(self) -> None:
        """See to it that what waits is being placed; back when it is, or after `waits_s` seconds."""
        if self._writing is None:
            return
        with self._lock:
            if self._ends.is_set():
                return
            if self._at_work is None or not self._at_work.is_alive():
                self._at_work = threading.Thread(target=self._place, args=(self._writing,), daemon=True)
                self._at_work.start()
            at_work = self._at_work
        at_work.join(self._waits_s)

    def close(self) -> None:
        """End after the piece that is in hand."""
        with self._lock:
            self._ends.set()
            at_work = self._at_work
        if at_work is not None:
            at_work.join()

    def _place(self, writing: Callable[[], AbstractContextManager[Ledger]]) -> None:
        try:
            with writing() as book:
                for _ in place_in_pieces(book, self._encoder()):
                    if self._ends.is_set():
                        return
        except LedgerError as error:
            words = f"placing by meaning waits for the next question: {error}"
            tell(logger, LogEvent.PLACING_WAITS, words=words, error=error)
