"""The members of a tar, front to back.

In:      plain bytes that begin with a member's header
Out:     each member: a name, and its bytes or why they are not read
Refuses: links, devices and pipes; names that lead out of the archive; a tar that is damaged, or ends before its end
Source:  POSIX.1-2001 (ustar, pax); GNU tar's long names; Python's tarfile for the headers
Shown:   tests/pages/test_tar.py

Nothing is written to the disk: a member's name is part of an address, never a path. One header is held at a time.
"""

import io
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO, cast

from onrecord.pages.counted import CountedStream
from onrecord.pages.formats.whole import STUMBLES
from onrecord.pages.refused import CaptureError
from onrecord.pages.skipped import Skip

SUFFIXES = (".tar", ".tgz", ".tar.xz", ".txz", ".tar.zst", ".tzst")
_BLOCK = tarfile.BLOCKSIZE
# A header with a long name takes some kilobytes.
_MAX_HEADER_BYTES = 1 << 20
_ZEROS = bytes(_BLOCK)


@dataclass(frozen=True, slots=True)
class TarMember:
    """One member.

    stream: its bytes, to be read before the next is asked for.
    why:    it is passed over, or refused; None where it is to be read.
    end:    the byte of the tar behind it, from where the reading began.
    """

    number: int
    name: str
    stream: BinaryIO
    why: Skip | CaptureError | None
    end: int


def is_tar(head: bytes, name: str) -> bool:
    """By the first bytes (unpacked), or the name in lower case."""
    return head[257:262] == b"ustar" or name.endswith(SUFFIXES)


def members(stream: CountedStream, *, first: int = 1) -> Iterator[TarMember]:
    """The members in order, numbered from `first`; when one is asked for the stream stands behind the last."""
    if not stream.next_byte():
        return
    number = first - 1
    headers = _Headers(stream)
    try:
        with tarfile.TarFile(
            fileobj=cast(Any, headers), mode="r", encoding="utf-8", errors="surrogateescape"
        ) as archive:
            while (info := archive.next()) is not None:
                vars(archive)["members"].clear()  # it keeps every header it has met
                number += 1
                data = _Data(stream, info.size if info.isreg() and not info.issparse() else 0)
                yield TarMember(number, info.name, cast(BinaryIO, io.BufferedReader(data)), _why(info), archive.offset)
                lacking = stream.pass_over(archive.offset - headers.tell())
                if lacking:
                    raise CaptureError("broken-file", f"member {number} lacks its last bytes: the tar is cut short")
    except tarfile.TarError as error:
        raise CaptureError("broken-file", f"the tar is damaged or cut short behind member {number}: {error}") from None
    except STUMBLES as error:
        raise CaptureError("broken-file", f"the tar is damaged behind member {number}: {error}") from None
    if headers.last != _ZEROS:
        what = "goes on with what is no header" if headers.last else "ends without its closing block: it is cut short"
        raise CaptureError("broken-file", f"behind member {number} the tar {what}")


def _why(info: tarfile.TarInfo) -> Skip | CaptureError | None:
    if ".." in info.name.replace("\\", "/").split("/"):
        return CaptureError("unsafe-name", f"the name {info.name[:80]!a} leads out of the archive")
    if info.isdir():
        return Skip.FOLDER
    if info.issparse():
        return CaptureError("unsupported-format", "a file with holes (sparse): pack it anew without --sparse")
    if not info.isreg():
        links = {tarfile.SYMTYPE: "a link", tarfile.LNKTYPE: "a link", tarfile.FIFOTYPE: "a pipe"}
        what = links.get(info.type, "a device" if info.isdev() else "of a kind that is not known")
        return CaptureError("not-a-file", f"it is {what}, not a file")
    return None


class _Headers:
    """What tarfile reads headers from: forward only, and no header longer than is sane."""

    def __init__(self, stream: CountedStream) -> None:
        self._stream = stream
        self._begin = stream.at
        self.last = b""

    def read(self, size: int) -> bytes:
        if size > _MAX_HEADER_BYTES:
            raise CaptureError("broken-file", f"a header of {size:,} bytes: no tar has such")
        self.last = self._stream.read(size)
        return self.last

    def tell(self) -> int:
        return self._stream.at - self._begin

    def seek(self, place: int) -> None:
        raise tarfile.ReadError(f"a header at byte {place:,} behind what was read")


class _Data(io.RawIOBase):
    """The bytes of one member."""

    def __init__(self, stream: CountedStream, size: int) -> None:
        self._stream, self._left = stream, size

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        wanted = min(len(view), self._left)
        piece = self._stream.read(wanted)
        if len(piece) < wanted:
            raise CaptureError(
                "broken-file", f"it lacks its last {self._left - len(piece):,} bytes: the tar is cut short"
            )
        view[: len(piece)] = piece
        self._left -= len(piece)
        return len(piece)
