"""Writes the worked questions of docs/sql.md with what they answer on the example pages, and its list of columns.

python -m tools.write_sql_page

In:      data/sql, the columns of the views, examples/pages
Out:     docs/sql.md, what is before the mark kept
Shown:   tests/faces/test_sql_page.py
"""

import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from onrecord.ledger.views.columns import View
from onrecord.ledger.views.making import VERSION, VIEWS
from onrecord.questions.exports.worked import Worked, worked_questions

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "sql.md"

MARK = "<!-- From here on written by `python -m tools.write_sql_page`. -->\n"

# An address that is refused without a look at the network, so that a page that could not be captured is among them.
PAGES = ("examples/pages", "http://127.0.0.1/news")


# The columns that say where a page is from, which every view has that is made of pages: told once, of `pages_view`.
READ_PAGES = next(view for view in VIEWS if view.name == "pages_view")
OF_ITS_PAGE = [column.name for column in READ_PAGES.columns][: [c.name for c in READ_PAGES.columns].index("author")]

COLUMNS = f"""\
Version {VERSION} of the set. What stands in each column, and what that means, is in every ledger:

```sql
SELECT column_name, kind, meaning FROM columns_view WHERE view_name = 'norms_view' ORDER BY place
```
"""


def sql_page(page: str, ledger: Path) -> str:
    """The page as it should stand there. ledger: one that holds PAGES, with `onrecord met` asked of it."""
    kept, mark, _ = page.partition(MARK)
    with closing(sqlite3.connect(f"file:{ledger}?mode=ro", uri=True)) as file:
        asked = "".join(_asked(one, file) for one in worked_questions())
    return f"{kept}{mark}\n## Worked questions\n{asked}\n## Columns\n\n{COLUMNS}" + "".join(map(_columns, VIEWS))


def _asked(one: Worked, file: sqlite3.Connection) -> str:
    answer = file.execute(one.sql)
    names = [column[0] for column in answer.description]
    return f"\n### {one.title}\n\n```sql\n{one.sql}\n```\n\n{_table(names, answer)}"


def _columns(view: View) -> str:
    """The view in a paragraph: meanings of its columns are asked of the ledger, where they cannot go stale."""
    keys = ", ".join(f"`{name}`" for name in view.key)
    columns = [column.name for column in view.columns]
    also = ""
    if view is not READ_PAGES and all(name in columns for name in OF_ITS_PAGE):
        columns = [name for name in columns if name not in OF_ITS_PAGE]
        also = f", and those of its page (`{OF_ITS_PAGE[0]}` to `{OF_ITS_PAGE[-1]}` of `{READ_PAGES.name}`)"
    names = ", ".join(f"`{name}`" for name in columns) + also
    return f"\n**{view.name}**: {_sentence(view.meaning)} Key: {keys}. Columns: {names}.\n"


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."


def _table(names: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    head = tuple(names)
    lines = (head, ["---"] * len(head), *rows)
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(value: object) -> str:
    """A value in a cell of a table: a bar would end it."""
    return "" if value is None else " ".join(str(value).split()).replace("|", "\\|")


def main() -> None:
    """Read the pages into a ledger of their own, and write docs/sql.md."""
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "ledger.db"
        for command in (("add", *PAGES), ("met",)):
            ran = [sys.executable, "-m", "onrecord", *command, "--ledger", str(ledger)]
            subprocess.run(ran, cwd=ROOT, capture_output=True, check=False)  # a refused page is no success
        PAGE.write_text(sql_page(PAGE.read_text(encoding="utf-8"), ledger), encoding="utf-8")


if __name__ == "__main__":
    main()
