"""Bytes as they were before they were packed: gzip, xz and zstd, front to back.

In:      a binary stream, how it is packed
Out:     a raw stream of plain bytes; where each member of it began, packed and plain
Refuses: packed data that is damaged, or ends before its end
Source:  RFC 1952; the .xz file format 1.1; RFC 8878, by pyarrow's libzstd
Shown:   tests/pages/test_archives.py, tests/pages/test_web_archives.py

gzip is walked member by member, so that a cut at any byte is seen, save one exactly between two members. No more is
unpacked than is asked for.
"""

import io
import lzma
import zlib
from collections import deque
from collections.abc import Callable
from enum import StrEnum
from typing import Any, BinaryIO, Protocol

from onrecord.pages.refused import CaptureError


class Packing(StrEnum):
    """How a file is packed; NONE is plain."""

    NONE = ""
    GZIP = "gzip"
    XZ = "xz"
    ZSTD = "zstd"


_MAGIC = {b"\x1f\x8b": Packing.GZIP, b"\xfd7zXZ\0": Packing.XZ, b"\x28\xb5\x2f\xfd": Packing.ZSTD}
_TAKEN_BYTES = 1 << 16
# `xz -9` needs 65 MiB to unpack; a header may ask for 4 GiB.
_XZ_MEMORY_BYTES = 1 << 28


def packing_of(head: bytes) -> Packing:
    """How a file that begins so is packed."""
    return next((packing for magic, packing in _MAGIC.items() if head.startswith(magic)), Packing.NONE)


def unpacked(stream: BinaryIO, packing: Packing, *, at: int = 0) -> io.RawIOBase:
    """The plain bytes. The stream stays open. at: where in its file it stands, for `Members.starts`."""
    if packing is Packing.ZSTD:
        return _Zstd(stream)
    return Members(stream, packing, at=at)


class _Unpacker(Protocol):
    """What zlib and lzma give, as one."""

    eof: bool
    rest: bytes

    def take(self, data: bytes, most: int) -> bytes:
        """At most so many plain bytes; `rest` is what was not used."""
        ...


class _Gzip:
    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(16 + zlib.MAX_WBITS)
        self.eof, self.rest = False, b""

    def take(self, data: bytes, most: int) -> bytes:
        out = self._inflater.decompress(data, most)
        self.eof = self._inflater.eof
        self.rest = self._inflater.unused_data if self.eof else self._inflater.unconsumed_tail
        return out


class _Xz:
    def __init__(self) -> None:
        self._inflater = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY_BYTES)
        self.eof, self.rest = False, b""

    def take(self, data: bytes, most: int) -> bytes:
        out = self._inflater.decompress(data, most)
        self.eof = self._inflater.eof
        self.rest = self._inflater.unused_data if self.eof else b""  # it keeps what it has not used
        return out


_UNPACKERS: dict[Packing, Callable[[], _Unpacker]] = {Packing.GZIP: _Gzip, Packing.XZ: _Xz}


class Members(io.RawIOBase):
    """Members packed one by one and put together, as one stream of plain bytes.

    starts: where members began that were met since the list was last emptied: (plain byte, packed byte of the file).
    """

    def __init__(self, stream: BinaryIO, packing: Packing, *, at: int = 0) -> None:
        self._stream, self._packing = stream, packing
        self._waiting = b""
        self._taken = at
        self._plain = 0
        self._begun = 0
        self._unpacker: _Unpacker | None = None
        self._fault: CaptureError | None = None
        self.starts: deque[tuple[int, int]] = deque()

    @property
    def fault_between(self) -> bool:
        """Is the fault that was raised in a member of which nothing was handed out?"""
        return self._fault is not None and self._begun == self._plain

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As RawIOBase says; CaptureError for what is damaged or cut short, again when asked again."""
        if self._fault is not None:
            raise self._fault
        view = memoryview(buffer)
        try:
            while True:
                if self._unpacker is None and not self._begin():
                    return 0
                assert self._unpacker is not None
                out = self._unpacker.take(self._waiting, len(view))
                self._waiting = self._unpacker.rest
                if self._unpacker.eof:
                    self._unpacker = None
                elif not out and not self._waiting and not self._more():
                    raise self._failed(f"the {self._packing} data ends in the middle: the file is cut short")
                if out:
                    view[: len(out)] = out
                    self._plain += len(out)
                    return len(out)
        except (zlib.error, lzma.LZMAError) as error:
            raise self._failed(f"the {self._packing} data is damaged: {error}") from None

    def _begin(self) -> bool:
        """Is there one more member? What stands between members may be padding of zero bytes."""
        self._waiting = self._waiting.lstrip(b"\0")
        while not self._waiting:
            if not self._more():
                return False
            self._waiting = self._waiting.lstrip(b"\0")
        self._begun = self._plain
        self.starts.append((self._plain, self._taken - len(self._waiting)))
        self._unpacker = _UNPACKERS[self._packing]()
        return True

    def _more(self) -> bool:
        # Not more than is there: a slow pipe's first line must not wait for a full buffer.
        read = getattr(self._stream, "read1", self._stream.read)
        self._waiting = read(_TAKEN_BYTES)
        self._taken += len(self._waiting)
        return bool(self._waiting)

    def _failed(self, reason: str) -> CaptureError:
        self._fault = CaptureError("broken-gzip" if self._packing is Packing.GZIP else "broken-packing", reason)
        return self._fault


class _Zstd(io.RawIOBase):
    """By pyarrow, as Python has no zstd before 3.14."""

    def __init__(self, stream: BinaryIO) -> None:
        try:
            import pyarrow  # type: ignore[import-untyped]
        except ModuleNotFoundError:
            raise CaptureError(
                "extra-missing", "files packed with zstd need pyarrow: pip install 'onrecord[formats]'"
            ) from None
        self._inflated = pyarrow.CompressedInputStream(pyarrow.PythonFile(_Unclosed(stream), mode="r"), "zstd")

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Any) -> int:
        """As RawIOBase says; CaptureError for what is damaged or cut short."""
        view = memoryview(buffer)
        try:
            out = self._inflated.read(len(view))
        except OSError as error:
            raise CaptureError("broken-packing", f"the zstd data is damaged or cut short: {error}") from None
        view[: len(out)] = out
        return len(out)


class _Unclosed:
    """A stream that pyarrow may read and not close."""

    closed = False

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def close(self) -> None:
        pass
