"""Times reckoned from what was told before. The day of writing is Thursday 16 February 2023 unless a row says not."""

from datetime import date

import pytest
from tests.times.test_finding import THURSDAY, read

from onrecord.terms.dates import DateBounds
from onrecord.times import find_times


@pytest.mark.parametrize(
    "text, words, value",
    [
        ("Sales fell in the fourth quarter from a year earlier.", "a year earlier", "2021-Q4"),
        ("Sales rose in the fourth quarter of 2022. Year-earlier sales were flat.", "Year-earlier", "2021-Q4"),
        ("Sales rose in the fourth quarter. In the year-ago quarter they fell.", "the year-ago quarter", "2021-Q4"),
        ("Sales rose in the fourth quarter. They fell a year ago.", "a year ago", "2021-Q4"),
        ("The talks broke down. They began a year ago.", "a year ago", "2022"),
        ("Sales rose in the third quarter. For the quarter, profit fell.", "the quarter", "2022-Q3"),
        (
            "It will grow in the second quarter after the fourth quarter. The latest quarter was poor.",
            "The latest quarter",
            "2022-Q4",
        ),
        ("Sales rose in the fourth quarter from the same period last year.", "the same period last year", "2021-Q4"),
        ("They signed in March 2014. A year later they met.", "A year later", "2015-03"),
        ("The war broke out in 1991. Three years later it was over.", "Three years later", "1994"),
        ("They signed on 3 March 2014. The following year they met.", "The following year", "2015"),
        ("They signed on 3 March 2014. The next day they left.", "The next day", "2014-03-04"),
        ("They signed on 3 March 2014. That same day the army left.", "That same day", "2014-03-03"),
        ("They signed on 3 March 2014. That month the army left.", "That month", "2014-03"),
        ("The permit holds until 9999-12-31. The next day it ends.", "The next day", None),
        ("The town fell in 1994. That day the army left.", "That day", None),
        ("The town fell. A year earlier the army had left.", "A year earlier", None),
        ("They signed on 3 March 2014. Three days later they met.", "Three days later", None),
        ("He spoke on Friday and left the previous Monday.", "the previous Monday", "XXXX-WXX-1"),
    ],
)
def test_the_story_dates_what_it_can(document_of, parse_text, text, words, value):
    (found,) = [t for t in read(document_of, parse_text, text, THURSDAY) if t.span.of(text) == words]
    assert found.value == value


def test_a_date_told_in_full_needs_no_day_of_writing(document_of, parse_text):
    text = "They signed in March 2014. A year later they met."
    told = find_times(document_of(text), parse_text(text))
    assert [t.value for t in told] == ["2014-03", "2015-03"]
    assert told[1].bounds == DateBounds(date(2015, 3, 1), date(2015, 3, 31), told[0].bounds.precision)


def test_bounds_alone_date_no_story(document_of, parse_text):
    text = "Sales rose in the fourth quarter. They had fallen a year earlier."
    assert find_times(document_of(text), parse_text(text))[-1].bounds is None
