"""Who held which office when.

In:      a name as a page writes it, the office if one is said, the days the page may be from
Out:     the state or organisation that person acted for then, the office, and how sure the table is of it
Refuses: a day beyond the known and the likely ones (the holder is unknown, never the last one known); two that fit
Source:  officeholders.csv, first_names.csv; the spells that lasted, of those begun 1995-2018, set the months of MONTHS
Shown:   tests/actors/test_holders.py, tests/actors/test_headline_names.py
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from functools import cache

from onrecord.actors.spellings import folded, turned_round
from onrecord.data import rows
from onrecord.language.words import word_list

# States whose people are called by the first word of the name: "Mr Hu", "President Park".
FAMILY_NAME_FIRST = frozenset({"CHN", "TWN", "HKG", "KOR", "PRK", "VNM", "SGP", "KHM"})
# States whose people bear two surnames, of which papers often print the first alone.
TWO_SURNAMES = frozenset(
    [
        "ARG",
        "BOL",
        "CHL",
        "COL",
        "CRI",
        "CUB",
        "DOM",
        "ECU",
        "ESP",
        "GTM",
        "HND",
        "MEX",
        "NIC",
        "PAN",
        "PER",
        "PRY",
        "SLV",
        "URY",
        "VEN",
        "GNQ",
        "PRI",
        "AGO",
        "MOZ",
        "PRT",
    ]
)
TWO = 2
# What a page may call the holder of an office: "leader" and "strongman" fit whoever leads, "minister" any minister.
PARTICLES = word_list("particle of a surname")
SUFFIXES = word_list("suffix of a name")
LEADING = word_list("office of a leader")
HEADS_OF_STATE = word_list("head of state")
MINISTERS = ("minister", "secretary")
# For how many months after the last day somebody was seen in an open office he is likely to hold it still: of heads of
# state two in three do after 24, of heads of government as many after 12 (.72), of ministers after 9 (.77).
MONTHS_OF_A_HEAD_OF_STATE, MONTHS_OF_OTHERS, MONTHS_OF_A_MINISTER = 24, 12, 9


class TenureGrade(IntEnum):
    """How sure the table is that somebody held an office on a day; the surer the higher."""

    LIKELY = 1  # last seen in office before the day, and nobody is known to have followed
    IN_OFFICE = 2


@dataclass(frozen=True, slots=True)
class Holder:
    """One row: this person in this office from `first` to `last`, both included, and likely to `likely_last`.

    alone:  names that need no first name beside them to be known by ("Putin").
    is_open: nobody is known to have left the office, nor to have followed.
    """

    name: str
    alone: frozenset[str]
    state: str | None
    organisation: str | None
    office: str
    gender: str | None
    first: date
    last: date
    likely_last: date
    is_open: bool

    @property
    def acts_for(self) -> tuple[str | None, str | None]:
        """State and organisation."""
        return self.state, self.organisation

    def grade(self, first_day: date | None, last_day: date | None, *, titled: bool = False) -> TenureGrade | None:
        """How surely a page of these days is from the time of office; None when it is not. A page without a date may be
        from any time. titled: the page itself gives the title, so that an open office is likely without limit."""
        if last_day is not None and self.first > last_day:
            return None
        if first_day is None or first_day <= self.last:
            return TenureGrade.IN_OFFICE
        return TenureGrade.LIKELY if first_day <= self.likely_last or (titled and self.is_open) else None


@cache
def _by_name() -> dict[str, tuple[Holder, ...]]:
    held: dict[str, list[Holder]] = {}
    for row in rows("officeholders.csv"):
        holder = _holder(row)
        family_first = row["name"].split()[0] if row["state"] in FAMILY_NAME_FIRST else row["name"]
        aliases = (a for a in row["aliases"].split("|") if a)
        for name in {row["name"], *aliases, *holder.alone, surname(row["name"]), family_first, _without_mother(holder)}:
            held.setdefault(name, []).append(holder)
    return {name: tuple(holders) for name, holders in held.items()}


def _without_mother(holder: Holder) -> str:
    """ "Bernardo Arévalo" of Bernardo Arévalo de León: papers leave the second surname off; else the name."""
    words = holder.name.split()
    double = holder.state in TWO_SURNAMES and len(words) > TWO and words[1].lower() not in PARTICLES
    return " ".join(words[:TWO]) if double else holder.name


def _holder(row: dict[str, str]) -> Holder:
    end = _day(row["end"], last=True) if row["end"] else None
    seen = _day(row["checked_on"], last=False) if row["checked_on"] else None
    last = seen or end or _day(row["start"], last=True)
    likely = _months_on(last, _months(row["office"])) if seen else last
    return Holder(
        row["name"],
        frozenset(a for a in row["alone"].split("|") if a),
        row["state"] or None,
        row["organisation"] or None,
        row["office"],
        row["gender"] or None,
        _day(row["start"], last=False),
        last,
        min(likely, end) if end else likely,
        end is None,
    )


def _months(office: str) -> int:
    if office in HEADS_OF_STATE:
        return MONTHS_OF_A_HEAD_OF_STATE
    minister = any(office.endswith(m) for m in MINISTERS) and office != "prime minister"
    return MONTHS_OF_A_MINISTER if minister else MONTHS_OF_OTHERS


def _months_on(day: date, months: int) -> date:
    """The day so many months later; the last of its month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


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
class KnownHolder:
    """What the table knows of somebody named on a page; office and gender None when rows differ or none is told.

    last_seen: the last day the table shows the person in office, for somebody who is only likely to be; else None.
    """

    name: str
    state: str | None
    organisation: str | None
    office: str | None
    gender: str | None
    last_seen: date | None = None

    @property
    def acts_for(self) -> tuple[str | None, str | None]:
        """State and organisation."""
        return self.state, self.organisation

    @property
    def basis(self) -> str:
        """What the state rests on, in words."""
        seen = f", last seen in office on {self.last_seen.isoformat()}" if self.last_seen else ""
        return f"officeholders.csv{seen}"


