"""Views of what was said that it will be done: records, and the norms they yield, as they stand.

In:      passages and current_norms, with the log they rest on and what persons judged
Out:     RECORDS, NORMS
Source:  docs/sql.md
Shown:   tests/ledger/test_views.py
"""

from sqlalchemy import String, case, cast, func, select

from onrecord.ledger.schema import tables
from onrecord.ledger.schema.judged import judged_norms, judged_words
from onrecord.ledger.schema.later_tables import current_norms
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
    piece_of,
    quoted,
    selected,
    strength_word,
    text,
    with_source,
    word,
    yes_no,
)
from onrecord.ledger.views.dialects import IsoDay, ordinal_day
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.statements import Directness

_N, _P, _J, _R, _S = (
    current_norms.c,
    tables.passages.c,
    judged_norms.c,
    tables.records.c,
    tables.statements.c,
)


def _said(first: Sql, last: Sql) -> tuple[ViewColumn, ...]:
    return (
        day(
            "said_from",
            "first day it may have been said, by which “list --until” keeps it: as the page tells or a person "
            "corrected, else when it was published; NULL: open or not known",
            ordinal_day(first),
        ),
        day(
            "said_to",
            "last day it may have been said, by which “list --since” keeps it; as said_from",
            ordinal_day(last),
        ),
        day("stated_from", "first day the page gives for its being said, as read; NULL: none", IsoDay(_R.stated_first)),
        day("stated_to", "last day the page gives for its being said, as read; NULL: none", IsoDay(_R.stated_last)),
    )


def _strength(rank: Sql) -> tuple[ViewColumn, ...]:
    return (
        word("strength", "how strongly it was said, weakest first", strength_word(rank), Strength),
        number("strength_rank", "the same as a rank: 0 none to 6 categorical", rank),
    )


_ENTERED = text(
    "entered_by", "the person who entered it by hand on the page; NULL where a program read it", _R.entered_by
)
_STATEMENT = (
    word(
        "directness",
        "how the page gives the words; NULL where the writer reports it as fact",
        _S.directness,
        Directness,
    ),
    code("statement_id", "the statement it was said in (stmt-…)", _S.id),
)


# --- norms ---

_of_norm = with_source(
    current_norms.join(tables.records, (_R.reading == _N.reading) & (_R.seq == _N.record))
    .outerjoin(tables.statements, (_S.reading == _N.reading) & (_S.seq == _R.statement))
    .outerjoin(judged_norms, (_J.reading == _N.reading) & (_J.seq == _N.seq)),
    _N.reading,
)


def _slot(role: str, of: str = "quote") -> Sql:
    """The words of a slot, or where they stand, as they stand: those a person set in place of those that were read."""
    w = judged_words.alias()
    where = w.c.reading == _N.reading, w.c.seq == _N.seq, w.c.role == role
    stands = select(w.c[of]).where(*where).scalar_subquery()
    return case((_J.corrected, stands), else_=piece_of("norm", _N.reading, _N.seq, role, of=of))


def _party(role: str, code_: Sql, who: str) -> tuple[ViewColumn, ...]:
    return (
        code(f"{role}_id", f"{who}: ISO 3166 alpha-3 of a state, else a name; NULL: not known", code_),
        text(f"{role}_name", f"name of {role}_id", name_of(code_)),
        text(role, f"{who}, in the words of the page", _slot(role)),
    )


def _place(role: str) -> tuple[ViewColumn, ...]:
    return (
        number(f"{role}_start", f"where the words of {role} begin in the document's text", _slot(role, "start")),
        number(f"{role}_end", "where they end", _slot(role, "end")),
    )


