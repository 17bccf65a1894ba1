"""Tags, compression, parts: what comes round an answer."""

import gzip
import json
from array import array
from datetime import date, timedelta

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import open_ledger
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

DAYS = [date(2026, 1, 1) + timedelta(days=n) for n in range(7)]
MANY = [said(day, "BLR", Modal.WILL, f"send {n} troops to the border", number=n) for n, day in enumerate(DAYS)]
# Two on one day: a cursor that only knew the day would skip or repeat one.
MANY.append(said(DAYS[3], "BLR", Modal.READY, "close the border", number=8))
ACTIONS = [happened(day, "BLR", EventType.ASSAULT, "UKR", number=n) for n, day in enumerate(DAYS)]


def all_parts(api: TestClient, path: str, **query: str | int) -> list[list[dict[str, object]]]:
    """Every part of a list, by its cursors."""
    parts = []
    while True:
        answer = api.get(f"/api/v1/{path}", params=query)
        assert answer.status_code == 200, answer.text
        held = answer.json()
        parts.append(held.get("items", held.get("given")))
        if held["next"] is None:
            return parts
        query["after"] = held["next"]


@pytest.fixture
def many(open_desk: OpenDesk) -> TestClient:
    return open_desk(*MANY, *ACTIONS)


@pytest.mark.parametrize(
    "path, query, total",
    [
        ("records", {}, 8),
        ("records", {"modal": "ready"}, 1),
        ("norms", {"actor": "BLR"}, 8),
        ("search", {"q": "border"}, 8),
        ("record-of", {"actor": "BLR"}, 8),
        ("compare", {"actor": "BLR", "at": "2026-01-02", "and": "2026-01-09"}, 8),
        ("actors", {}, 1),
    ],
)
@pytest.mark.parametrize("limit", [1, 3, 8])
def test_the_parts_are_the_whole(many: TestClient, path: str, query: dict[str, str], total: int, limit: int) -> None:
    parts = all_parts(many, path, **query, limit=limit)
    (whole,) = all_parts(many, path, **query, limit=200)
    assert [item for part in parts for item in part] == whole
    assert all(len(part) <= limit for part in parts)
    assert len(whole) == total


@pytest.mark.parametrize("limit", [1, 3, 7])
def test_a_timeline_goes_back_through_sayings_and_actions(many: TestClient, limit: int) -> None:
    parts = all_parts(many, "timeline", actor="Belarus", limit=limit)
    (whole,) = all_parts(many, "timeline", actor="Belarus", limit=100)
    for kind, total in (("said", 8), ("happened", 7)):
        told = [[one[kind] for one in part if kind in one] for part in parts]
        assert all(len(some) <= limit for some in told)
        # Two of one day may stand in two parts, the first of them in the newer.
        every = sorted((one for some in told for one in some), key=json.dumps)
        assert every == sorted((one[kind] for one in whole if kind in one), key=json.dumps)
        days = [one["to"] for some in reversed(told) for one in some]  # type: ignore[index]
        assert days == sorted(days)
        assert sum(map(len, told)) == total


def test_what_is_added_meanwhile_moves_nothing(many: TestClient) -> None:
    first = many.get("/api/v1/records", params={"limit": 4}).json()
    with open_ledger(desk_behind(many).settings.ledger) as book:
        book.record(FIRMER, recorded_at=NOON)
    second = many.get("/api/v1/records", params={"limit": 4, "after": first["next"]}).json()
    ids = [item["id"] for item in (*first["items"], *second["items"])]
    assert sorted(ids) == sorted(r.records[0].id for r in MANY)


def test_a_ranking_that_moved_is_said_not_guessed(many: TestClient) -> None:
    first = many.get("/api/v1/record-of", params={"actor": "BLR", "limit": 3}).json()
    with open_ledger(desk_behind(many).settings.ledger) as book:
        book.record(FIRMER, recorded_at=NOON)
    second = many.get("/api/v1/record-of", params={"actor": "BLR", "limit": 3, "after": first["next"]})
    assert second.status_code == 400
    assert "begin at its start" in second.json()["detail"]


@pytest.mark.parametrize("path", ["records", f"norms/{BORDER.norms[0].id}", "timeline?actor=BLR", "actors", "met"])
def test_who_holds_the_answer_is_told_so(open_desk: OpenDesk, path: str) -> None:
    api = open_desk(BORDER)
    first = api.get(f"/api/v1/{path}")
    tag = first.headers["etag"]
    assert tag.startswith('W/"')
    for named in (tag, f'"x", {tag}', tag.removeprefix("W/"), "*"):
        again = api.get(f"/api/v1/{path}", headers={"If-None-Match": named})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert api.get(f"/api/v1/{path}", headers={"If-None-Match": '"another"'}).status_code == 200
    with open_ledger(desk_behind(api).settings.ledger) as book:
        book.record(FIRMER, recorded_at=NOON)
    later = api.get(f"/api/v1/{path}", headers={"If-None-Match": tag})
    assert later.status_code == 200
    assert later.headers["etag"] != tag


def test_a_tag_says_nothing_of_what_cannot_be_asked(open_desk: OpenDesk) -> None:
    api = open_desk(BORDER)
    tag = api.get("/api/v1/records").headers["etag"]
    assert api.get("/api/v1/records?limit=0", headers={"If-None-Match": tag}).status_code == 422


def test_a_vector_kept_makes_another_tag(open_desk: OpenDesk) -> None:
    api = open_desk(BORDER)
    tag = api.get("/api/v1/records").headers["etag"]
    with open_ledger(desk_behind(api).settings.ledger) as book:
        ((id_, _),), _ = book.meanings.missing("an encoder", limit=1)
        book.meanings.keep("an encoder", [(id_, array("f", [1.0]))])
    assert api.get("/api/v1/records").headers["etag"] != tag


def test_answers_are_compressed_for_who_asks(many: TestClient) -> None:
    plain = many.get("/api/v1/records", headers={"Accept-Encoding": "identity"})
    assert "content-encoding" not in plain.headers
    with many.stream("GET", "/api/v1/records", headers={"Accept-Encoding": "gzip"}) as packed:
        raw = b"".join(packed.iter_raw())
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(raw) == plain.content
    assert len(raw) < len(plain.content) / 4
    assert "content-encoding" not in many.get("/", headers={"Accept-Encoding": "gzip"}).headers


def test_an_answer_as_of_a_day_is_of_that_day(open_desk: OpenDesk) -> None:
    api = open_desk(BORDER)
    asked = {"as_of": "2026-01-04"}  # recorded on the 5th
    assert api.get("/api/v1/records", params=asked).json()["items"] == []
    assert len(api.get("/api/v1/records", params={"as_of": "2026-01-05"}).json()["items"]) == 1


def test_every_answer_carries_the_desks_headers(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/api/v1/records")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert answer.headers["cache-control"] == "private, no-cache"
    assert answer.headers["x-content-type-options"] == "nosniff"
