"""The ledger in the formats others read: a module each, and a line each in EXPORTS.

In:      a ledger, filters
Out:     the bytes of one file
Refuses: a format without its library (ExportUnavailable)
Source:  docs/questions.md names each format's specification
Shown:   tests/questions/test_exports.py
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from onrecord.ledger import Filters, Ledger
from onrecord.questions.exports import annotations, calendar, datasette, polecat, provenance, redlines, rows
from onrecord.questions.exports.how import How


@dataclass(frozen=True, slots=True)
class Export:
    """One format. suffix: of a file of it. needs: the extra that it cannot be written without; None for none.

    write: what the filters keep, as the bytes of one file.
    """

    name: str
    suffix: str
    needs: str | None
    write: Callable[[Ledger, Filters, How], bytes]


EXPORTS: Mapping[str, Export] = MappingProxyType(
    {
        export.name: export
        for export in (
            Export("web-annotation", ".jsonld", None, annotations.write),
            Export("polecat", ".tsv", None, polecat.write),
            Export("prov-json", ".json", None, provenance.write),
            Export("csv", ".csv", None, rows.write_csv),
            Export("parquet", ".parquet", "export", rows.write_parquet),
            Export("ics", ".ics", "export", calendar.write_ics),
            Export("rss", ".rss", None, calendar.write_rss),
            Export("redlines", ".csv", None, redlines.write),
            Export("datasette", ".json", None, datasette.write),
        )
    }
)
