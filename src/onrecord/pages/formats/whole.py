"""Files that must be held whole: their formats cannot be read from front to back.

In:      an open file
Out:     its bytes; the members of a ZIP
Refuses: a file over the limit; a ZIP that unpacks to more, nests too many members, or is broken
Shown:   tests/pages/test_formats.py
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from onrecord.pages.bodies import whole_body
from onrecord.pages.formats.found import FormatSource
from onrecord.pages.refused import CaptureError

# A file of many articles may be this many times as large as one page.
ARCHIVE_PAGES = 10
# What libraries raise when a damaged file makes them stumble, beside errors of their own.
STUMBLES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
# A name that is not in the encoding its flag promises is a UnicodeDecodeError; a locked member a RuntimeError.
ZIP_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError)
# Office documents have dozens of members, web archives hundreds.
MAX_MEMBERS = 10_000


def archive_limit(source: FormatSource) -> int:
    """Bytes of a file of many articles, and of what it unpacks to."""
    return ARCHIVE_PAGES * source.options.max_bytes


def whole_file(source: FormatSource) -> bytes:
    """All bytes of the file."""
    return whole_body(source.stream, max_bytes=archive_limit(source), compressed=source.compressed)


def seekable(source: FormatSource) -> BinaryIO:
    """The file to be read anywhere: as it lies on a disk, else held whole."""
    if not source.compressed and source.stream.seekable():
        return source.stream
    return io.BytesIO(whole_file(source))


@contextmanager
def opened_zip(body: bytes, *, max_bytes: int) -> Iterator[zipfile.ZipFile]:
    """The ZIP, when it says that it unpacks to no more than `max_bytes`; members are read with `member`."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = archive.infolist()
            size = sum(member.file_size for member in members)
            if len(members) > MAX_MEMBERS or size > max_bytes:
                raise CaptureError(
                    "too-large",
                    f"it unpacks to {size:,} bytes in {len(members):,} files; the limit is {max_bytes:,} (max_bytes)",
                )
            yield archive
    except (*ZIP_FAULTS, NotImplementedError, RuntimeError) as error:
        raise CaptureError("broken-file", f"the ZIP is damaged or cut short: {error}") from None


def member(archive: zipfile.ZipFile, name: str, *, max_bytes: int) -> bytes:
    """One member, never more than the limit, whatever its header says."""
    with archive.open(name) as stream:
        body = stream.read(max_bytes + 1)
    if len(body) > max_bytes:
        raise CaptureError("too-large", f"{name} unpacks to more than {max_bytes:,} bytes (max_bytes)")
    return body
