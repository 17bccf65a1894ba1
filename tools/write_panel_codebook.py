"""Writes the codebook in docs/panel.md: every column of the panels, from the table that the rows are made from.

python -m tools.write_panel_codebook

Shown:   tests/questions/test_panel_codebook.py
"""

from pathlib import Path

from onrecord.questions.panel.codebook import column_table
from onrecord.questions.panel.columns import PANEL

PAGE = Path(__file__).resolve().parents[1] / "docs" / "panel.md"

MARK = "<!-- From here on written by `python -m tools.write_panel_codebook`. -->\n"


def panel_page(page: str) -> str:
    """The page with the table as it should stand there; what is before the mark is kept."""
    kept, mark, _ = page.partition(MARK)
    return f"{kept}{mark or MARK}\n{column_table(PANEL)}"


if __name__ == "__main__":
    PAGE.write_text(panel_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
