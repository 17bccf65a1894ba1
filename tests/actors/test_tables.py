"""The tables hold together."""

import csv
import re
from importlib import resources

import pytest

from onrecord.actors.officeholders import is_known
from onrecord.actors.tables import names, offices, role_nouns, rows, state_names


@pytest.mark.parametrize(
    "table, columns",
    [
        ("en/aliases.csv", "alias code form clues source"),
        ("en/organisations.csv", "name alias kind sector form clues source"),
        ("en/not_actors.csv", "phrase what source"),
        ("en/offices.csv", "title office sector of source"),
        ("en/role_nouns.csv", "noun sector kind source"),
        (
            "officeholders.csv",
            "name aliases state organisation office gender start end end_precision source checked_on wikidata alone",
        ),
    ],
)
def test_every_row_has_a_source(table, columns):
    with resources.files("onrecord.data").joinpath(table).open(encoding="utf-8") as file:
        reader = csv.DictReader(file)
        assert reader.fieldnames == columns.split()
        for row in reader:
            assert row["source"], row
            assert None not in row.values(), row


def test_codes_are_three_capitals():
    for row in rows("en/aliases.csv"):
        assert re.fullmatch(r"[A-Z]{3}", row["code"]), row
        assert row["code"] in state_names(), row


def test_no_name_has_two_meanings_without_clues():
    seen = {}
    for table, name in (("en/aliases.csv", "alias"), ("en/organisations.csv", "alias")):
        for row in rows(table):
            seen.setdefault(row[name], []).append(row)
    for name, meanings in seen.items():
        assert len(meanings) == 1 or all(r["clues"] for r in meanings), name


def test_nobody_holds_an_office_backwards():
    for row in rows("officeholders.csv"):
        # Of an office that has passed on, `end` is known; of one still held, the last day it was seen.
        assert row["end"] or row["checked_on"], row
        assert row["start"], row
        if row["end"]:
            assert (
                row["start"][: len(row["end"])] <= row["end"][: len(row["start"])] or row["start"][:4] == row["end"][:4]
            ), row
        assert bool(row["state"]) != bool(row["organisation"]), row
        if row["state"]:
            assert row["state"] in state_names(), row


def test_the_tables_load():
    assert names().at("Russia", 0)
    assert offices().at("prime minister", 0)
    assert role_nouns()["army"].sector == "MIL"
    assert is_known("Putin")


def test_names_said_to_rest_on_countrynames_do():
    countrynames = pytest.importorskip("countrynames", reason="needs the dependency group `tables`")
    for row in rows("en/aliases.csv"):
        if row["source"] == "countrynames":
            assert countrynames.to_code_3(row["alias"]) == row["code"], row
