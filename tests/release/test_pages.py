"""Lists of operation that are written by tools are what the code says."""

from tools import write_operations


def test_operations_lists_every_event_and_metric() -> None:
    page = write_operations.PAGE.read_text(encoding="utf-8")
    assert page == write_operations.operations_page(page), "run `python -m tools.write_operations`"
    assert "`page-read`" in page
    assert "`onrecord_ledger_rows`" in page
