"""The words of the calendar."""

from onrecord.language.calendar import month_numbers, names, weekday_numbers


def test_months_and_weekdays_by_name_and_abbreviation() -> None:
    assert (month_numbers()["march"], month_numbers()["sept"]) == (3, 9)
    assert (weekday_numbers()["monday"], weekday_numbers()["thurs"]) == (0, 3)
    assert set(month_numbers().values()) == set(range(1, 13))


def test_seasons_have_their_timex_code() -> None:
    assert names("season")["autumn"] == "FA"
