"""A file is written whole or not at all: beside its place first, onto the disk, then renamed.

In:      a path; what is to stand there
Out:     the file, all of it; what stood there before where anything goes wrong
Refuses: what the operating system refuses (OSError), with the old file as it was
Shown:   tests/terms/test_files.py
"""

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def whole_file(path: Path) -> Iterator[Path]:
    """A path beside `path` to write to; when the block ends well, what was written there takes the place of `path`.

    What is no regular file (a terminal, /dev/null, a pipe) has no place to take: it is written to itself.
    """
    if path.exists() and not stat.S_ISREG(path.stat().st_mode):
        yield path
        return
    target = Path(os.path.realpath(path))  # a link goes on leading to its file
    beside = part_beside(target)
    try:
        yield beside
        with beside.open("rb+") as written:
            os.fsync(written.fileno())
        if target.exists():
            with suppress(OSError):
                beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    fsync_folder(target.parent)


def part_beside(path: Path) -> Path:
    """Where this process builds what will stand at the path."""
    return path.with_name(f".{path.name[:200]}.{os.getpid()}.part")


def write_whole(path: Path, data: bytes) -> None:
    """Put these bytes at the path."""
    with whole_file(path) as beside:
        beside.write_bytes(data)


def fsync_folder(folder: Path) -> None:
    """Names in a folder survive a power cut only when the folder is on the disk too."""
    with suppress(OSError):  # some systems open no folders
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
