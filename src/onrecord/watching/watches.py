"""What somebody watches: made, named, muted and ended.

In:      the ledger's file, a subject, a name
Out:     Watch
Refuses: an id that no watch has, or several have (NoSuchWatch); a name that is none (BadName)
Source:  docs/watching.md
Shown:   tests/watching/test_watches.py

A watch begins when it is made: what came in before is no news. One that was ended and is made again begins anew.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.terms.errors import OnRecordError
from onrecord.terms.ids import content_id
from onrecord.terms.ledger_places import LedgerPlace
from onrecord.watching.alert_tables import alert_file, as_text, moment_of, writing
from onrecord.watching.file import watch_file

LONGEST_NAME_CHARS = 200


class NoSuchWatch(OnRecordError):
    """No watch, or more than one, is called so."""


class BadName(OnRecordError):
    """A name that cannot be shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """made: from when on it tells. muted, ended: since when it sends nothing, since when it is no watch; None: it does,
    it is."""

    id: str
    subject: Subject
    name: str
    made: datetime
    muted: datetime | None
    ended: datetime | None

    def to_json(self) -> dict[str, Any]:
        """`{"id", "kind", "name", "asked", "made", "muted", "ended"}`."""
        return {
            "id": self.id,
            "kind": self.subject.kind.value,
            "name": self.name,
            "asked": dict(self.subject.asked),
            "made": self.made.isoformat(),
            "muted": self.muted.isoformat() if self.muted else None,
            "ended": self.ended.isoformat() if self.ended else None,
        }


def make_watch(ledger: LedgerPlace, subject: Subject, *, name: str | None = None, at: datetime) -> tuple[Watch, bool]:
    """The watch, and whether it is new. One that is held stays as it began, under the new name where one is given."""
    called = " ".join((name or "").split()) or None
    if called is not None and (len(called) > LONGEST_NAME_CHARS or not called.isprintable()):
        raise BadName(f"a name has 1 to {LONGEST_NAME_CHARS} characters that can be printed")
    id_ = content_id("watch", [subject.kind.value, [list(pair) for pair in subject.asked]])
    with alert_file(ledger) as file:
        with writing(file):
            held = file.execute("SELECT name, ended FROM watches WHERE id = ?", (id_,)).fetchone()
            if held is None:
                asked = json.dumps(dict(subject.asked))
                row = (id_, subject.kind.value, called or subject.name, asked, as_text(at))
                file.execute("INSERT INTO watches (id, kind, name, asked, made) VALUES (?, ?, ?, ?, ?)", row)
            else:
                file.execute("UPDATE watches SET name = ? WHERE id = ?", (called or held["name"], id_))
            begins = held is not None and held["ended"] is not None
            if begins:
                file.execute("UPDATE watches SET made = ?, muted = NULL, ended = NULL WHERE id = ?", (as_text(at), id_))
        (row,) = file.execute("SELECT * FROM watches WHERE id = ?", (id_,))
        return _watch(row), held is None or begins


def watches(ledger: LedgerPlace, *, ended: bool = False) -> tuple[Watch, ...]:
    """Those that watch, in the order they were made; ended: those too that do no longer."""
    if not watch_file(ledger).exists():
        return ()
    with alert_file(ledger) as file:
        rows = file.execute("SELECT * FROM watches ORDER BY made, rowid").fetchall()
    return tuple(w for w in map(_watch, rows) if ended or w.ended is None)


def mute(ledger: LedgerPlace, id_: str, *, at: datetime | None) -> Watch:
    """From now on what it finds is kept and shown, and not sent; at: None: it is sent again, what comes from now on."""
    watch = watch_called(ledger, id_)
    with alert_file(ledger) as file, file:
        moment = None if at is None else as_text(watch.muted or at)
        file.execute("UPDATE watches SET muted = ? WHERE id = ?", (moment, watch.id))
    return watch_called(ledger, watch.id)


def end(ledger: LedgerPlace, id_: str, *, at: datetime) -> Watch:
    """It watches no longer; what it found stays."""
    watch = watch_called(ledger, id_)
    with alert_file(ledger) as file, file:
        file.execute("UPDATE watches SET ended = ? WHERE id = ?", (as_text(at), watch.id))
    return watch


def watch_called(ledger: LedgerPlace, id_: str) -> Watch:
    """The one watch whose id is or begins so, with or without "watch-"."""
    return _one(watches(ledger), id_)


def _one(held: Sequence[Watch], id_: str) -> Watch:
    begin = id_ if id_.startswith("watch-") else f"watch-{id_}"
    found = [w for w in held if w.id.startswith(begin)] if id_ else []
    if len(found) != 1:
        many = "several watches have" if found else "no watch has"
        raise NoSuchWatch(f"{many} an id that begins with {id_[:40]!r}: `onrecord watch watches` lists them")
    return found[0]


def _watch(row: Any) -> Watch:
    asked = json.loads(row["asked"])
    made = moment_of(row["made"])
    assert made is not None  # never empty in the table
    return Watch(
        id=row["id"],
        subject=Subject(SubjectKind(row["kind"]), tuple(asked.items())),
        name=row["name"],
        made=made,
        muted=moment_of(row["muted"]),
        ended=moment_of(row["ended"]),
    )
