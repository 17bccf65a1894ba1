"""What kind of thing some bytes are: a web page, a text, or nothing we can read.

In:      bytes, what was declared of them (content type, name)
Out:     PageKind
Refuses: files of other kinds, named where we know them; bytes that are no text in any encoding
Source:  WHATWG MIME Sniffing Standard (tags that open a page); file signatures from the formats' own specifications
Shown:   tests/pages/test_sniff.py
"""

import re
from unicodedata import category

from onrecord.pages.refused import CaptureError
from onrecord.terms.pages import PageKind

_SIGNATURES = (
    (b"PK\x03\x04", "a ZIP archive or an office document other than DOCX", "unpack it, or save it as .docx or .html"),
    (b"\xd0\xcf\x11\xe0", "an office document of the years before 2007", "save it as .docx or .rtf"),
    (b"BZh", "compressed with bzip2", "decompress it first; gzip, xz and zstd are read"),
    (b"\xfd7zXZ\0", "compressed twice, with xz inside", "decompress it once first"),
    (b"\x28\xb5\x2f\xfd", "compressed twice, with zstd inside", "decompress it once first"),
    (b"\x1f\x8b", "compressed twice, with gzip inside", "decompress it once first"),
    (b"\x89PNG", "a picture (PNG)", "only pages of text are read"),
    (b"\xff\xd8\xff", "a picture (JPEG)", "only pages of text are read"),
    (b"GIF8", "a picture (GIF)", "only pages of text are read"),
    (b"SQLite format 3\0", "an SQLite database", "a ledger is opened with --ledger"),
)
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_UNTOLD_TYPES = frozenset({"application/octet-stream", "application/gzip", "application/x-gzip", "binary/octet-stream"})
_HTML_SUFFIXES = (".html", ".htm", ".xhtml")
# Only what no plain text would begin with: "<p>" may open a text about HTML, "<!doctype html" may not.
_OPENING = rb"(?:\s|<!--(?:(?!-->).){0,4000}-->|<\?xml[^>]{0,400}\?>)*"
# Only what no plain text would begin with: "<p>" may open a text about HTML, "<!doctype html" may not.
_OPENS_HTML = re.compile(_OPENING + rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
_MAY_OPEN_HTML = re.compile(
    _OPENING + rb"<(?:script|style|title|meta|link|h[1-6]|div|table|a|p|br|b|font|article|section|main|header)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_OPENS_FEED = re.compile(_OPENING + rb"<(?:rss|feed|rdf:RDF)\b", re.DOTALL)
_TAG = re.compile(rb"<[A-Za-z!/]")
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\f\x1b")) + b"\x7f"
_LOOKED_AT_BYTES = 65_536
# Random bytes show about .10 controls; a damaged text well below .01.
_MAX_CONTROL_SHARE = 0.02
_MAX_BROKEN_SHARE = 0.1
_ONLY_TEXT = "; only pages of HTML or text are read"


def refuse_other_formats(body: bytes, content_type: str | None) -> None:
    """Raises CaptureError for a file that is no page: by its first bytes, else by the type declared."""
    for signature, what, advice in _SIGNATURES:
        if body.startswith(signature):
            raise CaptureError("unsupported-format", f"this is {what}, not a page: {advice}")
    if _OPENS_FEED.match(body[:_LOOKED_AT_BYTES]):
        raise CaptureError(
            "unsupported-format",
            "this is a feed, not a page: give the addresses of the pages it lists, or watch it (`onrecord watch add`)",
        )
    if content_type and not content_type.startswith("text/") and content_type not in _HTML_TYPES | _UNTOLD_TYPES:
        raise CaptureError(
            "unsupported-format", f"the server calls this {content_type}, not a page of HTML or plain text"
        )


def refuse_binary(body: bytes, codec: str, kind: PageKind) -> None:
    """Raises CaptureError for bytes that make no text under the codec found for them."""
    head = body[:_LOOKED_AT_BYTES]
    text = head.decode(codec, "replace")
    broken = text.count("\ufffd") / max(1, len(text))
    if broken > _MAX_BROKEN_SHARE:
        raise CaptureError("binary", f"not text: {broken:.0%} of it cannot be decoded, read as {codec}{_ONLY_TEXT}")
    if codec.startswith(("utf-16", "utf-32")):
        share = sum(map(_is_no_letter, text)) / max(1, len(text))
    else:
        share = 1 - len(head.translate(None, _CONTROLS)) / len(head)
        # One zero byte in a long page is a blemish of HTML, which has a rule for it; no text file has any.
        if b"\0" in body and (kind is not PageKind.HTML or share > _MAX_CONTROL_SHARE):
            raise CaptureError("binary", f"not text: a zero byte at byte {body.index(0)}{_ONLY_TEXT}")
    if share > _MAX_CONTROL_SHARE:
        raise CaptureError("binary", f"not text: {share:.0%} of it are control characters or none at all{_ONLY_TEXT}")


def _is_no_letter(letter: str) -> bool:
    """Controls, private use, unassigned: a third of what random bytes make under UTF-16."""
    return category(letter) in ("Cc", "Cn", "Co", "Cs") and letter not in "\t\n\r\f"


def page_kind(body: bytes, *, content_type: str | None, name: str) -> PageKind:
    """HTML or TEXT. A page that opens as only HTML does is HTML under any name; without a tag in it, it is text.

    name: file name, path of a URL, or "" when there is none.
    """
    head = body[:_LOOKED_AT_BYTES]
    if b"\0" in head[:64]:  # UTF-16: its tags are ASCII with zero bytes between
        head = head.replace(b"\0", b"")
    head = head.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _OPENS_HTML.match(head):
        return PageKind.HTML
    if not _TAG.search(head):
        return PageKind.TEXT
    if content_type in _HTML_TYPES:
        return PageKind.HTML
    if content_type is not None and content_type not in _UNTOLD_TYPES:
        return PageKind.TEXT
    lower = name.lower().removesuffix(".gz")
    if lower.endswith(_HTML_SUFFIXES):
        return PageKind.HTML
    return PageKind.HTML if not lower.endswith(".txt") and _MAY_OPEN_HTML.match(head) else PageKind.TEXT
