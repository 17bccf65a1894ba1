"""Brief: what Today has, or what a search finds, as one document to print.

In:      the ledger; the moment of the last look (`?since=`, else as Today), or what Search may be asked
Out:     the view; JSON as `onrecord brief --json` prints it
Refuses: what is no moment; what Search refuses
Source:  docs/desk.md, Brief
Shown:   tests/faces/web/test_brief.py, tests/browser/test_print.py

With no more than `since` in the address it is Today's, of what came in since; with anything else it is a search's, and
`since` is a day on which something was said, as there.
"""

from dataclasses import dataclass

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from onrecord.faces.web.answering import as_json, page
from onrecord.faces.web.asking import AskedLedger, typed
from onrecord.faces.web.desk import desk_of
from onrecord.faces.web.frame import frame_of
from onrecord.faces.web.views.search import asked_for, by_asked, filters_asked, found
from onrecord.faces.web.views.today import moment_of, since_asked
from onrecord.ledger import Ledger
from onrecord.questions.brief import brief_of_search, brief_of_today, listed, of_hits
from onrecord.questions.brief_values import Brief
from onrecord.questions.today import MOST_NEW

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefShown:
    """What the template shows. back: the view that it is a brief of."""

    brief: Brief
    json: str
    back: str
    back_name: str
    linked: bool = True


@router.get("/brief.json")
def brief_json(request: Request, ledger: AskedLedger) -> Response:
    """The same as data."""
    return as_json(_brief(request, ledger).to_json())


@router.get("/brief")
def brief(request: Request, ledger: AskedLedger) -> Response:
    """The view."""
    frame, given = frame_of(request), asked_for(request)
    searched = _is_search(given)
    shown = BriefShown(
        brief=_brief(request, ledger),
        json=frame.href("/brief.json", **given),
        back=frame.href("/search" if searched else "/", **given),
        back_name="The search it is of" if searched else "Today",
    )
    return page(request, "brief.html", shown)


def _brief(request: Request, ledger: Ledger) -> Brief:
    desk = desk_of(request)
    name, now = desk.settings.ledger.name, moment_of(request, desk)
    if not _is_search(asked_for(request)):
        return brief_of_today(ledger, name=name, since=since_asked(request, desk), now=now)
    words, filters = typed(request, "q"), filters_asked(request, ledger)
    if words is None:
        looked = listed(ledger, filters)
    else:
        looked = of_hits(found(ledger, words, by_asked(request), filters, limit=MOST_NEW).hits)
    return brief_of_search(ledger, looked, name=name, filters=filters, words=words, now=now)


def _is_search(given: dict[str, str]) -> bool:
    return bool(set(given) - {"since"})
