"""A first look through a whole file: what it holds, byte for byte, and how its words are written.

In:      a source
Out:     Survey
Refuses: a file with nothing in it, or with no text (SourceBroken)
Source:  byte order marks: Unicode Standard 23.8; windows-1252 for what is not UTF-8: WHATWG Encoding Standard, 4.2
Shown:   tests/imports/test_files.py

The file is looked through before a row is read because its first accent may stand in its last line, and an encoding
that changes half-way through would make two events of one.
"""

import codecs
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.imports.sources import ImportSource, SourceBroken

# Longer than any row of these data sets by an order of magnitude.
LONGEST_LINE_BYTES = 1 << 20

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What a file is as a whole.

    encoding:     the codec its lines are in, basis as in ImportFile.encoding_basis.
    not_utf8:     lines that are not UTF-8.
    ends_in_line: False when the last line has no end: the file may be cut.
    broken:       why it could not be looked through to its end; None when it could.
    """

    sha256: str
    encoding: str
    basis: str
    not_utf8: int
    ends_in_line: bool
    broken: SourceBroken | None


def survey(source: ImportSource, *, encoding: str | None) -> Survey:
    """Look through the file. encoding: what the caller says it is in; None to find out."""
    digest = hashlib.sha256()
    head = b""
    last = b""
    broken: SourceBroken | None = None
    utf8 = not_utf8 = 0

    def seen() -> Iterator[bytes]:
        nonlocal head, last, broken
        try:
            for chunk in source.chunks():
                digest.update(chunk)
                head = head or chunk
                last = chunk
                yield chunk
        except SourceBroken as error:
            broken = error

    for line in lines_in(seen()):
        if line is not None and not line.isascii():
            try:
                line.decode("utf-8")
                utf8 += 1
            except UnicodeDecodeError:
                not_utf8 += 1
    if not head:
        raise broken or SourceBroken("empty", f"{source.name}: the file is empty")
    found, basis = (encoding, "given") if encoding is not None else _encoding(head, utf8, not_utf8)
    wide = found.startswith("utf-16")
    if b"\0" in head.partition(b"\n")[0] and not wide:
        raise SourceBroken("not-text", f"{source.name}: there are zero bytes in it: it is no text file")
    return Survey(
        sha256=digest.hexdigest(),
        encoding=found,
        basis=basis,
        not_utf8=0 if wide else not_utf8,
        ends_in_line=last.rstrip(b"\0").endswith(b"\n"),
        broken=broken,
    )


def _encoding(head: bytes, utf8: int, not_utf8: int) -> tuple[str, str]:
    for mark, codec in _MARKS:
        if head.startswith(mark):
            return codec, "byte order mark"
    # By its first line alone: rows in UTF-16 behind others in UTF-8 must not make those be read as UTF-16 too.
    sample = head[:4096].partition(b"\n")[0]
    if sample[1::2].count(0) > len(sample) // 4:
        return "utf-16-le", "content"
    if sample[0::2].count(0) > len(sample) // 4:
        return "utf-16-be", "content"
    # A stray byte in a UTF-8 file costs its line; it must not garble every accent of the others.
    if not_utf8 > utf8:
        return "cp1252", "guessed"
    return "utf-8", "content"


def lines_in(chunks: Iterable[bytes]) -> Iterator[bytes | None]:
    """The lines, without their ends (LF or CR LF); None for one that is too long, which is skipped to its end."""
    rest = b""
    skipping = False
    for chunk in chunks:
        *whole, rest = (rest + chunk).split(b"\n")
        for line in whole:
            if skipping:
                skipping = False
                yield None
            else:
                yield line[:-1] if line.endswith(b"\r") else line
        if len(rest) > LONGEST_LINE_BYTES:
            skipping, rest = True, b""
    if skipping:
        yield None
    elif rest:
        yield rest


def as_utf8(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    """UTF-16 as UTF-8, so that lines end where a line end is; what it cannot decode is U+FFFD."""
    decoder = codecs.getincrementaldecoder(encoding)("replace")
    for chunk in chunks:
        yield decoder.decode(chunk).encode("utf-8", "replace")
    yield decoder.decode(b"", True).encode("utf-8", "replace")
