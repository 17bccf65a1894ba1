"""docs/sql.md shows what the worked questions answer on the example pages, and the views hold what commands list."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from tools.write_sql_page import MARK, PAGE, PAGES, sql_page

from onrecord.ledger import open_ledger
from tests.faces.conftest import EXAMPLES, Run


@pytest.fixture
def ledger(ledger_of: Callable[[Path], Path], onrecord: Run) -> Path:
    """The example pages, a page that was refused, and what was met of them."""
    path = ledger_of(EXAMPLES)
    assert onrecord("add", *PAGES[1:], "--ledger", path).returncode == 1
    assert onrecord("met", "--possible", "--ledger", path).returncode == 0
    return path


def the_same_as_listed(onrecord: Run, path: Path) -> None:
    """Do the views have the ids, and only those, that the commands give?"""

    def told(*command: str) -> list[dict[str, object]]:
        return [json.loads(line) for line in onrecord(*command, "--json", "--ledger", path).stdout.splitlines()]

    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as file:

        def ids(sql: str) -> list[tuple[object, ...]]:
            return sorted(file.execute(sql))

        records = told("list", "--limit", "1000")
        assert ids("SELECT record_id FROM records_view") == sorted((r["id"],) for r in records) != []
        norms = [n for r in records for n in r["norms"]]  # type: ignore[attr-defined]
        assert ids("SELECT norm_id, action FROM norms_view") == sorted((n["id"], n["words"]["action"]) for n in norms)
        # `met` tells once what several pages tell; the view has all that was kept.
        met = {(m["norm"]["id"], m["event"]["id"]) for m in told("met", "--possible", "--limit", "1000")}  # type: ignore[index]
        with open_ledger(path, read_only=True) as book:
            kept = sorted((one.norm_id, one.event_id) for one in book.current.encounters())
        assert ids("SELECT norm_id, event_id FROM encounters_view") == kept
        assert met <= set(kept)
        assert len(met) > 0


def test_the_page_shows_what_the_questions_answer(ledger: Path) -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert MARK in page
    assert page == sql_page(page, ledger), "run `python -m tools.write_sql_page`"


def test_the_views_of_the_example_pages_hold_what_the_commands_list(ledger: Path, onrecord: Run) -> None:
    the_same_as_listed(onrecord, ledger)


def test_the_views_of_the_seed_page_hold_what_the_commands_list(
    ledger_of: Callable[[Path], Path], onrecord: Run, shared: Path
) -> None:
    path = ledger_of(shared / "gold" / "seed" / "page.txt")
    onrecord("met", "--ledger", path)
    the_same_as_listed(onrecord, path)


def test_tables_are_written_into_a_folder_or_not_at_all(ledger: Path, onrecord: Run, tmp_path: Path) -> None:
    ran = onrecord("export", "--format", "tables", "--out", tmp_path / "tables", "--ledger", ledger)
    assert (ran.returncode, ran.stdout) == (0, "")
    assert ran.stderr.startswith(f"{tmp_path / 'tables'}: 12 tables, ")
    assert len(list((tmp_path / "tables").glob("*_view.parquet"))) == 12
    for arguments, seen in (
        ((), "tables are a folder of files: say which"),
        (("--out", tmp_path / "more", "--actor", "Russia"), "tables is of the whole ledger and takes no filter"),
        (("--out", ledger), "this is a file; --format tables writes a folder of files"),
    ):
        ran = onrecord("export", "--format", "tables", *arguments, "--ledger", ledger)
        assert ran.returncode == (2 if seen.startswith("tables") else 1), ran.stderr
        assert seen in " ".join(ran.stderr.split())
        assert "Traceback" not in ran.stderr
    assert not (tmp_path / "more").exists()
