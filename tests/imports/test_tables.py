"""The tables load, hold codes of the shape their systems have, and say where each row comes from."""

import csv
import re
from importlib import resources

import pytest

from onrecord.imports import tables
from onrecord.terms.imports import ImportFormat

NAMES = [
    "import_columns.csv",
    "cameo_codes.csv",
    "cameo_groups.csv",
    "acled_types.csv",
    "acled_actors.csv",
    "country_codes.csv",
    "import_sectors.csv",
]


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((resources.files("onrecord.data") / name).read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("name", NAMES)
def test_every_row_names_its_source_and_none_is_there_twice(name: str) -> None:
    rows = rows_of(name)
    assert all(row["source"] and None not in row and None not in row.values() for row in rows)
    keys = [tuple(v for k, v in row.items() if k != "source") for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "layout, columns",
    [(ImportFormat.POLECAT, 40), (ImportFormat.ACLED, 31), (ImportFormat.GDELT, 61), (ImportFormat.ICEWS, 20)],
)
def test_layouts_have_their_published_columns(layout: ImportFormat, columns: int) -> None:
    found = tables.layouts()[layout]
    assert len(found.columns) == len(set(found.columns)) == columns
    assert {found.fields[c] for c in found.required} == {"date", "code"}
    assert len(set(found.fields.values())) == len(found.fields)


def test_every_cameo_root_is_there_and_modes_are_those_of_their_type() -> None:
    assert {code for code in tables.cameo() if len(code) == 2} == {f"{n:02}" for n in range(1, 21)}
    for found in (*tables.cameo().values(), *tables.acled_types().values()):
        assert found.mode is None or (found.type and found.mode in tables.plover_types()[found.type][1])


def test_every_subcategory_has_the_type_of_its_root_except_yield() -> None:
    cameo = tables.cameo()
    assert all(f.type is cameo[code[:2]].type for code, f in cameo.items() if code[:2] != "08")


@pytest.mark.parametrize(
    "system, shape", [("iso3", "[A-Z]{3}"), ("iso_numeric", r"\d{1,3}"), ("fips", "[A-Z]{2}"), ("cameo", "[A-Z]{3}")]
)
def test_country_codes_have_the_shape_of_their_system(system: str, shape: str) -> None:
    found = tables.states(system)
    assert all(re.fullmatch(shape, code) for code in found)
    assert set(found.values()) <= set(tables.states("iso3").values())


def test_one_code_means_one_state() -> None:
    pairs = [(r["system"], r["code"].casefold()) for r in rows_of("country_codes.csv")]
    assert len(set(pairs)) == len(pairs)
    aliases = {
        r["alias"].casefold(): r["code"] for r in rows_of("en/aliases.csv") if r["form"] == "name" and not r["clues"]
    }
    named = {r["code"].casefold(): r["state"] for r in rows_of("country_codes.csv") if r["system"] == "name"}
    assert [n for n, state in named.items() if aliases.get(n, state) != state] == []


@pytest.mark.parametrize(
    "system, code, state",
    [
        ("fips", "UP", "UKR"),
        ("fips", "BO", "BLR"),
        ("fips", "RS", "RUS"),
        ("fips", "GM", "DEU"),  # GM is the Gambia in ISO 3166
        ("fips", "CH", "CHN"),  # CH is Switzerland in ISO 3166
        ("fips", "SF", "ZAF"),
        ("fips", "WE", "PSE"),
        ("iso_numeric", "804", "UKR"),
        ("iso_numeric", "8", "ALB"),
        ("cameo", "ROM", "ROU"),
        ("name", "russian federation", "RUS"),
        ("name", "democratic republic of congo", "COD"),
        ("name", "ivory coast", "CIV"),
        ("name", "palestinian territory, occupied", "PSE"),
        ("name", "esatini", None),
        ("name", "congo", None),  # one of two: not ours to say
        ("iso3", "AFR", None),  # CAMEO's "Africa" is no state
    ],
)
def test_states_of_codes(system: str, code: str, state: str | None) -> None:
    assert tables.states(system).get(code) == state