NORMS = View(
    name="norms_view",
    meaning="norms as they stand: who will, will not, is ready to or is to do what, and on which condition; a person's "
    "corrections in place, what was judged wrong left out. The rows of “onrecord export --format csv”",
    key=("norm_id", "record_id", "reading_id"),
    columns=(
        code("norm_id", "the norm (norm-…), from its words and where they stand; kept by a correction", _N.id),
        code("record_id", "the record it was said in, in records_view (rec-…)", _R.id),
        code(
            "claim", "the norm by its page and words (claim-…); the same when a later reader reads it again", _N.anchor
        ),
        *_party("agent", _N.agent_id, "who is to do it"),
        word("modal", "what is said of the action", _N.modal, Modal),
        word(
            "polarity",
            "is it said that the action will be done, or that it will not",
            case((_N.modal == Modal.WILL_NOT.value, "negative"), else_="positive"),
            ("positive", "negative"),
        ),
        text("action", "the action, in the words of the page", _N.action),
        word("action_event", "the action's PLOVER type; NULL: none fits", _N.action_event, EventType),
        *_party("target", _N.target_id, "to whom it is to be done"),
        word("mode", "how the action hangs on the condition", _N.mode, Mode),
        text("trigger", "the condition, in the words of the page; NULL: none", _N.trigger),
        code("trigger_id", "who must act in the condition; NULL: nobody or not known", _N.trigger_id),
        text("trigger_name", "name of trigger_id", name_of(_N.trigger_id)),
        word("trigger_event", "the condition's PLOVER type; NULL: none fits", _N.trigger_event, EventType),
        text("cue", "the words that make it a condition", _slot("cue")),
        text("deadline", "the deadline, in the words of the page; NULL: none was said", _slot("deadline")),
        day("due", "last day of the deadline; NULL: none, or no day bounds it", ordinal_day(_N.due)),
        word("kind", "what sort of speech act the record is", _N.kind, RecordKind),
        *_strength(_N.strength),
        text("status", "the last of what became of it, in statuses_view; NULL: nothing is known", _N.standing),
        word("judged", "the last that a person said of it; NULL: nobody did", _J.verdict, JudgementKind),
        yes_no("corrected", "does it stand otherwise than it was read, since a person said so?", _J.corrected),
        *_said(_N.day_first, _N.day_last),
        text(
            "speaker",
            "who says it, by name; NULL: not known, or the writer",
            func.coalesce(_J.speaker, actor_name(_N.reading, _S.speaker_id)),
        ),
        code("speaker_id", "who says it, as agent_id; NULL: not known, or the writer", _N.speaker_id),
        *_STATEMENT,
        *quoted("record", _N.reading, _N.record, "evidence", name="evidence", what="the exact words it rests on"),
        *_place("action"),
        *_place("trigger"),
        column(
            "probability",
            ColumnKind.SHARE,
            "how sure the reader was; NULL where it does not say",
            select(tables.norms.c.probability)
            .where(tables.norms.c.reading == _N.reading, tables.norms.c.seq == _N.seq)
            .scalar_subquery(),
        ),
        _ENTERED,
        *_of_norm.columns,
    ),
    rows=selected(_of_norm.source),
)

# --- records ---

_of_record = with_source(
    tables.passages.join(tables.records, (_R.reading == _P.reading) & (_R.seq == _P.record)).outerjoin(
        tables.statements, (_S.reading == _P.reading) & (_S.seq == _R.statement)
    ),
    _P.reading,
)
_n = current_norms.alias()
_norms = select(func.count()).where(_n.c.reading == _P.reading, _n.c.record == _P.record).scalar_subquery()


def _set_by_a_person(of: str) -> Sql:
    """The speaker that a person set for one of its norms; NULL: nobody did."""
    j, n = judged_norms.alias(), current_norms.alias()
    value = cast(j.c.speaker, String) if of == "speaker" else n.c.speaker_id
    return (
        select(func.max(value))
        .select_from(j.join(n, (n.c.reading == j.c.reading) & (n.c.seq == j.c.seq)))
        .where(j.c.reading == _P.reading, j.c.record == _P.record, j.c.speaker.is_not(None))
        .scalar_subquery()
    )


RECORDS = View(
    name="records_view",
    meaning="records as they stand, with norms or without: what somebody said. The rows of “onrecord list”",
    key=("record_id", "reading_id"),
    columns=(
        code("record_id", "the record (rec-…), from its words and where they stand; kept by a correction", _P.id),
        word("kind", "what sort of speech act it is", _P.kind, RecordKind),
        *_strength(_P.strength),
        number("norms", "how many norms of it stand, in norms_view", _norms),
        *_said(_P.day_first, _P.day_last),
        text(
            "speaker",
            "who says it, by name; NULL: not known, or the writer",
            func.coalesce(_set_by_a_person("speaker"), actor_name(_P.reading, _S.speaker_id)),
        ),
        code(
            "speaker_id",
            "who says it: ISO 3166 alpha-3 of the state spoken for, else a name; NULL: not known, or the writer",
            case(
                (_set_by_a_person("speaker").is_not(None), _set_by_a_person("speaker_id")),
                else_=actor_code(_P.reading, _S.speaker_id),
            ),
        ),
        *_STATEMENT,
        *quoted("record", _P.reading, _P.record, "evidence", name="evidence", what="the exact words it rests on"),
        _ENTERED,
        *_of_record.columns,
    ),
    rows=selected(_of_record.source, _P.record.is_not(None)),
)
