"""The room's tables, each read once.

In:      the CSV files of onrecord/data
Out:     layouts of the formats; PLOVER types of other data sets' categories; states, organisations and sectors of their
         codes; what headings, modals and modes of a sheet of red lines mean
Source:  the `source` column of each row
Shown:   tests/imports/test_tables.py
"""

from dataclasses import dataclass
from functools import cache

from onrecord.data import rows
from onrecord.terms.events import EventType
from onrecord.terms.imports import ImportFormat
from onrecord.terms.records import Strength
from onrecord.terms.red_lines import Force, Hinge, SheetSlot


@dataclass(frozen=True, slots=True)
class FileLayout:
    """The columns of a format in their published order.

    fields:   our name of what a column holds, by column; columns we do not use are not in it.
    required: columns without which no row can be an event.
    """

    format: ImportFormat
    columns: tuple[str, ...]
    fields: dict[str, str]
    required: tuple[str, ...]


@cache
def layouts() -> dict[ImportFormat, FileLayout]:
    """The layout of each format."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in rows("import_columns.csv"):
        found.setdefault(row["format"], []).append(row)
    return {
        ImportFormat(name): FileLayout(
            ImportFormat(name),
            tuple(c["column"] for c in columns),
            {c["column"]: c["field"] for c in columns if c["field"]},
            tuple(c["column"] for c in columns if c["required"] == "yes"),
        )
        for name, columns in found.items()
    }


@dataclass(frozen=True, slots=True)
class Plover:
    """PLOVER's word for somebody else's category; type None: it has none."""

    type: EventType | None
    mode: str | None


def _plover(row: dict[str, str]) -> Plover:
    return Plover(EventType(row["type"]) if row["type"] else None, row["mode"] or None)


@cache
def cameo() -> dict[str, Plover]:
    """By CAMEO code; the longest beginning of a code that is here decides."""
    return {row["code"]: _plover(row) for row in rows("cameo_codes.csv")}


@cache
def acled_types() -> dict[tuple[str, str], Plover]:
    """By event type and sub-event type, casefolded; sub-event type "" stands for those that are not here."""
    return {(r["event_type"].casefold(), r["sub_event_type"].casefold()): _plover(r) for r in rows("acled_types.csv")}


@cache
def plover_types() -> dict[EventType, tuple[int, frozenset[str]]]:
    """Quad and modes of each type."""
    return {
        EventType(row["type"]): (int(row["quad"]), frozenset(row["modes"].split(";")) - {""})
        for row in rows("plover_types.csv")
    }


@cache
def states(system: str) -> dict[str, str]:
    """ISO 3166 alpha-3 by the codes of one system: iso3, iso_numeric, fips, cameo, name (casefolded)."""
    found = {row["code"]: row["state"] for row in rows("country_codes.csv") if row["system"] == system}
    if system == "name":
        found = {name.casefold(): state for name, state in found.items()}
        # Names that also mean something else ("Congo") are left to whoever reads the words around them.
        plain = (r for r in rows("en/aliases.csv") if r["form"] == "name" and not r["clues"])
        found.update((r["alias"].casefold(), r["code"]) for r in plain)
    return found


@cache
def sectors(system: str) -> dict[str, str]:
    """Sectors by the codes of one data set, casefolded."""
    return {r["code"].casefold(): r["sector"] for r in rows("import_sectors.csv") if r["system"] == system}


@cache
def cameo_groups() -> dict[str, str]:
    """Organisations by CAMEO's codes of known groups."""
    return {row["code"]: row["organisation"] for row in rows("cameo_groups.csv")}


@dataclass(frozen=True, slots=True)
class ActorPattern:
    """How a data set writes an actor: what stands before and after the country's name."""

    before: str
    after: str
    sector: str | None
    of_state: bool


@cache
def acled_actors() -> tuple[ActorPattern, ...]:
    """The patterns, in the table's order: the first that fits counts."""
    found = []
    for row in rows("acled_actors.csv"):
        before, _, after = row["pattern"].partition("{country}")
        found.append(ActorPattern(before, after, row["sector"] or None, row["of_state"] == "yes"))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ModalWords:
    """What the words of a modal make of an action, and how strongly."""

    force: Force
    strength: Strength


@cache
def modal_words() -> dict[str, ModalWords]:
    """By words, lower case, a straight apostrophe in them."""
    return {
        row["words"]: ModalWords(Force(row["value"]), Strength(row["strength"]))
        for row in rows("en/red_lines.csv")
        if row["slot"] == SheetSlot.MODAL
    }


@cache
def mode_words() -> dict[str, Hinge]:
    """By words, lower case."""
    return {row["words"]: Hinge(row["value"]) for row in rows("en/red_lines.csv") if row["slot"] == SheetSlot.MODE}


@cache
def red_line_columns() -> dict[str, SheetSlot]:
    """What a column of this name holds, by letters and digits in lower case; of a slot's names the likeliest first."""
    return {plain_heading(row["name"]): SheetSlot(row["slot"]) for row in rows("red_line_columns.csv")}


def plain_heading(name: str) -> str:
    """The heading as compared: letters and digits in lower case."""
    return "".join(c for c in name.casefold() if c.isalnum())
