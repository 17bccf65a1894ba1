"""Which column of a sheet holds what: as somebody says, or as its headings let one guess.

In:      headings; what was said ("agent=Country,deed=\"What they will do\""), or a TOML or JSON file of it
Out:     the index of each slot's column
Refuses: a slot that is none, a heading that is not there or stands twice, two slots of one column, no column for the
         agent or the action (ColumnsUnclear)
Source:  data/red_line_columns.csv
Shown:   tests/imports/test_sheet_columns.py
"""

import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from onrecord.imports.tables import plain_heading, red_line_columns
from onrecord.terms.errors import OnRecordError
from onrecord.terms.red_lines import SheetSlot

# One `SLOT=HEADING`; a heading in double quotation marks may hold commas, a mark in it stands twice.
_PAIR = re.compile(r'\s*(?P<slot>[^=,"]*)=(?:\s*"(?P<quoted>(?:[^"]|"")*)"\s*|(?P<plain>[^,]*))(?:,|$)')
_NUMBERED = re.compile(r"#(\d{1,4})", re.ASCII)
_HEADINGS_SHOWN = 20


class ColumnsUnclear(OnRecordError):
    """What the columns hold is not clear; the message says how to say it."""


def columns_said(given: str) -> dict[SheetSlot, str]:
    """The heading of each slot, as typed, or as a file of that name ending in .toml or .json says.

    >>> columns_said('agent=Country,deed="Action, in words"')
    {<SheetSlot.AGENT: 'agent'>: 'Country', <SheetSlot.ACTION: 'deed'>: 'Action, in words'}
    """
    if given.endswith((".toml", ".json")) and "=" not in given:
        return _of_names(_from_file(Path(given)))
    found: list[tuple[str, str]] = []
    at = 0
    while at < len(given):
        pair = _PAIR.match(given, at)
        if pair is None:
            raise ColumnsUnclear(f"{given[at : at + 60]!r} is not SLOT=HEADING; {_SLOTS}")
        quoted = pair["quoted"]
        found.append((pair["slot"].strip(), quoted.replace('""', '"') if quoted is not None else pair["plain"].strip()))
        at = pair.end()
    twice = {slot for slot, _ in found if [s for s, _ in found].count(slot) > 1}
    if twice:
        raise ColumnsUnclear(f"{sorted(twice)[0]} is given two columns: a slot has one")
    return _of_names(dict(found))


def columns_at(headings: Sequence[str], said: Mapping[SheetSlot, str]) -> dict[SheetSlot, int]:
    """The index of each slot's column. `#3` is the third column, whatever its heading."""
    found = {slot: _index(headings, heading, slot) for slot, heading in said.items()}
    for slot, at in found.items():
        other = next((s for s, i in found.items() if i == at and s is not slot), None)
        if other is not None:
            raise ColumnsUnclear(f"“{headings[at]}” is given to {slot} and to {other}: a column fills one slot")
    return _with_needed(headings, found)


def columns_guessed(headings: Sequence[str]) -> dict[SheetSlot, int]:
    """What headings in common use hold; of two for one slot the first. Say to whoever asked what was taken for what."""
    names = red_line_columns()
    ranks = {name: rank for rank, name in enumerate(names)}
    found: dict[SheetSlot, int] = {}
    plain = [plain_heading(heading) for heading in headings]
    for at, name in sorted(enumerate(plain), key=lambda pair: (ranks.get(pair[1], len(ranks)), pair[0])):
        if name in names and plain.count(name) == 1:
            found.setdefault(names[name], at)
    return _with_needed(headings, dict(sorted(found.items(), key=lambda pair: pair[1])))


_SLOTS = f"the slots are {', '.join(SheetSlot)}"


def _of_names(held: Mapping[str, str]) -> dict[SheetSlot, str]:
    found: dict[SheetSlot, str] = {}
    for name, heading in held.items():
        try:
            slot = SheetSlot(name)
        except ValueError:
            near = get_close_matches(name, list(SheetSlot), n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise ColumnsUnclear(f"{name[:40]!r} is no slot of a red line{meant} ({_SLOTS})") from None
        if not heading:
            raise ColumnsUnclear(f"{slot} is given no heading")
        found[slot] = heading
    return found


def _from_file(path: Path) -> dict[str, str]:
    try:
        text = path.read_text(encoding="utf-8")
        held = tomllib.loads(text) if path.suffix == ".toml" else json.loads(text)
    except OSError as error:
        raise ColumnsUnclear(f"{path} cannot be opened: {error.strerror or error}") from None
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise ColumnsUnclear(f"{path} cannot be read: {error}") from None
    if not isinstance(held, dict) or not all(isinstance(v, str) for v in held.values()):
        raise ColumnsUnclear(f'{path} must hold slots and their headings, and nothing else: agent = "Country"')
    return held


def _index(headings: Sequence[str], heading: str, slot: SheetSlot) -> int:
    """Exactly so, else whatever its letter case and signs; a number where no heading reads so."""
    for alike in (str, str.strip, plain_heading):
        places = [at for at, held in enumerate(headings) if alike(held) == alike(heading) and alike(heading)]
        if len(places) > 1:
            columns = " and ".join(str(at + 1) for at in places)
            raise ColumnsUnclear(f"“{heading}” stands over columns {columns}: say which ({slot}=#{places[0] + 1})")
        if places:
            return places[0]
    numbered = _NUMBERED.fullmatch(heading)
    if numbered and 1 <= int(numbered[1]) <= len(headings):
        return int(numbered[1]) - 1
    near = get_close_matches(heading, headings, n=1)
    meant = f"; did you mean “{near[0]}”?" if near else ""
    raise ColumnsUnclear(f"there is no column “{heading}” for {slot}{meant} ({_seen(headings)})")


def _with_needed(headings: Sequence[str], found: dict[SheetSlot, int]) -> dict[SheetSlot, int]:
    lacking = [slot for slot in (SheetSlot.AGENT, SheetSlot.ACTION) if slot not in found]
    if lacking:
        say = ",".join(f"{slot}=HEADING" for slot in lacking)
        raise ColumnsUnclear(
            f"no column is known to hold the {' and the '.join(lacking)}: say which (--columns {say}); "
            f"the first row must name the columns ({_seen(headings)})"
        )
    return found


def _seen(headings: Sequence[str]) -> str:
    shown = ", ".join(f"“{h[:40]}”" for h in headings[:_HEADINGS_SHOWN])
    return f"they are {shown}{', ...' if len(headings) > _HEADINGS_SHOWN else ''}"
