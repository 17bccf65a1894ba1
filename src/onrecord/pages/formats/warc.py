"""Web archives: the pages in a WARC, and in the WARCs of a WACZ.

In:      records one behind the other, plain or each a member of a gzip file
Out:     Markup for each page that was answered with 200: its bytes, address, headers, the moment it was fetched
Refuses: an archive cut short, with the number of the record; a record over the limit; other statuses and types are
         passed over, as an archive holds pictures and scripts beside its pages
Source:  ISO 28500 (WARC 1.1); WACZ 1.1.1; fastwarc (Apache-2.0), of the extra `formats`, for HTTP inside a record
Shown:   tests/pages/test_formats.py

The records are cut out here, by their lengths: fastwarc reads an archive cut in half without a word.
"""

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BufferedReader
from typing import Any

from onrecord.pages.bodies import plain_bytes
from onrecord.pages.formats.found import Found, Markup, Source, Unread, extra_missing
from onrecord.pages.formats.whole import archive_limit, member, opened_zip, whole_file
from onrecord.pages.refused import CaptureError

MAX_HEADER_BYTES = 64 * 1024
_SKIPPED_AT_ONCE = 1 << 20
_LENGTH = re.compile(rb"^Content-Length:\s*(\d+)\s*$", re.IGNORECASE | re.MULTILINE)
_HTML = ("text/html", "application/xhtml+xml")


class Warc:
    """Files that begin with WARC/, when decompressed."""

    def recognises(self, head: bytes, _name: str, /) -> bool:
        """By the first bytes."""
        return head.startswith(b"WARC/")

    def read(self, source: Source) -> Iterator[Found]:
        """The pages of the archive."""
        yield from _pages(source.stream, source.options.max_bytes, first=1)


class Wacz:
    """ZIP files with an archive/ folder of WARCs."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By name, or by its members."""
        return head.startswith(b"PK\x03\x04") and (name.endswith(".wacz") or b".warc" in head or b"datapackage" in head)

    def read(self, source: Source) -> Iterator[Found]:
        """The pages of all its archives."""
        limit = archive_limit(source)
        with opened_zip(whole_file(source), max_bytes=limit) as archive:
            names = [name for name in archive.namelist() if re.search(r"\.warc(?:\.gz)?$", name)]
            if not names:
                raise CaptureError("empty", "the WACZ holds no WARC")
            first = 1
            for name in names:
                body = io.BufferedReader(io.BytesIO(member(archive, name, max_bytes=limit)))
                with plain_bytes(body, name=name) as (stream, _):
                    for found in _pages(stream, source.options.max_bytes, first=first):
                        first = max(first, (found.part or 0) + 1)
                        yield found


def _pages(stream: BufferedReader, max_bytes: int, *, first: int) -> Iterator[Found]:
    try:
        from fastwarc.warc import ArchiveIterator
    except ModuleNotFoundError:
        raise extra_missing("fastwarc", "WARC and WACZ files") from None
    number = first - 1
    for head, body, size in _records(stream, max_bytes):
        number += 1
        if body is None:
            reason = f"record {number} has {size:,} bytes, over the limit of {max_bytes:,} (max_bytes)"
            yield Unread(part=number, error=CaptureError("too-large", reason))
            continue
        try:
            # An open file, never a name: given a name, fastwarc would open addresses of the network too.
            for record in ArchiveIterator(io.BytesIO(head + body + b"\r\n\r\n"), parse_http=True, auto_decode="all"):
                found = _page(record, number, max_bytes)
                if found is not None:
                    yield found
        except (OSError, ValueError) as error:
            reason = f"record {number} is damaged: {error}"
            yield Unread(part=number, error=CaptureError("broken-file", reason))


def _records(stream: BufferedReader, max_bytes: int) -> Iterator[tuple[bytes, bytes | None, int]]:
    """Header, content and length of each record; content None when it is over the limit. Raises at a cut."""
    number = 0
    while True:
        line = stream.readline(MAX_HEADER_BYTES)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(MAX_HEADER_BYTES)
        if not line:
            return
        number += 1
        if not line.startswith(b"WARC/"):
            raise CaptureError("broken-file", f"record {number} does not begin as a WARC record: {line[:40]!r}")
        head = bytearray(line)
        while line not in (b"\r\n", b"\n"):
            line = stream.readline(MAX_HEADER_BYTES)
            head += line
            if not line or len(head) > MAX_HEADER_BYTES:
                raise CaptureError("broken-file", f"the header of record {number} has no end: the archive is cut short")
        told = _LENGTH.search(bytes(head).replace(b"\r\n", b"\n"))
        if told is None:
            raise CaptureError("broken-file", f"record {number} does not say how long it is")
        size = int(told[1])
        if size > max_bytes:
            left = size
            while left and (piece := stream.read(min(left, _SKIPPED_AT_ONCE))):
                left -= len(piece)
            body = None
        else:
            body = stream.read(size)
            left = size - len(body)
        if left:
            raise CaptureError(
                "broken-file", f"record {number} lacks {left:,} of {size:,} bytes: the archive is cut short"
            )
        yield bytes(head), body, size


def _page(record: Any, number: int, max_bytes: int) -> Markup | None:
    kind = record.headers.get("WARC-Type")
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    web = url if url.startswith(("http://", "https://")) else None
    if kind == "response" and record.http_headers is not None:
        if record.http_headers.status_code != 200 or (record.http_content_type or "").lower() not in _HTML:
            return None
        headers = {str(name).lower(): str(value) for name, value in record.http_headers.items()}
        label = record.http_charset
    elif kind == "resource" and (record.headers.get("Content-Type") or "").split(";")[0].strip() in _HTML:
        headers, label = {}, None
    else:
        return None
    body = record.reader.read(max_bytes + 1)
    return Markup(
        body=body,
        made_by=f"record {number} of a web archive",
        part=number,
        url=web,
        label=label,
        fetched_at=_moment(record.headers.get("WARC-Date")),
        headers=headers,
    )


def _moment(written: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat((written or "").replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