def look_up(
    name: str,
    *,
    office: str | None,
    first_day: date | None,
    last_day: date | None,
    states: Iterable[str],
) -> KnownHolder | None:
    """Whom a name means; None when nobody known fits or when two who act for different states do.

    office: the title beside the name, None without one. states: codes of the states the page names: a bare surname is
    believed when the table says it can stand alone, when a title goes with it, or when only one holder of that name
    is from a state of the page.
    """
    graded = {
        h: grade
        for h in called(name)
        if (grade := h.grade(first_day, last_day, titled=bool(office) and same_office(office or "", h.office)))
    }
    holders = list(graded)
    if " " not in name and not any(_alone(name, h) for h in holders):
        here = set(states)
        near = [h for h in holders if h.state in here or h.organisation in here]
        titled = [h for h in holders if office and same_office(office, h.office)]
        # A title tells enough on a day that is known; without a date it needs the state on the page.
        dated = titled if first_day is not None else []
        holders = ([h for h in titled if h in near] or dated) if office else near
    elif office:
        holders = [h for h in holders if same_office(office, h.office)] or holders
    # Whoever is known to be in office goes before whoever only may be still.
    holders = [h for h in holders if graded[h] is max(graded[x] for x in holders)]
    if len({h.acts_for for h in holders}) > 1:
        if first_day is not None and first_day == last_day and " " in name:
            return None
        in_title = [h for h in holders if _alone(name, h) or name == h.name]
        holders = in_title if len({h.acts_for for h in in_title}) == 1 else []
    if not holders:
        return None
    names = {h.name for h in holders}
    offices = {h.office for h in holders}
    genders = {h.gender for h in holders} - {None}
    return KnownHolder(
        names.pop() if len(names) == 1 else name,
        *holders[0].acts_for,
        offices.pop() if len(offices) == 1 else None,
        genders.pop() if len(genders) == 1 else None,
        max(h.last for h in holders) if graded[holders[0]] is TenureGrade.LIKELY else None,
    )


def called(name: str) -> tuple[Holder, ...]:
    """Everybody the table lists under a name: as written, else in another spelling, else family name first."""
    exact = _by_name().get(name)
    if exact is not None:
        return exact
    return _by_folded().get(folded(name)) or _by_folded().get(folded(turned_round(name)), ())


@cache
def _by_folded() -> dict[str, tuple[Holder, ...]]:
    """By spelling made even: names in full, and those that can stand alone."""
    held: dict[str, dict[Holder, None]] = {}
    for name, holders in _by_name().items():
        for holder in holders:
            if " " in name or name in holder.alone:
                held.setdefault(folded(name), {})[holder] = None
    return {name: tuple(holders) for name, holders in held.items()}


def _alone(name: str, holder: Holder) -> bool:
    """May the holder be called by this single name?"""
    return name in holder.alone or (bool(holder.alone) and folded(name) in {folded(a) for a in holder.alone})


def family_name_first(name: str, state: str | None) -> bool:
    """Does this full name begin with the family's: "Wang Yi", "Orbán Viktor"?"""
    if " " not in name:
        return False
    if state in FAMILY_NAME_FIRST or any(h.state in FAMILY_NAME_FIRST for h in _by_name().get(name, ())):
        return True
    return state == "HUN" and name not in _by_name() and bool(called(name))


def is_known(name: str) -> bool:
    """Is this the name of somebody in the table: in full, or a surname that can stand alone?"""
    return any(" " in name or _alone(name, h) for h in called(name))


def gender_of(name: str) -> str | None:
    """ "m" or "f" when everybody known by this name is; else None."""
    genders = {h.gender for h in called(name)} - {None}
    return genders.pop() if len(genders) == 1 else None


@cache
def _offices_of_states() -> frozenset[tuple[str | None, str]]:
    return frozenset((h.state, h.office) for holders in _by_name().values() for h in holders)


def has_office(state: str, office: str) -> bool:
    """Does the table know anybody in this office of the state, at whatever time?"""
    return (state, office) in _offices_of_states()


# One minister called Robin says nothing of the next.
FEWEST_BEARERS = 3


@cache
def _first_names() -> dict[str, str | None]:
    """Gender by first name: office-holders', where all of one first name agree, then first_names.csv."""
    bearers: dict[str, set[tuple[str, str]]] = {}
    for holders in _by_name().values():
        for holder in holders:
            if holder.gender and " " in holder.name and holder.state not in FAMILY_NAME_FIRST:
                bearers.setdefault(holder.name.split()[0], set()).add((holder.name, holder.gender))
    found: dict[str, str | None] = {}
    for first, people in bearers.items():
        genders = {gender for _, gender in people}
        if len(genders) > 1:
            found[first] = None
        elif len(people) >= FEWEST_BEARERS:
            found[first] = genders.pop()
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
