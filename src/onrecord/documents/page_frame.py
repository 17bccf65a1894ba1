"""What frames the story in a plain text save: the clock and breadcrumb above it, the lists below it.

In:      the paragraphs of a text file
Out:     for each what it is: story, headline, or one of the things left out
Refuses: nothing
Source:  data/en/boilerplate.csv for labels; forms (a line that is only a date, a cut copy of the headline) are below
Shown:   tests/documents/test_plain.py
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from onrecord.documents.boilerplate import Boilerplate, boilerplate_kind
from onrecord.documents.credits import credit_line
from onrecord.documents.days import only_a_day
from onrecord.documents.lines import TextUnit
from onrecord.documents.numeric_days import is_numeric_day_line
from onrecord.documents.text_dates import is_byline, labelled_day

# A headline is no longer; the first line of a file that is longer is its first paragraph.
MAX_HEADLINE_CHARS = 220
MAX_TITLE_CHARS = 160
# A cut copy of the headline keeps at least this much of it.
MIN_COPY_CHARS = 15
# Bylines and dates stand this many lines behind the headline at most.
BYLINE_REACH = 6
# The header of a saved page: clock, menus, breadcrumb.
HEADER_REACH = 25

_SENTENCE_END = re.compile(r"[.!?…:;]['\"’”)\]]*$")
_BREADCRUMB_STEP = re.compile(r"\s*[>»›→|/\\]\s*")


class FramePart(Enum):
    """What a paragraph of a saved page is."""

    STORY = "story"
    HEADLINE = "headline"
    CLOCK = "clock"
    BREADCRUMB = "breadcrumb"
    BYLINE = "byline"
    CREDIT = "credit"
    BOILERPLATE = "boilerplate"
    OTHER_STORY = "other story"


@dataclass(frozen=True, slots=True)
class Framed:
    """parts: one a unit. clock: the day the page header shows, None when it shows none."""

    parts: tuple[FramePart, ...]
    clock: date | None


def framed(units: Sequence[TextUnit]) -> Framed:
    """Tell the story from its frame."""
    words = [unit.words for unit in units]
    parts = [_by_words(line) for line in words]
    headline = _headline(words, parts)
    clock = None
    top = headline if headline is not None else _first_story(parts)
    for i in range(min(top, HEADER_REACH, len(words))):
        day = only_a_day(words[i])
        if day is not None:
            parts[i], clock = FramePart.CLOCK, clock or day
        elif parts[i] is FramePart.STORY and headline is not None:
            parts[i] = FramePart.BREADCRUMB
    if headline is not None:
        parts[headline] = FramePart.HEADLINE
        for i in range(headline + 1, min(headline + 1 + BYLINE_REACH, len(words))):
            if parts[i] is FramePart.STORY and (
                is_byline(words[i]) or only_a_day(words[i]) or is_numeric_day_line(words[i])
            ):
                parts[i] = FramePart.BYLINE
            elif parts[i] is FramePart.STORY and _copy_of(words[i], words[headline]):
                parts[i] = FramePart.BREADCRUMB
    _mark_lists(words, parts)
    return Framed(tuple(parts), clock)


def _by_words(line: str) -> FramePart:
    """What the line is by its own words alone."""
    if credit_line(line):
        return FramePart.CREDIT
    if boilerplate_kind(line) is not None:
        return FramePart.BOILERPLATE
    if len(line) < 60 and labelled_day(line):
        return FramePart.BYLINE
    return FramePart.STORY


def _first_story(parts: Sequence[FramePart]) -> int:
    """Where a file without a headline begins: behind the lines that are only a date or boilerplate."""
    return next((i for i, part in enumerate(parts) if part is FramePart.STORY), 0) + 1


def _headline(words: Sequence[str], parts: Sequence[FramePart]) -> int | None:
    """The first line of the story, when it is a title; None when the story begins with a sentence."""
    for i, line in enumerate(words[:HEADER_REACH]):
        if parts[i] is not FramePart.STORY or only_a_day(line):
            continue
        if _breadcrumb(i, words) or is_byline(line):
            continue
        is_title = len(line) <= MAX_HEADLINE_CHARS and not re.search(r"[.;,:]['\"’”]?$", line)
        followed = any(parts[j] is FramePart.STORY and _prose(words[j]) for j in range(i + 1, len(words)))
        return i if is_title and followed else None
    return None


def _breadcrumb(i: int, words: Sequence[str]) -> bool:
    line = words[i]
    steps = _BREADCRUMB_STEP.split(line)
    if len(steps) > 1 and boilerplate_kind(steps[0]) is Boilerplate.NAVIGATION:
        return True
    return any(_copy_of(line, later) for later in words[i + 1 : i + 6])


def _copy_of(line: str, headline: str) -> bool:
    """Is the line the headline again, glued to section names or cut short with dots?

    >>> _copy_of("HomeNewsMinsk talks open as war enters...", "Minsk talks open as war enters second year")
    True
    """
    stem = re.sub(r"\s*(?:\.\.\.|…)$", "", line)
    at = stem.find(headline[:MIN_COPY_CHARS]) if len(headline) >= MIN_COPY_CHARS else -1
    if at < 0 or len(line) > len(headline) + MAX_TITLE_CHARS:
        return False
    return stem[at:] == headline or (stem != line and headline.startswith(stem[at:]))


def _prose(line: str) -> bool:
    return len(line) > 40 and _SENTENCE_END.search(line) is not None


def _mark_lists(words: Sequence[str], parts: list[FramePart]) -> None:
    """Titles under a label for lists of other stories, up to the next line of prose, are other stories."""
    listing = False
    for i, line in enumerate(words):
        kind = boilerplate_kind(line) if parts[i] is FramePart.BOILERPLATE else None
        if kind is not None:
            listing = listing or kind.heads_a_list
        elif listing and parts[i] is FramePart.STORY:
            if len(line) <= MAX_TITLE_CHARS and not _SENTENCE_END.search(line):
                parts[i] = FramePart.OTHER_STORY
            else:
                listing = False
