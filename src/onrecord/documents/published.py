"""The publication date of a page, and on what it rests.

In:      candidates found in the markup and the text, the page's own facts
Out:     PublishedDate, or None
Refuses: a day the page cannot have been published on (after it was fetched, before the web had news)
Shown:   tests/documents/test_published.py

The best basis wins; among candidates of one basis the first. A clock in the page header is the day the page was saved,
so it bounds the date from above and never is it; so do the day of capture and the day of the last change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.pages import Page

# The first newspapers on the web; an earlier day in markup is a default value or an archive date.
EARLIEST = date(1995, 1, 1)

_MARKUP = (Basis.META_TAG, Basis.JSON_LD, Basis.MICRODATA, Basis.TIME_ELEMENT, Basis.URL)
_ORDER = tuple(Basis)


@dataclass(frozen=True, slots=True)
class DateCandidate:
    """A date the page shows, and where."""

    bounds: DateBounds
    basis: Basis


def day_candidate(day: date | None, basis: Basis) -> Iterable[DateCandidate]:
    """One candidate for a known day, none for None."""
    return () if day is None else (DateCandidate(DateBounds.day(day), basis),)


def changed_by(day: date) -> DateCandidate:
    """The page was changed on that day, so it was published then or before."""
    return DateCandidate(DateBounds(None, day, Precision.BOUNDED), Basis.BEFORE_CHANGE)


def published_on(page: Page, candidates: Iterable[DateCandidate], *, clock: date | None) -> PublishedDate | None:
    """The best candidate the page can have; failing that, the bound its clock or capture sets; None without either.

    clock: the day a clock in the page header shows.
    """
    if page.given_date is not None:
        return PublishedDate(DateBounds.day(page.given_date), Basis.GIVEN)
    candidates = tuple(candidates)
    upper = _bound(page, candidates, clock)
    held = [c for c in candidates if _plausible(c, page)]
    if held:
        best = min(held, key=lambda c: (c.bounds.precision is not Precision.DAY, _ORDER.index(c.basis)))
        return PublishedDate(_cut(best.bounds, upper), best.basis)
    return upper


def _bound(page: Page, candidates: Iterable[DateCandidate], clock: date | None) -> PublishedDate | None:
    """The first of the days by which it was published: of a change, of a clock in the page, of the capture."""
    captured = page.fetched_at.date() if page.fetched_at else None
    found = [
        *((c.bounds.last, c.basis) for c in candidates if c.bounds.first is None),
        (clock, Basis.BEFORE_PAGE_CLOCK),
        (captured, Basis.BEFORE_CAPTURE),
    ]
    known = [
        (last, basis)
        for last, basis in found
        if last is not None and last >= EARLIEST and (captured is None or last <= captured)
    ]
    if not known:
        return None
    last, basis = min(known, key=lambda pair: pair[0])
    return PublishedDate(DateBounds(None, last, Precision.BOUNDED), basis)


def _cut(bounds: DateBounds, upper: PublishedDate | None) -> DateBounds:
    """The bounds up to the last day it can have been; the bounds themselves where that leaves nothing, or a day."""
    last = upper.bounds.last if upper is not None else None
    if last is None or bounds.first is None or bounds.last is None or not bounds.first <= last < bounds.last:
        return bounds
    return DateBounds(bounds.first, last, Precision.BOUNDED)


def _plausible(candidate: DateCandidate, page: Page) -> bool:
    first, last = candidate.bounds.first, candidate.bounds.last
    if first is None or last is None:
        return False
    # A day later than the capture is still possible: the page counts days in its own time zone.
    if page.fetched_at and first > page.fetched_at.date() + timedelta(days=1):
        return False
    return candidate.basis not in _MARKUP or last >= EARLIEST
