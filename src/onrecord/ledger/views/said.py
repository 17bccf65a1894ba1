"""Views of what pages say and tell: pages, statements, events, and the exact words all of it rests on.

In:      current readings and what hangs on them
Out:     PAGES, STATEMENTS, EVENTS, QUOTATIONS
Source:  docs/sql.md
Shown:   tests/ledger/test_views.py
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import FromClause, Select, String, cast, exists, func, literal, or_, select, union_all

from onrecord.ledger.schema import tables
from onrecord.ledger.schema.judged import judged_norms, judged_words
from onrecord.ledger.schema.later_tables import current_events, current_norms
from onrecord.ledger.views.columns import (
    ColumnKind,
    Sql,
    View,
    ViewColumn,
    actor_code,
    actor_name,
    code,
    column,
    day,
    name_of,
    number,
    pieces_of,
    quoted,
    selected,
    text,
    with_source,
    word,
    yes_no,
)
from onrecord.ledger.views.dialects import IsoDay, ordinal_day
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.statements import Directness

_C, _S, _V, _E = tables.current_readings.c, tables.statements.c, tables.events.c, current_events.c

# --- pages ---

_listed = tables.readings.alias("listed")
_of_page = with_source(_listed, _listed.c.n)
_sighting = select(tables.sightings.c.fetched_at).where(tables.sightings.c.n == _listed.c.sighting).scalar_subquery()
_is_current = exists().where(_C.reading == _listed.c.n)


def _of_document(name: str) -> Sql:
    d = tables.documents.alias()
    return select(d.c[name]).where(d.c.reading == _listed.c.n).scalar_subquery()


PAGES = View(
    name="pages_view",
    meaning="readings that something is listed from: of each page the newest by a program and of each person who "
    "entered norms on it, and older ones that a person holds to be right",
    key=("reading_id",),
    columns=(
        *_of_page.columns,
        text("author", "who wrote the page, as it says", _of_document("author")),
        text("credit", "the agency it credits, as it says", _of_document("credit")),
        code("language", "its language, ISO 639-1", _of_document("language")),
        column("fetched_at", ColumnKind.MOMENT, "when it was first fetched there; NULL: nobody said", _sighting),
        yes_no("current", "is it the newest reading of the page, by a program or by that person?", _is_current),
    ),
    rows=selected(_of_page.source, or_(_is_current, exists().where(tables.passages.c.reading == _listed.c.n))),
)

# --- statements ---

_of_statement = with_source(tables.statements.join(tables.current_readings, _C.reading == _S.reading), _S.reading)
# ["a", "b"] as the database keeps it, without its brackets and marks: flags hold neither.
_flags = func.replace(func.replace(func.replace(cast(_S.flags, String), "[", ""), "]", ""), '"', "")

STATEMENTS = View(
    name="statements_view",
    meaning="statements that current readings hold: who said what, in whose words; as they were read",
    key=("statement_id", "reading_id"),
    columns=(
        code("statement_id", "the statement (stmt-…), from its words and where they stand", _S.id),
        text("speaker", "who says it, by name; NULL: not known", actor_name(_S.reading, _S.speaker_id)),
        code(
            "speaker_id",
            "who says it: ISO 3166 alpha-3 of the state spoken for, else a name; NULL: not known",
            actor_code(_S.reading, _S.speaker_id),
        ),
        text("source", "the words that name who says it", pieces_of("statement", _S.reading, _S.seq, "source")),
        text("cue", "the words that say that it is said", pieces_of("statement", _S.reading, _S.seq, "cue")),
        *quoted("statement", _S.reading, _S.seq, "content", name="content", what="the exact words that are said"),
        word("directness", "how the page gives the words", _S.directness, Directness),
        text("flags", "what else is known of it, a comma between", func.nullif(_flags, "")),
        *_of_statement.columns,
    ),
    rows=selected(_of_statement.source),
)

# --- events ---

_of_event = with_source(current_events.join(tables.events, (_V.reading == _E.reading) & (_V.seq == _E.seq)), _E.reading)


def _party(role: str, code_: Sql, who: str) -> tuple[ViewColumn, ...]:
    return (
        code(f"{role}_id", f"{who}: ISO 3166 alpha-3 of a state, else a name; NULL: not known", code_),
        text(f"{role}_name", f"name of {role}_id", name_of(code_)),
        text(role, f"{who}, in the words of the page", pieces_of("event", _E.reading, _E.seq, role)),
    )


EVENTS = View(
    name="events_view",
    meaning="events that current readings tell, of every status: only those happened or ongoing are told as so",
    key=("event_id", "reading_id"),
    columns=(
        code("event_id", "the event (event-…), from its words and where they stand", _E.id),
        code(
            "deed", "the event by its page and words (deed-…); the same when a later reader reads it again", _E.anchor
        ),
        word("type", "PLOVER type; NULL: none fits", func.nullif(_E.type, ""), EventType),
        text("mode", "PLOVER mode; NULL: not decided", _E.mode),
        number("quad", "PLOVER quad: 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict", _V.quad),
        word("status", "how it stands on the page", _E.status, EventStatus),
        *_party("actor", _E.actor, "who does it"),
        *_party("recipient", _E.recipient, "to whom it is done"),
        text("place", "where, in the words of the page", pieces_of("event", _E.reading, _E.seq, "place")),
        day("date_from", "first day the page gives for it; NULL: none", IsoDay(_V.date_first)),
        day("date_to", "last day the page gives for it; NULL: none", IsoDay(_V.date_last)),
        day(
            "day_to",
            "last day it may have been: date_to, else of what happened the day it was published",
            ordinal_day(_E.day_last),
        ),
        yes_no("claimed", "does somebody say so, and not the page itself?", _E.claimed),
        text(
            "said_by",
            "who denies or claims it, in the words of the page",
            pieces_of("event", _E.reading, _E.seq, "said_by"),
        ),
        code("said_by_id", "who denies or claims it, as actor_id", actor_code(_E.reading, _V.said_by_id)),
        number("quantity_low", "least number the page gives; NULL: open or none", _V.quantity_low),
        number("quantity_high", "greatest number the page gives; NULL: open or none", _V.quantity_high),
        text("quantity_unit", "of what", _V.quantity_unit),
        column("probability", ColumnKind.SHARE, "how sure the coder was; NULL where it does not say", _V.probability),
        *quoted("event", _E.reading, _E.seq, "evidence", name="evidence", what="the exact words that tell it"),
        *_of_event.columns,
    ),
    rows=selected(_of_event.source),
)

# --- the exact words ---

_v = tables.evidence.c
_q = judged_words.c
_PIECE = ("item", "item_id", "reading", "role", "piece", "start", "end", "quote")


def _pieces() -> Iterator[Select[Any]]:
    """Every piece of evidence of what is listed: of corrected norms those that stand in place of those read."""
    passages, norms = tables.passages.c, current_norms.c

    def read(item: str, owner: FromClause, reading: Sql, seq: Sql, id_: Sql) -> Select[Any]:
        columns = (literal(item), id_, _v.reading, _v.role, _v.piece, _v.start, _v.end, _v.quote)
        on = (_v.reading == reading) & (_v.owner_seq == seq) & (_v.owner == item)
        named = (c.label(name) for c, name in zip(columns, _PIECE, strict=True))
        return select(*named).select_from(owner.join(tables.evidence, on))

    yield read("record", tables.passages, passages.reading, passages.record, passages.id)
    listed = tables.statements.join(tables.current_readings, _C.reading == _S.reading)
    yield read("statement", listed, _S.reading, _S.seq, _S.id)
    yield read("event", current_events, _E.reading, _E.seq, _E.id)
    j = judged_norms.alias()
    corrected = exists().where(j.c.reading == norms.reading, j.c.seq == norms.seq, j.c.corrected)
    yield read("norm", current_norms, norms.reading, norms.seq, norms.id).where(~corrected)
    judged: tuple[Sql, ...] = (literal("norm"), norms.id, _q.reading, _q.role, literal(0), _q.start, _q.end, _q.quote)
    on = (_q.reading == norms.reading) & (_q.seq == norms.seq)
    named = (c.label(name) for c, name in zip(judged, _PIECE, strict=True))
    yield select(*named).select_from(current_norms.join(judged_words, on))


_pieces_all = union_all(*_pieces()).subquery("pieces")
_of_piece = with_source(_pieces_all, _pieces_all.c.reading)
_p = _pieces_all.c

QUOTATIONS = View(
    name="quotations_view",
    meaning="the exact words of the page that records, norms, statements and events rest on, one row a piece",
    key=("item", "item_id", "reading_id", "role", "piece"),
    columns=(
        word("item", "what rests on the words", _p.item, ("record", "norm", "statement", "event")),
        code("item_id", "its id, as in records_view, norms_view, statements_view, events_view", _p.item_id),
        text(
            "role", "as what: evidence, content, source, cue, agent, action, target, trigger, actor, place …", _p.role
        ),
        number("piece", "which piece of several, from 0", _p.piece),
        text("quote", "the words, exactly as in the document's text", _p.quote),
        number("start_offset", "where they begin in the document's text, in code points", _p.start),
        number("end_offset", "where they end, the first code point after them", _p.end),
        *_of_piece.columns,
    ),
    rows=selected(_of_piece.source),
)
