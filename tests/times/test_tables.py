"""The words of time in their tables."""

import csv
from importlib import resources

import pytest


@pytest.mark.parametrize(
    "name, columns",
    [
        ("time_scheduled", ["lemma", "kind", "source"]),
        ("time_words", ["words", "type", "value", "source"]),
        ("forward_words", ["lemma", "source"]),
    ],
)
def test_columns_are_filled_and_rows_are_said_once(name: str, columns: list[str]) -> None:
    text = (resources.files("onrecord") / "data" / f"{name}.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert list(rows[0]) == columns
    assert all(all(row.values()) for row in rows)
    said = [tuple(row[c] for c in columns[:2] if c != "source") for row in rows]
    assert len(said) == len(set(said))


def test_kinds_of_scheduled_words() -> None:
    text = (resources.files("onrecord") / "data" / "time_scheduled.csv").read_text(encoding="utf-8")
    kinds = {row["kind"] for row in csv.DictReader(text.splitlines())}
    assert kinds == {"verb", "complement", "participle", "object of take", "sets deadline"}
