"""Map: how many norms the states of the world have, or are aimed at them; drawn, and as a table that is its equal.

In:      which side; kind, days, strength, whether only what hangs on a condition
Out:     the view; JSON as `onrecord map --json` prints it; CSV, a line an actor
Refuses: a side, kind or strength there is none of, days that run backwards
Source:  docs/drawings.md
Shown:   tests/faces/web/test_world.py
"""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.drawings import Drawing, OnMap, draw_map
from onrecord.faces.web.answering import as_csv, as_json, page
from onrecord.faces.web.asking import AskedLedger, choice_asked, typed
from onrecord.faces.web.frame import frame_of
from onrecord.faces.web.picturing import PictureShown, picture
from onrecord.faces.web.views.matrix import CountingShown, counting_asked, counting_given, counting_shown
from onrecord.language.actor_names import name_of
from onrecord.ledger import Ledger
from onrecord.questions.actor_counts import ActorCounts, NormSide, actor_counts
from onrecord.questions.wording import plural

router = APIRouter(include_in_schema=False)

SIDES = {NormSide.BY: "by whom they bind", NormSide.TOWARDS: "by whom they are aimed at"}
WHOSE = {NormSide.BY: "of", NormSide.TOWARDS: "towards"}
TITLES = {NormSide.BY: "Norms by the actor they bind", NormSide.TOWARDS: "Norms by whom they are aimed at"}


@dataclass(frozen=True, slots=True, kw_only=True)
class MapShown:
    """sides: (value, words, chosen?). picture: None where nothing is counted."""

    sides: tuple[tuple[str, str, bool], ...]
    asked: CountingShown
    summary: str
    unsaid: str | None
    other_side: str
    other_words: str
    picture: PictureShown | None
    matrix: str
    json: str
    csv: str


@router.get("/map.json")
def map_json(request: Request, ledger: AskedLedger) -> Response:
    """The same as data."""
    return as_json(_counts(request, ledger).to_json())


@router.get("/map.csv")
def map_csv(request: Request, ledger: AskedLedger) -> Response:
    """The same, an actor a row."""
    found = _counts(request, ledger)
    return as_csv("map", ("actor", "name", "norms"), ((code, name_of(code), n) for code, n in found.counts))


@router.get("/map")
def map_view(request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    frame, found, counting = frame_of(request), _counts(request, ledger), counting_asked(request)
    given = counting_given(request)
    other = NormSide.BY if found.side is NormSide.TOWARDS else NormSide.TOWARDS
    days = {"from": counting.since, "to": counting.until}
    actors = tuple(OnMap(code, name_of(code), n) for code, n in found.counts)

    def drawn(width: int, name: str) -> Drawing:
        return draw_map(
            actors,
            title=TITLES[found.side],
            width=width,
            name=name,
            address=lambda code: frame.href("/actor", who=code, **days),
        )

    shown = MapShown(
        sides=tuple((side.value, words, side is found.side) for side, words in SIDES.items()),
        asked=counting_shown(counting),
        summary=f"{plural(found.total, 'norm')} {WHOSE[found.side]} {plural(len(actors), 'actor')}",
        unsaid=_unsaid(found),
        other_side=frame.href("/map", side=other.value, **given),
        other_words=f"Count them {SIDES[other]}",
        picture=picture(drawn, "map") if actors else None,
        matrix=frame.href("/matrix", **given),
        json=frame.href("/map.json", side=typed(request, "side"), **given),
        csv=frame.href("/map.csv", side=typed(request, "side"), **given),
    )
    return page(request, "map.html", shown)


def _counts(request: Request, ledger: Ledger) -> ActorCounts:
    side = choice_asked(request, "side", NormSide) or NormSide.BY
    return actor_counts(ledger, counting_asked(request), side)


def _unsaid(found: ActorCounts) -> str | None:
    if not found.unsaid:
        return None
    whom = "who is bound" if found.side is NormSide.BY else "towards whom"
    return f"{plural(found.unsaid, 'norm')} more: {whom} is not said."
