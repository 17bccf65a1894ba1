"""A row's cells as an event, one function a data set.

In:      what a row says, by field of import_columns.csv
Out:     ImportedEvent
Refuses: a row without a day or a category, or with a cell that is not what its column holds (BadCell)
Source:  docs/imports.md
Shown:   tests/imports/test_coding.py
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from onrecord.imports import tables
from onrecord.imports.categories import CodedCategory, of_acled, of_cameo, of_plover
from onrecord.imports.cells import bounds, count, day, degrees, said, state_named
from onrecord.terms.dates import DateBounds
from onrecord.terms.imports import ImportedEvent, ImportedParty, ImportFormat

Row = Mapping[str, str]
Coder = Callable[[Row], ImportedEvent]


def code_gdelt(row: Row) -> ImportedEvent:
    """GDELT names a country for whoever it takes an actor for; its places have FIPS codes."""
    coded = of_cameo(row.get("code"))
    return ImportedEvent(
        **_common(row, ImportFormat.GDELT, coded),
        actor=_cameo_party(*_slots(row, "actor", "name", "country", "group", "sector")),
        recipient=_cameo_party(*_slots(row, "recipient", "name", "country", "group", "sector")),
        directed=True,
        date=DateBounds.day(day(row.get("date"))),
        place=said(row.get("place_1")),
        place_state=tables.states("fips").get(said(row.get("place_country")) or ""),
        url=said(row.get("url")),
    )


def code_icews(row: Row) -> ImportedEvent:
    """ICEWS writes countries out and lists sectors from the particular to the general."""
    coded = of_cameo(row.get("code"))
    return ImportedEvent(
        **_common(row, ImportFormat.ICEWS, coded),
        actor=_listed_party(*_slots(row, "actor", "name", "country", "sector")),
        recipient=_listed_party(*_slots(row, "recipient", "name", "country", "sector")),
        directed=True,
        date=DateBounds.day(day(row.get("date"))),
        place=_place(row),
        place_state=state_named(said(row.get("place_country"))),
        words=said(row.get("words")),
        publisher=said(row.get("publisher")),
    )


def code_polecat(row: Row) -> ImportedEvent:
    """POLECAT is PLOVER already; it names persons where it knows them, and keeps the story's words."""
    coded = of_plover(row.get("code"), row.get("mode"))
    slots = ("name", "words", "country", "sector")
    return ImportedEvent(
        **_common(row, ImportFormat.POLECAT, coded),
        actor=_plover_party(*_slots(row, "actor", *slots)),
        recipient=_plover_party(*_slots(row, "recipient", *slots)),
        directed=True,
        date=DateBounds.day(day(row.get("date"))),
        place=_place(row),
        place_state=state_named(said(row.get("place_country"))),
        publisher=said(row.get("publisher")),
    )


def code_acled(row: Row) -> ImportedEvent:
    """ACLED names two sides and says not which acted on which: `directed` is False. It revises rows under one id."""
    coded = of_acled(row.get("code"), row.get("sub_code"))
    iso = said(row.get("place_iso"))
    return ImportedEvent(
        **_common(row, ImportFormat.ACLED, coded),
        version=count(row.get("version"), of="a time stamp") or 0,
        actor=_acled_party(*_slots(row, "actor", "name", "sector")),
        recipient=_acled_party(*_slots(row, "recipient", "name", "sector")),
        directed=False,
        date=bounds(day(row.get("date")), precision=said(row.get("date_precision"))),
        place=_place(row),
        place_state=tables.states("iso_numeric").get(iso or "") or state_named(said(row.get("place_country"))),
        deaths=count(row.get("deaths"), of="fatalities"),
        words=said(row.get("words")),
        publisher=said(row.get("publisher")),
    )


CODERS: dict[ImportFormat, Coder] = {
    ImportFormat.GDELT: code_gdelt,
    ImportFormat.ICEWS: code_icews,
    ImportFormat.POLECAT: code_polecat,
    ImportFormat.ACLED: code_acled,
}


def _common(row: Row, form: ImportFormat, coded: CodedCategory) -> dict[str, Any]:
    """The slots that every data set fills alike."""
    latitude, longitude = degrees(row.get("latitude"), row.get("longitude"))
    return {
        "format": form,
        "row_id": said(row.get("row_id")),
        "code": coded.code,
        "type": coded.type,
        "mode": coded.mode,
        "quad": coded.quad,
        "latitude": latitude,
        "longitude": longitude,
    }


def _slots(row: Row, side: str, *slots: str) -> list[str | None]:
    return [said(row.get(f"{side}_{slot}")) for slot in slots]


def _place(row: Row) -> str | None:
    """The units of a place, smallest first, each once."""
    units = (said(row.get(f"place_{n}")) for n in range(1, 5))
    return ", ".join(dict.fromkeys(u for u in units if u)) or None


@lru_cache(maxsize=10_000)
def _cameo_party(name: str | None, country: str | None, group: str | None, sector: str | None) -> ImportedParty | None:
    if not (name or country or group):
        return None
    state = tables.states("iso3").get(country or "") or tables.states("cameo").get(country or "")
    organisation = tables.cameo_groups().get(group or "")
    if name is None and state is None and organisation is None:
        name = country or group
    return ImportedParty(
        name=name,
        country=country,
        state=state,
        organisation=organisation,
        sector=tables.sectors("cameo").get((sector or "").casefold()),
    )


@lru_cache(maxsize=10_000)
def _listed_party(name: str | None, country: str | None, sectors: str | None) -> ImportedParty | None:
    """None for nobody. Sectors that differ are none, but for GOV: an army's sectors end in "Government"."""
    if name is None and country is None:
        return None
    known = tables.sectors("icews")
    listed = {known[s.strip().casefold()] for s in (sectors or "").split(",") if s.strip().casefold() in known}
    narrow = listed - {"GOV"} or listed
    return ImportedParty(
        name=name, country=country, state=state_named(country), sector=narrow.pop() if len(narrow) == 1 else None
    )


@lru_cache(maxsize=10_000)
def _plover_party(name: str | None, words: str | None, country: str | None, sector: str | None) -> ImportedParty | None:
    called = name or words
    if called is None and country is None:
        return None
    return ImportedParty(
        name=called,
        country=country,
        state=state_named(country),
        sector=tables.sectors("polecat").get((sector or "").casefold()),
    )


@lru_cache(maxsize=10_000)
def _acled_party(name: str | None, inter: str | None) -> ImportedParty | None:
    """The actor's name says whose it is: "Military Forces of Ukraine (2019-)"."""
    if name is None:
        return None
    for pattern in tables.acled_actors():
        if name.startswith(pattern.before):
            rest = name.removeprefix(pattern.before)
            # What a name ends in is a bracket with the years of a government, or with the country itself.
            bare = rest.removesuffix(pattern.after) if pattern.after else rest.partition(" (")[0]
            country = bare.strip() or None
            state = state_named(country)
            return ImportedParty(
                name=name, country=country, state=state if pattern.of_state else None, sector=pattern.sector
            )
    return ImportedParty(name=name, sector=tables.sectors("acled").get((inter or "").casefold()))
