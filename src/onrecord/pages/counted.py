"""A stream that knows how far it was read and what was in it: what parts are planned and checked by.

In:      a stream of plain bytes, from where a part begins; where it ends
Out:     lines and bytes; the place; SHA-256 of what was handed out
Refuses: nothing
Shown:   tests/pages/test_archives.py
"""

import hashlib
import io

from onrecord.pages.packed import Members
from onrecord.pages.refused import CaptureError

_PIECE_BYTES = 1 << 20


class CountedStream:
    """Reads a stream front to back.

    at:      plain bytes handed out so far.
    left:    how many more may be handed out: behind them is the end; None for no limit.
    limited: was a limit given? Its end is then not that of the file.
    """

    def __init__(self, stream: io.BufferedReader, *, left: int | None = None) -> None:
        self._stream = stream
        self._left = left
        self.limited = left is not None
        self._sum = hashlib.sha256()
        self._fault_met = False
        self.at = 0

    def read(self, size: int) -> bytes:
        """So many bytes, fewer only at the end."""
        return self._told(self._stream.read(self._within(size)))

    def readline(self, size: int) -> bytes:
        """To the end of the line, at most so many bytes."""
        return self._told(self._stream.readline(self._within(size)))

    def next_byte(self) -> bytes:
        """The next byte, left where it is; b"" at the end."""
        return self.ahead()[:1]

    def ahead(self) -> bytes:
        """Bytes that lie ready, at least one, left where they are; b"" at the end.

        Where the next member is damaged from its first byte on, all that was read is whole: that is told by b"" once,
        and by CaptureError when it is asked again.
        """
        if not self._within(1):
            return b""
        try:
            ready = self._stream.peek(1)
            return ready if self._left is None else ready[: self._left]
        except CaptureError:
            raw = self._stream.raw
            if self._fault_met or not (isinstance(raw, Members) and raw.fault_between):
                raise
            self._fault_met = True
            return b""

    def pass_over(self, size: int) -> int:
        """Leaves so many bytes behind; says how many were not there."""
        while size and (piece := self.read(min(size, _PIECE_BYTES))):
            size -= len(piece)
        return size

    def digest(self) -> str:
        """SHA-256 of what was handed out since the last `begin`, 64 hex digits."""
        return self._sum.hexdigest()

    def begin(self) -> None:
        """Begins a new digest."""
        self._sum = hashlib.sha256()

    def _within(self, size: int) -> int:
        return size if self._left is None else min(size, self._left)

    def _told(self, piece: bytes) -> bytes:
        self._sum.update(piece)
        self.at += len(piece)
        if self._left is not None:
            self._left -= len(piece)
        return piece
