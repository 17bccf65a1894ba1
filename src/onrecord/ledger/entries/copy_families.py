"""How many independent texts each of many groups of things told rests on, all groups at once.

In:      groups: of each, where its members stand
Out:     of each group how many texts, copies counted once
Refuses: nothing; what stands on a page without a signature is like no other
Source:  docs/copies.md
Shown:   tests/ledger/test_copy_families.py

`Copies.groups` asks this of one thing; a panel asks it of thousands of cells. Copies are made out once for all pages
named, so that a story is one in every cell: where A copies B and B copies C, A and C are one source also in a cell
that does not hold B.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.copies import Joined, copies_among
from onrecord.ledger.rows.signatures import signatures_of
from onrecord.ledger.schema import tables
from onrecord.terms.copy_signature import CopySignature


class ToldPlace(NamedTuple):
    """Where something stands: the reading's number, what it is ("record", "event", "statement"), its place there."""

    reading: int
    owner: str
    seq: int


# The role under which the words of each are kept.
WORDS = {"record": "evidence", "event": "evidence", "statement": "content"}


def texts_told(connection: Connection, groups: Sequence[Collection[ToldPlace]]) -> list[int]:
    """The numbers, in the order of the groups. Two readings of one page are one source."""
    readings = sorted({told.reading for group in groups for told in group})
    signed = signatures_of(connection, readings)
    pages = _pages(connection, readings)
    at = {number: index for index, number in enumerate(readings)}
    joined, first_of = Joined(len(readings)), dict[int, int]()
    for number in readings:
        joined.join(at[first_of.setdefault(pages[number], number)], at[number])
    for one, other in copies_among(signed):
        joined.join(at[one], at[other])
    family = {readings[member]: index for index, group in enumerate(joined.groups()) for member in group}
    holders = _holders(signed)
    keys = _keys_of(connection, signed, holders)
    return [_texts(group, family, holders, keys) for group in groups]


def _texts(
    group: Collection[ToldPlace],
    family: dict[int, int],
    holders: dict[int, tuple[int, ...]],
    keys: dict[ToldPlace, tuple[int, ...]],
) -> int:
    inside = {told.reading for told in group}
    families = sorted({family[reading] for reading in inside})
    if len(families) < 2:
        return len(families)
    place = {one: index for index, one in enumerate(families)}
    joined = Joined(len(families))
    for told in group:
        for key in keys.get(told, ()):
            for holder in holders[key]:
                if holder in inside:
                    joined.join(place[family[told.reading]], place[family[holder]])
    return len(joined.groups())


def _pages(connection: Connection, readings: Sequence[int]) -> dict[int, int]:
    r, found = tables.readings.c, dict[int, int]()
    for some in in_shares(readings):
        found |= {row.n: row.page for row in connection.execute(select(r.n, r.page).where(r.n.in_(some)))}
    return found


def _holders(signed: dict[int, CopySignature]) -> dict[int, tuple[int, ...]]:
    """The readings that hold a paragraph, by its key; only of paragraphs that several hold."""
    held: dict[int, list[int]] = defaultdict(list)
    for number, signature in signed.items():
        for key in {mark.key for mark in signature.paragraphs}:
            held[key].append(number)
    return {key: tuple(numbers) for key, numbers in held.items() if len(numbers) > 1}


def _keys_of(
    connection: Connection, signed: dict[int, CopySignature], holders: dict[int, tuple[int, ...]]
) -> dict[ToldPlace, tuple[int, ...]]:
    """The keys of the shared paragraphs that something stands in; what stands in none is left out."""
    shared = {
        number: marks
        for number, signature in signed.items()
        if (marks := [mark for mark in signature.paragraphs if mark.key in holders])
    }
    v, found = tables.evidence.c, defaultdict[ToldPlace, dict[int, None]](dict)
    words = or_(*(and_(v.owner == owner, v.role == role) for owner, role in WORDS.items()))
    for some in in_shares(sorted(shared)):
        query = select(v.reading, v.owner, v.owner_seq, v.start, v.end).where(v.reading.in_(some), words)
        for row in connection.execute(query):
            for mark in shared[row.reading]:
                if mark.span.start < row.end and row.start < mark.span.end:
                    found[ToldPlace(row.reading, row.owner, row.owner_seq)][mark.key] = None
    return {told: tuple(marks) for told, marks in found.items()}
