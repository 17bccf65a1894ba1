"""The codebook says every column of a panel, and docs/panel.md says the same."""

import re
from pathlib import Path

import pytest
from tools.write_panel_codebook import PAGE, panel_page

from onrecord.questions.panel.codebook import codebook
from onrecord.questions.panel.columns import PanelBy, columns_of

ROW = re.compile(r"^\| `(\w+)` \| (.+?) \| (yes|no) \| (.+) \|$", re.MULTILINE)


@pytest.mark.parametrize("by", PanelBy)
def test_the_codebook_has_a_row_for_every_column_in_order(by: PanelBy) -> None:
    found = ROW.findall(codebook(by))
    columns = columns_of(by)
    assert [(name, empty) for name, _, empty, _ in found] == [
        (c.name, "yes" if c.may_be_empty else "no") for c in columns
    ]
    assert all(meaning.startswith(c.means) for (_, _, _, meaning), c in zip(found, columns, strict=True))


def test_no_two_columns_mean_the_same_and_every_meaning_is_a_sentence() -> None:
    means = [c.means for c in columns_of(PanelBy.DYAD) if c.name.split("_")[0] not in ("actor", "target")]
    assert len(means) == len(set(means))
    assert all(c.means[0].isupper() or c.means[0] == "“" for c in columns_of(PanelBy.DYAD))
    assert all(c.means.endswith(".") for c in columns_of(PanelBy.DYAD))


def test_the_page_of_the_documentation_is_written_from_the_columns() -> None:
    page = Path(PAGE).read_text(encoding="utf-8")
    assert panel_page(page) == page, "python -m tools.write_panel_codebook"


@pytest.mark.parametrize("by", PanelBy)
def test_names_are_names_in_r_and_python_too(by: PanelBy) -> None:
    """So that neither renames a column: letters, digits and underscores, a letter first."""
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", column.name) for column in columns_of(by))
