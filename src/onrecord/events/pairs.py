"""One marked actor and what it does to another: the verb that ties the two, what a model is asked of it, the event.

In:      a Parse, the words of actor and recipient, an ActionTyper where one is at hand
Out:     PairEvent, None where neither the tables nor the model have a type; PairAct, what the tables make of the pair;
         AskedAction, what the model is asked
Refuses: nothing: spans without tokens give a PairAct without a verb
Source:  the model leads: figures in docs/evaluation.md
Shown:   tests/events/test_pairs.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.events.action_tables import type_rows
from onrecord.events.actions import Act, Coding, code_act
from onrecord.events.claims import Claim, claim_of
from onrecord.events.model_queries import hints, window
from onrecord.events.nouns import noun_action
from onrecord.events.type_choice import MIN_TO_CHANGE
from onrecord.terms.actions import AskedAction, PairEvent
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import ActionTyper
from onrecord.terms.spans import Span

MAX_VERBS = 12
MAX_TIES = 4


@dataclass(frozen=True, slots=True)
class PairAct:
    """What the tables make of a pair.

    verb:  token of the verb that ties the two; None when the parse shows none.
    type:  None when no row fits.
    claim: None where the words leave open whether it is so.
    sure:  does it rest on the verb that governs both?
    """

    verb: int | None
    type: EventType | None
    mode: str | None
    claim: Claim | None
    status: EventStatus | None
    sure: bool


NOTHING = PairAct(None, None, None, None, None, sure=False)


def code_pair(
    parse: Parse, actor: Span, recipient: Span | None, *, typer: ActionTyper | None = None
) -> PairEvent | None:
    """What the actor does to the recipient. A refusal the parse shows ("will not lift") is REJECT whatever else; words
    without a verb ("Mali: Chad") are no event unless the model is sure."""
    if not len(parse):
        return None
    act = pair_act(parse, actor, recipient)
    kind, mode, probability = act.type, act.mode, None
    if typer is not None and not _refused(act):
        (typed,) = typer.types([asked_pair(parse, actor, recipient)])
        if typed.type is not None and (act.verb is not None or typed.probability >= MIN_TO_CHANGE):
            mode = act.mode if typed.type is act.type else None
            kind, probability = typed.type, typed.probability
    if kind is None:
        return None
    return PairEvent(
        type=kind,
        mode=mode,
        quad=type_rows()[kind].quad,
        status=act.status if act.claim is not None else None,
        actor=actor,
        recipient=recipient,
        verb=parse.span(act.verb, act.verb) if act.verb is not None else None,
        probability=probability,
    )


def _refused(act: PairAct) -> bool:
    return act.sure and act.type is EventType.REJECT and act.claim is not None and act.claim.refused


def asked_pair(parse: Parse, actor: Span | None, recipient: Span | None, *, act: PairAct | None = None) -> AskedAction:
    """What one does to the other. act: where the verb is known already; ValueError for a parse without tokens."""
    found = act if act is not None else pair_act(parse, actor, recipient)
    at = found.verb
    if at is None:
        heads = [parse.head_of(span) for span in (actor, recipient) if span is not None]
        at = next((h for h in heads if h is not None), 0)
    tokens = window(parse, at)
    ties = tying_verbs(parse, actor, recipient) if act is None else (at,)
    return AskedAction(
        window=parse.span(tokens[0], tokens[-1]),
        actor=actor,
        recipient=recipient,
        action=None,
        verb=parse.starts[found.verb] if found.verb is not None else None,
        ties=tuple(parse.starts[t] for t in ties[:MAX_TIES]),
        hints=hints(parse, tokens),
        rule=found.type,
        sure=found.sure,
        status=found.claim.status if found.claim else None,
        refused=found.claim.refused if found.claim else False,
    )


def pair_act(parse: Parse, actor: Span | None, recipient: Span | None) -> PairAct:
    """The act of the verb nearest the actor that reaches the recipient, else of the first verb that has one."""
    verbs = tying_verbs(parse, actor, recipient)
    if not verbs:
        return NOTHING
    for number, verb in enumerate(verbs):
        claim = claim_of(parse, verb, headline=False)
        act = code_act(parse, verb) or _by_object(parse, verb)
        if act is not None:
            return _coded(verb, act, claim, sure=number == 0)
    return PairAct(verbs[0], None, None, claim_of(parse, verbs[0], headline=False), None, sure=False)


def _coded(verb: int, act: Act, claim: Claim | None, *, sure: bool) -> PairAct:
    kind, mode, status = coded(act, claim) if claim is not None else (act.type, act.mode, None)
    return PairAct(verb, kind, mode, claim, status, sure)


def coded(act: Act, claim: Claim) -> tuple[EventType, str | None, EventStatus]:
    """Type, mode and status; to say one will not yield, help, meet ... is to REJECT it, and that has happened."""
    row = type_rows()[act.type]
    if claim.refused and row.volitional:
        return EventType.REJECT, row.refused_mode, EventStatus.HAPPENED
    if act.denies and claim.status in (EventStatus.NEGATED, EventStatus.DENIED):
        return act.type, act.mode, EventStatus.HAPPENED
    planned = act.reality == "plan" and claim.status.is_so
    return act.type, act.mode, EventStatus.PLANNED if planned else claim.status


def _by_object(parse: Parse, verb: int) -> Act | None:
    """ "carried out an attack": where the verb says nothing, the first noun below it that names an action."""
    for child in parse.children[verb]:
        if parse.deps[child] in ("dobj", "nsubjpass", "attr"):
            action = Coding(parse, None).of(child) or noun_action(parse, child)
            if action is not None:
                return Act(action, None, "fact", bare=True, denies=False)
    return None


def tying_verbs(parse: Parse, actor: Span | None, recipient: Span | None) -> tuple[int, ...]:
    """Verbs that may tie the two, the likeliest first: those above the actor that reach the recipient, then the others
    above the actor, then those above the recipient."""
    source = parse.head_of(actor) if actor is not None else None
    target = parse.head_of(recipient) if recipient is not None else None
    above = _chain(parse, source)
    reached = set(_above(parse, target)) if target is not None else set()
    ordered = [v for v in above if v in reached] + above + _chain(parse, target)
    return tuple(dict.fromkeys(ordered))[:MAX_VERBS]


def _above(parse: Parse, token: int) -> Iterator[int]:
    yield token
    yield from parse.ancestors(token)


def _chain(parse: Parse, token: int | None) -> list[int]:
    """Verbs above the token, nearest first, each followed by those joined to it that share its subject."""
    if token is None:
        return []
    held = []
    for above in _above(parse, token):
        if parse.pos[above] in ("VERB", "AUX"):
            held.append(above)
            held.extend(_joined(parse, above))
    return held


def _joined(parse: Parse, verb: int) -> list[int]:
    joined: list[int] = []
    queue = [verb]
    while queue and len(joined) < MAX_VERBS:
        for child in parse.children[queue.pop()]:
            shares = not any(parse.deps[c] in ("nsubj", "nsubjpass") for c in parse.children[child])
            if parse.deps[child] in ("conj", "advcl", "xcomp") and parse.pos[child] == "VERB" and shares:
                joined.append(child)
                queue.append(child)
    return joined
