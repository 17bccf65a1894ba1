"""What stands in line for receivers: sent, tried again, given up, sent again when somebody asks.

In:      the ledger's file, the alerts as they stand, the network
Out:     Outgoing: what became of what was due; Delivery
Refuses: an id that nothing given up has (NoSuchLetter), a receiver that takes nothing any more (ReceiverEnded)
Source:  Standard Webhooks, "Deliverability and reliability": waits, jitter, 410
Shown:   tests/watching/test_deliveries.py

Each is sent at least once, always under the same `webhook-id`, by which a receiver knows it again. Before it is sent it
is taken from the line for LEASE, so that two processes do not send the same, and comes back where one was killed.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from onrecord.pages.network import Network
from onrecord.pages.sending import TIMEOUT_S, NotSent, send
from onrecord.questions.alert_words import alert_json
from onrecord.questions.alerts import Alert, Happenings
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.alert_tables import alert_file, as_text, moment_of, writing
from onrecord.watching.alerts import as_it_stands, kept_alerts
from onrecord.watching.file import watch_file
from onrecord.watching.hooks import Hook, hook_of
from onrecord.watching.signing import signed_headers

# Seconds from one try to the next, as the standard has them: the last is made some three days after the first.
WAITS_S = (5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
# Of each wait, so much more by chance, so that receivers that failed together are not asked together.
JITTER = 0.2
LEASE = timedelta(seconds=60)
LONGEST_WAIT_S = 86_400.0
# Sent in one go; the rest is due the next time.
MOST_AT_ONCE = 200

GONE = 410
# Then the receiver is in trouble, and not only with this one.
BUSY = frozenset({408, 425, 429, *range(500, 600)})


class NoSuchLetter(OnRecordError):
    """Nothing that was given up is called so."""


class ReceiverEnded(OnRecordError):
    """The receiver takes nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One alert for one receiver. state: "waiting", "sent", "dead" or "gone". due: not to be sent before.

    told: when it was taken; said: why it was not, the last time.
    """

    id: str
    alert: str
    hook: str
    state: str
    tries: int
    due: datetime
    told: datetime | None
    said: str | None

    def to_json(self) -> dict[str, Any]:
        """All of it."""
        return {
            "id": self.id,
            "alert": self.alert,
            "hook": self.hook,
            "state": self.state,
            "tries": self.tries,
            "due": self.due.isoformat(),
            "told": self.told.isoformat() if self.told else None,
            "said": self.said,
        }


@dataclass(frozen=True, slots=True)
class Outgoing:
    """How many were taken, failed and wait, were given up, and had nothing left to say."""

    sent: int = 0
    failed: int = 0
    dead: int = 0
    gone: int = 0

    def __add__(self, other: "Outgoing") -> "Outgoing":
        return Outgoing(
            self.sent + other.sent, self.failed + other.failed, self.dead + other.dead, self.gone + other.gone
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Outside:
    """What sending needs from outside. chance: from 0 to 1, evenly. timeout_s: after it a receiver is cut off."""

    now: Callable[[], datetime]
    network: Network
    chance: Callable[[], float]
    timeout_s: float = TIMEOUT_S


def deliver(
    ledger: LedgerPlace, happenings: Happenings, outside: Outside, *, only: Sequence[str] | None = None
) -> Outgoing:
    """Send what is due, the longest due first. only: of these ids alone.

    A receiver that is in trouble is left alone until it is its turn again.
    """
    total = Outgoing()
    for _ in range(MOST_AT_ONCE if watch_file(ledger).exists() else 0):
        taken = _take(ledger, outside.now(), only)
        if taken is None:
            break
        (kept,) = kept_alerts(ledger, ids=[taken.delivery.alert])
        alert = as_it_stands(happenings, kept)
        if alert is None:
            _note(ledger, taken.delivery, state="gone", said="what it told of is no longer on record")
            total += Outgoing(gone=1)
            continue
        total += _send(ledger, taken, message(alert, desk=taken.hook.desk), outside)
    return total


def message(alert: Alert, *, desk: str) -> bytes:
    """`{"type", "timestamp", "data"}` as JSON in ASCII: what a page said is text in it, and nothing else."""
    value = {"type": f"alert.{alert.code}", "timestamp": alert.moment.isoformat(), "data": alert_json(alert, desk=desk)}
    return json.dumps(value).encode("ascii")


def deliveries(ledger: LedgerPlace, *, state: str | None = None) -> tuple[Delivery, ...]:
    """Those in this state; None: in any. The oldest first."""
    if not watch_file(ledger).exists():
        return ()
    query = "SELECT * FROM deliveries WHERE coalesce(?, state) = state ORDER BY rowid"
    with alert_file(ledger) as file:
        rows = file.execute(query, (state,)).fetchall()
    return tuple(map(_delivery, rows))


def replay(ledger: LedgerPlace, id_: str | None, *, at: datetime) -> tuple[Delivery, ...]:
    """Put back in line what was given up, under the same ids; id_: of one, or enough of its beginning; None: all.

    Those of receivers that take nothing any more stay given up; asked for one by one, ReceiverEnded says so.
    """
    dead = deliveries(ledger, state="dead")
    if id_ is not None:
        begin = id_ if id_.startswith("msg-") else f"msg-{id_}"
        dead = tuple(d for d in dead if id_ and d.id.startswith(begin))
        if len(dead) != 1:
            many = "several" if dead else "none"
            raise NoSuchLetter(f"of what was given up, {many} has an id that begins with {id_[:40]!r}")
    with alert_file(ledger) as file, writing(file):
        rows = file.execute("SELECT * FROM hooks WHERE ended IS NOT NULL").fetchall()
        ended = {row["id"]: hook_of(row) for row in rows}
        if id_ is not None and dead[0].hook in ended:
            hook = ended[dead[0].hook]
            raise ReceiverEnded(f"{hook.url} takes nothing any more: {hook.why}. Add it again for what comes")
        back = tuple(d for d in dead if d.hook not in ended)
        file.executemany(
            "UPDATE deliveries SET state = 'waiting', tries = 0, due = ? WHERE id = ?",
            [(as_text(at), d.id) for d in back],
        )
    return back


@dataclass(frozen=True, slots=True)
class _Taken:
    """One that is being sent, and to whom."""

    delivery: Delivery
    hook: Hook
    secret: str


def _take(ledger: LedgerPlace, now: datetime, only: Sequence[str] | None) -> _Taken | None:
    """The next that is due, taken from the line for LEASE; one more try of it has begun."""
    among = "" if only is None else f" AND d.id IN ({', '.join('?' * len(only))})"
    query = (
        "SELECT d.id, d.hook FROM deliveries d JOIN hooks h ON h.id = d.hook"
        f" WHERE d.state = 'waiting' AND d.due <= ? AND h.ended IS NULL{among} ORDER BY d.due, d.rowid LIMIT 1"
    )
    with alert_file(ledger) as file, writing(file):
        row = file.execute(query, (as_text(now), *(only or ()))).fetchone()
        if row is None:
            return None
        file.execute("UPDATE deliveries SET due = ?, tries = tries + 1 WHERE id = ?", (as_text(now + LEASE), row["id"]))
        hook = file.execute("SELECT * FROM hooks WHERE id = ?", (row["hook"],)).fetchone()
        taken = file.execute("SELECT * FROM deliveries WHERE id = ?", (row["id"],)).fetchone()
        return _Taken(_delivery(taken), hook_of(hook), hook["secret"])


def _send(ledger: LedgerPlace, taken: _Taken, body: bytes, outside: Outside) -> Outgoing:
    delivery, hook = taken.delivery, taken.hook
    signed = signed_headers(taken.secret, id_=delivery.id, at=outside.now(), body=body)
    headers = {"Content-Type": "application/json", **signed}
    try:
        answered = send(
            hook.url, body, headers, allow_private=hook.private, network=outside.network, timeout_s=outside.timeout_s
        )
    except NotSent as error:
        return _failed(ledger, delivery, str(error), outside, in_trouble=True)
    if 200 <= answered.status < 300:
        _note(ledger, delivery, state="sent", told=outside.now())
        return Outgoing(sent=1)
    if answered.status == GONE:
        return _ended(ledger, delivery, outside.now())
    said = f"it answered {answered.status}"
    if 300 <= answered.status < 400:
        said += ", which leads elsewhere: give its own address"
    in_trouble = answered.status in BUSY
    return _failed(ledger, delivery, said, outside, in_trouble=in_trouble, least_s=answered.retry_after_s or 0.0)


def _failed(
    ledger: LedgerPlace, delivery: Delivery, said: str, outside: Outside, *, in_trouble: bool, least_s: float = 0.0
) -> Outgoing:
    """It is tried again later, or given up. in_trouble: so is all else for its receiver, no sooner."""
    if delivery.tries > len(WAITS_S):
        _note(ledger, delivery, state="dead", said=said)
        return Outgoing(dead=1)
    wait_s = WAITS_S[delivery.tries - 1] * (1 + JITTER * outside.chance())
    due = as_text(outside.now() + timedelta(seconds=min(max(wait_s, least_s), LONGEST_WAIT_S * (1 + JITTER))))
    _note(ledger, delivery, state="waiting", said=said, due=due)
    if in_trouble:
        with alert_file(ledger) as file, file:
            file.execute(
                "UPDATE deliveries SET due = ? WHERE hook = ? AND state = 'waiting' AND due < ?",
                (due, delivery.hook, due),
            )
    return Outgoing(failed=1)


def _ended(ledger: LedgerPlace, delivery: Delivery, now: datetime) -> Outgoing:
    """The receiver says that it is gone for good: nothing is sent there any more."""
    said = f"it answered {GONE}: it is gone"
    with alert_file(ledger) as file, writing(file):
        file.execute("UPDATE hooks SET ended = ?, why = ? WHERE id = ?", (as_text(now), said, delivery.hook))
        query = "UPDATE deliveries SET state = 'dead', said = ? WHERE hook = ? AND state = 'waiting'"
        return Outgoing(dead=file.execute(query, (said, delivery.hook)).rowcount)


def _note(
    ledger: LedgerPlace,
    delivery: Delivery,
    *,
    state: str,
    said: str | None = None,
    due: str | None = None,
    told: datetime | None = None,
) -> None:
    row = (state, said, due or as_text(delivery.due), as_text(told) if told else None, delivery.id)
    with alert_file(ledger) as file, file:
        file.execute("UPDATE deliveries SET state = ?, said = ?, due = ?, told = ? WHERE id = ?", row)


def _delivery(row: Any) -> Delivery:
    due = moment_of(row["due"])
    assert due is not None  # never empty in the table
    return Delivery(
        id=row["id"],
        alert=row["alert"],
        hook=row["hook"],
        state=row["state"],
        tries=row["tries"],
        due=due,
        told=moment_of(row["told"]),
        said=row["said"],
    )
