"""The words that set a last day, and which day that may be.

In:      Parse, TimeExpressions, a deed and its words; when it was said
Out:     span of the deadline with its preposition; the last day as bounds; None where there is none
Refuses: to name a day that the page's dates do not: "within ten days" of nobody knows when is None
Source:  codebook 2 ("a deadline is not a trigger") and 3
Shown:   tests/commitments/test_deadlines.py
"""

import re
from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta

from onrecord.language.words import word_list
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression, TimexType

# ISO 8601 durations as the times room writes them; of hours, whole days are counted and a rest is one more.
DURATION = re.compile(r"P(?:(\d{1,4})([DWMY])|T(\d{1,5})H)")
END = re.compile(r"(?:the\s+)?end\s+of\b", re.IGNORECASE)
DAY = timedelta(days=1)


def deadline_of(parse: Parse, times: tuple[TimeExpression, ...], deed: int, action: Span) -> Span | None:
    """The first time in the deed's words, or behind them in its sentence, that a preposition of deadlines opens.

    Failing that the time somebody is given ("gave Iraq 48 hours to leave", "a 24-hour ultimatum to leave").

    "by March" keeps its preposition, "on Friday" is the day alone. times: in text order.
    """
    sentence = parse.sentence_span(parse.sentence_index(deed))
    for time in times[bisect_left(times, action.start, key=lambda t: t.span.start) :]:
        if time.span.start >= sentence.end:
            break
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
    return _time_given(parse, times, deed, sentence)


def _time_given(parse: Parse, times: tuple[TimeExpression, ...], deed: int, sentence: Span) -> Span | None:
    """A length of time before the deed whose noun governs it, or that measures the ultimatum which does."""
    above = set(parse.ancestors(deed))
    for time in times[bisect_left(times, sentence.start, key=lambda t: t.span.start) :]:
        if time.span.start >= parse.starts[deed]:
            return None
        head = parse.head_of(time.span)
        if time.type is not TimexType.DURATION or head is None:
            continue
        noun = parse.heads[head]
        measured = parse.lemmas[noun] in word_list("deadline noun") and (noun in above or parse.heads[noun] in above)
        given = parse.deps[head] in {"dobj", "dative"} and parse.lemmas[noun] in word_list("gives time")
        if measured or (given and (head in above or noun in above)):
            return time.span
    return None


def due_of(
    parse: Parse, times: tuple[TimeExpression, ...], deadline: Span | None, stated_on: DateBounds | None
) -> DateBounds | None:
    """The last day on which the deed is in time.

    "by March" may mean its first day or its last: bounds; "by the end of March" means its last. A length of time counts
    from when it was said, and from nothing else: of what was said by 4 May at the latest, "within ten days" is over by
    14 May at the latest.
    """
    time = _time_in(times, deadline) if deadline else None
    if deadline is None or time is None:
        return None
    if time.bounds is None:
        return _counted(time, stated_on)
    if parse.lower(parse.tokens_in(deadline)[0]) == "before":
        return _day_before(time.bounds)
    if END.match(time.span.of(parse.text)) and time.bounds.last and time.bounds.precision is not Precision.BOUNDED:
        return DateBounds.day(time.bounds.last)
    return time.bounds


def _time_in(times: tuple[TimeExpression, ...], deadline: Span) -> TimeExpression | None:
    for time in times[bisect_left(times, deadline.start, key=lambda t: t.span.start) :]:
        return time if deadline.covers(time.span) else None
    return None


def _day_before(bounds: DateBounds) -> DateBounds | None:
    try:
        first, last = (d - DAY if d else None for d in (bounds.first, bounds.last))
    except OverflowError:
        return None
    if first is not None and first == last:
        return DateBounds.day(first)
    return DateBounds(first, last, Precision.BOUNDED)


def _counted(time: TimeExpression, stated_on: DateBounds | None) -> DateBounds | None:
    found = DURATION.fullmatch(time.value or "")
    if found is None or stated_on is None:
        return None
    try:
        first, last = (_later(d, found) if d else None for d in (stated_on.first, stated_on.last))
    except (OverflowError, ValueError):
        return None
    if first is not None and first == last:
        return DateBounds.day(first)
    return DateBounds(first, last, Precision.BOUNDED) if first or last else None


def _later(day: date, duration: re.Match[str]) -> date:
    number, unit, hours = duration.groups()
    if hours is not None:
        return day + timedelta(days=-(-int(hours) // 24))
    if unit in "DW":
        return day + timedelta(days=int(number) * (7 if unit == "W" else 1))
    months = day.month - 1 + int(number) * (12 if unit == "Y" else 1)
    year, month = day.year + months // 12, months % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
