"""A year of news from the cost of a page: the sums by hand beside them."""

import pytest
from bench.contests import READING
from bench.costs import MACHINES, Page, breaks, page_of, section, year_of
from bench.results import NoResults

LAPTOP, ONE, TEN = MACHINES
PAGE = Page(words=600, read_ms=240, store_ms=9, ledger_kb=50, worker_mb=500, absorb_ms=None)


def test_a_day_and_a_year_on_a_laptop() -> None:
    year = year_of(PAGE, LAPTOP)
    assert year.day_h == pytest.approx(5.0)  # 300,000 x 0.24 s / 4 / 3,600
    assert year.read_days == pytest.approx(76.04, abs=0.01)  # 365 x 5 h / 24
    assert year.one_writer_days == pytest.approx(11.41, abs=0.01)  # 109.5 million x 9 ms
    assert year.ledger_gb == pytest.approx(5475)  # 109.5 million x 50 kB
    assert year.memory_gb == 2.0


def test_the_writer_stays_alone_whatever_reads() -> None:
    one, ten = year_of(PAGE, ONE), year_of(PAGE, TEN)
    assert ten.read_days == pytest.approx(one.read_days / 10)
    assert ten.one_writer_days == one.one_writer_days


def test_what_absorbing_took_counts_where_it_was_measured() -> None:
    page = Page(words=600, read_ms=240, store_ms=9, ledger_kb=50, worker_mb=500, absorb_ms=3)
    assert year_of(page, LAPTOP).one_writer_days == pytest.approx(3.80, abs=0.01)


def test_what_breaks_is_said_worst_first() -> None:
    assert list(breaks(year_of(PAGE, LAPTOP), LAPTOP)) == ["its disk of 1,000 GB, full after 67 days' pages"]
    assert [told.split(",")[0] for told in breaks(year_of(PAGE, TEN), TEN)] == [
        "its disk of 4",
        "the one writer",
    ]
    small = Page(words=600, read_ms=240, store_ms=1, ledger_kb=1, worker_mb=500, absorb_ms=None)
    assert list(breaks(year_of(small, LAPTOP), LAPTOP)) == []


def test_a_page_is_read_off_the_figures_and_the_section_says_them() -> None:
    into_ledger = {"ms": {"median": 240.0}, "facts": {"store_ms_a_page": 9.0, "ledger_kb_a_page": 50.0}}
    costs = {"of": "pages", "measured": "2026-11-29", "timed": 20, "timed_words": 12_000, "entries": {"o": into_ledger}}
    results = {
        "contests": {"costs": costs, "pages": {"entries": {READING.name: {"peak_mb": 500}}}},
        "absorb_s_a_1000_pages": None,
    }
    assert page_of(results) == PAGE
    told = section(results)
    assert "| a laptop, 4 cores | 5.0 h | 76.0 days | 11.4 days | 5,475 GB | 2.0 GB |" in told
    assert "| absorbing 1,000 pages, A | not measured yet; storing stands in for it |" in told
    absorbed = section({**results, "absorb_s_a_1000_pages": 3.0})
    assert "| absorbing 1,000 pages, A | 3.0 s |" in absorbed
    assert "365 x P x A / 1,000" in absorbed


def test_without_figures_it_says_what_to_run() -> None:
    with pytest.raises(NoResults, match="python -m bench --only pages costs"):
        page_of({"contests": {}})
