"""What is on record, as lines of an answer: each with its words, where they stand, who said them and when.

In:      entries, statements, events; how long a quotation may be
Out:     RecordLine, StatementLine, EventLine, PageCited
Shown:   tests/faces/mcp/test_tools.py, tests/faces/mcp/test_hostile.py
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from onrecord.faces.mcp.quoted import LONGEST_CHARS, Quoted, made, name, words_of
from onrecord.faces.mcp.shapes import (
    Days,
    EventLine,
    EventMeant,
    NormSlots,
    PageCited,
    Party,
    PublishedDay,
    RecordLine,
    SaidBasis,
    SaidDay,
    SlotCompared,
    StatementLine,
)
from onrecord.language.actor_names import is_listed, name_of
from onrecord.language.norm_sentence import wrong_in_100
from onrecord.ledger import Entry, EntryNorm, EntrySource, EntryStatement, Quote
from onrecord.ledger.index.events import SeenEvent
from onrecord.questions.wording import in_words, slots_in_words
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.patterns import EventPattern
from onrecord.terms.records import Record
from onrecord.terms.spans import Span

# Of one record; more are counted, and `record` shows them.
MOST_NORMS = 6
MOST_PIECES = 4

MATCHES: Mapping[str, Literal["yes", "maybe", "no"]] = {"yes": "yes", "maybe": "maybe", "no": "no"}


@dataclass(frozen=True, slots=True)
class Lines:
    """Makes lines. longest: so many characters of a quotation, the rest cut. most_norms: of one record."""

    longest: int = LONGEST_CHARS
    most_norms: int = MOST_NORMS

    def record(self, entry: Entry, norms: Sequence[EntryNorm] | None = None) -> RecordLine:
        """One record. norms: of these alone; None: all that stand."""
        shown = entry.norms if norms is None else norms
        statement = entry.statement
        return {
            "line": "record",
            "record": entry.id,
            "page": entry.source.page_id,
            "kind": entry.record.kind,
            "strength": entry.record.strength,
            "words": self.quotes(entry.source.page_id, entry.evidence),
            "speaker": self.speaker_of(entry),
            "directness": statement.statement.directness if statement else None,
            "said": said_day(entry),
            "norms": [self.norm(entry.source.page_id, one) for one in shown[: self.most_norms]],
            "norms_left_out": max(0, len(entry.norms) - len(shown[: self.most_norms])),
        }

    def statement(self, statement: EntryStatement, source: EntrySource) -> StatementLine:
        """A statement on which no record rests."""
        return {
            "line": "statement",
            "statement": statement.statement.id,
            "page": source.page_id,
            "words": self.quotes(source.page_id, statement.content),
            "speaker": self.speaker(statement, source.page_id),
            "directness": statement.statement.directness,
            "said": _published_as_said(source),
        }

    def event(self, event: SeenEvent, at: tuple[str, Span] | None) -> EventLine:
        """An event. at: its page and where its words stand; None for one of an imported file."""
        return {
            "line": "event",
            "event": event.id,
            "page": at[0] if at else None,
            "type": event.type,
            "status": event.status,
            "claimed": event.claimed,
            "actor": self.party(event.actor),
            "recipient": self.party(event.recipient),
            "when": _days(event.first, event.last),
            "words": words_of(at[0], at[1], event.words, longest=self.longest) if at else self.made(event.words),
            "where": name(event.where, longest=self.longest),
        }

    def norm(self, page: str, held: EntryNorm) -> NormSlots:
        """The slots of a norm."""
        norm = held.norm
        return {
            "norm": held.id,
            "modal": norm.modal,
            "mode": norm.mode,
            "agent": self.party(norm.agent_id, self._slot(page, held, "agent", norm.agent)),
            "target": self.party(norm.target_id, self._slot(page, held, "target", norm.target)),
            "does": words_of(page, norm.action, held.slot("action") or "", longest=self.longest),
            "condition": self._slot(page, held, "trigger", norm.trigger),
            "deadline": self._slot(page, held, "deadline", norm.deadline),
            "due": _days(norm.due.first, norm.due.last) if norm.due else None,
            "reads": self.made(in_words(held)),
            "status": held.status,
            "doubt": wrong_in_100(norm.probability) if norm.probability is not None else None,
            "judged": [j.verdict for j in held.judgements],
        }

    def speaker_of(self, entry: Entry) -> Party:
        """Who says a record: whom a person named, else who was read."""
        corrected = next((norm for norm in entry.norms if norm.speaker_corrected), None)
        page = entry.source.page_id
        if corrected is None:
            return self.speaker(entry.statement, page)
        norm = corrected.norm
        return self.party(norm.speaker_id, self._slot(page, corrected, "speaker", norm.speaker))

    def speaker(self, statement: EntryStatement | None, page: str) -> Party:
        """Who is found to speak; nobody where the writer reports it as fact."""
        if statement is None:
            return self.party(None)
        words = self.quotes(page, statement.source[:1])
        who = statement.speaker
        party = self.party(who.code if who else None, words[0] if words else None)
        if who is not None and party["called"] is None and who.name != party["name"]:
            party["called"] = name(who.name, longest=self.longest)
        return party

    def party(self, code: str | None, words: Quoted | None = None) -> Party:
        """Somebody by a code; what our tables do not have is a name that a page gave."""
        if code is None or not is_listed(code):
            called = name(code, longest=self.longest) if code is not None else None
            return {"code": None, "name": None, "called": called, "words": words}
        return {"code": code, "name": name_of(code), "called": None, "words": words}

    def meant(self, event: EventPattern) -> EventMeant:
        """An event of a scenario."""
        return {"pattern": self.made(str(event)), "reads": self.made(slots_in_words(event))}

    def slot(self, slot: str, match: str, reason: str) -> SlotCompared:
        """One slot compared; match: yes, maybe or no."""
        return {"slot": slot, "match": MATCHES[match], "reason": self.made(reason)}

    def quotes(self, page: str, quotes: Sequence[Quote]) -> list[Quoted]:
        """Words of a page, piece by piece."""
        return [words_of(page, q.span, q.words, longest=self.longest) for q in quotes[:MOST_PIECES]]

    def made(self, text: str) -> Quoted:
        """Our sentence with words of pages in it."""
        return made(text, longest=self.longest)

    def page(self, source: EntrySource) -> PageCited:
        """The page a line stands on."""
        published = source.published
        day: PublishedDay | None = None
        if published is not None:
            bounds = published.bounds
            day = {
                "first": _iso(bounds.first),
                "last": _iso(bounds.last),
                "precision": bounds.precision,
                "basis": published.basis,
            }
        return {
            "page": source.page_id,
            "title": name(source.title, longest=self.longest) if source.title else None,
            "publisher": name(source.publisher, longest=self.longest) if source.publisher else None,
            "address": name(source.url or source.address, longest=self.longest),
            "published": day,
        }

    def _slot(self, page: str, held: EntryNorm, slot: str, span: Span | None) -> Quoted | None:
        words = held.slot(slot)
        return words_of(page, span, words, longest=self.longest) if span is not None and words else None


def said_day(entry: Entry) -> SaidDay | None:
    """When it was said, and on what that rests; where no time is known, when its page was published."""
    record, published = entry.record, entry.source.published
    if record.stated_on is None:
        return _published_as_said(entry.source)
    by_page = published is not None and record.stated_on == DateBounds(None, published.bounds.last, Precision.BOUNDED)
    basis: SaidBasis = "not after the page was published" if by_page else "the time beside the words"
    return _said(record.stated_on, "a person" if _corrected(entry.read, record) else basis)


def _corrected(read: Record | None, record: Record) -> bool:
    return read is not None and read.stated_on != record.stated_on


def _published_as_said(source: EntrySource) -> SaidDay | None:
    return _said(source.published.bounds, "the day the page was published") if source.published else None


def _said(bounds: DateBounds, basis: SaidBasis) -> SaidDay:
    return {"first": _iso(bounds.first), "last": _iso(bounds.last), "precision": bounds.precision, "basis": basis}


def _days(first: date | None, last: date | None) -> Days | None:
    return {"first": _iso(first), "last": _iso(last)} if first or last else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
