"""Writes docs/tables.md: every table of the package, who reads it, and where its rows are from.

python -m tools.write_tables

In:      src/onrecord/data/**/*.csv; tables.csv beside this file, what each holds in a few words; the source of onrecord
Out:     docs/tables.md, what is before the mark kept
Refuses: a table that tables.csv does not name, or a name that is no table; a folder without a heading (ValueError)
Shown:   tests/docs/test_tables_page.py
"""

import ast
import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path

from tools.generated import table

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "onrecord"
DATA = PACKAGE / "data"
PAGE = ROOT / "docs" / "tables.md"
HOLDS = Path(__file__).with_name("tables.csv")

MARK = "<!-- From here on written by `python -m tools.write_tables`. -->\n"

# A file that names a table reads it where it imports one of these; others name it as the basis of what they say.
READERS = {"rows", "table", "RelationRows", "Senses"}

# By the folder in data/ the heading its tables stand under.
SECTIONS = {"": "Codes", "en": "English", "de": "German"}

# How many sources a row of the page names, the commonest first; the rows of a table have them all.
MOST_SOURCES = 2


def tables_page(page: str) -> str:
    """The page with the list as it should stand there."""
    kept, mark, _ = page.partition(MARK)
    if not mark:
        raise ValueError(f"{PAGE}: no place for the list of tables")
    holds, names = held(), names_of_tables()
    if unknown := {name.rpartition("/")[0] for name in names} - SECTIONS.keys():
        raise ValueError(f"{DATA}: no heading for the tables of {', '.join(sorted(unknown))}")
    if holds.keys() != set(names):
        raise ValueError(f"{HOLDS.name} and {DATA} differ by {', '.join(sorted(holds.keys() ^ set(names)))}")
    head = ("table", "holds", "read by", "from")
    by_folder = {
        folder: [_row(name, holds[name]) for name in names if name.rpartition("/")[0] == folder] for folder in SECTIONS
    }
    sections = [f"\n## {SECTIONS[folder]}\n\n{table(head, rows)}\n" for folder, rows in by_folder.items()]
    return f"{kept}{mark}{''.join(sections)}"


def held() -> dict[str, str]:
    """What each table holds, in words."""
    with HOLDS.open(encoding="utf-8", newline="") as file:
        return {row["table"]: row["holds"] for row in csv.DictReader(file)}


def names_of_tables() -> list[str]:
    """As `onrecord.data.rows` takes them: "models.csv", "en/words.csv"."""
    return sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.csv"))


def readers_of(name: str) -> list[str]:
    """The files of the package that read a table, from the package on: "language/words.py".

    A table of a language is read by its name without the language: table("connectives.csv", "de").
    """
    language, _, bare = name.rpartition("/")
    asked = {name, bare} if language else {name}
    return [path for path, strings in _readers() if not asked.isdisjoint(strings)]


@cache
def _readers() -> tuple[tuple[str, frozenset[str]], ...]:
    """Each file that can read a table, with every string in it."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        imported = {a.name for node in nodes if isinstance(node, ast.ImportFrom) for a in node.names}
        if imported & READERS:
            strings = frozenset(n.value for n in nodes if isinstance(n, ast.Constant) and isinstance(n.value, str))
            found.append((path.relative_to(PACKAGE).as_posix(), strings))
    return tuple(found)


def _row(name: str, holds: str) -> tuple[str, ...]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        sources = Counter(source_named(row["source"]) for row in csv.DictReader(file))
    named = [source for source, _ in sources.most_common(MOST_SOURCES)]
    more = " and others" if len(sources) > MOST_SOURCES else ""
    readers = ", ".join(f"`{path}`" for path in readers_of(name))
    return f"`{name}`", holds, readers, "; ".join(named) + more


def source_named(source: str) -> str:
    """Of a row's source the work, without page, section and what it says there; of an address the host.

    >>> source_named("CAMEO codebook 1.1b3, chapter 6: 0243"), source_named("by hand: a quay holds no ships")
    ('CAMEO codebook', 'by hand')
    """
    if host := re.match(r"https?://(?:www\.)?([^/\s]+)", source):
        return host[1]
    return re.split(r"[;,:(]| \d", source)[0].strip()


if __name__ == "__main__":
    PAGE.write_text(tables_page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"wrote {PAGE}")
