"""Codes of states in three lists, by day, checked against the table that imports are read with."""

import csv
from datetime import date
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest

from onrecord.data import rows
from onrecord.language.state_codes import NO_CODES, StateCodes, kind_of, state_codes

NOW = date(2026, 1, 5)
TABLE = rows("state_codes.csv")

# United Nations, list of member states: 193, by ISO 3166-1 alpha-3.
UN = """
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV
KHM CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ
ETH FJI FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR
KAZ KEN KIR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR
MOZ MMR NAM NRU NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA
LCA VCT WSM SMR STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK THA TLS TGO TON
TTO TUN TUR TKM TUV UGA UKR ARE GBR TZA USA URY UZB VUT VEN VNM YEM ZMB ZWE
"""


@pytest.mark.parametrize(
    "code, day, codes",
    [
        ("RUS", NOW, StateCodes("RUS", 365, "RUS", 365)),
        ("SUN", date(1962, 10, 22), StateCodes("SUN", 365, "RUS", 365)),
        # COW takes the united Germany for Germany again, Gleditsch and Ward for the Federal Republic grown larger.
        ("DEU", date(1990, 10, 2), StateCodes("DEU", 260, "GFR", 260)),
        ("DEU", date(1990, 10, 3), StateCodes("DEU", 255, "GMY", 260)),
        ("DEU", date(1939, 9, 1), StateCodes("DEU", 255, "GMY", 255)),
        ("DDR", date(1989, 11, 9), StateCodes("DDR", 265, "GDR", 265)),
        ("YEM", date(1989, 1, 1), StateCodes("YEM", 678, "YAR", 678)),
        ("YEM", NOW, StateCodes("YEM", 679, "YEM", 678)),
        ("YMD", date(1980, 1, 1), StateCodes("YMD", 680, "YPR", 680)),
        ("YUG", date(1999, 3, 24), StateCodes("YUG", 345, "YUG", 345)),
        ("SCG", date(2004, 3, 1), StateCodes("SCG", 345, "YUG", 345)),
        ("SRB", NOW, StateCodes("SRB", 345, "YUG", 340)),
        ("CSK", date(1968, 8, 20), StateCodes("CSK", 315, "CZE", 315)),
        ("CZE", NOW, StateCodes("CZE", 316, "CZR", 316)),
        ("XKX", NOW, StateCodes("XKX", 347, "KOS", 347)),
        ("TWN", NOW, StateCodes("TWN", 713, "TAW", 713)),
        ("VDR", date(1968, 1, 30), StateCodes(None, 817, "RVN", 817)),  # South Vietnam had another code of ISO's
        ("KIR", NOW, StateCodes("KIR", 946, "KIR", 970)),
        ("PSE", NOW, StateCodes("PSE")),
        ("GRL", NOW, StateCodes("GRL")),
        ("NATO", NOW, NO_CODES),
        # A state that is gone keeps its name and has no number.
        ("SUN", date(2022, 2, 24), StateCodes("SUN")),
    ],
)
def test_a_state_has_the_codes_of_the_day(code: str, day: date, codes: StateCodes) -> None:
    assert state_codes(code, on=day) == codes


def test_every_member_of_the_united_nations_is_in_all_three_lists() -> None:
    members = UN.split()
    assert len(members) == len(set(members)) == 193
    for code in members:
        held = state_codes(code, on=NOW)
        assert held.iso3 == code
        assert None not in (held.cow, held.cow_abbreviation, held.gw), code


@pytest.mark.parametrize("column, system", [("cow", "cow"), ("gw", "gw")])
def test_the_codes_of_today_are_those_that_imports_are_read_with(column: str, system: str) -> None:
    """Two tables made apart: this one from the lists, the other from REIGN and Gleditsch and Ward."""
    read = {row["state"]: row["code"] for row in rows("country_codes.csv") if row["system"] == system}
    today = {row["state"]: row[column] for row in TABLE if not row["until"] and row[column]}
    assert today == {state: code for state, code in read.items() if state != "DDR"}  # gone, and still asked for


def test_another_list_has_the_same_numbers() -> None:
    found = find_spec("country_converter")
    if found is None or found.origin is None:
        pytest.skip("needs the dependency group `tables`")
    # Its table alone: the package itself does not run with every pandas.
    with Path(found.origin).with_name("country_data.tsv").open(encoding="utf-8", newline="") as file:
        told = [(row["ISO3"], row["GWcode"]) for row in csv.DictReader(file, delimiter="\t") if row["GWcode"]]
    theirs = {state: int(float(number)) for state, number in told}
    # Of these it has the number of the other half: Czechoslovakia, South Vietnam, South Yemen.
    theirs |= {"CZE": 316, "VNM": 816, "YEM": 678}
    ours = {row["state"]: int(row["gw"]) for row in TABLE if row["gw"] and not row["until"]}
    assert theirs == ours


def test_today_a_number_is_one_states() -> None:
    held = [state_codes(state, on=NOW) for state in {row["state"] for row in TABLE}]
    for numbers in ([h.gw for h in held if h.gw], [h.cow for h in held if h.cow]):
        assert len(numbers) == len(set(numbers))


def test_the_rows_of_a_state_follow_each_other() -> None:
    for state in {row["state"] for row in TABLE}:
        spans = [(row["since"] or "0001-01-01", row["until"] or "9999-12-31") for row in TABLE if row["state"] == state]
        assert spans == sorted(spans)
        assert all(until < since for (_, until), (since, _) in pairwise(spans)), state


def test_abbreviations_are_three_letters_and_one_state_each() -> None:
    held = {(row["cow"], row["cow_abbreviation"]) for row in TABLE if row["cow"]}
    assert all(len(letters) == 3 and letters.isupper() for _, letters in held)
    assert len({number for number, _ in held}) == len({letters for _, letters in held}) == len(held)


@pytest.mark.parametrize(
    "code, kind",
    [
        ("FRA", "state"),
        ("SUN", "state"),
        ("GRL", "state"),
        ("EU", "organisation"),
        ("Hezbollah", "armed group"),
        ("the Lakeside Militia", "named on pages"),
    ],
)
def test_what_a_code_is(code: str, kind: str) -> None:
    assert kind_of(code) == kind
