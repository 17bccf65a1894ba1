"""Time words and what they mean before the day of writing is known. Sentences are our own."""

import pytest

from onrecord.times.grammar import candidates


def longest(words: str) -> tuple[str, str | None] | None:
    found = sorted(candidates(words), key=lambda c: c[0] - c[1])
    return (words[found[0][0] : found[0][1]], found[0][2].value) if found else None


@pytest.mark.parametrize(
    "words, span, value",
    [
        ("It began on 2022-02-24.", "2022-02-24", "2022-02-24"),
        ("It began on 16 February 2023.", "16 February 2023", "2023-02-16"),
        ("It began on February 16, 2023.", "February 16, 2023", "2023-02-16"),
        ("It began on Thursday, Feb. 16.", "Thursday, Feb. 16", "XXXX-02-16"),
        ("It ended in March 2019.", "March 2019", "2019-03"),
        ("It ended in 2014.", "2014", "2014"),
        ("It was common in the 1990s.", "the 1990s", "199X"),
        ("It was common in the 19th century.", "the 19th century", "18"),
        ("It began last February.", "last February", "XXXX-02"),
        ("It began last month.", "last month", "XXXX-XX"),
        ("It ends by the end of the year.", "the end of the year", "XXXX"),
        ("It began two weeks ago.", "two weeks ago", "XXXX-WXX"),
        ("It began on Thursday.", "Thursday", "XXXX-WXX-4"),
        ("It lasted for three years.", "three years", "P3Y"),
        ("It lasted two and a half years.", "two and a half years", "P2Y6M"),
        ("Leave within ten days.", "ten days", "P10D"),
        ("A 24-hour deadline passed.", "24-hour", "PT24H"),
        ("It lasted several months.", "several months", "PXM"),
        ("It meets every week.", "every week", "P1W"),
        ("They drill regularly.", "regularly", "PXX"),
        ("It is now closed.", "now", "PRESENT_REF"),
        ("In the third quarter of 2021 it fell.", "the third quarter of 2021", "2021-Q3"),
        ("It opened in the summer of 2008.", "the summer of 2008", "2008-SU"),
        ("It opens at 5 p.m. on Friday.", "5 p.m. on Friday", "XXXX-WXX-5T17:00"),
        ("It opens at 25:00 on Friday.", "Friday", "XXXX-WXX-5"),
        ("It began on 3/25/23.", "3/25/23", "2023-03-25"),
        ("It began on 3/25/98.", "3/25/98", "1998-03-25"),
        ("It sits in the week of March 6, 2023.", "the week of March 6, 2023", "2023-W10"),
        ("It sits in the week of March 36.", "March", "XXXX-03"),
        ("Prices may next year fall.", "next year", "XXXX"),
        ("The 1st half of 2020 was poor.", "The 1st half of 2020", "2020-H1"),
        ("It ended two hours ago.", "two hours ago", None),
        ("It began 4.6 years ago.", "years", "PXY"),
    ],
)
def test_words_and_value(words: str, span: str, value: str | None) -> None:
    assert longest(words) == (span, value)


@pytest.mark.parametrize(
    "words",
    [
        "They may march.",
        "A quarter of them left.",
        "Over 2,000 soldiers came.",
        "It cost $2014.",
        "31 April",
        "13/13/98",
        "They will march 5 miles.",
        "On saturdays, on saturday.",
        "The fifth quarter",
        "The 0th century",
        "They crossed on the 38th parallel.",
        "The following hour",
        "The easter eggs",
        "",
        "1.2014",
    ],
)
def test_what_is_no_time(words: str) -> None:
    assert [c for c in candidates(words) if len(words[c[0] : c[1]]) > 5] == []


def test_a_day_and_month_that_could_be_either_stay_either() -> None:
    meaning = next(m for a, b, m in candidates("on 3/4/2023") if b - a == 8)
    assert meaning.value == "2023-XX-XX"
    assert meaning.bounds is not None
    assert (meaning.bounds.first, meaning.bounds.last) != (None, None)
    assert meaning.bounds.first != meaning.bounds.last
