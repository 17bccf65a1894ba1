"""Time words on a page: a day where the day of writing is known, else bounds. Sentences are our own."""

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.terms.times import TimeExpression, TimexType
from onrecord.times import find_times
from onrecord.times.finding import MAX_SENTENCE_CHARS, understood
from onrecord.times.grammar import candidates
from onrecord.times.tense import Direction

Reader = Callable[[str], Parse]
Maker = Callable[[str], Document]

THURSDAY = DateBounds.day(date(2023, 2, 16))
BEFORE = DateBounds(None, date(2023, 3, 25), Precision.BOUNDED)


def read(document_of: Maker, parse_text: Reader, text: str, bounds: DateBounds | None) -> tuple[TimeExpression, ...]:
    published = PublishedDate(bounds, Basis.GIVEN) if bounds else None
    return find_times(replace(document_of(text), published=published), parse_text(text))


@pytest.mark.parametrize(
    "text, words, value",
    [
        ("The minister said on Thursday that it was over.", "Thursday", "2023-02-16"),
        ("The minister said on Friday that it was over.", "Friday", "2023-02-10"),
        ("The minister will meet the king on Friday.", "Friday", "2023-02-17"),
        ("The minister plans to meet the king on Friday.", "Friday", "2023-02-17"),
        ("The president said on Friday he would not go.", "Friday", "2023-02-10"),
        ("The cabinet met this past Wednesday.", "this past Wednesday", "2023-02-15"),
        ("They must answer by this coming Saturday.", "this coming Saturday", "2023-02-18"),
        ("They must answer by the 9th.", "the 9th", "2023-03-09"),
        ("They left on the 9th.", "the 9th", "2023-02-09"),
        ("They must answer by year-end.", "year-end", "2023-12-31"),
        ("The court will sit in the week of March 6.", "the week of March 6", "2023-W10"),
        ("The war began last February.", "last February", "2022-02"),
        ("The war ended last month.", "last month", "2023-01"),
        ("It was announced in October.", "October", "2022-10"),
        ("It will be announced in October.", "October", "2023-10"),
        ("The army left yesterday.", "yesterday", "2023-02-15"),
        ("The army left two weeks ago.", "two weeks ago", "2023-W05"),
        ("The army will leave next year.", "next year", "2024"),
        ("The army will leave by the end of this week.", "the end of this week", "2023-W07"),
        ("The truce ends at midnight on Friday.", "midnight on Friday", "2023-02-17T24:00"),
        ("The mandate expires in March.", "March", "2023-03"),
        ("It will expire on 30 September.", "30 September", "2023-09-30"),
        ("It began on 10 June.", "10 June", "2022-06-10"),
        ("The talks were set for 2 March.", "2 March", "2023-03-02"),
        ("The army must leave within ten days.", "ten days", "P10D"),
        ("A 24-hour ultimatum was given.", "24-hour", "PT24H"),
        ("The army must leave by 5 April.", "5 April", "2023-04-05"),
        ("The army must leave no later than Friday.", "Friday", "2023-02-17"),
        ("They gave the army until Friday to leave.", "Friday", "2023-02-17"),
        ("The army will stay until the end of March.", "the end of March", "2023-03"),
        ("The army will leave before the end of the year.", "the end of the year", "2023"),
        ("The army left on February 10.", "February 10", "2023-02-10"),
        ("The army left on Sunday night.", "Sunday night", "2023-02-12TNI"),
        ("The army left the day before yesterday.", "the day before yesterday", "2023-02-14"),
        ("The army will leave the day after tomorrow.", "the day after tomorrow", "2023-02-18"),
        ("The truce began at 12 a.m. on Friday.", "12 a.m. on Friday", "2023-02-10T00:00"),
        ("The truce began at 12 p.m. on Friday.", "12 p.m. on Friday", "2023-02-10T12:00"),
        ("The court met on 29 February.", "29 February", "2020-02-29"),
        ("The court will meet on 29 February.", "29 February", "2024-02-29"),
        pytest.param(
            "Profits rose from a year earlier.",
            "a year earlier",
            "2022",
            marks=pytest.mark.xfail(reason="earlier than what, only the story knows", strict=True),
        ),
    ],
)
def test_the_day_of_writing_is_known(document_of: Maker, parse_text: Reader, text: str, words: str, value: str) -> None:
    (found,) = read(document_of, parse_text, text, THURSDAY)
    assert (found.span.of(text), found.value) == (words, value)


@pytest.mark.parametrize(
    "text, value, first, last, weekday",
    [
        ("The minister said on Thursday that it was over.", "XXXX-WXX-4", None, date(2023, 3, 25), 3),
        ("The minister will meet the king on Friday.", "XXXX-WXX-5", None, date(2023, 3, 31), 4),
        ("The war began last February.", "XXXX-02", None, date(2023, 2, 28), None),
        ("The war ended last month.", "XXXX-XX", None, date(2023, 2, 28), None),
    ],
)
def test_bounds_on_the_day_of_writing_give_bounds(
    document_of: Maker,
    parse_text: Reader,
    text: str,
    value: str,
    first: date | None,
    last: date | None,
    weekday: int | None,
) -> None:
    (found,) = read(document_of, parse_text, text, BEFORE)
    assert found.value == value
    assert found.bounds == DateBounds(first, last, Precision.BOUNDED, weekday)


