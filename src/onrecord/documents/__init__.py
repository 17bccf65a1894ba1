"""STAND-IN until the room is built: every page is clean text, a block a paragraph."""

import re
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.pages import Page
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import SourceMap, Span


def read_page(page: Page) -> Document | Refusal:
    text = page.body.decode(page.encoding, "replace")
    blocks = tuple(Block(BlockRole.BODY, Span(*m.span())) for m in re.finditer(r"\S[^\n]*", text))
    return Document(page_id=page.id, text=text, blocks=blocks, source_map=SourceMap.identity(len(text)), language="en")
