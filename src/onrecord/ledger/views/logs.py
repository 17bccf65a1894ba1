"""Views of what is known beside the pages: what was met and became of norms, what was refused, judged and imported.

In:      the logs of encounters, statuses, refusals, judgements and imported events
Out:     ENCOUNTERS, STATUSES, REFUSALS, JUDGEMENTS, IMPORTED
Source:  docs/sql.md
Shown:   tests/ledger/test_views.py
"""

from typing import Any

from sqlalchemy import String, case, cast, func, literal, null, or_, select, union_all

from onrecord.ledger.index.last_status import counts
from onrecord.ledger.index.status_log import COUNTS
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.imported import imported_events, imported_files
from onrecord.ledger.schema.later_tables import encounters, judgements, statuses
from onrecord.ledger.views.columns import (
    ColumnKind,
    Sql,
    View,
    ViewColumn,
    code,
    column,
    day,
    name_of,
    number,
    selected,
    text,
    with_source,
    word,
    yes_no,
)
from onrecord.ledger.views.dialects import Host, ordinal_day
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportFormat
from onrecord.terms.judgements import JudgementKind

_M, _B, _J, _I, _F = encounters.c, statuses.c, judgements.c, imported_events.c, imported_files.c

ENCOUNTERS = View(
    name="encounters_view",
    meaning="events that met, or may have met, the condition or the action of a norm, each noticed once; what several "
    "pages tell is several, which “onrecord met” tells as one; without what a person says did not meet it",
    key=("encounter_id",),
    columns=(
        code("encounter_id", "the encounter (encounter-…)", _M.id),
        code("claim", "the norm, as in norms_view: join by it, since it outlives a reading", _M.norm),
        code("norm_id", "the norm by the id it had when this was noticed", _M.norm_id),
        code("deed", "the event, as in events_view; of an imported one its event_id", _M.event),
        code(
            "event_id", "the event by the id it had when this was noticed, in events_view or imported_view", _M.event_id
        ),
        word("role", "what of the norm it met", _M.role, ("trigger", "deed")),
        word("grade", "how sure it is", _M.match, ("yes", "likely", "maybe", "denied")),
        text("verdict", "what follows for the norm: triggered, met, released …", _M.verdict),
        day("day_to", "last day of the event; NULL: not known", ordinal_day(_M.day_last)),
        column("noticed_at", ColumnKind.MOMENT, "when it was noticed", _M.recorded_at),
    ),
    rows=selected(encounters, COUNTS),
)

STATUSES = View(
    name="statuses_view",
    meaning="what became of norms, one row a change; without what rests on an event that a person says did not meet "
    "it. The last of a norm is its status in norms_view",
    key=("turn",),
    columns=(
        code("status_id", "the change (status-…)", _B.id),
        number("turn", "its turn in the log: of two of one norm the later has the greater", _B.n),
        code("claim", "the norm, as in norms_view: join by it, since it outlives a reading", _B.norm),
        code("norm_id", "the norm by the id it had then", _B.norm_id),
        text("status", "what it became: triggered, met, expired, in_force, maybe_released …", _B.status),
        day("day_from", "first day on which it became so; NULL: not known", ordinal_day(_B.day_first)),
        day("day_to", "last day on which it became so; NULL: not known", ordinal_day(_B.day_last)),
        word("basis", "on what ground", _B.basis, ("deadline", "event", "record")),
        code("basis_id", "the action or record that is the ground; NULL of a deadline", _B.basis_id),
        text("reason", "why, in a sentence", _B.reason),
        column("recorded_at", ColumnKind.MOMENT, "when it was recorded", _B.recorded_at),
    ),
    rows=selected(statuses, counts(statuses)),
)

# --- refusals ---

_REFUSED = ("what", "seq", "room", "code", "reason", "start", "end", "reading", "address", "moment")


def _refused(*columns: Sql) -> Any:
    return select(*(c.label(name) for c, name in zip(columns, _REFUSED, strict=True)))


_f, _d = tables.refusals.c, tables.refused_pages.c
_nothing = cast(null(), String)
_no_number = cast(null(), _f.start.type)
_refusals_all = union_all(
    _refused(
        literal("part"), _f.seq, _f.room, _f.code, _f.reason, _f.start, _f.end, _f.reading, _nothing, _nothing
    ).select_from(tables.refusals.join(tables.current_readings, tables.current_readings.c.reading == _f.reading)),
    _refused(
        *(literal("page"), _d.n, _d.room, _d.code, _d.reason, _no_number, _no_number, _no_number, _d.address),
        cast(_d.recorded_at, String),
    ).select_from(tables.refused_pages),
).subquery("refused")
_x = _refusals_all.c


def _of_reading(name: str) -> Sql:
    """A column of the page that the part is on, as in with_source."""
    r = tables.readings.alias("read")
    found = with_source(r, r.c.n)
    sql = next(c.sql for c in found.columns if c.name == name)
    return select(sql).select_from(found.source).where(r.c.n == _x.reading).scalar_subquery()


