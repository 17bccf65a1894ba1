"""What an actor said, in the order it said it, each saying beside its last one about the same deed.

In:      Ledger, an actor's code, another's, words, days
Out:     Timeline; Comparison of what was on record by two days
Refuses: days that run backwards (ValueError)
Source:  docs/questions.md
Shown:   tests/questions/test_timelines.py
"""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from onrecord.ledger import Entry, EntryNorm, Filters, Ledger
from onrecord.ledger.entries.fetch import Place
from onrecord.ledger.index.events import SeenEvent
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.changes import Change, Mark, change, family, same_undertaking
from onrecord.questions.earlier import earlier_of
from onrecord.questions.searching import expression, terms
from onrecord.questions.wording import in_words
from onrecord.terms.reading_json import date_json

# A topic's words are looked for in this many passages, best first.
TOPIC_PASSAGES = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One norm on the line. after: the earlier norm of the same deed it is compared with; None for the first."""

    entry: Entry
    norm: EntryNorm
    first: date | None
    last: date | None
    change: Change
    after: str | None

    def to_json(self) -> dict[str, Any]:
        """With the words, the speaker, the date and the page."""
        entry = self.entry
        return {
            "norm": self.norm.to_json(),
            "sentence": in_words(self.norm),
            "from": self.first.isoformat() if self.first else None,
            "to": self.last.isoformat() if self.last else None,
            "mark": self.change.mark.value,
            "reasons": list(self.change.reasons),
            "after": self.after,
            "record_id": entry.id,
            "strength": entry.record.strength.value,
            "stated_on": date_json(entry.record.stated_on) if entry.record.stated_on else None,
            "evidence": [q.to_json() for q in entry.evidence],
            "statement": entry.statement.to_json() if entry.statement else None,
            "source": entry.source.to_json(),
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Sayings and events, oldest first, unknown days last. more: there are older ones that `limit` cut off."""

    sayings: tuple[Saying, ...]
    events: tuple[SeenEvent, ...]
    more: bool

    def to_json(self) -> dict[str, Any]:
        """`{"sayings", "events", "more"}`."""
        return {
            "sayings": [s.to_json() for s in self.sayings],
            "events": [event_json(e) for e in self.events],
            "more": self.more,
        }


def timeline(
    ledger: Ledger,
    actor: str,
    other: str | None = None,
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int = 50,
) -> Timeline:
    """The newest `limit` sayings of an actor in these days, oldest first, with what it did.

    other: only what it says of another actor, and what that one says of it. topic: only records with these words.
    """
    if since and until and since > until:
        raise ValueError(f"{since} lies after {until}")
    places = None
    if topic is not None:
        filters = Filters(since=since, until=until)
        places = ledger.places_found(expression(terms(topic)), filters, limit=TOPIC_PASSAGES)
    held: list[CurrentNorm] = []
    for agent, about in ((actor, other), (other, actor)) if other else ((actor, None),):
        held += ledger.standing.norms_of(
            str(agent), target=about, since=since, until=until, places=places, limit=limit + 1
        )
    held.sort(key=_newest_first)
    shown = held[:limit]
    events = []
    if topic is None:
        parties = {actor, other} if other else {actor}
        for code in sorted(c for c in parties if c):
            found_events = ledger.standing.by_actor(code, since=since, until=until, limit=limit)
            events += [e for e in found_events if other is None or {e.actor, e.recipient} == parties]
    events.sort(key=lambda e: (e.last is None, e.last or date.max, e.id))
    return Timeline(sayings=_sayings(ledger, shown), events=tuple(events[-limit:]), more=len(held) > limit)


def _sayings(ledger: Ledger, shown: list[CurrentNorm]) -> tuple[Saying, ...]:
    earlier = earlier_of(ledger, shown)
    entries = dict(zip(_places(shown), ledger.entries_at(_places(shown)), strict=True))
    found = []
    for norm in sorted(shown, key=_oldest_first):
        entry = entries[norm.place]
        words = next((n for n in entry.norms if n.id == norm.id), None)
        if words is None:
            continue
        last = earlier.get(norm.id)
        found.append(
            Saying(
                entry=entry,
                norm=words,
                first=norm.first,
                last=norm.last,
                change=change(last, norm) if last else Change(Mark.FIRST, ()),
                after=last.id if last else None,
            )
        )
    return tuple(found)


def _places(norms: list[CurrentNorm]) -> list[Place]:
    return list(dict.fromkeys(n.place for n in norms))


def _newest_first(norm: CurrentNorm) -> tuple[bool, int, str]:
    return (norm.last is None, -(norm.last or date.min).toordinal(), norm.id)


def _oldest_first(norm: CurrentNorm) -> tuple[bool, date, str]:
    return (norm.last is None, norm.last or date.max, norm.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """One deed at two days: the last saying by each; None: nothing was on record. change: None unless both are."""

    earlier: Saying | None
    later: Saying | None
    change: Change | None

    def to_json(self) -> dict[str, Any]:
        """`{"earlier", "later", "mark", "reasons"}`."""
        return {
            "earlier": self.earlier.to_json() if self.earlier else None,
            "later": self.later.to_json() if self.later else None,
            "mark": self.change.mark.value if self.change else "new",
            "reasons": list(self.change.reasons) if self.change else [],
        }


def compare(ledger: Ledger, actor: str, *, at: date, and_at: date) -> tuple[Then, ...]:
    """What an actor had surely said by each of two days, deed by deed; deeds that moved first, then new ones."""
    if at > and_at:
        raise ValueError(f"{at} lies after {and_at}: give the earlier day first")
    held = [n for n in ledger.standing.norms_of(actor, until=and_at) if n.last is not None and n.last <= and_at]
    held.sort(key=lambda n: (family(n.modal), *_oldest_first(n)))
    deeds: list[list[CurrentNorm]] = []
    for _, group in groupby(held, key=lambda n: family(n.modal)):
        own: list[list[CurrentNorm]] = []
        for norm in group:
            home = next((d for d in own if same_undertaking(d[-1], norm)), None)
            if home is None:
                own.append([norm])
            else:
                home.append(norm)
        deeds += own
    rows = []
    wanted: list[CurrentNorm] = []
    for deed in deeds:
        by_then = [n for n in deed if n.last is not None and n.last <= at]
        earlier, later = (by_then[-1] if by_then else None), deed[-1]
        wanted += [n for n in (earlier, later) if n]
        rows.append((earlier, later))
    sayings = {s.norm.id: s for s in _sayings(ledger, list({n.id: n for n in wanted}.values()))}
    found = []
    for earlier, later in rows:
        moved = None
        if earlier is not None:
            unmoved = Change(Mark.REPEATED, ("nothing later is on record",))
            moved = change(earlier, later) if earlier.id != later.id else unmoved
        before_, after = sayings.get(earlier.id) if earlier else None, sayings.get(later.id)
        found.append(Then(earlier=before_, later=after, change=moved))
    return tuple(
        sorted(found, key=lambda t: (t.change is None, t.change is not None and t.change.mark is Mark.REPEATED))
    )


def event_json(event: SeenEvent) -> dict[str, Any]:
    """An event with its words and where they stand."""
    return {
        "id": event.id,
        "type": event.type.value if event.type else None,
        "status": event.status.value,
        "mode": event.mode,
        "actor": event.actor,
        "recipient": event.recipient,
        "claimed": event.claimed,
        "from": event.first.isoformat() if event.first else None,
        "to": event.last.isoformat() if event.last else None,
        "words": event.words,
        "where": event.where,
    }
