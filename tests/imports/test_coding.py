"""What each layout's rows become."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from onrecord.imports.categories import of_acled, of_cameo, of_plover
from onrecord.imports.cells import BadCell, bounds, count, day, degrees, state_named
from onrecord.imports.coding import _cameo_party, _listed_party, code_acled
from onrecord.terms.dates import DateBounds, Precision
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportedParty
from tests.imports.conftest import events

Find = Callable[[str], Path]


def test_gdelt(file_of: Find) -> None:
    shelling, visit, statement, sanction, retreat = events(file_of("gdelt.csv"))
    assert (shelling.type, shelling.mode, shelling.quad) == (EventType.ASSAULT, "heavy-weapons", 4)
    assert shelling.actor == ImportedParty(name="RUSSIAN ARMY", country="RUS", state="RUS", sector="MIL")
    assert shelling.recipient == ImportedParty(name="UKRAINE", country="UKR", state="UKR")
    assert (shelling.place, shelling.place_state) == ("Kyiv, Kyyiv, Misto, Ukraine", "UKR")
    assert shelling.date == DateBounds.day(date(2023, 2, 16))
    assert (shelling.row_id, shelling.url, shelling.directed) == ("900000001", "https://news.example/a", True)
    assert (visit.type, visit.mode, visit.place_state) == (EventType.CONSULT, "visit", "BLR")
    # CAMEO 01 has no counterpart: the row is kept, with its own code and no type.
    assert (statement.type, statement.quad, statement.code, statement.recipient) == (None, None, "010", None)
    assert sanction.actor is not None
    assert (sanction.actor.code, sanction.actor.state, sanction.actor.sector) == ("EU", None, "IGO")
    assert (sanction.place, sanction.latitude) == (None, None)
    # A continent is no state.
    assert retreat.actor == ImportedParty(name="AFRICA", country="AFR")
    assert retreat.type is EventType.RETREAT


def test_acled_parties_carry_no_direction(file_of: Find) -> None:
    shelling, clash, protest, moved, abducted = events(file_of("acled.csv"))
    assert not any(e.directed for e in (shelling, clash, protest, moved, abducted))
    assert shelling.actor is not None
    assert shelling.recipient is not None
    assert (shelling.actor.code, shelling.actor.sector) == ("RUS", "MIL")
    assert (shelling.recipient.code, shelling.recipient.sector) == ("UKR", "MIL")
    assert (
        shelling.words == 'On 16 February 2023, shells fell on a made-up village. Nobody was hurt, "a spokesman" said.'
    )
    assert (shelling.deaths, clash.deaths, abducted.deaths) == (0, 4, None)
    assert clash.date == DateBounds(date(2023, 2, 13), date(2023, 2, 19), Precision.WEEK)
    assert protest.date == DateBounds(date(2023, 2, 1), date(2023, 2, 28), Precision.MONTH)
    assert (protest.type, protest.mode, protest.recipient) == (EventType.PROTEST, "demo", None)
    assert clash.actor is not None
    assert (clash.actor.state, clash.actor.sector) == (None, "REB")
    assert (moved.type, moved.code) == (None, "Strategic developments/Change to group/activity")
    assert moved.actor is not None
    assert (moved.actor.state, moved.place, moved.place_state) == ("CIV", "Bouaké, Vallée du Bandama", "CIV")
    # Where an unidentified group acts is not whom it acts for.
    assert abducted.actor == ImportedParty(
        name="Unidentified Armed Group (Ukraine)", country="Ukraine", state=None, sector="UAF"
    )
    assert (abducted.type, abducted.mode) == (EventType.ASSAULT, "abduct")


def test_polecat(file_of: Find) -> None:
    kyiv, alliance, shelling, talks, nobody = events(file_of("polecat.txt"))
    assert (kyiv.type, kyiv.mode, kyiv.code) == (EventType.THREATEN, "violence", "THREATEN/violence")
    assert kyiv.actor == ImportedParty(name="Alexander Lukashenko", country="BLR", state="BLR", sector="GOV")
    # One event id, two recipients: two events.
    assert (kyiv.row_id, kyiv.series) == (alliance.row_id, None)
    assert kyiv.id != alliance.id
    assert shelling.actor == ImportedParty(name="Russian forces", country="RUS", state="RUS", sector="MIL")
    assert (talks.mode, talks.place, talks.place_state) == (None, "München, Bavaria", "DEU")
    # "None" is how the files write nothing; two countries in one cell name no one state.
    assert nobody.actor == ImportedParty(name=None, country="FRA;DEU", state=None)
    assert (nobody.recipient, nobody.place, nobody.place_state) == (None, None, None)


def test_icews(file_of: Find) -> None:
    threat, accusation, visit, yielded = events(file_of("icews.tab"))
    assert (threat.type, threat.row_id, threat.words) == (
        EventType.THREATEN,
        "80000001",
        "Threaten with military force",
    )
    assert threat.actor is not None
    assert (threat.actor.state, threat.actor.sector) == ("RUS", "MIL")
    assert threat.row_id == accusation.row_id
    assert threat.id != accusation.id
    assert visit.actor is not None
    assert (visit.actor.sector, visit.place) == ("GOV", "Warsaw, Masovian Voivodeship")
    assert yielded.type is None
    # "Dissident,Separatists" are two sectors: none is taken.
    assert yielded.actor is not None
    assert (yielded.actor.state, yielded.actor.sector) == ("CIV", None)
    assert yielded.recipient is not None
    assert yielded.recipient.sector == "CVL"


@pytest.mark.parametrize(
    "code, event_type, mode",
    [
        ("010", None, None),
        ("0233", None, None),
        ("036", EventType.AGREE, None),
        ("042", EventType.CONSULT, "visit"),
        ("42", EventType.CONSULT, "visit"),  # a spreadsheet ate the zero, and roots end at 20
        ("841", EventType.RETREAT, "release"),
        ("04", EventType.CONSULT, None),
        ("080", None, None),
        ("083", EventType.CONCEDE, None),
        ("0871", EventType.RETREAT, "ceasefire"),
        ("1384", EventType.THREATEN, None),
        ("1831", EventType.ASSAULT, "suicide-attack"),
        ("1833", EventType.ASSAULT, "explosives"),
        ("204", EventType.ASSAULT, "unconventional"),
        ("13", None, None),  # the root, or 013 without its zero: not decided
    ],
)
def test_cameo_codes(code: str, event_type: EventType | None, mode: str | None) -> None:
    coded = of_cameo(code)
    assert (coded.type, coded.mode) == (event_type, mode)


@pytest.mark.parametrize("code", ["", "---", "13y", "21000", "-1", "٠٤", "0", "9999"])
def test_what_is_no_cameo_code_is_refused(code: str) -> None:
    with pytest.raises(BadCell, match="code"):
        of_cameo(code)


def test_other_categories() -> None:
    assert of_acled("battles", "a kind of 2031").type is EventType.ASSAULT
    with pytest.raises(BadCell, match="'Sports' is no event type of ACLED"):
        of_acled("Sports", None)
    coded = of_plover("assault", "Heavy-weapons")
    assert (coded.type, coded.mode) == (EventType.ASSAULT, "heavy-weapons")
    coded = of_plover("ASSAULT", "telepathy")
    assert (coded.code, coded.mode) == ("ASSAULT/telepathy", None)
    with pytest.raises(BadCell, match="no PLOVER type"):
        of_plover("FIGHT!", None)


@pytest.mark.parametrize(
    "cell",
    ["2023-02-16", "20230216", "16 February 2023", "16-Feb-2023", "2023-02-16T00:00:00.000Z", "2023-02-16 00:00:00"],
)
def test_days(cell: str) -> None:
    assert day(cell) == date(2023, 2, 16)


@pytest.mark.parametrize(
    "cell", ["", "NA", "02/16/2023", "03/02/2023", "2023-02-30", "20231301", "16 Smarch 2023", "2023"]
)
def test_days_that_are_none(cell: str) -> None:
    with pytest.raises(BadCell, match=r"date|day"):
        day(cell)


def test_bounds_of_a_month_and_a_week_across_years() -> None:
    assert bounds(date(2024, 2, 5), precision="3") == DateBounds(date(2024, 2, 1), date(2024, 2, 29), Precision.MONTH)
    assert bounds(date(2023, 12, 31), precision="3").last == date(2023, 12, 31)
    assert bounds(date(2023, 1, 1), precision="2").first == date(2022, 12, 26)
    with pytest.raises(BadCell, match="precision '9'"):
        bounds(date(2023, 1, 1), precision="9")


def test_numbers_and_places() -> None:
    assert (count("4", of="x"), count("4.0", of="x"), count("", of="x")) == (4, 4, None)
    for cell in ("-1", "some", "1e5", "4.5"):
        with pytest.raises(BadCell):
            count(cell, of="fatalities")
    assert degrees("47.5", "-0.04") == (47.5, -0.04)
    assert degrees("47.5", "") == (None, None)
    for pair in (("95", "0"), ("0", "181"), ("north", "0"), ("nan°", "1"), ("1e3", "0")):
        with pytest.raises(BadCell, match="coordinate"):
            degrees(*pair)
    assert [state_named(n) for n in (None, "Russia", "RUS", "RUS;RUS", "FRA;DEU", "Atlantis")] == [
        None, "RUS", "RUS", "RUS", None, None,
    ]  # fmt: skip


def test_acled_names_of_actors() -> None:
    def actor(name: str, inter: str = "") -> tuple[str | None, str | None]:
        row = {"date": "2023-02-16", "code": "Battles", "actor_name": name, "actor_sector": inter}
        party = code_acled(row).actor
        assert party is not None
        return party.code, party.sector

    assert actor("Military Forces of Ukraine (2019-) Air Force") == ("UKR", "MIL")
    assert actor("Police Forces of Bosnia and Herzegovina (2002-)") == ("BIH", "COP")
    assert actor("Government of Russia (2000-)") == ("RUS", "GOV")
    assert actor("Rioters (Ivory Coast)", "5") == ("CIV", "CVL")
    assert actor("Military Forces of Atlantis") == ("Military Forces of Atlantis", "MIL")
    assert actor("Wagner Group", "Political militia") == ("Wagner Group", None)
    assert actor("An Army of Nobody", "2") == ("An Army of Nobody", "REB")


def test_a_row_without_a_category_is_refused() -> None:
    for coded in (of_acled, of_plover):
        with pytest.raises(BadCell, match="the row has no event type"):
            coded(" ", None)


def test_a_party_of_which_only_a_code_is_told_is_called_by_it() -> None:
    assert _cameo_party(None, "XQZ", None, None) == ImportedParty(name="XQZ", country="XQZ")
    assert _listed_party(None, None, "Government") is None
