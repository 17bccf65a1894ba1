"""What a model is asked about a deed: its sentence, who does it to whom, and what the tables know.

In:      a Parse, the words of actor and recipient, or the words of a deed
Out:     AskedDeed; None for words without tokens
Shown:   tests/events/test_marked.py
"""

from onrecord.events.deeds import VerbCoder, code_act
from onrecord.events.nouns import noun_deed
from onrecord.events.pairs import PairAct, pair_act, tying_verbs
from onrecord.terms.deeds import AskedDeed
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

MAX_WINDOW_TOKENS = 120
MAX_TIES = 4


def asked_pair(parse: Parse, actor: Span | None, recipient: Span | None, *, act: PairAct | None = None) -> AskedDeed:
    """What one does to the other. act: where the verb is known already; ValueError for a parse without tokens."""
    found = act if act is not None else pair_act(parse, actor, recipient)
    at = found.verb
    if at is None:
        heads = [parse.head_of(span) for span in (actor, recipient) if span is not None]
        at = next((h for h in heads if h is not None), 0)
    tokens = window(parse, at)
    ties = tying_verbs(parse, actor, recipient) if act is None else (at,)
    return AskedDeed(
        window=parse.span(tokens[0], tokens[-1]),
        actor=actor,
        recipient=recipient,
        deed=None,
        verb=parse.starts[found.verb] if found.verb is not None else None,
        ties=tuple(parse.starts[t] for t in ties[:MAX_TIES]),
        hints=hints(parse, tokens),
        rule=found.type,
        sure=found.sure,
        status=found.claim.status if found.claim else None,
        refused=found.claim.refused if found.claim else False,
    )


def asked_deed(parse: Parse, deed: Span) -> AskedDeed | None:
    """The deed these words describe."""
    head = parse.head_of(deed)
    if head is None:
        return None
    tokens = window(parse, head)
    return AskedDeed(
        window=parse.span(tokens[0], tokens[-1]),
        actor=None,
        recipient=None,
        deed=deed,
        verb=parse.starts[head],
        ties=(),
        hints=hints(parse, tokens),
        rule=VerbCoder().code_deed(parse, deed),
        sure=False,
        status=None,
        refused=False,
    )


def window(parse: Parse, token: int) -> range:
    """The tokens of the sentence, of a very long one those round the token."""
    held = parse.sentence_of(token)
    half = MAX_WINDOW_TOKENS // 2
    return range(max(held.start, token - half), min(held.stop, token + half))


def hints(parse: Parse, tokens: range) -> tuple[tuple[int, EventType], ...]:
    """Verbs and nouns the tables have a type for."""
    found = []
    for token in tokens:
        kind: EventType | None = None
        if parse.pos[token] == "VERB":
            act = code_act(parse, token)
            kind = act.type if act is not None else None
        elif parse.pos[token] == "NOUN":
            kind = noun_deed(parse, token)
        if kind is not None:
            found.append((parse.starts[token], kind))
    return tuple(found)
