"""Tables of a second language, loaded by the loaders that load the first; nothing of them reaches a page."""

from datetime import date

import pytest
from tests.documents.pages import page

from onrecord.commitments.codebook import readings
from onrecord.commitments.tables import Connective, connectives
from onrecord.documents import read_page
from onrecord.documents.days import days_in
from onrecord.language.calendar import month_numbers, weekday_numbers
from onrecord.language.tables import table
from onrecord.terms.pages import PageKind
from onrecord.terms.records import Modal, Mode
from onrecord.terms.refusals import Refusal

GERMAN = (
    "Der Präsident erklärte am Montag, Russland werde nur dann helfen, wenn die georgische Führung ausdrücklich darum "
    "bitte. Andernfalls bleibe es bei den bisherigen Vereinbarungen, sagte er am 3. März 2014 in Moskau. Die Regierung "
    "in Tiflis wies die Forderung zurück und kündigte an, sie werde keine fremden Truppen auf ihrem Gebiet dulden. "
) * 3


@pytest.mark.parametrize(
    "text, days",
    [
        ("Moskau, 3. März 2014", [date(2014, 3, 3)]),
        ("am Sonntag, dem 12. Jänner 2020, und am 1. Dez. 2021", [date(2020, 1, 12), date(2021, 12, 1)]),
        ("31. Oktober 2022", [date(2022, 10, 31)]),
        ("24.02.2022", [date(2022, 2, 24)]),
        ("31. Februar 2022", []),
        ("3. March 2014", []),
    ],
)
def test_german_month_names_are_read_as_days(text: str, days: list[date]) -> None:
    assert [day for _, _, day in days_in(text, "de")] == days


def test_english_is_what_is_read_where_no_language_is_said() -> None:
    assert list(days_in("3. März 2014")) == []
    assert "märz" not in month_numbers()
    assert (month_numbers("de")["märz"], weekday_numbers("de")["sonnabend"]) == (3, 5)


def connective(words: str) -> Connective:
    parts = tuple(words.split())
    return next(c for c in connectives("de")[parts[0]] if c.words == parts)


@pytest.mark.parametrize(
    "words, modal, norms",
    [
        ("nur wenn", Modal.READY, ((Modal.WILL_NOT, Mode.UNLESS), (Modal.READY, Mode.IF))),
        ("nur wenn", Modal.WILL, ((Modal.WILL_NOT, Mode.UNLESS),)),
        ("falls", Modal.WILL, ((Modal.WILL, Mode.IF),)),
        ("es sei denn", Modal.WILL_NOT, ((Modal.WILL_NOT, Mode.UNLESS),)),
        ("selbst wenn", Modal.WILL_NOT, ((Modal.WILL_NOT, Mode.EVEN_IF),)),
        ("andernfalls", Modal.WILL, ((Modal.WILL, Mode.UNLESS),)),
    ],
)
def test_a_german_connective_gives_mode_and_polarity(
    words: str, modal: Modal, norms: tuple[tuple[Modal, Mode], ...]
) -> None:
    assert readings(modal, connective(words).logic) == norms


def test_the_longer_connective_comes_first() -> None:
    found = [" ".join(c.words) for c in connectives("de")["nur"]]
    assert found.index("nur dann , wenn") < found.index("nur wenn")


def test_a_table_that_a_language_lacks_is_not_taken_from_another() -> None:
    with pytest.raises(FileNotFoundError):
        table("modals.csv", "de")


def test_a_german_page_is_refused_all_the_same() -> None:
    read = read_page(page(GERMAN, PageKind.TEXT))
    assert isinstance(read, Refusal)
    assert read.code == "not-english"
