"""Finds the actions a page reports and who has part in them, clause by clause.

In:      a Parse, the page's Cast, which tokens stand in a headline
Out:     EventDrafts in text order: what the tables make of each action, before a model, the day and the place are asked
         for
Refuses: clauses without a political actor the cast knows; what the words leave open; sayings, states and thoughts
Shown:   tests/events/test_coding.py
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onrecord.events.action_tables import type_rows
from onrecord.events.actions import Act, code_act
from onrecord.events.claims import Claim, claim_of, claims
from onrecord.events.completing import completing, is_inside, leads_on
from onrecord.events.nouns import noun_action
from onrecord.events.pairs import coded
from onrecord.events.participants import Participant, doers, is_pair, named, political, recipients
from onrecord.language.arguments import Arguments, arguments
from onrecord.language.clauses import clause_tokens, doer_of_complement
from onrecord.language.factuality import factuality_of
from onrecord.language.predications import predication_of
from onrecord.language.veridicality import Effect
from onrecord.language.words import word_list
from onrecord.terms.actors import Cast
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.parses import Parse

# What may be told without a type: what is a fact, or somebody's word against another's.
TOLD = frozenset({EventStatus.HAPPENED, EventStatus.ONGOING, EventStatus.CLAIMED, EventStatus.DENIED})

MUTUAL = frozenset(
    {EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.SUPPORT, EventType.ASSAULT, EventType.THREATEN}
)


@dataclass(frozen=True, slots=True)
class EventDraft:
    """One actor's part in one action.

    type:    by the tables; None where they know none and a model may.
    settled: is the type decided by words of refusal, threat, intention or negation, or would a model, which learned
             from main clauses, take the main action of the sentence for this one? Then none is asked.
    wordless: may it be told without a type, by the words of its verb alone?
    words:   tokens of the clause.
    counted: nouns that may carry its count.
    around:  a verb whose clause dates it where its own words do not; None for a clause of its own.
    """

    token: int
    type: EventType | None
    mode: str | None
    claim: Claim
    status: EventStatus
    settled: bool
    actor: Participant
    recipient: Participant | None
    wordless: bool
    words: tuple[int, ...]
    counted: tuple[int, ...]
    around: int | None


class Finder:
    """One page while its actions are looked for."""

    def __init__(self, parse: Parse, cast: Cast, in_headline: Callable[[int], bool]) -> None:
        self._parse = parse
        self._cast = cast
        self._in_headline = in_headline

    def drafts(self) -> Iterator[EventDraft]:
        """Every clause, and every noun with parties of its own ("its operation against Kyiv")."""
        parse = self._parse
        for token in range(len(parse)):
            if claims(parse, token):
                yield from self._clause(token)
            elif parse.pos[token] == "NOUN" and noun_action(parse, token) is EventType.ASSAULT:
                yield from self._nominal(token)

    def _clause(self, verb: int) -> Iterator[EventDraft]:
        parse = self._parse
        act = code_act(parse, verb)
        if (act is not None and act.reality == "wish") or (act is None and self._only_says(verb)):
            return
        below = completing(parse, verb)
        if act is not None and any(self._tells(token, act.type) for token, _ in below):
            return  # "plans to withdraw", "failed to withdraw", "began to withdraw": told at the action's own verb
        doer = doer_of_complement(parse, verb)
        if doer is None and act is not None and act.reality == "plan":
            doer = next((c for c in parse.children[verb] if parse.deps[c] == "nsubjpass"), None)  # "is scheduled to"
        actors = doers(parse, self._cast, doer) if doer is not None else ()
        claim = claim_of(parse, verb, headline=self._in_headline(verb)) if actors else None
        if claim is None or doer is None:
            return
        held = arguments(parse, verb)
        kind, mode, status = coded(act, claim) if act is not None else (None, None, claim.status)
        inside = is_inside(parse, verb)
        taken = inside or parse.deps[verb] == "xcomp" or any(effect is Effect.NOT for _, effect in below)
        # What the clause says only ever takes a verb off those that lead on: it is read where it may.
        wordless = status in TOLD and not (
            leads_on(parse, verb) and leads_on(parse, verb, says=predication_of(parse, verb))
        )
        for actor, other in self._pairs(actors, held, kind):
            typed = other is not None or (_stands_alone(kind, act) and not (inside and status.is_so))
            if not (typed or wordless):
                continue
            yield EventDraft(
                token=verb,
                type=kind if typed else None,
                mode=mode if typed else None,
                claim=claim,
                status=status,
                settled=_settled(act, claim, kind) or taken,
                wordless=wordless,
                actor=actor,
                recipient=other,
                words=tuple(clause_tokens(parse, verb)),
                counted=held.objects if is_pair(parse, doer) else (doer, *held.objects),
                around=parse.heads[verb] if parse.deps[verb] == "acl" else None,
            )

    def _pairs(
        self, actors: tuple[Participant, ...], held: Arguments, kind: EventType | None
    ) -> Iterator[tuple[Participant, Participant | None]]:
        """Each actor with each recipient; actors alone together do it to each other, if it is a thing done so."""
        for actor in actors:
            others: tuple[Participant | None, ...] = recipients(self._parse, self._cast, held, actor)
            if not others and kind in MUTUAL:
                others = tuple(a for a in actors if a.actor_id != actor.actor_id)
            for other in others or (None,):
                yield actor, other

    def _tells(self, token: int, kind: EventType | None) -> bool:
        """Does this verb or noun, by itself, tell an action of the type?"""
        if self._parse.pos[token] != "VERB":
            return False
        act = code_act(self._parse, token)
        return act is not None and act.type is kind

    def _only_says(self, verb: int) -> bool:
        return self._parse.lemmas[verb].lower() in word_list("only says")

    def _nominal(self, noun: int) -> Iterator[EventDraft]:
        """ "its military operation against Kyiv": told as fact by a clause that tells facts."""
        parse = self._parse
        if not factuality_of(parse, noun).is_so:
            return
        owners = [c for c in parse.children[noun] if parse.deps[c] == "poss"]
        against = [
            below
            for child in parse.children[noun]
            if parse.deps[child] == "prep" and parse.lower(child) in ("against", "on", "in")
            for below in parse.children[child]
            if parse.deps[below] == "pobj"
        ]
        if not owners or not against:
            return
        verb = next((a for a in parse.ancestors(noun) if parse.pos[a] in ("VERB", "AUX")), None)
        governing = verb
        while governing is not None and parse.tags[governing] == "VB" and parse.deps[governing] in ("xcomp", "ccomp"):
            if parse.heads[noun] == governing:
                return  # "managed to launch its attack on": the launching tells it
            governing = parse.heads[governing]
        claim = claim_of(parse, governing, headline=self._in_headline(noun)) if governing is not None else None
        if claim is None or claim.status not in (EventStatus.HAPPENED, EventStatus.ONGOING):
            return
        actor = political(parse, self._cast, owners[0])
        other = named(parse, self._cast, against[0], places=True)
        if actor is None or other is None or actor.actor_id == other.actor_id:
            return
        yield EventDraft(
            token=noun,
            type=EventType.ASSAULT,
            mode=None,
            claim=claim,
            status=claim.status,
            settled=True,
            wordless=False,
            actor=actor,
            recipient=other,
            words=tuple(t for t in parse.subtree(noun) if parse.deps[t] != "punct"),
            counted=(),
            around=governing,
        )


def _stands_alone(kind: EventType | None, act: Act | None) -> bool:
    """May an action of this type be told without whom it is done to?"""
    if kind is None or act is None:
        return False
    needs = type_rows()[kind].needs_recipient
    return needs == "no" or (needs == "bare verb" and not act.bare)


def _settled(act: Act | None, claim: Claim, kind: EventType | None) -> bool:
    """What is planned stays what it is: the model learned from codes in which every intention is AGREE."""
    planned = claim.status is EventStatus.PLANNED
    return act is not None and (claim.refused or planned or act.denies or act.fixed or kind is EventType.THREATEN)
