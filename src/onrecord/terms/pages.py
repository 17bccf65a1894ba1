"""A page as it came: bytes and what was said about them, before anything is read."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache

from onrecord.terms.ids import bytes_digest, content_id
from onrecord.terms.refusals import Refusal


class PageKind(StrEnum):
    """How a page is to be read.

    CLEAN:   text whose offsets must not change, nothing in it is boilerplate.
    ARTICLE: a JSON object with the parts of an article (title, publisher, author, url, date, text), as a file of
             articles told them apart; its source text is the title, a blank line, and the text.
    SHEET:   a sheet of red lines that a person keeps, or the list of its rows; SHEET_ROW: one row of it. No reader
             reads them: what they say was entered by hand (terms/sheets.py).
    """

    HTML = "html"
    TEXT = "text"
    CLEAN = "clean"
    ARTICLE = "article"
    SHEET = "sheet"
    SHEET_ROW = "sheet row"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One captured page.

    address:          where it came from: a URL, a path, "-" for standard input, "FILE:LINE" for JSON lines,
                      "FILE:NUMBER" for one of several articles in a file.
    body:             the bytes, decompressed.
    kind:             as a PageKind says.
    encoding:         codec name that decodes `body`; encoding_basis says who said so ("http header", "meta tag",
                      "byte order mark", "detected", "default").
    url:              the page's own web address when known, else None.
    content_type:     as declared, without parameters; None when nobody declared one.
    fetched_at:       when it was fetched or saved, as the archive it comes from says, else by the caller's clock;
                      time-zone aware; None when neither says.
    given_id:         the caller's own id for it (JSON lines, a row, a message), echoed in the reading; None otherwise.
    given_date:       publication date the caller, or the file of articles, vouches for; None otherwise.
    headers:          HTTP response headers, lower-case names; empty for files. `warc-truncated` where a web archive
                      kept only the beginning of the page: why.
    """

    address: str
    body: bytes
    kind: PageKind
    encoding: str
    encoding_basis: str
    url: str | None = None
    content_type: str | None = None
    fetched_at: datetime | None = None
    given_id: str | None = None
    given_date: date | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def digest(self) -> str:
        """SHA-256 of the body, 64 hex digits."""
        return _digest(self.body)

    @property
    def id(self) -> str:
        """From the body, the kind and the caller's own id and date: the same page read twice has one id.

        The address is left out: a file moved to another folder is the same page.
        """
        return page_id(self.digest, self.kind.value, self.given_id, self.given_date)


# A page is asked for its id some twenty times while it is stored, once for each of its events.
@lru_cache(maxsize=2)
def _digest(body: bytes) -> str:
    return bytes_digest(body)


def page_id(digest: str, kind: str, given_id: str | None, given_date: date | None) -> str:
    """The id of the page with this digest, kind and caller's own id and date."""
    return content_id("page", [digest, kind, given_id, given_date.isoformat() if given_date else None])


@dataclass(frozen=True, slots=True)
class RefusedPage:
    """A page that could not be captured: where it was asked for, and why it is not here."""

    address: str
    refusal: Refusal


@dataclass(frozen=True, slots=True)
class HeldPage:
    """A page that was captured again: the reading of its bytes, by who would read it now, is held already."""

    page: Page
    reading_id: str
