"""Who is who: a sentence, the words asked about, the actor expected; "-" is nobody, an empty cell is not asked.

`situations.csv`: our own sentences; `source` says which rule or record settles the answer. What is read wrong stays,
with what it is read as, as a strict xfail.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

ROWS = list(csv.DictReader((Path(__file__).parent / "situations.csv").open(encoding="utf-8")))
ASKED = ("code", "sector", "office", "person")


def case(row):
    marks = pytest.mark.xfail(strict=True, reason=row["known_wrong"]) if row["known_wrong"] else ()
    return pytest.param(row, id=f"{row['text'][:60]} [{row['words']}, {row['on']}]", marks=marks)


@pytest.mark.parametrize("row", [case(row) for row in ROWS])
def test_situation(who, row):
    actor = who(row["text"], on=date.fromisoformat(row["on"]) if row["on"] else None).actor(row["words"])
    found = {
        "code": actor and actor.code,
        "sector": actor and actor.sector,
        "office": actor and actor.office,
        "person": actor and actor.name,
    }
    expected = {k: None if row[k] == "-" else row[k] for k in ASKED if row[k]}
    assert {k: found[k] for k in expected} == expected


def test_there_are_enough_and_nearly_all_are_right():
    assert len(ROWS) >= 250
    assert sum(not row["known_wrong"] for row in ROWS) >= 0.95 * len(ROWS)
    assert all(row["source"] and any(row[k] for k in ASKED) for row in ROWS)
