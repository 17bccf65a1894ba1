"""When a feed is asked next, and an item's page tried again.

In:      the moment, what the server and the feed said, how often it has failed, a chance from 0 up to 1
Out:     a moment
Source:  RFC 9111, 5.2.2.1 and 5.3 (max-age, Expires); RFC 9110, 10.2.3 (Retry-After); docs/watching.md
Shown:   tests/watching/test_polling_times.py

Never sooner than LEAST after it was asked, whatever anybody says. What is said makes the wait longer, up to a bound: a
header that was set for pictures would else silence a feed for a year. Chance only adds: feeds that came together drift
apart.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

LEAST = timedelta(minutes=15)
# Longest wait of a feed that answers, of one that fails, and where the server asks for more time.
LONGEST = timedelta(days=1)
LONGEST_ASKED_FOR = timedelta(days=7)
# So much of a wait may chance add.
JITTER = 0.1

# Waits before the second, third and last try at an item's page.
TRY_AGAIN = (timedelta(minutes=5), timedelta(minutes=30), timedelta(hours=3))
MOST_TRIES = len(TRY_AGAIN) + 1


def after_reading(now: datetime, *, headers: Mapping[str, str], every: timedelta | None, chance: float) -> datetime:
    """The next time for a feed that answered. every: how often it wants to be asked itself; None: it does not say."""
    said = max(fresh_for(headers, now=now), every or timedelta(0))
    return now + _spread(min(max(said, LEAST), LONGEST), chance)


def after_failure(now: datetime, *, failures: int, headers: Mapping[str, str], chance: float) -> datetime:
    """The next time for a feed that failed so many times in a row, 1 or more: the wait doubles."""
    doubled = min(LEAST * 2 ** min(failures - 1, 20), LONGEST)
    return now + _spread(max(doubled, retry_after(headers, now=now)), chance)


def after_try(now: datetime, *, tries: int, headers: Mapping[str, str], chance: float) -> datetime:
    """The next time for an item's page that was tried so many times, 1 or more."""
    wait = TRY_AGAIN[min(tries, len(TRY_AGAIN)) - 1]
    return now + _spread(max(wait, retry_after(headers, now=now)), chance)


def fresh_for(headers: Mapping[str, str], *, now: datetime) -> timedelta:
    """How long the answer stays as it is, as the server says; zero where it does not."""
    for directive in headers.get("cache-control", "").split(","):
        name, _, value = directive.partition("=")
        if name.strip().lower() == "max-age":
            return _seconds(value.strip().strip('"')) or timedelta(0)
    expires = _moment(headers.get("expires", ""))
    return max(expires - (_moment(headers.get("date", "")) or now), timedelta(0)) if expires else timedelta(0)


def retry_after(headers: Mapping[str, str], *, now: datetime) -> timedelta:
    """How long the server asks to be left alone, a week at most; zero where it does not."""
    written = headers.get("retry-after", "").strip()
    asked = _seconds(written)
    if asked is None:
        until = _moment(written)
        asked = until - now if until else timedelta(0)
    return min(max(asked, timedelta(0)), LONGEST_ASKED_FOR)


def _spread(wait: timedelta, chance: float) -> timedelta:
    return wait * (1 + JITTER * chance)


def _seconds(written: str) -> timedelta | None:
    """Any number of seconds; more than a year is a year."""
    if not (written.isascii() and written.isdigit()):
        return None
    return timedelta(seconds=min(int(written[:12]), 365 * 86_400))


def _moment(written: str) -> datetime | None:
    """An HTTP date; "0" and other values that are none say nothing."""
    try:
        found = parsedate_to_datetime(written)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return found if found.tzinfo is not None else found.replace(tzinfo=UTC)
