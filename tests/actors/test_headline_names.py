"""Names without a state on the page, on a day: whom they act for, and how surely.

`headline_names.csv`: 70 bare names of headlines of 2008 to 2026; with the table that ended in 2021 eleven were right.
`names_by_day.csv`: 115 names of our own, in the spellings of different papers, written down before they were looked up;
what is wrong stays, with its reason, as a strict xfail.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from onrecord.actors.officeholders import look_up

HERE = Path(__file__).parent
HEADLINES = list(csv.DictReader((HERE / "headline_names.csv").open(encoding="utf-8")))
NAMES = list(csv.DictReader((HERE / "names_by_day.csv").open(encoding="utf-8")))
MOST_WRONG_STATES = 0.02


def found(name, day):
    on = date.fromisoformat(day)
    known = look_up(name, office="", first_day=on, last_day=on, states=())
    if known is None:
        return "", "unknown"
    return known.state or known.organisation, "likely" if known.last_seen else "in office"


def test_bare_names_of_headlines():
    read = [(row["acts_for"], found(row["name"], row["day"])[0]) for row in HEADLINES]
    right = sum(expected == code for expected, code in read)
    wrong = sum(bool(code) and expected != code for expected, code in read)
    assert len(HEADLINES) == 70
    assert right >= 69
    assert wrong == 0


def case(row):
    marks = pytest.mark.xfail(strict=True, reason=row["known_wrong"]) if row["known_wrong"] else ()
    return pytest.param(row, id=f"{row['name']} {row['day']}", marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in NAMES])
def test_a_name_on_a_day(row):
    assert found(row["name"], row["day"]) == (row["acts_for"], row["grade"])


def test_a_wrong_state_is_rarer_than_one_in_fifty():
    read = [(row["acts_for"], found(row["name"], row["day"])[0]) for row in NAMES]
    assert len(NAMES) >= 100
    assert sum(bool(code) and code != expected for expected, code in read) <= MOST_WRONG_STATES * len(NAMES)
