"""A person's judgement, checked against what is held and put into the log and the index.

In:      a verdict on an id, by whom, when
Out:     the Judgements made: one for a norm, one for each norm of a record
Refuses: an id we do not hold, a slot without its words on the page, a pair without a second (JudgementUnsound)
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.ledger.entries.fetch import entries_as_read, text_of
from onrecord.ledger.entries.judging import alone, anchor_of, corrected_norm, find_words
from onrecord.ledger.entries.lookup import find_ids
from onrecord.ledger.entries.values import Entry, EntryNorm
from onrecord.ledger.errors import JudgementUnsound
from onrecord.ledger.index.refresh import index_page
from onrecord.ledger.judgements.anchors import fold, fold_all
from onrecord.ledger.judgements.store import keep
from onrecord.ledger.judgements.values import CONFIRMED_SLOTS, RECORD_SLOTS, WORD_SLOTS, Anchor, Judgement, slots_of
from onrecord.ledger.schema import tables
from onrecord.terms.judgements import OF_TWO, Verdict
from onrecord.terms.records import Mode


def judge(
    connection: Connection,
    target: str,
    verdict: Verdict,
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
    slots = slots_of(pairs) if verdict is Verdict.CORRECT else ()
    if pairs and verdict is not Verdict.CORRECT:
        raise JudgementUnsound(f"`{verdict.value}` takes no SLOT=VALUE; `correct` does.")
    other_id = None
    judged: Sequence[EntryNorm | None] = [norm] if norm else (entry.norms or [None])
    if verdict in OF_TWO:
        norm, second = _pair(connection, (entry, norm), other)
        other_id, judged = second[1].id, [norm]
        slots = (("target", anchor_of(entry, norm)), ("other", anchor_of(*second)))
    elif other is not None:
        raise JudgementUnsound(f"`{verdict.value}` is said of one, not of two.")
    elif verdict is Verdict.CORRECT:
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
            slots=_held(one) if verdict is Verdict.CONFIRM and one else slots,
            anchor=_anchor(entry, one),
        )
        for one in judged
    )
    for judgement in made:
        keep(connection, judgement)
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


def _anchor(entry: Entry, norm: EntryNorm | None) -> Anchor:
    return Anchor(
        reading_id=entry.source.reading_id,
        record_id=entry.id,
        modal=norm.norm.modal.value if norm else None,
        mode=norm.norm.mode.value if norm else None,
        agent_id=norm.norm.agent_id if norm else None,
        action=fold(norm.slot("action") or "") if norm else None,
        trigger=(fold(norm.slot("trigger") or "") or None) if norm else None,
        evidence=fold_all(q.words for q in entry.evidence),
        alone=alone(entry, norm) if norm else True,
    )


def _other_captures(connection: Connection, entry: Entry) -> Sequence[int]:
    """Other pages seen at the same address."""
    if not entry.source.url:
        return ()
    t = tables
    query = select(t.pages.c.n).join(t.sightings, t.sightings.c.page == t.pages.c.n).distinct()
    query = query.where(t.sightings.c.url == entry.source.url, t.pages.c.id != entry.source.page_id)
    return connection.execute(query).scalars().all()
