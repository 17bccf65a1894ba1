"""Pages, where they were seen, and those that could not be captured, as rows and back."""

from onrecord.ledger.rows.cells import AnyRow, Row, plain
from onrecord.terms.ids import content_id
from onrecord.terms.pages import Page, PageKind, RefusedPage
from onrecord.terms.refusals import Refusal

PAGE = ("given_id", "given_date", "body")
REFUSAL = ("room", "code", "reason")
SIGHTING = ("address", "url", "encoding", "encoding_basis", "content_type", "fetched_at")


def page_row(page: Page) -> Row:
    """What is the page's wherever it is seen."""
    return {"id": page.id, "sha256": page.digest, "kind": page.kind.value, **plain(page, PAGE)}


def sighting_row(page: Page, number: int) -> Row:
    """Where and how it was seen. number: of its page."""
    return {
        "id": sighting_id(page.id, page.address, page.url),
        "page": number,
        **plain(page, SIGHTING),
        "headers": dict(page.headers),
    }


def sighting_id(page_id: str | None, address: str, url: str | None) -> str:
    """The same page seen twice at one address was seen there."""
    return content_id("sighting", [page_id, address, url])


def page_of(row: AnyRow, sighting: AnyRow) -> Page:
    """The page as it was seen at one address."""
    return Page(kind=PageKind(row.kind), headers=sighting.headers, **plain(row, PAGE), **plain(sighting, SIGHTING))


def refused_row(refused: RefusedPage) -> Row:
    """What was refused, where and why: one row, however often it was tried."""
    return {"id": refused_id(refused), "address": refused.address, **plain(refused.refusal, REFUSAL)}


def refused_of(row: AnyRow) -> RefusedPage:
    """It again."""
    return RefusedPage(row.address, Refusal(**plain(row, REFUSAL)))


def refused_id(refused: RefusedPage) -> str:
    """From the address and the whole refusal."""
    refusal = refused.refusal
    return content_id("refused", [refused.address, refusal.room, refusal.code, refusal.reason])
