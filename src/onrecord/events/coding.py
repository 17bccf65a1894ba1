"""Codes the events a page reports.

In:      Document, Parse, Statements, Cast, times; an ActionTyper where one is at hand
Out:     Events in text order: type, mode, quad, parties, place, days, count and status, with the clause as evidence
Refuses: what drafts.py refuses; actions neither the tables nor the model have a type for
Source:  PLOVER (Open Event Data Alliance) types, modes and quads; tables in data/
Shown:   tests/events/test_coding.py

Precision over recall: what is left out can be looked up on the page, what is wrong would be believed.
"""

from bisect import bisect_left
from collections.abc import Iterator, Set
from datetime import timedelta

from onrecord.events.action_tables import type_rows
from onrecord.events.claims import claim_of
from onrecord.events.completing import is_inside, leads_on
from onrecord.events.drafts import TOLD, EventDraft, Finder
from onrecord.events.evidence import evidence_of
from onrecord.events.pairs import PairAct, asked_pair
from onrecord.events.participants import Participant, doers, named, place
from onrecord.events.quantities import quantity_of
from onrecord.events.type_choice import NO_TYPE, Decided, decided
from onrecord.language.clauses import clause_tokens, doer_of_complement
from onrecord.language.noun_phrases import phrase_span
from onrecord.language.predications import named_by, predication_of
from onrecord.language.told import telling_words
from onrecord.terms.actions import TypedAction
from onrecord.terms.actors import Cast
from onrecord.terms.dates import DateBounds
from onrecord.terms.documents import BlockRole, Document
from onrecord.terms.events import Event, EventStatus, EventType, Quantity
from onrecord.terms.parses import Parse
from onrecord.terms.predications import Predication
from onrecord.terms.protocols import ActionTyper
from onrecord.terms.spans import Span, hull
from onrecord.terms.statements import Statement
from onrecord.terms.times import TimeExpression

YEAR = timedelta(days=366)
FRIENDLY = frozenset({1, 2})  # PLOVER's quads of verbal and material cooperation


def code_events(
    document: Document,
    parse: Parse,
    statements: tuple[Statement, ...],
    cast: Cast,
    times: tuple[TimeExpression, ...],
    *,
    typer: ActionTyper | None = None,
) -> tuple[Event, ...]:
    """Every event a clause or a noun with its own parties reports ("its operation against Kyiv").

    typer: asked where both parties are known and the words do not settle the type; without one the tables decide.
    """
    page = PageEvents(document, parse, statements, cast, times)
    drafts = list(Finder(parse, cast, page.in_headline).drafts())
    found: dict[str, Event] = {}
    for draft, typed in zip(drafts, _typed(parse, drafts, typer), strict=True):
        choice = decided(draft.type, draft.mode, typed) or (NO_TYPE if draft.wordless else None)
        if choice is not None:
            event = page.event(draft, choice)
            found.setdefault(event.id, event)  # one clause tells one event of a type for the same two
    for event in page.happenings({draft.token for draft in drafts}):
        found.setdefault(event.id, event)
    return tuple(sorted(found.values(), key=lambda e: (e.evidence[0].start, e.type is None)))


def _typed(parse: Parse, drafts: list[EventDraft], typer: ActionTyper | None) -> list[TypedAction | None]:
    """The model's answers; None for a draft it was not asked about."""
    answers: list[TypedAction | None] = [None] * len(drafts)
    if typer is None:
        return answers
    asked = [(i, d, d.recipient.span) for i, d in enumerate(drafts) if d.recipient is not None and not d.settled]
    questions = [
        asked_pair(parse, d.actor.span, other, act=PairAct(d.token, d.type, d.mode, d.claim, d.status, sure=True))
        for _, d, other in asked
    ]
    for (i, _, _), answer in zip(asked, typer.types(questions), strict=True):
        answers[i] = answer
    return answers


