"""Encounters that count for nothing: a person says that the event did not meet the norm.

In:      the judgements "not-met" in force, the log of encounters
Out:     rows of `not_met`: pairs of a norm and an event, by their anchors, read by whoever reads encounters or statuses
Refuses: nothing; a judgement that fits no encounter waits for one
Source:  docs/ledger.md, "What an event did not meet"
Shown:   tests/ledger/test_not_met.py

A pair follows from the log alone, from the judgement and from norm and event as first read: so it is the same
whichever came first, and when the index is made anew. An action done upon a condition hangs on what met that: where
nothing is left that did, the action counts for nothing either.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import delete, insert, or_, select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.entries.fetch import RowKey, entries_as_read
from onrecord.ledger.entries.judging import anchoring
from onrecord.ledger.index.events import event_columns, taken_events
from onrecord.ledger.index.last_status import refresh_status
from onrecord.ledger.index.norms import day_of
from onrecord.ledger.judgements.anchors import fold, same_action, same_sentence
from onrecord.ledger.judgements.happenings import EventOutline, happening_from, same_happening
from onrecord.ledger.judgements.store import any_kept, kept_of_verdicts
from onrecord.ledger.judgements.values import Anchor, Judgement, in_force
from onrecord.ledger.rows.cells import AnyRow
from onrecord.ledger.rows.reading import reading_of
from onrecord.ledger.schema import tables
from onrecord.ledger.schema.imported import imported_events
from onrecord.ledger.schema.later_tables import encounters, not_met
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.norm_parts import ACTION_ROLE
from onrecord.terms.predications import predicate_of
from onrecord.terms.records import Mode

# Of these grades a condition may be met; "denied" meets nothing.
_MAY_BE_MET = ("yes", "likely", "maybe")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A norm as it was first read, and where."""

    words: Anchor
    mode: Mode
    page_id: str
    url: str | None


def refutations(connection: Connection) -> list[Judgement]:
    """The judgements in force that an event did not meet a norm, oldest first."""
    if not any_kept(connection):
        return []
    kept = kept_of_verdicts(connection, (JudgementKind.NOT_MET, JudgementKind.RETRACT))
    return [j for j in in_force(kept) if j.verdict is JudgementKind.NOT_MET]


def follow_not_met(connection: Connection, norms: Iterable[str] | None = None) -> None:
    """Work out anew which encounters of the norms with these anchors count for nothing (None: of all norms), and what
    then stands of these norms."""
    held = refutations(connection)
    if norms is None:
        about = {norm for judgement in held for norm in norms_about(connection, judgement)}
        about |= set(connection.execute(select(not_met.c.norm)).scalars())
    else:
        about = set(norms)
    for some in in_shares(sorted(about)):
        connection.execute(delete(not_met).where(not_met.c.norm.in_(some)))
        met = connection.execute(select(encounters).where(encounters.c.norm.in_(some)).order_by(encounters.c.n)).all()
        pairs = _pairs(connection, held, met)
        if pairs:
            connection.execute(insert(not_met), [{"norm": norm, "event": event} for norm, event in sorted(pairs)])
    refresh_status(connection, about)


def norms_about(connection: Connection, judgement: Judgement) -> set[str]:
    """The anchors of the norms with encounters that a judgement is about: the norm judged, and those of its words."""
    e, n, t = encounters.c, tables.norms.c, tables
    its_own = or_(e.norm == dict(judgement.slots).get("target"), e.norm_id == judgement.target_id)
    found = set(connection.execute(select(e.norm).where(its_own)).scalars())
    anchor = judgement.anchor
    seen = [t.pages.c.id == judgement.page_id]
    seen += [t.sightings.c.url == judgement.url] if judgement.url is not None else []
    there = (
        select(t.readings.c.n)
        .join(t.pages, t.pages.c.n == t.readings.c.page)
        .join(t.sightings, t.sightings.c.n == t.readings.c.sighting)
        .where(or_(*seen))
    )
    near = or_(n.agent_id.is_not_distinct_from(anchor.agent_id), n.reading.in_(there))
    rows = connection.execute(select(e.norm, e.norm_id).distinct().join(tables.norms, n.id == e.norm_id).where(near))
    named = {(row.norm, row.norm_id) for row in rows if row.norm not in found}
    claims = _claims(connection, {norm_id for _, norm_id in named})
    return found | {norm for norm, norm_id in named if norm_id in claims and _of_words(judgement, claims[norm_id])}


def refuted_events(connection: Connection, norm_id: str, event_ids: Sequence[str]) -> set[str]:
    """Of these events, by their ids, those of which a person says that they did not meet the norm; the log need hold no
    encounter of the two."""
    held = refutations(connection) if event_ids else []
    claim = _claims(connection, {norm_id}).get(norm_id) if held else None
    about = [j for j in held if j.target_id == norm_id or (claim is not None and _of_words(j, claim))]
    if not about:
        return set()
    return {id_ for id_ in event_ids if any(_of_event(j, id_, happening_of(connection, id_)) for j in about)}


def find_events(connection: Connection, prefix: str, *, limit: int) -> list[str]:
    """The ids of events, read or imported, that are or begin so: whole ids first, then in order."""
    found: list[str] = []
    for table, name in ((tables.events, "event"), (imported_events, "imported")):
        begin = prefix if "-" in prefix else f"{name}-{prefix}"
        if begin.startswith(f"{name}-") and prefix.isascii() and prefix.isprintable():
            c = table.c
            query = select(c.id).distinct().where(c.id >= begin, c.id < begin + "g").order_by(c.id).limit(limit)
            found += connection.execute(query).scalars().all()
    return sorted(found, key=lambda id_: (id_ != prefix, id_))[:limit]


