"""What a row of a sheet says: who, what they would do, on which condition, how firmly, who said so and when.

In:      a row's cells, the columns of its slots, how days are written, the last day that anything can have been said on
Out:     RedLine; Refusal
Refuses: a row without agent or action, with more cells than headings, with a modal or a mode that is none of ours, or
         whose words pull apart ("will not" with "only if")
Source:  docs/redlines.md; codebook 2; data/en/red_lines.csv
Shown:   tests/imports/test_red_lines.py

Nothing is parsed here: cells are compared with tables.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import lru_cache

from onrecord.imports.sheet_days import DayUnclear, DayUnread, days_in, order_shown_by
from onrecord.imports.sheets import SheetRawRow, SheetRefused
from onrecord.imports.tables import ModalWords, modal_words, mode_words
from onrecord.language.actor_names import AmbiguousName, UnknownName, actor_named
from onrecord.terms.records import Strength
from onrecord.terms.red_lines import DayOrder, Force, Hinge, NamedParty, RedLine, RowNote, SheetSlot
from onrecord.terms.refusals import Refusal

# What no text needs and a terminal obeys; tabs and line ends aside.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")

# "Ready", in a cell of its own, "to withdraw".
_TO = re.compile(r"to\s+(?=\S)", re.IGNORECASE)

# A modal or connective that stands in the action's or the condition's own cell has at most so many words.
_MOST_WORDS = 5

# A cell that names somebody; a longer one is a sentence, and its words are no code.
LONGEST_NAME_CHARS = 200
LONGEST_CELL_CHARS = 32_767  # what a cell of a spreadsheet can hold

# What no norm says: docs/redlines.md.
_APART = {
    Hinge.ONLY_IF: frozenset({Force.WILL_NOT, Force.MUST, Force.MUST_NOT, Force.DEMANDS, Force.PREDICTS}),
    Hinge.IF_AND_ONLY_IF: frozenset({Force.WILL_NOT, Force.MUST, Force.MUST_NOT, Force.DEMANDS, Force.PREDICTS}),
}


class _NoRedLine(Exception):
    """Why a row is none: code and reason, without the row's number."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code


@dataclass(frozen=True, slots=True, kw_only=True)
class HowToRead:
    """columns: index by slot. days: None where nobody said. latest: nothing was said later."""

    columns: Mapping[SheetSlot, int]
    days: DayOrder | None
    latest: date


def read_red_line(row: SheetRawRow, how: HowToRead, *, headings: int) -> RedLine | Refusal:
    """The red line of a row. headings: how many columns the sheet has."""
    try:
        if len(row.cells) > headings:
            reason = f"{len(row.cells)} cells where {headings} belong: an unquoted delimiter in a cell?"
            raise _NoRedLine("cells", reason)
        return _red_line(row, how)
    except _NoRedLine as none:
        return Refusal("imports", none.code, f"row {row.number}: {none}")


def _red_line(row: SheetRawRow, how: HowToRead) -> RedLine:
    words = {slot: cell for slot, at in how.columns.items() if at < len(row.cells) and (cell := row.cells[at].strip())}
    for slot in (SheetSlot.AGENT, SheetSlot.ACTION):
        if slot not in words:
            raise _NoRedLine(f"no-{slot}", f"no {slot} is said: a red line says who would do what")
    for slot, cell in words.items():
        if len(cell) > LONGEST_CELL_CHARS:
            raise _NoRedLine("too-long", f"the cell of the {slot} has {len(cell):,} characters: no spreadsheet's has")
    modal, action_from, not_from = _modal(words)
    hinge, trigger_from = _hinge(words)
    if modal.force in _APART.get(hinge, ()):
        reason = f"“{words.get(SheetSlot.MODAL, modal.force.value)}” with “{hinge.replace('_', ' ')}”"
        raise _NoRedLine("words-apart", f"{reason} may be read in two ways: say it with “unless” or “if”")
    notes = _control_notes(row)
    agent = _party(words, SheetSlot.AGENT, notes)
    assert agent is not None  # a row without one is refused above
    return RedLine(
        words=words,
        force=modal.force,
        strength=modal.strength,
        hinge=hinge,
        agent=agent,
        target=_party(words, SheetSlot.TARGET, notes),
        speaker=_party(words, SheetSlot.SPEAKER, notes),
        day=_day(words, how, notes),
        action_from=action_from,
        trigger_from=trigger_from,
        not_from=not_from,
        notes=tuple(RowNote(n.code, f"row {row.number}: {n.reason}", n.slot) for n in notes),
    )


def _modal(words: Mapping[SheetSlot, str]) -> tuple[ModalWords, int, int]:
    """What the modal says, where the action begins behind it, where the "not" of a demand stands.

    In a cell of its own, else at the beginning of the action's; where neither says one, the action will be done.
    """
    known = modal_words()
    own = words.get(SheetSlot.MODAL)
    if own is not None:
        said = known.get(_plain(own))
        if said is None:
            raise _NoRedLine("modal-unknown", _none_of("modal", own, known))
        bare = _TO.match(words[SheetSlot.ACTION])
        return said, bare.end() if bare else 0, _not_at(own) if said.force is Force.MUST_NOT else 0
    begun = _beginning(words[SheetSlot.ACTION], tuple(known))
    if begun is None:
        return ModalWords(Force.WILL, Strength.FIRM), 0, 0
    said, end = known[begun[0]], begun[1]
    return said, _not_at(words[SheetSlot.ACTION][:end]) if said.force is Force.MUST_NOT else end, 0


