"""Cuts a stream of records into parts, and finds the place where a part begins again.

In:      an open file, how its records follow each other
Out:     Parts with their digests; a stream that begins where a part does
Refuses: nothing: an end that is damaged is a part too, and its reader says what is wrong
Shown:   tests/pages/test_archives.py
"""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, cast

from onrecord.pages.counted import CountedStream
from onrecord.pages.packed import Members, Packing, packing_of, unpacked
from onrecord.pages.parts import Ending, Part, PartChanged, PartKind, part_name
from onrecord.pages.refused import CaptureError

_BUFFER_BYTES = 1 << 18
_PIECE_BYTES = 1 << 20
_PACKED_HEAD_BYTES = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Slicing:
    """What is to be cut. records_a_part: at most so many in each. first: number of the first record.

    whole: what is said of the end when the records come to theirs.
    """

    kind: PartKind
    path: str
    records_a_part: int
    size: int
    whole: Ending
    inside: str | None = None
    first: int = 1


class _Kept(io.RawIOBase):
    """A stream that stays open when what reads it goes."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        piece = self._stream.read(len(view))
        view[: len(piece)] = piece
        return len(piece)


def _buffered(raw: io.RawIOBase) -> io.BufferedReader:
    return io.BufferedReader(raw, _BUFFER_BYTES)


class Opened:
    """A file or a file inside one, unpacked, and where in it each of its plain bytes can be reached."""

    def __init__(self, stream: BinaryIO) -> None:
        stream.seek(0)
        buffered = _buffered(_Kept(stream))
        self.packing = packing_of(buffered.peek(_PACKED_HEAD_BYTES)[:_PACKED_HEAD_BYTES])
        self._members: Members | None = None
        if self.packing is Packing.NONE:
            self.plain: io.BufferedReader = buffered
        else:
            raw = unpacked(cast(BinaryIO, buffered), self.packing)
            self._members = raw if isinstance(raw, Members) else None
            self.plain = _buffered(raw)

    def place(self, plain_at: int) -> tuple[int, int]:
        """Byte of the file, and unpacked bytes behind it, of a plain byte; asked for in order."""
        if self.packing is Packing.NONE:
            return plain_at, 0
        if self._members is None:
            return 0, plain_at
        starts = self._members.starts
        while len(starts) > 1 and starts[1][0] <= plain_at:
            starts.popleft()
        plain, packed = starts[0] if starts else (0, 0)
        return packed, plain_at - plain


def sliced(
    opened: Opened, stream: BinaryIO, slicing: Slicing, records: Callable[[CountedStream], Iterator[int]]
) -> Iterator[Part]:
    """The parts; none where there is no record.

    stream:  what `opened` reads, to take the digest of a damaged end from.
    records: gives the number that follows each record, when the stream it was given stands behind it; CaptureError
             where the records come to no good end.
    """
    counted = CountedStream(opened.plain)
    begun, (at, skip) = 0, opened.place(0)
    first, after, count = slicing.first, slicing.first, 0
    held: Part | None = None
    ending, damaged = slicing.whole, False
    try:
        for after in records(counted):
            count += 1
            if count < slicing.records_a_part:
                continue
            if held is not None:
                yield held
            held = _part(slicing, opened, first, count, at, skip, counted.at - begun, counted.digest())
            first, count, begun = after, 0, counted.at
            counted.begin()
            try:
                counted.next_byte()  # a member that begins here is met before its place is asked for
            finally:
                at, skip = opened.place(begun)
    except CaptureError:
        ending, damaged = Ending.CUT, True
    if damaged or count:
        if held is not None:
            yield held
        held = (
            _part(slicing, opened, first, count + 1, at, skip, 0, digest_from(stream, at))
            if damaged
            else _part(slicing, opened, first, count, at, skip, counted.at - begun, counted.digest())
        )
    if held is not None:
        yield replace(held, ending=ending)


def reached(stream: BinaryIO, part: Part) -> CountedStream:
    """A stream that begins and ends with the part. PartChanged where that cannot be the part."""
    if not part.length and digest_from(stream, part.at) != part.digest:
        raise changed(part)
    stream.seek(part.at)
    plain = _buffered(_Kept(stream))
    if part.packing is not Packing.NONE:
        plain = _buffered(unpacked(cast(BinaryIO, plain), part.packing))
    try:
        lacking = CountedStream(plain).pass_over(part.skip)
    except CaptureError:
        lacking = 1
    if lacking:
        raise changed(part)
    return CountedStream(plain, left=part.length or None)


def check_read(counted: CountedStream, part: Part) -> None:
    """PartChanged where what was read is not what was planned."""
    if part.length and (counted.pass_over(part.length - counted.at) or counted.digest() != part.digest):
        raise changed(part)


def changed(part: Part) -> PartChanged:
    """The error for an input that is not what it was."""
    return PartChanged(f"{part.path!a} is not what it was when {part.name} was planned: plan anew")


def _part(
    slicing: Slicing, opened: Opened, first: int, records: int, at: int, skip: int, length: int, digest: str
) -> Part:
    return Part(
        name=part_name(slicing.kind, first, records, digest),
        kind=slicing.kind,
        path=slicing.path,
        inside=slicing.inside,
        first=first,
        records=records,
        at=at,
        skip=skip,
        length=length,
        digest=digest,
        size=slicing.size,
        packing=opened.packing,
    )


def digest_from(stream: BinaryIO, at: int) -> str:
    """SHA-256 of all that lies from this byte on, as it lies."""
    found = hashlib.sha256()
    stream.seek(at)
    while piece := stream.read(_PIECE_BYTES):
        found.update(piece)
    return found.hexdigest()
