"""Pictures on a page: drawn twice, for wide and narrow screens, with one table of the same values beneath.

In:      a function that draws at a width
Out:     Shown: SVG that may stand in a template, the table as rows of words and links
Shown:   tests/faces/web/test_actor.py
"""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import APIRouter
from markupsafe import Markup
from starlette.responses import Response

from onrecord.drawings import NARROW_PX, WIDE_PX, Drawing, Table, stylesheet
from onrecord.drawings.twins import Value

router = APIRouter(include_in_schema=False)

# More rows make a page nobody reads: the data as CSV has them all.
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class CellShown:
    """words: None where it is not said."""

    words: str | None
    href: str | None


@dataclass(frozen=True, slots=True)
class PictureShown:
    """wide, narrow: the same picture. more: rows that the table leaves out."""

    wide: Markup
    narrow: Markup
    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[CellShown, ...], ...]
    more: int


def picture(draw: Callable[[int, str], Drawing], name: str) -> PictureShown:
    """draw: at a width, with a name for its ids. The SVG is written by an XML writer: none of it is a page's markup."""
    wide, narrow = draw(WIDE_PX, f"{name}-wide"), draw(NARROW_PX, f"{name}-narrow")
    table = wide.table
    return PictureShown(
        wide=Markup(wide.svg),
        narrow=Markup(narrow.svg),
        caption=table.caption,
        columns=table.columns,
        rows=_rows(table),
        more=max(len(table.rows) - MOST_ROWS, 0),
    )


def _rows(table: Table) -> tuple[tuple[CellShown, ...], ...]:
    return tuple(tuple(CellShown(_words(c.value), c.href) for c in row) for row in table.rows[:MOST_ROWS])


def _words(value: Value) -> str | None:
    return f"{value:,}" if isinstance(value, int) else None if value is None else str(value)


@router.get("/pictures.css")
def pictures_css() -> Response:
    """The colours of the pictures, in both themes."""
    return Response(stylesheet(), media_type="text/css", headers={"Cache-Control": "max-age=3600"})
