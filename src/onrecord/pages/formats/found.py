"""What a file of articles holds, one at a time, and the page that each becomes.

In:      what a format's reader finds: an article in parts, a web page, a text, a part it cannot read or passes over
Out:     Page, RefusedPage or Skipped
Refuses: an article without a letter, over the limit, or with half a character in it
Shown:   tests/pages/test_formats.py
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from io import BufferedReader
from typing import Protocol

from onrecord.pages.bodies import too_large
from onrecord.pages.encodings import decide_encoding
from onrecord.pages.options import CaptureOptions
from onrecord.pages.prescan import declared_label
from onrecord.pages.refused import CaptureError
from onrecord.pages.skipped import Skip, Skipped
from onrecord.terms.pages import Page, PageKind, RefusedPage

_ISO = re.compile(r"\s*(\d{4})-(\d\d)-(\d\d)(?:[T ]\d\d:\d\d.*)?\s*", re.DOTALL)
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?:T?\d{4}(?:\d\d)?Z?)?\s*")
_EPOCH = re.compile(r"\s*(\d{10}|\d{13})(?:\.\d+)?\s*")
_MARKUP = re.compile(r"<(?:p|br|div|h[1-6]|ul|ol|blockquote)\b[^<>]{0,400}>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FormatSource:
    """An open file, as a format's reader gets it.

    stream:     plain bytes; decompressed where it came as gzip, and then `compressed` says so.
    fetched_at: by the caller's clock; None leaves it unknown.
    """

    stream: BufferedReader
    name: str
    compressed: bool
    options: CaptureOptions
    fetched_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article in parts. date: as the file writes it; None where it says nothing.

    part:    its number in the file, from 1; None when the file holds one.
    made_by: how the text was got out of the file, for `Page.encoding_basis`.
    """

    text: str
    made_by: str
    part: int | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    date: str | None = None
    given_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """One web page out of an archive.

    fetched_at:    when it was saved, as the archive says.
    saved_unknown: the archive tells a moment that cannot be: the caller's clock is then no better.
    """

    body: bytes
    made_by: str
    part: int | None = None
    url: str | None = None
    label: str | None = None
    day: date | None = None
    given_id: str | None = None
    fetched_at: datetime | None = None
    saved_unknown: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of a document that does not say what its parts are."""

    text: str
    made_by: str
    part: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A part that could not be read."""

    part: int
    error: CaptureError


@dataclass(frozen=True, slots=True, kw_only=True)
class Passed:
    """A part that is no page, as it should be. payload: of a revisit, the digest of what was seen before."""

    part: int
    why: Skip
    reason: str
    url: str | None = None
    fetched_at: datetime | None = None
    payload: str | None = None


Found = Article | Markup | Text | Unread | Passed


class FormatReader(Protocol):
    """Reads one kind of file.

    recognises: by the first bytes (8 kB at most) and the name, in lower case without ".gz"; "" where there is none.
    read:       what is in it, in order. CaptureError stops the file; what was found before it stays.
    """

    def recognises(self, head: bytes, name: str, /) -> bool: ...

    def read(self, source: FormatSource) -> Iterator[Found]: ...


def pages_of(found: Iterator[Found], *, address: str, source: FormatSource) -> Iterator[Page | RefusedPage | Skipped]:
    """A page for everything found; a part at the address "FILE:NUMBER"."""
    for one in found:
        here = address if one.part is None else f"{address}:{one.part}"
        if isinstance(one, Passed):
            yield Skipped(
                address=here,
                why=one.why,
                reason=one.reason,
                url=one.url,
                fetched_at=one.fetched_at,
                payload=one.payload,
            )
            continue
        try:
            if isinstance(one, Unread):
                raise one.error
            page = _page(one, here, source)
            if len(page.body) > source.options.max_bytes:
                raise too_large(source.options.max_bytes, compressed=source.compressed)
            yield page
        except CaptureError as refused:
            yield refused.at(here)


