"""How many independent reports there are of a thing: copies of one text are one source.

In:      entries that report the same thing (who says that they do is another question), or one entry, or an event
Out:     IndependentReports: groups of copies, the earliest first; the pages that copy one
Source:  docs/copies.md
Shown:   tests/questions/test_independent.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from onrecord.ledger import Entry, EntrySource, Ledger, Report
from onrecord.terms.spans import Span


@dataclass(frozen=True, slots=True)
class ReportAt:
    """One report: where it was read, and the words' spans there."""

    source: EntrySource
    spans: tuple[Span, ...]

    @classmethod
    def of(cls, entry: Entry) -> "ReportAt":
        """The report a record is."""
        return cls(entry.source, tuple(quote.span for quote in entry.evidence))


@dataclass(frozen=True, slots=True)
class IndependentReports:
    """Reports by the text they rest on.

    groups: each a text and its copies, the earliest first; groups by their earliest. Of two that are not known apart in
            time the one recorded first goes first; a page whose date nothing bounds goes last.
    """

    groups: tuple[tuple[ReportAt, ...], ...]

    @property
    def independent(self) -> int:
        """How many texts."""
        return len(self.groups)

    @property
    def reports(self) -> int:
        """How many reports, copies counted."""
        return sum(len(group) for group in self.groups)

    def to_json(self) -> dict[str, Any]:
        """`{"independent", "reports", "groups": [[{"source", "spans"}, ...], ...]}`."""
        return {
            "independent": self.independent,
            "reports": self.reports,
            "groups": [
                [{"source": r.source.to_json(), "spans": [s.to_json() for s in r.spans]} for r in group]
                for group in self.groups
            ],
        }


def independent_reports(ledger: Ledger, reports: Sequence[Entry | ReportAt]) -> IndependentReports:
    """The reports, copies put together. A row of a sheet reports nothing, and is left out; so is what a person entered
    on a page that another of the reports stands on."""
    every = [r if isinstance(r, ReportAt) else ReportAt.of(r) for r in reports]
    listed = [r for r in every if r.source.by_hand is None]
    pages = {r.source.page_id for r in listed}
    for report in every:
        if report.source.by_hand is not None and report.source.row is None and report.source.page_id not in pages:
            pages.add(report.source.page_id)
            listed.append(report)
    grouped = ledger.copies.groups([Report(r.source.reading_id, r.spans) for r in listed])
    groups = [tuple(sorted((listed[i] for i in group), key=lambda r: _turn(r.source))) for group in grouped]
    return IndependentReports(tuple(sorted(groups, key=lambda group: _turn(group[0].source))))


def copies_of(ledger: Ledger, report: Entry | ReportAt) -> tuple[EntrySource, ...]:
    """The pages of the ledger that rest on the same text as this one, itself among them, the earliest first."""
    at = report if isinstance(report, ReportAt) else ReportAt.of(report)
    others = ledger.copies.of(Report(at.source.reading_id, at.spans))
    return tuple(sorted((at.source, *(ledger.source(other) for other in others)), key=_turn))


def _turn(source: EntrySource) -> tuple[date, str, str]:
    """Where a source stands in time: the last day it may have been published on."""
    bounds = source.published.bounds if source.published else None
    day = (bounds.last or bounds.first) if bounds else None
    return day or date.max, source.recorded_at.isoformat(), source.reading_id
