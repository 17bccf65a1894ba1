"""Answers: a template with its values, JSON, CSV that streams.

In:      a request, a template's name and a view model; a value; rows
Out:     responses; every page carries its session
Shown:   tests/faces/web/test_frame.py
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from onrecord.faces.turning import TURNING
from onrecord.faces.web.desk import desk_of
from onrecord.faces.web.frame import frame_of
from onrecord.faces.web.looks import quoted
from onrecord.faces.web.marking import runs

HERE = Path(__file__).parent

# A cell that begins so is a formula to a spreadsheet (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@cache
def environment() -> Environment:
    """Templates: everything is escaped, and a name that is not there is an error, not nothing."""
    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_unturned,
    )
    made.filters["runs"] = runs
    made.filters["quoted"] = quoted
    return made


def _unturned(value: object) -> object:
    """Without characters that turn round the words after them: whoever wrote a page would write our words too.

    Each gives way to one character, so that places in the text stay what they are.
    """
    return value.translate(TURNING) if isinstance(value, str) else value


def page(request: Request, template: str, view: object, *, status: int = 200) -> Response:
    """A template of `templates/` with `view` and `frame`; the session's cookie with it."""
    frame = frame_of(request)
    html = environment().get_template(template).render(view=view, frame=frame)
    answer = HTMLResponse(html, status_code=status)
    cookie = desk_of(request).sessions.cookie
    if request.cookies.get(cookie) != frame.session:
        answer.set_cookie(cookie, frame.session, httponly=True, samesite="lax", path="/")
    return answer


def as_json(value: Any, *, status: int = 200) -> Response:
    """One JSON value in ASCII, as the command prints it with `--json`."""
    return Response(json.dumps(value) + "\n", status_code=status, media_type="application/json")


def as_json_lines(values: Iterable[Any]) -> Response:
    """One JSON value a line, streamed, where the command prints lines."""
    return StreamingResponse((json.dumps(v) + "\n" for v in values), media_type="application/x-ndjson")


def as_csv(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> Response:
    """A file `NAME.csv`, row by row; no cell of it is a formula."""
    return StreamingResponse(
        _csv_lines(header, rows),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": attachment(f"{name}.csv")},
    )


def attachment(name: str) -> str:
    """A header value that has the browser keep a file under this name, reduced to what no header can trip over.

    >>> attachment('a"b\\r\\nSet-Cookie: x.html')
    'attachment; filename="a-b-Set-Cookie-x.html"'
    """
    plain = re.sub(r"[^A-Za-z0-9._]+", "-", name).strip("-.")[-80:] or "file"
    return f'attachment; filename="{plain}"'


def _csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[bytes]:
    yield _line(header)
    for row in rows:
        yield _line(row)


def _line(row: Sequence[object]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerow([_cell(value) for value in row])
    return buffer.getvalue().encode("utf-8", "backslashreplace")


def _cell(value: object) -> object:
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value
