"""Writes the table of export formats in docs/questions.md, from data/exports.csv.

python -m tools.write_exports_table

In:      data/exports.csv, docs/questions.md
Out:     docs/questions.md, with the lines between its two marks written anew
Refuses: a page without the marks (ValueError)
Shown:   tests/questions/test_exports.py
"""

from pathlib import Path

from onrecord.data import rows

PAGE = Path(__file__).resolve().parents[1] / "docs" / "questions.md"
BEGIN = "<!-- exports: written by `python -m tools.write_exports_table` -->\n"
END = "<!-- end of exports -->\n"
HEAD = """\
| `onrecord export --format` | file | needs the extra | follows | read back in tests by |
| --- | --- | --- | --- | --- |
"""
# A folder in place of a file, so no row of the table.
FOLDER = """\
| tables | a folder | `export` | every view as a Parquet file, in `--out` ([SQL](sql.md)) | pyarrow, DuckDB |
"""


def exports_page(page: str) -> str:
    """The page with the table as it should stand there; all outside the marks is kept."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE} lacks the marks {BEGIN.strip()!r} and {END.strip()!r}")
    told = "".join(
        f"| {row['name']} | {row['suffix']} | {_extra(row['extra'])} | {row['follows']} | {row['read_back_by']} |\n"
        for row in rows("exports.csv")
    )
    return f"{before}{begin}{HEAD}{told}{FOLDER}{end}{after}"


def _extra(name: str) -> str:
    return f"`{name}`" if name else ""


if __name__ == "__main__":
    PAGE.write_text(exports_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")
