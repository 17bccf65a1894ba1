"""Receivers of alerts: the addresses that are sent what the watches find.

In:      the ledger's file, an address
Out:     Hook; its secret, once
Refuses: an address nothing can be sent to (BadReceiver) or that is held (HookHeld), an id no receiver has (NoSuchHook)
Source:  docs/watching.md, "Webhooks"
Shown:   tests/watching/test_hooks.py
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.pages.network import Network
from onrecord.pages.sending import BadReceiver, check_receiver
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ids import content_id
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.alert_tables import alert_file, as_text, moment_of, writing
from onrecord.watching.file import watch_file
from onrecord.watching.signing import secret_of

REMOVED = "it was removed"


class HookHeld(OnRecordError):
    """It is a receiver already."""


class NoSuchHook(OnRecordError):
    """No receiver, or more than one, is called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hook:
    """private: may its host be in a private network? desk: where the links of what it is sent begin; "" for nowhere.

    ended, why: since when nothing is sent there, and why; None: it is.
    """

    id: str
    url: str
    private: bool
    desk: str
    made: datetime
    ended: datetime | None
    why: str | None

    def to_json(self) -> dict[str, Any]:
        """All of it but the secret."""
        return {
            "id": self.id,
            "url": self.url,
            "private": self.private,
            "desk": self.desk or None,
            "made": self.made.isoformat(),
            "ended": self.ended.isoformat() if self.ended else None,
            "why": self.why,
        }


def add_hook(
    ledger: LedgerPlace,
    url: str,
    *,
    private: bool = False,
    desk: str = "",
    at: datetime,
    chance: bytes,
    network: Network,
) -> tuple[Hook, str]:
    """A new receiver and its secret, which is told nowhere else. chance: SECRET_BYTES (`signing`) for it."""
    check_receiver(url, allow_private=private, network=network)
    if desk and not desk.startswith(("https://", "http://")):
        raise BadReceiver("the desk's address begins with https:// or http://")
    id_, secret = content_id("hook", [url, as_text(at)]), secret_of(chance)
    if any(hook.url == url and hook.ended is None for hook in hooks(ledger)):
        raise HookHeld(f"{url} is a receiver already: remove it first to give it another secret")
    with alert_file(ledger) as file, file:
        row = (id_, url, secret, private, desk.rstrip("/"), as_text(at))
        file.execute("INSERT INTO hooks (id, url, secret, private, desk, made) VALUES (?, ?, ?, ?, ?, ?)", row)
    return hook_called(ledger, id_), secret


def hooks(ledger: LedgerPlace) -> tuple[Hook, ...]:
    """All there are and were, in the order they were made."""
    if not watch_file(ledger).exists():
        return ()
    with alert_file(ledger) as file:
        return tuple(map(hook_of, file.execute("SELECT * FROM hooks ORDER BY made, rowid").fetchall()))


def remove_hook(ledger: LedgerPlace, id_: str, *, at: datetime) -> Hook:
    """Send it nothing any more; what waits for it is not sent."""
    hook = hook_called(ledger, id_)
    with alert_file(ledger) as file, writing(file):
        file.execute(
            "UPDATE hooks SET ended = ?, why = ? WHERE id = ? AND ended IS NULL", (as_text(at), REMOVED, hook.id)
        )
        file.execute(
            "UPDATE deliveries SET state = 'gone', said = ? WHERE hook = ? AND state = 'waiting'",
            ("its receiver was removed", hook.id),
        )
    return hook


def hook_called(ledger: LedgerPlace, id_: str) -> Hook:
    """The one receiver whose id is or begins so, with or without "hook-"."""
    begin = id_ if id_.startswith("hook-") else f"hook-{id_}"
    found = [h for h in hooks(ledger) if id_ and h.id.startswith(begin)]
    if len(found) != 1:
        many = "several receivers have" if found else "no receiver has"
        raise NoSuchHook(f"{many} an id that begins with {id_[:40]!r}: `onrecord watch hook list` prints them")
    return found[0]


def hook_of(row: Any) -> Hook:
    """It from its row."""
    made = moment_of(row["made"])
    assert made is not None  # never empty in the table
    return Hook(
        id=row["id"],
        url=row["url"],
        private=bool(row["private"]),
        desk=row["desk"],
        made=made,
        ended=moment_of(row["ended"]),
        why=row["why"],
    )
