"""Reading what is sent, and keeping it."""

import json
from dataclasses import replace
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.faces.tokens import TokenScope
from onrecord.faces.web.guard import LARGEST_UPLOAD_BYTES
from onrecord.terms.reading_json import reading_json
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, stub_of
from tests.ledger.factory import NOON

FILE = {"Content-Type": "application/octet-stream"}


@pytest.fixture
def api(open_desk: OpenDesk) -> TestClient:
    client = open_desk(BORDER)
    _, text = desk_behind(client).tokens.create(by="Ana", scopes=(TokenScope.ADD,), expires=None, at=NOON)
    client.headers["Authorization"] = f"Bearer {text}"
    del client.headers["Origin"]
    return client


def test_a_text_is_read_with_what_is_known_of_it(api: TestClient) -> None:
    stub_of(api).gives = [FIRMER]
    sent = {
        "text": "It will.\n\nIt said so.",
        "title": "T",
        "publisher": "P",
        "date": "2026-04-01",
        "url": "http://a.b/c",
    }
    answer = api.post("/api/v1/read", json=sent)
    assert answer.json() == {"readings": [json.loads(json.dumps(reading_json(FIRMER)))], "refused": []}
    (page,) = stub_of(api).handed
    assert page.url == "http://a.b/c"
    assert b"It said so." in page.body
    assert api.get("/api/v1/records").json()["items"][0]["id"] == BORDER.records[0].id  # nothing was kept


def test_a_file_is_read_by_its_name_alone(api: TestClient) -> None:
    answer = api.post("/api/v1/read?name=../../etc/speech.html", content=b"<p>It will.</p>", headers=FILE)
    assert answer.status_code == 200
    (page,) = stub_of(api).handed
    assert (page.address, page.kind.value) == ("speech.html", "html")


def test_a_file_that_is_none_is_refused_with_its_reason(api: TestClient) -> None:
    answer = api.post("/api/v1/read?name=a.jpg", content=b"\xff\xd8\xff\xe0" + bytes(100), headers=FILE)
    assert answer.status_code == 200
    (refused,) = answer.json()["refused"]
    assert (refused["address"], refused["room"]) == ("a.jpg", "pages")
    assert refused["reason"]
    assert answer.json()["readings"] == []


def test_an_empty_file_is_refused_with_its_reason(api: TestClient) -> None:
    (refused,) = api.post("/api/v1/read", content=b"", headers=FILE).json()["refused"]
    assert (refused["address"], refused["code"]) == ("a file without a name", "empty")


@pytest.mark.parametrize(
    "content, headers, status, said",
    [
        (b"{", {"Content-Type": "application/json"}, 422, "body"),
        (b'{"text": ""}', {"Content-Type": "application/json"}, 422, "text"),
        (b'{"text": "a", "url": "ftp://x"}', {"Content-Type": "application/json"}, 422, "url"),
        (b'{"text": "a", "url": "http://me:pw@x"}', {"Content-Type": "application/json"}, 422, "url"),
        (b'{"text": "a", "date": "May"}', {"Content-Type": "application/json"}, 422, "date"),
        (b'{"text": "a", "day": "2026-05-01"}', {"Content-Type": "application/json"}, 422, "day"),
        (b"a", {"Content-Type": "text/plain"}, 415, "application/octet-stream"),
        (b"a", {}, 415, "application/json"),
        (bytes(LARGEST_UPLOAD_BYTES + 1), FILE, 413, "larger than"),
    ],
)
@pytest.mark.parametrize("path", ["read", "add"])
def test_what_cannot_be_read_is_said(
    api: TestClient, path: str, content: bytes, headers: dict[str, str], status: int, said: str
) -> None:
    answer = api.post(f"/api/v1/{path}", content=content, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
    assert said in answer.json()["detail"]
    assert stub_of(api).handed == []


def test_too_many_pages_in_one_file_are_not_cut_in_silence(api: TestClient) -> None:
    articles = [{"text": f"It will. {n}"} for n in range(21)]
    answer = api.post("/api/v1/read?name=a.json", content=json.dumps(articles).encode(), headers=FILE)
    assert answer.status_code == 400
    assert "more than 20 pages" in answer.json()["detail"]


def test_what_is_added_is_kept_and_counted(api: TestClient) -> None:
    stub_of(api).gives = [FIRMER, BORDER]
    answer = api.post("/api/v1/add", json={"text": "It will."})
    assert answer.status_code == 201
    told: dict[str, Any] = answer.json()
    assert told["pages"] == [FIRMER.page.id, BORDER.page.id]
    assert told["new"] == {"readings": 1, "statements": 1, "records": 1, "norms": 1, "events": 0}
    assert told["held"]["readings"] == 1
    assert told["records"] == [FIRMER.records[0].id]
    assert len(api.get("/api/v1/records").json()["items"]) == 2
    again = api.post("/api/v1/add", json={"text": "It will."}).json()
    assert (again["new"]["readings"], again["records"]) == (0, [])


def test_what_is_refused_is_kept_too(api: TestClient) -> None:
    answer = api.post("/api/v1/add?name=a.jpg", content=b"\xff\xd8\xff\xe0" + bytes(100), headers=FILE)
    assert answer.status_code == 201
    (refused,) = desk_behind(api).ledger.refused_pages()
    assert refused.address == "a.jpg"


def test_a_desk_that_only_reads_reads_and_adds_nothing(api: TestClient) -> None:
    desk = desk_behind(api)
    desk.settings = replace(desk.settings, read_only=True)
    stub_of(api).gives = [FIRMER]
    assert api.post("/api/v1/read", json={"text": "It will."}).status_code == 200
    handed = len(stub_of(api).handed)
    assert api.post("/api/v1/add", json={"text": "It will."}).status_code == 403
    assert len(stub_of(api).handed) == handed


def test_busy_readers_say_when_to_come_again(api: TestClient) -> None:
    from onrecord.walk.processes import AllBusy

    def busy(_page: object) -> Any:
        raise AllBusy("all readers are at work: try again in a moment")

    stub_of(api).reads = busy
    answer = api.post("/api/v1/read", json={"text": "It will."})
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "2")
