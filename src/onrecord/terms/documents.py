"""A page, read: its main text in typed blocks, each tied to the place it came from."""

from dataclasses import dataclass
from enum import StrEnum

from onrecord.terms.copy_signature import CopySignature
from onrecord.terms.dates import PublishedDate
from onrecord.terms.ids import content_id
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import SourceMap, Span


class BlockRole(StrEnum):
    """What a block of the main text is. Boilerplate (clocks, breadcrumbs, adverts) is not in the text at all.

    POST: words set apart with their author, as "NAME: words".
    """

    HEADLINE = "headline"
    DATELINE = "dateline"  # "ANKARA, March 5 (Xinhua) --": where and when a story was filed
    SUBHEADING = "subheading"
    BODY = "body"
    LIST_ITEM = "list item"
    QUOTE = "quote"
    POST = "post"
    CAPTION = "caption"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading or list item: `span` into the document's text, no leading or trailing white space."""

    role: BlockRole
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """The readable part of one page.

    text:        main text, headline first where there is one; blocks are separated by "\\n\\n", a dateline from
                 its story by less.
    blocks:      in reading order, not overlapping; together they hold every word of `text`.
    source_map:  from `text` to the source's text: the decoded file for text pages, `body.textContent` (HTML
                 Living Standard parse) for HTML.
    title, publisher, author, credit: as the page gives them; None when it does not.
    credit:      the agency or outlet a story was taken from ("Story Credit: ..."), when named.
    published:   None when nothing bounds it.
    language:    ISO 639-1 code the text is in; None when too short to tell.
    refusals:    what was left out of the text for a reason worth telling.
    signature:   what tells copies of it; None when it was not made.
    """

    page_id: str
    text: str
    blocks: tuple[Block, ...]
    source_map: SourceMap
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    credit: str | None = None
    published: PublishedDate | None = None
    language: str | None = None
    refusals: tuple[Refusal, ...] = ()
    signature: CopySignature | None = None

    @property
    def id(self) -> str:
        """From the page and the text read from it: a better reader makes a new document of an old page."""
        return document_id(self.page_id, self.text)

    def block_at(self, position: int) -> Block | None:
        """The block that holds this code point; None between blocks."""
        return next((b for b in self.blocks if b.span.start <= position < b.span.end), None)


def document_id(page_id: str, text: str) -> str:
    """The id of the document with this text, read from the page with this id."""
    return content_id("doc", [page_id, text])
