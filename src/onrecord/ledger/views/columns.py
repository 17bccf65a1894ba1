"""What a view is made of: columns, each with its SQL, what stands in it, and what that means.

In:      the tables of the log and the index
Out:     View, ViewColumn; the columns that several views have in the same words
Refuses: nothing
Source:  docs/sql.md
Shown:   tests/ledger/test_views.py

The words of evidence are looked up where they are shown, by a subquery each: a question that does not ask for them does
not wait for them, on either database.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, FromClause, ScalarSelect, Select, case, func, or_, select

from onrecord.ledger.rows.records import STRENGTHS
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.judged import state_names
from onrecord.ledger.views.dialects import Host, IsoDay, JoinedPieces
from onrecord.terms.actors import ROLE_ONLY, ActorKind

Sql = ColumnElement[Any]


class ColumnKind(Enum):
    """What stands in a column, on every database. NUMBER: whole. SHARE: in [0, 1]. All others are text.

    DAY: YYYY-MM-DD. MOMENT: ISO 8601 in UTC. WORD: one of a closed set. CODE: an id or a code that does not change
    while what it names stays what it is.
    """

    TEXT = "text"
    CODE = "code"
    WORD = "word"
    DAY = "day"
    MOMENT = "moment"
    NUMBER = "number"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class ViewColumn:
    """One column. words: the closed set, of a WORD."""

    name: str
    kind: ColumnKind
    meaning: str
    sql: Sql
    words: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """The meaning, with the words of a closed set."""
        return f"{self.meaning}; one of {', '.join(self.words)}" if self.words else self.meaning


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One view. key: the columns that tell its rows apart. rows: the SELECT,
    given the columns; several views are two of them in one.
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[ViewColumn, ...]
    rows: Callable[[tuple[Sql, ...]], Any]


def column(name: str, kind: ColumnKind, meaning: str, sql: Sql) -> ViewColumn:
    """A column of any kind but WORD."""
    return ViewColumn(name, kind, meaning, sql)


def text(name: str, meaning: str, sql: Sql) -> ViewColumn:
    """A column of text."""
    return ViewColumn(name, ColumnKind.TEXT, meaning, sql)


def code(name: str, meaning: str, sql: Sql) -> ViewColumn:
    """A column of ids or codes."""
    return ViewColumn(name, ColumnKind.CODE, meaning, sql)


def day(name: str, meaning: str, sql: Sql) -> ViewColumn:
    """A column of days, already text."""
    return ViewColumn(name, ColumnKind.DAY, meaning, sql)


def number(name: str, meaning: str, sql: Sql) -> ViewColumn:
    """A column of whole numbers."""
    return ViewColumn(name, ColumnKind.NUMBER, meaning, sql)


def word(name: str, meaning: str, sql: Sql, of: type[StrEnum] | tuple[str, ...]) -> ViewColumn:
    """A column of a closed set."""
    words = of if isinstance(of, tuple) else tuple(one.value for one in of)
    return ViewColumn(name, ColumnKind.WORD, meaning, sql, words)


def yes_no(name: str, meaning: str, sql: Sql) -> ViewColumn:
    """A column of yes and no: databases write their truth values in different ways."""
    return word(name, meaning, case((sql, "yes"), else_="no"), ("yes", "no"))


def selected(source: FromClause, *where: ColumnElement[bool]) -> Callable[[tuple[Sql, ...]], Select[Any]]:
    """Rows of one FROM clause."""
    return lambda columns: select(*columns).select_from(source).where(*where)


# --- what several views have ---


class Parts(NamedTuple):
    """The parts of a page's reading that a FROM clause joins: see `with_source`."""

    source: FromClause
    columns: tuple[ViewColumn, ...]


