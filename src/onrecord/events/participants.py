"""Who did it, to whom, and where: the nouns of a clause and the actors they name.

In:      a Parse, the page's Cast, a verb and its arguments
Out:     Participant (words, actor id)
Refuses: words the cast does not know: no actor, None
Shown:   tests/events/test_coding.py, test_participants.py
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from onrecord.language.arguments import Arguments
from onrecord.language.noun_phrases import joined, phrase_span
from onrecord.language.words import word_list
from onrecord.terms.actors import Actor, ActorKind, Cast, Mention, MentionKind
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

PRIVATE = frozenset({"BUS", "MED", "CVL"})
PLACES = frozenset({"GPE", "LOC", "FAC"})
MAX_DIRECTED = 3  # "the mayor of the town of Nablus in the West Bank": deeper says little of whom it is done to
STATES_BACK = 12  # mentions: "the two countries" stands near the states it means


@dataclass(frozen=True, slots=True)
class Participant:
    """Words of the clause and the actor they name."""

    span: Span
    actor_id: str


def named(parse: Parse, cast: Cast, noun: int, *, places: bool = False) -> Participant | None:
    """The actor, of whatever kind, a noun phrase is about; None when the cast knows none.

    places: does the name of a state's place count ("fired at Russia")?
    """
    span = phrase_span(parse, noun)
    mention = cast.for_words(span, parse)
    if mention is None or mention.actor_id is None:
        mention = _inner(cast, span, parse.starts[noun])
    if mention is None or mention.actor_id is None:
        return None
    if mention.kind is MentionKind.PLACE and not (places and cast.actors[mention.actor_id].state):
        return None
    return Participant(span, mention.actor_id)


def _inner(cast: Cast, span: Span, position: int) -> Mention | None:
    """Of words nobody knows as a whole, the longest part at the head that names somebody: "the French minister Dupont"
    is a French minister."""
    held = [m for m in cast.within(span) if m.actor_id and m.span.start <= position < m.span.end]
    return max(held, key=lambda m: m.span.end - m.span.start, default=None)


def political(parse: Parse, cast: Cast, noun: int) -> Participant | None:
    """The political actor a noun phrase is about; None for anybody else."""
    found = named(parse, cast, noun) or _body_of_place(parse, cast, noun)
    return found if found is not None and is_political(cast.actors[found.actor_id]) else None


def _body_of_place(parse: Parse, cast: Cast, noun: int) -> Participant | None:
    """ "A court in Guyana", "the government of Chad": the state whose body it is; None for other nouns."""
    if parse.lemmas[noun].lower() not in word_list("body of a place"):
        return None
    for child in parse.children[noun]:
        if parse.deps[child] == "prep" and parse.lower(child) in word_list("place of a noun"):
            for below in parse.children[child]:
                found = named(parse, cast, below, places=True) if parse.deps[below] == "pobj" else None
                if found is not None:
                    return Participant(parse.span(noun, noun), found.actor_id)
    return None


def is_political(actor: Actor) -> bool:
    """A state or who acts for one, an armed group, a body of a political sector, a crowd of a state; no firm, nobody
    private."""
    if actor.kind is ActorKind.GROUP and actor.state is not None and actor.sector == "CVL":
        return True  # "Greek demonstrators": a crowd of a state, no private person
    if actor.state is not None or actor.kind in (ActorKind.STATE, ActorKind.ORGAN, ActorKind.ARMED_GROUP):
        return actor.sector not in PRIVATE
    return actor.sector is not None and actor.sector not in PRIVATE


def doers(parse: Parse, cast: Cast, noun: int) -> tuple[Participant, ...]:
    """The political actors of a subject, joined ones each for itself, both of "the two countries"."""
    pair = both_of(parse, cast, noun)
    if pair:
        return pair
    found = [political(parse, cast, token) for token in joined(parse, noun)]
    held = {p.actor_id: p for p in reversed(found) if p is not None}
    return tuple(sorted(held.values(), key=lambda p: p.span))


def both_of(parse: Parse, cast: Cast, noun: int) -> tuple[Participant, ...]:
    """The two states "the two countries" or "both sides" stands for: the last two that were named before it."""
    if not is_pair(parse, noun):
        return ()
    span = phrase_span(parse, noun)
    before = bisect_left(cast.mentions, span.start, key=lambda m: m.span.start)
    ended = (m for m in reversed(cast.mentions[:before]) if m.span.end <= span.start)
    named = (m for m in ended if m.kind is not MentionKind.DEMONYM)
    held: dict[str, Actor] = {}
    for mention in islice(named, STATES_BACK):
        actor = cast.actor(mention)
        if actor is not None and actor.state is not None and actor.state not in held and len(held) < 2:
            held[actor.state] = next(
                (a for a in cast.actors.values() if a.kind is ActorKind.STATE and a.state == actor.state), actor
            )
    return tuple(Participant(span, a.id) for a in held.values()) if len(held) == 2 else ()


def is_pair(parse: Parse, noun: int) -> bool:
    """Is this "the two countries", "both sides" or the like?"""
    counted = {parse.lower(c) for c in parse.children[noun] if parse.deps[c] in ("nummod", "det", "predet", "amod")}
    return bool(counted & {"two", "both"}) and parse.lemmas[noun].lower() in word_list("side of two")


def recipients(parse: Parse, cast: Cast, held: Arguments, actor: Participant) -> tuple[Participant, ...]:
    """Whom it is done to or with: the object, whom the object is directed at, then who is against, with, to ... Those
    joined to the first found come with it; () when no other actor is named there."""
    for noun in _recipients(parse, held):
        found = [named(parse, cast, token, places=True) for token in joined(parse, noun)]
        others = {p.actor_id: p for p in found if p is not None and _other(p, actor)}
        if others:
            return tuple(others.values())
    return ()


def _other(found: Participant, actor: Participant) -> bool:
    return found.actor_id != actor.actor_id and not found.span.overlaps(actor.span)


def _recipients(parse: Parse, held: Arguments) -> Iterator[int]:
    yield from held.objects
    for noun in held.objects:
        yield from _directed(parse, noun)
    for preposition, noun in held.prepositions:
        if preposition in word_list("toward") or preposition == "from":
            yield noun
            yield from _directed(parse, noun)
    yield from (noun for preposition, noun in held.prepositions if preposition == "for")
    for verb in held.complements:
        for child in parse.children[verb]:
            if parse.deps[child] == "nsubj":
                yield child
            elif parse.deps[child] == "dobj":
                yield child
                yield from _directed(parse, child)
            elif parse.deps[child] == "prep" and parse.lower(child) in word_list("toward"):
                yield from (b for b in parse.children[child] if parse.deps[b] == "pobj")


def _directed(parse: Parse, noun: int, depth: int = 0) -> Iterator[int]:
    """ "sanctions on Iran", "talks with Moscow", "withdrawal of troops from Syria"; the nearest first."""
    if depth == MAX_DIRECTED:
        return
    for child in parse.children[noun]:
        if parse.deps[child] == "prep" and parse.lower(child) in word_list("toward") | word_list("of its object"):
            for below in parse.children[child]:
                if parse.deps[below] == "pobj":
                    yield below
                    yield from _directed(parse, below, depth + 1)


def place(parse: Parse, cast: Cast, verb: int, taken: tuple[Participant | None, ...]) -> Span | None:
    """Where: the first phrase after "in", "at", "near" ... that names a place and is nobody's part in the action."""
    for child in parse.children[verb]:
        if parse.deps[child] != "prep" or parse.lower(child) not in word_list("preposition of where"):
            continue
        for below in parse.children[child]:
            if parse.deps[below] != "pobj":
                continue
            span = phrase_span(parse, below)
            if any(t is not None and t.span.overlaps(span) for t in taken):
                continue
            mention = cast.for_words(span, parse)
            if parse.entities[below] in PLACES or (mention is not None and mention.kind is MentionKind.PLACE):
                return span
            if mention is not None and (actor := cast.actor(mention)) is not None and actor.kind is ActorKind.STATE:
                return span
    return None
