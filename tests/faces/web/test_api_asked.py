"""What a request may say: each thing that does not fit is a 422 that names it, each that cannot be asked a 400."""

from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, stub_of

NORM, RECORD, PAGE = BORDER.norms[0].id, BORDER.records[0].id, BORDER.page.id


@pytest.fixture
def api(open_desk: OpenDesk) -> TestClient:
    client = open_desk(BORDER, FIRMER)
    stub_of(client).question_in = lambda _sentence: None  # type: ignore[method-assign]
    return client


@pytest.mark.parametrize(
    "address, where",
    [
        ("records?akteur=Iran", "query.akteur"),
        ("records?limit=0", "query.limit"),
        ("records?limit=501", "query.limit"),
        ("records?limit=x", "query.limit"),
        ("records?limit=1&limit=2", "query.limit"),
        ("records?kind=fear", "query.kind"),
        ("records?since=yesterday", "query.since"),
        ("records?since=20260301", "query.since"),
        ("records?since=1700000000", "query.since"),
        ("records?as_of=2026-02-30", "query.as_of"),
        ("records?actor=", "query.actor"),
        ("met?possible=on", "query.possible"),
        ("met?possible=1", "query.possible"),
        ("search", "query.q"),
        ("search?q=troops&by=heart", "query.by"),
        ("what-if?event=POL+ASSAULT+UKR&depth=7", "query.depth"),
        ("what-if?" + "&".join(["event=POL"] * 9), "query.event"),
        ("compare?actor=BLR&at=2026-03-01", "query.and"),
        ("timeline", "query.actor"),
        ("health?verbose=true", "query.verbose"),
    ],
)
def test_what_does_not_fit_is_named(api: TestClient, address: str, where: str) -> None:
    answer = api.get(f"/api/v1/{address}")
    assert answer.status_code == 422
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["type"], problem["title"], problem["status"]) == ("about:blank", "Unprocessable Content", 422)
    assert where in [e["where"] for e in problem["errors"]]
    assert where.split(".")[1] in problem["detail"]


@pytest.mark.parametrize(
    "address, status, said",
    [
        ("records?actor=Atlantis", 400, "no actor is called 'Atlantis'"),
        ("records?since=2026-03-02&until=2026-03-01", 400, "lies after"),
        ("timeline?actor=BLR&since=2026-03-02&until=2026-03-01", 400, "lies after"),
        ("compare?actor=BLR&at=2026-03-02&and=2026-03-01", 400, "lies after"),
        ("search?q=%2B%2B", 400, "nothing to search for"),
        ("what-if", 400, "say what happens"),
        ("what-if?event=nonsense", 400, "nonsense"),
        ("what-would?outcome=trigger&norm=norm-0", 404, "norm-0"),
        ("changes?earlier=x&later=y", 400, "fits no reader"),
        ("why?page=page-0&words=a", 404, "page-0"),
        (f"why?page={NORM}&words=a", 404, "is no page"),
        ("actors/Atlantis", 400, "no actor is called"),
        ("records/rec-0", 404, "rec-0"),
        (f"records/{PAGE}", 404, "is a page, no record or norm"),
        (f"norms/{RECORD}", 404, "is a record, no norm"),
        (f"statements/{NORM}", 404, "is a record or norm, no statement"),
        (f"pages/{NORM}/capture", 404, "is a record or norm, no page"),
        ("pages/page-0/text", 404, "page-0"),
        ("nothing", 404, "mistyped"),
        ("records?q=%FF", 400, "no text"),
        ("records?q=" + "a" * 5000, 400, "longer than"),
        ("what-if?" + "&".join(["event=POL"] * 80), 400, "more than 60 parts"),
    ],
)
def test_what_cannot_be_asked_is_a_problem(api: TestClient, address: str, status: int, said: str) -> None:
    answer = api.get(f"/api/v1/{address}")
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == status
    assert said in answer.json()["detail"]
    assert "etag" not in answer.headers


