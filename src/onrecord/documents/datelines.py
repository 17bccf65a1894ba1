"""Datelines: where, when and by which agency a story was filed, before its first word.

In:      the first paragraphs of a document
Out:     the blocks with each dateline a block of its own; the day it gives, where the page's year is known
Refuses: capitals that are no place ("NATO - an alliance"), names that speak ("PRESIDENT PUTIN:"), a day without a year
Source:  the forms of AP, Reuters, AFP, Xinhua, TASS, dpa, PTI and their kin; agencies.csv, aliases.csv
Shown:   tests/documents/test_datelines.py
"""

import re
from dataclasses import replace
from datetime import date
from functools import cache

from onrecord.documents.tables import agencies
from onrecord.language.calendar import month_numbers
from onrecord.language.state_names import PLACE_FORMS, state_aliases
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.spans import Span

# How many paragraphs a headline, a summary and captions may put before the story's first.
FIRST_PARAGRAPHS = 5
LONGEST = 110
# A story goes on behind the dateline for so many letters, or the line is something else.
LEAST_STORY = 12
BEFORE_THE_STORY = (BlockRole.BODY, BlockRole.CAPTION, BlockRole.LIST_ITEM)

_CAPITALS = r"[A-Z][A-Z.'’-]+(?:[ ][A-Z][A-Z.'’-]+){0,3}"
_NAME = r"[A-ZÀ-Ý][\w.'’-]+?(?:[ ](?:(?:de|del|al|el|of|the|am|la)[ ])?[A-ZÀ-Ý][\w.'’-]+){0,3}"


@cache
def _dateline() -> re.Pattern[str]:
    months = "|".join(sorted((re.escape(m.capitalize()) for m in month_numbers()), key=len, reverse=True))
    one_place = f"(?:{_CAPITALS}|{_NAME})"
    return re.compile(
        rf"""
        (?P<place>{one_place}(?:/{one_place})*)?
        (?P<within>(?:,[ ](?!(?:{months})\b){one_place})*)
        (?:[,.]?[ ](?P<on>
            (?:(?P<m1>{months})\.?[ ](?P<d1>\d{{1,2}})|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ ](?P<m2>{months})\.?)
            (?:,?[ ](?P<year>\d{{4}}))?
        ))?
        (?:[,.]?[ ]?(?:\((?P<agency>[^()]{{2,40}})\)|/(?P<wire>[A-Z]\w{{1,12}})/))?
        [ ]?(?P<end>--|[-–—_:.]|(?<=[)/]))(?:(?<=[-–—_:])[ ]?|(?<=[.)/])[ ](?=[A-Z“"]))
        """,
        re.VERBOSE,
    )


@cache
def _places() -> frozenset[str]:
    return frozenset(a.alias.upper() for a in state_aliases() if a.form in PLACE_FORMS)


def dateline_in(paragraph: str) -> re.Match[str] | None:
    """The dateline a paragraph begins with; None when it begins with something else.

    >>> [m.group() for t in ("ANKARA, March 5 (Xinhua) -- Turkey will go.", "NATO - an alliance - met today, it said.")
    ...  if (m := dateline_in(t))]
    ['ANKARA, March 5 (Xinhua) -- ']
    """
    found = _dateline().match(paragraph[: LONGEST + 30])
    if found is None or found.end() > LONGEST or len(paragraph) - found.end() < LEAST_STORY:
        return None
    end, place = found["end"], found["place"] or ""
    agency = found["agency"] or found["wire"]
    credited = agency is not None and (agency.strip().lower() in agencies() or agency.isupper() or end in {"--", "_"})
    all_known = all(part.upper() in _places() for part in place.split("/"))
    known = all_known or any(part.strip().upper() in _places() for part in found["within"].split(","))
    shouted = place.isupper() and len(place) > 3
    if end == ":":  # "NICOSIA: Turkey will": a capital, where "RUSSIA:" or "JUDGE:" would speak
        return found if (shouted and all_known) or (known and (credited or found["on"])) else None
    if end in {".", ""}:  # "LIMA, May 3 (Reuters). Peru", "NEW DELHI, June 3 (PTI) India": only with all its parts
        return found if credited and found["on"] else None
    if credited or (found["on"] and (shouted or known)):
        return found
    if end == "_":
        return None
    # "SAVANNAH, Georgia -": capitals with the state they lie in, or a place we know; "Kyiv, Ukraine -": both known.
    return found if (shouted and (known or found["within"])) or (all_known and found["within"]) else None


def with_datelines(document: Document) -> Document:
    """The document with the dateline of its story, or of each item of a digest, as a block of its own."""
    blocks: list[Block] = []
    on: tuple[int, int] | None = None
    seen = 0
    for block in document.blocks:
        words = block.span.of(document.text)
        found = dateline_in(words) if block.role in BEFORE_THE_STORY else None
        # Further down only what agencies sign begins another item.
        if found is None or (seen >= FIRST_PARAGRAPHS and not found["agency"]):
            blocks.append(block)
        else:
            start = block.span.start
            blocks.append(Block(BlockRole.DATELINE, Span(start, start + len(found.group().rstrip()))))
            blocks.append(Block(block.role, Span(start + found.end(), block.span.end)))
            on = on or _day(found)
        seen += block.role is not BlockRole.HEADLINE
    if len(blocks) == len(document.blocks):
        return document
    return replace(document, blocks=tuple(blocks), published=day_filled_in(document.published, on))


def _day(found: re.Match[str]) -> tuple[int, int] | None:
    """Month and day, when the dateline gives them."""
    name, number = found["m1"] or found["m2"], found["d1"] or found["d2"]
    return (month_numbers()[name.lower()], int(number)) if name else None


def day_filled_in(published: PublishedDate | None, on: tuple[int, int] | None) -> PublishedDate | None:
    """The day the dateline gives, in the year or month the page's own date already tells; that date where it is a day,
    or where the two do not agree."""
    if published is None or on is None or published.bounds.precision in {Precision.DAY, Precision.BOUNDED}:
        return published
    first, last = published.bounds.first, published.bounds.last
    if first is None or last is None:
        return published
    days = [d for year in range(first.year, last.year + 1) if (d := _valid(year, *on)) and first <= d <= last]
    return PublishedDate(DateBounds.day(days[0]), Basis.DATELINE) if len(days) == 1 else published


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
