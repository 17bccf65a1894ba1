"""The passages of a reading: what is listed and searched, as rows of the index.

In:      Reading, its rows; the rows of its norms
Out:     one row for each record, and for each statement no record rests on
Source:  docs/ledger.md, Search
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from onrecord.language.search_forms import Form, code_form, forms_of
from onrecord.ledger import database
from onrecord.ledger.rows.cells import Row
from onrecord.ledger.rows.reading import Rows
from onrecord.ledger.schema.columns import storable
from onrecord.terms.dates import DateBounds
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span


def passage_rows(reading: Reading, rows: Rows) -> list[Row]:
    """What is listed and searched of one reading: its records, and the statements no record rests on."""
    document = reading.document
    if document is None:
        return []
    publisher = storable(document.publisher).casefold() if document.publisher else None
    everywhere = {"publisher": publisher, "document_id": rows.document_id}
    published = document.published.bounds if document.published else None
    speakers = {s_id: s.speaker_id for s_id, s in zip(rows.statement_ids, reading.statements, strict=True)}
    codes: dict[str, str] = {n.record_id: n.speaker_id for n in reading.norms if n.speaker_id}

    def who(statement_id: str | None, record_id: str | None) -> str:
        actor = reading.cast.actors.get(speakers.get(statement_id or "") or "")
        return speaker_forms(actor.name if actor else codes.get(record_id or "", ""))

    def words(spans: tuple[Span, ...]) -> str:
        return "\n".join(unmarked(span.of(document.text)) for span in spans)

    def searched(spans: tuple[Span, ...]) -> dict[str, str]:
        said = words(spans)
        forms = forms_of(said)
        return {"words": said, "forms": _in_a_row(forms.forms), "also": _in_a_row(forms.also)}

    found: dict[str, Row] = {}
    rested: set[str | None] = set()
    for seq, (record_id, record) in enumerate(zip(rows.record_ids, reading.records, strict=True)):
        rested.add(record.statement_id)
        found.setdefault(
            record_id,
            {
                "record": seq,
                "statement": None,
                "id": record_id,
                "kind": record.kind.value,
                "strength": record.strength.rank,
                **days(record.stated_on or published),
                **everywhere,
                "holds": "record",
                **searched(record.evidence),
                "who": who(record.statement_id, record_id),
            },
        )
    for seq, (statement_id, statement) in enumerate(zip(rows.statement_ids, reading.statements, strict=True)):
        if statement_id not in rested:
            found.setdefault(
                statement_id,
                {
                    "record": None,
                    "statement": seq,
                    "id": statement_id,
                    "kind": None,
                    "strength": None,
                    **days(published),
                    **everywhere,
                    "holds": "statement",
                    **searched(statement.content),
                    "who": who(statement_id, None),
                },
            )
    return list(found.values())


def speaker_forms(name: str) -> str:
    """What a passage is found by that somebody of this name says."""
    return _in_a_row(forms_of(storable(name)).forms)


def hold_norms(passages: Iterable[Row], norms: Iterable[Row]) -> None:
    """Say in these rows which records have norms, and add the codes of their parties to what they are found by."""
    codes: dict[int, dict[str, None]] = {}
    for norm in norms:
        parties = codes.setdefault(norm["record"], {})
        for party in PARTIES:
            if norm[party]:
                parties[code_form(norm[party])] = None
    for passage in passages:
        if passage["record"] in codes:
            also = " ".join((passage["also"], *codes[passage["record"]])).strip()
            passage |= {"holds": "norm", "also": also}


PARTIES = ("agent_id", "target_id", "trigger_id", "speaker_id")


def _in_a_row(forms: Iterable[Form]) -> str:
    return " ".join(form.form for form in forms)


def unmarked(words: str) -> str:
    """The words with what the index cannot hold made blank, and what it marks found words with; offsets stay true."""
    return storable(words).replace(database.OPEN, " ").replace(database.CLOSE, " ")


def days(bounds: DateBounds | None) -> dict[str, Any]:
    """The columns of when something was said."""
    if bounds is None:
        return {"day_first": None, "day_last": None, "newest": 0}
    bounded = bounds.last or bounds.first
    return {
        "day_first": (bounds.first or date.min).toordinal(),
        "day_last": (bounds.last or date.max).toordinal(),
        "newest": -bounded.toordinal() if bounded else 0,
    }
