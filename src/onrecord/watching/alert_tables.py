"""What watching keeps of watches, alerts and receivers, as tables of `LEDGER.watch`.

In:      the ledger's file
Out:     a connection with these tables; moments as text and back
Source:  docs/watching.md
Shown:   tests/watching/test_alerts.py

Of an alert it keeps what names it, never what it says: its words are put together from the ledger when they are sent
or shown, so that what is withdrawn there is not told here.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.file import Connection, opened

# watches.asked: JSON of its fields, as typed. alerts.found: when it was noted. alert_keys: the members of an alert,
# each under what names it for good. deliveries.id: the `webhook-id`; due: not to be sent before; said: why it failed,
# in our own words; state: waiting, sent, dead (given up), gone (nothing is held any more that it could say).
TABLES = """
CREATE TABLE IF NOT EXISTS watches (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, asked TEXT NOT NULL, made TEXT NOT NULL, muted TEXT,
    ended TEXT
);
CREATE TABLE IF NOT EXISTS looks (one INTEGER PRIMARY KEY CHECK (one = 1), moment TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS alerts (
    id TEXT PRIMARY KEY, happening TEXT NOT NULL, code TEXT NOT NULL, moment TEXT NOT NULL, found TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS alert_keys (
    key TEXT PRIMARY KEY, alert TEXT NOT NULL, norm TEXT NOT NULL, norm_id TEXT NOT NULL, norm_page TEXT NOT NULL,
    event TEXT, event_id TEXT, event_page TEXT
);
CREATE INDEX IF NOT EXISTS alert_keys_alert ON alert_keys (alert);
CREATE INDEX IF NOT EXISTS alert_keys_page ON alert_keys (norm_page);
CREATE TABLE IF NOT EXISTS alert_watches (alert TEXT NOT NULL, watch TEXT NOT NULL, PRIMARY KEY (alert, watch));
CREATE INDEX IF NOT EXISTS alert_watches_watch ON alert_watches (watch);
CREATE TABLE IF NOT EXISTS hooks (
    id TEXT PRIMARY KEY, url TEXT NOT NULL, secret TEXT NOT NULL, private INTEGER NOT NULL, desk TEXT NOT NULL,
    made TEXT NOT NULL, ended TEXT, why TEXT
);
CREATE TABLE IF NOT EXISTS deliveries (
    id TEXT PRIMARY KEY, alert TEXT NOT NULL, hook TEXT NOT NULL, state TEXT NOT NULL, tries INTEGER NOT NULL,
    due TEXT NOT NULL, told TEXT, said TEXT
);
CREATE INDEX IF NOT EXISTS deliveries_due ON deliveries (state, due);
CREATE INDEX IF NOT EXISTS deliveries_alert ON deliveries (alert);
"""


@contextmanager
def alert_file(ledger: LedgerPlace) -> Iterator[Connection]:
    """The file of a ledger with these tables."""
    with opened(ledger, TABLES) as connection:
        yield connection


@contextmanager
def writing(connection: Connection) -> Iterator[None]:
    """One transaction that nobody else writes in between, read and written as one."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:
        yield


def as_text(moment: datetime) -> str:
    """A moment as it is kept: text order is time order."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def moment_of(text: str | None) -> datetime | None:
    """It again; None: it has not come."""
    return datetime.fromisoformat(text) if text is not None else None
