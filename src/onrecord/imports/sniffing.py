"""Which data set is this? By the names of its columns, or, where there are none, by how many there are.

In:      the first line of a file, perhaps the format the caller says it has
Out:     FileColumns: the format, what parts the cells, which cell holds what
Refuses: a layout that is none of ours, or lacks a column without which there is no event (UnknownLayout)
Source:  import_columns.csv
Shown:   tests/imports/test_files.py
"""

import re
from dataclasses import dataclass

from onrecord.imports.rows import cells_of
from onrecord.imports.tables import FileLayout, layouts
from onrecord.terms.imports import ImportFormat

_DELIMITERS = ("\t", ",", ";")

# A header names at least this share of a format's columns; the formats share fewer than a tenth of theirs.
LEAST_SHARE = 0.25

# GDELT's daily files of version 1.0 have no ADM2 codes (58 columns, 57 before April 2013, when the address was added).
_GDELT_V1 = re.compile(r"Geo_ADM2Code$")

# Other names of columns, as BigQuery and older exports have them.
_ALSO = {"globaleventid": "GlobalEventID", "sqldate": "Day", "data_id": "event_id_cnty", "eventintensity": "Intensity"}


class UnknownLayout(Exception):
    """No format of ours; the message says what was seen."""


@dataclass(frozen=True, slots=True)
class FileColumns:
    """How the rows of one file are laid out.

    names:    of its columns, in its order; published names where it has no header.
    at:       where each of our fields is: index of the cell.
    header:   True when the first line is one.
    missing:  published columns we would use and the file lacks.
    """

    layout: FileLayout
    delimiter: str
    names: tuple[str, ...]
    at: dict[str, int]
    header: bool
    missing: tuple[str, ...]

    @property
    def format(self) -> ImportFormat:
        """Whose layout it is."""
        return self.layout.format


def sniff(first_line: str, *, forced: ImportFormat | None = None) -> FileColumns:
    """The layout a first line tells of. forced: take no other format."""
    candidates = [layouts()[forced]] if forced else list(layouts().values())
    headed = _by_header(first_line, candidates)
    if headed is not None:
        return _complete(headed)
    bare = _bare_gdelt(first_line) if forced in (None, ImportFormat.GDELT) else None
    if bare is not None:
        return bare
    wanted = f"the {forced.value} layout" if forced else "a POLECAT, ACLED, GDELT or ICEWS layout"
    raise UnknownLayout(f"this is not {wanted}: its first line begins {first_line[:80]!r}")


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.casefold())


def _by_header(line: str, candidates: list[FileLayout]) -> FileColumns | None:
    best: tuple[int, FileColumns] | None = None
    for delimiter in _DELIMITERS:
        names = [n.strip() for n in cells_of(line.lstrip("\ufeff"), delimiter)]
        for layout in candidates:
            known = {_plain(c): c for c in layout.columns}
            known |= {_plain(k): c for k, c in _ALSO.items() if c in layout.columns}
            found = {known[_plain(n)]: i for i, n in reversed(list(enumerate(names))) if _plain(n) in known}
            if len(found) < LEAST_SHARE * len(layout.columns) or (best and best[0] >= len(found)):
                continue
            at = {field: found[column] for column, field in layout.fields.items() if column in found}
            missing = tuple(c for c in layout.fields if c not in found)
            best = (len(found), FileColumns(layout, delimiter, tuple(names), at, True, missing))
    return best and best[1]


def _complete(columns: FileColumns) -> FileColumns:
    lacking = [c for c in columns.layout.required if c in columns.missing]
    if lacking:
        raise UnknownLayout(
            f"the header looks like {columns.format.value}, but a column is missing without which a row is no event: "
            + ", ".join(repr(c) for c in lacking)
        )
    return columns


def _bare_gdelt(line: str) -> FileColumns | None:
    """GDELT has no header: a number, a day, a month and a year, and as many cells as a version has."""
    layout = layouts()[ImportFormat.GDELT]
    cells = line.split("\t")
    old = tuple(c for c in layout.columns if not _GDELT_V1.search(c))
    names = {len(layout.columns): layout.columns, len(old): old, len(old) - 1: old[:-1]}.get(len(cells))
    if names is None or not re.fullmatch(r"\d+\t\d{8}\t\d{6}\t\d{4}\t.*", line, re.DOTALL):
        return None
    at = {layout.fields[c]: i for i, c in enumerate(names) if c in layout.fields}
    return FileColumns(layout, "\t", names, at, False, tuple(c for c in layout.fields if c not in names))
