"""One part of an input, as it is read.

In:      a Part
Out:     every record of it, as a Page, a RefusedPage or a Skipped
Refuses: record by record, as a value; an input that changed since it was planned (PartChanged)
Shown:   tests/pages/test_archives.py
"""

import io
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.pages.capture import Capturing
from onrecord.pages.counted import CountedStream
from onrecord.pages.files import file_refusal, printable
from onrecord.pages.formats import FormatSource, pages_of
from onrecord.pages.formats.parquet import opened_parquet
from onrecord.pages.formats.tar_files import members
from onrecord.pages.formats.wacz_files import opened_wacz
from onrecord.pages.formats.warc import warc_records
from onrecord.pages.formats.whole import ARCHIVE_PAGES
from onrecord.pages.lines import pages_in_lines
from onrecord.pages.network import Network
from onrecord.pages.options import CaptureOptions
from onrecord.pages.packed import Packing
from onrecord.pages.parts import Part, PartChanged, PartKind
from onrecord.pages.planning import digest_of
from onrecord.pages.refused import CaptureError
from onrecord.pages.skipped import Skipped
from onrecord.pages.slices import changed, check_read, reached
from onrecord.terms.pages import Page, RefusedPage
from onrecord.terms.regular_files import open_regular

Found = Page | RefusedPage | Skipped


class PartReading:
    """One part as it is read: its settings, and how many of its records came."""

    def __init__(self, part: Part, fetched_at: datetime | None, now: datetime | None, options: CaptureOptions) -> None:
        self._part, self._fetched_at, self._options = part, fetched_at, options
        self._now = now
        self._capturing = Capturing(fetched_at, options, None, Network())
        self._came = 0
        self._address = printable(part.path)

    def found(self) -> Iterator[Found]:
        """What is in the part; PartChanged where that is not what was planned."""
        part = self._part
        if part.kind is PartKind.FILES:
            yield from self._files()
            return
        try:
            with open_regular(Path(part.path)) as raw:
                stream = cast(BinaryIO, raw)
                if stream.seek(0, 2) != part.size:
                    raise changed(part)
                if part.kind is PartKind.PARQUET:
                    yield from self._rows(stream)
                elif part.inside is None:
                    yield from self._slice(stream)
                else:
                    limit = ARCHIVE_PAGES * self._options.max_bytes
                    with opened_wacz(stream, max_bytes=limit) as wacz, wacz.opened(part.inside) as inside:
                        yield from self._slice(inside)
        except OSError as error:
            refused = file_refusal(error)
            raise PartChanged(f"{part.path!a} was there when {part.name} was planned: {refused.reason}") from None
        except CaptureError:  # what the plan could open cannot be opened now
            raise changed(part) from None
        if self._came != part.records:
            raise changed(part)

    def _slice(self, stream: BinaryIO) -> Iterator[Found]:
        part = self._part
        counted = reached(stream, part)
        records = {PartKind.WARC: self._warc, PartKind.LINES: self._lines, PartKind.TAR: self._tar}[part.kind]
        try:
            yield from records(counted)
        except CaptureError as refused:
            # Only the end of a file that is damaged: what it held is not known, and counts as one record.
            self._came += 1
            yield refused.at(self._address)
        check_read(counted, part)

    def _warc(self, counted: CountedStream) -> Iterator[Found]:
        limit, first = self._options.max_bytes, self._part.first
        found = warc_records(counted, first=first, max_bytes=limit, now=self._now)
        yield from self._one_each(pages_of(found, address=self._address, source=self._source()))

    def _lines(self, counted: CountedStream) -> Iterator[Found]:
        yield from self._one_each(
            pages_in_lines(
                counted,
                address=self._address,
                fetched_at=self._fetched_at,
                max_bytes=self._options.max_bytes,
                compressed=self._part.packing is not Packing.NONE,
                first=self._part.first,
            )
        )

    def _tar(self, counted: CountedStream) -> Iterator[Found]:
        left = self._part.records
        for member in members(counted, first=self._part.first):
            yield from self._capturing.member(member, self._address)
            if counted.pass_over(member.end - counted.at):
                continue  # `members` says so, and the damaged end is counted there
            self._came += 1
            left -= 1
            if not left and self._part.length:
                return

    def _rows(self, stream: BinaryIO) -> Iterator[Found]:
        part, limit = self._part, ARCHIVE_PAGES * self._options.max_bytes
        lost = "it has fewer rows than it says"
        try:
            with opened_parquet(stream, options=self._options, limit=limit) as table:
                rows = table.rows(part.at, first=part.first, skip=part.skip, most=part.records)
                yield from self._one_each(pages_of(rows, address=self._address, source=self._source()))
        except CaptureError as error:
            lost = error.reason
        # A row group is unpacked together: with one byte of it all its rows that are left are lost.
        for number in range(part.first + self._came, part.first + part.records):
            self._came += 1
            yield CaptureError("broken-file", f"its row group is damaged: {lost}").at(f"{self._address}:{number}")
        if digest_of(stream) != part.digest:
            raise changed(part)

    def _files(self) -> Iterator[Found]:
        for file in self._part.files:
            if file.refused is not None:
                code, reason = file.refused
                yield CaptureError(code, reason).at(printable(file.path))
                continue
            try:
                with open_regular(Path(file.path)) as stream:
                    if digest_of(cast(BinaryIO, stream)) != file.digest:
                        raise changed(self._part)
                yield from self._capturing.file(Path(file.path))
            except CaptureError as refused:
                yield refused.at(printable(file.path))
            except OSError:
                raise changed(self._part) from None

    def _one_each(self, found: Iterator[Found]) -> Iterator[Found]:
        for one in found:
            self._came += 1
            yield one

    def _source(self) -> FormatSource:
        part = self._part
        return FormatSource(
            io.BufferedReader(io.BytesIO()), part.path, bool(part.packing), self._options, self._fetched_at
        )
