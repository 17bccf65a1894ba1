"""Politicians who run for an office speak for themselves."""

from datetime import date

import pytest

RACE = "The primaries go on, and delegates and voters wait for a nominee."


@pytest.mark.parametrize(
    "text, words, code",
    [
        ("Republican presidential candidate Donald Trump vowed to build a wall.", "Donald Trump", "Trump"),
        (f"The Clinton campaign was pleased. Clinton will sue. {RACE}", "Clinton", "Clinton"),
        (f"Republican candidate Joe Dunn spoke. Sen. Ann Cole will not vote for him. {RACE}", "Sen. Ann Cole", "Cole"),
        # Without an election a senator speaks for the state, and a president does with one.
        ("U.S. Sen. Ann Cole will not vote for the treaty.", "Sen. Ann Cole", "USA"),
        (f"Republican candidate Joe Dunn spoke. President Obama will not. {RACE}", "President Obama", "USA"),
    ],
)
def test_whom_a_politician_speaks_for(who, text, words, code):
    assert who(text).code(words) == code


def test_titles_date_a_page_without_a_day(who):
    page = who("President Obama met Trump in New York. Putin was there.")
    assert page.code("President Obama") == "USA"
    assert page.code("Trump") is None  # no president while Obama was
    assert page.code("Putin") == "RUS"


def test_parties_by_their_full_name(who):
    assert who("Republicans blocked the bill.", on=date(2024, 3, 6)).code("Republicans") == "Republican Party"
