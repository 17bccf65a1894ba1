"""The files in a WACZ: its WARCs, what its package says of them, its list of pages.

In:      a ZIP, open to be read anywhere
Out:     names of WARCs, each as an open stream; addresses its list of pages names
Refuses: a ZIP that unpacks to too much, is locked, or is damaged; a file that is not what datapackage.json says it is
Source:  WACZ 1.1.1; APPNOTE 6.3.10 (ZIP) for where a stored file begins
Shown:   tests/pages/test_wacz.py

Nothing is written to the disk: a name in a ZIP is part of an address, never a path.
"""

import hashlib
import io
import json
import re
import struct
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, BinaryIO, cast

from onrecord.pages.formats.whole import MAX_MEMBERS, ZIP_FAULTS, member
from onrecord.pages.refused import CaptureError

_PACKAGE, _PACKAGE_DIGEST, _PAGES = "datapackage.json", "datapackage-digest.json", "pages/pages.jsonl"
# A text that is packed well takes a tenth; a bomb a thousandth.
MAX_RATIO = 100
MAX_PACKAGE_BYTES = 50_000_000
_PIECE_BYTES = 1 << 20
_LOCKED = 0x1


class OpenWacz:
    """An open WACZ. warcs: in the order of the ZIP. faults: what is wrong beside them, to be told."""

    def __init__(self, archive: zipfile.ZipFile, stream: BinaryIO) -> None:
        self._archive, self._stream = archive, stream
        self.faults: list[CaptureError] = []
        self.warcs = [name for name in archive.namelist() if re.search(r"\.warc(?:\.gz)?$", name)]
        if not self.warcs:
            raise CaptureError("empty", "the WACZ holds no WARC")
        self._told = self._package()

    def size(self, name: str) -> int:
        """Bytes of the file, unpacked from the ZIP."""
        return self._archive.getinfo(name).file_size

    @contextmanager
    def opened(self, name: str) -> Iterator[BinaryIO]:
        """The file, to be read anywhere; one that is packed in the ZIP is unpacked from its front to get there."""
        info = self._archive.getinfo(name)
        if info.flag_bits & _LOCKED:
            raise CaptureError("encrypted", "it is locked with a password: unpack it, and read the WARCs")
        if ".." in name.replace("\\", "/").split("/"):
            raise CaptureError("unsafe-name", f"the name {name[:80]!a} leads out of the archive")
        if info.compress_type == zipfile.ZIP_STORED:
            with io.BufferedReader(_Window(self._stream, _begin(self._stream, info), info.file_size)) as window:
                yield cast(BinaryIO, window)
            return
        try:
            with self._archive.open(info) as packed:
                yield cast(BinaryIO, io.BufferedReader(cast(io.RawIOBase, packed)))
        except ZIP_FAULTS as error:
            raise CaptureError("broken-file", f"it is damaged in the ZIP: {error}") from None

    def check(self, name: str) -> bool:
        """Does the package vouch for the file? CaptureError where the file is not what is said of it."""
        told = self._told.get(name)
        if told is None:
            return False
        digest, size = told
        if size is not None and size != self.size(name):
            reason = f"it has {self.size(name):,} bytes, and datapackage.json says {size:,}"
            raise CaptureError("digest-mismatch", f"{reason}: it was changed since it was packed")
        algorithm, _, value = digest.partition(":")
        if algorithm not in ("sha256", "sha512", "sha1", "md5"):
            return False
        found = hashlib.new(algorithm, usedforsecurity=False)
        with self.opened(name) as stream:
            while piece := stream.read(_PIECE_BYTES):
                found.update(piece)
        if found.hexdigest() != value.lower():
            raise CaptureError("digest-mismatch", f"its {algorithm} is not the one in {_PACKAGE}: it was changed")
        return True

    def pages(self) -> set[str]:
        """Addresses that the list of pages names, without fragments."""
        found: set[str] = set()
        if _PAGES not in self._archive.namelist():
            return found
        listed = member(self._archive, _PAGES, max_bytes=MAX_PACKAGE_BYTES)
        for number, line in enumerate(listed.split(b"\n"), 1):
            if not line.strip():
                continue
            try:
                url = json.loads(line).get("url")
            except (ValueError, AttributeError, RecursionError):
                self.faults.append(CaptureError("bad-json", f"line {number} of {_PAGES} is no JSON object"))
                continue
            if isinstance(url, str):  # the first line says only what format it is
                found.add(url.partition("#")[0])
        return found

    def _package(self) -> Mapping[str, tuple[str, int | None]]:
        """Digest and size by name."""
        if _PACKAGE not in self._archive.namelist():
            return {}
        package = member(self._archive, _PACKAGE, max_bytes=MAX_PACKAGE_BYTES)
        if _PACKAGE_DIGEST in self._archive.namelist():
            told = _object(member(self._archive, _PACKAGE_DIGEST, max_bytes=MAX_PACKAGE_BYTES)).get("hash")
            if isinstance(told, str) and told != f"sha256:{hashlib.sha256(package).hexdigest()}":
                raise CaptureError("digest-mismatch", f"{_PACKAGE} is not the one that {_PACKAGE_DIGEST} names")
        resources = _object(package).get("resources")
        if not isinstance(resources, list):
            self.faults.append(CaptureError("bad-json", f"{_PACKAGE} lists no resources: no digest could be checked"))
            return {}
        held = [one for one in resources if isinstance(one, Mapping) and isinstance(one.get("path"), str)]
        return {
            one["path"]: (str(one.get("hash") or ""), one["bytes"] if isinstance(one.get("bytes"), int) else None)
            for one in held
        }


