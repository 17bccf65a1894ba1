"""What follows from an event: a small versioned table, shown to whoever asks.

In:      an event, what else is known
Out:     Follows: the event and all that follows from it, for sure or perhaps; what does not follow from it
Source:  data/entailments.csv
Shown:   tests/reasoning/test_entailment.py

The more specific row wins; of two as specific, the one that says no. What follows from what follows, follows, at most
MAX_STEPS rows far; the chain is as certain as its weakest row.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from onrecord.data import rows
from onrecord.reasoning.certainty import Certainty, Match
from onrecord.reasoning.matching import NOTHING_KNOWN, Background, match_event
from onrecord.reasoning.templates import Bindings, bind, filled
from onrecord.terms.events import EventType
from onrecord.terms.ids import content_id
from onrecord.terms.patterns import EventPattern

MAX_STEPS = 3


class Entails(StrEnum):
    """How a row holds; NO: it does not follow, though one might think so."""

    CERTAIN = "certain"
    DEFEASIBLE = "defeasible"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entailment:
    """One row: from `if_`, where `given` is known to happen too (None: nothing needs to be), follows `then`."""

    id: str
    if_: EventPattern
    given: EventPattern | None
    then: EventPattern
    force: Entails
    why: str
    source: str

    @property
    def detail(self) -> int:
        """How much its `if_` asks: slots, and one more for each part of a party and for a mode."""
        if_ = self.if_
        parts = sum(p is not None and p.sector is not None for p in (if_.actor, if_.recipient, if_.with_))
        return len(if_.said()) + parts + (if_.mode is not None)

    def to_json(self) -> dict[str, Any]:
        """`{"id", "if", "given", "then", "certainty", "why", "source"}`, patterns as text."""
        return {
            "id": self.id,
            "if": str(self.if_),
            "given": str(self.given) if self.given else None,
            "then": str(self.then),
            "certainty": self.force.value,
            "why": self.why,
            "source": self.source,
        }


@cache
def entailments() -> tuple[Entailment, ...]:
    """The table, in its order."""
    return tuple(
        Entailment(
            id=row["id"],
            if_=EventPattern.parse(row["if"]),
            given=EventPattern.parse(row["given"]) if row["given"] else None,
            then=EventPattern.parse(row["then"]),
            force=Entails(row["certainty"]),
            why=row["why"],
            source=row["source"],
        )
        for row in rows("entailments.csv")
    )


@cache
def _of_type(kind: EventType | None) -> tuple[Entailment, ...]:
    """The rows that ask for this type."""
    return tuple(row for row in entailments() if row.if_.type is kind)


@cache
def entailments_version() -> str:
    """From the content of the table: an answer says which table it rests on."""
    return content_id("entailments", [row.to_json() for row in entailments()])


@dataclass(frozen=True, slots=True)
class Derived:
    """An event that follows. rows: through which rows, first first; () for the event itself."""

    event: EventPattern
    certainty: Certainty
    rows: tuple[Entailment, ...]


@dataclass(frozen=True, slots=True)
class MetPattern:
    """A pattern met by what follows from an event.

    via: the derived event that meets it best. ruled_out: the row that says it does not follow; None when none does.
    """

    certainty: Certainty
    via: Derived
    match: Match
    ruled_out: Entailment | None = None


class Follows:
    """An event with everything that follows from it, worked out once and asked many times."""

    def __init__(self, event: EventPattern, background: Background = NOTHING_KNOWN) -> None:
        self.event = event
        self.forms = _forms(event, background)
        self._alone = tuple(f for f in self.forms if not _given_last(f))
        self._joined: dict[str, list[Derived]] = defaultdict(list)
        for form in self.forms:
            if _given_last(form):
                self._joined[form.event.with_.code if form.event.with_ else ""].append(form)
        self._background = background
        self._excluded = _excluded(event, background)

    def meets(self, asked: EventPattern, *, unsaid_is_any: bool = False) -> MetPattern:
        """Does this event mean that one of the kind `asked` happens?

        unsaid_is_any: a slot that `asked` does not say asks for nothing (a denial, a template); otherwise a party it
        does not say is a maybe.
        """
        # Who is joined in a war matters only to a pattern that asks with whom: there may be hundreds.
        joined = self._joined.get(asked.with_.code, ()) if asked.with_ is not None else ()
        best = max(
            (self._by(form, asked, unsaid_is_any) for form in (*self._alone, *joined)),
            key=lambda met: (met.certainty, -len(met.via.rows), -len(met.match.failed)),
        )
        if best.certainty is Certainty.NO:
            return best
        for pattern, row in self._excluded:
            stronger = best.certainty is Certainty.YES and (not best.via.rows or best.via.rows[0].detail > row.detail)
            if not stronger and match_event(asked, pattern, unsaid_is_any=True).certainty is Certainty.YES:
                return replace(best, certainty=Certainty.NO, ruled_out=row)
        return best

    def _by(self, form: Derived, asked: EventPattern, unsaid_is_any: bool) -> MetPattern:
        match = match_event(form.event, asked, self._background, unsaid_is_any=unsaid_is_any)
        return MetPattern(min(form.certainty, match.certainty), form, match)


def _given_last(form: Derived) -> bool:
    """Does it rest, in its last row, on what else is known to happen?"""
    return bool(form.rows) and form.rows[-1].given is not None and form.event.with_ is not None


def _forms(event: EventPattern, background: Background) -> tuple[Derived, ...]:
    found: dict[EventPattern, Derived] = {event: Derived(event, Certainty.YES, ())}
    fresh = [found[event]]
    for _ in range(MAX_STEPS):
        reached = [d for form in fresh for d in _one_step(form, background)]
        fresh = []
        for derived in reached:
            held = found.get(derived.event)
            if held is None or held.certainty < derived.certainty:
                found[derived.event] = derived
                if not _given_last(derived):
                    fresh.append(derived)
    return tuple(found.values())


def _one_step(form: Derived, background: Background) -> list[Derived]:
    reached = []
    for row in _of_type(form.event.type):
        if row.force is Entails.NO or row in form.rows:
            continue
        most = Certainty.YES if row.force is Entails.CERTAIN else Certainty.MAYBE
        for bound, certainty in _readings(row, form.event, background):
            then = filled(row.then, bound)
            if then is not None:
                dated = replace(then, since=form.event.since, until=form.event.until)
                reached.append(Derived(dated, min(form.certainty, certainty, most), (*form.rows, row)))
    return reached


def _excluded(event: EventPattern, background: Background) -> tuple[tuple[EventPattern, Entailment], ...]:
    """What does not follow from the event, for sure."""
    found = []
    for row in _of_type(event.type):
        if row.force is not Entails.NO:
            continue
        for bound, certainty in _readings(row, event, background):
            then = filled(row.then, bound)
            if then is not None and certainty is Certainty.YES:
                found.append((then, row))
    return tuple(found)


def _readings(row: Entailment, event: EventPattern, background: Background) -> list[tuple[Bindings, Certainty]]:
    """The ways to read the event, one of the row's type, as its `if_`, with what the variables stand for."""
    bound = bind(row.if_, event, {})
    asked = filled(row.if_, bound) if bound is not None else None
    if bound is None or asked is None:
        return []
    certainty = match_event(event, asked, background, unsaid_is_any=True).certainty
    if certainty is Certainty.NO:
        return []
    if row.given is None:
        return [(bound, certainty)]
    return [(more, certainty) for more in _given(row.given, bound, background)]


def _given(template: EventPattern, bound: Bindings, background: Background) -> list[Bindings]:
    """Variables bound further by what is known to happen."""
    found = []
    for known in background.known.like(template, bound):
        more = bind(template, known, bound)
        asked = filled(template, more) if more is not None else None
        if more is None or asked is None or more in found:
            continue
        if match_event(known, asked, unsaid_is_any=True).certainty is Certainty.YES:
            found.append(more)
    return found
