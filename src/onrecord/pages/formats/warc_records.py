"""The records of a WARC, cut out by their own lengths.

In:      plain bytes that begin with a record
Out:     the head of each record, and as much of its content as is asked for
Refuses: a stream that ends inside a record, or goes on with none
Source:  ISO 28500 (WARC 1.1), 4
Shown:   tests/pages/test_web_archives.py

Cut out here, as fastwarc reads an archive cut in half without a word.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from onrecord.pages.counted import CountedStream
from onrecord.pages.refused import CaptureError

MAX_HEADER_BYTES = 64 * 1024
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,18})[ \t]*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class WarcHead:
    """What a record says of itself. number: in its file, from 1. size: of its content, in bytes."""

    number: int
    raw: bytes
    size: int

    @cached_property
    def fields(self) -> Mapping[str, str]:
        """Values by name in lower case; of a name given twice the first."""
        found: dict[str, str] = {}
        name = ""
        for line in self.raw.decode("utf-8", "replace").split("\n")[1:]:
            if line[:1] in (" ", "\t") and name:  # a long value goes on
                found[name] += " " + line.strip()
                continue
            name, colon, value = line.partition(":")
            name = name.strip().lower()
            if colon and name not in found:
                found[name] = value.strip()
            else:
                name = ""
        return found

    @property
    def target(self) -> str:
        """WARC-Target-URI, without the angle brackets that some write; "" where there is none."""
        return self.fields.get("warc-target-uri", "").removeprefix("<").removesuffix(">")


def records(stream: CountedStream, *, first: int = 1, keep: Callable[[int], int]) -> Iterator[tuple[WarcHead, bytes]]:
    """Each record and the first `keep(size)` bytes of its content, once it is known to be whole.

    When a record is handed on the stream stands where the next begins. CaptureError at a cut, and where a gzip member
    is not what its check sum says: its record is then not handed on.
    """
    number = first - 1
    _pass_empty_lines(stream)
    while stream.next_byte():
        number += 1
        head = _head(stream, number)
        content = stream.read(min(head.size, keep(head.size)))
        lacking = stream.pass_over(head.size - len(content))
        if lacking:
            raise CaptureError(
                "broken-file", f"record {number} lacks {lacking:,} of {head.size:,} bytes: the archive is cut short"
            )
        closing, following = _pass_empty_lines(stream)
        if following not in (b"W", b""):
            raise CaptureError(
                "broken-file", f"behind the {head.size:,} bytes of record {number} no other begins: bytes are missing"
            )
        yield head, content
        if not stream.limited and not stream.next_byte() and closing not in (b"\r\n\r\n", b"\n\n"):
            raise CaptureError(
                "broken-file", f"the two empty lines behind record {number} are not there: the archive is cut short"
            )


def _pass_empty_lines(stream: CountedStream) -> tuple[bytes, bytes]:
    """The last four of their bytes, and the byte behind them: the end of a gzip member is then behind us, and true."""
    passed = b""
    while True:
        ahead = stream.ahead()
        empty = len(ahead) - len(ahead.lstrip(b"\r\n"))
        if not empty:
            return passed, ahead[:1]
        passed = (passed + stream.read(empty))[-4:]


def _head(stream: CountedStream, number: int) -> WarcHead:
    line = stream.readline(MAX_HEADER_BYTES)
    if not line.startswith(b"WARC/"):
        raise CaptureError("broken-file", f"record {number} does not begin as a WARC record: {line[:40]!r}")
    raw = bytearray(line)
    while line not in (b"\r\n", b"\n"):
        line = stream.readline(MAX_HEADER_BYTES)
        raw += line
        if not line or len(raw) > MAX_HEADER_BYTES:
            raise CaptureError("broken-file", f"the header of record {number} has no end: the archive is cut short")
    told = _LENGTH.search(bytes(raw).replace(b"\r\n", b"\n"))
    if told is None:
        raise CaptureError("broken-file", f"record {number} does not say how long it is")
    return WarcHead(number, bytes(raw), int(told[1]))
