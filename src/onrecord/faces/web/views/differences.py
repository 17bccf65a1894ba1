"""Differences: the norms that two or more persons judged and do not agree on, side by side; how far they agree at all.

In:      names in the address, none for all
Out:     the view; JSON and CSV of the differences; the agreement as `onrecord agreement` prints it
Refuses: one person alone, a person who judged nothing
Source:  docs/agreement.md
Shown:   tests/faces/web/test_differences.py
"""

from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_csv, as_json, page
from onrecord.faces.web.asking import AskedLedger, BadQuestion
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.faces.web.views.review import SLOT_NAMES
from onrecord.language.review_reasons import note_words
from onrecord.ledger import Ledger
from onrecord.ledger.judgements.remarks import LONGEST_AUTHOR_CHARS
from onrecord.questions import in_words
from onrecord.questions.agreement import (
    COLUMNS,
    IS_NORM,
    Agreement,
    JudgedNorm,
    PersonsWord,
    SlotAgreement,
    agreement,
    pairs_of,
    table_rows,
)
from onrecord.questions.reliability import Measured
from onrecord.questions.wording import JUDGED

router = APIRouter(include_in_schema=False)

MOST_PERSONS = 20
# Differences past this are in the table to take away, not on the page.
SHOWN = 100

SLOTS = {**SLOT_NAMES, IS_NORM: "is it a norm", "modal": "what it commits to", "mode": "condition or none"}
# Names of slots that two slots have: words on the one hand, codes on the other.
CODED = {"agent_id": "who, by code", "target_id": "to or of whom, by code"}

DIFFERENCE_COLUMNS = ("norm", "record", "page", "sentence", "slot", "person", "value", "verdict", "note", "at")