def _page(found: Article | Markup | Text, address: str, source: FormatSource) -> Page:
    if isinstance(found, Markup):
        encoding = decide_encoding(found.body, header_label=found.label, meta_label=declared_label(found.body))
        return Page(
            address=address,
            body=found.body,
            kind=PageKind.HTML,
            encoding=encoding.codec,
            encoding_basis=f"{encoding.basis}; {found.made_by}",
            url=found.url,
            content_type="text/html",
            fetched_at=found.fetched_at or (None if found.saved_unknown else source.fetched_at),
            given_id=found.given_id,
            given_date=found.day,
            headers=found.headers,
        )
    if not found.text.strip():
        raise CaptureError("empty", "there is no text in it")
    if isinstance(found, Article) and is_markup(found.text):
        return _page(_as_markup(found), address, source)
    article = isinstance(found, Article)
    return Page(
        address=address,
        body=_encoded(_parts(found) if isinstance(found, Article) else found.text),
        kind=PageKind.ARTICLE if article else PageKind.TEXT,
        encoding="utf-8",
        encoding_basis=found.made_by,
        url=found.url if isinstance(found, Article) else None,
        fetched_at=source.fetched_at,
        given_id=found.given_id if isinstance(found, Article) else None,
        given_date=iso_day(found.date) if isinstance(found, Article) else None,
    )


def _parts(article: Article) -> str:
    """The parts as JSON, in one order, so that the same article has one id."""
    named = {
        "title": article.title,
        "publisher": article.publisher,
        "author": article.author,
        "url": article.url,
        "date": article.date,
        "text": article.text,
    }
    held = {name: value.strip() for name, value in named.items() if value and value.strip()}
    held["text"] = article.text
    return json.dumps(held, ensure_ascii=False, sort_keys=True)


def _as_markup(article: Article) -> Markup:
    """An article whose text is HTML, as the web page it was: its other parts go where a page has them."""
    head = [f"<title>{html.escape(article.title)}</title>"] if article.title else []
    for attribute, name, value in (
        ("property", "og:site_name", article.publisher),
        ("name", "author", article.author),
        ("name", "date", article.date),
    ):
        if value:
            head.append(f'<meta {attribute}="{name}" content="{html.escape(value)}">')
    heading = f"<h1>{html.escape(article.title)}</h1>" if article.title else ""
    body = f"<article>{heading}{article.text}</article>"
    page = f"<!doctype html><html><head>{''.join(head)}</head><body>{body}</body></html>"
    return Markup(
        body=_encoded(page),
        made_by=f"{article.made_by}, its text HTML",
        part=article.part,
        url=article.url,
        label="utf-8",
        day=iso_day(article.date),
        given_id=article.given_id,
    )


def _encoded(text: str) -> bytes:
    try:
        return text.encode("utf-8")
    except UnicodeEncodeError:
        raise CaptureError(
            "lone-surrogate", "it holds half a character: write the whole pair, or leave it out"
        ) from None


def is_markup(text: str) -> bool:
    """Is the text of a field HTML? Some systems export it so."""
    return _MARKUP.search(text) is not None


def iso_day(written: str | None) -> date | None:
    """The day of an ISO date or timestamp, or of a count of seconds or milliseconds since 1970; None for anything else.

    >>> iso_day("2024-03-06T23:30:00-05:00"), iso_day("20240306"), iso_day("1709683200"), iso_day("6/3/2024")
    (datetime.date(2024, 3, 6), datetime.date(2024, 3, 6), datetime.date(2024, 3, 6), None)
    """
    if not written:
        return None
    match = _ISO.fullmatch(written) or _COMPACT.fullmatch(written)
    try:
        if match:
            return date(*map(int, match.groups()))
        epoch = _EPOCH.fullmatch(written)
        if epoch:
            seconds = int(epoch[1]) // (1000 if len(epoch[1]) == 13 else 1)
            return datetime.fromtimestamp(seconds, UTC).date()
    except ValueError:
        pass
    return None


def extra_missing(library: str, what: str) -> CaptureError:
    """The refusal for a format whose library is not installed."""
    return CaptureError("extra-missing", f"{what} need {library}: pip install 'onrecord[formats]'")
