"""Pages saved with the browser extension SingleFile: HTML with the address and the moment in a comment.

In:      such a page
Out:     Markup with its address and the moment it was saved
Refuses: nothing
Source:  SingleFile 1.22 and later, the comment behind <html>
Shown:   tests/pages/test_formats.py
"""

import re
from collections.abc import Iterator
from datetime import datetime

from onrecord.pages.bodies import whole_body
from onrecord.pages.formats.found import FormatSource, Found, Markup

_COMMENT = re.compile(
    rb"<!--\s*Page saved with SingleFile\s*\n\s*url:\s*(?P<url>\S+)\s*\n(?:\s*saved date:\s*(?P<saved>[^\n]*?)\s*\n)?"
)
_SAVED = re.compile(r"\w{3} (\w{3} \d\d \d{4} \d\d:\d\d:\d\d) GMT([+-]\d{4})")


class SingleFile:
    """HTML with SingleFile's comment near its top."""

    def recognises(self, head: bytes, _name: str, /) -> bool:
        """By the comment."""
        return _COMMENT.search(head[:4096]) is not None

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The page."""
        body = whole_body(source.stream, max_bytes=source.options.max_bytes, compressed=source.compressed)
        told = _COMMENT.search(body[:4096])
        url = told["url"].decode("utf-8", "replace") if told else None
        yield Markup(
            body=body,
            made_by="saved with SingleFile",
            url=url if url and url.startswith(("http://", "https://")) else None,
            fetched_at=_moment(told["saved"].decode("ascii", "replace")) if told and told["saved"] else None,
        )


def _moment(written: str) -> datetime | None:
    match = _SAVED.match(written)
    try:
        return datetime.strptime(f"{match[1]} {match[2]}", "%b %d %Y %H:%M:%S %z") if match else None
    except ValueError:
        return None
