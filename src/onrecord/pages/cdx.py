"""Where an index says that a WARC ends: what tells a cut between two records from the end.

In:      the path of a WARC; beside it an index of its name, ending in .cdxj or .cdx
Out:     the byte behind the last record that the index names; None without an index
Source:  CDXJ as pywb and wabac write it (offset, length, filename); CDX of 11 fields, whose last three are S V g
Shown:   tests/pages/test_web_archives.py
"""

import json
import os
from pathlib import Path

from onrecord.terms.regular_files import open_regular

MAX_LINE_BYTES = 1 << 16


def indexed_end(path: str) -> int | None:
    """Bytes that the WARC has at least. An index that cannot be read, or names other files, says nothing."""
    name = os.path.basename(path)
    stem = path.removesuffix(".gz").removesuffix(".warc")
    for index in (f"{path}.cdxj", f"{path}.cdx", f"{stem}.cdxj", f"{stem}.cdx"):
        try:
            with open_regular(Path(index)) as raw, os.fdopen(os.dup(raw.fileno()), "rb") as stream:
                last = 0
                while line := stream.readline(MAX_LINE_BYTES):
                    last = max(last, _end(line, name) or 0)
        except OSError:
            continue
        if last:
            return last
    return None


def _end(line: bytes, name: str) -> int | None:
    said = line.decode("utf-8", "replace")
    if (at := said.find("{")) >= 0:
        try:
            told = json.loads(said[at:])
            place, size, file = told["offset"], told["length"], told["filename"]
        except (ValueError, LookupError, TypeError, RecursionError):
            return None
    else:
        fields = said.split()
        if len(fields) != 11:
            return None
        size, place, file = fields[-3:]
    place, size = str(place), str(size)
    if os.path.basename(str(file)) != name or not (place.isdecimal() and size.isdecimal() and len(place + size) < 36):
        return None
    return int(place) + int(size)
