"""Who held an office when: only the table's days count."""

from datetime import date

import pytest

from onrecord.actors.holders import look_up, surname


def known(name, *, office=None, on=None, states=()):
    found = look_up(name, office=office, first_day=on, last_day=on, states=states)
    return (found.name, found.state or found.organisation) if found else None


@pytest.mark.parametrize(
    "name, office, on, answer",
    [
        ("Bush", "president", date(1990, 8, 8), ("George H. W. Bush", "USA")),
        ("Bush", "president", date(2003, 3, 20), ("George W. Bush", "USA")),
        ("Johnson", "president", date(1965, 1, 1), ("Lyndon Johnson", "USA")),
        ("Johnson", "prime minister", date(2020, 1, 1), ("Boris Johnson", "GBR")),
        ("Zelensky", None, date(2023, 3, 2), ("Volodymyr Zelensky", "UKR")),
        ("Stoltenberg", None, date(2020, 1, 1), ("Jens Stoltenberg", "NATO")),
        ("Stoltenberg", None, date(2026, 1, 1), None),  # after his time: nobody's holder
        ("Zelensky", None, date(2010, 1, 1), None),
        ("Kurz", "chancellor", date(2020, 6, 1), ("Kurz", "AUT")),
        ("Kurz", "chancellor", date(2021, 9, 1), None),  # REIGN ends in March 2021: what came later is not known
        ("Smith", None, None, None),
    ],
)
def test_the_holder_on_a_day(name, office, on, answer):
    assert known(name, office=office, on=on) == answer


def test_a_common_surname_needs_a_state_on_the_page():
    assert known("Brown") is None
    assert known("Brown", states={"GBR"}) == ("Gordon Brown", "GBR")


def test_without_a_date_two_states_are_none():
    assert known("Mark Rutte") is None  # prime minister of the Netherlands, then NATO's secretary general
    assert known("Mark Rutte", on=date(2018, 1, 1)) == ("Mark Rutte", "NLD")


def test_a_page_beside_the_time_of_office_does_not_make_the_person_a_state(who):
    text = "Blair said the war would end."
    assert who(text, on=date(2003, 3, 1)).code("Blair") == "GBR"
    assert who(text, on=date(2015, 3, 1)).code("Blair") is None


@pytest.mark.parametrize("name, answer", [("Ursula von der Leyen", "von der Leyen"), ("Joe Manchin III", "Manchin")])
def test_surname(name, answer):
    assert surname(name) == answer
