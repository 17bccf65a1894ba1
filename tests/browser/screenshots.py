"""Pictures of the desk for the documentation: `python -m tests.browser.screenshots` writes docs/pictures anew.

Of pages that may be published: examples/pages, CC BY.
"""

import io
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tests.browser.at_work import EXAMPLES, ROOT, NoBrowser, desks, made_ledger, opened_browser
from tests.browser.looking import until
from tests.browser.views import World, world_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PICTURES = ROOT / "docs" / "pictures"
MOST_BYTES = 150_000
# An indexed palette: text and flat tints need no more.
COLOURS = 128

WIDE, PHONE = (1280, 800), (360, 740)


@dataclass(frozen=True, slots=True)
class Shot:
    """name: of the file. path: what is shown. first: done before it is taken."""

    name: str
    path: str
    size: tuple[int, int] = WIDE
    theme: str = "light"
    first: Callable[["Page"], None] = lambda page: None


def _at(selector: str) -> Callable[["Page"], None]:
    """Scrolled so that this stands at the top."""
    return lambda page: page.locator(selector).first.evaluate("e => e.scrollIntoView({block: 'start'})")


def _lit(page: "Page") -> None:
    until(page, "(CSS.highlights.get('lit')?.size ?? 0) > 0")
    # From the paragraph before it on: what stands above is cut through else.
    page.evaluate("scrollBy(0, document.querySelectorAll('.block')[1].getBoundingClientRect().top)")


def _opened(selector: str) -> Callable[["Page"], None]:
    return lambda page: page.locator(selector).first.evaluate("e => { e.open = true; }")


SHOTS = (
    Shot("today", "/"),
    Shot("today-dark", "/", theme="dark"),
    Shot("add", "/add"),
    Shot("add-result", "{world.held}"),
    Shot("record", "/record/{world.record}"),
    Shot("record-dark", "/record/{world.record}", theme="dark"),
    Shot("record-phone", "/record/{world.record}", size=PHONE),
    Shot("page", "/page/{world.page}#w={world.stretch}", first=_lit),
    Shot("page-dark", "/page/{world.page}#w={world.stretch}", theme="dark", first=_lit),
    Shot("why", "/page/{world.page}/why?w={world.stretch}"),
    Shot("what-if", "/whatif?q={world.scenario}"),
    Shot("what-if-slots", "/whatif?q={world.scenario}", first=_opened(".understood")),
    Shot("what-if-lines", "/whatif?q={world.scenario}", first=_at("#unknown")),
    Shot("search", "/search?q=assistance"),
    Shot("actor", "/actor?who=Russia"),
    Shot("actor-dark", "/actor?who=Russia", theme="dark"),
    Shot("actor-phone", "/actor?who=Russia", size=PHONE),
    Shot("brief", "/brief?actor=Russia"),
    Shot("matrix", "/matrix"),
    Shot("map", "/map"),
    Shot("map-dark", "/map", theme="dark"),
    Shot("compare", "/actor?who=Russia&at=2002-01-01&and=2006-01-01", first=_at("#compare")),
)


def taken(browser: "Browser", world: World, shot: Shot) -> bytes:
    """The picture, as a PNG with a palette."""
    width, height = shot.size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=shot.theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.goto(world.desks.full + shot.path.format(world=world), wait_until="networkidle")
    shot.first(page)
    page.wait_for_timeout(150)
    png = in_palette(page.screenshot())
    context.close()
    return png


def in_palette(png: bytes) -> bytes:
    """The picture with COLOURS colours."""
    from PIL import Image

    whole = Image.open(io.BytesIO(png)).convert("RGB")
    written = io.BytesIO()
    # Of the ways there are this one keeps colours that are rare: an underline must not take another's.
    whole.quantize(COLOURS, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
        written, "PNG", optimize=True
    )
    return written.getvalue()


def main() -> None:
    """Take every one, or those that are named."""
    wanted = set(sys.argv[1:])
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as made, opened_browser() as browser:
        folder = Path(made)
        ledger = made_ledger(folder / "examples.db", *sorted(EXAMPLES.iterdir()))
        with desks(folder, ledger) as at_work:
            world = world_of(at_work)
            for shot in SHOTS:
                if wanted and shot.name not in wanted:
                    continue
                png = taken(browser, world, shot)
                assert len(png) < MOST_BYTES, f"{shot.name} has {len(png):,} bytes"
                (PICTURES / f"{shot.name}.png").write_bytes(png)
                print(f"{shot.name}: {len(png):,} bytes")


if __name__ == "__main__":
    try:
        main()
    except NoBrowser as missing:
        sys.exit(str(missing))
