"""The feed and the calendar of what a view shows, and how it is kept as a watch.

In:      a request, what is watched
Out:     WatchThis; None where there is nothing to watch, or the view shows the past
Source:  docs/desk.md, Views
Shown:   tests/faces/web/test_watch.py
"""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from starlette.requests import Request

from onrecord.faces.web.desk import desk_of
from onrecord.questions.subjects import FIELDS, Subject, SubjectKind

PATHS = {
    SubjectKind.ACTOR: "/actor",
    SubjectKind.PAIR: "/pair",
    SubjectKind.SEARCH: "/search",
    SubjectKind.ALL: "/alerts",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchThis:
    """feed, calendar: whole addresses. asked: its fields, as an address has them, for the form that keeps it."""

    kind: str
    asked: str
    feed: str
    calendar: str


def watch_this(request: Request, kind: SubjectKind, given: Mapping[str, str]) -> WatchThis | None:
    """given: the fields of the view's address; those that are none of the subject's are left out."""
    fields = tuple((name, given[name]) for name in FIELDS[kind] if given.get(name))
    if getattr(request.state, "as_of", None) is not None or (not fields and FIELDS[kind]):
        return None
    begin = f"{desk_of(request).now():%Y-%m-%dT%H:%MZ}"
    return WatchThis(
        kind=kind.value,
        asked=urlencode(fields),
        feed=address(request, kind, fields, "atom", begin=begin),
        calendar=address(request, kind, fields, "ics"),
    )


def feed_of(request: Request, subject: Subject, *, begin: str) -> str:
    """The whole address of the feed of a watch."""
    return address(request, subject.kind, subject.asked, "atom", begin=begin)


def address(request: Request, kind: SubjectKind, fields: tuple[tuple[str, str], ...], suffix: str, **more: str) -> str:
    """Of a feed or a calendar of ours, with the name this desk was asked for under."""
    query = urlencode([*fields, *more.items()])
    return f"{str(request.base_url).rstrip('/')}{PATHS[kind]}.{suffix}" + (f"?{query}" if query else "")
