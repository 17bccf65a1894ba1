"""Entries: a record with its norms, its words, who said them and where.

Out:     Entry and the values it is made of, each with `to_json()`
Source:  `fetch` makes them from rows
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from onrecord.ledger.judgements.values import Judgement
from onrecord.terms.actors import Actor
from onrecord.terms.dates import PublishedDate
from onrecord.terms.reading_json import date_json, norm_json, record_json, statement_json
from onrecord.terms.records import Norm, Record
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document's text, and where they stand in it."""

    span: Span
    words: str

    def to_json(self) -> dict[str, Any]:
        """`{"span", "words"}`."""
        return {"span": self.span.to_json(), "words": self.words}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an entry was read.

    address: where the page was seen when it was read so; `url` is its own web address, when known.
    reader, recorded_at: who read it so, and when that was recorded (UTC).
    current: is this the newest reading of the page?
    """

    page_id: str
    reading_id: str
    document_id: str
    address: str
    url: str | None
    given_id: str | None
    title: str | None
    publisher: str | None
    author: str | None
    credit: str | None
    published: PublishedDate | None
    language: str | None
    reader: str
    recorded_at: datetime
    current: bool

    def to_json(self) -> dict[str, Any]:
        """All of it; dates as in a reading."""
        published = self.published
        return {name: getattr(self, name) for name in self.__slots__} | {
            "published": {**date_json(published.bounds), "basis": published.basis.value} if published else None,
            "recorded_at": self.recorded_at.isoformat(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNorm:
    """A norm as it stands, with the words of its slots; a slot the page does not fill is not in `words`.

    read:       the norm as its reader gave it, where a person corrected it; else None.
    judgements: what persons said of it, oldest first. wrong: they call it a wrong reading.
    standing:   the last of its statuses ("expired", "met", ...); None: none is known.
    """

    norm: Norm
    words: tuple[tuple[str, str], ...]
    read: Norm | None = None
    judgements: tuple[Judgement, ...] = ()
    wrong: bool = False
    standing: str | None = None

    @property
    def id(self) -> str:
        """The id it was read under: a correction does not change it."""
        return (self.read or self.norm).id

    def slot(self, name: str) -> str | None:
        """The words of "agent", "action", "target", "trigger", "cue", "speaker" or "deadline"; None when unsaid."""
        return dict(self.words).get(name)

    def to_json(self) -> dict[str, Any]:
        """The norm as in a reading, `words` by slot, and what was judged of it."""
        return {
            **norm_json(self.norm),
            "id": self.id,
            "words": dict(self.words),
            "read": norm_json(self.read) if self.read else None,
            "judgements": [j.to_json() for j in self.judgements],
            "wrong": self.wrong,
            "standing": self.standing,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryStatement:
    """A statement with its words and who is found to speak."""

    statement: Statement
    speaker: Actor | None
    source: tuple[Quote, ...]
    cue: tuple[Quote, ...]
    content: tuple[Quote, ...]

    def to_json(self) -> dict[str, Any]:
        """The statement as in a reading, the speaker's name and code, and `words` by role."""
        roles = {"source": self.source, "cue": self.cue, "content": self.content}
        return {
            **statement_json(self.statement),
            "speaker": actor_json(self.speaker),
            "words": {role: [q.words for q in quotes] for role, quotes in roles.items()},
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record, with all it rests on.

    statement: None when the writer reports it as fact.
    evidence:  the record's words, one quotation at least; each equals the document's text at its span.
    norms:     those that stand; rejected: those a person judged wrong.
    read:      the record as its reader gave it, where a person corrected it; else None.
    judgements: of the record as a whole.
    """

    record: Record
    norms: tuple[EntryNorm, ...]
    statement: EntryStatement | None
    evidence: tuple[Quote, ...]
    source: Source
    rejected: tuple[EntryNorm, ...] = ()
    read: Record | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def id(self) -> str:
        """The record's, as it was read."""
        return (self.read or self.record).id

    def to_json(self) -> dict[str, Any]:
        """The record as in a reading, with `evidence` quoted, `norms`, `statement` and `source` under it."""
        return {
            **record_json(self.record),
            "id": self.id,
            "evidence": [q.to_json() for q in self.evidence],
            "norms": [n.to_json() for n in self.norms],
            "rejected": [n.to_json() for n in self.rejected],
            "judgements": [j.to_json() for j in self.judgements],
            "statement": self.statement.to_json() if self.statement else None,
            "source": self.source.to_json(),
        }


def actor_json(actor: Actor | None) -> dict[str, Any] | None:
    """`{"id", "name", "code"}`; null for nobody we know."""
    return {"id": actor.id, "name": actor.name, "code": actor.code} if actor else None
