"""What current readings tell, put into cells: of an actor, or of one actor towards another, in a month.

In:      a ledger, PanelAsked
Out:     PanelCounts: a cell for each actor or pair and month, and what is in none, by why
Refuses: nothing; what names nobody, or is of no one month, is counted beside
Source:  docs/panel.md
Shown:   tests/questions/test_panel.py
"""

from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache

from onrecord.data import rows
from onrecord.ledger import Ledger
from onrecord.ledger.entries.copy_families import ToldPlace
from onrecord.ledger.index.told import DayRange, ToldEvent, ToldNorm, ToldQuotation
from onrecord.questions.panel.columns import MET, MET_LIKELY, QUADS, UNTYPED, PanelBy, count_name
from onrecord.questions.panel.months import LeftOutReason, Month, dated, month_published
from onrecord.questions.record_of import NormLog, Outcome, outcome_of
from onrecord.reasoning.verdicts import Verdict


class PanelSide(StrEnum):
    """Whose a norm is: who is bound by it, or who says so."""

    AGENT = "agent"
    SPEAKER = "speaker"


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelAsked:
    """actors, targets: codes; (): any. since, until: months, both included; None: from the first, to the last that
    anything is counted in. balanced: a row for every actor or pair of the panel in every month."""

    by: PanelBy = PanelBy.ACTOR
    side: PanelSide = PanelSide.AGENT
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    since: Month | None = None
    until: Month | None = None
    balanced: bool = False


@dataclass(slots=True)
class PanelCell:
    """counts: by column. told: where what is counted stands. pages: their numbers."""

    counts: Counter[str] = field(default_factory=Counter)
    told: set[ToldPlace] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)


Unit = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PanelCounts:
    """cells: by (actor,) or (actor, target), and month. left_out: (what, why), how many. pages: read, by month."""

    cells: dict[tuple[Unit, Month], PanelCell]
    left_out: Counter[tuple[str, LeftOutReason]]
    pages: Counter[Month]


class _Counting:
    def __init__(self, asked: PanelAsked) -> None:
        self.asked = asked
        self.cells: dict[tuple[Unit, Month], PanelCell] = defaultdict(PanelCell)
        self.left_out: Counter[tuple[str, LeftOutReason]] = Counter()

    def count(
        self,
        what: str,
        actor: str | None,
        target: str | None,
        days: tuple[DayRange, DayRange],
        at: ToldPlace,
        page: int | None,
    ) -> tuple[Counter[str], bool] | None:
        """The counts to add to, and whether only the page dates it; None: it is in no cell of this panel."""
        asked = self.asked
        if asked.actors and actor is not None and actor not in asked.actors:
            return None
        if asked.by is PanelBy.DYAD and asked.targets and target is not None and target not in asked.targets:
            return None
        why = self._unfit(actor, target)
        month = dated(*days) if why is None else why
        if isinstance(month, LeftOutReason):
            self.left_out[what, month] += 1
            return None
        if (asked.since and month.month < asked.since) or (asked.until and month.month > asked.until):
            return None
        assert actor is not None
        unit = (actor,) if asked.by is PanelBy.ACTOR else (actor, target or "")
        cell = self.cells[unit, month.month]
        if page is not None:
            cell.told.add(at)
            cell.pages.add(page)
        return cell.counts, month.by_page

    def _unfit(self, actor: str | None, target: str | None) -> LeftOutReason | None:
        if actor is None:
            return LeftOutReason.NO_ACTOR
        if self.asked.by is PanelBy.ACTOR:
            return None
        if target is None:
            return LeftOutReason.NO_TARGET
        return LeftOutReason.ITSELF if target == actor else None


def counted(ledger: Ledger, asked: PanelAsked) -> PanelCounts:
    """Everything that current readings tell, in its cell or beside."""
    counting = _Counting(asked)
    became = _became(NormLog(ledger))
    for norm in ledger.current.norms_told():
        _count_norm(counting, norm, became)
    for event in ledger.current.events_told():
        _count_event(counting, event)
    if asked.by is PanelBy.ACTOR:
        for quotation in ledger.current.quotations_told():
            _count_quotation(counting, quotation)
    pages: Counter[Month] = Counter()
    for published in ledger.current.pages_told():
        if (month := month_published(published)) is not None:
            pages[month] += 1
    return PanelCounts(dict(counting.cells), counting.left_out, pages)


def _count_norm(counting: _Counting, norm: ToldNorm, became: Callable[[ToldNorm], list[str]]) -> None:
    who = norm.agent if counting.asked.side is PanelSide.AGENT else norm.speaker
    found = counting.count("norms", who, norm.target, (norm.said, norm.published), norm.at, norm.page)
    if found is None:
        return
    counts, by_page = found
    counts["norms"] += 1
    counts["norms_dated_by_page"] += by_page
    counts["norms_quoted"] += norm.quoted
    for prefix, word in (
        ("kind", norm.kind),
        ("modal", norm.modal.value),
        ("mode", norm.mode.value),
        ("strength", norm.strength.value),
    ):
        counts[count_name(prefix, word)] += 1
    for name in became(norm):
        counts[name] += 1


def _became(log: NormLog) -> Callable[[ToldNorm], list[str]]:
    def of(norm: ToldNorm) -> list[str]:
        held = log.verdicts(norm.id, norm.anchor)
        outcome = outcome_of(norm, held)
        matches = {m.match for m in log.met(norm.id) if m.role == "trigger"}
        met = [MET] if "yes" in matches else [MET_LIKELY] if "likely" in matches else []
        if outcome is Outcome.DUE:
            return [*met, "overdue" if Verdict.OVERDUE in held else "due"]
        return [*met, _COLUMN_OF.get(outcome, "unsettled")]

    return of


_COLUMN_OF = {
    Outcome.CARRIED_OUT: "kept",
    Outcome.KEPT: "kept",
    Outcome.BROKEN: "broken",
    Outcome.LIFTED: "released",
    Outcome.TAKEN_BACK: "taken_back",
}


def _count_event(counting: _Counting, event: ToldEvent) -> None:
    days = (event.said, event.published)
    found = counting.count("events", event.actor, event.recipient, days, event.at, event.page)
    if found is None:
        return
    counts, by_page = found
    counts["events"] += 1
    counts["events_dated_by_page"] += by_page
    counts[QUADS[_quads()[event.type]] if event.type else UNTYPED] += 1


def _count_quotation(counting: _Counting, one: ToldQuotation) -> None:
    found = counting.count("quotations", one.speaker, None, (one.said, one.published), one.at, one.page)
    if found is not None:
        found[0]["quotations"] += 1


@cache
def _quads() -> dict[str, int]:
    return {row["type"]: int(row["quad"]) for row in rows("plover_types.csv")}
