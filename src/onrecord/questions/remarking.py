"""What persons hung on the record: tags, cases and notes, each with what it hangs on as that stands now.

In:      Ledger, a kind, a name, a place in the list
Out:     Hung, the newest first, so many at a time
Refuses: nothing; a name nobody uses has nothing
Source:  docs/ledger.md, "Tags, cases and notes"
Shown:   tests/questions/test_remarking.py
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Entry, EntrySource, Ledger, Remark, RemarkInForce
from onrecord.questions.wording import in_words
from onrecord.terms.remarks import RemarkKind

Turn = tuple[str, str]
"""A remark's turn in the list: the moment it was made, as text, and its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hung:
    """A remark and what it hangs on. entries: the records as they stand; () of a page, and where no reading has it.

    source: of the page, or of the first record's; None where the page was refused as a whole, or no reading has it.
    """

    remark: Remark
    entries: tuple[Entry, ...]
    source: EntrySource | None

    @property
    def sentences(self) -> tuple[str, ...]:
        """Of each record its norms in words, or, where it yields none, its own words in quotation marks."""
        return tuple(
            "; ".join(map(in_words, e.norms)) or f"“{' '.join(e.evidence[0].words.split())}”" for e in self.entries
        )

    def to_json(self) -> dict[str, Any]:
        """`{"id", "kind", "words", "target", "page", "by", "at", "on", "records", "sentences", "title", "address"}`."""
        return {
            **self.remark.to_json(),
            "on": "page" if self.remark.on_page else "record",
            "records": [e.id for e in self.entries],
            "sentences": list(self.sentences),
            "title": self.source.title if self.source else None,
            "address": (self.source.url or self.source.address) if self.source else None,
        }


def remarks_after(
    ledger: Ledger,
    kind: RemarkKind | None = None,
    name: str | None = None,
    *,
    after: Turn | None = None,
    limit: int,
) -> tuple[list[Hung], Turn | None]:
    """The next `limit` remarks in force, the newest first, and the turn of the last; None: there are no more.

    kind: None: of every kind; name: of tags and cases of this name, in any spelling. A turn is a key, not a count.
    """
    every = ledger.remarks.in_force(kind, name)
    left = [one for one in every if after is None or _turn(one) < after]
    some = left[:limit]
    return _hung(ledger, some), _turn(some[-1]) if len(left) > limit else None


def _turn(one: RemarkInForce) -> Turn:
    return one.remark.recorded_at.isoformat(timespec="microseconds"), one.remark.id


def _hung(ledger: Ledger, some: Sequence[RemarkInForce]) -> list[Hung]:
    ids = dict.fromkeys(id_ for one in some for id_ in one.record_ids)
    places = [found.place for id_ in ids for found in ledger.find(id_, limit=1) if found.place]
    entries = {entry.id: entry for entry in ledger.entries_at(places)}
    found = []
    for one in some:
        on = tuple(entries[id_] for id_ in one.record_ids if id_ in entries)
        source = on[0].source if on else _source(ledger, one.remark) if one.remark.on_page else None
        found.append(Hung(remark=one.remark, entries=on, source=source))
    return found


def _source(ledger: Ledger, remark: Remark) -> EntrySource | None:
    reading = ledger.page(remark.page_id).current
    return ledger.source(reading.id) if reading.document_id else None
