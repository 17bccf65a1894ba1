"""Which files an address on this machine means.

In:      a path, a folder, a glob, or "@FILE", a list of files
Out:     paths, sorted; refusals for what is not there, not readable, or not a page by its name
Shown:   tests/pages/test_files.py

A file that is named is always opened: what is in it decides. In a folder the name decides, and every file passed over
is told ("not-a-page"), one refusal for a hidden or linked folder as a whole.
"""

import glob
import os
from collections.abc import Iterator
from pathlib import Path

from onrecord.pages.formats import SUFFIXES
from onrecord.pages.listed import ListedFile, files_listed
from onrecord.pages.options import InputFormat
from onrecord.pages.refused import CaptureError
from onrecord.terms.pages import RefusedPage
from onrecord.terms.regular_files import NotAFile

PAGE_SUFFIXES = {
    InputFormat.AUTO: (".html", ".htm", ".xhtml", ".txt", ".jsonl", *SUFFIXES),
    InputFormat.JSONL_TEXT: (".jsonl",),
}


def printable(path: str | os.PathLike[str]) -> str:
    """The path as text that can be printed and stored: bytes of its name that are not UTF-8 are shown as escapes."""
    name = os.fspath(path)
    try:
        return os.fsencode(name).decode("utf-8", "backslashreplace")
    except UnicodeEncodeError:  # half a character that stands for no byte
        return name.encode("utf-8", "backslashreplace").decode("utf-8")


def is_list(address: str) -> bool:
    """Does the address mean a list of files? A file whose own name begins so is that file."""
    return address.startswith("@") and not os.path.lexists(address)


def find_files(address: str, *, input_format: InputFormat) -> Iterator[Path | RefusedPage]:
    """Files in the order they are to be read; a glob's matches, and what a list names, count as named."""
    if is_list(address):
        yield from (found for found, _ in find_listed(address, input_format=input_format))
        return
    if not _can_be_a_name(address):
        yield CaptureError("missing", f"{address!a} cannot be the name of a file").at(printable(address))
        return
    if os.path.lexists(address) or not glob.has_magic(address):
        yield from _named(Path(address), input_format)
        return
    matches = sorted(glob.iglob(address, recursive=True))
    if not matches:
        yield CaptureError("missing", f"no file matches {address!a}").at(printable(address))
    # "**" matches a folder and its files: the files are enough, else they would be read twice.
    parents = {os.path.dirname(match.rstrip(os.sep)) for match in matches}
    for match in matches:
        if match.rstrip(os.sep) not in parents:
            yield from _named(Path(match), input_format)


def find_listed(address: str, *, input_format: InputFormat) -> Iterator[tuple[Path | RefusedPage, bool]]:
    """What a list names, in its order, and whether the list vouches for it: then it was compared with the file."""
    path = Path(address[1:])
    empty = True
    try:
        for listed in files_listed(path):
            empty = False
            refused = _checked(listed)
            if refused is not None:
                reason = f"{refused.reason} (line {listed.line} of {printable(path)})"
                yield CaptureError(refused.code, reason).at(printable(listed.path)), False
                continue
            for found in _named(listed.path, input_format):
                yield found, listed.vouched_for
    except OSError as error:
        yield file_refusal(error).at(printable(path)), False
    except CaptureError as error:
        yield error.at(printable(path)), False
    else:
        if empty:
            yield CaptureError("empty", "the list names no file").at(printable(path)), False


def _checked(listed: ListedFile) -> CaptureError | None:
    try:
        listed.check()
    except OSError as error:
        return file_refusal(error)
    except CaptureError as error:
        return error
    return None


def _can_be_a_name(address: str) -> bool:
    try:
        return bool(address) and b"\0" not in os.fsencode(address)
    except UnicodeEncodeError:
        return False


def _named(path: Path, input_format: InputFormat) -> Iterator[Path | RefusedPage]:
    if not os.path.isdir(path):  # unlike Path.is_dir, never raises
        yield path
        return
    empty = True
    for found in _walk(path, PAGE_SUFFIXES[input_format]):
        empty = False
        yield found
    if empty:
        yield CaptureError("empty", "the folder is empty").at(printable(path))


def _walk(top: Path, suffixes: tuple[str, ...]) -> Iterator[Path | RefusedPage]:
    """Depth first, each folder's entries by name; a stack, as folders may nest deeper than Python's calls."""
    waiting = [top]
    while waiting:
        path = waiting.pop()
        if os.path.isdir(path) and (path == top or not os.path.islink(path)):
            if path != top and path.name.startswith("."):
                yield CaptureError("not-a-page", "a hidden folder: name it to have it read").at(printable(path))
                continue
            try:
                names = sorted(os.listdir(path), reverse=True)
            except OSError as error:
                yield file_refusal(error).at(printable(path))
                continue
            waiting.extend(path / name for name in names)
        elif os.path.isdir(path):
            yield CaptureError("not-a-page", "a link to a folder: name it to have it read").at(printable(path))
        elif (refused := no_page_by_name(path.name, suffixes)) is not None:
            yield refused.at(printable(path))
        else:
            yield path


def no_page_by_name(name: str, suffixes: tuple[str, ...] = PAGE_SUFFIXES[InputFormat.AUTO]) -> CaptureError | None:
    """The refusal of a file that is passed over in a folder or a tar; None for one that is read."""
    if name.lower().removesuffix(".gz").endswith(suffixes) and not name.startswith("."):
        return None
    reason = f"not a page by its name (pages end in {', '.join(suffixes)}, each also + .gz): name it to read it"
    return CaptureError("not-a-page", reason)


def file_refusal(error: OSError) -> CaptureError:
    """The refusal for what the operating system would not open or read."""
    what = (error.strerror or str(error)).lower()
    if isinstance(error, NotAFile):
        return CaptureError("not-a-file", what)
    if isinstance(error, FileNotFoundError):
        return CaptureError("missing", "there is no such file or folder")
    if isinstance(error, PermissionError):
        return CaptureError("permission-denied", "you may not read it: change its permissions or read it as its owner")
    return CaptureError("unreadable", f"the system could not read it: {what}")
