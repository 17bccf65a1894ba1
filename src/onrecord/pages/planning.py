"""The plan of a run: which parts an input has.

In:      a path, a folder, a glob or "@LIST"
Out:     Parts
Refuses: nothing: what cannot be opened is a part too, of one refused file
Shown:   tests/pages/test_archives.py

Files that are read as a whole (web pages, texts, tables, documents) are put together, as many as a part holds.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from onrecord.pages.files import file_refusal, find_files, find_listed, is_list
from onrecord.pages.options import CaptureOptions
from onrecord.pages.parts import Part, PartFile, PartKind, part_name
from onrecord.pages.planned_files import FilePlan, parts_of_file
from onrecord.pages.refused import CaptureError
from onrecord.pages.slices import digest_from
from onrecord.terms.ids import bytes_digest, canonical
from onrecord.terms.pages import RefusedPage
from onrecord.terms.regular_files import open_regular


class Planning:
    """One call of `parts_of`: its settings, and the files that wait to be put together."""

    def __init__(self, given: str, records_a_part: int, options: CaptureOptions) -> None:
        self._given, self._a_part, self._options = given, records_a_part, options
        self._path = os.path.abspath(given.removeprefix("@") if is_list(given) else given)
        self._waiting: list[PartFile] = []
        self._first = 1

    def parts(self) -> Iterator[Part]:
        """All of them."""
        for found, vouched in self._found():
            if isinstance(found, RefusedPage):
                yield from self._one_more(_refused(found.address, found.refusal.code, found.refusal.reason))
                continue
            path = os.path.abspath(found)
            try:
                with open_regular(Path(path)) as raw:
                    stream = cast(BinaryIO, raw)
                    plan = FilePlan(path, self._a_part, self._options, vouched)
                    parts = parts_of_file(stream, plan)
                    if parts is None:
                        file = PartFile(path=path, digest=digest_of(stream))
                        yield from self._one_more(file)
                        continue
                    yield from self._together()
                    for part in parts:
                        if isinstance(part, CaptureError):
                            yield from self._one_more(_refused(path, part.code, part.reason))
                        else:
                            yield part
                    yield from self._together()
            except CaptureError as error:
                yield from self._one_more(_refused(path, error.code, error.reason))
            except OSError as error:
                refused = file_refusal(error)
                yield from self._one_more(_refused(path, refused.code, refused.reason))
        yield from self._together()

    def _found(self) -> Iterator[tuple[Path | RefusedPage, bool]]:
        if "://" in self._given:
            reason = "a batch reads files: `onrecord add` fetches the pages of an address"
            yield CaptureError("unsupported-scheme", reason).at(self._given), False
        elif is_list(self._given):
            yield from find_listed(self._given, input_format=self._options.input_format)
        else:
            for found in find_files(self._given, input_format=self._options.input_format):
                yield found, False

    def _one_more(self, file: PartFile) -> Iterator[Part]:
        self._waiting.append(file)
        if len(self._waiting) >= self._a_part:
            yield from self._together()

    def _together(self) -> Iterator[Part]:
        """The part of the files that wait, if any do."""
        if not self._waiting:
            return
        files, self._waiting = tuple(self._waiting), []
        digest = bytes_digest(canonical([[os.path.basename(f.path), f.digest, f.refused] for f in files]))
        yield Part(
            name=part_name(PartKind.FILES, self._first, len(files), digest),
            kind=PartKind.FILES,
            path=self._path,
            first=self._first,
            records=len(files),
            digest=digest,
            files=files,
        )
        self._first += len(files)


def _refused(path: str, code: str, reason: str) -> PartFile:
    return PartFile(path=path, digest="", refused=(code, reason))


def digest_of(stream: BinaryIO) -> str:
    """SHA-256 of the whole file, 64 hex digits. It stands at its beginning afterwards."""
    digest = digest_from(stream, 0)
    stream.seek(0)
    return digest
