"""Every table of the package: each row says where it comes from, each list of words is read by somebody."""

import csv
import re
from pathlib import Path

import pytest

from onrecord.data import rows

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "onrecord"
DATA = PACKAGE / "data"
TABLES = sorted(DATA.rglob("*.csv"))


@pytest.mark.parametrize("path", TABLES, ids=lambda p: str(p.relative_to(DATA)))
def test_every_row_names_its_source(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        held = list(csv.DictReader(file))
    assert held
    for row in held:
        assert row["source"], row
        assert None not in row, row
        assert None not in row.values(), row


def test_every_word_stands_once_in_its_list() -> None:
    said = [(row["list"], row["word"]) for row in rows("en/words.csv")]
    assert len(said) == len(set(said))
    assert all(word == word.strip() and "  " not in word for _, word in said)


def test_a_list_has_a_value_for_each_word_or_for_none() -> None:
    valued: dict[str, set[bool]] = {}
    for row in rows("en/words.csv"):
        valued.setdefault(row["list"], set()).add(bool(row["value"]))
    assert {name for name, kinds in valued.items() if len(kinds) > 1} <= {"undertaking noun"}


def test_every_word_list_is_read_and_every_list_that_is_read_exists() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    used = set(re.findall(r'(?:word_list|word_values|_noun_to)\(\s*"([^"]+)"', code))
    used |= set(re.findall(r'phrase_at\(\s*\w+(?:\.\w+)?,\s*"([^"]+)"', code))
    assert used == {row["list"] for row in rows("en/words.csv")}


def test_only_the_language_room_and_a_rooms_own_tables_read_english() -> None:
    readers = [p for p in PACKAGE.rglob("*.py") if '"en/' in p.read_text(encoding="utf-8")]
    allowed = [p for p in readers if p.parent.name in {"language", "data"} or p.stem in {"tables", "deed_tables"}]
    assert readers == allowed
