"""A view looked at once, at every size and in both themes: what is wrong with it, by what is asked of it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

HERE = Path(__file__).parent
AXE = (HERE / "axe" / "axe.min.js").read_text(encoding="utf-8")
SEEING = (HERE / "seeing.js").read_text(encoding="utf-8")

# A laptop, a phone, the narrowest that must reflow, 1280 at 200%.
SIZES = ((1280, 800), (360, 740), (320, 640), (640, 400))
THEMES = ("light", "dark")

_AXE_RUN = """async options => (await axe.run(document, {resultTypes: ["violations"], ...options})).violations.map(
  v => `${v.id}: ${v.nodes.length}x ${v.nodes[0].html.slice(0, 160)}`)"""
# What a theme may change; with all rules in both themes the group would take half as long again.
_OF_A_THEME = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


@dataclass(slots=True)
class Seen:
    """Each list holds faults, in words. links: every address the view leads to. status: what the desk answered with."""

    status: int = 0
    console: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)
    sideways: list[str] = field(default_factory=list)
    axe: list[str] = field(default_factory=list)
    dim: list[str] = field(default_factory=list)
    faint: list[str] = field(default_factory=list)
    unseen_focus: list[str] = field(default_factory=list)
    small_targets: list[str] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    headings: int = 0


def sit_down(context: "BrowserContext", origin: str, name: str) -> None:
    """Somebody reviews in this browser: the name lies beside the session's cookie."""
    context.request.get(f"{origin}/keys")
    (session,) = [cookie["name"] for cookie in context.cookies(origin) if not cookie["name"].endswith("_by")]
    context.add_cookies([{"name": f"{session}_by", "value": name, "url": origin}])


def looked_at(browser: "Browser", address: str, *, script: bool = True, sits: str | None = None) -> Seen:
    """The view at this address. Folded parts are opened first, so that they are looked at too. sits: who reviews."""
    seen = Seen()
    context = browser.new_context(java_script_enabled=script, viewport={"width": 1280, "height": 800})
    page = context.new_page()
    origin = "{0.scheme}://{0.netloc}".format(urlsplit(address))
    if sits is not None:
        sit_down(context, origin, sits)
    page.on("console", _heard(seen, address))
    page.on("pageerror", lambda error: seen.console.append(str(error)))
    page.on("request", _asked(seen, origin))
    answer = page.goto(address)
    assert answer is not None
    seen.status = answer.status
    if script:  # what a view fetches for itself is part of it
        until(page, "document.querySelector('[hx-trigger=load]') === null")
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    page.evaluate(f"globalThis.seeing = {SEEING}")
    if script:
        page.evaluate(AXE)
        page.keyboard.press("Shift")  # from now on somebody who uses keys is at work
    for theme in THEMES if script else THEMES[:1]:  # without scripts the same rules give the same colours
        page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]
        for width, height in SIZES:
            page.set_viewport_size({"width": width, "height": height})
            where = f"{width} {theme}: "
            seen.sideways += _each(page, where, "seeing.sideways()")
            seen.small_targets += _each(page, where, "seeing.smallTargets()")
            if script:
                rules = _OF_A_THEME if theme == "dark" else {}
                seen.axe += [where + fault for fault in page.evaluate(_AXE_RUN, rules)]
        # Colours do not depend on the size, but on what is shown: pictures are others on a phone.
        for width in (1280, 360) if script else ():
            page.set_viewport_size({"width": width, "height": 740})
            where = f"{width} {theme}: "
            seen.dim += _each(page, where, "seeing.dim()")
            seen.faint += _each(page, where, "seeing.faint()")
            seen.unseen_focus += _each(page, where, "seeing.unseenFocus()")
    seen.nowhere = page.evaluate("seeing.nowhere()")
    seen.links = page.evaluate("seeing.links()")
    seen.headings = page.locator("h1").count()
    context.close()
    return seen


def _each(page: "Page", where: str, asked: str) -> list[str]:
    return [where + fault for fault in page.evaluate(asked)]


def _heard(seen: Seen, address: str) -> Callable[["ConsoleMessage"], None]:
    def hear(message: "ConsoleMessage") -> None:
        # A browser says of every page that is an error that it is one; of anything else it must not.
        its_own = message.text.startswith("Failed to load resource") and message.location.get("url") == address
        if not its_own:
            seen.console.append(message.text)

    return hear


def _asked(seen: Seen, origin: str) -> Callable[["Request"], None]:
    def hear(request: "Request") -> None:
        if not request.url.startswith((f"{origin}/", "data:")):
            seen.outside.append(request.url)

    return hear


def until(page: "Page", true: str, *, seconds: float = 20) -> None:
    """Waits for it; playwright's own way of waiting is what the desk's policy forbids."""
    deadline = monotonic() + seconds
    while not page.evaluate(true):
        assert monotonic() < deadline, f"never so: {true}"
        page.wait_for_timeout(30)
