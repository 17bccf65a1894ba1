"""What an answer of HTTP held before it was chunked and packed, as archives keep it.

In:      the bytes behind the headers, what the headers say was done to them
Out:     the page's bytes
Refuses: a packing we do not know; packed or chunked bytes that are damaged or end before their end; more than the limit
Source:  RFC 9112, 7.1 (chunks); RFC 9110, 8.4 (codings); RFC 7932 (brotli), by brotli (MIT), which comes with fastwarc
Shown:   tests/pages/test_web_archives.py

Many archives keep the page unpacked and the headers as they were sent. So a page that reads as a page is taken as it
is, whatever its headers say of it.
"""

import io
import re
import zlib
from collections.abc import Callable
from typing import BinaryIO, cast

from onrecord.pages.bodies import too_large
from onrecord.pages.packed import Packing, unpacked
from onrecord.pages.refused import CaptureError

_OPENS_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<[!?a-zA-Z]")
_CHUNK = re.compile(rb"[ \t]*([0-9a-fA-F]{1,15})[ \t]*(?:;[^\r\n]*)?\r?\n")
# More than two packings of one body were never seen, and each may be a bomb in a bomb.
MAX_CODINGS = 3


def page_bytes(stored: bytes, *, transfer: str, coding: str, max_bytes: int) -> bytes:
    """The page. transfer, coding: the values of Transfer-Encoding and Content-Encoding, "" where there is none."""
    body = stored
    if "chunked" in transfer.lower():
        body = unchunked(body)
    names = [name.strip().lower() for name in coding.split(",")]
    codings = [name for name in names if name not in ("", "identity", "none", "utf-8", "utf8")]
    if len(codings) > MAX_CODINGS:
        raise CaptureError("content-coding", f"it was packed {len(codings)} times over ({coding[:60]!r})")
    for name in reversed(codings):
        if _OPENS_MARKUP.match(body):
            break
        unpack = _UNPACKED.get(name)
        if unpack is None:
            raise CaptureError("content-coding", f"it is packed as {name[:40]!r}, which is not unpacked here")
        body = unpack(body, max_bytes + 1)
        if len(body) > max_bytes:
            raise too_large(max_bytes, compressed=True)
    return body


def unchunked(stored: bytes) -> bytes:
    """The chunks put together; bytes that are in no chunks as they are.

    >>> unchunked(b"5\\r\\nHaiti\\r\\n0\\r\\n\\r\\n"), unchunked(b"<p>Haiti")
    (b'Haiti', b'<p>Haiti')
    """
    size = _CHUNK.match(stored)
    if size is None:
        return stored
    pieces: list[bytes] = []
    while size is not None and (length := int(size[1], 16)):
        piece = stored[size.end() : size.end() + length]
        if len(piece) < length:
            raise CaptureError("truncated", f"its last chunk lacks {length - len(piece):,} of {length:,} bytes")
        pieces.append(piece)
        end = size.end() + length
        # The line break that closes a chunk.
        end += 2 if stored[end : end + 2] == b"\r\n" else 1 if stored[end : end + 1] == b"\n" else 0
        size = _CHUNK.match(stored, end)
    if size is None:
        raise CaptureError("truncated", f"the chunks end after {sum(map(len, pieces)):,} bytes without a last one")
    return b"".join(pieces)


def _gzip(body: bytes, most: int) -> bytes:
    return _read(unpacked(cast(BinaryIO, io.BytesIO(body)), Packing.GZIP), most)


def _zstd(body: bytes, most: int) -> bytes:
    return _read(unpacked(cast(BinaryIO, io.BytesIO(body)), Packing.ZSTD), most)


def _read(raw: io.RawIOBase, most: int) -> bytes:
    return io.BufferedReader(raw).read(most)


def _deflate(body: bytes, most: int) -> bytes:
    # Some servers send it without its two bytes in front.
    window = zlib.MAX_WBITS if body[:1] and body[0] & 0x0F == 8 else -zlib.MAX_WBITS
    inflater = zlib.decompressobj(window)
    try:
        out = inflater.decompress(body, most)
    except zlib.error as error:
        raise CaptureError("broken-packing", f"the deflate data is damaged: {error}") from None
    if not inflater.eof and len(out) < most:
        raise CaptureError("truncated", "the deflate data ends in the middle")
    return out


def _brotli(body: bytes, most: int) -> bytes:
    try:
        import brotli
    except ModuleNotFoundError:
        raise CaptureError(
            "extra-missing", "pages packed with brotli need it: pip install 'onrecord[formats]'"
        ) from None
    unpacker = brotli.Decompressor()
    pieces: list[bytes] = []
    size, waiting = 0, body
    try:
        while size < most:
            piece = unpacker.process(waiting, output_buffer_limit=min(most - size, 1 << 20))
            waiting = b""
            size += len(piece)
            pieces.append(piece)
            if unpacker.is_finished() or (not piece and unpacker.can_accept_more_data()):
                break
    except brotli.error as error:
        raise CaptureError("broken-packing", f"the brotli data is damaged: {error}") from None
    if not unpacker.is_finished() and size < most:
        raise CaptureError("truncated", "the brotli data ends in the middle")
    return b"".join(pieces)


_UNPACKED: dict[str, Callable[[bytes, int], bytes]] = {
    "gzip": _gzip,
    "x-gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstd,
}
