"""The columns of a panel: name, type, and what each counts. The codebook and the rows are both made from this table.

Out:     PanelColumn; columns_of
Source:  docs/panel.md
Shown:   tests/questions/test_panel_codebook.py
"""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.questions.exports.columns import Column, Holds
from onrecord.terms.records import Modal, Mode, RecordKind, Strength


class PanelBy(StrEnum):
    """What a row is of, beside its month."""

    ACTOR = "actor"
    DYAD = "dyad"


@dataclass(frozen=True, slots=True)
class PanelColumn:
    """means: a sentence or two, for the codebook. may_be_empty: an empty cell is "there is none", never 0.

    only: the one kind of panel that has it; None: both.
    """

    column: Column
    means: str
    may_be_empty: bool = False
    only: PanelBy | None = None

    @property
    def name(self) -> str:
        """As it stands in the header."""
        return self.column.name


QUADS = {
    1: "events_verbal_cooperation",
    2: "events_material_cooperation",
    3: "events_verbal_conflict",
    4: "events_material_conflict",
}
UNTYPED = "events_untyped"


def count_name(prefix: str, word: str) -> str:
    """ "kind_scope_extension": the name of a count of one of a closed set."""
    return f"{prefix}_{word.replace(' ', '_')}"


def _text(name: str, means: str, *, may_be_empty: bool = False, only: PanelBy | None = None) -> PanelColumn:
    return PanelColumn(Column(name), means, may_be_empty, only)


def _number(name: str, means: str, *, may_be_empty: bool = False, only: PanelBy | None = None) -> PanelColumn:
    return PanelColumn(Column(name, Holds.NUMBER), means, may_be_empty, only)


def _identity(side: str, who: str, only: PanelBy | None = None) -> tuple[PanelColumn, ...]:
    return (
        _text(side, f"The code that norms and events have for {who}: ISO 3166 alpha-3, else a short name.", only=only),
        _text(f"{side}_name", "A name to show.", only=only),
        _text(
            f"{side}_kind",
            "“state” (territories with a code of ISO 3166 too), “organisation”, “armed group”, “party”, “media”, "
            "“territory”; “named on pages”: in no table of ours.",
            only=only,
        ),
        _text(
            f"{side}_iso3",
            "ISO 3166-1 alpha-3; of vanished states ISO 3166-3; XKX for Kosovo. Empty: no state.",
            may_be_empty=True,
            only=only,
        ),
        _number(
            f"{side}_cow",
            "Correlates of War country code on the last day of the month. Empty: no member of that system then.",
            may_be_empty=True,
            only=only,
        ),
        _text(
            f"{side}_cow_abbreviation",
            "Correlates of War state abbreviation on that day. Empty: likewise.",
            may_be_empty=True,
            only=only,
        ),
        _number(
            f"{side}_gw",
            "Gleditsch and Ward number on that day, their microstates included. Empty: not in that list then.",
            may_be_empty=True,
            only=only,
        ),
    )


MONTH = (
    _text("year_month", "The month as YYYY-MM."),
    _number("year", "Its year."),
    _number("month", "Its month, 1 to 12."),
)

NORMS = (
    _number("norms", "Norms of this row: who is bound (or, asked for, who says so) is the actor."),
    _number("norms_dated_by_page", "Of these norms, those in this month because their page was published in it."),
    _number("norms_quoted", "Of these, those said in the speaker's own words, as a whole or in part."),
    *(_number(count_name("kind", k.value), f"Norms of records of this kind: {k.means}.") for k in RecordKind),
    *(_number(count_name("modal", m.value), f"Norms that say: {m.means}.") for m in Modal),
    *(_number(count_name("mode", m.value), f"Norms {m.means}.") for m in Mode),
    *(
        _number(count_name("strength", s.value), f"Norms of this strength, {s.rank} of 0 to 6: an order, no distance.")
        for s in Strength
    ),
)

MET = "met"
MET_LIKELY = "met_likely"
OUTCOMES = (
    ("kept", "the action was done (for a threat: carried out), or what was not to be done was left until its last day"),
    ("broken", "what was not to be done was done"),
    ("overdue", "the last day has passed, and no action is on record"),
    ("due", "the condition was met, no action is on record, and no last day has passed"),
    ("released", "the condition that ends it was met: it binds no longer"),
    ("taken_back", "the speaker withdrew it or said something else in its place"),
    ("unsettled", "nothing on record yet, or only what may be so"),
)
BECAME = (
    _number(MET, "Norms of this row whose condition an event on record met for certain, whenever that was."),
    _number(MET_LIKELY, "Norms whose condition an event likely met: one slot of the match is not known."),
    *(_number(name, f"Norms of this row of which, by now, {means}.") for name, means in OUTCOMES),
)

EVENTS = (
    _number("events", "Events told as so on pages, the actor's (in a dyad: its action to the target)."),
    *(
        _number(name, f"Of these, those of the types of PLOVER's quad class {quad}.")
        for quad, name in sorted(QUADS.items())
    ),
    _number(UNTYPED, "Of these, those of no type of PLOVER."),
    _number("events_dated_by_page", "Of these events, those in this month because their page was published in it."),
    _number("quotations", "Statements of the actor's in its own words, as a whole or in part.", only=PanelBy.ACTOR),
)

SOURCES = (
    _number("pages", "Pages that what is counted in this row stands on; rows of imported sheets are none."),
    _number("sources", "Independent texts among these: a story and its near-copies are one."),
    _number("pages_read_in_month", "Pages of the whole ledger published in this month: 0 means that nothing was read."),
)

PANEL = (
    *MONTH,
    *_identity("actor", "who is bound"),
    *_identity("target", "whom the action befalls, or who must act", PanelBy.DYAD),
    *NORMS,
    *BECAME,
    *EVENTS,
    *SOURCES,
)


def columns_of(by: PanelBy) -> tuple[PanelColumn, ...]:
    """The columns of one kind of panel, in order."""
    return tuple(column for column in PANEL if column.only in (None, by))
