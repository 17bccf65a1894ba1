"""Which files an address on this machine means.

In:      a path, a folder or a glob
Out:     paths, sorted; refusals for what is not there, not readable, or not a page by its name
Shown:   tests/pages/test_files.py

A file that is named is always opened: what is in it decides. In a folder the name decides, and every file passed over
is told ("not-a-page"), one refusal for a hidden or linked folder as a whole.
"""

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.pages.options import InputFormat
from onrecord.pages.refused import NotCaptured
from onrecord.terms.pages import RefusedPage

_PAGE_SUFFIXES = {
    InputFormat.AUTO: (".html", ".htm", ".xhtml", ".txt", ".jsonl"),
    InputFormat.JSONL_TEXT: (".jsonl",),
}


def printable(path: str | os.PathLike[str]) -> str:
    """The path as text that can be printed and stored: bytes of its name that are not UTF-8 are shown as escapes."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find_files(address: str, *, input_format: InputFormat) -> Iterator[Path | RefusedPage]:
    """Files in the order they are to be read; a glob's matches count as named."""
    if "\0" in address or not address:
        yield NotCaptured("missing", f"{address!r} cannot be the name of a file").at(printable(address))
        return
    if os.path.lexists(address) or not glob.has_magic(address):
        yield from _named(Path(address), input_format)
        return
    matches = sorted(glob.iglob(address, recursive=True))
    if not matches:
        yield NotCaptured("missing", f"no file matches {address!r}").at(printable(address))
    for match in matches:
        yield from _named(Path(match), input_format)


def _named(path: Path, input_format: InputFormat) -> Iterator[Path | RefusedPage]:
    if not path.is_dir():
        yield path
        return
    empty = True
    for found in _walk(path, _PAGE_SUFFIXES[input_format]):
        empty = False
        yield found
    if empty:
        yield NotCaptured("empty", "the folder is empty").at(printable(path))


def _walk(top: Path, suffixes: tuple[str, ...]) -> Iterator[Path | RefusedPage]:
    """Depth first, each folder's entries by name; a stack, as folders may nest deeper than Python's calls."""
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if path.is_dir() and (path == top or not path.is_symlink()):
            if path != top and path.name.startswith("."):
                yield NotCaptured("not-a-page", "a hidden folder: name it to have it read").at(printable(path))
                continue
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield file_refusal(error).at(printable(path))
                continue
            waiting.extend(path / name for name in names)
        elif path.is_dir():
            yield NotCaptured("not-a-page", "a link to a folder: name it to have it read").at(printable(path))
        elif path.name.lower().removesuffix(".gz").endswith(suffixes) and not path.name.startswith("."):
            yield path
        else:
            reason = f"not a page by its name (pages end in {', '.join(suffixes)}, each also + .gz): name it to read it"
            yield NotCaptured("not-a-page", reason).at(printable(path))


def file_refusal(error: OSError) -> NotCaptured:
    """The refusal for what the operating system would not open or read."""
    what = (error.strerror or str(error)).lower()
    if isinstance(error, FileNotFoundError):
        return NotCaptured("missing", "there is no such file or folder")
    if isinstance(error, PermissionError):
        return NotCaptured("permission-denied", "you may not read it: change its permissions or read it as its owner")
    return NotCaptured("unreadable", f"the system could not read it: {what}")
