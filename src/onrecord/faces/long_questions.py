"""Questions that take the processor for seconds, asked in processes of their own, so that pages are answered meanwhile.

In:      a ledger, a function of it that a process can import, what else it takes
Out:     what the function gives
Refuses: what `walk.processes` refuses
Shown:   tests/faces/test_long_questions.py, tests/faces/web/measure_desk.py

Each process opens the file itself, to read only, and is asked politely: where processors are few, pages come first.
"""

import os
from collections.abc import Callable
from typing import TypeVar

from onrecord.ledger import Ledger, open_ledger
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.walk.processes import Processes

Answered = TypeVar("Answered")

# One may take so long, and then says so.
MAX_SECONDS = 60.0
# As many as leave half of the processors to pages and to readers.
AT_ONCE = max(1, (os.cpu_count() or 1) // 2)
# So much later than pages a process gets its turn (nice).
POLITE = 10
# The ledger, and some days on which somebody asks how it stood.
MOST_OPEN = 4


class QuestionsHere:
    """The same in this process: for who asks one thing, and for tests."""

    def ask(self, ledger: Ledger, function: Callable[..., Answered], *given: object) -> Answered:
        """The function of the ledger."""
        return function(ledger, *given)

    def close(self) -> None:
        """Nothing is open."""


class QuestionsApart:
    """In processes, started when they are first needed."""

    def __init__(self) -> None:
        # Who waits, waits in order before this and holds no thread (turns.py).
        self._processes = Processes(at_most=AT_ONCE, max_seconds=MAX_SECONDS, begin=_be_polite)

    def ask(self, ledger: Ledger, function: Callable[..., Answered], *given: object) -> Answered:
        """The function of the ledger."""
        found: Answered = self._processes.run(_asked, ledger.place, function, *given)
        return found

    def close(self) -> None:
        """End them, whatever they are at."""
        self._processes.close()


# In a process: the ledgers it has open, that asked last comes last.
_open: dict[LedgerPlace | None, Ledger] = {}


def _be_polite() -> None:
    if hasattr(os, "nice"):
        os.nice(POLITE)


def _asked(path: LedgerPlace | None, function: Callable[..., Answered], *given: object) -> Answered:
    ledger = _open.pop(path, None) or open_ledger(path, create=False, read_only=True)
    _open[path] = ledger
    while len(_open) > MOST_OPEN:
        _open.pop(next(iter(_open))).close()
    return function(ledger, *given)
