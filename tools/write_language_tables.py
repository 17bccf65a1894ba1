"""Writes the list of a language's tables in docs/contributing.md: each table of data/en/, who reads it, which other
languages have it.

python -m tools.write_language_tables

In:      data/en/*.csv, the folders of other languages beside it, the source
Out:     docs/contributing.md, with the lines between its two marks written anew
Refuses: a page without the marks, a table that nobody reads (ValueError)
Shown:   tests/release/test_contributing.py
"""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "onrecord"
DATA = PACKAGE / "data"
PAGE = ROOT / "docs" / "contributing.md"
BEGIN = "<!-- tables: written by `python -m tools.write_language_tables` -->\n"
END = "<!-- end of tables -->\n"
HEAD = "| table of `data/en/` | read by | also in |\n| --- | --- | --- |\n"


def language_tables(page: str) -> str:
    """The page with the list as it should stand there; all outside the marks is kept."""
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{PAGE} lacks the marks {BEGIN.strip()!r} and {END.strip()!r}")
    return f"{before}{begin}{HEAD}{''.join(map(_row, sorted((DATA / 'en').glob('*.csv'))))}{end}{after}"


def _row(table: Path) -> str:
    named = re.compile(rf'"(?:en/)?{re.escape(table.name)}"')
    readers = [p for p in sorted(PACKAGE.rglob("*.py")) if named.search(p.read_text(encoding="utf-8"))]
    if not readers:
        raise ValueError(f"nobody reads {table}")
    told = ", ".join(f"`{p.relative_to(PACKAGE).as_posix()}`" for p in readers)
    others = sorted(p.parent.name for p in DATA.glob(f"??/{table.name}") if p.parent.name != "en")
    return f"| `{table.name}` | {told} | {', '.join(f'`{name}`' for name in others)} |\n"


if __name__ == "__main__":
    PAGE.write_text(language_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")