@pytest.mark.parametrize(
    "words, first, last",
    [
        ("the coming weeks", date(2023, 2, 16), None),
        ("the coming days", date(2023, 2, 16), None),
        ("coming months", date(2023, 2, 16), None),
        ("the next few weeks", date(2023, 2, 16), None),
        ("recent weeks", None, date(2023, 2, 16)),
        ("the past few years", None, date(2023, 2, 16)),
    ],
)
def test_vague_words_bound_one_end_and_only_from_a_day_of_writing(
    document_of: Maker, parse_text: Reader, words: str, first: date | None, last: date | None
) -> None:
    text = f"It happens in {words}."
    (found,) = read(document_of, parse_text, text, THURSDAY)
    assert (found.span.of(text), found.bounds) == (words, DateBounds(first, last, Precision.BOUNDED))
    (found,) = read(document_of, parse_text, text, None)
    assert found.bounds is None


def test_without_any_day_of_writing_only_the_shape_stays(document_of: Maker, parse_text: Reader) -> None:
    (found,) = read(document_of, parse_text, "It began on Thursday.", None)
    assert (found.type, found.value, found.bounds) == (TimexType.DATE, "XXXX-WXX-4", None)


def test_full_dates_need_no_day_of_writing(document_of: Maker, parse_text: Reader) -> None:
    (found,) = read(document_of, parse_text, "It began on 24 February 2022.", None)
    assert found.bounds == DateBounds.day(date(2022, 2, 24))


def test_a_day_no_calendar_has_is_no_error(document_of: Maker, parse_text: Reader) -> None:
    (found,) = read(document_of, parse_text, "It happened 9000000 days ago.", THURSDAY)
    assert found.bounds is None


def test_a_date_behind_an_endless_word_is_read(document_of: Maker, parse_text: Reader) -> None:
    text = f"The key {'a1' * MAX_SENTENCE_CHARS} was used on 24 February 2022."
    assert [t.value for t in read(document_of, parse_text, text, None)] == ["2022-02-24"]


@pytest.mark.parametrize("text", ["It sells 700 seats a week.", "It earns 2 million a year."])
def test_a_rate_is_no_time(document_of: Maker, parse_text: Reader, text: str) -> None:
    assert read(document_of, parse_text, text, THURSDAY) == ()


@pytest.mark.parametrize("text", ["", "“", "🙂", "May", "last", "2000 soldiers came.", "\n\n", "He won 34:70."])
def test_strange_or_timeless_text(document_of: Maker, parse_text: Reader, text: str) -> None:
    assert [t for t in read(document_of, parse_text, text, THURSDAY) if t.span.of(text) != "May"] == []


@pytest.mark.parametrize(
    "text", ["1," * 20_000, "12/" * 10_000, "twenty " * 8_000 + "days", "year" + " " * 30_000 + "ago"]
)
def test_endless_text_is_read_in_no_more_than_its_share_of_time(
    document_of: Maker, parse_text: Reader, text: str
) -> None:
    parse = parse_text(text)
    started = time.perf_counter()
    find_times(document_of(text), parse)
    assert time.perf_counter() - started < 20  # seconds; it took minutes before repeats were bounded


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_bounds_hold_every_day_the_words_could_mean(one: date, other: date) -> None:
    first, last = sorted((one, other))
    published = DateBounds(first, last, Precision.BOUNDED)
    for words in (
        "last month",
        "yesterday",
        "Friday",
        "two years ago",
        "March",
        "last week",
        "the summer of last year",
        "10 June",
        "the past few years",
        "the coming weeks",
        "this fiscal year",
        "last fiscal year",
        "next fiscal year",
    ):
        for _, _, meaning in candidates(words):
            for direction in Direction:
                _, bounds = understood(meaning, published, direction)
                for day in (first, last):
                    _, exact = understood(meaning, DateBounds.day(day), direction)
                    if bounds is None or exact is None or exact.first is None or exact.last is None:
                        continue
                    assert bounds.first is None or bounds.first <= exact.first
                    assert bounds.last is None or exact.last <= bounds.last


@given(
    st.text(max_size=200)
    | st.lists(
        st.sampled_from(["last", "next", "May", "31", "12", "1990", "of", "year", "ago", "a", "-", "/", "'s"])
    ).map(" ".join)
)
def test_no_text_breaks_the_grammar(words: str) -> None:
    for start, end, meaning in candidates(words):
        assert 0 <= start < end <= len(words)
        for day in (date(1, 1, 1), date(2023, 2, 16), date(9999, 12, 31)):
            understood(meaning, DateBounds.day(day), Direction.PAST)
