"""Bytes out of a stream, never more than the limit, unpacked where they are gzip, xz or zstd.

In:      a binary stream
Out:     a buffered stream of plain bytes; a whole body
Refuses: what is empty, larger than the limit, or damaged as it is packed
Shown:   tests/pages/test_files.py

Unpacking stops at the limit: of a bomb no more than `max_bytes` and one buffer are ever inflated.
"""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from onrecord.pages.packed import Packing, packing_of, unpacked
from onrecord.pages.refused import CaptureError

_UNPACKED_BYTES = 1 << 16
_PIECE_BYTES = 1 << 20


@contextmanager
def plain_bytes(stream: BinaryIO, *, name: str) -> Iterator[tuple[io.BufferedReader, bool]]:
    """The stream, unpacked if it is packed, and whether it was. The stream itself stays open.

    name: of the file; one that ends in .gz and does not begin as gzip is refused, as it is damaged or misnamed.
    """
    # A buffered stream is used as it is: a second buffer would wait for 8 kB before a slow pipe's first line.
    raw = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    try:
        head = raw.peek(6)[:6]
        packing = packing_of(head)
        if packing is not Packing.NONE:
            yield io.BufferedReader(unpacked(raw, packing), _UNPACKED_BYTES), True
            return
        if head and name.lower().endswith(".gz"):
            raise CaptureError(
                "broken-gzip", "its name ends in .gz but it is not gzip: rename it if it was never compressed"
            )
        yield raw, False
    finally:
        if raw is not stream:
            raw.detach()


def whole_body(stream: io.BufferedReader, *, max_bytes: int, compressed: bool) -> bytes:
    """All bytes of the stream; CaptureError when there are none or more than `max_bytes`."""
    pieces, left = [], max_bytes + 1
    # Piece by piece: asked for all at once, a buffered reader sets the whole limit aside before it reads a byte.
    while left and (piece := stream.read(min(left, _PIECE_BYTES))):
        pieces.append(piece)
        left -= len(piece)
    body = b"".join(pieces)
    if not body:
        raise CaptureError("empty", "there is nothing in it (0 bytes)")
    if len(body) > max_bytes:
        raise too_large(max_bytes, compressed=compressed)
    return body


def too_large(max_bytes: int, *, compressed: bool) -> CaptureError:
    """The refusal of a page over the limit."""
    seen = "after decompression, which stopped there" if compressed else "and was not read further"
    return CaptureError(
        "too-large", f"it is larger than {max_bytes:,} bytes {seen}: raise the limit (max_bytes) to read it"
    )
