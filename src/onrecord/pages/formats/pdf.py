"""PDF with a text layer.

In:      a PDF
Out:     its Text, page after page; offsets are into the text taken out, which stands nowhere in the file so
Refuses: a PDF that is encrypted, damaged, without a text layer (a scan), or of more pages than a report has
Source:  ISO 32000; pypdf (BSD-3-Clause), of the extra `formats`
Shown:   tests/pages/test_formats.py
"""

import io
import logging
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import normalize

from onrecord.pages.bodies import too_large, whole_body
from onrecord.pages.formats.found import FormatSource, Found, Text, extra_missing
from onrecord.pages.formats.whole import STUMBLES
from onrecord.pages.refused import CaptureError

# Letters that a printer joins and a reader takes apart: ﬀ, ﬁ, ﬂ, ﬃ, ﬄ, ﬅ, ﬆ.
_LIGATURES = {code: normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_NUMBER = re.compile(r"\d+")
MAX_PAGES = 2000
# A page of a scan may carry a stamp: fewer letters a page than this is no text layer.
MIN_LETTERS = 20

# A line goes on in the next when the next one's first word would have come this near to the longest lines of its page.
NEARLY_FULL = 0.92
# A line that stands on this many pages, numbers aside, is their head or foot.
MIN_REPEATS = 3

# It warns of every flaw of a file; what cannot be read is refused here.
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


class Pdf:
    """Files that begin with %PDF-."""

    def recognises(self, head: bytes, _name: str, /) -> bool:
        """By the first bytes; some writers put a few before them."""
        return b"%PDF-" in head[:1024]

    def read(self, source: FormatSource) -> Iterator[Found]:
        """The text of all pages as one."""
        try:
            import pypdf
            import pypdf.errors
        except ModuleNotFoundError:
            raise extra_missing("pypdf", "PDF files") from None
        body = whole_body(source.stream, max_bytes=source.options.max_bytes, compressed=source.compressed)
        try:
            reader = pypdf.PdfReader(io.BytesIO(body))
            if reader.is_encrypted and not reader.decrypt(""):
                raise CaptureError("encrypted", "the PDF asks for a password: save it without one")
            if len(reader.pages) > MAX_PAGES:
                raise CaptureError("too-large", f"the PDF has {len(reader.pages):,} pages, over {MAX_PAGES:,}")
            pages: list[str] = []
            for page in reader.pages:
                pages.append(page.extract_text())
                if sum(map(len, pages)) > source.options.max_bytes:
                    raise too_large(source.options.max_bytes, compressed=True)
        except (pypdf.errors.PyPdfError, *STUMBLES) as error:
            raise CaptureError(
                "broken-file", f"the PDF is damaged or cut short: {type(error).__name__}: {error}"
            ) from None
        text = "\n\n".join(paragraphs([page.translate(_LIGATURES) for page in pages]))
        if sum(map(str.isalpha, text)) < MIN_LETTERS * len(pages):
            raise CaptureError(
                "no-text-layer", "the PDF has no text layer: it is a scan; have its text recognised first"
            )
        yield Text(
            text=text, made_by=f"text layer of a PDF, by pypdf {pypdf.__version__}; not letter for letter the file"
        )


def paragraphs(pages: Sequence[str]) -> Iterator[str]:
    """The paragraphs of the pages, their lines put together again; heads, feet and page numbers are left out.

    >>> list(paragraphs(["The council met on Monday, and it is to\\nmeet again.\\nNo date was set."]))
    ['The council met on Monday, and it is to meet again.', 'No date was set.']
    """
    lines = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    seen = Counter(_NUMBER.sub("", line) for page in lines for line in dict.fromkeys(page))
    held = ""
    width = 0
    for page in lines:
        kept = [line for line in page if any(map(str.isalpha, line)) and seen[_NUMBER.sub("", line)] < MIN_REPEATS]
        lengths = sorted(map(len, kept))
        width = lengths[int(0.9 * (len(lengths) - 1))] if len(lengths) > 1 else width
        last = ""
        for line in kept:
            # A paragraph cut by the end of a page goes on with a small letter.
            if held and (_goes_on(last, line, width) if last else line[:1].islower()):
                held = f"{held}{line}" if held.endswith("-") else f"{held} {line}"
            else:
                if held:
                    yield held
                held = line
            last = line
    if held:
        yield held


def _goes_on(line: str, following: str, width: int) -> bool:
    return following[:1].islower() or len(line) + 1 + len(following.split(" ", 1)[0]) > NEARLY_FULL * width
