"""Every cell of the table of verdicts in docs/semantics.md, asked of what-if and of met, each over a ledger."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from pathlib import Path

import pytest
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.ledger import open_ledger
from onrecord.questions.met import check
from onrecord.questions.what_if import what_if
from onrecord.reasoning.certainty import Certainty
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.events import EventType
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.reading import Reading
from onrecord.terms.records import Doer, Modal, Mode

PAGE = Path(__file__).resolve().parents[2] / "docs" / "semantics.md"
YES, MAYBE, NO = Certainty.YES, Certainty.MAYBE, Certainty.NO

SAID, MET, DONE = date(2021, 3, 1), date(2021, 4, 1), date(2021, 4, 2)
LAST_DAY, TODAY = date(2021, 4, 3), date(2021, 5, 1)

# The two events are always the same; what a norm asks for makes them a yes, a maybe (the part for the whole) or a no.
TRIGGER, ACTION = "POL ASSAULT BLR", "BLR ASSAULT POL"
ASKED = {YES: "{} ASSAULT {}", MAYBE: "{}.MIL ASSAULT {}", NO: "{} ASSAULT FIN"}

CLAUSE = re.compile(r"(\w+)(?: where (?:the action|it) (holds|may|holds or may))?( past its last day)?")


@dataclass(frozen=True)
class Cell:
    """What the page says of one kind of norm in one state of the world."""

    modal: Modal
    mode: Mode
    trigger: Certainty
    action: Certainty
    verdict: Verdict
    when_due: Verdict

    def __str__(self) -> str:
        return f"{self.modal}-{self.mode}-trigger {self.trigger.word}-action {self.action.word}"


def table_of(page: str) -> list[list[str]]:
    rows = [
        line
        for line in page.partition("| norm | trigger holds |")[2].partition("\n\n")[0].splitlines()
        if line.startswith("|")
    ]
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows if "---" not in row]


def written(cell: str) -> tuple[dict[Certainty, Verdict], Verdict | None]:
    """The verdict by whether the action holds, and the one past the last day where the cell has one."""
    by_action, past_due = dict.fromkeys(Certainty, Verdict(cell.split(";")[0].split()[0])), None
    for clause in re.split(r"[;,]", cell):
        told = CLAUSE.fullmatch(clause.strip())
        assert told is not None, clause
        word, action, late = told.groups()
        if late:
            past_due = Verdict(word)
        for certainty in {"holds": (YES,), "may": (MAYBE,), "holds or may": (YES, MAYBE)}.get(action, ()):
            by_action[certainty] = Verdict(word)
    return by_action, past_due


def cells() -> Iterator[Cell]:
    for norm, *columns in table_of(PAGE.read_text(encoding="utf-8")):
        modals, _, modes = norm.partition(":")
        told = [Mode(m) for m in re.findall(r"`(\w+)`", modes)] or list(Mode)
        for modal, mode, trigger in product(modals.split(", "), told, Certainty):
            if mode is Mode.NONE and trigger is not NO:
                continue
            by_action, late = written(columns[2 - trigger] or columns[2])
            for action, verdict in by_action.items():
                due = late if late and action is NO else verdict
                yield Cell(Modal(modal), mode, trigger, action, verdict, due)


CELLS = list(cells())


def test_the_page_speaks_of_every_norm_once_and_of_every_verdict() -> None:
    kinds = [(c.modal, c.mode, c.trigger, c.action) for c in CELLS]
    # Without a condition there is one state of the trigger.
    assert len(kinds) == len(set(kinds)) == len(Modal) * (3 * 3 * 3 + 3)
    spoken = {v for c in CELLS for v in (c.verdict, c.when_due)}
    ends = {Verdict.LAPSED, Verdict.EXPIRED, Verdict.WITHDRAWN, Verdict.SUPERSEDED, Verdict.MAYBE_SUPERSEDED}
    assert spoken == set(Verdict) - ends


def test_the_page_says_which_verdicts_are_strong_and_which_are_quiet() -> None:
    told = dict(re.findall(r"^\| \*(\w+)\*.*?\| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    for kind, held in (
        ("strong", {v for v in Verdict if v.strong}),
        ("quiet", {v for v in Verdict if v.quiet}),
        ("ended", {v for v in Verdict if v.settled and not v.strong}),
    ):
        words = told[kind].partition(":")[0].replace(";", ",")
        assert set(words.split(", ")) == held
    assert all([v.strong, v.unsure, v.quiet, v.settled and not v.strong].count(True) == 1 for v in Verdict)


def norms(due: date | None) -> list[Reading]:
    """One norm a cell, each on a page of its own; of a demand Belarus is who must act."""
    return [
        said(
            SAID,
            "RUS" if cell.modal.doer is Doer.TARGET else "BLR",
            cell.modal,
            f"attack {number}",
            mode=cell.mode,
            trigger=None if cell.mode is Mode.NONE else "Poland attacks",
            trigger_pattern=None if cell.mode is Mode.NONE else ASKED[cell.trigger].format("POL", "BLR"),
            action_pattern=ASKED[cell.action].format("BLR", "POL"),
            target="BLR" if cell.modal.doer is Doer.TARGET else None,
            due=due,
            number=number,
        )
        for number, cell in enumerate(CELLS)
    ]


def asked_of_what_if(due: date | None) -> list[str]:
    pages = norms(due)
    with open_ledger(None) as ledger:
        ledger.record_many(pages, recorded_at=NOON)
        assumed = tuple(map(EventPattern.parse, (TRIGGER, ACTION)))
        course = what_if(ledger, Scenario(assumed=assumed, now=TODAY), depth=0).course
    given = {j.rule.id: j.verdict for j in course.first}
    return [given[page.norms[0].id] for page in pages]


def asked_of_met(loads: Sequence[Sequence[Reading]], pages: list[Reading]) -> list[str | None]:
    """What has become of each norm; None: nothing."""
    with open_ledger(None) as ledger:
        for load in loads:
            ledger.record_many(load, recorded_at=NOON)
            check(ledger, today=SAID, recorded_at=NOON)
        check(ledger, today=TODAY, recorded_at=NOON)
        # A possibility is kept as a notice, and nothing becomes of the norm by it. Later words of the same mouth are
        # another matter: the norms of this world contradict each other.
        became = {one.norm_id: one.verdict for one in ledger.current.encounters()}
        became |= {s.norm_id: s.status for s in ledger.current.statuses() if s.basis == "deadline"}
    return [became.get(page.norms[0].id) for page in pages]


DUE = pytest.mark.parametrize("due", [None, LAST_DAY], ids=["no last day", "past its last day"])


@DUE
def test_what_if_says_what_the_page_says(due: date | None) -> None:
    expected = {str(cell): cell.when_due if due else cell.verdict for cell in CELLS}
    assert dict(zip(expected, asked_of_what_if(due), strict=True)) == expected


def left_by_met(cell: Cell, *, due: bool) -> Verdict | None:
    """What it keeps of a cell: nothing that the two events do not change, and that its last day has passed."""
    if due and not (cell.when_due.strong or cell.when_due.of_action):
        return Verdict.EXPIRED
    untouched = next(c for c in CELLS if (c.modal, c.mode, c.trigger, c.action) == (cell.modal, cell.mode, NO, NO))
    told = cell.when_due if due else cell.verdict
    return told if told is not untouched.verdict else None


@DUE
@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 2, 0)], ids=["as it came", "action first", "norms last"])
def test_met_says_what_the_page_says(due: date | None, order: tuple[int, int, int]) -> None:
    pages = norms(due)
    loads = (
        pages,
        [happened(MET, "POL", EventType.ASSAULT, "BLR")],
        [happened(DONE, "BLR", EventType.ASSAULT, "POL")],
    )
    expected = {str(cell): left_by_met(cell, due=due is not None) for cell in CELLS}
    assert dict(zip(expected, asked_of_met([loads[n] for n in order], pages), strict=True)) == expected


def test_an_action_is_judged_by_what_had_met_its_condition_by_then() -> None:
    """Nobody breaks "will not attack if Poland signs" before it signs; who attacked before a release broke its word."""
    waits, binds = (
        said(
            SAID,
            "BLR",
            Modal.WILL_NOT,
            "attack",
            mode=mode,
            trigger="Poland signs",
            trigger_pattern="POL AGREE BLR",
            action_pattern=ACTION,
        )
        for mode in (Mode.IF, Mode.UNLESS)
    )
    vows = [waits, binds]
    signed = [happened(DONE + timedelta(days=1), "POL", EventType.AGREE, "BLR")]
    done = [happened(DONE, "BLR", EventType.ASSAULT, "POL")]
    for loads in ((vows, done, signed), (vows, signed, done), (done, signed + vows)):
        with open_ledger(None) as ledger:
            for load in loads:
                ledger.record_many(load, recorded_at=NOON)
                check(ledger, today=TODAY, recorded_at=NOON)
            told = {(e.norm_id, e.role, e.verdict) for e in ledger.current.encounters()}
        assert told == {
            (waits.norms[0].id, "trigger", "in_force"),
            (binds.norms[0].id, "deed", "breached"),
            (binds.norms[0].id, "trigger", "released"),
        }
