"""Every table of the package: each row says where it comes from, each list of words is read by somebody, and the tables
of one language are written as those of another."""

import csv
import re
from pathlib import Path

import pytest

from onrecord.commitments.tables import Logic, connectives
from onrecord.data import rows

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "onrecord"
DATA = PACKAGE / "data"
TABLES = sorted(DATA.rglob("*.csv"))
# A folder for each language, named by its ISO 639-1 code.
LANGUAGES = sorted(path.name for path in DATA.iterdir() if re.fullmatch("[a-z]{2}", path.name) and path.is_dir())
CALENDAR_KINDS = {
    *("month", "month abbreviation", "weekday", "weekday abbreviation", "season", "part of day", "ordinal ending"),
}


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


def test_only_the_language_room_and_a_rooms_own_tables_read_the_words_of_a_language() -> None:
    by_folder = "|".join(f'"{language}/' for language in LANGUAGES)
    asks = re.compile(rf"{by_folder}|language\.tables import [^\n]*\btable\b")
    readers = [p for p in PACKAGE.rglob("*.py") if asks.search(p.read_text(encoding="utf-8"))]
    allowed = [p for p in readers if p.parent.name in {"language", "data"} or p.stem in {"tables", "action_tables"}]
    assert readers == allowed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_has_the_columns_that_it_has_in_english(language: str) -> None:
    for path in (DATA / language).glob("*.csv"):
        assert header(path) == header(DATA / "en" / path.name), path


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_calendar_of_a_language_is_whole(language: str) -> None:
    held = rows(f"{language}/time_names.csv")
    said = [(row["kind"], row["word"]) for row in held]
    assert len(said) == len(set(said))
    assert {row["kind"] for row in held} <= CALENDAR_KINDS
    assert all(row["word"] == row["word"].strip().lower() for row in held)
    for kind, numbers in (("month", range(1, 13)), ("weekday", range(1, 8))):
        assert {int(row["number_or_code"]) for row in held if row["kind"] == kind} == set(numbers)
    # A word that were of two months, or of two weekdays, would be read as either.
    for kinds in (("month", "month abbreviation"), ("weekday", "weekday abbreviation")):
        words = [row["word"] for row in held if row["kind"] in kinds]
        assert len(words) == len(set(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_connective_stands_once_and_has_a_logic_of_the_codebook(language: str) -> None:
    held = rows(f"{language}/connectives.csv")
    words = [row["words"] for row in held]
    assert len(words) == len(set(words))
    assert all(w == " ".join(w.lower().split()) for w in words)
    assert {row["temporal"] for row in held} <= {"yes", "no"}
    assert {Logic(row["logic"]) for row in held} == set(Logic)
    assert sum(map(len, connectives(language).values())) == len(held)


def header(path: Path) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))