def test_an_id_of_several_names_them(api: TestClient) -> None:
    answer = api.get("/api/v1/records/rec-")
    assert answer.status_code == 404
    held = sorted(r.records[0].id for r in (BORDER, FIRMER))
    assert answer.json()["candidates"] == [{"kind": "record", "id": i} for i in held]


@pytest.mark.parametrize("after", ["x", "W10", "WzEsMl0", "bnVsbA", "WzEsImEiLDFd" + "A" * 8, "WyJhIiwiYiIsImMiXQ"])
@pytest.mark.parametrize("path", ["records", "norms", "search?q=troops", "timeline?actor=BLR", "record-of?actor=BLR"])
def test_a_cursor_that_is_none_is_said(api: TestClient, path: str, after: str) -> None:
    answer = api.get(f"/api/v1/{path}{'&' if '?' in path else '?'}after={after}")
    assert answer.status_code == 400
    assert "no place in this list" in answer.json()["detail"]


def test_actors_are_gone_on_with_whatever_a_page_calls_one(open_desk: OpenDesk) -> None:
    client = open_desk(replace(BORDER, norms=(replace(BORDER.norms[0], agent_id="Islamic State"),)), FIRMER)
    found, after = [], ""
    while after is not None:
        part = client.get(f"/api/v1/actors?limit=1{f'&after={after}' if after else ''}").json()
        found += [item["code"] for item in part["items"]]
        after = part["next"]
    assert found == ["BLR", "Islamic State", "POL", "UKR"]


def test_another_host_and_another_site_are_refused(api: TestClient) -> None:
    assert api.get("/api/v1/health", headers={"Host": "evil.example"}).status_code == 400
    foreign = api.post("/api/v1/what-if", json={}, headers={"Origin": "http://evil.example"})
    assert (foreign.status_code, foreign.headers["content-type"]) == (403, "application/problem+json")
    assert "access-control-allow-origin" not in foreign.headers


def test_there_is_no_cross_origin_sharing(api: TestClient) -> None:
    asked: dict[str, Any] = {"Origin": "http://evil.example", "Access-Control-Request-Method": "GET"}
    answer = api.options("/api/v1/records", headers=asked)
    assert answer.status_code == 405
    assert not [h for h in answer.headers if h.startswith("access-control")]
    assert answer.headers["cross-origin-resource-policy"] == "same-origin"


@pytest.mark.parametrize("method, path", [("DELETE", "records"), ("PUT", "judge"), ("POST", "health"), ("GET", "add")])
def test_another_method_is_said(api: TestClient, method: str, path: str) -> None:
    answer = api.request(method, f"/api/v1/{path}")
    assert answer.status_code == 405
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["allow"] == {"records": "GET", "judge": "POST", "health": "GET", "add": "POST"}[path]


def test_an_address_with_two_methods_names_both(api: TestClient) -> None:
    assert api.delete("/api/v1/what-if").headers["allow"] == "GET, POST"


@pytest.mark.parametrize(
    "body, where",
    [
        ({"happens": "no list"}, "body.happens"),
        ({"event": [""]}, "body.event.0"),
        ({"depth": "3"}, "body.depth"),
        ({"depth": 9}, "body.depth"),
        ({"depth": 1.5}, "body.depth"),
        ({"depth": True}, "body.depth"),
        ({"now": 3}, "body.now"),
        ({"happened": []}, "body.happened"),
        ([], "body"),
    ],
)
def test_a_body_that_does_not_fit_is_named(api: TestClient, body: Any, where: str) -> None:
    answer = api.post("/api/v1/what-if", json=body)
    assert answer.status_code == 422
    assert where in [e["where"] for e in answer.json()["errors"]]


def test_a_body_too_large_is_said(api: TestClient) -> None:
    answer = api.post("/api/v1/what-if", content=b" " * 70_000, headers={"Content-Type": "application/json"})
    assert (answer.status_code, answer.json()["title"]) == (413, "Content Too Large")
