"""A part of an input: what one process reads at a time, small enough to be sent as a line of text.

In:      what a plan found: a file, a range of its records, their digest
Out:     Part, and the same as JSON
Refuses: JSON that is no part (BadPart); an input that is not what it was when the plan was made (PartChanged)
Shown:   tests/pages/test_archives.py

A part is named by content: by the kind of its input, which records they are, and their SHA-256 when unpacked. Neither
folder, time nor packing is in it; of files that are read whole their own names are. A file copied, touched or packed
anew has the same parts, a changed one has others, and of two parts of one name one need be read.
"""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from onrecord.pages.packed import Packing
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ids import content_id


class BadPart(OnRecordError):
    """The text is no part: make the plan again, with this version."""


class PartChanged(OnRecordError):
    """The input is not what it was when the plan was made: plan anew; nothing of this part is to be kept."""


class PartKind(StrEnum):
    """How the records of a part are found. WARC is also one in a WACZ (`Part.inside`); FILES are `Part.files`."""

    FILES = "files"
    LINES = "lines"
    WARC = "warc"
    PARQUET = "parquet"
    TAR = "tar"


class Ending(StrEnum):
    """Is the input all that it was? Said by its last part.

    WHOLE:          its format has an end and it is there, or a list or manifest gives a size or digest and it is so.
    CUT:            it ends inside a record; the last record is refused.
    NOT_VERIFIABLE: it ends behind a record, and nothing says that no more came: a WARC has no end of its own.
    """

    WHOLE = "whole"
    CUT = "cut"
    NOT_VERIFIABLE = "not verifiable"


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFile:
    """One file of a part of FILES.

    path:    absolute; bytes that are not UTF-8 are surrogates, as os.fsdecode writes them.
    digest:  SHA-256 of the file, 64 hex digits; "" where it was refused unread.
    refused: code and reason, where the plan already knows that nothing is read: None else.
    """

    path: str
    digest: str
    refused: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A slice of one input. JSON-able (`to_json`) and picklable; every path in it is absolute.

    name:    "part-" and 24 hex digits, from kind, `first`, `records` and `digest`; two parts of one name hold the same.
    path:    the input; for FILES the folder, list or file that was named.
    inside:  the WARC within a WACZ; None else.
    first:   number of its first record in the input, from 1: pages are at "PATH:NUMBER".
    records: how many it has: records, lines that are not blank, rows, members, files. A damaged end counts as one. A
             member or a file may hold several pages, so `records_in` may give more than this, never less.
    at:      byte where reading begins, of the file (or of `inside`): a record, or the gzip member that holds it. For
             PARQUET the row group.
    skip:    unpacked bytes between there and the first record; 0 where it begins there. For PARQUET rows. An input
             packed in one piece is unpacked from its front to reach each part.
    length:  unpacked bytes from the first record to behind the last; 0 where it goes to the end, which is damaged, and
             for FILES and PARQUET.
    digest:  SHA-256 of those bytes, 64 hex digits; of a damaged end as it lies, packed; for FILES of their names and
             digests, for PARQUET of the whole file.
    size:    of the input in bytes when planned; 0 for FILES.
    packing: of the input, or of `inside`.
    ending:  on the last part of each file; None on the others, and for FILES.
    """

    name: str
    kind: PartKind
    path: str
    first: int
    records: int
    digest: str
    inside: str | None = None
    at: int = 0
    skip: int = 0
    length: int = 0
    size: int = 0
    packing: Packing = Packing.NONE
    files: tuple[PartFile, ...] = ()
    ending: Ending | None = None

    def to_json(self) -> str:
        """One line of ASCII. Names that are not UTF-8 come back as they were."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Part":
        """The part that `to_json` wrote; BadPart for anything else.

        >>> part = Part(name="part-0", kind=PartKind.WARC, path="/a.warc", first=1, records=2, digest="d")
        >>> Part.from_json(part.to_json()) == part
        True
        """
        try:
            held: dict[str, Any] = json.loads(text)
            files = tuple(
                PartFile(
                    path=file["path"],
                    digest=file["digest"],
                    refused=(file["refused"][0], file["refused"][1]) if file["refused"] else None,
                )
                for file in held.pop("files")
            )
            kind, packing, ending = PartKind(held.pop("kind")), Packing(held.pop("packing")), held.pop("ending")
            return cls(kind=kind, packing=packing, files=files, ending=Ending(ending) if ending else None, **held)
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise BadPart(f"this is no part of an input ({error}): plan again with this version") from None


def part_name(kind: PartKind, first: int, records: int, digest: str) -> str:
    """The name of a part: what it holds and which records they are, nothing of where it lies."""
    return content_id("part", [kind.value, first, records, digest])
