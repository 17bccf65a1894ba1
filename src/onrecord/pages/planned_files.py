"""The parts of one file: what follows what in a WARC, a WACZ, a tar, JSON lines and Parquet.

In:      an open file
Out:     Parts, and refusals of what stands between them; None for a file that is read as a whole
Refuses: a file without a record; what its own format says is not right
Shown:   tests/pages/test_archives.py

No page is decoded: records are told by their lengths, lines by their ends, members by their headers.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from onrecord.pages.cdx import indexed_end
from onrecord.pages.counted import CountedStream
from onrecord.pages.formats import reader_for
from onrecord.pages.formats.parquet import Parquet, opened_parquet
from onrecord.pages.formats.tar_files import is_tar, members
from onrecord.pages.formats.wacz_files import not_there, opened_wacz
from onrecord.pages.formats.warc import Wacz, Warc, need_fastwarc
from onrecord.pages.formats.warc_records import records
from onrecord.pages.formats.whole import ARCHIVE_PAGES
from onrecord.pages.lines import LINES_SUFFIXES, longest_line, skip_line
from onrecord.pages.options import CaptureOptions, InputFormat
from onrecord.pages.packed import Packing
from onrecord.pages.parts import Ending, Part, PartKind, part_name
from onrecord.pages.refused import CaptureError
from onrecord.pages.slices import Opened, Slicing, digest_from, sliced

_HEAD_BYTES = 8192


@dataclass(frozen=True, slots=True)
class FilePlan:
    """How a file is to be cut. path: absolute. vouched: a list says what the file is, and it was compared."""

    path: str
    records_a_part: int
    options: CaptureOptions
    vouched: bool

    @property
    def limit(self) -> int:
        """Bytes of what must be held whole."""
        return ARCHIVE_PAGES * self.options.max_bytes


def parts_of_file(stream: BinaryIO, plan: FilePlan) -> Iterator[Part | CaptureError] | None:
    """The parts of a file that holds many records, in order; None for one that is read as a whole."""
    name = os.path.basename(plan.path)
    lower = name.lower()
    if plan.options.input_format is InputFormat.JSONL_TEXT or lower.endswith(LINES_SUFFIXES):
        return _never_none(_lines(stream, plan))
    try:
        head = Opened(stream).plain.peek(_HEAD_BYTES)[:_HEAD_BYTES]
    except CaptureError:
        return None  # its reader says what is wrong
    if is_tar(head, lower.removesuffix(".gz")):
        return _never_none(_tar(stream, plan))
    reader = reader_for(head, name, plan.options)
    if isinstance(reader, Warc):
        return _never_none(_warc(stream, plan))
    if isinstance(reader, Wacz):
        return _wacz(stream, plan)
    if isinstance(reader, Parquet):
        return _never_none(_parquet(stream, plan))
    return None


def _never_none(parts: Iterator[Part | CaptureError]) -> Iterator[Part | CaptureError]:
    none = True
    for part in parts:
        none = False
        yield part
    if none:
        raise CaptureError("empty", "there is no record in it to read")


def _slicing(stream: BinaryIO, plan: FilePlan, kind: PartKind, whole: Ending) -> Slicing:
    size = stream.seek(0, os.SEEK_END)
    whole = Ending.WHOLE if plan.vouched else whole
    return Slicing(kind=kind, path=plan.path, records_a_part=plan.records_a_part, size=size, whole=whole)


def _warc(stream: BinaryIO, plan: FilePlan) -> Iterator[Part | CaptureError]:
    need_fastwarc()
    slicing = _slicing(stream, plan, PartKind.WARC, Ending.NOT_VERIFIABLE)
    end = indexed_end(plan.path)
    if end is not None and end <= slicing.size:
        slicing = replace(slicing, whole=Ending.WHOLE)
    elif end is not None:
        # The records that are there are read; the last part and this refusal say that more is missing.
        slicing = replace(slicing, whole=Ending.CUT)
        yield CaptureError(
            "broken-file", f"its index names a record that ends at byte {end:,}, and the file has {slicing.size:,}"
        )
    yield from sliced(Opened(stream), stream, slicing, partial(_after_records, 1, set()))


def _wacz(stream: BinaryIO, plan: FilePlan) -> Iterator[Part | CaptureError]:
    need_fastwarc()
    slicing = _slicing(stream, plan, PartKind.WARC, Ending.WHOLE)
    with opened_wacz(stream, max_bytes=plan.limit) as wacz:
        awaited = wacz.pages()
        first = 1
        for name in wacz.warcs:
            try:
                wacz.check(name)
                with wacz.opened(name) as inside:
                    within = replace(slicing, inside=name, first=first)
                    for part in sliced(Opened(inside), inside, within, partial(_after_records, first, awaited)):
                        first = part.first + part.records
                        yield part
            except CaptureError as error:
                yield CaptureError(error.code, f"{name}: {error.reason}")
                first += 1
        yield from wacz.faults
        yield from map(not_there, sorted(awaited))


def _after_records(first: int, awaited: set[str], counted: CountedStream) -> Iterator[int]:
    for head, _ in records(counted, first=first, keep=lambda _size: 0):
        awaited.discard(head.target)
        yield head.number + 1


def _tar(stream: BinaryIO, plan: FilePlan) -> Iterator[Part | CaptureError]:
    slicing = _slicing(stream, plan, PartKind.TAR, Ending.WHOLE)
    return sliced(Opened(stream), stream, slicing, _after_members)


def _after_members(counted: CountedStream) -> Iterator[int]:
    begun = counted.at
    for member in members(counted):
        if counted.pass_over(member.end - (counted.at - begun)):
            raise CaptureError("broken-file", f"member {member.number} lacks its last bytes")
        yield member.number + 1


def _lines(stream: BinaryIO, plan: FilePlan) -> Iterator[Part | CaptureError]:
    slicing = _slicing(stream, plan, PartKind.LINES, Ending.NOT_VERIFIABLE)
    opened = Opened(stream)
    packed = opened.packing is not Packing.NONE
    longest = longest_line(plan.options.max_bytes)
    return sliced(opened, stream, slicing, partial(_after_lines, longest, packed))


def _after_lines(longest: int, packed: bool, counted: CountedStream) -> Iterator[int]:
    number = 1
    while line := counted.readline(longest + 1):
        number += 1
        if len(line) > longest:
            if packed:  # as where it is read: an endless line is what a bomb looks like
                yield number
                return
            skip_line(counted)
        elif not line.removeprefix(b"\xef\xbb\xbf" if number == 2 else b"").strip():
            continue
        yield number


def _parquet(stream: BinaryIO, plan: FilePlan) -> Iterator[Part | CaptureError]:
    slicing = _slicing(stream, plan, PartKind.PARQUET, Ending.WHOLE)
    digest = digest_from(stream, 0)
    with opened_parquet(stream, options=plan.options, limit=plan.limit) as table:
        held: Part | None = None
        for group, (first, rows) in enumerate(zip(table.firsts, table.sizes, strict=True)):
            for skip in range(0, rows, plan.records_a_part):
                if held is not None:
                    yield held
                count = min(plan.records_a_part, rows - skip)
                held = Part(
                    name=part_name(PartKind.PARQUET, first + skip, count, digest),
                    kind=PartKind.PARQUET,
                    path=plan.path,
                    first=first + skip,
                    records=count,
                    at=group,
                    skip=skip,
                    digest=digest,
                    size=slicing.size,
                )
        if held is not None:
            yield replace(held, ending=Ending.WHOLE)
