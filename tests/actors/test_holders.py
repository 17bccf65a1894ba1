"""Who held an office when: only the table's days count."""

from datetime import date

import pytest

from onrecord.actors.officeholders import Holder, TenureGrade, look_up, surname


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
        # The table ended with REIGN in March 2021 and knew no first name; now he is in office to his last day.
        ("Kurz", "chancellor", date(2020, 6, 1), ("Sebastian Kurz", "AUT")),
        ("Kurz", "chancellor", date(2021, 9, 1), ("Sebastian Kurz", "AUT")),
        ("Kurz", "chancellor", date(2021, 12, 1), None),
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


def open_spell(office="president", *, end=None):
    seen = date(2025, 1, 10)
    likely = date(2027, 1, 10) if office == "president" else date(2025, 10, 10)
    return Holder("Ada Roe", frozenset(), "NPL", None, office, "f", date(2020, 1, 1), seen, end or likely, end is None)


@pytest.mark.parametrize(
    "day, titled, grade",
    [
        (date(2019, 12, 31), False, None),
        (date(2025, 1, 10), False, TenureGrade.IN_OFFICE),
        (date(2025, 1, 11), False, TenureGrade.LIKELY),
        (date(2027, 1, 11), False, None),
        (
            date(2030, 1, 1),
            True,
            TenureGrade.LIKELY,
        ),  # the page itself calls her president: nobody is known to have followed
    ],
)
def test_three_grades_of_an_open_spell(day, titled, grade):
    assert open_spell().grade(day, day, titled=titled) is grade


def test_a_known_successor_ends_what_is_likely():
    followed = open_spell(end=date(2025, 3, 1))
    assert followed.grade(date(2025, 2, 1), date(2025, 2, 1)) is TenureGrade.LIKELY
    assert followed.grade(date(2025, 4, 1), date(2025, 4, 1), titled=True) is None


def test_likely_is_said_and_dated():
    sure = look_up("Vladimir Putin", office=None, first_day=date(2020, 1, 1), last_day=date(2020, 1, 1), states=())
    later = look_up("Vladimir Putin", office=None, first_day=date(2026, 11, 20), last_day=date(2026, 11, 20), states=())
    assert sure.last_seen is None
    assert sure.basis == "officeholders.csv"
    assert later.last_seen is not None
    assert later.basis.startswith("officeholders.csv, last seen in office on 2026-")


def test_a_likely_holder_is_inferred_on_the_page(who):
    page = who("Putin said the war would end.", on=date(2026, 11, 20))
    actor = page.actor("Putin")
    assert (actor.code, actor.inferred) == ("RUS", True)
    assert not who("Putin said the war would end.", on=date(2020, 11, 20)).actor("Putin").inferred


@pytest.mark.parametrize(
    "text, words, code",
    [
        ("Orbán Viktor said Budapest would wait.", "Orbán Viktor", "HUN"),
        ("Mohammed bin Salman spoke. Bin Salman left early.", "Bin Salman", "SAU"),
        ("Foreign Minister Wang Yi spoke. Wang left early.", "Wang", "CHN"),
        ("President Bernardo Arévalo spoke.", "President Bernardo Arévalo", "GTM"),
        ("Mali Johnson promised to sue.", "Mali Johnson", None),  # no Mike Johnson, though both begin alike
    ],
)
def test_names_in_their_order(who, text, words, code):
    assert who(text, on=date(2024, 3, 6)).code(words) == code
