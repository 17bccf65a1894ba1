"""absorb, as a person types it."""

import json
from pathlib import Path

from typer.testing import CliRunner, Result

from onrecord.faces.cli.app import app
from tests.batch.test_absorbing import marked, page, unmark


def run(*words: object) -> Result:
    return CliRunner().invoke(app, ["absorb", *map(str, words)])


def test_shards_are_absorbed_and_absorbed_again(tmp_path: Path) -> None:
    marked(tmp_path / "shards", "a", [page(1), page(2)])
    marked(tmp_path / "shards", "b", [page(2), page(3)])
    first = run(tmp_path / "shards", "--ledger", tmp_path / "l.db")
    assert (first.exit_code, first.stderr) == (0, "")
    assert first.stdout.splitlines() == [
        "2 shards absorbed: new 3 pages, 3 readings, 3 statements, 3 records, 3 norms, 6 events, 0 refused pages; "
        "held already: 1 page, 1 reading, 1 statement, 1 record, 1 norm, 2 events",
        "3 readings not looked at yet for what they meet: `onrecord met` looks",
    ]
    again = run(tmp_path / "shards", "--ledger", tmp_path / "l.db", "--json")
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    assert [line.get("refused") for line in lines[:2]] == [None, None]
    totals = lines[-1]["totals"]
    assert (totals["shards"], totals["refused"], totals["not_looked_at"]) == (2, 0, 3)
    assert (totals["new"]["norms"], totals["held"]["norms"]) == (0, 4)


def test_a_shard_that_is_refused_is_named_and_the_exit_code_says_so(tmp_path: Path) -> None:
    marked(tmp_path, "a", [page(1)])
    unmark(marked(tmp_path, "b", [page(2)]))
    done = run(tmp_path, "--ledger", tmp_path / "l.db")
    assert done.exit_code == 1
    assert done.stdout.startswith("1 shard absorbed: new 1 page, ")
    assert done.stderr.splitlines() == [
        f"refused {tmp_path / 'b.shard.db'}: no b.done.json beside it, so nothing says that it is whole. "
        "Run the batch again to finish it.",
        "1 shard refused",
    ]
    told = run(tmp_path, "--ledger", tmp_path / "l.db", "--json")
    assert [json.loads(line).get("refused") for line in told.stdout.splitlines()] == [None, "no-marker", None]
