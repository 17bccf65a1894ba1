"""Every format that the program writes, and every one whose events it takes, has a row in the documentation."""

import re

import pytest

from onrecord.faces.cli.export import TABLES
from onrecord.questions.exports import EXPORTS
from onrecord.terms.imports import ImportFormat
from tests.docs.pages import hand_written, read_page

# The formats that are written have their rows of data/exports.csv, with what each follows.
PAGES = hand_written() + read_page("docs/questions.md")
CELLS = [line.split("|")[1] for line in PAGES.splitlines() if line.startswith("| ")]


@pytest.mark.parametrize("name", [*EXPORTS, TABLES, *ImportFormat])
def test_a_format_has_a_row_that_says_what_it_follows(name: str) -> None:
    assert any(re.search(rf"(?<![\w-]){name}(?![\w-])", cell, re.IGNORECASE) for cell in CELLS)
