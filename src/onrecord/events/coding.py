"""Finds the events a page reports, clause by clause.

In:      Document, Parse, Statements, Cast, times
Out:     Events in text order: type, mode, quad, parties, place, days, count and status, with the clause as evidence
Refuses: clauses without an actor the cast knows; conditions, questions, wishes and possibilities; sayings as such
Source:  PLOVER (Open Event Data Alliance) types, modes and quads; tables in data/
Shown:   tests/events/test_coding.py

Precision over recall: what is left out can be looked up on the page, what is wrong would be believed.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from onrecord.events.arguments import arguments
from onrecord.events.clauses import Claim, claim_of, claims, clause_tokens, subject_of
from onrecord.events.deed_tables import type_rows
from onrecord.events.deeds import Act, code_act
from onrecord.events.nouns import noun_deed
from onrecord.events.participants import Participant, by_agent, named, place, political, recipient
from onrecord.events.quantities import quantity_of
from onrecord.terms.actors import Cast
from onrecord.terms.dates import DateBounds
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.events import Event, EventStatus, EventType, Quantity
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span, hull
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression

YEAR = timedelta(days=366)


def code_events(
    document: Document,
    parse: Parse,
    statements: tuple[Statement, ...],
    cast: Cast,
    times: tuple[TimeExpression, ...],
) -> tuple[Event, ...]:
    """Every event a clause or a noun with its own parties reports ("its operation against Kyiv")."""
    page = Page(document, parse, statements, cast, times)
    found: dict[str, Event] = {}
    for token in range(len(parse)):
        event = page.event_at(token)
        if event is not None:
            found.setdefault(event.id, event)  # one clause tells one event of a type
    return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Deed:
    """What is known of an event before its day and place are looked up."""

    token: int
    type: EventType
    mode: str | None
    status: EventStatus
    actor: Participant
    recipient: Participant | None
    words: tuple[int, ...]
    counted: tuple[int, ...]


class Page:
    """One page while its events are coded."""

    def __init__(
        self,
        document: Document,
        parse: Parse,
        statements: tuple[Statement, ...],
        cast: Cast,
        times: tuple[TimeExpression, ...],
    ) -> None:
        self._document_id = document.id
        self._parse = parse
        self._cast = cast
        self._times = sorted(times, key=lambda t: t.span)
        self._time_starts = [t.span.start for t in self._times]
        self._headlines = [b.span for b in document.blocks if b.role is BlockRole.HEADLINE]
        pieces = [(piece, s.id) for s in statements for piece in s.content]
        self._contents = sorted(pieces, key=lambda p: p[0].start)
        self._content_starts = [p[0].start for p in self._contents]

    def event_at(self, token: int) -> Event | None:
        """The event this token heads; None when it heads none."""
        parse = self._parse
        if claims(parse, token):
            deed = self._clause(token)
        elif parse.pos[token] == "NOUN" and noun_deed(parse, token) is EventType.ASSAULT:
            deed = self._nominal(token)
        else:
            return None
        return self._event(deed) if deed is not None else None

    def _clause(self, verb: int) -> Deed | None:
        parse = self._parse
        act = code_act(parse, verb)
        if act is None or act.reality == "wish":
            return None
        claim = claim_of(parse, verb, headline=self._in_headline(verb))
        if claim is None:
            return None
        doer = by_agent(parse, verb)
        if doer is None:
            doer = subject_of(parse, verb)
        actor = political(parse, self._cast, doer) if doer is not None else None
        if actor is None or doer is None:
            return None
        held = arguments(parse, verb)
        other = recipient(parse, self._cast, held, actor)
        kind, mode, status = _coded(act, claim)
        needs = type_rows()[kind].needs_recipient
        if other is None and (needs == "always" or (needs == "bare verb" and act.bare)):
            return None
        return Deed(
            token=verb,
            type=kind,
            mode=mode,
            status=status,
            actor=actor,
            recipient=other,
            words=tuple(clause_tokens(parse, verb)),
            counted=(doer, *held.objects),
        )

    def _nominal(self, noun: int) -> Deed | None:
        """ "its military operation against Kyiv": told as fact by a clause that tells facts."""
        parse = self._parse
        owners = [c for c in parse.children[noun] if parse.deps[c] == "poss"]
        against = [
            below
            for child in parse.children[noun]
            if parse.deps[child] == "prep" and parse.lower(child) in ("against", "on", "in")
            for below in parse.children[child]
            if parse.deps[below] == "pobj"
        ]
        if not owners or not against:
            return None
        verb = next((a for a in parse.ancestors(noun) if parse.pos[a] in ("VERB", "AUX")), None)
        governing = verb
        while governing is not None and parse.tags[governing] == "VB" and parse.deps[governing] in ("xcomp", "ccomp"):
            if parse.heads[noun] == governing:
                return None  # "threatened to launch its attack on": the deed itself is not told as fact
            governing = parse.heads[governing]
        claim = claim_of(parse, governing, headline=self._in_headline(noun)) if governing is not None else None
        if claim is None or claim.status not in (EventStatus.HAPPENED, EventStatus.ONGOING):
            return None
        actor = political(parse, self._cast, owners[0])
        other = named(parse, self._cast, against[0])
        if actor is None or other is None or actor.actor_id == other.actor_id:
            return None
        words = tuple(t for t in parse.subtree(noun) if parse.deps[t] != "punct")
        return Deed(noun, EventType.ASSAULT, None, claim.status, actor, other, words, ())

    def _event(self, deed: Deed) -> Event:
        parse = self._parse
        evidence = hull((parse.span(deed.words[0], deed.words[-1]), deed.actor.span))
        quantity = next(self._quantities(deed.counted), None)
        return Event(
            document_id=self._document_id,
            type=deed.type,
            mode=deed.mode,
            quad=type_rows()[deed.type].quad,
            actor=deed.actor.span,
            actor_id=deed.actor.actor_id,
            recipient=deed.recipient.span if deed.recipient else None,
            recipient_id=deed.recipient.actor_id if deed.recipient else None,
            place=place(parse, self._cast, deed.token, (deed.actor, deed.recipient)),
            date=self._days(deed, evidence),
            status=deed.status,
            quantity=quantity,
            evidence=(evidence,),
            reported_by=self._reported_by(evidence),
        )

    def _quantities(self, nouns: tuple[int, ...]) -> Iterator[Quantity]:
        for noun in nouns:
            found = quantity_of(self._parse, noun)
            if found is not None:
                yield found

    def _days(self, deed: Deed, evidence: Span) -> DateBounds | None:
        """Of the first time expression in the clause's own words that has days."""
        own = set(deed.words)
        first = bisect_left(self._time_starts, evidence.start)
        for time in self._times[first:]:
            if time.span.start >= evidence.end:
                return None
            if time.bounds is not None and _dates(time.bounds) and own.intersection(self._parse.tokens_in(time.span)):
                return time.bounds
        return None

    def _reported_by(self, evidence: Span) -> str | None:
        """The innermost statement whose content holds the clause; None when the writer tells it."""
        at = bisect_left(self._content_starts, evidence.start + 1)
        for content, statement_id in reversed(self._contents[max(0, at - 8) : at]):
            if content.covers(evidence):
                return statement_id
        return None

    def _in_headline(self, token: int) -> bool:
        start = self._parse.starts[token]
        return any(h.start <= start < h.end for h in self._headlines)


def _coded(act: Act, claim: Claim) -> tuple[EventType, str | None, EventStatus]:
    """Type, mode and status; to say one will not yield, help, meet ... is to REJECT it, and that has happened."""
    row = type_rows()[act.type]
    if claim.refused and row.volitional:
        return EventType.REJECT, row.refused_mode, EventStatus.HAPPENED
    if act.denies and claim.status is EventStatus.DENIED:
        return act.type, act.mode, EventStatus.HAPPENED
    planned = act.reality == "plan" and claim.status is not EventStatus.DENIED
    return act.type, act.mode, EventStatus.PLANNED if planned else claim.status


def _dates(bounds: DateBounds) -> bool:
    """ "In the 21st century" dates no event: a year is the most."""
    if bounds.first is None or bounds.last is None:
        return True
    return bounds.last - bounds.first <= YEAR
