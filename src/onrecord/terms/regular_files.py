"""A file opened to be read, when it is one: a pipe or a device may keep its reader waiting for ever.

In:      a path
Out:     the open file, unbuffered
Refuses: a pipe, a socket, a device (NotAFile); what the operating system refuses (OSError)
Shown:   tests/terms/test_files.py
"""

import io
import os
import stat
from pathlib import Path


class NotAFile(OSError):
    """Something is there, and it is no file whose end is sure to come."""


def open_regular(path: Path) -> io.FileIO:
    """The file, to be read. Looks at what was opened, not at what the name meant a moment before."""
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        mode = os.fstat(handle).st_mode
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(21, os.strerror(21), str(path))
        if not stat.S_ISREG(mode):
            kind = "a pipe" if stat.S_ISFIFO(mode) else "a socket" if stat.S_ISSOCK(mode) else "a device"
            raise NotAFile(22, f"it is {kind}, not a file; feed what comes out of it to standard input (-)", str(path))
        return io.FileIO(handle, "r")
    except BaseException:
        os.close(handle)
        raise
