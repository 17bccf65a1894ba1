"""Tags, cases, notes and "not this" for programs."""

from datetime import date
from typing import Any

import pytest
from starlette.testclient import TestClient

from onrecord.faces.tokens import TokenScope
from onrecord.questions import check
from onrecord.terms.events import EventType
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind
from tests.ledger.factory import NOON
from tests.questions.world import happened

ATTACK = happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR")
RECORD, PAGE, NORM, EVENT = BORDER.records[0].id, BORDER.page.id, BORDER.norms[0].id, ATTACK.events[0].id


@pytest.fixture
def api(open_desk: OpenDesk) -> TestClient:
    client = open_desk(BORDER, FIRMER, ATTACK)
    with desk_behind(client).writing() as book:
        check(book, today=NOON.date(), recorded_at=NOON)
    _, text = desk_behind(client).tokens.create(by="Ana", scopes=(TokenScope.JUDGE,), expires=None, at=NOON)
    client.headers["Authorization"] = f"Bearer {text}"
    del client.headers["Origin"]
    return client


def kept(api: TestClient, status: int = 201, **sent: Any) -> Any:
    answer = api.post("/api/v1/remarks", json={"target": RECORD, "kind": "tag"} | sent)
    assert answer.status_code == status, answer.text
    return answer.json()


def test_what_is_hung_is_listed_filtered_by_and_taken_off(api: TestClient) -> None:
    (tag,) = kept(api, words="Red Lines")["items"]
    assert (tag["by"], tag["words"], tag["target"]) == ("Ana", "Red Lines", RECORD)
    assert kept(api, words="red lines")["items"] == []
    kept(api, target=PAGE, kind="case", words="Border")
    (note,) = kept(api, target=NORM, kind="note", words="look")["items"]
    listed = api.get("/api/v1/remarks").json()["items"]
    assert {(r["kind"], r["on"]) for r in listed} == {("tag", "record"), ("case", "page"), ("note", "record")}
    assert api.get("/api/v1/remarks?tag=RED+LINES").json()["items"][0]["records"] == [RECORD]
    assert [r["id"] for r in api.get("/api/v1/records?tag=red+lines").json()["items"]] == [RECORD]
    assert api.get("/api/v1/search?q=troops&tag=blue").json()["items"] == []
    assert [r["words"] for r in api.get(f"/api/v1/records/{RECORD}").json()["remarks"]] == ["Red Lines", "look"]
    assert [r["words"] for r in api.get(f"/api/v1/pages/{PAGE}").json()["remarks"]] == ["Border"]
    assert api.get("/api/v1/tags").json()["items"] == [{"kind": "tag", "name": "Red Lines", "records": 1, "pages": 0}]
    assert api.get("/api/v1/cases").json()["items"] == [{"kind": "case", "name": "Border", "records": 0, "pages": 1}]
    kept(api, words="RED lines", off=True)
    kept(api, target=note["id"], kind="note", off=True)
    assert [r["kind"] for r in api.get("/api/v1/remarks").json()["items"]] == ["case"]


def test_lists_come_in_parts(api: TestClient) -> None:
    for n in range(3):
        kept(api, words=f"über {n}")
    first = api.get("/api/v1/remarks?limit=2").json()
    rest = api.get("/api/v1/remarks", params={"limit": 2, "after": first["next"]}).json()
    assert len({r["id"] for r in first["items"] + rest["items"]}) == 3
    assert rest["next"] is None
    first = api.get("/api/v1/tags?limit=2").json()
    rest = api.get("/api/v1/tags", params={"limit": 2, "after": first["next"]}).json()
    assert [r["name"] for r in first["items"] + rest["items"]] == ["über 0", "über 1", "über 2"]


@pytest.mark.parametrize(
    "sent, status",
    [
        ({"words": "a/b"}, 400),
        ({"words": "\x00"}, 400),
        ({"words": None}, 400),
        ({"kind": "note", "words": "x", "off": True}, 400),
        ({"kind": "note", "target": RECORD, "off": True}, 400),
        ({"target": "rec-zz", "words": "a"}, 400),
        ({"words": ""}, 422),
        ({"words": "x" * 2001}, 422),
        ({"kind": "crown", "words": "a"}, 422),
        ({"words": "a", "by": "Bo"}, 422),
        ({"words": "a", "off": 0}, 422),
        ({"words": "a", "off": "true"}, 422),
    ],
)
def test_what_is_no_remark_is_refused(api: TestClient, sent: dict[str, Any], status: int) -> None:
    assert kept(api, status=status, **sent)["status"] == status


def test_it_takes_a_token_that_may_judge(api: TestClient) -> None:
    _, text = desk_behind(api).tokens.create(by="Bo", scopes=(TokenScope.ADD,), expires=None, at=NOON)
    api.headers["Authorization"] = f"Bearer {text}"
    kept(api, status=403, words="a")
    del api.headers["Authorization"]
    kept(api, status=401, words="a")


@pytest.mark.parametrize("query", ["kind=tag&tag=a", "tag=a&case=b", "after=x"])
def test_what_cannot_be_asked_is_a_400(api: TestClient, query: str) -> None:
    assert api.get(f"/api/v1/remarks?{query}").status_code == 400


def test_an_event_that_did_not_meet_a_norm_is_told_no_more(api: TestClient) -> None:
    assert len(api.get("/api/v1/met").json()["items"]) == 1
    sent = {"target": NORM, "verdict": "not-met", "other": EVENT}
    answer = api.post("/api/v1/judge", json=sent)
    assert (answer.status_code, answer.json()["items"][0]["other"]) == (201, EVENT)
    assert api.get("/api/v1/met").json()["items"] == []
    (entry,) = (e for e in api.get("/api/v1/records").json()["items"] if e["id"] == RECORD)
    assert entry["norms"][0]["status"] is None
    assert api.get("/api/v1/record-of?actor=BLR").json()["counts"]["threat"] == {"nothing on record yet": 2}
    desk_behind(api).now = lambda: NOON.replace(hour=13)
    answer = api.post("/api/v1/judge", json=sent | {"verdict": "retract"})
    assert answer.status_code == 201
    assert len(api.get("/api/v1/met").json()["items"]) == 1


def test_without_an_event_nothing_was_not_met(api: TestClient) -> None:
    answer = api.post("/api/v1/judge", json={"target": NORM, "verdict": "not-met"})
    assert answer.status_code == 400
    assert "name the event" in answer.json()["detail"]
