"""What hangs on which record or page now: remarks outlive the reader, as judgements do.

In:      the log of remarks, the index of records
Out:     RemarkInForce: a remark in force, and the records it hangs on now; names with how many
Refuses: nothing; a remark whose words no current reading has hangs on nothing, and stays kept
Source:  docs/ledger.md, "Tags, cases and notes"
Shown:   tests/ledger/test_remarks.py

While a record is listed under the id that was remarked on, that is it. Otherwise, and on other captures of its address,
it is the records in the same sentence: of the same action where it had a norm.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import each_of
from onrecord.ledger.entries.fetch import RowKey, entries_at
from onrecord.ledger.entries.values import Entry
from onrecord.ledger.judgements.anchors import fold, fold_all, same_action, same_sentence
from onrecord.ledger.judgements.remarks import Remark, in_force, kept_remarks, named_so
from onrecord.ledger.judgements.values import Anchor
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.later_tables import remarks
from onrecord.ledger.transactions import InTransactions
from onrecord.terms.remarks import NAMED, RemarkKind


@dataclass(frozen=True, slots=True)
class RemarkInForce:
    """A remark in force. record_ids: the listed records it hangs on; () for a page, and where no reading has it."""

    remark: Remark
    record_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedRemark:
    """A tag or a case. name: folded; words: as it was typed last. records: that it hangs on now; pages: as a whole."""

    kind: RemarkKind
    name: str
    words: str
    records: int
    pages: int

    def to_json(self) -> dict[str, str | int]:
        """`{"kind", "name", "records", "pages"}`, the name as it was typed last."""
        return {"kind": self.kind.value, "name": self.words, "records": self.records, "pages": self.pages}


class Remarks(InTransactions):
    """`ledger.remarks`: what hangs on records and pages."""

    def all(self) -> tuple[Remark, ...]:
        """The log, oldest first, also what was taken off."""
        with self._read_transaction() as connection:
            return tuple(kept_remarks(connection))

    def in_force(self, kind: RemarkKind | None = None, name: str | None = None) -> list[RemarkInForce]:
        """The remarks in force of a kind (None: of every kind), tags and cases of this name, the newest first."""
        with self._read_transaction() as connection:
            return _hung(connection, in_force(_kept(connection, kind, name)))

    def on_entry(self, entry: Entry) -> list[Remark]:
        """What hangs on a record, oldest first."""
        with self._read_transaction() as connection:
            return remarks_on(connection, entry)

    def on_page(self, page_id: str) -> list[Remark]:
        """What hangs on a page as a whole, oldest first."""
        with self._read_transaction() as connection:
            return in_force(kept_remarks(connection, remarks.c.target_id == page_id))

    def record_ids(self, kind: RemarkKind, name: str) -> frozenset[str]:
        """The listed records that a tag or case of this name hangs on."""
        with self._read_transaction() as connection:
            return frozenset(id_ for ids in records_named(connection, kind, name).values() for id_ in ids)

    def records_by_name(self, kind: RemarkKind) -> dict[str, frozenset[str]]:
        """The listed records of every tag, or of every case, by its folded name."""
        with self._read_transaction() as connection:
            return {name: frozenset(ids) for name, ids in records_named(connection, kind, None).items()}

    def names(self, kind: RemarkKind) -> list[NamedRemark]:
        """Every tag or every case in use, by name."""
        with self._read_transaction() as connection:
            held = in_force(_kept(connection, kind, None))
            on = _records_of(connection, [one for one in held if not one.on_page])
        by_name: dict[str, list[Remark]] = defaultdict(list)
        for one in held:
            by_name[one.name or ""].append(one)
        return [
            NamedRemark(
                kind=kind,
                name=name,
                words=some[-1].words,
                records=len({id_ for one in some if not one.on_page for id_ in on[one.id]}),
                pages=len({one.page_id for one in some if one.on_page}),
            )
            for name, some in sorted(by_name.items())
        ]


def _kept(connection: Connection, kind: RemarkKind | None, name: str | None) -> list[Remark]:
    if name is not None:
        kinds = [kind] if kind is not None else NAMED
        return [one for k in kinds for one in kept_remarks(connection, *named_so(k, name))]
    return kept_remarks(connection, *([remarks.c.kind == kind.value] if kind is not None else []))


def _hung(connection: Connection, held: Sequence[Remark]) -> list[RemarkInForce]:
    on = _records_of(connection, [one for one in held if not one.on_page])
    newest = sorted(held, key=lambda one: (one.recorded_at, one.id), reverse=True)
    return [RemarkInForce(one, tuple(sorted(on.get(one.id, ())))) for one in newest]


def remarks_on(connection: Connection, entry: Entry) -> list[Remark]:
    """What hangs on a record, oldest first."""
    r, source = remarks.c, entry.source
    seen = [r.page_id == source.page_id, *([r.url == source.url] if source.url else [])]
    held = [one for one in in_force(kept_remarks(connection, or_(*seen))) if not one.on_page]
    on = _records_of(connection, held)
    # What is shown may be listed no more: then it has what was hung on its own id.
    return [one for one in held if entry.id in (one.target_id, *on[one.id])]


def records_named(connection: Connection, kind: RemarkKind, name: str | None) -> dict[str, set[str]]:
    """The listed records that tags or cases of this name (None: of any) hang on, by folded name."""
    held = [one for one in in_force(_kept(connection, kind, name)) if not one.on_page]
    on, found = _records_of(connection, held), defaultdict[str, set[str]](set)
    for one in held:
        found[one.name or ""] |= on[one.id]
    return found


def _records_of(connection: Connection, held: Sequence[Remark]) -> dict[str, set[str]]:
    """By the id of each remark on a record, the ids of the listed records it hangs on."""
    listed = _listed(connection, {one.target_id for one in held})
    found = {one.id: {one.target_id} & listed for one in held}
    twins = _pages_of_one_address(connection, {one.url for one in held if one.url})
    lost = {one.page_id for one in held if one.target_id not in listed}
    there = _entries_of(connection, lost | {page for pages in twins.values() for page in pages})
    for one in held:
        pages = set(twins.get(one.url or "", ())) - {one.page_id}
        pages |= {one.page_id} if one.target_id not in listed else set()
        for page in pages:
            found[one.id] |= _in_words(there.get(page, ()), one.anchor)
    return found


def _listed(connection: Connection, ids: set[str]) -> set[str]:
    p = tables.passages.c
    return set(connection.execute(select(p.id).where(p.record.is_not(None), p.id.in_(each_of(ids)))).scalars())


def _pages_of_one_address(connection: Connection, urls: set[str]) -> dict[str, set[str]]:
    """Of these addresses those at which several pages were seen: the ids of all of them."""
    if not urls:
        return {}
    s, p = tables.sightings.c, tables.pages.c
    several = select(s.url).where(s.url.in_(each_of(urls))).group_by(s.url).having(func.count(s.page.distinct()) > 1)
    rows = connection.execute(
        select(s.url, p.id).join(tables.pages, p.n == s.page).where(s.url.in_(several)).distinct()
    )
    found = defaultdict[str, set[str]](set)
    for row in rows:
        found[row.url].add(row.id)
    return found


def _entries_of(connection: Connection, page_ids: set[str]) -> dict[str, list[Entry]]:
    """The listed records of these pages."""
    if not page_ids:
        return {}
    t, p = tables, tables.passages.c
    rows = connection.execute(
        select(p.reading, p.record)
        .join(t.readings, t.readings.c.n == p.reading)
        .join(t.pages, t.pages.c.n == t.readings.c.page)
        .where(p.record.is_not(None), t.pages.c.id.in_(each_of(page_ids)))
    )
    found = defaultdict[str, list[Entry]](list)
    for entry in entries_at(connection, [RowKey(*row) for row in rows]):
        found[entry.source.page_id].append(entry)
    return found


def _in_words(entries: Iterable[Entry], anchor: Anchor | None) -> set[str]:
    """Of the records of one page, those in the words of the anchor."""
    if anchor is None:
        return set()
    near = [e for e in entries if same_sentence(_words(e), anchor.evidence)]
    of_action = [e for e in near if _of_action(e, anchor.action)]
    return {e.id for e in of_action or near if e in of_action or _words(e) == anchor.evidence}


def _words(entry: Entry) -> str:
    return fold_all(q.words for q in entry.evidence)


def _of_action(entry: Entry, action: str | None) -> bool:
    norms = (*entry.norms, *entry.rejected)
    if action is None:
        return not norms
    return any(same_action(fold(norm.slot("action") or ""), action) for norm in norms)
