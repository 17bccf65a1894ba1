"""Every view, at every size, in both themes, with and without scripts: fit to be read and used by everybody."""

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser

from tests.browser.conftest import Look
from tests.browser.views import VIEWS, View, World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

each_view = pytest.mark.parametrize("view", VIEWS, ids=lambda v: v.name)
with_and_without = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@each_view
@with_and_without
def test_it_answers_with_one_heading(view: View, script: bool, look: Look) -> None:
    seen = look(view, script)
    assert (seen.status, seen.headings) == (view.status, 1)


@each_view
@with_and_without
def test_the_console_is_clean_and_nothing_is_asked_from_outside(view: View, script: bool, look: Look) -> None:
    seen = look(view, script)
    assert (seen.console, seen.outside) == ([], [])


@each_view
@with_and_without
def test_nothing_scrolls_sideways(view: View, script: bool, look: Look) -> None:
    assert look(view, script).sideways == []


@each_view
def test_axe_finds_nothing(view: View, look: Look) -> None:
    assert look(view, True).axe == []


@each_view
def test_words_stand_out_from_their_ground(view: View, look: Look) -> None:
    assert look(view, True).dim == []


@each_view
def test_lines_can_be_seen(view: View, look: Look) -> None:
    assert look(view, True).faint == []


@each_view
def test_focus_can_be_seen(view: View, look: Look) -> None:
    assert look(view, True).unseen_focus == []


@each_view
@with_and_without
def test_targets_are_24_px_or_apart(view: View, script: bool, look: Look) -> None:
    assert look(view, script).small_targets == []


def test_no_link_is_dead(look: Look, world: World) -> None:
    """Every address of ours on every view is gone to once; where one names a place on a page, it is there."""
    desks = (world.desks.full, world.desks.bare, world.desks.closed)
    every = {link for view in VIEWS for script in (True, False) for link in look(view, script).links}
    ours = sorted(link for link in every if link.startswith(tuple(f"{desk}/" for desk in desks)))
    places: dict[str, set[str]] = {}
    for link in ours:
        address, place = urldefrag(link)
        places.setdefault(address, set()).update({place} if place and not place.startswith("w=") else set())
    with httpx.Client(timeout=60, follow_redirects=True) as client, ThreadPoolExecutor(4) as several:
        dead = [fault for faults in several.map(lambda a: _faults(client, a, places[a]), places) for fault in faults]
    assert dead == []
    assert [f"no {place} on {view.name}" for view in VIEWS for place in look(view, True).nowhere] == []
    assert len(places) > 100


def _faults(client: httpx.Client, address: str, places: set[str]) -> list[str]:
    refused = {"/actor": 400}  # where a form asks who, and nobody was said yet
    answer = client.get(address)
    if answer.status_code != 200 and refused.get(urlsplit(address).path) != answer.status_code:
        return [f"{answer.status_code} {address}"]
    ids = {node.attributes.get("id") for node in LexborHTMLParser(answer.text).css("[id]")} if places else set()
    return [f"no #{place} at {address}" for place in places - ids]


def test_on_a_phone_every_quotation_starts_in_the_upper_half(browser: "Browser", world: World) -> None:
    with httpx.Client(base_url=world.desks.full) as client:
        records = client.get("/search.json", params={"limit": 100}).text.splitlines()
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    low = {}
    for line in records:
        address = httpx.Response(200, text=line).json()["id"]
        page.goto(f"{world.desks.full}/record/{address}")
        top = page.locator(".quotation").first.evaluate("e => e.getBoundingClientRect().top")
        if top >= 370:
            low[page.locator("h1").inner_text()] = top
    context.close()
    assert low == {}
    assert len(records) > 20