@contextmanager
def opened_wacz(stream: BinaryIO, *, max_bytes: int) -> Iterator[OpenWacz]:
    """The WACZ. max_bytes: what it may unpack to in any case; more only where it is not packed as bombs are."""
    try:
        with zipfile.ZipFile(stream) as archive:
            size = sum(info.file_size for info in archive.infolist())
            packed = stream.seek(0, io.SEEK_END)
            if len(archive.infolist()) > MAX_MEMBERS or (size > max_bytes and size > MAX_RATIO * packed):
                raise CaptureError(
                    "too-large",
                    f"it unpacks to {size:,} bytes in {len(archive.infolist()):,} files; the limit is {max_bytes:,}, "
                    f"or {MAX_RATIO} times its own size",
                )
            yield OpenWacz(archive, stream)
    except (*ZIP_FAULTS, NotImplementedError, RuntimeError) as error:
        raise CaptureError("broken-file", f"the ZIP is damaged or cut short: {error}") from None


def not_there(url: str) -> CaptureError:
    """The refusal of a page that is listed and has no record."""
    return CaptureError("missing", f"{_PAGES} lists {url[:200]}, and no WARC in the WACZ has it")


class _Window(io.RawIOBase):
    """A stretch of a file, as a file."""

    def __init__(self, stream: BinaryIO, begin: int, size: int) -> None:
        self._stream, self._begin, self._size, self._at = stream, begin, size, 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        self._at = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self._at, io.SEEK_END: self._size}[whence]
        return self._at

    def readinto(self, buffer: Any) -> int:
        view = memoryview(buffer)
        # Others may have read elsewhere meanwhile.
        self._stream.seek(self._begin + self._at)
        piece = self._stream.read(max(0, min(len(view), self._size - self._at)))
        view[: len(piece)] = piece
        self._at += len(piece)
        return len(piece)


def _begin(stream: BinaryIO, info: zipfile.ZipInfo) -> int:
    """The byte of the file where a stored member begins: behind its own header, whose lengths may differ."""
    stream.seek(info.header_offset)
    header = stream.read(30)
    if len(header) < 30 or not header.startswith(b"PK\x03\x04"):
        raise CaptureError("broken-file", "it does not begin where the ZIP says")
    name, extra = struct.unpack("<HH", header[26:30])
    return info.header_offset + 30 + int(name) + int(extra)


def _object(body: bytes) -> Mapping[str, Any]:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, Mapping) else {}
