"""The words an event rests on: its clause, and of what is so no word of an action that is not.

In:      a Parse, the token of the action, the tokens of its clause, the words of the actor
Out:     spans in text order: "Bulgaria refused" of "Bulgaria refused to refuel the plane"
Refuses: nothing: the action's own word and its actor always stay
Shown:   tests/events/test_status.py

Who looks up what happened must not be shown, as its evidence, words of what did not.
"""

from onrecord.language.factuality import factuality_of
from onrecord.language.word_runs import trimmed_span
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span, hull


def evidence_of(parse: Parse, token: int, words: tuple[int, ...], actor: Span, *, is_so: bool) -> tuple[Span, ...]:
    """The hull of the clause and its actor, without the actions in it that are not so."""
    whole = hull((parse.span(words[0], words[-1]), actor))
    held = parse.tokens_in(whole)
    kept = {token, *parse.tokens_in(actor)}
    cut = {t for other in held if is_so and other not in kept for t in _not_so(parse, other, token, words)} - kept
    if not cut:
        return (whole,)
    runs: list[list[int]] = []
    for t in held:
        if t in cut:
            continue
        if runs and runs[-1][-1] == t - 1:
            runs[-1].append(t)
        else:
            runs.append([t])
    pieces = (trimmed_span(parse, parse.span(r[0], r[-1])) for r in runs if _says_something(parse, r, kept))
    return tuple(p for p in pieces if p is not None) or (whole,)


def _says_something(parse: Parse, run: list[int], kept: set[int]) -> bool:
    return bool(kept & set(run)) or any(parse.pos[t] in ("NOUN", "PROPN", "VERB", "NUM") for t in run)


def _not_so(parse: Parse, other: int, token: int, words: tuple[int, ...]) -> tuple[int, ...]:
    """The tokens of another action in the hull, where it is not so; of one that the event hangs on, what lies
    between."""
    if not _is_action(parse, other) or factuality_of(parse, other).is_so:
        return ()
    below = parse.subtree(other)
    if token not in below:
        return below
    return tuple(range(other, words[0])) if other < words[0] else (other,) if other not in words else ()


def _is_action(parse: Parse, token: int) -> bool:
    return parse.pos[token] == "VERB"
