"""The feeds of a ledger, when each is asked next, and which of their items came: tables of `LEDGER.watch`.

In:      addresses of feeds, what came of asking them, their items
Out:     what is due; the feeds as they are, in values
Refuses: a feed that is not there (UnknownFeed)
Source:  docs/watching.md
Shown:   tests/watching/test_polled_feeds.py

A feed is put off before it is asked, and an item's try counted before its page is fetched; it is settled after its page
is in the ledger. Whoever is killed in between asks no host sooner for it, and a page that kills its reader is not tried
for ever. No words of items are kept, only what tells them apart.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from onrecord.pages import Validator
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.terms.refusals import Refusal
from onrecord.watching.feeds import Feed, FeedItem
from onrecord.watching.file import Connection, Row, opened, watch_file
from onrecord.watching.polling_times import LEAST, LONGEST_ASKED_FOR

TABLES = """
CREATE TABLE IF NOT EXISTS feeds (
    n INTEGER PRIMARY KEY,
    address TEXT NOT NULL UNIQUE,
    title TEXT,
    state TEXT NOT NULL,
    asked_at TEXT,
    read_at TEXT,
    next_at TEXT NOT NULL,
    found_at TEXT,
    etag TEXT,
    last_modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    failing_since TEXT,
    code TEXT,
    reason TEXT,
    notes TEXT NOT NULL DEFAULT ''
);
CREATE TABLE IF NOT EXISTS feed_items (
    n INTEGER PRIMARY KEY,
    feed INTEGER NOT NULL REFERENCES feeds (n),
    key TEXT NOT NULL,
    address TEXT,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    next_at TEXT NOT NULL,
    code TEXT,
    reason TEXT,
    UNIQUE (feed, key)
);
CREATE INDEX IF NOT EXISTS feed_items_address ON feed_items (address);
CREATE INDEX IF NOT EXISTS feed_items_waiting ON feed_items (next_at) WHERE state = 'waiting';
"""

# No wait is longer: a later moment was written when the clock was wrong.
FARTHEST = LONGEST_ASKED_FOR + timedelta(days=1)


class UnknownFeed(OnRecordError):
    """No feed of this ledger has this address."""


class FeedState(StrEnum):
    """STOPPED: by the feed itself, which is gone or has moved to one that is asked already. REMOVED: by somebody."""

    POLLED = "polled"
    STOPPED = "stopped"
    REMOVED = "removed"


class ItemState(StrEnum):
    """ADDED: its page is in the ledger. REFUSED: for good, and the ledger says why."""

    WAITING = "waiting"
    ADDED = "added"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledFeed:
    """n: its number in this file. title: as it calls itself; None before it was read.

    asked:   the last time; None before the first.
    read:    when it last answered with a feed, or said that nothing is new.
    known:   the tags of its last answer, by the address that gave them.
    failing: since when, None while it does not; failures, code and reason: how often in a row, and the last of them.
    notes:   what was odd about it and read on all the same.
    items:   how many in each state.
    """

    n: int
    address: str
    title: str | None
    state: FeedState
    asked: datetime | None
    read: datetime | None
    next: datetime
    known: dict[str, Validator]
    failures: int
    failing: datetime | None
    code: str | None
    reason: str | None
    notes: tuple[str, ...]
    items: dict[ItemState, int]

    def to_json(self) -> dict[str, Any]:
        """As `onrecord watch list --json` prints it; moments in UTC, null where there is none."""
        return {
            "address": self.address,
            "title": self.title,
            "state": self.state.value,
            "read": _json_moment(self.read),
            "next": _json_moment(self.next) if self.state is FeedState.POLLED else None,
            "items": {state.value: self.items.get(state, 0) for state in ItemState},
            "failures": self.failures,
            "failing_since": _json_moment(self.failing),
            "code": self.code,
            "reason": self.reason,
            "notes": list(self.notes),
        }


@dataclass(frozen=True, slots=True)
class WaitingItem:
    """An item whose page is due. tries: how often it was begun before."""

    n: int
    address: str
    tries: int


@contextmanager
def polled_feeds(ledger: LedgerPlace) -> Iterator["PolledFeeds"]:
    """The feeds of this ledger."""
    with opened(ledger, TABLES) as file:
        yield PolledFeeds(file)


def feeds_of(ledger: LedgerPlace) -> tuple["PolledFeed", ...]:
    """The feeds of this ledger; where none was ever added no file is made."""
    if not watch_file(ledger).exists():
        return ()
    with polled_feeds(ledger) as held:
        return held.feeds()


class PolledFeeds:
    """Each method is one transaction."""

    def __init__(self, file: Connection) -> None:
        self._file = file

    # --- which feeds ---

    def add(self, address: str, *, now: datetime) -> bool:
        """Ask this feed from now on; False where it is asked already. One that was removed, or had stopped, is asked
        again, no sooner than LEAST after the last time."""
        with self._file:
            row = self._file.execute("SELECT n, state, asked_at FROM feeds WHERE address = ?", (address,)).fetchone()
            if row is None:
                self._file.execute(
                    "INSERT INTO feeds (address, state, next_at) VALUES (?, ?, ?)",
                    (address, FeedState.POLLED, _text(now)),
                )
                return True
            if row["state"] == FeedState.POLLED:
                return False
            asked = _moment(row["asked_at"])
            soonest = now if asked is None or asked > now + FARTHEST else max(now, asked + LEAST)
            self._file.execute(
                "UPDATE feeds SET state = ?, next_at = ?, failures = 0, failing_since = NULL, code = NULL, "
                "reason = NULL WHERE n = ?",
                (FeedState.POLLED, _text(soonest), row["n"]),
            )
            return True

    def remove(self, address: str) -> None:
        """Ask it no more. What came of it stays in the ledger, what waits is left. UnknownFeed."""
        with self._file:
            changed = self._file.execute(
                "UPDATE feeds SET state = ? WHERE address = ? AND state <> ?",
                (FeedState.REMOVED, address, FeedState.REMOVED),
            )
        if changed.rowcount == 0:
            raise UnknownFeed(f"no feed is watched at {address}: `onrecord watch list` shows those that are")

    def feeds(self) -> tuple[PolledFeed, ...]:
        """All but the removed, in the order they were added."""
        rows = self._file.execute("SELECT * FROM feeds WHERE state <> ? ORDER BY n", (FeedState.REMOVED,)).fetchall()
        counted: dict[int, dict[ItemState, int]] = {}
        for row in self._file.execute("SELECT feed, state, count(*) AS many FROM feed_items GROUP BY feed, state"):
            counted.setdefault(row["feed"], {})[ItemState(row["state"])] = row["many"]
        return tuple(_feed(row, counted.get(row["n"], {})) for row in rows)

    # --- asking them ---

    def due(self, now: datetime) -> tuple[PolledFeed, ...]:
        """The feeds to be asked now, the longest overdue first."""
        rows = self._file.execute(
            "SELECT * FROM feeds WHERE state = ? AND (next_at <= ? OR next_at > ?) ORDER BY next_at, n",
            (FeedState.POLLED, _text(now), _text(now + FARTHEST)),
        ).fetchall()
        return tuple(_feed(row, {}) for row in rows)

    def next_due(self) -> datetime | None:
        """When the next feed or item is due; None where nothing ever is."""
        row = self._file.execute(
            "SELECT min(next_at) AS next FROM (SELECT next_at FROM feeds WHERE state = ? UNION ALL "
            "SELECT i.next_at FROM feed_items i JOIN feeds f ON f.n = i.feed WHERE i.state = ? AND f.state <> ?)",
            (FeedState.POLLED, ItemState.WAITING, FeedState.REMOVED),
        ).fetchone()
        return _moment(row["next"])

    def begin(self, feed: PolledFeed, *, latest: datetime) -> None:
        """It is about to be asked, by this moment at the latest; if nothing is heard of that, again LEAST after it."""
        with self._file:
            self._file.execute(
                "UPDATE feeds SET asked_at = ?, next_at = ? WHERE n = ?", (_text(latest), _text(latest + LEAST), feed.n)
            )

    def unchanged(self, feed: PolledFeed, *, now: datetime, next_at: datetime) -> None:
        """It said that nothing is new."""
        with self._file:
            self._answered(feed, now, next_at)

    def read(
        self,
        feed: PolledFeed,
        found: Feed,
        items: Sequence[FeedItem],
        *,
        now: datetime,
        next_at: datetime,
        tags: tuple[str, Validator] | None,
    ) -> int:
        """It answered with a feed whose `items` have pages that are to be fetched; how many are new.

        tags: where it was found, and what to ask with the next time; None: it is to be had again in full.
        """
        url, validator = tags if tags is not None else (None, Validator())
        with self._file:
            self._answered(feed, now, next_at)
            self._file.execute(
                "UPDATE feeds SET title = ?, found_at = ?, etag = ?, last_modified = ?, notes = ? WHERE n = ?",
                (found.title, url, validator.etag, validator.last_modified, "\n".join(found.notes), feed.n),
            )
            return sum(self._came(feed, item, now) for item in items)

    def failed(self, feed: PolledFeed, refusal: Refusal, *, now: datetime, next_at: datetime) -> None:
        """It did not answer, or not with a feed."""
        with self._file:
            self._file.execute(
                "UPDATE feeds SET asked_at = ?, next_at = ?, failures = failures + 1, "
                "failing_since = coalesce(failing_since, ?), code = ?, reason = ? WHERE n = ?",
                (_text(now), _text(next_at), _text(now), refusal.code, refusal.reason, feed.n),
            )

    def stop(self, feed: PolledFeed, refusal: Refusal, *, now: datetime) -> None:
        """It is not to be asked again."""
        with self._file:
            self._file.execute(
                "UPDATE feeds SET state = ?, asked_at = ?, failing_since = coalesce(failing_since, ?), code = ?, "
                "reason = ? WHERE n = ?",
                (FeedState.STOPPED, _text(now), _text(now), refusal.code, refusal.reason, feed.n),
            )

    def move(self, feed: PolledFeed, address: str) -> bool:
        """It is asked at this address from now on; False where another feed of the list has it."""
        with self._file:
            held = self._file.execute("SELECT n, state FROM feeds WHERE address = ?", (address,)).fetchone()
            if held is not None and held["state"] == FeedState.POLLED:
                return False
            if held is not None:
                # Its items are this one's past: what they were is not fetched again.
                self._file.execute("UPDATE OR IGNORE feed_items SET feed = ? WHERE feed = ?", (feed.n, held["n"]))
                self._file.execute("DELETE FROM feed_items WHERE feed = ?", (held["n"],))
                self._file.execute("DELETE FROM feeds WHERE n = ?", (held["n"],))
            self._file.execute("UPDATE feeds SET address = ? WHERE n = ?", (address, feed.n))
        return True

    # --- items ---

    def knows(self, feed: PolledFeed, item: FeedItem) -> bool:
        """Did it come before: under its id here, or under its address anywhere?"""
        row = self._file.execute(
            "SELECT 1 FROM feed_items WHERE (feed = ? AND key = ?) OR address = ? LIMIT 1",
            (feed.n, item.key, item.address),
        ).fetchone()
        return row is not None

    def settle_own(self, feed: PolledFeed, item: FeedItem, refusal: Refusal | None, *, now: datetime) -> None:
        """An entry without a page is done with: its words are in the ledger (None), or it was refused."""
        with self._file:
            self._file.execute(
                "INSERT OR IGNORE INTO feed_items (feed, key, state, next_at, code, reason) VALUES (?, ?, ?, ?, ?, ?)",
                (feed.n, item.key, _settled(refusal), _text(now), *_why(refusal)),
            )

    def items_due(self, now: datetime, *, limit: int) -> tuple[WaitingItem, ...]:
        """Items whose pages are to be fetched now, a turn to each feed, in the order they came."""
        rows = self._file.execute(
            "SELECT i.n, i.address, i.tries, row_number() OVER (PARTITION BY i.feed ORDER BY i.n) AS turn "
            "FROM feed_items i JOIN feeds f ON f.n = i.feed WHERE i.state = ? AND f.state <> ? "
            "AND (i.next_at <= ? OR i.next_at > ?) ORDER BY turn, i.n LIMIT ?",
            (ItemState.WAITING, FeedState.REMOVED, _text(now), _text(now + FARTHEST), limit),
        ).fetchall()
        return tuple(WaitingItem(row["n"], row["address"], row["tries"]) for row in rows)

    def begin_item(self, item: WaitingItem, *, next_at: datetime) -> None:
        """It is about to be fetched; where nothing comes of that, it is tried again then."""
        with self._file:
            self._file.execute(
                "UPDATE feed_items SET tries = tries + 1, next_at = ? WHERE n = ?", (_text(next_at), item.n)
            )

    def put_back(self, item: WaitingItem, *, due: datetime) -> None:
        """It was begun, and that was no try; it is due at this moment."""
        with self._file:
            self._file.execute(
                "UPDATE feed_items SET tries = ?, next_at = ? WHERE n = ? AND state = ?",
                (item.tries, _text(due), item.n, ItemState.WAITING),
            )

    def put_off(self, item: WaitingItem, refusal: Refusal, *, next_at: datetime) -> None:
        """Nothing came of it that may not come another time."""
        with self._file:
            self._file.execute(
                "UPDATE feed_items SET next_at = ?, code = ?, reason = ? WHERE n = ?",
                (_text(next_at), *_why(refusal), item.n),
            )

    def settle(self, item: WaitingItem, refusal: Refusal | None) -> None:
        """It is done with: its page is in the ledger (None), or it was refused for good."""
        with self._file:
            self._file.execute(
                "UPDATE feed_items SET state = ?, code = ?, reason = ? WHERE n = ?",
                (_settled(refusal), *_why(refusal), item.n),
            )

    def _answered(self, feed: PolledFeed, now: datetime, next_at: datetime) -> None:
        self._file.execute(
            "UPDATE feeds SET asked_at = ?, read_at = ?, next_at = ?, failures = 0, failing_since = NULL, code = NULL, "
            "reason = NULL WHERE n = ?",
            (_text(now), _text(now), _text(next_at), feed.n),
        )

    def _came(self, feed: PolledFeed, item: FeedItem, now: datetime) -> int:
        if self.knows(feed, item):
            return 0
        self._file.execute(
            "INSERT INTO feed_items (feed, key, address, state, next_at) VALUES (?, ?, ?, ?, ?)",
            (feed.n, item.key, item.address, ItemState.WAITING, _text(now)),
        )
        return 1


def _feed(row: Row, items: dict[ItemState, int]) -> PolledFeed:
    asked = _moment(row["asked_at"])
    known = Validator(etag=row["etag"], last_modified=row["last_modified"])
    return PolledFeed(
        n=row["n"],
        address=row["address"],
        title=row["title"],
        state=FeedState(row["state"]),
        asked=asked,
        read=_moment(row["read_at"]),
        next=datetime.fromisoformat(row["next_at"]),
        known={row["found_at"]: known} if row["found_at"] else {},
        failures=row["failures"],
        failing=_moment(row["failing_since"]),
        code=row["code"],
        reason=row["reason"],
        notes=tuple(filter(None, row["notes"].split("\n"))),
        items=items,
    )


def _settled(refusal: Refusal | None) -> ItemState:
    return ItemState.ADDED if refusal is None else ItemState.REFUSED


def _why(refusal: Refusal | None) -> tuple[str | None, str | None]:
    return (refusal.code, refusal.reason) if refusal is not None else (None, None)


def _text(moment: datetime) -> str:
    """One width, so that moments are compared as texts."""
    return moment.isoformat(timespec="microseconds")


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text is not None else None


def _json_moment(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None
