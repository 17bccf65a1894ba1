"""Tags, cases and notes: what a person hangs on a record or a page, and what of it is still there.

In:      a kind, a name or words, whose, when
Out:     Remark; names and notes, checked; the remarks in force
Refuses: a name that is too long, empty, or holds what steers a screen or an address; the same of a note or an author
         (RemarkUnsound)
Source:  docs/ledger.md, "Tags, cases and notes"
Shown:   tests/ledger/test_remarks.py
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.engine import Connection

from onrecord.ledger.errors import RemarkUnsound
from onrecord.ledger.judgements.values import Anchor
from onrecord.ledger.rows.cells import AnyRow, plain
from onrecord.ledger.schema.later_tables import remarks
from onrecord.ledger.schema.upserts import add_if_new
from onrecord.terms.ids import content_id
from onrecord.terms.remarks import NAMED, RemarkKind, fold_name

LONGEST_NAME_CHARS = 60
LONGEST_NOTE_CHARS = 2_000
LONGEST_AUTHOR_CHARS = 100

PLAIN = ("target_id", "page_id", "url", "author", "name", "words", "takes_off", "note_id", "recorded_at")

# Names stand in the path of an address, where these would end it, or be taken for the form of what is asked for.
_IN_NO_NAME = ("/", "\\")
_ENDS_NO_NAME = (".json", ".csv")


@dataclass(frozen=True, slots=True, kw_only=True)
class Remark:
    """One remark, or that one is taken off, as kept.

    target_id: a record's id, as it then was, or a page's. page_id: the page it stands on, or is; url: a record's.
    name:      of a tag or case, folded; None of a note. words: name or note as typed, "" where a note is taken back.
    takes_off: this takes the name off the target, or (note_id) the note back.
    anchor:    what finds the words of a record again; None of a page.
    """

    kind: RemarkKind
    target_id: str
    page_id: str
    url: str | None
    author: str
    name: str | None
    words: str
    takes_off: bool
    note_id: str | None
    recorded_at: datetime
    anchor: Anchor | None

    @property
    def id(self) -> str:
        """From what, whose and when."""
        told = [self.kind.value, self.target_id, self.author, self.words, self.takes_off, self.note_id]
        return content_id("remark", [*told, self.recorded_at.isoformat()])

    @property
    def on_page(self) -> bool:
        """Does it hang on a page as a whole?"""
        return self.target_id == self.page_id

    def to_json(self) -> dict[str, Any]:
        """`{"id", "kind", "words", "target", "page", "by", "at"}`."""
        return {
            "id": self.id,
            "kind": self.kind.value,
            "words": self.words,
            "target": self.target_id,
            "page": self.page_id,
            "by": self.author,
            "at": self.recorded_at.isoformat(),
        }


def name_typed(name: str) -> str:
    """The name of a tag or a case, white space made plain."""
    plain_name = " ".join(unicodedata.normalize("NFC", name).split())
    _printable("name", plain_name, most=LONGEST_NAME_CHARS)
    if not any(c.isalnum() for c in plain_name):
        raise RemarkUnsound(f"{plain_name!r} is no name: it holds no letter and no number.")
    if any(c in plain_name for c in _IN_NO_NAME) or plain_name.casefold().endswith(_ENDS_NO_NAME):
        raise RemarkUnsound(f"{plain_name!r} is no name: leave out / and \\, and .json and .csv at its end.")
    return plain_name


def note_typed(words: str) -> str:
    """The words of a note; lines and tabs stay."""
    note = words.replace("\r\n", "\n").strip()
    _printable("note", note.replace("\n", " ").replace("\t", " "), most=LONGEST_NOTE_CHARS)
    return note


def author_typed(author: str) -> str:
    """Who remarks."""
    name = " ".join(author.split())
    if not name:
        raise RemarkUnsound("a remark has an author: say whose it is.")
    _printable("author", name, most=LONGEST_AUTHOR_CHARS)
    return name


def _printable(what: str, words: str, *, most: int) -> None:
    if not words:
        raise RemarkUnsound(f"the {what} is empty.")
    if len(words) > most:
        raise RemarkUnsound(f"the {what} has {len(words):,} characters; {most:,} is the most.")
    # C: control characters, marks that turn words round, halves of characters, what no character is.
    steering = next((c for c in words if unicodedata.category(c)[0] == "C"), None)
    if steering is not None:
        raise RemarkUnsound(f"the {what} holds the character U+{ord(steering):04X}, which is not to be seen.")


def in_force(told: Iterable[Remark]) -> list[Remark]:
    """Of remarks in the order they were kept, those that are still there, oldest first: a name is on or off by its last
    remark on the target, a note is there until its author takes it back. What a withdrawal emptied is nowhere."""
    named: dict[tuple[RemarkKind, str, str | None], Remark] = {}
    notes: dict[str, Remark] = {}
    ordered = sorted(told, key=lambda r: r.recorded_at)  # of one moment: as they were kept
    for remark in ordered:
        key = (remark.kind, remark.target_id, remark.name)
        if remark.note_id is not None:
            notes.pop(remark.note_id, None)
        elif remark.takes_off:
            named.pop(key, None)
        elif remark.kind in NAMED and remark.name is not None:
            named[key] = remark
        elif remark.words:
            notes[remark.id] = remark
    there = {remark.id for remark in (*named.values(), *notes.values())}
    return [remark for remark in ordered if remark.id in there]


def keep_remark(connection: Connection, remark: Remark) -> bool:
    """Add one; False when it is held already."""
    row = {
        **plain(remark, ("id", *PLAIN)),
        "kind": remark.kind.value,
        "anchor": remark.anchor.to_json() if remark.anchor else None,
    }
    return add_if_new(connection, remarks, row)[1]


def kept_remarks(connection: Connection, *where: ColumnElement[bool]) -> list[Remark]:
    """The remarks of which this holds, in the order they were kept."""
    query = select(remarks).where(*where).order_by(remarks.c.n)
    return [remark_of(row) for row in connection.execute(query)]


def named_so(kind: RemarkKind, name: str) -> Sequence[ColumnElement[bool]]:
    """Of remarks: of this kind and (a note apart) name, however that is spelt."""
    return (remarks.c.kind == kind.value, remarks.c.name == fold_name(name))


def remark_of(row: AnyRow) -> Remark:
    """It again."""
    return Remark(**plain(row, PLAIN), kind=RemarkKind(row.kind), anchor=Anchor(**row.anchor) if row.anchor else None)
