"""The spans things rest on, with their words: rows of evidence, and back.

In:      spans of a reading, each checked against its text; rows
Out:     rows of evidence; spans by role
Refuses: a span outside the text (ReadingUnsound)
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.ledger.errors import ReadingUnsound
from onrecord.ledger.rows.cells import AnyRow, Row, at_of
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span

Quoted = tuple[Span, str]
Rests = Mapping[str, list[Quoted]]
"""The spans one item rests on, with their words, by role."""


class Evidence:
    """What one reading rests on, gathered while its items become rows."""

    def __init__(self, reading: Reading) -> None:
        self.page = reading.page
        self.reader = reading.reader
        self.text = reading.text
        self.rows: list[Row] = []

    def at(self, span: Span) -> Row:
        """The columns of a span."""
        if span.end > len(self.text):
            raise self.unsound(f"span {span.to_json()} ends after the text's {len(self.text)} code points")
        return {"start": span.start, "end": span.end}

    def add(self, owner: str, owner_seq: int, role: str, spans: Iterable[Span]) -> None:
        """That the item rests on these spans in this role."""
        for piece, span in enumerate(spans):
            where = {"owner": owner, "owner_seq": owner_seq, "role": role, "piece": piece}
            self.rows.append({**where, **self.at(span), "quote": span.of(self.text)})

    def add_slots(self, owner: str, owner_seq: int, item: Any, roles: Iterable[str]) -> None:
        """That it rests on the one span, or none, that each of these slots holds."""
        for role in roles:
            span = getattr(item, role)
            self.add(owner, owner_seq, role, (span,) if span else ())

    def unsound(self, seen: str) -> ReadingUnsound:
        """The error that tells so."""
        return ReadingUnsound(
            f"reading of {self.page.address} ({self.page.id}) by {self.reader!r}: {seen}. "
            "Nothing of it was recorded; this is a fault of the reader, please report it with the page."
        )


def rests_of(rows: Iterable[AnyRow]) -> dict[tuple[int, str, int], Rests]:
    """Evidence rows by (reading, owner, owner_seq), then by role; pieces in their order."""
    found: dict[tuple[int, str, int], dict[str, list[Quoted]]] = defaultdict(lambda: defaultdict(list))
    for row in sorted(rows, key=lambda r: r.piece):
        found[row.reading, row.owner, row.owner_seq][row.role].append((at_of(row), row.quote))
    return dict(found)


def spans(rests: Rests, role: str) -> tuple[Span, ...]:
    """The spans of a role, in order."""
    return tuple(span for span, _ in rests.get(role, ()))


def slots(rests: Rests, roles: Iterable[str]) -> Row:
    """The one span of each of these roles; None where it has none."""
    return {role: held[0] if (held := spans(rests, role)) else None for role in roles}
