"""Every `http` example of docs/api.md is asked of a desk with the example pages, and answered as the page shows.

The first line is the request, the lines up to the blank one its body; then the status and the answer. "..." stands for
anything.
"""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import Desk, Settings
from tests.faces.web.reading_here import ReadersHere
from tests.ledger.factory import NOON

ROOT = Path(__file__).parents[3]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```http\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def api(ledger_of: Callable[[Path], Path]) -> Iterator[TestClient]:
    ledger = ledger_of(ROOT / "examples" / "pages")
    desk = Desk(Settings(ledger=ledger), now=lambda: NOON, readers=ReadersHere())
    with TestClient(make_app(desk), base_url="http://localhost") as client:
        yield client


@pytest.mark.parametrize("example", EXAMPLES, ids=[e.splitlines()[0] for e in EXAMPLES])
def test_an_example_is_answered_as_shown(api: TestClient, example: str) -> None:
    asked, answered = example.split("\n\n", 1)
    request, _, body = asked.partition("\n")
    method, path = request.split(" ", 1)
    answer = api.request(method, path, content=body.encode(), headers={"Content-Type": "application/json"})
    status, _, shown = answered.partition("\n")
    assert answer.status_code == int(status), answer.text
    parts = shown.strip().replace(", ...", "...").replace("..., ", "...").split("...")
    pattern = ".*?".join(map(re.escape, parts))
    assert re.fullmatch(pattern, answer.text.strip()), f"it was answered:\n{answer.text[:3000]}"


def test_every_route_stands_on_the_page(api: TestClient) -> None:
    document = api.get("/api/v1/openapi.json").json()
    named = {re.sub(r"\{\w+\}", "ID", path.removeprefix("/api/v1")) for path in document["paths"]}
    told = PAGE.replace("/actors/NAME", "/actors/ID")
    assert [path for path in sorted(named) if f"{path}`" not in told and f"{path}?" not in told] == []
