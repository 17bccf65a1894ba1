"""Who did it, to whom, and where: the nouns of a clause and the actors they name.

In:      a Parse, the page's Cast, a verb and its arguments
Out:     Participant (words, actor id)
Refuses: words the cast does not know: no actor, None
Shown:   tests/events/test_coding.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.events.arguments import Arguments
from onrecord.events.deed_tables import marker_words
from onrecord.terms.actors import Actor, ActorKind, Cast, MentionKind
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

LEFT = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "case", "nmod", "predet", "advmod"})
PRIVATE = frozenset({"BUS", "MED", "CVL"})
PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True, slots=True)
class Participant:
    """Words of the clause and the actor they name."""

    span: Span
    actor_id: str


def phrase_span(parse: Parse, noun: int) -> Span:
    """The noun with its determiners, adjectives and possessors, and an "of" phrase after it; no clause of its own."""
    first, last = noun, noun
    queue = [noun]
    while queue:
        token = queue.pop()
        for child in parse.children[token]:
            if child < noun and parse.deps[child] in LEFT:
                first = min(first, child)
                queue.append(child)
    for child in parse.children[noun]:
        if parse.deps[child] == "prep" and parse.lower(child) == "of":
            below = [b for b in parse.children[child] if parse.deps[b] == "pobj"]
            last = max([last, *below])
    return parse.span(first, last)


def named(parse: Parse, cast: Cast, noun: int) -> Participant | None:
    """The actor, of whatever kind, a noun phrase is about; None when the cast knows none."""
    span = phrase_span(parse, noun)
    mention = cast.for_words(span, parse)
    if mention is None or mention.actor_id is None or mention.kind is MentionKind.PLACE:
        return None
    return Participant(span, mention.actor_id)


def political(parse: Parse, cast: Cast, noun: int) -> Participant | None:
    """The political actor a noun phrase is about; None for anybody else."""
    found = named(parse, cast, noun)
    return found if found is not None and is_political(cast.actors[found.actor_id]) else None


def is_political(actor: Actor) -> bool:
    """A state or who acts for one, an armed group, a body of a political sector; no firm, no private person."""
    if actor.state is not None or actor.kind in (ActorKind.STATE, ActorKind.ORGAN, ActorKind.ARMED_GROUP):
        return actor.sector not in PRIVATE
    return actor.sector is not None and actor.sector not in PRIVATE


def by_agent(parse: Parse, verb: int) -> int | None:
    """The noun after a passive's "by"; None when nobody is said to have done it."""
    for child in parse.children[verb]:
        if parse.deps[child] == "agent":
            for below in parse.children[child]:
                if parse.deps[below] == "pobj":
                    return below
    return None


def recipient(parse: Parse, cast: Cast, held: Arguments, actor: Participant) -> Participant | None:
    """Whom it is done to or with: the object, whom the object is directed at, then who is against, with, to ...

    None when no other actor is named there.
    """
    for noun in _recipients(parse, held):
        found = named(parse, cast, noun)
        if found is not None and found.actor_id != actor.actor_id and not found.span.overlaps(actor.span):
            return found
    return None


def _recipients(parse: Parse, held: Arguments) -> Iterator[int]:
    yield from held.objects
    for noun in held.objects:
        yield from _directed(parse, noun)
    for preposition, noun in held.prepositions:
        if preposition in marker_words("toward") or preposition == "from":
            yield noun
    for verb in held.complements:
        for child in parse.children[verb]:
            if parse.deps[child] == "nsubj":
                yield child
            elif parse.deps[child] == "dobj":
                yield child
                yield from _directed(parse, child)
            elif parse.deps[child] == "prep" and parse.lower(child) in marker_words("toward"):
                yield from (b for b in parse.children[child] if parse.deps[b] == "pobj")


def _directed(parse: Parse, noun: int) -> Iterator[int]:
    """ "sanctions on Iran", "talks with Moscow", "withdrawal of troops from Syria"."""
    for child in parse.children[noun]:
        if parse.deps[child] == "prep" and parse.lower(child) in marker_words("toward") | marker_words("of its object"):
            for below in parse.children[child]:
                if parse.deps[below] == "pobj":
                    yield below


def place(parse: Parse, cast: Cast, verb: int, taken: tuple[Participant | None, ...]) -> Span | None:
    """Where: the first phrase after "in", "at", "near" ... that names a place and is nobody's part in the deed."""
    for child in parse.children[verb]:
        if parse.deps[child] != "prep" or parse.lower(child) not in marker_words("where"):
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
