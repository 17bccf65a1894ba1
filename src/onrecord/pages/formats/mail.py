"""E-mail (.eml), and web pages saved as MHTML, which is e-mail by its form.

In:      one message
Out:     of e-mail an Article (its plain part) or Markup (its HTML part), with subject, sender and day; of MHTML the
         page, with its address and the moment it was saved
Refuses: a message without words; one cut short inside its parts; one of too many parts
Source:  RFC 5322, RFC 2045 to 2049, RFC 2557; Python's email package
Shown:   tests/pages/test_formats.py
"""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from email import policy
from email.errors import CloseBoundaryNotFoundDefect, StartBoundaryNotFoundDefect
from email.message import EmailMessage, MIMEPart
from email.parser import BytesParser
from email.utils import parsedate_to_datetime

from onrecord.pages.formats.found import Article, FormatSource, Found, Markup
from onrecord.pages.formats.whole import STUMBLES, whole_file
from onrecord.pages.refused import CaptureError

_HEADERS = re.compile(
    rb"(?:From |(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|X-[A-Za-z-]+|DKIM-Signature|"
    rb"From|Date|Subject|To|Snapshot-Content-Location|Content-Type):)",
    re.IGNORECASE,
)
_KNOWN = re.compile(rb"^(?:From|Date|Subject|MIME-Version|Content-Type|Message-ID):", re.IGNORECASE | re.MULTILINE)
# A text that happens to begin "From:" has fewer lines of a header.
MIN_HEADERS = 3
# Lines that begin as those between parts do; a long thread of signatures and rules has some hundred.
MAX_PARTS = 10_000


class Mail:
    """Messages: by name, or by three lines of a header or more."""

    def recognises(self, head: bytes, name: str, /) -> bool:
        """By name or first lines."""
        if not _HEADERS.match(head):
            return False
        top = re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
        return name.endswith((".eml", ".mht", ".mhtml")) or len(set(_KNOWN.findall(top))) >= MIN_HEADERS

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The message."""
        body = whole_file(source)
        # An object for each part, of which nobody sends so many.
        if (parts := body.count(b"\n--")) > MAX_PARTS:
            reason = f"up to {parts:,} parts are more than are read of one message ({MAX_PARTS:,})"
            raise CaptureError("too-large", reason)
        try:
            message = BytesParser(policy=policy.default).parsebytes(body)
        except STUMBLES as error:  # parts within parts, deeper than the parser follows
            raise CaptureError("broken-file", f"the message cannot be taken apart: {type(error).__name__}") from error
        if any(
            isinstance(defect, CloseBoundaryNotFoundDefect | StartBoundaryNotFoundDefect)
            for part in message.walk()
            for defect in part.defects
        ):
            raise CaptureError("broken-file", "the message ends inside one of its parts: it is cut short")
        saved = message.get("Snapshot-Content-Location")
        if saved is not None or message.get_content_type() == "multipart/related":
            yield _saved_page(message, str(saved) if saved is not None else None)
        else:
            yield _mail(message)


def _saved_page(message: EmailMessage, url: str | None) -> Markup:
    part = next((p for p in message.walk() if p.get_content_type() == "text/html"), None)
    if part is None:
        raise CaptureError("empty", "the saved page holds no HTML")
    located = part.get("Content-Location")
    return Markup(
        body=_bytes(part),
        made_by="the page of an MHTML file",
        url=_web(url) or _web(str(located) if located else None),
        label=part.get_content_charset(),
        fetched_at=_moment(message),
    )


def _mail(message: EmailMessage) -> Found:
    subject, sender = _header(message, "Subject"), _header(message, "From")
    moment = _moment(message)
    given = _header(message, "Message-ID")
    plain = message.get_body(("plain",))
    if plain is not None and (words := _text(plain)).strip():
        return Article(
            text=words,
            made_by="the plain part of an e-mail",
            title=subject,
            author=re.sub(r"\s*<[^>]*>", "", sender).strip('" ') if sender else None,
            date=moment.date().isoformat() if moment else None,
            given_id=given,
        )
    rich = message.get_body(("html",))
    if rich is None:
        raise CaptureError("empty", "the message has no part with words: only attachments")
    words = _text(rich)
    if subject and "<title" not in words.lower():
        words = f"<title>{html.escape(subject)}</title>{words}"
    return Markup(
        body=words.encode("utf-8", "replace"),
        made_by="the HTML part of an e-mail",
        label="utf-8",
        day=moment.date() if moment else None,
    )


def _bytes(part: MIMEPart) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _text(part: MIMEPart) -> str:
    try:
        content = part.get_content()
    except (LookupError, ValueError):  # a character set nobody knows, or with a zero byte in its name
        return _bytes(part).decode("utf-8", "replace")
    return content if isinstance(content, str) else ""


def _header(message: EmailMessage, name: str) -> str | None:
    try:
        value = message.get(name)
    except STUMBLES:  # a header that the standard parser stumbles over
        return None
    return str(value).strip() or None if value is not None else None


def _moment(message: EmailMessage) -> datetime | None:
    written = _header(message, "Date")
    try:
        moment = parsedate_to_datetime(written) if written else None
    except (ValueError, OverflowError):
        return None
    return moment.replace(tzinfo=UTC) if moment is not None and moment.tzinfo is None else moment


def _web(url: str | None) -> str | None:
    return url if url and url.startswith(("http://", "https://")) else None
