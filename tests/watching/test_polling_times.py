"""When a feed is asked next: longer where somebody says so, never sooner than a quarter of an hour."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.watching.polling_times import (
    JITTER,
    LEAST,
    LONGEST,
    LONGEST_ASKED_FOR,
    MOST_TRIES,
    TRY_AGAIN,
    after_failure,
    after_reading,
    after_try,
    fresh_for,
    retry_after,
)

NOW = datetime(2026, 3, 1, 6, tzinfo=UTC)
chances = st.floats(0, 1, exclude_max=True)
moments = st.datetimes(timezones=st.just(UTC)).map(lambda m: format_datetime(m, usegmt=True))
values = st.one_of(st.text(max_size=20), st.integers().map(str), moments, st.integers().map("max-age={}".format))
headers = st.dictionaries(st.sampled_from(["cache-control", "expires", "date", "retry-after"]), values)


@given(headers, st.none() | st.timedeltas(), chances)
def test_a_feed_that_answers_waits_from_a_quarter_of_an_hour_to_a_day(said, every, chance):
    wait = after_reading(NOW, headers=said, every=every, chance=chance) - NOW
    assert LEAST <= wait <= LONGEST * (1 + JITTER)
    assert wait >= min(max(fresh_for(said, now=NOW), every or timedelta(0)), LONGEST)


@given(st.integers(1, 10_000), headers, chances)
def test_a_feed_that_fails_waits_ever_longer_and_as_long_as_it_was_asked_to(failures, said, chance):
    wait = after_failure(NOW, failures=failures, headers=said, chance=chance) - NOW
    assert LEAST <= wait <= LONGEST_ASKED_FOR * (1 + JITTER)
    assert wait >= retry_after(said, now=NOW)
    later = after_failure(NOW, failures=failures + 1, headers=said, chance=chance) - NOW
    assert later >= wait


@given(st.integers(1, MOST_TRIES), headers, chances)
def test_a_page_is_tried_again_after_minutes_then_hours(tries, said, chance):
    wait = after_try(NOW, tries=tries, headers=said, chance=chance) - NOW
    assert max(TRY_AGAIN[0], retry_after(said, now=NOW)) <= wait <= LONGEST_ASKED_FOR * (1 + JITTER)


@given(headers, chances, chances)
def test_chance_only_adds(said, one, other):
    few, many = sorted((one, other))
    assert after_reading(NOW, headers=said, every=None, chance=few) <= after_reading(
        NOW, headers=said, every=None, chance=many
    )


@pytest.mark.parametrize(
    "said, hours",
    [
        ({}, 0),
        ({"cache-control": "no-cache"}, 0),
        ({"cache-control": "no-store, Max-Age=3600"}, 1),
        ({"cache-control": "s-maxage=9000, max-age=3600"}, 1),
        ({"cache-control": "max-age=-1"}, 0),
        ({"cache-control": "max-age=1e3"}, 0),
        ({"expires": "Sun, 01 Mar 2026 08:00:00 GMT"}, 2),
        ({"expires": "Sun, 01 Mar 2026 08:00:00 GMT", "date": "Sun, 01 Mar 2026 07:00:00 GMT"}, 1),
        ({"expires": "Sun, 01 Mar 2026 05:00:00 GMT"}, 0),
        ({"expires": "Sun, 01 Mar 2026 08:00:00 GMT", "cache-control": "max-age=3600"}, 1),
        ({"expires": "-1"}, 0),
        ({"expires": "Sun, 32 Mar 2026 08:00:00 GMT"}, 0),
    ],
)
def test_how_long_an_answer_stays_as_it_is(said, hours):
    assert fresh_for(said, now=NOW) == timedelta(hours=hours)


@pytest.mark.parametrize(
    "written, asked",
    [
        ("120", timedelta(minutes=2)),
        ("Sun, 01 Mar 2026 09:00:00 GMT", timedelta(hours=3)),
        ("Sat, 28 Feb 2026 09:00:00 GMT", timedelta(0)),
        ("9" * 400, LONGEST_ASKED_FOR),
        ("soon", timedelta(0)),
        ("-5", timedelta(0)),
        ("²", timedelta(0)),
    ],
)
def test_how_long_somebody_asks_to_be_left_alone(written, asked):
    assert retry_after({"retry-after": written}, now=NOW) == asked
