"""What a model is asked about an action in any words: its sentence, and what the tables know of it.

In:      a Parse, the words of an action
Out:     AskedAction; None for words without tokens. Of a pair: `pairs.py: asked_pair`
Shown:   tests/events/test_pairs.py
"""

from onrecord.events.actions import VerbCoder, code_act
from onrecord.events.nouns import noun_action
from onrecord.terms.actions import AskedAction
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

MAX_WINDOW_TOKENS = 120


def asked_action(parse: Parse, action: Span) -> AskedAction | None:
    """The action these words describe."""
    head = parse.head_of(action)
    if head is None:
        return None
    tokens = window(parse, head)
    return AskedAction(
        window=parse.span(tokens[0], tokens[-1]),
        actor=None,
        recipient=None,
        action=action,
        verb=parse.starts[head],
        ties=(),
        hints=hints(parse, tokens),
        rule=VerbCoder().code_action(parse, action),
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
            kind = noun_action(parse, token)
        if kind is not None:
            found.append((parse.starts[token], kind))
    return tuple(found)
