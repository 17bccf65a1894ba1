"""The tables of a release, a line each: another one joins as a line.

In:      a ledger, how it is frozen
Out:     ReleaseTable: a name, its columns, its rows; what stands in the codebook of it
Refuses: nothing
Source:  docs/releases.md
Shown:   tests/releases/test_freezing.py
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from onrecord.ledger import Filters, Ledger
from onrecord.questions.agreement import agreement
from onrecord.questions.coders import CODER_COLUMNS, PAIR_COLUMNS, coders, pair_rows
from onrecord.questions.exports.columns import Column, Holds
from onrecord.questions.frames import TABLES as LEDGER_TABLES
from onrecord.questions.panel.columns import PanelBy, columns_of
from onrecord.questions.panel.counting import PanelAsked
from onrecord.questions.panel.making import panel
from onrecord.releases.wishes import Wish

Rows = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class ReleaseTable:
    """name: of its file, without the ending. of: what one row is."""

    name: str
    of: str
    columns: tuple[Column, ...]
    rows: Callable[[Ledger, Wish], Rows]


PAGES = (
    *map(Column, ("page_id", "sha256", "kind", "given_id", "address", "url", "title", "publisher")),
    Column("published_from", Holds.DAY),
    Column("published_to", Holds.DAY),
    *map(Column, ("language", "document_id", "reader")),
    Column("withdrawn", Holds.WORD, ("yes", "no")),
)
READERS = (Column("reader"), Column("pages", Holds.NUMBER), Column("current", Holds.NUMBER))
AGREEMENT = (
    *map(Column, ("persons", "slot")),
    *(Column(name, Holds.NUMBER) for name in ("judged", "pairs", "same")),
    *(Column("kappa", Holds.SHARE), Column("no_kappa"), Column("alpha", Holds.SHARE), Column("no_alpha")),
    *(Column("alpha_low", Holds.SHARE), Column("alpha_high", Holds.SHARE)),
)
CODERS = tuple(Column(name, Holds.TEXT if name == "name" else Holds.NUMBER) for name in CODER_COLUMNS)


def _panel(by: PanelBy) -> ReleaseTable:
    def rows(ledger: Ledger, wish: Wish) -> Rows:
        return panel(ledger, PanelAsked(by=by, since=wish.since, until=wish.until, balanced=wish.balanced)).rows()

    of = "actor and month" if by is PanelBy.ACTOR else "directed pair of actors and month"
    return ReleaseTable(f"panel_{by.value}_month", of, tuple(c.column for c in columns_of(by)), rows)


def _of_ledger(name: str, of: str) -> ReleaseTable:
    table = LEDGER_TABLES[name]
    return ReleaseTable(name, of, table.columns, lambda ledger, _: table.rows(ledger, Filters()))


def _pages(ledger: Ledger, _wish: Wish) -> Rows:
    for page in ledger.input_pages():
        yield {
            "page_id": page.id,
            "published_from": page.published_first,
            "published_to": page.published_last,
            "withdrawn": "yes" if page.withdrawn else "no",
            **{c.name: getattr(page, c.name) for c in PAGES if hasattr(page, c.name) and c.name != "withdrawn"},
        }


def _readers(ledger: Ledger, _wish: Wish) -> Rows:
    # By name: the order in which they read is the clock's.
    held = sorted(ledger.readers.held(), key=lambda reader: reader.name)
    return ({"reader": r.name, "pages": r.pages, "current": r.current} for r in held)


def _agreement(ledger: Ledger, _wish: Wish) -> Rows:
    found = agreement(ledger)
    for row in pair_rows(found) if found.norms else ():
        told = dict(zip(PAIR_COLUMNS, row, strict=True))
        yield {name: round(value, 6) if isinstance(value, float) else value for name, value in told.items()}


def _coders(ledger: Ledger, _wish: Wish) -> Rows:
    return (one.to_json() for one in coders(ledger))


RELEASE_TABLES = (
    _panel(PanelBy.ACTOR),
    _panel(PanelBy.DYAD),
    _of_ledger("norms", "norm as it stands"),
    _of_ledger("events", "event that a page tells, of whatever status"),
    _of_ledger("statements", "statement"),
    _of_ledger("refusals", "thing that was not read, and why"),
    _of_ledger("judgements", "judgement of a person"),
    ReleaseTable("pages", "page that the ledger was made from", PAGES, _pages),
    ReleaseTable("readers", "reader, a program of a version or a person", READERS, _readers),
    ReleaseTable("agreement", "slot: of all coders, then of each two", AGREEMENT, _agreement),
    ReleaseTable("coders", "person who judged norms", CODERS, _coders),
)
