"""Two dates that share a year. Sentences are our own; the day of writing is Thursday 16 February 2023."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.documents import Document
from onrecord.terms.parses import Parse
from onrecord.times import find_times

WRITTEN = PublishedDate(DateBounds.day(date(2023, 2, 16)), Basis.GIVEN)

Reader = Callable[[str], Parse]
Maker = Callable[[str], Document]


@pytest.mark.parametrize(
    "text, first, last",
    [
        ("Exports fell from March to May 2021.", ("March", "2021-03"), ("May 2021", "2021-05")),
        ("It closed between June and August 2020.", ("June", "2020-06"), ("August 2020", "2020-08")),
        ("In the March-May 2021 season it closed.", ("March", "2021-03"), ("May 2021", "2021-05")),
        ("It closed between June and August last year.", ("June", "2022-06"), ("August last year", "2022-08")),
        ("He served from November to February 2021.", ("November", "2020-11"), ("February 2021", "2021-02")),
        ("He served from March 2021 to May.", ("March 2021", "2021-03"), ("May", "2021-05")),
        ("He served from November 2021 to May.", ("November 2021", "2021-11"), ("May", "2022-05")),
        ("It lasted from December to March.", ("December", "2021-12"), ("March", "2022-03")),
        ("Talks ran from 5 March to 10 April 2022.", ("5 March", "2022-03-05"), ("10 April 2022", "2022-04-10")),
        ("They met between 2 and 5 March 2023.", ("2", "2023-03-02"), ("5 March 2023", "2023-03-05")),
        ("They met on 2-5 March 2023.", ("2", "2023-03-02"), ("5 March 2023", "2023-03-05")),
        ("They met from 2 to 5 March.", ("2", "2023-03-02"), ("5 March", "2023-03-05")),
        ("They met on March 2-5, 2023.", ("March 2", "2023-03-02"), ("5, 2023", "2023-03-05")),
        ("They met on March 2 and 3.", ("March 2", "2023-03-02"), ("3", "2023-03-03")),
        ("It ran from Monday to Friday.", ("Monday", "2023-02-06"), ("Friday", "2023-02-10")),
        ("It ran from Friday to Monday.", ("Friday", "2023-02-10"), ("Monday", "2023-02-13")),
        ("It will run from Monday to Friday.", ("Monday", "2023-02-20"), ("Friday", "2023-02-24")),
        ("It will run from Friday to Monday.", ("Friday", "2023-02-17"), ("Monday", "2023-02-20")),
        ("It ran from the previous Monday to Friday.", ("the previous Monday", "XXXX-WXX-1"), ("Friday", "2023-02-10")),
        ("It ran from 29 February to 3 March.", ("29 February", "XXXX-02-29"), ("3 March", "2023-03-03")),
        ("In 2019-2021 it was closed.", ("2019", "2019"), ("2021", "2021")),
        ("It was common between 2019 and 2021.", ("2019", "2019"), ("2021", "2021")),
    ],
)
def test_the_ends_of_a_range_share_their_year(
    document_of: Maker, parse_text: Reader, text: str, first: tuple[str, str], last: tuple[str, str]
) -> None:
    found = find_times(replace(document_of(text), published=WRITTEN), parse_text(text))
    assert [(t.span.of(text), t.value) for t in found] == [first, last]


def test_a_day_that_its_year_has_not_has_no_bounds_either(document_of: Maker, parse_text: Reader) -> None:
    text = "It ran from 29 February to 3 March."
    within = PublishedDate(DateBounds(date(2023, 5, 1), date(2023, 5, 31), Precision.BOUNDED), Basis.GIVEN)
    found = find_times(replace(document_of(text), published=within), parse_text(text))
    assert [t.bounds for t in found] == [None, DateBounds(date(2023, 3, 3), date(2023, 3, 3), Precision.BOUNDED)]


def test_a_list_shares_its_year_and_needs_no_day_of_writing(document_of: Maker, parse_text: Reader) -> None:
    text = "They met in March, April and May 2021."
    found = find_times(replace(document_of(text), published=None), parse_text(text))
    assert [t.value for t in found] == ["2021-03", "2021-04", "2021-05"]
    assert all(t.bounds for t in found)


@pytest.mark.parametrize(
    "text, values",
    [
        ("It began in October, the ministry said in March 2021.", ["2022-10", "2021-03"]),
        ("On March 2 and 25 people came.", ["2023-03-02"]),
        ("It fell by 3 and 5 percent in March 2021.", ["2021-03"]),
    ],
)
def test_what_is_not_joined_shares_nothing(
    document_of: Maker, parse_text: Reader, text: str, values: list[str]
) -> None:
    found = find_times(replace(document_of(text), published=WRITTEN), parse_text(text))
    assert [t.value for t in found] == values
