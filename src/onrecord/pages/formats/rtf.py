"""RTF: a document, or an export of a press database in one.

In:      an RTF file
Out:     its Text; an Article each of a Nexis or Factiva export
Refuses: a file that is cut short or without words
Source:  Rich Text Format 1.9.1; striprtf (BSD-3-Clause), of the extra `formats`
Shown:   tests/pages/test_formats.py, tests/pages/test_exports.py
"""

from collections.abc import Iterator

from onrecord.pages.formats.exports import export_articles
from onrecord.pages.formats.found import FormatSource, Found, Text, extra_missing
from onrecord.pages.formats.whole import STUMBLES, whole_file
from onrecord.pages.refused import CaptureError

_MADE_BY = "text of an RTF, by striprtf; not letter for letter the file"


class Rtf:
    r"""Files that begin with {\rtf."""

    def recognises(self, head: bytes, _name: str, /) -> bool:
        """By the first bytes."""
        return head.lstrip().startswith(b"{\\rtf")

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The document's words, one paragraph a line."""
        try:
            from striprtf.striprtf import rtf_to_text
        except ModuleNotFoundError:
            raise extra_missing("striprtf", "RTF files") from None
        body = whole_file(source)
        # RTF is ASCII that names its code pages itself; a group left open is a file cut short.
        raw = body.decode("latin-1").rstrip("\x00 \r\n\t")
        if not raw.endswith("}"):
            raise CaptureError("broken-file", "the RTF ends inside a group: it is cut short")
        try:
            text = rtf_to_text(raw, errors="replace")
        except STUMBLES as error:
            raise CaptureError("broken-file", f"the RTF is damaged: {error}") from None
        articles = export_articles(text.split("\n"), made_by=_MADE_BY)
        if articles is not None:
            yield from articles
        else:
            yield Text(text="\n\n".join(line for line in text.split("\n") if line.strip()), made_by=_MADE_BY)
