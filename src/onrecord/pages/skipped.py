"""What stands in an archive beside pages, and is passed over by name.

In:      the kind of a record, what it says of itself
Out:     Skipped: a value to count by
Source:  ISO 28500 (WARC 1.1) for the kinds of records
Shown:   tests/pages/test_web_archives.py

A skip is no refusal: nothing is wrong with a picture, a request or a revisit, it is only no page. What should be a page
and cannot be read is a RefusedPage.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Skip(StrEnum):
    """Why something in an archive is no page.

    REVISIT: the same bytes were seen before; `Skipped.url` and `fetched_at` say where and when they were seen again.
    ABOUT:   warcinfo and metadata: the archive on itself.
    CONVERTED: a text somebody took out of a page (WET); the page itself is read where it is.
    CONTINUED: the rest of a record begun in another file.
    FOLDER:  a folder, inside a tar.
    """

    REVISIT = "revisit"
    REQUEST = "request"
    ABOUT = "about-the-archive"
    DNS = "dns"
    ROBOTS = "robots-txt"
    NO_TARGET = "no-target"
    HTTP_STATUS = "http-status"
    NOT_HTML = "not-html"
    NOT_HTTP = "not-http"
    CONVERTED = "converted"
    CONTINUED = "continued"
    UNKNOWN = "unknown-record"
    FOLDER = "folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """One thing in an archive that is no page.

    address:    where it stands, as a page's would.
    reason:     a sentence for a person.
    url:        what it is of; None where it does not say.
    fetched_at: when it was seen, as the archive says; time-zone aware.
    payload:    of a revisit, the digest of what was seen before, as the archive writes it ("sha1:..."); None else.
    """

    address: str
    why: Skip
    reason: str
    url: str | None = None
    fetched_at: datetime | None = None
    payload: str | None = None
