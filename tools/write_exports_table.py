"""Writes the table of export formats in docs/questions.md, from data/exports.csv.

python -m tools.write_exports_table

In:      data/exports.csv, docs/questions.md
Out:     docs/questions.md, with the lines between its two marks written anew
Refuses: a page without the marks (ValueError, by tools.generated)
Shown:   tests/questions/test_exports.py
"""

from pathlib import Path

from onrecord.data import rows
from tools.generated import between, table

PAGE = Path(__file__).resolve().parents[1] / "docs" / "questions.md"
PART = "exports"
HEAD = ("`onrecord export --format`", "file", "needs the extra", "follows", "read back in tests by")
# A folder in place of a file, so no row of data/exports.csv.
FOLDER = (
    "tables",
    "a folder",
    "`export`",
    "every view as a Parquet file, in `--out` ([SQL](sql.md))",
    "pyarrow, DuckDB",
)


def exports_page(page: str) -> str:
    """The page with the table as it should stand there; all outside the marks is kept."""
    told = [
        (row["name"], row["suffix"], _extra(row["extra"]), row["follows"], row["read_back_by"])
        for row in rows("exports.csv")
    ]
    return between(page, PART, table(HEAD, [*told, FOLDER]))


def _extra(name: str) -> str:
    return f"`{name}`" if name else ""


if __name__ == "__main__":
    PAGE.write_text(exports_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")
