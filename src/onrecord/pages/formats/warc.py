"""Web archives: the pages in a WARC, and in the WARCs of a WACZ.

In:      records one behind the other, plain or each a member of a gzip file
Out:     Markup for each page that was answered with 200: its bytes, address, headers, the moment it was fetched; Passed
         for every other record
Refuses: an archive cut short, with the number of the record; a record over the limit; a WARC of a WACZ that is not the
         one its datapackage.json names
Source:  ISO 28500 (WARC 1.1); WACZ 1.1.1
Shown:   tests/pages/test_web_archives.py

One record is held at a time, and of one over the limit no more than its beginning.
"""

from collections.abc import Iterator
from datetime import datetime

from onrecord.pages.bodies import plain_bytes
from onrecord.pages.counted import CountedStream
from onrecord.pages.formats.found import FormatSource, Found, Unread, extra_missing
from onrecord.pages.formats.wacz_files import not_there, opened_wacz
from onrecord.pages.formats.warc_pages import PEEKED_BYTES, found_in
from onrecord.pages.formats.warc_records import records
from onrecord.pages.formats.whole import archive_limit, seekable
from onrecord.pages.refused import CaptureError


class Warc:
    """Files that begin with WARC/, when decompressed."""

    def recognises(self, head: bytes, _name: str, /) -> bool:
        """By the first bytes."""
        return head.startswith(b"WARC/")

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The records of the archive."""
        yield from warc_records(CountedStream(source.stream), max_bytes=source.options.max_bytes, now=source.fetched_at)


class Wacz:
    """ZIP files with an archive/ folder of WARCs."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By name, or by its members."""
        return head.startswith(b"PK\x03\x04") and (name.endswith(".wacz") or b".warc" in head or b"datapackage" in head)

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The records of all its archives, counted through."""
        need_fastwarc()
        limit, now = source.options.max_bytes, source.fetched_at
        first = 1
        with opened_wacz(seekable(source), max_bytes=archive_limit(source)) as wacz:
            awaited = wacz.pages()
            for name in wacz.warcs:
                try:
                    wacz.check(name)
                    with wacz.opened(name) as packed, plain_bytes(packed, name=name) as (plain, _):
                        stream = CountedStream(plain)
                        for found in warc_records(stream, first=first, max_bytes=limit, now=now, awaited=awaited):
                            first = max(first, (found.part or 0) + 1)
                            yield found
                except CaptureError as error:
                    # The others may be whole. It takes a number of its own, so that no two things have one address.
                    yield Unread(part=first, error=CaptureError(error.code, f"{name}: {error.reason}"))
                    first += 1
            for number, told in enumerate((*wacz.faults, *map(not_there, sorted(awaited))), first):
                yield Unread(part=number, error=told)


def warc_records(
    stream: CountedStream,
    *,
    first: int = 1,
    max_bytes: int,
    now: datetime | None,
    awaited: set[str] | None = None,
) -> Iterator[Found]:
    """One Found a record, numbered from `first`. CaptureError where the archive is cut short.

    awaited: addresses that are taken out of it as their records are met.
    """
    need_fastwarc()
    for head, content in records(stream, first=first, keep=lambda size: size if size <= max_bytes else PEEKED_BYTES):
        if awaited:
            awaited.discard(head.target)
        yield found_in(head, content, max_bytes=max_bytes, now=now)


def need_fastwarc() -> None:
    """Raises CaptureError where it is not installed."""
    try:
        import fastwarc.warc  # noqa: F401
    except ModuleNotFoundError:
        raise extra_missing("fastwarc", "WARC and WACZ files") from None
