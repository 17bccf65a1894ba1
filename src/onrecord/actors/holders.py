"""Who held which office when.

In:      a name as a page writes it, the office if one is said, the days the page may be from
Out:     the state or organisation that person acted for then, and the office
Refuses: a date outside the known ones (the holder is unknown, never the last one known); two that fit
Source:  officeholders.csv, first_names.csv
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.data import rows
from onrecord.language.words import word_list

# States whose people are called by the first word of the name: "Mr Hu", "President Park".
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "SGP", "KHM"})
# What a page may call the holder of an office: "leader" and "strongman" fit whoever leads, "minister" any minister.
PARTICLES = word_list("particle of a surname")
SUFFIXES = word_list("suffix of a name")
LEADING = word_list("office of a leader")


@dataclass(frozen=True, slots=True)
class Holder:
    """One row: this person in this office from `first` to `last`, both included. `alone`: names that need no first
    name beside them to be known by ("Putin")."""

    name: str
    alone: frozenset[str]
    state: str | None
    organisation: str | None
    office: str
    gender: str | None
    first: date
    last: date

    @property
    def acts_for(self) -> tuple[str | None, str | None]:
        """State and organisation."""
        return self.state, self.organisation

    def fits(self, first_day: date | None, last_day: date | None) -> bool:
        """May a page of these days be from the time of office? A page without a date may be from any time."""
        return (last_day is None or self.first <= last_day) and (first_day is None or first_day <= self.last)


@cache
def _by_name() -> dict[str, tuple[Holder, ...]]:
    held: dict[str, list[Holder]] = {}
    for row in rows("officeholders.csv"):
        aliases = tuple(a for a in row["aliases"].split("|") if a)
        holder = Holder(
            row["name"],
            frozenset(a for a in aliases if " " not in a or a.split()[0].lower() in PARTICLES),
            row["state"] or None,
            row["organisation"] or None,
            row["office"],
            row["gender"] or None,
            _day(row["start"], last=False),
            _day(row["end"], last=True),
        )
        family_first = row["name"].split()[0] if row["state"] in FAMILY_NAME_FIRST else row["name"]
        for name in {row["name"], *aliases, surname(row["name"]), family_first}:
            held.setdefault(name, []).append(holder)
    return {name: tuple(holders) for name, holders in held.items()}


def _day(cell: str, *, last: bool) -> date:
    """A day from YYYY, YYYY-MM or YYYY-MM-DD; the last one that fits, or the first."""
    parts = [int(p) for p in cell.split("-")]
    month = parts[1] if len(parts) > 1 else (12 if last else 1)
    day = parts[2] if len(parts) > 2 else (calendar.monthrange(parts[0], month)[1] if last else 1)
    return date(parts[0], month, day)


def surname(name: str) -> str:
    """The name somebody is called by when the first name is left off.

    >>> surname("Sergei Lavrov"), surname("Ursula von der Leyen"), surname("Xi Jinping"), surname("Joe Manchin III")
    ('Lavrov', 'von der Leyen', 'Jinping', 'Manchin')
    """
    words = [w for w in name.split() if w not in SUFFIXES] or name.split()
    first = len(words) - 1
    while first > 1 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


@dataclass(frozen=True, slots=True)
class Known:
    """What the table knows of somebody named on a page; office and gender None when rows differ or none is told."""

    name: str
    state: str | None
    organisation: str | None
    office: str | None
    gender: str | None


def look_up(
    name: str,
    *,
    office: str | None,
    first_day: date | None,
    last_day: date | None,
    states: Iterable[str],
) -> Known | None:
    """Whom a name means; None when nobody known fits or when two who act for different states do.

    office: the title beside the name, None without one. states: codes of the states the page names: a bare surname is
    believed when the table says it can stand alone, when a title goes with it, or when only one holder of that name
    is from a state of the page.
    """
    holders = [h for h in _by_name().get(name, ()) if h.fits(first_day, last_day)]
    if not holders:
        return None
    if " " not in name and not any(name in h.alone for h in holders):
        here = set(states)
        near = [h for h in holders if h.state in here or h.organisation in here]
        titled = [h for h in holders if office and same_office(office, h.office)]
        # A title tells enough on a day that is known; without a date it needs the state on the page.
        dated = titled if first_day is not None else []
        holders = ([h for h in titled if h in near] or dated) if office else near
    elif office:
        holders = [h for h in holders if same_office(office, h.office)] or holders
    if not holders:
        return None
    if first_day is not None and first_day == last_day and len({h.acts_for for h in holders}) > 1:
        return None
    if len({h.acts_for for h in holders}) > 1:
        in_title = [h for h in holders if name in h.alone or name == h.name]
        holders = in_title if len({h.acts_for for h in in_title}) == 1 else []
    if not holders:
        return None
    names = {h.name for h in holders}
    offices = {h.office for h in holders}
    genders = {h.gender for h in holders}
    return Known(
        names.pop() if len(names) == 1 else name,
        *holders[0].acts_for,
        offices.pop() if len(offices) == 1 else None,
        genders.pop() if len(genders) == 1 else None,
    )


def is_known(name: str) -> bool:
    """Is this the name of somebody in the table: in full, or a surname that can stand alone?"""
    return any(" " in name or name in h.alone for h in _by_name().get(name, ()))


def gender_of(name: str) -> str | None:
    """ "m" or "f" when everybody known by this name is; else None."""
    genders = {h.gender for h in _by_name().get(name, ())}
    return genders.pop() if len(genders) == 1 else None


@cache
def _first_names() -> dict[str, str | None]:
    """Gender by first name: office-holders', where all of one first name agree, then first_names.csv."""
    found: dict[str, str | None] = {}
    for holders in _by_name().values():
        for holder in holders:
            if holder.gender and " " in holder.name and holder.state not in FAMILY_NAME_FIRST:
                first = holder.name.split()[0]
                found[first] = holder.gender if found.get(first, holder.gender) == holder.gender else None
    for row in rows("first_names.csv"):
        found.setdefault(row["name"], row["gender"])
    return found


def first_name_gender(name: str) -> str | None:
    """ "m" or "f" when a full name begins with a name that nearly all its bearers share a gender with; else None.

    >>> first_name_gender("Valerie Dunn"), first_name_gender("Sergei Malik"), first_name_gender("Robin Dunn")
    ('f', 'm', None)
    """
    return _first_names().get(name.split()[0]) if " " in name else None


def same_office(said: str, known: str) -> bool:
    """May somebody in the office `known` be called by the title `said`?

    >>> same_office("president", "president"), same_office("minister", "foreign minister")
    (True, True)
    >>> same_office("leader", "king"), same_office("president", "prime minister")
    (True, False)
    """
    if said == known or (said == "leader" and known in LEADING) or (known == "leader" and said in LEADING):
        return True
    return said in {"minister", "secretary", "spokesman", "spokeswoman", "ambassador"} and said in known
