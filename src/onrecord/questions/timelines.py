"""What an actor said, in the order it said it, each saying beside its last one about the same action.

In:      Ledger, an actor's code, another's, words, days
Out:     Timeline; Comparison of what was on record by two days
Refuses: days that run backwards (ValueError)
Source:  docs/questions.md
Shown:   tests/questions/test_timelines.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from onrecord.ledger import Entry, EntryNorm, Filters, Ledger
from onrecord.ledger.entries.fetch import RowKey
from onrecord.ledger.index.events import SeenEvent
from onrecord.ledger.index.norms import CurrentNorm
from onrecord.questions.changes import Change, ChangeMark, change, family, same_undertaking
from onrecord.questions.earlier import earlier_of
from onrecord.questions.searching import expression, terms
from onrecord.questions.wording import in_words
from onrecord.terms.reading_json import date_json

# A topic's words are looked for in this many passages, best first.
TOPIC_PASSAGES = 2_000

# Before every saying and every event, as they are ordered: no day has such an ordinal.
NEWEST, LATEST = -(10**7), 10**7


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One norm on the line. after: the earlier norm of the same action it is compared with; None for the first."""

    entry: Entry
    norm: EntryNorm
    first: date | None
    last: date | None
    change: Change
    after: str | None

    def to_json(self) -> dict[str, Any]:
        """With the words, the speaker, the date and the page."""
        entry, speaker = self.entry, self.entry.speaker_of(self.norm)
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
            "speaker": speaker.to_json() if speaker else None,
            "source": entry.source.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Older:
    """After which saying and which event, by day and id, older ones come; None: there are none."""

    sayings: tuple[int, str] | None
    events: tuple[int, str] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Sayings and events, oldest first, unknown days last. more: there are older sayings that `limit` cut off.

    older: what to ask for those, and for older events; None: there is nothing older.
    """

    sayings: tuple[Saying, ...]
    events: tuple[SeenEvent, ...]
    more: bool
    older: Older | None = None

    def to_json(self) -> dict[str, Any]:
        """`{"sayings", "events", "more"}`."""
        return {
            "sayings": [s.to_json() for s in self.sayings],
            "events": [event_json(e) for e in self.events],
            "more": self.more,
        }

    def lines(self) -> Iterator[dict[str, Any]]:
        """`{"said": ...}` for each saying, then `{"happened": ...}` for each event."""
        yield from ({"said": saying.to_json()} for saying in self.sayings)
        yield from ({"happened": event_json(event)} for event in self.events)


def timeline(
    ledger: Ledger,
    actor: str,
    other: str | None = None,
    *,
    topic: str | None = None,
    since: date | None = None,
    until: date | None = None,
    after: Older | None = None,
    limit: int = 50,
) -> Timeline:
    """The newest `limit` sayings of an actor in these days, oldest first, with what it did.

    other: only what it says of another actor, and what that one says of it. topic: only records with these words.
    after: of what is older than an earlier answer.
    """
    if since and until and since > until:
        raise ValueError(f"{since} lies after {until}")
    places = None
    if topic is not None:
        filters = Filters(since=since, until=until)
        places = ledger.places_found(expression(terms(topic)), filters, limit=TOPIC_PASSAGES)
    begin = after or Older((NEWEST, ""), (LATEST, ""))
    pairs = ((actor, other), (other, actor)) if other else ((actor, None),)
    held: list[CurrentNorm] = []
    done: list[SeenEvent] = []
    for agent, about in pairs:
        if begin.sayings is not None:
            held += ledger.current.norms_of(
                str(agent),
                target=about,
                since=since,
                until=until,
                places=places,
                after=begin.sayings,
                limit=limit + 1,
            )
        if begin.events is not None and topic is None:
            done += ledger.current.by_actor(
                str(agent), to=about, since=since, until=until, after=begin.events, limit=limit + 1
            )
    held.sort(key=_turn)
    done.sort(key=_latest_first)
    shown, events = held[:limit], done[:limit]
    older = Older(
        _turn(shown[-1]) if len(held) > limit else None,
        (_day(events[-1]), events[-1].id) if len(done) > limit else None,
    )
    return Timeline(
        sayings=_sayings(ledger, shown),
        events=tuple(sorted(events, key=lambda e: (e.last is None, e.last or date.max, e.id))),
        more=older.sayings is not None,
        older=older if older.sayings or older.events else None,
    )


def _turn(norm: CurrentNorm) -> tuple[int, str]:
    """As the index orders them: the later the less, without a day last; of a norm said "since May" May counts."""
    day = norm.last or norm.first
    return -(day.toordinal() if day else 0), norm.id


def _latest_first(event: SeenEvent) -> tuple[int, str]:
    return -_day(event), event.id


def _day(event: SeenEvent) -> int:
    """The ordinal of its last day, as the index has it: of what has not ended the last of all; 0: not known."""
    if event.last is None:
        return date.max.toordinal() if event.first is not None else 0
    return event.last.toordinal()


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
                change=change(last, norm) if last else Change(ChangeMark.FIRST, ()),
                after=last.id if last else None,
            )
        )
    return tuple(found)


def _places(norms: list[CurrentNorm]) -> list[RowKey]:
    return list(dict.fromkeys(n.place for n in norms))


def _oldest_first(norm: CurrentNorm) -> tuple[bool, date, str]:
    return (norm.last is None, norm.last or date.max, norm.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """One action at two days: the last saying by each; None: nothing was on record. change: None unless both are."""

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
    """What an actor had surely said by each of two days, action by action; actions that moved first, then new ones."""
    if at > and_at:
        raise ValueError(f"{at} lies after {and_at}: give the earlier day first")
    held = [n for n in ledger.current.norms_of(actor, until=and_at) if n.last is not None and n.last <= and_at]
    held.sort(key=lambda n: (family(n.modal), *_oldest_first(n)))
    actions: list[list[CurrentNorm]] = []
    for _, group in groupby(held, key=lambda n: family(n.modal)):
        own: list[list[CurrentNorm]] = []
        for norm in group:
            home = next((d for d in own if same_undertaking(d[-1], norm)), None)
            if home is None:
                own.append([norm])
            else:
                home.append(norm)
        actions += own
    rows = []
    wanted: list[CurrentNorm] = []
    for action in actions:
        by_then = [n for n in action if n.last is not None and n.last <= at]
        earlier, later = (by_then[-1] if by_then else None), action[-1]
        wanted += [n for n in (earlier, later) if n]
        rows.append((earlier, later))
    sayings = {s.norm.id: s for s in _sayings(ledger, list({n.id: n for n in wanted}.values()))}
    found = []
    for earlier, later in rows:
        moved = None
        if earlier is not None:
            unmoved = Change(ChangeMark.REPEATED, ("nothing later is on record",))
            moved = change(earlier, later) if earlier.id != later.id else unmoved
        before_, after = sayings.get(earlier.id) if earlier else None, sayings.get(later.id)
        found.append(Then(earlier=before_, later=after, change=moved))
    return tuple(
        sorted(found, key=lambda t: (t.change is None, t.change is not None and t.change.mark is ChangeMark.REPEATED))
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
