"""Entries: a record with its norms, its words, who said them and where.

Out:     Entry and the values it is made of, each with `to_json()`
Source:  `fetch` makes them from rows
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from onrecord.language.actor_names import name_of
from onrecord.language.code_words import status_words
from onrecord.language.norm_sentence import norm_sentence
from onrecord.ledger.judgements.values import Judgement
from onrecord.terms import cards
from onrecord.terms.actors import Actor
from onrecord.terms.by_hand import ByHand
from onrecord.terms.dates import PublishedDate, date_words
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
class EntrySource:
    """Where an entry was read.

    address: where the page was seen when it was read so; `url` is its own web address, when known.
    reader, recorded_at: who read it so, and when that was recorded (UTC).
    current: is this the newest reading of the page, by a program or by the person whose it is?
    entered_on: the day on which a person entered the entry on the page; None for all else.
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
    entered_on: date | None = None

    @property
    def by_hand(self) -> ByHand | None:
        """Who entered it by hand, and from which row; None where a program read a page."""
        return ByHand.told_by(self.reader, self.address, on=self.entered_on or self.recorded_at.date())

    @property
    def row(self) -> ByHand | None:
        """The row of a sheet that it is; None where the words stand on a page."""
        by_hand = self.by_hand
        return by_hand if by_hand is not None and by_hand.from_sheet else None

    def to_json(self) -> dict[str, Any]:
        """All of it; dates as in a reading; `entered_by_hand`: null where a program read a page."""
        published, by_hand = self.published, self.by_hand
        told = {name: getattr(self, name) for name in self.__slots__ if name != "entered_on"}
        return told | {
            "published": {**date_json(published.bounds), "basis": published.basis.value} if published else None,
            "recorded_at": self.recorded_at.isoformat(),
            "entered_by_hand": by_hand.to_json() if by_hand else None,
        }


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says something, as it stands. code: as norms have it; None: the state or group spoken for is not known.

    corrected: a person set it.
    """

    name: str
    code: str | None
    corrected: bool = False

    @property
    def named(self) -> str:
        """ "Vladimir Putin (RUS)"; "NATO" where the code is the name, "Pelosi" where there is none."""
        return self.name if self.code in (None, self.name) else f"{self.name} ({self.code})"

    def to_json(self) -> dict[str, Any]:
        """`{"name", "code", "corrected"}`."""
        return {"name": self.name, "code": self.code, "corrected": self.corrected}


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryNorm:
    """A norm as it stands, with the words of its slots; a slot the page does not fill is not in `words`.

    read:       the norm as its reader gave it, where a person corrected it; else None.
    judgements: what persons said of it, oldest first. wrong: they call it a wrong reading.
    status:     the last of its statuses ("expired", "met", ...); None: none is known.
    """

    norm: Norm
    words: tuple[tuple[str, str], ...]
    read: Norm | None = None
    judgements: tuple[Judgement, ...] = ()
    wrong: bool = False
    status: str | None = None

    @property
    def id(self) -> str:
        """The id it was read under: a correction does not change it."""
        return (self.read or self.norm).id

    def slot(self, name: str) -> str | None:
        """The words of "agent", "action", "target", "trigger", "cue", "speaker" or "deadline"; None when unsaid."""
        return dict(self.words).get(name)

    @property
    def speaker_corrected(self) -> bool:
        """Did a person say who speaks, otherwise than it was read?"""
        read, norm = self.read, self.norm
        return read is not None and (read.speaker, read.speaker_id) != (norm.speaker, norm.speaker_id)

    @property
    def speaker(self) -> Speaker | None:
        """Who speaks by the norm's own slots: by new words, else by a code, else by the words that were read."""
        read, norm, words = self.read, self.norm, self.slot("speaker")
        named = " ".join(words.split()) if words is not None else None
        anew = named if read is not None and read.speaker != norm.speaker else None
        name = anew or (name_of(norm.speaker_id) if norm.speaker_id else named)
        return Speaker(name, norm.speaker_id, self.speaker_corrected) if name else None

    @property
    def sentence(self) -> str:
        """The norm as one sentence without a full stop, the page's own words in quotation marks."""
        norm = self.norm
        return norm_sentence(
            norm.modal,
            norm.mode,
            action=self.slot("action") or "",
            agent=self.slot("agent"),
            agent_code=norm.agent_id,
            target=self.slot("target"),
            target_code=norm.target_id,
            trigger=self.slot("trigger"),
            deadline=self.slot("deadline"),
        )

    def _repr_html_(self) -> str:
        """The norm as a card, each slot that was read under its name."""
        slots = (cards.paragraph(f"{name}: ", cards.quoted(words)) for name, words in self.words)
        return cards.card(self.sentence, cards.facts((self.id, *self._marks())), *slots)

    def _marks(self) -> tuple[str, ...]:
        """What became of it and what a person last said of it, in words."""
        status = (status_words(self.status),) if self.status else ()
        judged = self.judgements[-1:]
        return (*status, *(f"{j.author}: {j.verdict.value}" for j in judged))

    def to_json(self) -> dict[str, Any]:
        """The norm as in a reading, `words` by slot, and what was judged of it."""
        return {
            **norm_json(self.norm),
            "id": self.id,
            "words": dict(self.words),
            "read": norm_json(self.read) if self.read else None,
            "judgements": [j.to_json() for j in self.judgements],
            "wrong": self.wrong,
            "status": self.status,
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
    source: EntrySource
    rejected: tuple[EntryNorm, ...] = ()
    read: Record | None = None
    judgements: tuple[Judgement, ...] = ()

    @property
    def id(self) -> str:
        """The record's, as it was read."""
        return (self.read or self.record).id

    @property
    def speaker(self) -> Speaker | None:
        """Who says it: whom a person named for one of its norms, else who was read; None: not known, or the writer."""
        return next((n.speaker for n in self.norms if n.speaker_corrected), self._speaker_read)

    def speaker_of(self, norm: EntryNorm) -> Speaker | None:
        """Who says this norm of the record."""
        return norm.speaker if norm.speaker_corrected else self._speaker_read

    @property
    def speaker_corrected(self) -> bool:
        """Did a person say who speaks?"""
        return any(norm.speaker_corrected for norm in self.norms)

    @property
    def _speaker_read(self) -> Speaker | None:
        actor = self.statement.speaker if self.statement else None
        return Speaker(actor.name, actor.code) if actor is not None else None

    def _repr_html_(self) -> str:
        """The record as a card: its norms, the words they rest on, who said them, when and where."""
        norms = (cards.joined((cards.paragraph(n.sentence), cards.facts((n.id, *n._marks())))) for n in self.norms)
        quotations = (cards.quotation(q.words, f"[{q.span.start}:{q.span.end}]") for q in self.evidence)
        speaker = self.speaker
        said = f"said {date_words(self.record.stated_on)}" if self.record.stated_on else "day not known"
        told = (f"strength {self.record.strength.value}", speaker.name if speaker else "speaker not known", said)
        source = self.source
        title = cards.quoted(source.title) if source.title else "no title"
        return cards.card(
            f"{self.record.kind.value} {self.id}",
            cards.facts(told),
            cards.part("Norms", norms, len(self.norms)),
            *quotations,
            cards.facts((title, source.publisher or "publisher not known", source.url or source.address)),
        )

    def to_json(self) -> dict[str, Any]:
        """The record as in a reading, with `evidence` quoted, `norms`, `statement` and `source` under it.

        statement: as it was read; speaker: who says it as it stands.
        """
        return {
            **record_json(self.record),
            "id": self.id,
            "evidence": [q.to_json() for q in self.evidence],
            "norms": [n.to_json() for n in self.norms],
            "rejected": [n.to_json() for n in self.rejected],
            "judgements": [j.to_json() for j in self.judgements],
            "statement": self.statement.to_json() if self.statement else None,
            "speaker": self.speaker.to_json() if self.speaker else None,
            "source": self.source.to_json(),
        }


def actor_json(actor: Actor | None) -> dict[str, Any] | None:
    """`{"id", "name", "code"}`; null for nobody we know."""
    return {"id": actor.id, "name": actor.name, "code": actor.code} if actor else None
