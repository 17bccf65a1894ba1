"""Facets of what filters keep: how many records of each actor, kind, year ..., as far as there is time to count.

In:      a ledger, filters, a clock, how long it may take
Out:     Facets: counts by facet; None for those there was no time for
Refuses: nothing
Shown:   tests/questions/test_faceting.py
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from onrecord.ledger import Entry, Filters, Ledger
from onrecord.ledger.index.facets import NAMED_BY, NO, YES, Facet
from onrecord.terms.judgements import OF_ANOTHER

VALUES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Facets:
    """counts: in the order of Facet; None: it would have taken too long."""

    counts: dict[Facet, tuple[tuple[str, int], ...] | None]


def facets(ledger: Ledger, filters: Filters, *, now_s: Callable[[], float], within_s: float) -> Facets:
    """The counts. now_s: a clock that only goes forward; a facet that is begun is counted to its end."""
    ends = now_s() + within_s
    return Facets(
        {facet: tuple(ledger.facet(facet, filters, limit=VALUES_SHOWN)) if now_s() < ends else None for facet in Facet}
    )


def facets_of(entries: Iterable[Entry], ledger: Ledger) -> Facets:
    """The counts of records of the ledger that are at hand, as what words found."""
    counts: dict[Facet, Counter[str]] = {facet: Counter() for facet in Facet}
    named = {facet: ledger.remarks.records_by_name(kind) for facet, kind in NAMED_BY.items()}
    for entry in entries:
        for facet, values in _values(entry).items():
            counts[facet].update(values)
        for facet, held in named.items():
            counts[facet].update(name for name, ids in held.items() if entry.id in ids)
    return Facets(
        {
            facet: tuple(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:VALUES_SHOWN])
            for facet, counted in counts.items()
        }
    )


def _values(entry: Entry) -> dict[Facet, set[str]]:
    judged = [*entry.judgements, *(j for n in (*entry.norms, *entry.rejected) for j in n.judgements)]
    norms = [held.norm for held in entry.norms]
    published = entry.source.published.bounds if entry.source.published else None
    said = entry.record.stated_on or published
    day = said.last if said else None
    return {
        Facet.ACTOR: {n.agent_id for n in norms if n.agent_id},
        Facet.TARGET: {n.target_id for n in norms if n.target_id},
        Facet.KIND: {entry.record.kind.value},
        Facet.MODE: {n.mode.value for n in norms},
        Facet.STRENGTH: {entry.record.strength.value},
        Facet.STATUS: {held.status for held in entry.norms if held.status},
        Facet.YEAR: {str(day.year)} if day else set(),
        Facet.CHECKED: {YES if any(j.verdict not in OF_ANOTHER for j in judged) else NO},
        Facet.PUBLISHER: {entry.source.publisher.casefold()} if entry.source.publisher else set(),
    }
