"""Documents as rows and back, but for their text, which is a row of its own."""

from onrecord.ledger.rows.cells import AnyRow, Row, bounds_columns, bounds_of, plain
from onrecord.terms.dates import Basis, PublishedDate
from onrecord.terms.documents import Block, BlockRole, Document
from onrecord.terms.reading_json import refusal_json
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Run, SourceMap, Span

PLAIN = ("title", "publisher", "author", "credit", "language")


def document_row(document: Document, document_id: str) -> Row:
    """The document but for its text and the numbers of its reading and text."""
    published = document.published
    return {
        "id": document_id,
        **plain(document, PLAIN),
        **bounds_columns("published", published.bounds if published else None),
        "published_basis": published.basis.value if published else None,
        "layout": {
            "blocks": [[b.role.value, b.span.start, b.span.end] for b in document.blocks],
            "source_map": [[r.start, r.end, r.source_start] for r in document.source_map.runs],
        },
        "refused": [refusal_json(r) for r in document.refusals],
    }


def document_of(row: AnyRow, page_id: str, text: bytes) -> Document:
    """The document, from its row and its text as stored."""
    return Document(
        page_id=page_id,
        text=text_from(text),
        blocks=tuple(Block(BlockRole(role), Span(start, end)) for role, start, end in row.layout["blocks"]),
        source_map=SourceMap(tuple(Run(*run) for run in row.layout["source_map"])),
        published=published_of(row),
        refusals=tuple(
            Refusal(r["room"], r["code"], r["reason"], Span(*r["span"]) if r["span"] else None) for r in row.refused
        ),
        **plain(row, PLAIN),
    )


def published_of(row: AnyRow) -> PublishedDate | None:
    """When the page was published."""
    bounds = bounds_of(row, "published")
    return PublishedDate(bounds, Basis(row.published_basis)) if bounds else None


def text_bytes(text: str) -> bytes:
    """A text as it is stored: halves of surrogate pairs survive."""
    return text.encode("utf-8", "surrogatepass")


def text_from(stored: bytes) -> str:
    """The text as it was."""
    return stored.decode("utf-8", "surrogatepass")
