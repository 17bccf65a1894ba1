"""Other people's categories in PLOVER's words.

In:      a CAMEO code, an ACLED event type, a PLOVER label
Out:     CodedCategory: type, mode, quad
Refuses: a category the data set does not have (BadCell)
Source:  cameo_codes.csv, acled_types.csv, plover_types.csv
Shown:   tests/imports/test_coding.py
"""

import re
from dataclasses import dataclass

from onrecord.imports.cells import BadCell, said
from onrecord.imports.tables import Plover, acled_types, cameo, plover_types
from onrecord.terms.events import EventType

# Digits; one of so many has lost no zero.
LONGEST_CODE = 4


@dataclass(frozen=True, slots=True)
class CodedCategory:
    """code: the data set's own words for it; type None: PLOVER has none for it."""

    code: str
    type: EventType | None
    mode: str | None
    quad: int | None


def of_cameo(cell: str | None) -> CodedCategory:
    """The type of a CAMEO code.

    Spreadsheets eat its leading zero, which is given back where only one reading is left: 43 can only be 043, since
    roots go up to 20. 13 may be the root 13 or what is left of 013: it keeps no type.
    """
    code = said(cell) or ""
    if not re.fullmatch(rf"\d{{1,{LONGEST_CODE}}}", code, re.ASCII):
        raise BadCell("code", f"{code[:40]!r} is no CAMEO code" if code else "the row has no event code")
    if len(code) == 2 and "10" <= code <= "20":
        return CodedCategory(code, None, None, None)
    whole = code if len(code) == LONGEST_CODE or (len(code) > 1 and code[:2] in cameo()) else "0" + code
    if whole[:2] not in cameo():
        raise BadCell("code", f"{code!r} is no CAMEO code: roots go from 01 to 20")
    known = next(whole[:length] for length in range(len(whole), 1, -1) if whole[:length] in cameo())
    return _coded(whole, cameo()[known])


def of_acled(kind: str | None, sub_kind: str | None) -> CodedCategory:
    """The type of an ACLED event. A sub-event type we do not know counts as its event type."""
    kind, sub_kind = said(kind), said(sub_kind)
    if kind is None:
        raise BadCell("code", "the row has no event type")
    found = acled_types().get((kind.casefold(), (sub_kind or "").casefold())) or acled_types().get(
        (kind.casefold(), "")
    )
    if found is None:
        raise BadCell("code", f"{kind[:60]!r} is no event type of ACLED")
    return _coded(f"{kind}/{sub_kind}" if sub_kind else kind, found)


def of_plover(kind: str | None, mode: str | None) -> CodedCategory:
    """A PLOVER type as it stands. A mode that the manual does not list is kept in the code alone."""
    kind, mode = said(kind), said(mode)
    if kind is None:
        raise BadCell("code", "the row has no event type")
    try:
        found = EventType(kind.upper())
    except ValueError:
        raise BadCell("code", f"{kind[:60]!r} is no PLOVER type") from None
    plain = mode.lower().replace(" ", "-").replace("_", "-") if mode else None
    known = plain if plain in plover_types()[found][1] else None
    return _coded(f"{found.value}/{mode}" if mode else found.value, Plover(found, known))


def _coded(code: str, found: Plover) -> CodedCategory:
    return CodedCategory(code, found.type, found.mode, plover_types()[found.type][0] if found.type else None)
