"""A process lives no longer than who started it.

In:      nothing
Out:     nothing
Refuses: nothing; in a process that nobody started this way it does nothing
Shown:   tests/walk/test_many.py
"""

import multiprocessing
import os
import signal
import threading


def end_with_parent() -> None:
    """This process ends when who started it does, however that one ends; Ctrl-C is the parent's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