class PageEvents:
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
        self._codes = named_by(cast)(parse)
        self._times = sorted(times, key=lambda t: t.span)
        self._time_starts = [t.span.start for t in self._times]
        self._headlines = [b.span for b in document.blocks if b.role is BlockRole.HEADLINE]
        self._statements = {s.id: s for s in statements}
        pieces = [(piece, s.id) for s in statements for piece in s.content]
        self._contents = sorted(pieces, key=lambda p: p[0].start)
        self._content_starts = [p[0].start for p in self._contents]

    def in_headline(self, token: int) -> bool:
        """Does the token stand in a headline?"""
        start = self._parse.starts[token]
        return any(h.start <= start < h.end for h in self._headlines)

    def event(self, draft: EventDraft, choice: Decided) -> Event:
        """The draft with its day, place, count and teller."""
        parse, other = self._parse, draft.recipient
        status = self._status(draft, choice)
        evidence = evidence_of(parse, draft.token, draft.words, draft.actor.span, is_so=status.is_so)
        told = status in (EventStatus.CLAIMED, EventStatus.DENIED)
        source = draft.claim.source if told else None
        teller = named(parse, self._cast, source, places=True) if source is not None else None
        beside = self._told_at(parse.starts[draft.token]) if told and source is None else None
        return Event(
            document_id=self._document_id,
            type=choice.type,
            mode=choice.mode,
            quad=type_rows()[choice.type].quad if choice.type else None,
            actor=draft.actor.span,
            actor_id=draft.actor.actor_id,
            recipient=other.span if other else None,
            recipient_id=other.actor_id if other else None,
            place=place(parse, self._cast, draft.token, (draft.actor, other)),
            date=self._days(draft),
            status=status,
            quantity=next(self._quantities(draft.counted), None),
            evidence=evidence,
            reported_by=self._reported_by(hull(evidence)),
            probability=choice.probability,
            predicate=parse.span(draft.token, draft.token),
            said_by=phrase_span(parse, source) if source is not None else _source_of(beside),
            said_by_id=teller.actor_id if teller else beside.speaker_id if beside else None,
            does=predication_of(parse, draft.token, self._codes),
        )

    def happenings(self, told: Set[int]) -> Iterator[Event]:
        """What is told to have happened, or to be denied, without a political actor who does it: "the tug sailed from
        Zárate". Of no type, known by its words; only where somebody or something is named in it.

        told: verbs whose actions are events already.
        """
        parse = self._parse
        for verb, _ in telling_words(parse):
            if verb in told or parse.pos[verb] not in ("VERB", "AUX") or is_inside(parse, verb):
                continue
            if not told.isdisjoint(parse.children[verb]):
                continue  # "carried out exercises": told at the noun
            claim = claim_of(parse, verb, headline=self.in_headline(verb))
            if claim is None or claim.status not in TOLD:
                continue
            # What it says takes most of the time, so it is read last.
            says = predication_of(parse, verb, self._codes)
            if says is None or says.predicate.startswith("be ") or says.predicate == "be":
                continue
            words = tuple(clause_tokens(parse, verb))
            if not self._names_something(says, words):
                continue
            if parse.lemmas[verb] != "be" and leads_on(parse, verb, says=says):
                continue
            doer = doer_of_complement(parse, verb)
            acting = next(iter(doers(parse, self._cast, doer)), None) if doer is not None else None
            own = acting.span if acting is not None else parse.span(verb, verb)
            evidence = evidence_of(parse, verb, words, own, is_so=claim.status.is_so)
            yield Event(
                document_id=self._document_id,
                type=None,
                mode=None,
                quad=None,
                actor=acting.span if acting else None,
                actor_id=acting.actor_id if acting else None,
                recipient=None,
                recipient_id=None,
                place=None,
                date=self._first_days(words),
                status=claim.status,
                quantity=None,
                evidence=evidence,
                reported_by=self._reported_by(hull(evidence)),
                predicate=parse.span(verb, verb),
                does=says,
            )

    def _names_something(self, says: Predication, words: tuple[int, ...]) -> bool:
        """Is any of its arguments a name, or somebody's, or is a place or somebody named beside them ("technicians at
        Natanz")? A day is no name."""
        if any(a.code is not None or a.head[0].isupper() or _has_name(a.words) for a in says.arguments):
            return True
        parse = self._parse
        return any(parse.pos[t] == "PROPN" and parse.entities[t] not in ("DATE", "TIME") for t in words)

    def _status(self, draft: EventDraft, choice: Decided) -> EventStatus:
        """What one side alone says is its claim: of its own attack, of one on itself, of what another state has done to
        anybody. What it says another did in friendship ("Warsaw said Germany had helped") nobody contests."""
        if not draft.status.is_so:
            return draft.status
        side = self._side(draft)
        if side is None:
            return draft.status
        doer, other = self._state(draft.actor), self._state(draft.recipient)
        if side != doer:
            friendly = choice.type is not None and type_rows()[choice.type].quad in FRIENDLY
            return draft.status if friendly or doer is None else EventStatus.CLAIMED
        own_attack = choice.type is EventType.ASSAULT and (draft.recipient is None or other is not None)
        return EventStatus.CLAIMED if own_attack else draft.status

    def _side(self, draft: EventDraft) -> str | None:
        """The state whose word alone the clause rests on; None where the writer tells it, or nobody of a state does."""
        if draft.claim.source is not None:
            return self._state(named(self._parse, self._cast, draft.claim.source, places=True))
        told = self._told_at(self._parse.starts[draft.token])
        speaker = self._cast.actors.get(told.speaker_id) if told is not None and told.speaker_id else None
        return speaker.state if speaker is not None else None

    def _told_at(self, position: int) -> Statement | None:
        """The innermost statement whose content holds the place."""
        at = bisect_left(self._content_starts, position + 1)
        held = (
            self._statements[i] for piece, i in reversed(self._contents[max(0, at - 8) : at]) if piece.end > position
        )
        return next(held, None)

    def _state(self, party: Participant | None) -> str | None:
        return self._cast.actors[party.actor_id].state if party is not None else None

    def _quantities(self, nouns: tuple[int, ...]) -> Iterator[Quantity]:
        for noun in nouns:
            found = quantity_of(self._parse, noun)
            if found is not None:
                yield found

    def _days(self, draft: EventDraft) -> DateBounds | None:
        """Of the first time expression in the clause's own words that has days; of what hangs on a noun, else of the
        first in the clause that noun stands in."""
        found = self._first_days(draft.words)
        if found is None and draft.around is not None:
            verb = next((t for t in (draft.around, *self._parse.ancestors(draft.around)) if self._is_verb(t)), None)
            return self._first_days(tuple(clause_tokens(self._parse, verb))) if verb is not None else None
        return found

    def _is_verb(self, token: int) -> bool:
        return self._parse.pos[token] in ("VERB", "AUX")

    def _first_days(self, tokens: tuple[int, ...]) -> DateBounds | None:
        own, whole = set(tokens), self._parse.span(tokens[0], tokens[-1])
        for time in self._times[bisect_left(self._time_starts, whole.start) :]:
            if time.span.start >= whole.end:
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


def _has_name(words: tuple[str, ...]) -> bool:
    return any(w[0].isupper() for w in words)


def _source_of(statement: Statement | None) -> Span | None:
    return statement.source[0] if statement is not None and statement.source else None


def _dates(bounds: DateBounds) -> bool:
    """ "In the 21st century" dates no event: a year is the most."""
    if bounds.first is None or bounds.last is None:
        return True
    return bounds.last - bounds.first <= YEAR