def with_source(source: FromClause, reading: Sql) -> Parts:
    """The FROM clause with the page it was read from, and the columns that tell of it."""
    r, s, p, d = (t.alias() for t in (tables.readings, tables.sightings, tables.pages, tables.documents))
    joined = (
        source.join(r, r.c.n == reading)
        .join(s, s.c.n == r.c.sighting)
        .join(p, p.c.n == r.c.page)
        .outerjoin(d, d.c.reading == r.c.n)
    )
    address = func.coalesce(s.c.url, s.c.address)
    return Parts(
        joined,
        (
            text("page", "web address of the page, where it is known, else where it was read from", address),
            text("host", "host of the web address; NULL of a file", Host(address)),
            text("publisher", "who published the page, as the page says", d.c.publisher),
            text("title", "its title", d.c.title),
            day("published_from", "first day it may have been published", IsoDay(d.c.published_first)),
            day("published_to", "last day it may have been published", IsoDay(d.c.published_last)),
            code("document_id", "the text that offsets count in (doc-…); NULL where none was read", d.c.id),
            code("page_id", "the page, by its bytes (page-…)", p.c.id),
            code("reading_id", "what one reader read of it (reading-…)", r.c.id),
            text("reader", "who read it so: versions of program and models, or a person (“by hand: …”)", r.c.reader),
            column("recorded_at", ColumnKind.MOMENT, "when the reading was recorded", r.c.recorded_at),
        ),
    )


def name_of(code_: Sql) -> Sql:
    """The name of a state by its code; of any other code the code itself, which is its name."""
    return func.coalesce(select(state_names.c.name).where(state_names.c.code == code_).scalar_subquery(), code_)


def strength_word(rank: Sql) -> Sql:
    """The word for a rank."""
    return case({strength.rank: strength.value for strength in STRENGTHS}, value=rank)


def piece_of(owner: str, reading: Sql, seq: Sql, role: str, *, of: str = "quote", piece: int = 0) -> ScalarSelect[Any]:
    """The words, or where they stand (of="start", "end"), of one piece of what an item rests on."""
    e = tables.evidence.alias()
    where = e.c.reading == reading, e.c.owner == owner, e.c.owner_seq == seq, e.c.role == role, e.c.piece == piece
    return select(e.c[of]).where(*where).scalar_subquery()


def pieces_of(owner: str, reading: Sql, seq: Sql, role: str) -> ScalarSelect[Any]:
    """The words of all pieces as one text."""
    e = tables.evidence.alias()
    where = e.c.reading == reading, e.c.owner == owner, e.c.owner_seq == seq, e.c.role == role
    return select(JoinedPieces(e.c.quote, e.c.piece)).where(*where).scalar_subquery()


def quoted(owner: str, reading: Sql, seq: Sql, role: str, *, name: str, what: str) -> tuple[ViewColumn, ...]:
    """The words of a role, all pieces, and where the first of them stands."""
    return (
        text(name, f"{what}; “ […] ” stands between pieces", pieces_of(owner, reading, seq, role)),
        number(
            "start_offset",
            "where its first piece begins in the document's text, in code points",
            piece_of(owner, reading, seq, role, of="start"),
        ),
        number(
            "end_offset",
            "where its first piece ends, the first code point after it",
            piece_of(owner, reading, seq, role, of="end"),
        ),
    )


def actor_name(reading: Sql, actor_id: Sql) -> ScalarSelect[Any]:
    """The name of an actor of the reading, by its id there."""
    a = tables.actors.alias()
    return select(func.max(a.c.name)).where(a.c.id == actor_id, a.c.reading == reading).scalar_subquery()


def actor_code(reading: Sql, actor_id: Sql) -> ScalarSelect[Any]:
    """Its code, as `terms.actors.Actor.code` has it."""
    a = tables.actors.alias()
    acts_for = func.coalesce(func.nullif(a.c.state, ""), func.nullif(a.c.organisation, ""))
    nobody = or_(a.c.kind == ActorKind.PERSON.value, a.c.basis == ROLE_ONLY)
    held = case((acts_for.is_not(None), acts_for), (nobody, None), else_=a.c.name)
    return select(func.max(held)).where(a.c.id == actor_id, a.c.reading == reading).scalar_subquery()
