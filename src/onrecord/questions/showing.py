"""One thing in full, by its id or enough of its beginning.

In:      "rec-...", "norm-...", "stmt-...", "page-...", "doc-...", the hex digits alone, or a caller's own page id
Out:     ShownRecord (for a record or a norm), ShownStatement, ShownPage
Refuses: UnknownId, AmbiguousId
"""

from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Entry, EntrySource, EntryStatement, FoundId, Ledger, PageHeld, Remark, Withdrawal
from onrecord.questions.contexts import Context, contexts
from onrecord.questions.errors import AmbiguousId, UnknownId
from onrecord.questions.wording import asks_in_words, in_words
from onrecord.terms.documents import Document
from onrecord.terms.reading_json import refusal_json
from onrecord.terms.records import RelationType
from onrecord.terms.sheets import LEFT_ITS_SHEET

CANDIDATES_SHOWN = 10

# A saying told more often than this is told often enough.
SAYINGS_COUNTED = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordBeside:
    """Another record and how the two stand.

    outgoing: True: the shown record TYPE the other; False: the other TYPE the shown one.
    entry:    the other record; None when the ledger does not hold it.
    gone:     why it does not, where its page was withdrawn.
    """

    outgoing: bool
    type: RelationType
    id: str
    entry: Entry | None
    gone: Withdrawal | None = None

    def to_json(self) -> dict[str, Any]:
        """`{"direction": "to" | "from", "type", "id", "words"}`; `withdrawn` too, where its page was."""
        return {
            "direction": "to" if self.outgoing else "from",
            "type": self.type.value,
            "id": self.id,
            "words": [q.words for q in self.entry.evidence] if self.entry else None,
            **({"withdrawn": self.gone.to_json()} if self.gone else {}),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownRecord:
    """A record in full.

    asked_norm: the id of the norm that was asked for; None when the record was.
    sentences:  its norms in words, one each, in the order of `entry.norms`.
    asks:       for each norm what its words ask of an event, in words.
    contexts:   the paragraphs of its evidence, the evidence marked.
    sayings:    how often it was said: itself and every record that repeats it or that it repeats, on any page.
    left_sheet: of a record that was entered by hand, why its row stands in its sheet no more; None where it does, and
                for records that were read.
    remarks:    tags, cases and notes that hang on it, oldest first.
    """

    entry: Entry
    asked_norm: str | None
    sentences: tuple[str, ...]
    asks: tuple[tuple[str, ...], ...]
    contexts: tuple[Context, ...]
    relations: tuple[RecordBeside, ...]
    sayings: int
    left_sheet: str | None = None
    remarks: tuple[Remark, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The entry, and `shown`, `asked_norm`, `sentences`, `asks`, `contexts`, `relations` (both ways), `sayings`,
        `left_sheet`, `remarks`."""
        return {
            "shown": "record",
            "asked_norm": self.asked_norm,
            "entry": self.entry.to_json(),
            "sentences": list(self.sentences),
            "asks": [list(asked) for asked in self.asks],
            "contexts": [c.to_json() for c in self.contexts],
            "relations": [r.to_json() for r in self.relations],
            "sayings": self.sayings,
            "left_sheet": self.left_sheet,
            "remarks": [r.to_json() for r in self.remarks],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownStatement:
    """A statement in full. contexts: the paragraphs of its content, the content marked."""

    statement: EntryStatement
    source: EntrySource
    contexts: tuple[Context, ...]

    def to_json(self) -> dict[str, Any]:
        """`{"shown", "statement", "source", "contexts"}`."""
        return {
            "shown": "statement",
            "statement": self.statement.to_json(),
            "source": self.source.to_json(),
            "contexts": [c.to_json() for c in self.contexts],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownPage:
    """A page in full. source: of its current reading; None when that refused the page as a whole.

    remarks: tags, cases and notes that hang on the page as a whole, oldest first.
    """

    page: PageHeld
    source: EntrySource | None
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """`{"shown", "id", "sha256", "given_id", "source", "sightings", "readings", "entries", "remarks"}`."""
        return {
            "shown": "page",
            "id": self.page.id,
            "sha256": self.page.sha256,
            "given_id": self.page.given_id,
            "source": self.source.to_json() if self.source else None,
            "sightings": [
                {
                    "address": s.address,
                    "url": s.url,
                    "fetched_at": s.fetched_at.isoformat() if s.fetched_at else None,
                }
                for s in self.page.sightings
            ],
            "readings": [
                {
                    "id": r.id,
                    "reader": r.reader,
                    "recorded_at": r.recorded_at.isoformat(),
                    "document_id": r.document_id,
                    "current": r.current,
                    "refusals": [refusal_json(f) for f in r.refusals],
                }
                for r in self.page.readings
            ],
            "entries": [e.to_json() for e in self.entries],
            "remarks": [r.to_json() for r in self.remarks],
        }


Shown = ShownRecord | ShownStatement | ShownPage


def show(ledger: Ledger, id_or_prefix: str) -> Shown:
    """What the id names. A whole id wins over longer ones that begin with it."""
    found = _the_one(ledger, id_or_prefix.strip())
    if found.place is None:
        return _page(ledger, found.id)
    if found.kind == "statement":
        ((statement, source),) = ledger.statements_at([found.place])
        marked = [quote.span for quote in statement.content]
        return ShownStatement(statement=statement, source=source, contexts=contexts(_document(ledger, source), marked))
    (entry,) = ledger.entries_at([found.place])
    document = _document(ledger, entry.source)
    return ShownRecord(
        entry=entry,
        asked_norm=found.id if found.kind == "norm" else None,
        sentences=tuple(in_words(norm) for norm in entry.norms),
        asks=tuple(tuple(asks_in_words(t, document.text) for t in held.norm.thresholds) for held in entry.norms),
        contexts=contexts(document, entry.record.evidence),
        relations=tuple(_relations(ledger, entry)),
        sayings=len(_sayings(ledger, entry.id)),
        left_sheet=_left_sheet(ledger, entry.source),
        remarks=tuple(ledger.remarks.on_entry(entry)),
    )


def _left_sheet(ledger: Ledger, source: EntrySource) -> str | None:
    """Said by the reading that is the row's current one."""
    if source.row is None or source.current:
        return None
    refusals = ledger.page(source.page_id).current.refusals
    return next((refusal.reason for refusal in refusals if refusal.code in LEFT_ITS_SHEET), None)


def _the_one(ledger: Ledger, prefix: str) -> FoundId:
    found = ledger.find(prefix, limit=CANDIDATES_SHOWN + 1) if prefix else ()
    gone = ledger.withdrawal_of(prefix) if not found else None
    if gone is not None:
        raise UnknownId(f"{prefix} stood on the page {gone.page_id}, which was {gone.in_words()}")
    if not found:
        raise UnknownId(
            f"no record, norm, statement or page in the ledger is or begins with {prefix!r}. "
            "A list and a search show the ids there are."
        )
    if len(found) == 1 or found[0].id == prefix:
        return found[0]
    shown = found[:CANDIDATES_SHOWN]
    more = " and more" if len(found) > CANDIDATES_SHOWN else ""
    listed = ", ".join(f.id for f in shown)
    raise AmbiguousId(
        f"{prefix!r} begins several ids: {listed}{more}. Give more of the one you mean.",
        tuple((f.kind, f.id) for f in shown),
    )


def _page(ledger: Ledger, page_id: str) -> ShownPage:
    page = ledger.page(page_id)
    entries = tuple(ledger.entries_at(page.records))
    source = ledger.source(page.current.id) if page.current.document_id else None
    return ShownPage(page=page, source=source, entries=entries, remarks=tuple(ledger.remarks.on_page(page_id)))


def _document(ledger: Ledger, source: EntrySource) -> Document:
    document = ledger.reading(source.reading_id).document
    assert document is not None  # it has a source, so it has a document
    return document


def sayings(ledger: Ledger, entry: Entry) -> tuple[Entry, ...]:
    """The record and every held one that is the same saying, in no order."""
    others = _sayings(ledger, entry.id) - {entry.id}
    held = [f.place for other in sorted(others) for f in ledger.find(other, limit=1) if f.id == other and f.place]
    return (entry, *ledger.entries_at(held))


def _sayings(ledger: Ledger, record_id: str) -> set[str]:
    """The records that are one saying: those that `repeats` joins, however many steps away."""
    joined, queue = {record_id}, [record_id]
    while queue and len(joined) < SAYINGS_COUNTED:
        for stored in ledger.relations(queue.pop()):
            if stored.relation.type is RelationType.REPEATS:
                fresh = {stored.of, stored.relation.to} - joined
                joined |= fresh
                queue.extend(fresh)
    return joined


def _relations(ledger: Ledger, entry: Entry) -> list[RecordBeside]:
    related = []
    for stored in ledger.relations(entry.id):
        outgoing = stored.of == entry.id
        other = stored.relation.to if outgoing else stored.of
        held = [f.place for f in ledger.find(other, limit=1) if f.id == other and f.place]
        others = ledger.entries_at(held)
        related.append(
            RecordBeside(
                outgoing=outgoing,
                type=stored.relation.type,
                id=other,
                entry=others[0] if others else None,
                gone=None if others else ledger.withdrawal_of(other),
            )
        )
    return related
