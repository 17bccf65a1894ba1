"""Filters as somebody types them."""

from datetime import date

import pytest

from onrecord.ledger import Filters, open_ledger
from onrecord.questions.errors import DaysBackwards, NoDay
from onrecord.questions.filtering import day_typed, filters_typed

FIRST, LAST = date(2026, 3, 1), date(2026, 3, 31)


def test_names_become_codes() -> None:
    with open_ledger(None) as book:
        found = filters_typed(book, since=FIRST, until=LAST, actor="the Kremlin", target="732", status="overdue")
    assert found == Filters(since=FIRST, until=LAST, actor="RUS", target="KOR", status="overdue")


def test_what_is_no_day_is_said() -> None:
    assert day_typed("2026-03-01") == FIRST
    with pytest.raises(NoDay, match="'2026-02-30' is no day; write YYYY-MM-DD"):
        day_typed("2026-02-30")


def test_days_that_run_backwards_are_said() -> None:
    with open_ledger(None) as book, pytest.raises(DaysBackwards, match="2026-03-31 lies after 2026-03-01"):
        filters_typed(book, since=LAST, until=FIRST, actor=None, target=None)
