"""What a server packed, unpacked to its very end.

In:      the raw pieces of an answer, its Content-Encoding
Out:     plain pieces
Refuses: a coding we do not know, by its name; packed data that is damaged, or ends before its end
Source:  RFC 9110, 8.4.1
Shown:   tests/pages/test_fetch.py

Done here, because the client takes a gzip body that the network cut for a whole one. A piece unpacks to a mebibyte at
most before it is handed on: of a bomb no more is ever inflated than the caller takes.
"""

import zlib
from collections.abc import Iterable, Iterator

from onrecord.pages.refused import CaptureError

ACCEPTED = "gzip, deflate"

_GZIP, _ZLIB = 16 + zlib.MAX_WBITS, zlib.MAX_WBITS
_PIECE_BYTES = 1 << 20


def decoded(pieces: Iterable[bytes], coding: str, *, host: str) -> Iterator[bytes]:
    """The body as it was before it was packed; CaptureError "content-coding" or "broken-gzip"."""
    name = coding.strip().lower()
    if name in ("", "identity"):
        yield from pieces
    elif name in ("gzip", "x-gzip"):
        yield from _inflated(pieces, _GZIP, host)
    elif name == "deflate":
        yield from _inflated(pieces, _ZLIB, host)
    else:
        raise CaptureError(
            "content-coding",
            f"{host} packed its answer as {coding!r}, which was not asked for and is not unpacked here: save the page "
            "and read the file",
        )


def _inflated(pieces: Iterable[bytes], window: int, host: str) -> Iterator[bytes]:
    inflater = zlib.decompressobj(window)
    begun = False
    try:
        for piece in pieces:
            if not begun and window == _ZLIB and piece and piece[0] & 0x0F != 8:
                inflater = zlib.decompressobj(-zlib.MAX_WBITS)  # some servers send it without its two bytes in front
            begun = begun or bool(piece)
            waiting = piece
            while waiting:
                if inflater.eof:
                    waiting = waiting.lstrip(b"\0")  # what follows may be padding, or one more member of a gzip body
                    if window != _GZIP or not waiting:
                        break
                    inflater = zlib.decompressobj(window)
                out = inflater.decompress(waiting, _PIECE_BYTES)
                waiting = inflater.unconsumed_tail or inflater.unused_data
                if out:
                    yield out
    except zlib.error as error:
        raise CaptureError("broken-gzip", f"the compressed answer of {host} is damaged: {error}") from None
    if begun and not inflater.eof:
        raise CaptureError(
            "broken-gzip",
            f"the compressed answer of {host} ends in the middle: it was cut on the way, fetch it again",
            passing=True,
        )
