"""What views take from a request: the ledger they ask, days, numbers and words somebody typed, the form's token.

In:      a request
Out:     the ledger as it stands or as it stood, values
Refuses: what is no day or no number, a form without its token (BadQuestion, ForeignForm)
Shown:   tests/faces/web/test_guard.py
"""

import logging
from datetime import date
from enum import StrEnum
from typing import Annotated, TypeVar

from fastapi import Depends
from starlette.exceptions import HTTPException
from starlette.requests import Request

from onrecord.faces.web.desk import Desk, ReadOnlyDesk, desk_of
from onrecord.ledger import Ledger
from onrecord.questions.errors import QuestionError
from onrecord.questions.filtering import day_typed
from onrecord.terms.log_events import LogEvent, tell

logger = logging.getLogger(__name__)

LONGEST_TYPED_CHARS = 2_000

Choice = TypeVar("Choice", bound=StrEnum)


class BadQuestion(QuestionError):
    """Something in the address cannot be asked."""


def typed(request: Request, name: str) -> str | None:
    """What was typed for a field, without white space round it; None for nothing."""
    given = request.query_params.get(name, "").strip()
    if len(given) > LONGEST_TYPED_CHARS:
        raise BadQuestion(f"{name}: {len(given):,} characters are more than {LONGEST_TYPED_CHARS:,}")
    return given or None


def day_asked(request: Request, name: str) -> date | None:
    """The day typed for a field."""
    given = typed(request, name)
    return day_typed(given) if given is not None else None


def number_asked(request: Request, name: str, *, default: int, least: int = 1, most: int = 500) -> int:
    """The whole number typed for a field, within bounds."""
    given = typed(request, name)
    if given is None:
        return default
    if not (given.isascii() and given.isdigit() and len(given) < 10 and least <= int(given) <= most):
        raise BadQuestion(f"{name}: {given[:40]!r} is no whole number from {least} to {most}")
    return int(given)


def choice_asked(request: Request, name: str, choices: type[Choice]) -> Choice | None:
    """One of a closed set."""
    given = typed(request, name)
    if given is None:
        return None
    if given not in list(choices):
        raise BadQuestion(f"{name}: {given[:40]!r} is none of {', '.join(choices)}")
    return choices(given)


def ledger_asked(request: Request) -> Ledger:
    """The ledger; with `?as_of=DAY` as it stood at the end of that day."""
    as_of = day_asked(request, "as_of")
    request.state.as_of = as_of
    desk = desk_of(request)
    return desk.past.at_end_of(as_of) if as_of is not None else desk.ledger


async def own_form(request: Request) -> Desk:
    """The desk, for a write: the form must carry the token of its session."""
    desk = desk_of(request)
    if desk.settings.read_only:
        raise ReadOnlyDesk("this desk only reads: start it without --read-only to keep anything")
    form = await request.form(max_files=1, max_fields=40, max_part_size=5_000_000)
    token = form.get("token")
    session = desk.sessions.known(request.cookies.get(desk.sessions.cookie))
    if not desk.sessions.fits(session, token if isinstance(token, str) else None):
        words = f"a form for {request.url.path} came with no token of its session"
        tell(logger, LogEvent.FORM_FOREIGN, words=words)
        raise HTTPException(403, "This form is not one that this desk gave to this browser, or the desk was restarted.")
    request.state.form = form
    return desk


def field(request: Request, name: str) -> str:
    """What a field of the form holds, as text without white space round it; "" for nothing and for a file."""
    given = request.state.form.get(name)
    return given.strip() if isinstance(given, str) else ""


AskedLedger = Annotated[Ledger, Depends(ledger_asked)]
OwnForm = Annotated[Desk, Depends(own_form)]
