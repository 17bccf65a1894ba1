"""Which documents are copies of each other, and which reports rest on one text.

In:      readings, or reports: a reading and the spans its words stand at
Out:     groups of copies
Refuses: an unknown reading (KeyError)
Source:  docs/copies.md, with what the numbers below give
Shown:   tests/ledger/test_copies.py

Two documents are copies when their words are the same, when LEAST_LIKENESS of their runs of words are, or when whole
paragraphs are: a story cut to half keeps few of its runs and all that is left of its paragraphs. Two reports rest on
one text when their documents are copies, or the paragraph that holds the words of one stands in the other's document.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Column, func, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.lookup import number_of, numbers_of
from onrecord.ledger.rows.signatures import band_keys, signatures_of
from onrecord.ledger.schema.copies import signature_keys, signature_paragraphs
from onrecord.ledger.schema.tables import current_readings, readings
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.by_hand import NO_HAND
from onrecord.terms.copy_signature import CopySignature, likeness
from onrecord.terms.spans import Span

LEAST_LIKENESS = 0.5

# Words in paragraphs that both have, of the shorter text and of the longer one. The second keeps a digest of ten
# stories from making copies of them all.
LEAST_OF_SHORTER = 0.5
LEAST_OF_LONGER = 0.3

# A paragraph in more documents than this is no news ("Sign up for our newsletter").
MOST_HOLDERS = 100


@dataclass(frozen=True, slots=True)
class Report:
    """Words of a reading: where something was reported."""

    reading_id: str
    spans: tuple[Span, ...]


class Copies(InTransactions):
    """Copies within one ledger: `ledger.copies`."""

    def of(self, report: Report) -> tuple[str, ...]:
        """The current readings of other pages that rest on the same text, in the order they were recorded."""
        with self._read_transaction() as connection:
            number = number_of(connection, report.reading_id)
            mine = signatures_of(connection, [number]).get(number)
            if mine is None:
                return ()
            held = _paragraph_keys(mine, report.spans)
            near = _sharing(connection, signature_keys.c.key, signature_keys.c.reading, band_keys(mine))
            p = signature_paragraphs.c
            near |= _sharing(connection, p.key, p.reading, held)
            others = {m.key for m in mine.paragraphs} - held
            near |= _sharing(connection, p.key, p.reading, _news(connection, others))
            signed = signatures_of(connection, sorted(near - {number}))
            copies = [n for n, other in signed.items() if are_copies(mine, other) or _holds(other, held)]
            return _current_ids(connection, copies, but=number)

    def like(self, signature: CopySignature) -> tuple[str, ...]:
        """The current readings of pages that are copies of a text, as a whole; it need not be in the ledger."""
        with self._read_transaction() as connection:
            near = _sharing(connection, signature_keys.c.key, signature_keys.c.reading, band_keys(signature))
            p = signature_paragraphs.c
            near |= _sharing(connection, p.key, p.reading, _news(connection, {m.key for m in signature.paragraphs}))
            signed = signatures_of(connection, sorted(near))
            return _current_ids(connection, [n for n, other in signed.items() if are_copies(signature, other)])

    def groups(self, reports: Sequence[Report]) -> tuple[tuple[int, ...], ...]:
        """The reports by the text they rest on: indices into `reports`, each once, in their order."""
        with self._read_transaction() as connection:
            numbers = numbers_of(connection, [r.reading_id for r in reports])
            signed = signatures_of(connection, sorted(set(numbers.values())))
        joined = Joined(len(reports))
        first_of: dict[int, int] = {}
        for index, report in enumerate(reports):
            # Two reports on one page are one source.
            joined.join(first_of.setdefault(numbers[report.reading_id], index), index)
        for one, other in copies_among({n: s for n, s in signed.items() if n in first_of}):
            joined.join(first_of[one], first_of[other])
        holders: dict[int, list[int]] = defaultdict(list)
        for number, signature in signed.items():
            for key in {m.key for m in signature.paragraphs}:
                holders[key].append(number)
        for index, report in enumerate(reports):
            own = signed.get(numbers[report.reading_id])
            for key in _paragraph_keys(own, report.spans) if own else ():
                for number in holders[key]:
                    joined.join(index, first_of[number])
        return joined.groups()


def are_copies(one: CopySignature, other: CopySignature) -> bool:
    """Is one a copy of the other, as a whole?"""
    if not one.words or not other.words:
        return False
    if one.exact == other.exact or (likeness(one, other) or 0.0) >= LEAST_LIKENESS:
        return True
    marks = {m.key: m.words for m in one.paragraphs}
    shared = sum(marks[key] for key in {m.key for m in other.paragraphs} & marks.keys())
    shorter, longer = sorted((one.words, other.words))
    return shared >= LEAST_OF_SHORTER * shorter and shared >= LEAST_OF_LONGER * longer


def copies_among(signed: Mapping[int, CopySignature]) -> list[tuple[int, int]]:
    """Pairs that are copies, enough of them to join every group; time grows with the documents, not their pairs."""
    bands: dict[int, list[int]] = defaultdict(list)
    paragraphs: dict[int, list[int]] = defaultdict(list)
    for number in sorted(signed):
        for key in band_keys(signed[number]):
            bands[key].append(number)
        for key in {m.key for m in signed[number].paragraphs}:
            paragraphs[key].append(number)
    seen: set[tuple[int, int]] = set()
    for holders in bands.values():
        # Whoever shares a band with the first is compared with the first: copies of one text are like it.
        seen.update((holders[0], other) for other in holders[1:])
    for holders in paragraphs.values():
        if len(holders) <= MOST_HOLDERS:
            seen.update((one, other) for i, one in enumerate(holders) for other in holders[i + 1 :])
    return [pair for pair in sorted(seen) if are_copies(signed[pair[0]], signed[pair[1]])]


class Joined:
    """Sets that grow together: union-find over 0 .. n-1."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def _root(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        """Put the sets of both together."""
        first, second = sorted((self._root(one), self._root(other)))
        self._parent[second] = first

    def groups(self) -> tuple[tuple[int, ...], ...]:
        """The sets, each in order, by their first members."""
        found: dict[int, list[int]] = defaultdict(list)
        for item in range(len(self._parent)):
            found[self._root(item)].append(item)
        return tuple(tuple(group) for group in found.values())


def _paragraph_keys(signature: CopySignature, spans: Iterable[Span]) -> set[int]:
    """Keys of the paragraphs these words stand in."""
    spans = tuple(spans)
    return {m.key for m in signature.paragraphs if any(m.span.start < s.end and s.start < m.span.end for s in spans)}


def _holds(signature: CopySignature, keys: set[int]) -> bool:
    return any(m.key in keys for m in signature.paragraphs)


def _sharing(connection: Connection, key: Column[int], reading: Column[int], keys: set[int]) -> set[int]:
    found: set[int] = set()
    for some in in_shares(sorted(keys)):
        query = select(reading).where(key.in_(some)).distinct()
        found.update(connection.execute(query).scalars())
    return found


def _news(connection: Connection, keys: set[int]) -> set[int]:
    """The keys of paragraphs that are not in too many documents."""
    p = signature_paragraphs.c
    kept: set[int] = set()
    for some in in_shares(sorted(keys)):
        query = select(p.key).where(p.key.in_(some)).group_by(p.key)
        kept.update(connection.execute(query.having(func.count() <= MOST_HOLDERS)).scalars())
    return kept


def _current_ids(connection: Connection, numbers: Sequence[int], *, but: int | None = None) -> tuple[str, ...]:
    """Ids of those that are current and of another page, in the order they were recorded; a page is told once, by what
    a program read: a person's reading of it is no second report."""
    page = connection.execute(select(readings.c.page).where(readings.c.n == but)).scalar() if but is not None else None
    found: dict[int, str] = {}
    for some in in_shares(numbers):
        query = (
            select(readings.c.n, readings.c.id)
            .join(current_readings, current_readings.c.reading == readings.c.n)
            .where(readings.c.n.in_(some), readings.c.page != (page or 0), current_readings.c.hand == NO_HAND)
        )
        found |= {row.n: row.id for row in connection.execute(query)}
    return tuple(found[n] for n in sorted(found))
