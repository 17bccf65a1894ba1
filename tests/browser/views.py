"""Every view of the desk, with the address where a ledger of the example pages shows it."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus

import httpx

from tests.browser.at_work import Desks, dropped

SCENARIO = "Georgia asks Russia for assistance"


@dataclass(frozen=True, slots=True)
class World:
    """The desks, and what the full one shows: a record with an exception, its page, a stretch of that, one not kept."""

    desks: Desks
    record: str
    page: str
    stretch: str
    held: str
    scenario: str = SCENARIO


def world_of(desks: Desks) -> World:
    """What the addresses are made of, asked of the desk itself."""
    with httpx.Client(base_url=desks.full, timeout=60) as client:
        found = client.get("/search.json", params={"q": "direct request"}).text
        entry = json.loads(found.splitlines()[0])["entry"]
        shown = client.get(f"/record/{entry['id']}").text
    first, last = entry["evidence"][0]["span"]
    page = re.findall(r"/page/(page-\w+)#w=", shown)[0]
    return World(desks, entry["id"], page, f"{first}-{last}", dropped(desks.full))


@dataclass(frozen=True, slots=True)
class View:
    """name: as docs/desk.md calls it. address: where it is. status: what the desk answers with there."""

    name: str
    address: Callable[[World], str]
    status: int = 200


def _full(path: str) -> Callable[[World], str]:
    return lambda world: world.desks.full + path.format(world=world, scenario=quote_plus(world.scenario))


VIEWS = (
    View("Today", _full("/")),
    View("Today, on a day", _full("/?as_of=2030-01-01")),
    View("Today, empty", lambda world: world.desks.bare + "/"),
    View("Add", _full("/add")),
    View("Add, its result", _full("{world.held}")),
    View("Record", _full("/record/{world.record}")),
    View("Record, what would", _full("/record/{world.record}/would?outcome=trigger")),
    View("Page", _full("/page/{world.page}")),
    View("Page, norms alone", _full("/page/{world.page}?show=norms")),
    View("Page, why", _full("/page/{world.page}/why?w={world.stretch}")),
    View("What if", _full("/whatif")),
    View("What if, answered", _full("/whatif?q={scenario}")),
    View("What if, not understood", _full("/whatif?q=Green+ideas")),
    View("Search", _full("/search")),
    View("Search, words", _full("/search?q=assistance")),
    View("Search, nothing", _full("/search?q=xylophone")),
    View("Actors", _full("/actors")),
    View("Actor", _full("/actor?who=Russia")),
    View("Actor, nothing", _full("/actor?who=Chad")),
    View("Actor, two days compared", _full("/actor?who=Russia&at=2002-01-01&and=2006-01-01")),
    View("Pair", _full("/pair?who=Russia&other=Georgia")),
    View("Keys", _full("/keys")),
    View("Method", _full("/method")),
    View("Error, not found", _full("/record/nothing"), 404),
    View("Error, cannot be asked", _full("/page/{world.page}?show=nonsense"), 400),
    View("Error, not allowed", lambda world: world.desks.closed + "/add", 403),
)
