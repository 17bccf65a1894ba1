"""What a model is asked about a deed in any words: its sentence, and what the tables know of it.

In:      a Parse, the words of a deed
Out:     AskedDeed; None for words without tokens. Of a pair: `pairs.py: asked_pair`
Shown:   tests/events/test_pairs.py
"""

from onrecord.events.deeds import VerbCoder, code_act
from onrecord.events.nouns import noun_deed
from onrecord.terms.deeds import AskedDeed
from onrecord.terms.events import EventType
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span

MAX_WINDOW_TOKENS = 120


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
