"""Writes the list of a language's tables in docs/contributing.md: each table of data/en/, who reads it, which other
languages have it.

python -m tools.write_language_tables

In:      data/en/*.csv, the folders of other languages beside it, who reads them by tools.write_tables
Out:     docs/contributing.md, with the lines between its two marks written anew
Refuses: a page without the marks (ValueError, by tools.generated), a table that nobody reads (ValueError)
Shown:   tests/release/test_contributing.py
"""

from pathlib import Path

from tools.generated import between, table
from tools.write_tables import DATA, ROOT, readers_of

PAGE = ROOT / "docs" / "contributing.md"
HEAD = ("table of `data/en/`", "read by", "also in")


def language_tables(page: str) -> str:
    """The page with the list as it should stand there; all outside the marks is kept."""
    return between(page, "tables", table(HEAD, map(_row, sorted((DATA / "en").glob("*.csv")))))


def _row(path: Path) -> tuple[str, str, str]:
    readers = readers_of(path.relative_to(DATA).as_posix())
    if not readers:
        raise ValueError(f"nobody reads {path}")
    others = sorted(other.parent.name for other in DATA.glob(f"??/{path.name}") if other != path)
    return f"`{path.name}`", _in_code(readers), _in_code(others)


def _in_code(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


if __name__ == "__main__":
    PAGE.write_text(language_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")
