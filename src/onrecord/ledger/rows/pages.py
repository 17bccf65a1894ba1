"""Pages, and where they were seen, as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, plain
from onrecord.terms.ids import content_id
from onrecord.terms.pages import Page, PageKind

PAGE = ("given_id", "given_date", "body")
SIGHTING = ("address", "url", "encoding", "encoding_basis", "content_type", "fetched_at")


def page_row(page: Page) -> Row:
    """What is the page's wherever it is seen."""
    return {"id": page.id, "sha256": page.digest, "kind": page.kind.value, **plain(page, PAGE)}


def sighting_row(page: Page, number: int) -> Row:
    """Where and how it was seen. number: of its page."""
    return {
        "id": content_id("sighting", [page.id, page.address, page.url]),
        "page": number,
        **plain(page, SIGHTING),
        "headers": dict(page.headers),
    }


def page_of(row: AnyRow, sighting: AnyRow) -> Page:
    """The page as it was seen at one address."""
    return Page(kind=PageKind(row.kind), headers=sighting.headers, **plain(row, PAGE), **plain(sighting, SIGHTING))
