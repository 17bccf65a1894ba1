"""What every process that is started for this one does first: it logs as this one does, and ends when this one does.

In:      functions that another process can import
Out:     the same, to hand to a process that is started; run there
Refuses: nothing
Shown:   tests/walk/test_beginnings.py

Kept for the whole process, as a log is: whoever starts a process deep in a room knows nothing of logs, and must not
have to.
"""

from collections.abc import Callable

from onrecord.walk.endings import end_with_parent

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
    end_with_parent()
    begin_with(*handed)
    for one in (*handed, *own):
        one()