def _not_at(modal: str) -> int:
    """Where "not" begins in it."""
    found = re.search(r"\bnot\b", modal, re.IGNORECASE)
    return found.start() if found else 0


def _hinge(words: Mapping[SheetSlot, str]) -> tuple[Hinge, int]:
    """How the action hangs on its condition, and where that begins behind a connective in its own cell."""
    known = mode_words()
    trigger, own = words.get(SheetSlot.TRIGGER), words.get(SheetSlot.MODE)
    said = known.get(_plain(own)) if own is not None else None
    if own is not None and said is None:
        raise _NoRedLine("mode-unknown", _none_of("mode", own, known))
    if trigger is None:
        if said not in (None, Hinge.NONE):
            raise _NoRedLine("no-trigger", f"the mode is “{own}”, and no condition is said")
        return Hinge.NONE, 0
    if said is Hinge.NONE:
        raise _NoRedLine("words-apart", f"the mode is “{own}”, and a condition is said all the same")
    begun = _beginning(trigger, tuple(w for w, hinge in known.items() if hinge is not Hinge.NONE))
    if begun is None:
        return said or Hinge.IF, 0
    connective, end = begun
    if said not in (None, known[connective]):
        raise _NoRedLine("words-apart", f"the mode is “{own}”, and the condition begins with “{connective}”")
    return known[connective], end


def _beginning(cell: str, known: tuple[str, ...]) -> tuple[str, int] | None:
    """The longest of these words that the cell begins with, and where the next one does; None: none, or nothing
    stands behind them."""
    found = None
    for count, gap in enumerate(re.finditer(r"\s+", cell), start=1):
        if count > _MOST_WORDS:
            break
        if _plain(cell[: gap.start()]) in known:
            found = _plain(cell[: gap.start()]), gap.end()
    return found


def _none_of(what: str, cell: str, known: Mapping[str, object]) -> str:
    """What it may have meant, and of what there is the first of each meaning."""
    near = get_close_matches(_plain(cell), list(known), n=1)
    meant = f"; did you mean “{near[0]}”?" if near else ""
    first: dict[object, str] = {}
    for words, value in known.items():
        first.setdefault(value, words)
    listed = ", ".join(first.values())
    return f"“{cell[:60]}” is no {what} of ours{meant} (among others: {listed})"


def _plain(cell: str) -> str:
    return " ".join(cell.casefold().replace("’", "'").replace("_", " ").split())


def _control_notes(row: SheetRawRow) -> list[RowNote]:
    at = [n + 1 for n, cell in enumerate(row.cells) if _CONTROLS.search(cell)]
    columns = ", ".join(map(str, at))
    what = "control characters stand in column" + ("s" if len(at) > 1 else "")
    return [RowNote("control-characters", f"{what} {columns}: they are kept, and never printed")] if at else []


def _party(words: Mapping[SheetSlot, str], slot: SheetSlot, notes: list[RowNote]) -> NamedParty | None:
    cell = words.get(slot)
    if cell is None:
        return None
    code, why = _named(" ".join(cell.split())[:LONGEST_NAME_CHARS])
    if why is not None:
        notes.append(RowNote("actor-unknown", f"{slot}: {why}; kept by these words", slot))
    return NamedParty(code=code, known=why is None)


@lru_cache(maxsize=4_096)
def _named(words: str) -> tuple[str, str | None]:
    """The code, and why it is only the words."""
    try:
        return actor_named(words).code, None
    except (UnknownName, AmbiguousName) as error:
        return words, str(error)


def _day(words: Mapping[SheetSlot, str], how: HowToRead, notes: list[RowNote]) -> tuple[date, date] | None:
    try:
        found = days_in(words.get(SheetSlot.DAY, ""), how.days)
    except DayUnread as error:
        notes.append(RowNote("day-unread", f"{error}: kept without a day", SheetSlot.DAY))
        return None
    if found is not None and found[0] > how.latest:
        notes.append(RowNote("day-ahead", f"{found[0]} has not come yet: kept without a day", SheetSlot.DAY))
        return None
    return found


def refuse_unclear_days(rows: Iterable[SheetRawRow], at: int) -> None:
    """SheetRefused where a day in the column at index `at` may be two, and nobody said which is meant."""
    unclear: tuple[int, str] | None = None
    shown: tuple[int, str, DayOrder] | None = None
    for row in rows:
        cell = row.cells[at].strip() if at < len(row.cells) else ""
        order = order_shown_by(cell)
        if order is not None and shown is None:
            shown = row.number, cell, order
        if unclear is None and order is None:
            try:
                days_in(cell, None)
            except DayUnclear as error:
                unclear = row.number, str(error)
            except DayUnread:
                continue
    if unclear is not None:
        hint = f"; row {shown[0]}, “{shown[1]}”, is {shown[2].value}" if shown else ""
        reason = f"row {unclear[0]}: {unclear[1]}: say --day-first or --month-first{hint}"
        raise SheetRefused("day-unclear", reason)
