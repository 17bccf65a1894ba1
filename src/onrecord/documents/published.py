"""The publication date of a page, and on what it rests.

In:      candidates found in the markup and the text, the page's own facts
Out:     PublishedDate, or None
Refuses: a day the page cannot have been published on (after it was fetched, before the web had news)
Shown:   tests/documents/test_published.py

The best basis wins; among candidates of one basis the first. A clock in the page header is the day the page was saved,
so it bounds the date from above and never is it; so does the day of capture.
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


def published_on(page: Page, candidates: Iterable[DateCandidate], *, clock: date | None) -> PublishedDate | None:
    """The best candidate the page can have; failing that, the bound its clock or capture sets; None without either.

    clock: the day a clock in the page header shows.
    """
    if page.given_date is not None:
        return PublishedDate(DateBounds.day(page.given_date), Basis.GIVEN)
    held = [c for c in candidates if _plausible(c, page)]
    if held:
        best = min(held, key=lambda c: (c.bounds.precision is not Precision.DAY, _ORDER.index(c.basis)))
        return PublishedDate(best.bounds, best.basis)
    return _bound(page, clock)


def _bound(page: Page, clock: date | None) -> PublishedDate | None:
    captured = page.fetched_at.date() if page.fetched_at else None
    if clock is not None and (captured is None or clock <= captured):
        return PublishedDate(DateBounds(None, clock, Precision.BOUNDED), Basis.BEFORE_PAGE_CLOCK)
    if captured is not None:
        return PublishedDate(DateBounds(None, captured, Precision.BOUNDED), Basis.BEFORE_CAPTURE)
    return None


def _plausible(candidate: DateCandidate, page: Page) -> bool:
    first, last = candidate.bounds.first, candidate.bounds.last
    if first is None or last is None:
        return False
    # A day later than the capture is still possible: the page counts days in its own time zone.
    if page.fetched_at and first > page.fetched_at.date() + timedelta(days=1):
        return False
    return candidate.basis not in _MARKUP or last >= EARLIEST
