"""Clean text: what the caller hands over is the text, offsets unchanged.

In:      a Page of kind CLEAN
Out:     Document whose text is the page's, a body block a line
Refuses: text without a letter, text that is clearly not English
Shown:   tests/documents/test_clean.py
"""

import re

from onrecord.documents.english_check import refused_language
from onrecord.documents.published import published_on
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.pages import Page
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import SourceMap, Span

_LINE = re.compile(r"\S(?:[^\n]*\S)?")


def read_clean(page: Page) -> Document | Refusal:
    """Read clean text. No headline is guessed and nothing is left out."""
    # Lone surrogates are text to a JSON reader; they must come out where they went in.
    text = page.body.decode(page.encoding, "surrogatepass" if page.encoding.lower().startswith("utf") else "replace")
    blocks = tuple(Block(BlockRole.BODY, Span(*match.span())) for match in _LINE.finditer(text))
    if not blocks:
        return Refusal("documents", "empty", "the text holds nothing but white space")
    language, refusal = refused_language(text)
    if refusal is not None:
        return refusal
    return Document(
        page_id=page.id,
        text=text,
        blocks=blocks,
        source_map=SourceMap.identity(len(text)),
        published=published_on(page, (), clock=None),
        language=language,
    )
