"""A person's judgement, checked against what is held and put into the log and the index.

In:      a verdict on an id, by whom, when
Out:     the Judgements made: one for a norm, one for each norm of a record
Refuses: an id we do not hold, a slot without its words on the page, a pair without a second, a norm that was not met
         by no event (JudgementUnsound)
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.ledger.entries.fetch import entries_as_read, text_of
from onrecord.ledger.entries.judging import anchor_of, anchoring, corrected_norm, find_words, fits
from onrecord.ledger.entries.lookup import find_ids
from onrecord.ledger.entries.values import Entry, EntryNorm
from onrecord.ledger.errors import JudgementUnsound
from onrecord.ledger.index.not_met import find_events, follow_not_met, happening_of, norms_about, refutations
from onrecord.ledger.index.refresh import index_page
from onrecord.ledger.judgements.happenings import EventOutline
from onrecord.ledger.judgements.store import keep
from onrecord.ledger.judgements.values import CONFIRMED_SLOTS, RECORD_SLOTS, WORD_SLOTS, Judgement, slots_of
from onrecord.ledger.schema import tables
from onrecord.terms.judgements import OF_TWO, JudgementKind
from onrecord.terms.records import Mode


def judge(
    connection: Connection,
    target: str,
    verdict: JudgementKind,
    *,
    pairs: Sequence[str],
    other: str | None,
    author: str,
    note: str | None,
    judged_at: datetime,
) -> tuple[Judgement, ...]:
    """Keep what `author` says of the norm or record `target`; see `Ledger.judge`."""
    if not author.strip():
        raise JudgementUnsound("a judgement has an author: say who judges.")
    entry, norm = _the_one(connection, target)
    slots = slots_of(pairs) if verdict is JudgementKind.CORRECT else ()
    if pairs and verdict is not JudgementKind.CORRECT:
        raise JudgementUnsound(f"`{verdict.value}` takes no SLOT=VALUE; `correct` does.")
    other_id = None
    judged: Sequence[EntryNorm | None] = [norm] if norm else (entry.norms or [None])
    if verdict is JudgementKind.NOT_MET:
        norm, happening, other_id = _met_by(connection, entry, norm, other)
        judged, slots = [norm], (("target", anchor_of(entry, norm)), *happening.to_slots())
    elif verdict is JudgementKind.RETRACT and other is not None:
        other_id = _said_of(connection, entry, [n for n in judged if n], other.strip(), author.strip())
    elif verdict in OF_TWO:
        norm, second = _pair(connection, (entry, norm), other)
        other_id, judged = second[1].id, [norm]
        slots = (("target", anchor_of(entry, norm)), ("other", anchor_of(*second)))
    elif other is not None:
        raise JudgementUnsound(f"`{verdict.value}` is said of one, not of two.")
    elif verdict is JudgementKind.CORRECT:
        judged = [_correctable(entry, norm, slots, text_of(connection, entry.source.document_id))]
    made = tuple(
        Judgement(
            verdict=verdict,
            target_id=one.id if one else entry.id,
            other_id=other_id,
            page_id=entry.source.page_id,
            url=entry.source.url,
            author=author.strip(),
            note=note,
            judged_at=judged_at,
            slots=_held(one) if verdict is JudgementKind.CONFIRM and one else slots,
            anchor=anchoring(entry, one),
        )
        for one in judged
    )
    for judgement in made:
        keep(connection, judgement)
        if verdict in (JudgementKind.NOT_MET, JudgementKind.RETRACT):
            follow_not_met(connection, norms_about(connection, judgement))
    page = connection.execute(select(tables.pages.c.n).where(tables.pages.c.id == entry.source.page_id)).scalar_one()
    index_page(connection, page)
    for same in _other_captures(connection, entry):
        index_page(connection, same)
    return made


def _the_one(connection: Connection, prefix: str) -> tuple[Entry, EntryNorm | None]:
    """The entry as read, and the norm when one was named."""
    found = [f for f in find_ids(connection, prefix.strip(), limit=11) if f.kind in ("norm", "record")]
    whole = [f for f in found if f.id == prefix.strip()]
    if len(whole or found) != 1:
        many = ", ".join(f.id for f in found[:10])
        seen = f"several begin so: {many}" if found else "no norm or record is or begins so"
        raise JudgementUnsound(f"{prefix!r}: {seen}. `onrecord list` and `onrecord show` give the ids.")
    one = (whole or found)[0]
    assert one.place is not None  # records and norms have one
    (entry,) = entries_as_read(connection, [one.place])
    return entry, next((n for n in entry.norms if n.id == one.id), None)


def _pair(
    connection: Connection, first: tuple[Entry, EntryNorm | None], other: str | None
) -> tuple[EntryNorm, tuple[Entry, EntryNorm]]:
    if other is None:
        raise JudgementUnsound("`same` and `different` are said of two: name the other one as well.")
    second = _the_one(connection, other)
    norms = [norm or (entry.norms[0] if entry.norms else None) for entry, norm in (first, second)]
    if norms[0] is None or norms[1] is None:
        raise JudgementUnsound("only what holds a norm can be called the same as, or different from, another.")
    if norms[0].id == norms[1].id:
        raise JudgementUnsound(f"{norms[0].id} twice: name two.")
    return norms[0], (second[0], norms[1])


def _met_by(
    connection: Connection, entry: Entry, norm: EntryNorm | None, event: str | None
) -> tuple[EntryNorm, EventOutline, str]:
    """The norm, and the event that did not meet it with its id."""
    if event is None:
        raise JudgementUnsound("`not-met` is said of a norm and an event: name the event as well.")
    if norm is None and len(entry.norms) != 1:
        held = f"several norms: name one of {', '.join(n.id for n in entry.norms)}" if entry.norms else "no norm"
        raise JudgementUnsound(f"an event meets norms, and {entry.id} holds {held}.")
    ids = find_events(connection, event.strip(), limit=11)
    if len(ids) != 1 and event.strip() not in ids:
        seen = f"several begin so: {', '.join(ids[:10])}" if ids else "no event is or begins so"
        raise JudgementUnsound(f"{event!r}: {seen}. `onrecord met --json` gives the ids of events.")
    happening = happening_of(connection, ids[0])
    assert happening is not None  # it was found
    return norm or entry.norms[0], happening, ids[0]


def _said_of(connection: Connection, entry: Entry, norms: Sequence[EntryNorm], event: str, author: str) -> str:
    """The event of which this author says that it did not meet one of these norms of a record."""
    mine = [j for j in refutations(connection) if j.author == author and any(fits(j, entry, norm) for norm in norms)]
    found = {j.other_id for j in mine if event and j.other_id and j.other_id.startswith(event)}
    if len(found) != 1:
        raise JudgementUnsound(f"{event!r}: {author} has not said of one such event that it did not meet this norm.")
    return found.pop()


def _correctable(
    entry: Entry, norm: EntryNorm | None, slots: Sequence[tuple[str, str | None]], text: str
) -> EntryNorm | None:
    """The norm to correct, after trying the correction on it."""
    names = {name for name, _ in slots}
    if norm is None and len(entry.norms) > 1 and not names <= set(RECORD_SLOTS):
        raise JudgementUnsound(f"{entry.id} holds several norms; correct one: {', '.join(n.id for n in entry.norms)}.")
    norm = norm or (entry.norms[0] if entry.norms else None)
    if norm is None:
        if not names <= set(RECORD_SLOTS):
            raise JudgementUnsound(f"{entry.id} holds no norm; only {', '.join(RECORD_SLOTS)} can be corrected.")
        return None
    near = entry.evidence[0].span
    for name, value in slots:
        if name in WORD_SLOTS and value is not None and find_words(text, value, near=near) is None:
            raise JudgementUnsound(
                f"{value!r} is not on the page: {name} quotes the page's own words, letter for letter."
            )
    tried, _ = corrected_norm(norm, dict(slots), text, near)
    wanted = dict(slots).get("mode")
    if wanted is not None and tried.mode is not Mode(wanted):
        raise JudgementUnsound(f"mode={wanted} needs a condition: give its words as well, trigger=WORDS.")
    return norm


def _held(norm: EntryNorm) -> tuple[tuple[str, str | None], ...]:
    """The slots a confirmation holds, as read."""
    values = [(name, getattr(norm.norm, name)) for name in CONFIRMED_SLOTS]
    return tuple((name, str(value) if value is not None else None) for name, value in values)


def _other_captures(connection: Connection, entry: Entry) -> Sequence[int]:
    """Other pages seen at the same address."""
    if not entry.source.url:
        return ()
    t = tables
    query = select(t.pages.c.n).join(t.sightings, t.sightings.c.page == t.pages.c.n).distinct()
    query = query.where(t.sightings.c.url == entry.source.url, t.pages.c.id != entry.source.page_id)
    return connection.execute(query).scalars().all()
