"""Judgements in and out of the log.

In:      Judgement
Out:     what was judged of pages, by verdict; which two a person calls the same or different
"""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.engine import Connection

from onrecord.ledger.database import in_shares
from onrecord.ledger.judgements.values import Anchor, Judgement, in_force
from onrecord.ledger.rows.cells import AnyRow, plain
from onrecord.ledger.schema.later_tables import judgements
from onrecord.ledger.schema.upserts import add_if_new
from onrecord.terms.judgements import OF_TWO, JudgementKind

PLAIN = ("target_id", "other_id", "page_id", "url", "author", "note", "judged_at")


def keep(connection: Connection, judgement: Judgement) -> bool:
    """Add one; False when it is held already."""
    _, new = add_if_new(
        connection,
        judgements,
        {
            **plain(judgement, ("id", *PLAIN)),
            "verdict": judgement.verdict.value,
            "slots": dict(judgement.slots),
            "anchor": judgement.anchor.to_json(),
        },
    )
    return new


def any_kept(connection: Connection) -> bool:
    """Has anybody judged anything here?"""
    return connection.execute(select(judgements.c.n).limit(1)).first() is not None


def kept_of_pages(connection: Connection, page_ids: Sequence[str], urls: Sequence[str]) -> list[Judgement]:
    """What was judged on these pages, or on another capture of these addresses; oldest first."""
    j = judgements.c
    found: dict[int, Judgement] = {}
    for column, values in ((j.page_id, page_ids), (j.url, urls)):
        for some in in_shares(values):
            query = select(judgements).where(column.in_(some))
            found |= {row.n: judgement_of(row) for row in connection.execute(query)}
    return sorted(found.values(), key=lambda judgement: (judgement.judged_at, judgement.id))


def kept_all(connection: Connection) -> list[Judgement]:
    """Every judgement, oldest first."""
    query = select(judgements).order_by(judgements.c.judged_at, judgements.c.id)
    return [judgement_of(row) for row in connection.execute(query)]


def kept_of_verdicts(connection: Connection, verdicts: Sequence[JudgementKind]) -> list[Judgement]:
    """Every judgement of these verdicts, oldest first."""
    j = judgements.c
    query = select(judgements).where(j.verdict.in_([v.value for v in verdicts])).order_by(j.judged_at, j.id)
    return [judgement_of(row) for row in connection.execute(query)]


def pairs_of(connection: Connection) -> dict[frozenset[str], JudgementKind]:
    """Which two norms, by their anchors, persons call the same or different; the last word on a pair counts."""
    found: dict[frozenset[str], JudgementKind] = {}
    for judgement in in_force(kept_of_verdicts(connection, (*OF_TWO, JudgementKind.RETRACT))):
        two = dict(judgement.slots)
        if two:  # else a withdrawal emptied it
            found[frozenset((str(two["target"]), str(two["other"])))] = judgement.verdict
    return found


def judgement_of(row: AnyRow) -> Judgement:
    """It again."""
    return Judgement(
        **plain(row, PLAIN),
        verdict=JudgementKind(row.verdict),
        slots=tuple(row.slots.items()),
        anchor=Anchor(**row.anchor),
    )
