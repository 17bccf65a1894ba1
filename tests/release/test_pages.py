"""The index of the documentation lists every page, and says which version they describe."""

import tomllib
from importlib.metadata import version

from tools import write_docs_index
from tools.write_docs_index import ROOT


def test_the_index_lists_every_page_and_says_of_which_version() -> None:
    page = write_docs_index.INDEX.read_text(encoding="utf-8")
    assert page == write_docs_index.index(), "run `python -m tools.write_docs_index`"
    held = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert page.startswith(f"# The documentation of onrecord {held}\n")
    assert held == version("onrecord"), "what is installed is of another version: install it again"
