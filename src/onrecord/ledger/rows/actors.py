"""Actors and their mentions as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, at_of, plain
from onrecord.ledger.rows.evidence import Evidence
from onrecord.terms.actors import Actor, ActorKind, Mention, MentionKind

PLAIN = ("name", "state", "organisation", "office", "sector", "basis")


def actor_row(seq: int, id_: str, actor: Actor) -> Row:
    """One actor."""
    return {"seq": seq, "id": id_, "kind": actor.kind.value, **plain(actor, PLAIN)}


def actor_of(row: AnyRow) -> Actor:
    """One actor."""
    return Actor(kind=ActorKind(row.kind), **plain(row, PLAIN))


def mention_row(seq: int, mention: Mention, evidence: Evidence) -> Row:
    """One mention."""
    return {"seq": seq, **evidence.at(mention.span), "kind": mention.kind.value, "actor_id": mention.actor_id}


def mention_of(row: AnyRow) -> Mention:
    """One mention."""
    return Mention(at_of(row), MentionKind(row.kind), row.actor_id)
