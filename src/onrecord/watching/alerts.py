"""Which alerts were told: each is noted once, and stands in line for every receiver.

In:      an open ledger and its file, the present moment
Out:     the alerts that are new; those kept, as they stand; the ids under which what is shown was told
Refuses: nothing; what came in before a watch was made is no news to it
Source:  docs/watching.md, "Each alert once"
Shown:   tests/watching/test_alerts.py

An alert is held by every key of its members (`questions.alerts`): one of them is enough to know it again. Where a later
reader has replaced a norm or an event by another of the same words on the same page, that is the same alert too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from onrecord.ledger import Ledger
from onrecord.ledger.judgements.anchors import fold, same_action, same_sentence
from onrecord.questions.alerts import Alert, AlertKind, AlertMember, Happenings
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.ids import content_id
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.alert_tables import alert_file, as_text, moment_of, writing
from onrecord.watching.file import Connection, watch_file
from onrecord.watching.watches import Watch, watches

# Who adds pages keeps them under the moment at which it began, and may take hours: so far back is looked anew.
LOOKED_BACK = timedelta(days=1)
MEMBER = ("key", "norm", "norm_id", "norm_page", "event", "event_id", "event_page")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptAlert:
    """An alert as it was noted. found: when; watches: the ids of those that found it."""

    id: str
    happening: AlertKind
    code: str
    found: datetime
    watches: tuple[str, ...]
    members: tuple[AlertMember, ...]


def look(book: Ledger, ledger: LedgerPlace, *, now: datetime) -> tuple[Alert, ...]:
    """Note what the watches find that nobody was told of, and put it in line for the receivers; the oldest first."""
    held = watches(ledger)
    if not held:
        return ()
    with alert_file(ledger) as file:
        row = file.execute("SELECT moment FROM looks").fetchone()
    last = moment_of(row["moment"]) if row else None
    happenings = Happenings(book, now=now)
    found: dict[str, tuple[Alert, list[Watch]]] = {}
    for watch in held:
        said_since = last - LOOKED_BACK if last is not None else None
        for alert in happenings.alerts(watch.subject, since=watch.made, said_since=said_since):
            found.setdefault(alert.id, (alert, []))[1].append(watch)
    told = []
    with alert_file(ledger) as file:
        for alert, by in sorted(found.values(), key=lambda f: (f[0].moment, f[0].id)):
            with writing(file):
                if _note(book, file, alert, by, now):
                    told.append(alert)
        with file:
            latest = max(now, last) if last is not None else now
            file.execute("INSERT OR REPLACE INTO looks VALUES (1, ?)", (as_text(latest),))
    return tuple(told)


def kept_alerts(
    ledger: LedgerPlace, *, ids: Sequence[str] | None = None, watch: str | None = None, limit: int | None = None
) -> tuple[KeptAlert, ...]:
    """Those noted, the newest first. ids, watch: only these, only what this watch found."""
    if not watch_file(ledger).exists():
        return ()
    query = "SELECT * FROM alerts"
    given: list[object] = []
    if ids is not None:
        query += f" WHERE id IN ({', '.join('?' * len(ids))})"
        given += ids
    elif watch is not None:
        query += " WHERE id IN (SELECT alert FROM alert_watches WHERE watch = ?)"
        given.append(watch)
    query += " ORDER BY found DESC, moment DESC, id LIMIT ?"
    with alert_file(ledger) as file:
        return tuple(_kept(file, row) for row in file.execute(query, (*given, -1 if limit is None else limit)))


def as_it_stands(happenings: Happenings, kept: KeptAlert) -> Alert | None:
    """The alert with its words; None: it rests on nothing that is held any more."""
    alert = happenings.again(kept.happening, kept.members)
    return replace(alert, id=kept.id) if alert is not None else None


def told_under(ledger: LedgerPlace, alerts: Iterable[Alert]) -> dict[str, str]:
    """By the id of each of these alerts that was told, the id it was told under, which stays."""
    if not watch_file(ledger).exists():
        return {}
    with alert_file(ledger) as file:
        found = ((alert.id, _known(file, alert.members)) for alert in alerts)
        return {id_: known for id_, known in found if known is not None}


def _note(book: Ledger, file: Connection, alert: Alert, by: Sequence[Watch], now: datetime) -> bool:
    """Is it new? Then it is in line for every receiver, unless all that found it are muted."""
    known = _known(file, alert.members) or _read_anew(book, file, alert)
    id_ = known or alert.id
    columns = ", ".join(MEMBER)
    file.executemany(
        f"INSERT OR IGNORE INTO alert_keys ({columns}, alert) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*(getattr(member, name) for name in MEMBER), id_) for member in alert.members],
    )
    file.executemany("INSERT OR IGNORE INTO alert_watches VALUES (?, ?)", [(id_, watch.id) for watch in by])
    if known is not None:
        return False
    row = (id_, alert.happening.value, alert.code, as_text(alert.moment), as_text(now))
    file.execute("INSERT INTO alerts VALUES (?, ?, ?, ?, ?)", row)
    if any(watch.muted is None for watch in by):
        for hook in file.execute("SELECT id FROM hooks WHERE ended IS NULL ORDER BY made, id").fetchall():
            file.execute(
                "INSERT INTO deliveries (id, alert, hook, state, tries, due) VALUES (?, ?, ?, 'waiting', 0, ?)",
                (content_id("msg", [id_, hook["id"]]), id_, hook["id"], as_text(now)),
            )
    return True


def _known(file: Connection, members: Sequence[AlertMember]) -> str | None:
    for member in members:
        row = file.execute("SELECT alert FROM alert_keys WHERE key = ?", (member.key,)).fetchone()
        if row is not None:
            return str(row["alert"])
    return None


def _read_anew(book: Ledger, file: Connection, alert: Alert) -> str | None:
    """The alert that was told of the same words on the same pages, as an earlier reader had them."""
    pages = sorted({member.norm_page for member in alert.members})
    query = (
        "SELECT k.*, a.code FROM alert_keys k JOIN alerts a ON a.id = k.alert"
        f" WHERE a.happening = ? AND k.norm_page IN ({', '.join('?' * len(pages))})"
    )
    for row in file.execute(query, (alert.happening.value, *pages)).fetchall():
        if _of_action(row["code"]) == _of_action(alert.code) and any(_is_the_same(book, row, m) for m in alert.members):
            return str(row["alert"])
    return None


def _of_action(code: str) -> bool:
    return code in list(Verdict) and Verdict(code).of_action


def _is_the_same(book: Ledger, row: Any, member: AlertMember) -> bool:
    if row["norm_page"] != member.norm_page or row["event_page"] != member.event_page:
        return False
    current = book.current
    if row["norm"] != member.norm:
        if current.norms_anchored([row["norm"]]):
            return False  # both stand: they are two
        was, is_ = (_action(book, id_) for id_ in (row["norm_id"], member.norm_id))
        if was is None or is_ is None or not same_action(was, is_):
            return False
    if row["event"] != member.event:
        if current.events_anchored([row["event"]]):
            return False
        told = current.told_at([row["event_id"], str(member.event_id)])
        words = [fold(told[id_].words) for id_ in (row["event_id"], member.event_id) if id_ in told]
        if len(words) < 2 or not same_sentence(*words):
            return False
    return True


def _action(book: Ledger, norm_id: str) -> str | None:
    """The folded words of a norm's action, whichever reading has it; None: it is not held."""
    places = [f.place for f in book.find(norm_id, limit=1) if f.id == norm_id and f.place]
    for entry in book.entries_at(places):
        held = next((n for n in (*entry.norms, *entry.rejected) if n.id == norm_id), None)
        return fold(held.slot("action") or "") if held is not None else None
    return None


def _kept(file: Connection, row: Any) -> KeptAlert:
    by = file.execute("SELECT watch FROM alert_watches WHERE alert = ? ORDER BY watch", (row["id"],)).fetchall()
    keys = file.execute("SELECT * FROM alert_keys WHERE alert = ? ORDER BY rowid", (row["id"],)).fetchall()
    found = moment_of(row["found"])
    assert found is not None  # never empty in the table
    return KeptAlert(
        id=row["id"],
        happening=AlertKind(row["happening"]),
        code=row["code"],
        found=found,
        watches=tuple(one["watch"] for one in by),
        members=tuple(AlertMember(**{name: key[name] for name in MEMBER}) for key in keys),
    )
