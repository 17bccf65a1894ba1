"""One marked pair in one sentence, coded with the engines that read pages.

In:      a sentence, the words or spans of actor and recipient
Out:     PairEvent; None where no type is found
Refuses: words that do not stand in the sentence, spans outside it (ValueError)
Shown:   tests/walk/test_pair.py
"""

from onrecord.events import code_pair
from onrecord.terms.actions import PairEvent
from onrecord.terms.spans import Span
from onrecord.walk.open import Engines

Marked = str | Span | tuple[int, int]


def code_event(sentence: str, engines: Engines, *, actor: Marked, recipient: Marked | None = None) -> PairEvent | None:
    """What the actor does to the recipient in the sentence."""
    source = marked(sentence, actor, "actor", beside=None)
    target = marked(sentence, recipient, "recipient", beside=source) if recipient is not None else None
    blocks = [Span(0, len(sentence))]
    return code_pair(
        engines.parser.parse(sentence, blocks), source, target, typer=engines.scanner.read(sentence, blocks)
    )


def marked(sentence: str, given: Marked, name: str, *, beside: Span | None) -> Span:
    """The span given, or of the words given: their first place, whole words before parts of words, that does not
    overlap `beside`."""
    if not isinstance(given, str):
        span = given if isinstance(given, Span) else Span(*given)
        if span.end > len(sentence):
            raise ValueError(
                f"{name} {span.to_json()} reaches beyond the sentence, which has {len(sentence)} characters"
            )
        return span
    places = []
    at = sentence.find(given) if given else -1
    while at >= 0:
        places.append(Span(at, at + len(given)))
        at = sentence.find(given, at + 1)
    free = [p for p in places if beside is None or not p.overlaps(beside)] or places
    if not free:
        raise ValueError(
            f"{name} {given!r} does not stand in the sentence; give its words as they stand there, or a span"
        )
    return next((p for p in free if _whole(sentence, p)), free[0])


def _whole(sentence: str, span: Span) -> bool:
    around = sentence[max(0, span.start - 1) : span.start] + sentence[span.end : span.end + 1]
    return not any(map(str.isalnum, around))
