"""What every process that is started for this one does first: it logs as this one does, and ends when this one does.

In:      functions that another process can import
Out:     the same, to hand to a process that is started; run there
Refuses: nothing; in a process that nobody started this way it ends with nobody
Shown:   tests/walk/test_beginnings.py, tests/walk/test_many.py

Kept for the whole process, as a log is: whoever starts a process deep in a room knows nothing of logs, and must not
have to.
"""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable

Begin = Callable[[], None]

_begin: tuple[Begin, ...] = ()


def begin_with(*begin: Begin) -> None:
    """Have processes that are started from now on do these first; they must be picklable. None: they do nothing."""
    global _begin
    _begin = begin


def beginnings() -> tuple[Begin, ...]:
    """What to hand to a process that is started now."""
    return _begin


def begun(handed: tuple[Begin, ...], *own: Begin) -> None:
    """In a process that was started: do what was handed to it, and hand that on; own: do these too, here alone."""
    _end_with_parent()
    begin_with(*handed)
    for one in (*handed, *own):
        one()


def _end_with_parent() -> None:
    """This process ends when who started it does, however that one ends; Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
