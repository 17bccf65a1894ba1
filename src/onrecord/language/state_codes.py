"""Which codes a state has in the lists that research joins by: ISO 3166, Correlates of War, Gleditsch and Ward.

In:      a code as norms carry it ("DEU", "NATO"), a day
Out:     StateCodes of that day; what kind of actor a code is
Refuses: nothing: an organisation or an armed group has no such codes, and each of them is None
Source:  data/state_codes.csv, data/country_codes.csv, data/en/organisations.csv
Shown:   tests/language/test_state_codes.py

Lists count states otherwise: to Correlates of War the Germany of 1990 is Germany again, to Gleditsch and Ward it is
the Federal Republic grown larger. So a code holds for some days, and the day is asked for.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.data import rows

STATE = "state"
NAMED_ON_PAGES = "named on pages"


@dataclass(frozen=True, slots=True)
class StateCodes:
    """iso3: ISO 3166-1 alpha-3, of vanished states 3166-3. cow, gw: numbers. cow_abbreviation: three letters. None: the
    list has no such state on that day."""

    iso3: str | None = None
    cow: int | None = None
    cow_abbreviation: str | None = None
    gw: int | None = None


NO_CODES = StateCodes()


@dataclass(frozen=True, slots=True)
class _Held:
    codes: StateCodes
    since: date
    until: date


def state_codes(code: str, *, on: date) -> StateCodes:
    """The codes of a state on a day; before the first day of its first row, or after the last of its last, only its
    ISO code.

    >>> state_codes("DEU", on=date(1989, 11, 9)).cow, state_codes("DEU", on=date(1991, 11, 9)).cow
    (260, 255)
    >>> state_codes("NATO", on=date(2022, 2, 24))
    StateCodes(iso3=None, cow=None, cow_abbreviation=None, gw=None)
    """
    held = _by_state().get(code)
    if held is None:
        return StateCodes(iso3=code) if code in _iso() else NO_CODES
    for row in held:
        if row.since <= on <= row.until:
            return row.codes
    return StateCodes(iso3=held[0].codes.iso3)


def kind_of(code: str) -> str:
    """ "state" (also of territories with a code of ISO 3166), "organisation", "armed group", "party", "media",
    "territory"; "named on pages" for who stands in no table.

    >>> kind_of("XKX"), kind_of("NATO"), kind_of("the Lakeside Militia")
    ('state', 'organisation', 'named on pages')
    """
    if code in _iso() or code in _by_state():
        return STATE
    return _organisations().get(code, NAMED_ON_PAGES)


@cache
def _by_state() -> dict[str, tuple[_Held, ...]]:
    found: dict[str, list[_Held]] = {}
    for row in rows("state_codes.csv"):
        codes = StateCodes(
            iso3=row["iso3"] or None,
            cow=int(row["cow"]) if row["cow"] else None,
            cow_abbreviation=row["cow_abbreviation"] or None,
            gw=int(row["gw"]) if row["gw"] else None,
        )
        since = date.fromisoformat(row["since"]) if row["since"] else date.min
        until = date.fromisoformat(row["until"]) if row["until"] else date.max
        found.setdefault(row["state"], []).append(_Held(codes, since, until))
    return {state: tuple(held) for state, held in found.items()}


@cache
def _iso() -> frozenset[str]:
    return frozenset(row["state"] for row in rows("country_codes.csv") if row["system"] == "iso3")


@cache
def _organisations() -> dict[str, str]:
    return {row["name"]: row["kind"] for row in rows("en/organisations.csv")}
