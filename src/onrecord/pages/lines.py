"""Clean texts, one JSON object a line: `{"id", "text", "date"?}`.

In:      a stream of lines
Out:     a CLEAN Page a line, its text untouched, so that offsets into it are the caller's own
Refuses: line by line, with its number: what is not JSON, lacks a field, or holds a value of the wrong sort
Shown:   tests/pages/test_lines.py

One line is held at a time, so a file of any size streams. Blank lines count and are passed over. Fields of other
names are the caller's affair. The same id twice gives two pages: whether they are the same is for the ledger to say.
"""

import json
import re
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Protocol

from onrecord.pages.refused import CaptureError
from onrecord.terms.pages import Page, PageKind, RefusedPage

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LINES_SUFFIXES = (".jsonl", ".jsonl.gz")
_LINE_MAGNIFICATION = 6  # JSON may write one byte of text as six ("\u0041")
_SKIP_BYTES = 1 << 20


class LineSource(Protocol):
    """Anything that is read line by line."""

    def readline(self, size: int, /) -> bytes:
        """The next line, at most so many bytes of it."""
        ...


def longest_line(max_bytes: int) -> int:
    """Bytes of the longest line that may hold a text within the limit."""
    return _LINE_MAGNIFICATION * max_bytes


def pages_in_lines(
    stream: LineSource, *, address: str, fetched_at: datetime | None, max_bytes: int, compressed: bool, first: int = 1
) -> Iterator[Page | RefusedPage]:
    """One page or refusal a line, at the address "FILE:LINE", lines counted from `first`."""
    longest = longest_line(max_bytes)
    number = first - 1
    empty = True
    while line := stream.readline(longest + 1):
        number += 1
        here = f"{address}:{number}"
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > longest:
            empty = False
            yield _line_too_long(number, longest, compressed).at(here)
            if compressed:  # an endless line is what a gzip bomb looks like from here: inflate no more of it
                return
            skip_line(stream)
            continue
        if not line.strip():
            continue
        empty = False
        try:
            yield _page(line, number, here, fetched_at, max_bytes)
        except CaptureError as refused:
            yield refused.at(here)
    if empty:
        yield CaptureError("empty", "there is no line in it to read").at(address)


def skip_line(stream: LineSource) -> None:
    """Leaves the rest of a line behind."""
    while (piece := stream.readline(_SKIP_BYTES)) and not piece.endswith(b"\n"):
        pass


def _line_too_long(number: int, longest: int, compressed: bool) -> CaptureError:
    rest = "; as the file is compressed, nothing after it was read" if compressed else ""
    return CaptureError(
        "too-large", f"line {number} is longer than {longest:,} bytes{rest}: raise the limit (max_bytes)"
    )


def _page(line: bytes, number: int, address: str, fetched_at: datetime | None, max_bytes: int) -> Page:
    fields = _fields(line, number)
    text, given_id = _string(fields, "text", number), _string(fields, "id", number)
    if not text.strip():
        raise CaptureError("empty", f'line {number}: "text" is empty')
    body = _encoded(text, "text", number)
    if len(body) > max_bytes:
        raise CaptureError(
            "too-large", f"line {number}: its text has {len(body):,} bytes, over the limit of {max_bytes:,} (max_bytes)"
        )
    _encoded(given_id, "id", number)
    return Page(
        address=address,
        body=body,
        kind=PageKind.CLEAN,
        encoding="utf-8",
        encoding_basis="default",
        fetched_at=fetched_at,
        given_id=given_id,
        given_date=_given_date(fields.get("date"), number),
    )


def _fields(line: bytes, number: int) -> dict[str, Any]:
    try:
        fields = json.loads(line.rstrip(b"\r\n").decode("utf-8"))
    except UnicodeDecodeError as error:
        raise CaptureError(
            "not-utf-8", f"line {number} is not UTF-8 at its byte {error.start}: JSON lines are"
        ) from None
    except RecursionError:
        raise CaptureError("bad-json", f"line {number} is nested too deeply to be one text") from None
    except json.JSONDecodeError as error:
        raise CaptureError("bad-json", f"line {number} is not JSON: {error.msg} at column {error.colno}") from None
    except ValueError as error:  # a number of more digits than Python will read
        raise CaptureError("bad-json", f"line {number} is not JSON we can read: {error}") from None
    if not isinstance(fields, dict):
        raise CaptureError("bad-json", f'line {number} is not an object: write {{"id": ..., "text": ...}} on each line')
    return fields


def _string(fields: dict[str, Any], name: str, number: int) -> str:
    if name not in fields:
        seen = ", ".join(map(repr, list(fields)[:5])) or "nothing"
        raise CaptureError("missing-field", f'line {number} has no "{name}" (it has {seen})')
    value = fields[name]
    if not isinstance(value, str):
        raise CaptureError("bad-field", f'line {number}: "{name}" must be a string, not {_json_kind(value)}')
    return value


def _encoded(text: str, name: str, number: int) -> bytes:
    """UTF-8. Half a surrogate pair is no character: no encoding can carry it, so the line is refused, not mended."""
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise CaptureError(
            "lone-surrogate",
            f'line {number}: "{name}" holds half a character (\\u{ord(text[error.start]):04x}) at position '
            f"{error.start}: write the whole pair, or leave it out",
        ) from None


def _given_date(value: object, number: int) -> date | None:
    if value is None:
        return None
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    seen = ascii(value) if isinstance(value, str) else _json_kind(value)
    raise CaptureError(
        "bad-date", f'line {number}: "date" is {seen[:60]}, not a day as YYYY-MM-DD; leave it out if unknown'
    )


def _json_kind(value: object) -> str:
    kinds = {bool: "true or false", int: "a number", float: "a number", list: "a list", dict: "an object"}
    return kinds.get(type(value), "null")
