"""Pages and lists that are written by tools are what the code says, and say which version they describe."""

import tomllib
from importlib.metadata import version

from tools import write_docs_index, write_operations
from tools.write_docs_index import ROOT


def test_operations_lists_every_event_and_metric() -> None:
    page = write_operations.PAGE.read_text(encoding="utf-8")
    assert page == write_operations.operations_page(page), "run `python -m tools.write_operations`"
    assert "`page-read`" in page
    assert "`onrecord_ledger_rows`" in page


def test_the_index_lists_every_page_and_says_of_which_version() -> None:
    page = write_docs_index.INDEX.read_text(encoding="utf-8")
    assert page == write_docs_index.index(), "run `python -m tools.write_docs_index`"
    held = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert page.startswith(f"# The documentation of onrecord {held}\n")
    assert held == version("onrecord"), "what is installed is of another version: install it again"
