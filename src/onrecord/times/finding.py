"""Finds the time expressions of a page and what days they may mean.

In:      Document (for its publication date), Parse
Out:     TimeExpressions in text order, not overlapping
Refuses: to turn a relative word into a day when the day of writing is not known: then it is bounds, or nothing
Shown:   tests/times/test_finding.py
"""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from onrecord.language.attachment import verb_before
from onrecord.language.calendar import names
from onrecord.language.numbers import number_words
from onrecord.language.words import word_list
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.spans import Span
from onrecord.terms.times import TimeExpression, TimexType
from onrecord.times.grammar import candidates
from onrecord.times.normalising import TimeMeaning
from onrecord.times.ranges import share_years
from onrecord.times.story import told
from onrecord.times.tables import fixed_words, holidays, units
from onrecord.times.tense import Direction, direction_at

MAX_SENTENCE_CHARS = 3_000  # longer "sentences" are tables or noise; they are read in pieces
WEEK = timedelta(days=6)


def find_times(document: Document, parse: Parse) -> tuple[TimeExpression, ...]:
    """Every time expression; of overlapping readings the longest, then the earlier rule's."""
    published = document.published.bounds if document.published else None
    found: list[TimeExpression] = []
    dates: list[TimeExpression] = []  # what the story may be reckoned from
    for window in _windows(parse):
        read = _longest(window, candidates(window.of(parse.text)))
        for span, meaning in share_years(parse.text, [(s, m) for s, m in read if not _is_other(parse, s)]):
            value, bounds = understood(meaning, published, _direction(parse, span))
            stretch = told(meaning.story, span.start, dates, published) if meaning.story is not None else None
            if stretch is not None:
                value, bounds = stretch
            time = TimeExpression(span=span, type=meaning.type, value=value, bounds=bounds)
            found.append(time)
            if meaning.story is None and bounds is not None and time.type is not TimexType.DURATION:
                dates.append(time)
    return tuple(found)


def understood(
    meaning: TimeMeaning, published: DateBounds | None, direction: Direction
) -> tuple[str | None, DateBounds | None]:
    """Value and days. A day of writing gives both; bounds on it give bounds; without either only the shape stays."""
    if meaning.resolve is None or published is None:
        return meaning.value, meaning.bounds
    try:
        if published.precision is Precision.DAY and published.first is not None:
            return meaning.resolve(published.first, direction)
        return meaning.value, _bounded(meaning, published, direction)
    except (OverflowError, ValueError):  # "900000 days ago": no such day in the calendar
        return meaning.value, None


def _bounded(meaning: TimeMeaning, published: DateBounds, direction: Direction) -> DateBounds | None:
    if meaning.weekday is not None and direction is not Direction.FUTURE:
        first = published.first - WEEK if published.first else None
        return DateBounds(first, published.last, Precision.BOUNDED, meaning.weekday)
    first = _end(meaning, published.first, direction, last=False)
    last = _end(meaning, published.last, direction, last=True)
    if first is None and last is None:
        return None
    return DateBounds(first, last, Precision.BOUNDED, meaning.weekday)


def _end(meaning: TimeMeaning, anchor: date | None, direction: Direction, *, last: bool) -> date | None:
    if anchor is None or meaning.resolve is None:
        return None
    bounds = meaning.resolve(anchor, direction)[1]
    if bounds is None:
        return None
    return bounds.last if last else bounds.first


@cache
def _triggers() -> frozenset[str]:
    """First words of anything the grammar can match, so that most sentences are never searched."""
    kinds = ("month", "month abbreviation", "weekday", "season", "part of day")
    held = {w for kind in kinds for w in names(kind)} | set(units())
    held |= {part for phrase in (*fixed_words(), *holidays()) for part in phrase.replace("'", " ").split()}
    held |= {"today", "tonight", "yesterday", "tomorrow", "noon", "midnight", "ago", "nineteen"}
    return frozenset(held - {"the", "in", "a", "at", "as", "not", "this", "some", *number_words()}) | {
        "second",
        "nineteen",
    }


def _windows(parse: Parse) -> Iterator[Span]:
    """Sentences with a digit or a word of time in them, in pieces where they are very long."""
    triggers = _triggers()
    for index, (first, end) in enumerate(parse.sentences):
        if not any(_may_tell_time(parse, t, triggers) for t in range(first, end)):
            continue
        span = parse.sentence_span(index)
        start = span.start
        for token in range(first, end):
            if parse.ends[token] - start > MAX_SENTENCE_CHARS and parse.starts[token] > start:
                yield Span(start, parse.starts[token])
                start = parse.starts[token]
        yield Span(start, span.end)


def _may_tell_time(parse: Parse, token: int, triggers: frozenset[str]) -> bool:
    word = parse.lower(token)
    if word in triggers or parse.lemmas[token].lower() in triggers or word.removesuffix(".") in triggers:
        return True
    if "-" in word:
        return any(part.removesuffix("s") in triggers or part.isdigit() for part in word.split("-"))
    return any(c.isdigit() for c in word)


def _longest(window: Span, found: Iterator[tuple[int, int, TimeMeaning]]) -> list[tuple[Span, TimeMeaning]]:
    """Readings that do not overlap, the longest first chosen, in text order."""
    kept: list[tuple[Span, TimeMeaning]] = []
    taken: set[int] = set()
    for start, end, meaning in sorted(found, key=lambda c: (c[0] - c[1], c[0])):
        if taken.isdisjoint(range(start, end)):
            taken.update(range(start, end))
            kept.append((Span(start + window.start, end + window.start), meaning))
    return sorted(kept, key=lambda k: k[0])


def _is_other(parse: Parse, span: Span) -> bool:
    """ "May" the prime minister, "March" the verb, "2000 soldiers": one word the parser takes for something else."""
    held = parse.tokens_in(span)
    if len(held) == 2 and parse.lower(held[0]) == "a":
        return _is_rate(parse, held[1])
    if len(held) != 1:
        return False
    token = held[0]
    if parse.word(token).isdigit() and parse.tags[parse.heads[token]] == "NNS" and parse.deps[token] == "nummod":
        return True  # "2000 soldiers"
    return parse.entities[token] in ("PERSON", "ORG", "GPE", "FAC", "WORK_OF_ART") or (
        parse.word(token) in ("May", "March") and parse.pos[token] in ("AUX", "VERB")
    )


def _is_rate(parse: Parse, unit: int) -> bool:
    """ "700 seats a week", "2 million a year": so many in each, no length of time."""
    counted = parse.heads[unit]
    return parse.deps[unit] == "npadvmod" and (parse.pos[counted] in ("NOUN", "NUM", "SYM"))


def _direction(parse: Parse, span: Span) -> Direction:
    said = verb_before(parse, span)  # "said on Monday it would": the parser may hang it on "would"
    if said is not None and parse.tags[said] == "VBD" and parse.lemmas[said] in word_list("says"):
        return Direction.PAST
    held = parse.head_of(span)
    return direction_at(parse, held) if held is not None else Direction.UNKNOWN
