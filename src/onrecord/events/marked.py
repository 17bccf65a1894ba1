"""Codes one marked pair in a sentence, for those who bring their own actors.

In:      a Parse, the words of actor and recipient, a DeedTyper where one is at hand
Out:     PairEvent; None where neither the tables nor the model have a type
Source:  the model leads: figures in docs/evaluation.md
Shown:   tests/events/test_marked.py
"""

from onrecord.events.deed_tables import type_rows
from onrecord.events.model_queries import asked_pair
from onrecord.events.pairs import PairAct, pair_act
from onrecord.events.type_choice import MIN_TO_CHANGE
from onrecord.terms.deeds import PairEvent
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.protocols import DeedTyper
from onrecord.terms.spans import Span


def code_pair(parse: Parse, actor: Span, recipient: Span | None, *, typer: DeedTyper | None = None) -> PairEvent | None:
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
