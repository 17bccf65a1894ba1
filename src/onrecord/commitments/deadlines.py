"""The words that set a last day.

In:      Parse, TimeExpressions, a deed and its words
Out:     span of the deadline with its preposition, or None
Source:  codebook 2 ("a deadline is not a trigger") and 3
Shown:   tests/commitments/test_slots.py
"""

from bisect import bisect_left

from onrecord.commitments.tables import word_list
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression, TimexType


def deadline_of(parse: Parse, times: tuple[TimeExpression, ...], deed: int, action: Span) -> Span | None:
    """The first time in the deed's words, or behind them in its sentence, that a preposition of deadlines opens.

    "by March" keeps its preposition, "on Friday" is the day alone. times: in text order.
    """
    sentence = parse.sentence_span(parse.sentence_index(deed))
    for time in times[bisect_left(times, action.start, key=lambda t: t.span.start) :]:
        if time.span.start >= sentence.end:
            return None
        tokens = parse.tokens_in(time.span)
        if time.type is TimexType.SET or not tokens or tokens[0] == 0:
            continue
        before = tokens[0] - 1
        if parse.lower(before) == "the":
            before -= 1
        if parse.lower(before) == "on" and time.type is TimexType.DATE:
            return time.span
        if parse.lower(before) in word_list("deadline"):
            return Span(parse.starts[before], time.span.end)
    return None
