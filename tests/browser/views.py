"""Every view of the desk, with the address where a ledger of the example pages shows it."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, quote_plus

import httpx

from tests.browser.at_work import Desks, dropped

CASE = "Aussenpolitik-und-Beistandsverpflichtungen im Südkaukasus"
SCENARIO = "Georgia asks Russia for assistance"


@dataclass(frozen=True, slots=True)
class World:
    """The desks; of the full one a record with an exception, its norm and page, a stretch; a page that is not kept."""

    desks: Desks
    record: str
    norm: str
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
        _remark(client, entry["id"], page)
    return World(desks, entry["id"], entry["norms"][0]["id"], page, f"{first}-{last}", dropped(desks.full))


def _remark(client: httpx.Client, record: str, page: str) -> None:
    """Hang on the record and its page one of each kind, and a case that is longer than a phone is wide."""
    token = re.findall(r'name="token" value="(\w+)"', client.get("/add").text)[0]
    for target in (record, page):
        for kind, words in (("tag", "direct request"), ("case", CASE), ("note", "Ask what <b>“request”</b> means.")):
            sent = {"token": token, "by": "Ana Kova", "target": target, "kind": kind, "words": words}
            answer = client.post("/remark", data=sent, headers={"Origin": str(client.base_url).rstrip("/")})
            assert answer.status_code == 303, answer.text


@dataclass(frozen=True, slots=True)
class View:
    """name: as docs/desk.md calls it. address: where it is. status: what the desk answers with there.

    sits: who reviews in this browser; None: nobody said.
    """

    name: str
    address: Callable[[World], str]
    status: int = 200
    sits: str | None = None


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
    View("Page, all that was read", _full("/page/{world.page}?show=norms&show=refusals&show=events&show=statements")),
    View("Page, why", _full("/page/{world.page}/why?w={world.stretch}")),
    View("Enter", _full("/page/{world.page}/enter?w={world.stretch}&deed={world.stretch}"), sits="ana"),
    View("Enter, nobody sits here", _full("/page/{world.page}/enter?w={world.stretch}")),
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
    View("Watch", _full("/watch")),
    View("Watch, nothing", lambda world: world.desks.bare + "/watch"),
    View("Watch, read only", lambda world: world.desks.closed + "/watch"),
    View("Review", _full("/review")),
    View("Review, somebody sits here", _full("/review"), sits="ana"),
    View("Review, from a record", _full("/review?at={world.norm}&then=record"), sits="ana"),
    View("Review, nothing left", _full("/review?target=Chad")),
    View("Review, read only", lambda world: world.desks.closed + "/review"),
    View("Differences", _full("/review/differences")),
    View("Differences, empty", lambda world: world.desks.bare + "/review/differences"),
    View("Brief", _full("/brief")),
    View("Brief, of a search", _full("/brief?actor=Russia&q=assistance")),
    View("Brief, empty", lambda world: world.desks.bare + "/brief"),
    View("Matrix", _full("/matrix")),
    View("Matrix, put together", _full("/matrix?most=2")),
    View("Matrix, nothing", _full("/matrix?since=2030-01-01")),
    View("Map", _full("/map")),
    View("Map, towards", _full("/map?side=towards")),
    View("Map, nothing", _full("/map?since=2030-01-01")),
    View("Cases", _full("/cases")),
    View("Case", lambda world: f"{world.desks.full}/case/{quote(CASE)}"),
    View("Case, nothing", _full("/case/nothing")),
    View("Keys", _full("/keys")),
    View("Method", _full("/method")),
    View("Error, not found", _full("/record/nothing"), 404),
    View("Error, cannot be asked", _full("/page/{world.page}?show=nonsense"), 400),
    View("Error, not allowed", lambda world: world.desks.closed + "/add", 403),
)