@dataclass(frozen=True, slots=True, kw_only=True)
class SlotShown:
    """One line of the table. agree: in words; kappa, alpha: two places, or why there is none;
    alpha with its interval where there is one."""

    name: str
    judged: int
    agree: str
    kappa: str
    alpha: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceShown:
    """A norm, and what each person says where they differ: (slot, what each says, in the order of `persons`)."""

    sentence: str
    record: str
    decide: str
    persons: tuple[tuple[str, str], ...]
    slots: tuple[tuple[str, tuple[str | None, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferencesShown:
    """What the template shows. choices: (a pair, where they are alone); left_out: differences that are not shown."""

    persons: tuple[str, ...]
    norms: int
    differing: int
    slots: tuple[SlotShown, ...]
    shown: tuple[DifferenceShown, ...]
    left_out: int
    choices: tuple[tuple[str, str], ...]
    data: tuple[tuple[str, str], ...]
    may_judge: bool


@router.get("/review/agreement.json")
def agreement_json(request: Request, ledger: AskedLedger) -> Response:
    """As `onrecord agreement --json`."""
    return as_json(_asked(request, ledger).to_json())


@router.get("/review/agreement.csv")
def agreement_csv(request: Request, ledger: AskedLedger) -> Response:
    """As `onrecord agreement --csv`, a row a slot."""
    return as_csv("agreement", COLUMNS, table_rows(_asked(request, ledger).slots))


@router.get("/review/differences.json")
def differences_json(request: Request, ledger: AskedLedger) -> Response:
    """`{"persons", "items"}`: each norm with what each person says."""
    found = _asked(request, ledger)
    return as_json({"persons": list(found.persons), "items": [one.to_json() for one in found.differences]})


@router.get("/review/differences.csv")
def differences_csv(request: Request, ledger: AskedLedger) -> Response:
    """A row for each person's value of each slot that differs."""
    return as_csv("differences", DIFFERENCE_COLUMNS, _rows(_asked(request, ledger)))


@router.get("/review/differences")
def differences(request: Request, ledger: AskedLedger) -> Response:
    """Side by side."""
    found, frame = _asked(request, ledger), frame_of(request)
    differing = found.differences
    shown = DifferencesShown(
        persons=found.persons,
        norms=len(found.norms),
        differing=len(differing),
        slots=tuple(map(_slot_shown, found.slots)),
        shown=tuple(_shown(one, frame) for one in differing[:SHOWN]),
        left_out=max(len(differing) - SHOWN, 0),
        choices=_choices(found, frame),
        data=tuple(
            (name, frame.href(f"/review/{path}", by=_named(request)))
            for name, path in (
                ("differences, JSON", "differences.json"),
                ("differences, CSV", "differences.csv"),
                ("agreement, JSON", "agreement.json"),
                ("agreement, CSV", "agreement.csv"),
            )
        ),
        may_judge=not frame.read_only and frame.as_of is None,
    )
    return page(request, "differences.html", shown)


def _named(request: Request) -> tuple[str, ...]:
    return tuple(name for name in request.query_params.getlist("by") if name.strip())


def _asked(request: Request, ledger: Ledger) -> Agreement:
    names = _named(request)
    if len(names) > MOST_PERSONS or any(len(name) > LONGEST_AUTHOR_CHARS for name in names):
        raise BadQuestion(f"by: at most {MOST_PERSONS} names of at most {LONGEST_AUTHOR_CHARS} characters")
    return agreement(ledger, names)


def _choices(found: Agreement, frame: Frame) -> tuple[tuple[str, str], ...]:
    """Each two of more, alone, and all together."""
    if len(found.everybody) < 3 or len(found.everybody) > MOST_PERSONS:
        return ()
    pairs = [pair for pair in pairs_of(found.everybody) if pair != found.persons]
    every = [("all together", frame.href("/review/differences"))] if found.persons != found.everybody else []
    return (*every, *((f"{a} and {b}", frame.href("/review/differences", by=(a, b))) for a, b in pairs))


def _slot_name(slot: str) -> str:
    return CODED.get(slot, SLOTS[slot])


def _slot_shown(one: SlotAgreement) -> SlotShown:
    pairs = one.pairs
    return SlotShown(
        name=_slot_name(one.slot),
        judged=one.judged,
        agree=f"{pairs.same:,} of {pairs.pairs:,}" if pairs.pairs else "none to compare",
        kappa=_measured(one.kappa),
        alpha=_measured(one.alpha) + _ends(one),
    )


def _measured(one: Measured) -> str:
    return f"{one.value:.2f}" if one.value is not None else f"not defined: {one.why}"


def _ends(one: SlotAgreement) -> str:
    low, high = one.interval.low, one.interval.high
    return f" ({low:.2f} to {high:.2f})" if low is not None and high is not None else ""


def _shown(one: JudgedNorm, frame: Frame) -> DifferenceShown:
    return DifferenceShown(
        sentence=in_words(one.norm),
        record=frame.href(f"/record/{one.norm.id}"),
        decide=frame.href("/review", at=one.norm.id),
        persons=tuple((word.by, _said(word)) for word in one.said),
        slots=tuple((_slot_name(slot), tuple(_value(word, slot) for word in one.said)) for slot in one.differing()),
    )


def _said(word: PersonsWord) -> str:
    note = word.judgement.note
    return JUDGED[word.judgement.verdict] + (f" ({note_words(note)})" if note else "")


def _value(word: PersonsWord, slot: str) -> str | None:
    """What they say of a slot; "no norm" of who rejected it; None: not said."""
    held = dict(word.values)
    return held.get(slot, "no norm")


def _rows(found: Agreement) -> Iterator[tuple[object, ...]]:
    for one in found.differences:
        norm = (one.norm.id, one.entry.id, one.entry.source.page_id, in_words(one.norm))
        for slot in one.differing():
            for word in one.said:
                if slot in dict(word.values):
                    said = word.judgement
                    value = word.slot(slot)
                    yield (*norm, slot, word.by, value, said.verdict.value, said.note, said.judged_at.isoformat())
