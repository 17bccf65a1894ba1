"""The reports of one saying, on any page, and what else its speaker said of the action, before and after.

In:      Ledger, a record
Out:     SaidOfAction: reports, as entries; earlier and later sayings with how each stands to the one beside it
Source:  docs/questions.md; questions/changes.py
Shown:   tests/questions/test_same_saying.py

Two pages report one saying where their records are joined by `repeats`, where one copies the other's words, or where
both tell of the same action, in the same mode and strength, on one day that both know. Of two sayings on one day in
other words about other actions nothing is put together: how many reports there are is a lower bound.
"""

from dataclasses import dataclass

from onrecord.ledger import Entry, Ledger, Report
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.changes import Change, ChangeMark, change
from onrecord.questions.current_rules import norms_of
from onrecord.questions.earlier import of_its_action
from onrecord.questions.showing import sayings

# So many sayings of an action are looked at, those nearest in time.
MOST_SAYINGS = 60


@dataclass(frozen=True, slots=True)
class OtherSaying:
    """Another saying of the action. change: how the later of the two stands to the earlier; None: which is not
    known."""

    norm: CurrentNorm
    change: Change | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SaidOfAction:
    """reports: the record's own entry first. earlier, later: oldest first. undated: which came first is not known."""

    reports: tuple[Entry, ...]
    earlier: tuple[OtherSaying, ...]
    later: tuple[OtherSaying, ...]
    undated: tuple[OtherSaying, ...]


def said_of_action(ledger: Ledger, entry: Entry) -> SaidOfAction:
    """What is on record of the actions of a record's norms."""
    reports = {e.id: e for e in reports_of(ledger, entry)}
    earlier: dict[str, OtherSaying] = {}
    later: dict[str, OtherSaying] = {}
    undated: dict[str, OtherSaying] = {}
    for norm in norms_of(ledger, entry):
        others = of_its_action(ledger, norm, most=MOST_SAYINGS)
        for other, told in zip(others, ledger.entries_at([n.place for n in others]), strict=True):
            if told.id in reports:
                continue
            if _before(other, norm):
                earlier[other.id] = OtherSaying(other, change(other, norm))
            elif _before(norm, other):
                later[other.id] = OtherSaying(other, change(norm, other))
            else:
                undated[other.id] = OtherSaying(other, None)
    return SaidOfAction(
        reports=tuple(reports.values()),
        earlier=tuple(earlier.values()),
        later=tuple(later.values()),
        undated=tuple(undated.values()),
    )


def reports_of(ledger: Ledger, entry: Entry) -> tuple[Entry, ...]:
    """The reports of a record's saying, its own entry first."""
    copying = {
        ledger.source(other).document_id
        for other in ledger.copies.of(Report(entry.source.reading_id, tuple(q.span for q in entry.evidence)))
    }
    reports = {e.id: e for e in sayings(ledger, entry)}
    for norm in norms_of(ledger, entry):
        others = of_its_action(ledger, norm, most=MOST_SAYINGS)
        alike = [n for n in others if change(norm, n).mark is ChangeMark.REPEATED and (copying or _one_day(norm, n))]
        for other, told in zip(alike, ledger.entries_at([n.place for n in alike]), strict=True):
            elsewhere = told.source.page_id != entry.source.page_id
            if told.source.document_id in copying or (_one_day(norm, other) and elsewhere):
                reports.setdefault(told.id, told)
    return tuple(reports.values())


def _one_day(one: CurrentNorm, other: CurrentNorm) -> bool:
    return one.first is not None and one.first == one.last == other.first == other.last


def _before(one: CurrentNorm, other: CurrentNorm) -> bool:
    """Was it surely said on an earlier day?"""
    by = other.first or other.last
    return one.last is not None and by is not None and one.last < by