_address = func.coalesce(_x.address, _of_reading("page"))

REFUSALS = View(
    name="refusals_view",
    meaning="what could not be read and why: parts of pages that are listed, and pages that could not be captured",
    key=("what", "reading_id", "seq", "page", "code"),
    columns=(
        word("what", "a part of a page, or a whole page that could not be captured", _x.what, ("part", "page")),
        number("seq", "its place among the refusals of its reading, or in the log of pages", _x.seq),
        text("room", "which part of the reader refused: pages, documents, statements …", _x.room),
        text("code", "why, as a code (docs/refusals.md)", _x.code),
        text("reason", "why, in a sentence", _x.reason),
        number("start_offset", "where in the document's text, in code points; NULL: nowhere in it", _x.start),
        number("end_offset", "where it ends", _x.end),
        text("page", "web address of the page, where it is known, else where it was read from", _address),
        text("host", "host of the web address; NULL of a file", Host(_address)),
        text("publisher", "who published the page; NULL of one that could not be captured", _of_reading("publisher")),
        code("page_id", "the page; NULL of one that could not be captured", _of_reading("page_id")),
        code("reading_id", "the reading; NULL of a page that could not be captured", _of_reading("reading_id")),
        text("reader", "who read it so; NULL of a page that could not be captured", _of_reading("reader")),
        column(
            "recorded_at",
            ColumnKind.MOMENT,
            "when it was recorded",
            func.coalesce(_x.moment, _of_reading("recorded_at")),
        ),
    ),
    rows=selected(_refusals_all),
)

# --- judgements ---

JUDGEMENTS = View(
    name="judgements_view",
    meaning="what persons judged, also what was taken back. What a correction set is not among the columns: it is "
    "compressed, and stands in norms_view",
    key=("judgement_id",),
    columns=(
        code("judgement_id", "the judgement (judgement-…)", _J.id),
        word("verdict", "what was said", _J.verdict, JudgementKind),
        code("target_id", "the norm or record it was said of, by its id then", _J.target_id),
        code("other_id", "the second norm, or the event that did not meet it; NULL: none", _J.other_id),
        text("judged_by", "who said it", _J.author),
        column("judged_at", ColumnKind.MOMENT, "when", _J.judged_at),
        text("note", "with which note; NULL: none", _J.note),
        code("page_id", "the page it is of", _J.page_id),
        text("page", "web address of the page; NULL: not known", _J.url),
    ),
    rows=selected(judgements),
)

# --- imported events ---


def _party(side: str, who: str) -> tuple[ViewColumn, ...]:
    code_ = _I[f"{side}_code"]
    return (
        code(f"{side}_id", f"{who}, as actor_id in events_view", code_),
        text(
            f"{side}_name",
            f"name of {side}_id",
            case((_I[f"{side}_state"] == code_, name_of(code_)), else_=_I[f"{side}_name"]),
        ),
        text(f"{side}_sector", "its sector; NULL: none", _I[f"{side}_sector"]),
    )


_newer = imported_events.alias("newer")
_superseded = (
    select(_newer.c.n)
    .where(
        _newer.c.series == _I.series,
        or_(_newer.c.version > _I.version, (_newer.c.version == _I.version) & (_newer.c.n > _I.n)),
    )
    .exists()
)

IMPORTED = View(
    name="imported_view",
    meaning="events from files of other data sets, of a series the newest version only. The rows of “onrecord "
    "imported”",
    key=("event_id",),
    columns=(
        code("event_id", "the event, by the row it was read from", _I.id),
        word("format", "whose format the file is in", _I.format, ImportFormat),
        text("file", "name of the file", _F.name),
        number("line", "line of the row in it", _I.line),
        text("row_id", "the id the data set gives it; NULL: none", _I.row_id),
        text("code", "the data set's own code of what happened", _I.code),
        word("type", "PLOVER type; NULL: none fits", _I.type, EventType),
        text("mode", "PLOVER mode; NULL: none", _I.mode),
        number("quad", "PLOVER quad", _I.quad),
        *_party("actor", "who did it"),
        *_party("recipient", "to whom it was done"),
        yes_no("directed", "does the data set say who did it to whom?", _I.directed),
        day("day_from", "first day it may have been", ordinal_day(_I.day_first)),
        day("day_to", "last day it may have been", ordinal_day(_I.day_last)),
        text("place", "where", _I.place),
        code("place_state", "in which state, ISO 3166 alpha-3", _I.place_state),
        number("deaths", "how many died, as the data set says", _I.deaths),
        text("words", "what the data set says in words", _I.words),
        text("page", "web address it gives as its source", _I.url),
        text("publisher", "who it says published that", _I.publisher),
    ),
    rows=selected(imported_events.join(imported_files, _F.n == _I.file), ~_superseded),
)
