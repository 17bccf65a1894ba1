"""The last day a deadline leaves.

In:      Parse, TimeExpressions, the words of a deadline; when it was set
Out:     the last day as bounds; None where the page names none
Refuses: to name a day that the page's dates do not: "within ten days" of nobody knows when is None
Source:  codebook 2 ("a deadline is not a trigger") and 3; the list "deadline" of data/en/words.csv
Shown:   tests/commitments/test_deadlines.py
"""

import re
from bisect import bisect_left
from calendar import monthrange
from datetime import date, timedelta

from onrecord.language.words import phrase_at, word_list
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression

# ISO 8601 durations as the times room writes them; of hours, whole days are counted and a rest is one more.
DURATION = re.compile(r"P(?:(\d{1,4})([DWMY])|T(\d{1,5})H)")
END = re.compile(r"\bend\s+of\b|\bis\s+(?:out|over|up)$", re.IGNORECASE)
DAY = timedelta(days=1)
# What the list "deadline" makes of a time: "on Friday" is the day an action is set for, "before Friday" leaves
# Thursday, and the rest leave the time itself.
SET_FOR, DAY_BEFORE = "set for", "day before"


def due_of(
    parse: Parse,
    times: tuple[TimeExpression, ...],
    deadline: Span | None,
    stated_on: DateBounds | None,
    *,
    awaits: bool = False,
) -> DateBounds | None:
    """The last day on which the action is in time.

    "by March" may mean its first day or its last: bounds; "by the end of March" means its last. A length of time counts
    from when it was said, and from nothing else: of what was said by 4 May at the latest, "within ten days" is over by
    14 May at the latest. awaits: the action waits for its condition, from which a length of time counts, as it does
    from what is named behind it ("within 48 hours of an attack"): no day is known.
    """
    time = _time_in(times, deadline) if deadline else None
    if deadline is None or time is None:
        return None
    if time.bounds is None:
        return None if awaits or _counts_from_another(parse, time) else _counted(time, stated_on)
    return _last_day(parse, time.bounds, deadline)


def is_over(
    parse: Parse, deadline: Span, due: DateBounds | None, stated_on: DateBounds | None, published: DateBounds | None
) -> bool:
    """Is the day past when it was said, so that the words limit something else ("the attack on October 7")?

    Of what was said nobody knows when, a last day may be over; but a day set for is not told of by a later page.
    """
    if due is None or due.last is None:
        return False
    opener = phrase_at(parse, "deadline", parse.tokens_in(deadline)[0])
    is_limit = opener is not None and opener[1] != SET_FOR
    said = stated_on.first if stated_on else None
    if said is None and published is not None and not is_limit:
        said = published.first
    return said is not None and due.last < said


def _last_day(parse: Parse, bounds: DateBounds, deadline: Span) -> DateBounds | None:
    is_known = bounds.precision is not Precision.BOUNDED
    if END.search(deadline.of(parse.text)) and bounds.last is not None and is_known:
        return DateBounds.day(bounds.last)  # "before the end of the year" too leaves its last day
    opener = phrase_at(parse, "deadline", parse.tokens_in(deadline)[0])
    return _day_before(bounds) if opener is not None and opener[1] == DAY_BEFORE else bounds


def _counts_from_another(parse: Parse, time: TimeExpression) -> bool:
    """ "within 48 hours of any attack", "ten days after the vote"."""
    behind = parse.tokens_in(time.span)[-1] + 1
    return behind < len(parse) and parse.lower(behind) in word_list("counts a time from")


def _time_in(times: tuple[TimeExpression, ...], deadline: Span) -> TimeExpression | None:
    for time in times[bisect_left(times, deadline.start, key=lambda t: t.span.start) :]:
        return time if deadline.covers(time.span) else None
    return None


def _day_before(bounds: DateBounds) -> DateBounds | None:
    """The day before a time that is known begins; of one that only has bounds, the day before both."""
    try:
        first, last = (d - DAY if d else None for d in (bounds.first, bounds.last))
    except OverflowError:
        return None
    if first is not None and (first == last or bounds.precision is not Precision.BOUNDED):
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
