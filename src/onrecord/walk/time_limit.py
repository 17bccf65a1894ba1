"""So many seconds and no more, for one page.

In:      seconds
Out:     nothing; TooSlow out of the block that takes longer
Refuses: nothing; away from the main thread, and where the system has no timer, there is no limit
Shown:   tests/walk/test_time_limit.py

The timer's signal is answered between two steps of Python, so that one long call into a library ends first: what is
handed to those is bounded by its length (`engines/spacy_parser.py`).
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Raised while an object is being cleared away it is lost ("Exception ignored in ..."), so it is raised again.
AGAIN_S = 1.0


class TooSlow(BaseException):
    """The time is over. No Exception: libraries catch those, and would go on."""


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """Raises TooSlow in the block when it takes longer. Blocks do not lie in each other."""
    if seconds is None or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TooSlow

    before = signal.signal(signal.SIGALRM, over)
    signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_S)
    try:
        yield
    finally:
        try:
            signal.setitimer(signal.ITIMER_REAL, 0)
        except TooSlow:  # once more, at this very moment
            signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
