"""The tables an action is coded by.

In:      data/plover_*.csv; data/en: plover_verbs.csv, plover_nouns.csv, abstract_nouns.csv, action_operators.csv
Out:     rows by lemma or type
Refuses: a row whose type is no PLOVER type, or whose operator is unknown (ValueError when the table is loaded)
Source:  each row names its own
Shown:   tests/events/test_tables.py
"""

from dataclasses import dataclass
from enum import Enum
from functools import cache

from onrecord.data import rows
from onrecord.terms.events import EventType


class Operator(Enum):
    """What a verb does to the action that completes it."""

    CONTINUE = "continue"  # "begin shelling", "agree to withdraw": the action is the complement's
    END = "end"  # "stop shelling", "lift sanctions": the complement's, turned round
    FAIL = "fail"  # "refuse to comply": the complement's, negated


@dataclass(frozen=True, slots=True)
class VerbRow:
    """One sense of a verb.

    object_class: class of the object the row needs (of the prepositional object where `particle` is a preposition
                  the verb governs); "any" for an object of any class, "" for any or none.
    particle:     adverb particle, preposition, "not" for a negated verb, "to use" for the verb that completes it, whose
                  object the class is then asked of; "" for any.
    type:         None where the verb in this sense is no event ("signed a decree").
    """

    object_class: str
    particle: str
    type: EventType | None
    mode: str | None


@dataclass(frozen=True, slots=True)
class NounRow:
    """One sense of a noun: a class verbs select by, an action of its own, or the noun of a verb.

    modifier: lemma of an adjective or noun that must modify it; "" for any.
    """

    modifier: str
    noun_class: str | None
    type: EventType | None
    verb: str | None


@dataclass(frozen=True, slots=True)
class OperatorRow:
    """An operator verb; `object` is the lemma of the object that makes it one ("take steps"), "" for none.

    saying:  is the verb an act of its own where a clause reports it ("agreed to", "refused to")?
    reality: what a clause with it says of the action: "fact" ("began to"), "plan" ("decided to"), "wish" ("tried to").
    """

    object: str
    particle: str
    operator: Operator
    saying: bool
    reality: str


@cache
def verb_rows() -> dict[str, tuple[VerbRow, ...]]:
    """Senses by lemma, in table order."""
    held: dict[str, list[VerbRow]] = {}
    for row in rows("en/plover_verbs.csv"):
        action = EventType(row["type"]) if row["type"] else None
        sense = VerbRow(row["object_class"], row["particle"], action, row["mode"] or None)
        held.setdefault(row["lemma"], []).append(sense)
    return {lemma: tuple(senses) for lemma, senses in held.items()}


@cache
def noun_rows() -> dict[str, tuple[NounRow, ...]]:
    """Senses by lemma, in table order."""
    held: dict[str, list[NounRow]] = {}
    for row in rows("en/plover_nouns.csv"):
        action = EventType(row["type"]) if row["type"] else None
        sense = NounRow(row["modifier"], row["noun_class"] or None, action, row["verb"] or None)
        held.setdefault(row["lemma"], []).append(sense)
    return {lemma: tuple(senses) for lemma, senses in held.items()}


@cache
def abstract_nouns() -> frozenset[str]:
    """Nouns for what nobody can lay hands on: "poverty", "deal", "inquiry"."""
    return frozenset(row["noun"] for row in rows("en/abstract_nouns.csv"))


@cache
def operator_rows() -> dict[str, tuple[OperatorRow, ...]]:
    """Operators by lemma."""
    held: dict[str, list[OperatorRow]] = {}
    for row in rows("en/action_operators.csv"):
        operator = OperatorRow(
            object=row["object"],
            particle=row["particle"],
            operator=Operator(row["operator"]),
            saying=row["saying"] == "yes",
            reality=row["reality"],
        )
        held.setdefault(row["lemma"], []).append(operator)
    return {lemma: tuple(rows) for lemma, rows in held.items()}


@cache
def ended() -> dict[EventType, EventType]:
    """What it is to end an action of each type: ending an ASSAULT is a RETREAT."""
    return {EventType(row["type"]): EventType(row["ended_type"]) for row in rows("plover_endings.csv")}


@dataclass(frozen=True, slots=True)
class TypeRow:
    """What holds of all events of a PLOVER type.

    volitional:      to refuse it is a REJECT, of the mode given (None where it has none).
    needs_recipient: "always", as the manual says; "bare verb": where the verb alone is too vague to do without; "no".
    """

    quad: int
    volitional: bool
    refused_mode: str | None
    needs_recipient: str


@cache
def type_rows() -> dict[EventType, TypeRow]:
    """Every PLOVER type."""
    return {
        EventType(row["type"]): TypeRow(
            quad=int(row["quad"]),
            volitional=row["volitional"] == "yes",
            refused_mode=row["refused_mode"] or None,
            needs_recipient=row["needs_recipient"],
        )
        for row in rows("plover_types.csv")
    }
