"""A path, opened: the files in it, each as chunks of bytes that can be read as often as need be.

In:      a path to a plain file, a .gz, or a .zip with any number of files
Out:     ImportSources
Refuses: what cannot be opened or is cut short (SourceBroken)
Source:  magic numbers of RFC 1952 (gzip) and PKWARE's APPNOTE 4.3.7 (zip)
Shown:   tests/imports/test_files.py
"""

import gzip
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BufferedIOBase
from pathlib import Path
from typing import cast

from onrecord.terms.regular_files import open_regular

CHUNK_BYTES = 1 << 16


class SourceBroken(Exception):
    """These bytes end, or go wrong, before their end; the message says how."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True)
class ImportSource:
    """One file. name: its path, for a file in an archive "ARCHIVE:FILE". `chunks()` reads it from the beginning."""

    name: str
    open: Callable[[], BufferedIOBase]

    def chunks(self) -> Iterator[bytes]:
        """Its bytes, decompressed, in pieces of bounded size."""
        with _said_plainly(self.name), self.open() as file:
            # read1: of a file cut short, read() gives nothing of what was unpacked before the cut.
            while chunk := file.read1(CHUNK_BYTES):
                yield chunk


def sources_in(path: Path) -> Iterator[ImportSource]:
    """The files at a path."""
    with _said_plainly(str(path)):
        with open_regular(path) as file:
            magic = file.read(4)
        if magic.startswith(b"PK"):
            yield from _members(path)
        elif magic.startswith(b"\x1f\x8b"):
            yield ImportSource(str(path), lambda: gzip.GzipFile(path))
        else:
            yield ImportSource(str(path), lambda: path.open("rb"))


def _members(path: Path) -> Iterator[ImportSource]:
    with zipfile.ZipFile(path) as archive:
        # macOS adds a shadow of each file.
        inside = [m for m in archive.infolist() if not m.is_dir() and not m.filename.startswith("__MACOSX/")]
    if not inside:
        raise SourceBroken("empty", f"{path}: an archive with no file in it")
    for member in inside:
        yield ImportSource(f"{path}:{member.filename}", _opener(path, member))


def _opener(path: Path, member: zipfile.ZipInfo) -> Callable[[], BufferedIOBase]:
    return lambda: cast(BufferedIOBase, zipfile.ZipFile(path).open(member))


@contextmanager
def _said_plainly(name: str) -> Iterator[None]:
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile, zipfile.BadZipFile) as error:
        raise SourceBroken(
            "cut-short", f"{name}: the compressed file is cut short or damaged ({error}); fetch it again"
        ) from error
    except (NotImplementedError, RuntimeError) as error:  # zipfile: a method it lacks, or a password
        raise SourceBroken("unreadable", f"{name}: the archive cannot be opened ({error}); unpack it first") from error
    except OSError as error:
        raise SourceBroken("unreadable", f"{name}: it cannot be opened ({error.strerror or error})") from error
