"""What stands round every view: the places to go, the ledger's name, the day it is asked as of, the form's token.

In:      a request
Out:     Frame, and addresses that keep the day asked as of
Shown:   tests/faces/web/test_frame.py
"""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from starlette.requests import Request

from onrecord.faces.web.desk import Desk, desk_of
from onrecord.faces.web.signing import name_known


@dataclass(frozen=True, slots=True)
class NavigationEntry:
    """One entry of the navigation. writes: not shown where the desk only reads."""

    name: str
    path: str
    writes: bool = False


REVIEW = "Review"

PLACES = (
    NavigationEntry("Today", "/"),
    NavigationEntry("Add", "/add", writes=True),
    NavigationEntry("Search", "/search"),
    NavigationEntry("Actors", "/actors"),
    NavigationEntry("Brief", "/brief"),
    NavigationEntry("What if", "/whatif"),
    NavigationEntry(REVIEW, "/review"),
    NavigationEntry("Watch", "/watch"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """as_of: the day somebody asks for; None: now. stamp: when this was answered, or that day, in words.

    as_it_stands: this very address without that day. counts: what waits, by the name of the place, in words. by: the
    name the browser keeps of who judges, or "".
    """

    places: tuple[NavigationEntry, ...]
    here: str
    ledger: str
    as_of: date | None
    as_it_stands: str
    stamp: str
    session: str
    token: str
    read_only: bool
    counts: dict[str, str]
    by: str

    @property
    def writes(self) -> bool:
        """May what is shown be judged and remarked on? Not at a desk that only reads, and not what is past."""
        return not self.read_only and self.as_of is None

    def href(self, path: str, **query: object) -> str:
        """A path of ours with its query; the day asked as of goes along. None and "" are left out."""
        given = {k.rstrip("_"): v for k, v in query.items() if v not in (None, "", ())}
        if self.as_of is not None:
            given.setdefault("as_of", self.as_of.isoformat())
        return quote(path, safe="/.:~-_") + (f"?{urlencode(given, doseq=True)}" if given else "")


def frame_of(request: Request) -> Frame:
    """The frame of the answer to a request."""
    desk = desk_of(request)
    session = desk.sessions.known(request.cookies.get(desk.sessions.cookie)) or desk.sessions.fresh()
    as_of = getattr(request.state, "as_of", None)
    # Of the past nothing is asked: who looks there reviews nothing.
    waiting = desk.waits.words(name_known(request) or None) if as_of is None else None
    return Frame(
        places=tuple(p for p in PLACES if not (p.writes and desk.settings.read_only)),
        here=request.url.path,
        ledger=desk.settings.ledger.name,
        as_of=as_of,
        as_it_stands=_as_it_stands(request),
        stamp=f"as of the end of {as_of}" if as_of else _moment(desk),
        session=session,
        token=desk.sessions.token(session),
        read_only=desk.settings.read_only,
        counts={REVIEW: waiting} if waiting else {},
        by=name_known(request),
    )


def _as_it_stands(request: Request) -> str:
    query = urlencode([(k, v) for k, v in request.query_params.multi_items() if k != "as_of"])
    return quote(request.url.path, safe="/.:~-_") + (f"?{query}" if query else "")


def _moment(desk: Desk) -> str:
    return f"as of {desk.now():%Y-%m-%d %H:%M} UTC"
