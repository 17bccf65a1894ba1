"""A brief on paper: A4 and letter, black on white, every quotation whole on one sheet, nothing cut."""

import io
from typing import TYPE_CHECKING, Any

import httpx
import pytest

from tests.browser.at_work import Desks

if TYPE_CHECKING:
    from playwright.sync_api import Page
    from pypdf import PageObject

pytestmark = pytest.mark.browser

BRIEFS = ("/brief", "/brief?actor=Russia&by=words")
FORMATS = ("A4", "Letter")
# What stays free at the left and the right of a sheet (static/brief.css), in points; 96 px are 72 points.
MARGIN_PT = 18 / 25.4 * 72
MARGIN_PX = MARGIN_PT / 72 * 96
WIDE_PX = {"A4": 210 / 25.4 * 96, "Letter": 8.5 * 96}

each_brief = pytest.mark.parametrize("brief", BRIEFS)
each_format = pytest.mark.parametrize("paper", FORMATS)

# What is seen of the view, but for what is not printed: (colour of the letters, of the ground behind them).
_COLOURS = """() => [...document.querySelectorAll('main, main *')].filter(e => e.checkVisibility()).map(e => {
  const style = getComputedStyle(e);
  return [style.color, style.backgroundColor];
})"""


def printed(page: "Page", desk: str, brief: str, paper: str) -> "list[PageObject]":
    """The sheets, as text can be read from them."""
    from pypdf import PdfReader

    page.goto(desk + brief)
    return list(PdfReader(io.BytesIO(page.pdf(format=paper))).pages)


def bare(words: str) -> str:
    """Without white space, which the ends of lines add."""
    return "".join(words.split())


def quoted(desk: str, brief: str) -> list[dict[str, Any]]:
    """Every quotation of the brief, as its data has it."""
    path, _, query = brief.partition("?")
    value = httpx.get(f"{desk}{path}.json?{query}", timeout=60).json()
    held = [line for s in value["sections"] for group in s["groups"] for line in group["lines"]]
    return [line["quoted"] for line in held] + [line["beside"]["quoted"] for line in held if line["beside"]]


@each_brief
@each_format
def test_each_quotation_is_whole_on_one_sheet_with_its_source(
    brief: str, paper: str, page: "Page", at_work: Desks
) -> None:
    sheets = [bare(sheet.extract_text()) for sheet in printed(page, at_work.full, brief, paper)]
    held = quoted(at_work.full, brief)
    assert held
    assert len(sheets) > 1
    for one in held:
        source = bare(f"{one['speaker'] or 'told by the page itself'}, {one['day']}")
        on = [sheet for sheet in sheets if bare(one["words"]) in sheet]
        assert on, f"cut in two: {one['words']}"
        assert any(source in sheet and f"[{one['note']}]" in sheet for sheet in on), one["words"]


@each_format
def test_sheets_are_numbered_and_the_rest_of_the_desk_is_not_printed(paper: str, page: "Page", at_work: Desks) -> None:
    sheets = [sheet.extract_text() for sheet in printed(page, at_work.full, "/brief", paper)]
    assert [f"page {n} of {len(sheets)}" in text for n, text in enumerate(sheets, start=1)] == [True] * len(sheets)
    assert not any("As data:" in text or "Keys ( ? )" in text for text in sheets)


@each_format
def test_nothing_stands_outside_the_margins(paper: str, page: "Page", at_work: Desks) -> None:
    for sheet in printed(page, at_work.full, "/brief", paper):
        began: list[tuple[float, float]] = []

        def seen(text: str, cm: Any, tm: Any, _font: Any, _size: Any, began: list[Any] = began) -> None:
            if text.strip():  # where the matrices put its first letter, in points from the lower left corner
                began.append((cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]))

        sheet.extract_text(visitor_text=seen)
        wide, high = float(sheet.mediabox.width), float(sheet.mediabox.height)
        assert began
        assert [at for at in began if not (MARGIN_PT - 1 <= at[0] <= wide - MARGIN_PT and 0 < at[1] < high)] == []
    # Where a line ends, as it is laid out between the margins.
    page.emulate_media(media="print")
    page.set_viewport_size({"width": int(WIDE_PX[paper] - 2 * MARGIN_PX), "height": 1000})
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_it_is_black_on_white_in_both_themes(theme: str, page: "Page", at_work: Desks) -> None:
    page.goto(f"{at_work.full}/brief")
    page.emulate_media(media="print", color_scheme=theme)  # type: ignore[arg-type]
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    seen = {tuple(pair) for pair in page.evaluate(_COLOURS)}
    assert {ink for ink, _ in seen} == {"rgb(0, 0, 0)"}
    assert {ground for _, ground in seen} <= {"rgba(0, 0, 0, 0)", "rgb(255, 255, 255)"}
