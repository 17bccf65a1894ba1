"""Lists of files: one a line, with or without what the file must be.

In:      a list: PATH, or DIGEST and PATH as `sha256sum` writes them, or PATH, a tab and a size in bytes
Out:     each file, and whether the list vouches for it
Refuses: line by line: a file that is not there, or is not what the list says
Shown:   tests/pages/test_listed.py

Paths that are not absolute are taken from the list's own folder. Blank lines and those that begin with # say nothing.
"""

import hashlib
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.pages.refused import CaptureError
from onrecord.terms.regular_files import open_regular

_SUMMED = re.compile(rb"([0-9a-fA-F]{32}|[0-9a-fA-F]{40}|[0-9a-fA-F]{64}|[0-9a-fA-F]{128}) [ *](.+)")
_SIZED = re.compile(rb"(.+)\t(\d{1,18})")
_ALGORITHMS = {32: "md5", 40: "sha1", 64: "sha256", 128: "sha512"}
MAX_LINE_BYTES = 1 << 16
_PIECE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class ListedFile:
    """One line of a list. digest: hex, its length says which; None where the list gives none, as for size in bytes."""

    line: int
    path: Path
    digest: str | None = None
    size: int | None = None

    @property
    def vouched_for(self) -> bool:
        """Does the list say what the file is?"""
        return self.digest is not None or self.size is not None

    def check(self) -> None:
        """CaptureError "digest-mismatch" where the file is not what the list says; OSError where it cannot be read."""
        os.stat(self.path)
        if not self.vouched_for or os.path.isdir(self.path):
            return
        with open_regular(self.path) as stream:
            size = os.fstat(stream.fileno()).st_size
            if self.size is not None and size != self.size:
                raise CaptureError("digest-mismatch", f"it has {size:,} bytes, and the list says {self.size:,}")
            if self.digest is None:
                return
            algorithm = _ALGORITHMS[len(self.digest)]
            found = hashlib.new(algorithm, usedforsecurity=False)
            while piece := stream.read(_PIECE_BYTES):
                found.update(piece)
        if found.hexdigest() != self.digest:
            raise CaptureError("digest-mismatch", f"its {algorithm} is not the one in the list: it is another file now")


def files_listed(path: Path) -> Iterator[ListedFile]:
    """The lines of a list. OSError where the list cannot be read; CaptureError for a line too long to be a path."""
    folder = path.absolute().parent
    with open_regular(path) as raw, os.fdopen(os.dup(raw.fileno()), "rb") as stream:
        number = 0
        while line := stream.readline(MAX_LINE_BYTES):
            number += 1
            if len(line) == MAX_LINE_BYTES:
                raise CaptureError("too-large", f"line {number} is too long to be a path: is this a list of files?")
            said = line.rstrip(b"\r\n")
            if not said.strip() or said.startswith(b"#"):
                continue
            if b"\0" in said:
                raise CaptureError("binary", f"line {number} holds a zero byte: this is no list of files")
            yield _listed(said, number, folder)


def _listed(said: bytes, number: int, folder: Path) -> ListedFile:
    if summed := _SUMMED.fullmatch(said):
        return ListedFile(number, folder / os.fsdecode(summed[2]), digest=summed[1].decode().lower())
    if sized := _SIZED.fullmatch(said):
        return ListedFile(number, folder / os.fsdecode(sized[1]), size=int(sized[2]))
    return ListedFile(number, folder / os.fsdecode(said))
