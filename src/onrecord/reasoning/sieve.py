"""Most of what norms ask for an event is plainly not: which, told from as little as `Asks` holds.

In:      Follows of an event, Asks of patterns
Out:     whether a pattern may be met, or met but for so many slots
Refuses: nothing: what it cannot tell passes
Source:  docs/semantics.md, Matching; the same functions compare what is compared here
Shown:   tests/reasoning/test_sieve.py: nothing that is met is ever held back

A ledger holds thousands of norms that an event may concern; putting each together to find that "sign" is not "shell"
is what a question spent its time on. An argument is compared once an event, however many norms ask for it.
"""

from functools import lru_cache
from typing import NamedTuple

from onrecord.language.verb_relations import may_be
from onrecord.language.words import word_list
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.entailment import Follows
from onrecord.reasoning.matching import tellings
from onrecord.reasoning.part_of import stands_for
from onrecord.reasoning.predications import ActionRelation, PredicateStance, argument_slot, predicates, stance_of, stand
from onrecord.terms.asks import Asks
from onrecord.terms.patterns import EventPattern
from onrecord.terms.predications import WHAT, WHO, Argument, Predication, parse_argument


class Sieve:
    """One event against many Asks."""

    def __init__(self, follows: Follows) -> None:
        self._event = follows.event
        self._own = tuple(map(Telling, tellings(follows.event)))
        others = {(t.type, t.actor): t for f in follows.forms[1:] for t in tellings(f.event)}
        self._others = tuple(map(Telling, others.values()))

    @property
    def everyone(self) -> bool:
        """May it be the action of anybody, since who acts is not told?"""
        return any(telling.anyone for telling in (*self._own, *self._others))

    @property
    def actors(self) -> frozenset[str]:
        """In lower case, whoever may be taken to act in it."""
        return frozenset().union(*(t.actors for t in (*self._own, *self._others)))

    @property
    def types(self) -> frozenset[str]:
        """The kinds of event it is, or follows from it; "" among them where it has neither a kind nor a predicate."""
        return frozenset(t.type for t in (*self._own, *self._others) if t.type or not t.parsed)

    @property
    def predicate(self) -> str | None:
        """Of what its own clause says; None where it has none."""
        return self._event.does.predicate if self._event.does else None

    def is_action(self, predicate: str) -> bool:
        """May it be told by this predicate, of some object?"""
        return any(telling.is_action(predicate) for telling in self._own)

    def passes(self, asks: Asks, *, failing: int = 0) -> bool:
        """May the event, or what follows from it, meet what is asked; or the event itself with so many slots that say
        no?"""
        if any(telling.failed(asks, enough=failing) <= failing for telling in self._own):
            return True
        return any(not telling.failed(asks, enough=0) for telling in self._others)


class Telling:
    """One way to tell the event."""

    def __init__(self, event: EventPattern) -> None:
        self._event = event
        self.type = event.type.value if event.type else ""
        doers = event.does.all_of(WHO) if event.does else ()
        named = {name for a in doers for name in (a.code or "", a.head, *a.words)}
        acting = stands_for(event.actor.code) if event.actor else frozenset[str]()
        self.actors = frozenset(name.casefold() for name in (*named, *acting) if name)
        self.anyone = event.actor is None
        self.parsed = event.does is not None
        self._named = any(a.head[0].isupper() for a in doers)
        self._clause = _clause(event.does) if event.does else None

    def failed(self, asks: Asks, *, enough: int) -> int:
        """So many slots say no at least; more than `enough` are not counted."""
        if not asks.predicate or self._clause is None:
            return self._coded(asks)
        said = self._said(asks, self._clause, enough)
        return min(said, self._coded(asks)) if said and asks.exact else said

    def is_action(self, predicate: str) -> bool:
        """May its predicate be this one, whatever it is done to?"""
        return self._event.does is not None and may_be(self._event.does.predicate, predicate)

    def _coded(self, asks: Asks) -> int:
        return (self.type != asks.type) + (not self.anyone and bool(asks.actor) and asks.actor not in self.actors)

    def _said(self, asks: Asks, clause: "_Clause", enough: int) -> int:
        failed = int(bool(asks.actor) and asks.actor not in self.actors and (not self.anyone or self._named))
        of_type = bool(self.type) and self.type == asks.type
        if failed > enough or not (enough or of_type or self.is_action(asks.predicate)):
            return enough + 1
        asked = _asked(asks.predicate, asks.arguments)
        actions = clause.stands_to(asked)
        if actions is ActionRelation.OPPOSITE:
            return failed + 1
        if actions is ActionRelation.APART and not of_type:
            failed += 1
        doer_known = bool(asks.actor)
        told, missed = set[str](), list[str]()
        for text, argument, is_one_of_several in asked.arguments:
            if failed > enough:
                break
            certainty = clause.says(text, argument, doer_known, asked.with_object)
            if certainty is Certainty.YES:
                told.add(argument.role)
            elif certainty is Certainty.NO and is_one_of_several:
                missed.append(argument.role)  # of two asked for in one role, one told leaves the other open
            elif certainty is Certainty.NO:
                failed += 1
        return failed + sum(role not in told for role in missed) if missed else failed


class _Clause:
    """What an event says in words, with all it was compared with: events that say the same are compared once."""

    def __init__(self, does: Predication) -> None:
        self._does = does
        self._stance = stance_of(does)
        self._ends = does.predicate in word_list("ends an action")
        self._arguments: dict[tuple[str, bool, bool], Certainty | None] = {}

    def stands_to(self, asked: "_Asked") -> ActionRelation:
        """How the predicates stand."""
        if self._ends or asked.ends:
            return predicates(self._does, asked.whole).actions  # what it ends stands among its arguments
        return stand(self._stance, asked.stance).actions

    def says(self, text: str, argument: Argument, doer_known: bool, with_object: bool) -> Certainty | None:
        """An argument asked for, compared once however many norms ask for it; None where nothing is asked."""
        key = (text, doer_known, with_object)
        if key not in self._arguments:
            slot = argument_slot(self._does, argument, doer_known=doer_known, with_object=with_object)
            self._arguments[key] = slot.certainty if slot is not None else None
        return self._arguments[key]


@lru_cache(maxsize=4_096)
def _clause(does: Predication) -> _Clause:
    return _Clause(does)


class _Asked(NamedTuple):
    """A clause that is asked for. arguments: as text, as a value, and whether others are asked for in its role."""

    whole: Predication
    stance: PredicateStance
    ends: bool
    with_object: bool
    arguments: tuple[tuple[str, Argument, bool], ...]


@lru_cache(maxsize=16_384)
def _asked(predicate: str, text: str) -> _Asked:
    """What is asked, put together once though hundreds of events are compared with it."""
    texts = tuple(text.split(";")) if text else ()
    whole = Predication(predicate, tuple(map(parse_argument, texts)))
    roles = [a.role for a in whole.arguments]
    several = (roles.count(role) > 1 for role in roles)
    return _Asked(
        whole=whole,
        stance=stance_of(whole),
        ends=predicate in word_list("ends an action"),
        with_object=WHAT in roles,
        arguments=tuple(zip(texts, whole.arguments, several, strict=True)),
    )
