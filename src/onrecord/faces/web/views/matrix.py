"""Matrix: who has said what it will do towards whom, counted; each cell leads to the pair.

In:      kind, days, strength, whether only what hangs on a condition; how many rows and columns
Out:     the view; JSON as `onrecord matrix --json` prints it; CSV, a line for every pair
Refuses: a kind or strength there is none of, days that run backwards
Shown:   tests/faces/web/test_matrix.py
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_csv, as_json, page
from onrecord.faces.web.asking import AskedLedger, choice_asked, day_asked, number_asked, typed
from onrecord.faces.web.frame import Frame, frame_of
from onrecord.language.actor_names import name_of
from onrecord.ledger.index.pairs import Counting
from onrecord.questions.filtering import in_order
from onrecord.questions.matrix import MOST, Matrix, MatrixAxis, matrix
from onrecord.questions.wording import plural
from onrecord.terms.records import RecordKind, Strength

router = APIRouter(include_in_schema=False)

FIELDS = ("kind", "since", "until", "min_strength", "conditional", "most")


class Only(StrEnum):
    """Is it asked for?"""

    YES = "yes"


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """words: the count, "" for none. shade: a class by its share of the greatest count; "" where it is small."""

    words: str
    href: str | None
    label: str
    shade: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountingShown:
    """What the form holds. kinds, strengths: (value, chosen?)."""

    kinds: tuple[tuple[str, bool], ...]
    strengths: tuple[tuple[str, bool], ...]
    since: str
    until: str
    conditional: bool

    @property
    def narrowed(self) -> bool:
        """Is anything asked for?"""
        return any(chosen for _, chosen in (*self.kinds, *self.strengths)) or bool(
            self.since or self.until or self.conditional
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixShown:
    """columns: (name, address). rows: (name, address, cells, sum). nothing: said where nothing is counted."""

    asked: CountingShown
    summary: str
    left_out: tuple[str, ...]
    nothing: str | None
    columns: tuple[tuple[str, str | None], ...]
    rows: tuple[tuple[str, str | None, tuple[MatrixCell, ...], str], ...]
    map: str
    json: str
    csv: str


@router.get("/matrix.json")
def matrix_json(request: Request, ledger: AskedLedger) -> Response:
    """The same as data."""
    return as_json(matrix(ledger, counting_asked(request), most=_most(request)).to_json())


@router.get("/matrix.csv")
def matrix_csv(request: Request, ledger: AskedLedger) -> Response:
    """Every pair, the most frequent first; none is put together."""
    found = matrix(ledger, counting_asked(request))
    rows = ((by, name_of(by), to, name_of(to), n) for by, to, n in found.pairs())
    return as_csv("matrix", ("agent", "agent_name", "target", "target_name", "norms"), rows)


@router.get("/matrix")
def matrix_view(request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    counting, frame = counting_asked(request), frame_of(request)
    return page(request, "matrix.html", _shown(matrix(ledger, counting, most=_most(request)), counting, request, frame))


def counting_asked(request: Request) -> Counting:
    """Which norms count."""
    since, until = day_asked(request, "since"), day_asked(request, "until")
    in_order(since, until)
    return Counting(
        kind=choice_asked(request, "kind", RecordKind),
        since=since,
        until=until,
        conditional=choice_asked(request, "conditional", Only) is Only.YES,
        min_strength=choice_asked(request, "min_strength", Strength),
    )


def counting_shown(counting: Counting) -> CountingShown:
    """The same, as a form holds it."""
    return CountingShown(
        kinds=tuple((kind.value, kind is counting.kind) for kind in RecordKind),
        strengths=tuple((s.value, s is counting.min_strength) for s in Strength),
        since=str(counting.since or ""),
        until=str(counting.until or ""),
        conditional=counting.conditional,
    )


def counting_given(request: Request) -> dict[str, str]:
    """What was typed or chosen, by field."""
    return {name: value for name in FIELDS if (value := typed(request, name)) is not None}


def _most(request: Request) -> int:
    return number_asked(request, "most", default=MOST, most=100)


def _shown(found: Matrix, counting: Counting, request: Request, frame: Frame) -> MatrixShown:
    given = counting_given(request)
    table = found.table()
    greatest = max((n for _, counts, _ in table for n in counts), default=0)
    columns: tuple[str | None, ...] = (*found.targets.codes, *([None] if found.targets.others else []))
    days = {"from": counting.since, "to": counting.until}

    def cell(agent: str | None, target: str | None, n: int) -> MatrixCell:
        href = None
        if agent is not None and target is not None and n:
            both = {"who": agent, "other": target} if agent != target else {"who": agent}
            href = frame.href("/pair" if agent != target else "/actor", **both, **days)
        shade = "many" if n * 2 > greatest else "some" if n * 5 > greatest else ""
        label = f"{_name(agent, found.agents.others)} towards {_name(target, found.targets.others)}"
        return MatrixCell(f"{n:,}" if n else "", href, f"{n:,}, {label}", shade)

    def axis(code: str | None, others: int) -> tuple[str, str | None]:
        return _name(code, others), frame.href("/actor", who=code, **days) if code is not None else None

    return MatrixShown(
        asked=counting_shown(counting),
        summary=f"{plural(found.total, 'norm')} of {_many(found.agents)} towards {_many(found.targets)}.",
        left_out=tuple(_left_out(found)),
        nothing=None if found.total else "No norm on record that fits says towards whom.",
        columns=tuple(axis(code, found.targets.others) for code in columns),
        rows=tuple(
            (
                *axis(agent, found.agents.others),
                tuple(cell(agent, target, n) for target, n in zip(columns, counts, strict=True)),
                f"{total:,}",
            )
            for agent, counts, total in table
        ),
        map=frame.href("/map", **{k: v for k, v in given.items() if k != "most"}),
        json=frame.href("/matrix.json", **given),
        csv=frame.href("/matrix.csv", **given),
    )


def _name(code: str | None, others: int) -> str:
    return name_of(code) if code is not None else f"the other {others:,}"


def _many(axis: MatrixAxis) -> str:
    return plural(len(axis.codes) + axis.others, "actor")


def _left_out(found: Matrix) -> Iterator[str]:
    if found.agents.others or found.targets.others:
        most = max(len(found.agents.codes), len(found.targets.codes))
        yield f"The {most} with most norms have a row or a column each; the others are counted together."
    if found.unsaid:
        yield f"{plural(found.unsaid, 'norm')} more: who is bound, or towards whom, is not said."