def happening_of(connection: Connection, event_id: str) -> EventOutline | None:
    """What is known of an event as it was first read, or imported; None where the ledger holds none of this id."""
    e, i = tables.events.c, imported_events.c
    at = select(e.reading, e.seq).where(e.id == event_id).order_by(e.reading, e.seq).limit(1)
    row = connection.execute(at).first()
    if row is None:
        return next(
            (
                EventOutline(
                    anchor=seen.anchor,
                    page_id=None,
                    words=fold(seen.words),
                    told=None,
                    actor=seen.actor,
                    recipient=seen.recipient,
                    first=seen.first,
                    last=seen.last,
                )
                for seen in taken_events(connection, i.id == event_id, 1)
            ),
            None,
        )
    reading = reading_of(connection, row.reading)
    event = reading.events[row.seq]
    columns = event_columns(reading, event)
    return EventOutline(
        anchor=columns["anchor"],
        page_id=reading.page.id,
        words=fold(event.evidence[0].of(reading.text)),
        told=predicate_of(columns["does"]) if columns["does"] else None,
        actor=columns["actor"],
        recipient=columns["recipient"],
        first=day_of(columns["day_first"]),
        last=day_of(columns["day_last"]),
    )


def _pairs(connection: Connection, held: Sequence[Judgement], met: Sequence[AnyRow]) -> set[tuple[str, str]]:
    """Of these encounters, all that some norms have, those that count for nothing."""
    if not held or not met:
        return set()
    claims = _claims(connection, {row.norm_id for row in met})
    happenings: dict[str, EventOutline | None] = {}
    found: set[tuple[str, str]] = set()
    for row in met:
        claim = claims.get(row.norm_id)
        about = [j for j in held if _of_norm(j, row, claim)]
        if about and row.event_id not in happenings:
            happenings[row.event_id] = happening_of(connection, row.event_id)
        if any(_of_event(j, row.event_id, happenings[row.event_id]) for j in about):
            found.add((row.norm, row.event))
    return found | _left_without_condition(claims, met, found)


def _left_without_condition(
    claims: dict[str, _Claim], met: Sequence[AnyRow], gone: set[tuple[str, str]]
) -> set[tuple[str, str]]:
    """The actions done upon a condition that nothing met, as it now turns out."""
    conditions: dict[str, list[AnyRow]] = defaultdict(list)
    for row in met:
        if row.role == "trigger":
            conditions[row.norm].append(row)
    found = set()
    for row in met:
        claim, triggers = claims.get(row.norm_id), conditions[row.norm]
        if row.role != ACTION_ROLE or claim is None or claim.mode is not Mode.IF:
            continue
        left = [t for t in triggers if (t.norm, t.event) not in gone and t.match in _MAY_BE_MET and _by_then(t, row)]
        if not left and any((t.norm, t.event) in gone for t in triggers):
            found.add((row.norm, row.event))
    return found


def _by_then(trigger: AnyRow, action: AnyRow) -> bool:
    return trigger.day_last is None or action.day_last is None or trigger.day_last <= action.day_last


def _claims(connection: Connection, norm_ids: set[str]) -> dict[str, _Claim]:
    """Norms by id, each as it was first read."""
    n, places = tables.norms.c, dict[str, RowKey]()
    for some in in_shares(sorted(norm_ids)):
        rows = connection.execute(select(n.id, n.reading, n.record).where(n.id.in_(some)).order_by(n.reading, n.seq))
        for row in rows:
            places.setdefault(row.id, RowKey(row.reading, row.record))
    entries = entries_as_read(connection, list(dict.fromkeys(places.values())))
    return {
        norm.id: _Claim(anchoring(entry, norm), norm.norm.mode, entry.source.page_id, entry.source.url)
        for entry in entries
        for norm in entry.norms
        if norm.id in places
    }


def _of_norm(judgement: Judgement, met: AnyRow, claim: _Claim | None) -> bool:
    if judgement.target_id == met.norm_id or dict(judgement.slots).get("target") == met.norm:
        return True
    return claim is not None and _of_words(judgement, claim)


def _of_words(judgement: Judgement, claim: _Claim) -> bool:
    """Is the norm what was judged: of the same agent in the same words, on any page; or the same sentence of its page,
    read or cut otherwise?"""
    judged, words = judgement.anchor, claim.words
    if judged.action is None or words.action is None:
        return False
    if (judged.agent_id, judged.action, judged.trigger) == (words.agent_id, words.action, words.trigger):
        return True
    at_one_place = claim.page_id == judgement.page_id or (claim.url is not None and claim.url == judgement.url)
    if not at_one_place or not same_sentence(judged.evidence, words.evidence):
        return False
    if judged.trigger is None or words.trigger is None:
        return judged.trigger is words.trigger and same_action(judged.action, words.action)
    return same_action(judged.action, words.action) and same_action(judged.trigger, words.trigger)


def _of_event(judgement: Judgement, event_id: str, happening: EventOutline | None) -> bool:
    if judgement.other_id == event_id:
        return True
    judged = happening_from(dict(judgement.slots))
    return judged is not None and happening is not None and same_happening(judged, happening)
