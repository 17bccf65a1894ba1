"""What one record of a WARC holds: a page, or something beside pages that is passed over by name.

In:      the head of a record, its content
Out:     Markup for a page answered with 200; Passed for what is no page; Unread for what should be one
Refuses: content that is not what its digest says; bodies that cannot be unpacked, or are over the limit
Source:  ISO 28500 (WARC 1.1), 5 and 6; fastwarc (Apache-2.0), of the extra `formats`, for HTTP inside a record
Shown:   tests/pages/test_web_archives.py
"""

import io
import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from onrecord.pages.formats.found import Found, Markup, Passed, Unread
from onrecord.pages.formats.http_bodies import page_bytes
from onrecord.pages.formats.warc_digests import agrees
from onrecord.pages.formats.warc_records import WarcHead
from onrecord.pages.refused import CaptureError
from onrecord.pages.skipped import Skip

HTML_TYPES = ("text/html", "application/xhtml+xml")
# Of a record over the limit: enough for the headers that say whether it is a page at all.
PEEKED_BYTES = 64 * 1024
# No web page was saved before there was a web; a clock may be a day ahead.
FIRST_YEAR = 1991
_AHEAD = timedelta(days=1)
_FRACTION = re.compile(r"(\.\d{6})\d+")
# The record is known; what is asked of fastwarc is the HTTP in it.
_ENVELOPE = (
    b"WARC/1.1\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)
_KINDS = {
    "request": (Skip.REQUEST, "a request, not an answer"),
    "warcinfo": (Skip.ABOUT, "the archive on itself"),
    "metadata": (Skip.ABOUT, "the archive on one of its records"),
    "revisit": (Skip.REVISIT, "the same was seen before; its date is another sighting"),
    "conversion": (Skip.CONVERTED, "made out of another record"),
    "continuation": (Skip.CONTINUED, "the rest of a record begun in another file"),
}


def found_in(head: WarcHead, content: bytes, *, max_bytes: int, now: datetime | None) -> Found:
    """What the record holds. content: all of it, or of a record over the limit its first `PEEKED_BYTES`.

    now: a date that lies more than a day behind it is not believed; None believes it.
    """
    try:
        return _found(head, content, max_bytes, now)
    except CaptureError as refused:
        return Unread(part=head.number, error=CaptureError(refused.code, f"record {head.number}: {refused.reason}"))
    except (OSError, ValueError) as error:
        reason = f"record {head.number} is damaged: {error}"
        return Unread(part=head.number, error=CaptureError("broken-file", reason))


def _found(head: WarcHead, content: bytes, max_bytes: int, now: datetime | None) -> Found:
    fields = head.fields
    kind = fields.get("warc-type", "").lower()
    target = head.target
    moment = moment_of(fields.get("warc-date"))

    def passed(why: Skip, reason: str, payload: str | None = None) -> Passed:
        return Passed(
            part=head.number,
            why=why,
            reason=f"record {head.number}: {reason}",
            url=target or None,
            fetched_at=None if unbelievable(moment, now) else moment,
            payload=payload,
        )

    if kind in _KINDS:
        why, reason = _KINDS[kind]
        return passed(why, reason, fields.get("warc-payload-digest") if why is Skip.REVISIT else None)
    if kind not in ("response", "resource"):
        return passed(Skip.UNKNOWN, f"a record of the kind {kind[:40]!r}")
    if target.startswith("dns:"):
        return passed(Skip.DNS, "an answer about a name, not a page")
    if not target:
        return passed(Skip.NO_TARGET, "it does not say what it is a copy of (WARC-Target-URI)")
    if _path(target) == "/robots.txt":
        return passed(Skip.ROBOTS, "rules for crawlers")
    if fields.get("warc-segment-number", "1") != "1" or "warc-segment-total-length" in fields:
        return passed(Skip.CONTINUED, "one segment of a record that is spread over files")
    headers: Mapping[str, str]
    if kind == "resource":
        status, media, label, headers, stored = 200, fields.get("content-type", ""), None, {}, content
    else:
        answer = _answer(content)
        if answer is None:
            if head.size > max_bytes:
                raise _record_too_large(head, max_bytes)
            return passed(Skip.NOT_HTTP, "it holds no answer of HTTP")
        status, media, label, headers, stored = answer
    if status != 200:
        return passed(Skip.HTTP_STATUS, f"answered with {status}")
    media = media or fields.get("warc-identified-payload-type", "")
    if media.partition(";")[0].strip().lower() not in HTML_TYPES:
        return passed(Skip.NOT_HTML, f"of the type {media[:60]!r}" if media else "of no type that it names")
    if head.size > max_bytes:
        raise _record_too_large(head, max_bytes)
    cut = fields.get("warc-truncated", "").lower() or None
    _check_digests(content, stored, headers, fields, cut, max_bytes)
    try:
        body = page_bytes(
            stored,
            transfer=headers.get("transfer-encoding", ""),
            coding=headers.get("content-encoding", ""),
            max_bytes=max_bytes,
        )
    except CaptureError as refused:
        if cut is None:
            raise
        raise CaptureError("truncated", f"whoever saved it kept its beginning only ({cut}); {refused.reason}") from None
    if cut is None and _lacks(body, headers):
        cut = "http-length"
    return Markup(
        body=body,
        made_by=f"record {head.number} of a web archive{_remarks(cut, moment, now)}",
        part=head.number,
        url=target if target.startswith(("http://", "https://")) else None,
        label=label,
        fetched_at=None if unbelievable(moment, now) else moment,
        saved_unknown=unbelievable(moment, now),
        headers={**headers, "warc-truncated": cut} if cut else headers,
    )


def _answer(content: bytes) -> tuple[int, str, str | None, Mapping[str, str], bytes] | None:
    """Status, type, charset, headers in lower case and the bytes behind them; None where there is no HTTP."""
    from fastwarc.warc import ArchiveIterator

    # An open file, never a name: given a name, fastwarc would open addresses of the network too.
    stream = io.BytesIO(_ENVELOPE % len(content) + content + b"\r\n\r\n")
    record: Any
    for record in ArchiveIterator(stream, parse_http=True, auto_decode="none"):
        if record.http_headers is None or record.http_headers.status_code is None:
            return None
        headers = {str(name).lower(): str(value) for name, value in record.http_headers.items()}
        media = record.http_content_type or ""
        return record.http_headers.status_code, media, record.http_charset, headers, record.reader.read()
    return None


def _check_digests(
    content: bytes,
    stored: bytes,
    headers: Mapping[str, str],
    fields: Mapping[str, str],
    cut: str | None,
    max_bytes: int,
) -> None:
    """Raises CaptureError "digest-mismatch". Writers do not agree on what a payload is: any of three will do."""
    if agrees(content, fields.get("warc-block-digest")) is False:
        raise CaptureError(
            "digest-mismatch", "its bytes are not those of its WARC-Block-Digest: it was damaged or changed"
        )
    told = fields.get("warc-payload-digest")
    if cut is not None or agrees(stored, told) is not False:
        return
    for coding in ("", headers.get("content-encoding", "")):
        try:
            read = page_bytes(stored, transfer=headers.get("transfer-encoding", ""), coding=coding, max_bytes=max_bytes)
        except CaptureError:
            return  # what is wrong with it is said when it is read
        if agrees(read, told):
            return
    raise CaptureError("digest-mismatch", "its page is not that of its WARC-Payload-Digest: it was damaged or changed")


def _lacks(body: bytes, headers: Mapping[str, str]) -> bool:
    """Did the server promise more? What was packed or chunked was counted so, and is kept otherwise by many."""
    told = headers.get("content-length", "")
    if "content-encoding" in headers or "transfer-encoding" in headers:
        return False
    return told.isdecimal() and len(told) < 19 and int(told) > len(body)


def _record_too_large(head: WarcHead, max_bytes: int) -> CaptureError:
    return CaptureError("too-large", f"it has {head.size:,} bytes, over the limit of {max_bytes:,} (max_bytes)")


def _path(target: str) -> str:
    try:
        return urlsplit(target).path
    except ValueError:  # "[" that opens no address
        return ""


def _remarks(cut: str | None, moment: datetime | None, now: datetime | None) -> str:
    remarks = f", its beginning only ({cut})" if cut else ""
    if moment is not None and unbelievable(moment, now):
        remarks += f", its date {moment.date().isoformat()} not believed"
    return remarks


def unbelievable(moment: datetime | None, now: datetime | None) -> bool:
    """Does it lie ahead, or before there was a web?"""
    return moment is not None and (moment.year < FIRST_YEAR or (now is not None and moment > now + _AHEAD))


def moment_of(written: str | None) -> datetime | None:
    """A WARC-Date; None where there is none, or none to the second: a year alone is no moment.

    >>> moment_of("2023-02-16T10:00:00.123456789Z")
    datetime.datetime(2023, 2, 16, 10, 0, 0, 123456, tzinfo=datetime.timezone.utc)
    """
    if not written or "T" not in written:
        return None
    try:
        moment = datetime.fromisoformat(_FRACTION.sub(r"\1", written).replace("Z", "+00:00"))
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
