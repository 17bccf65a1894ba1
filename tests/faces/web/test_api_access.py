"""Tokens at the API: who may write, and what happens to who guesses."""

import json
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from onrecord.faces.guesses import LONGEST_WAIT_S, MOST_TRIES, Guesses
from onrecord.faces.tokens import TokenScope
from tests.faces.web.conftest import BORDER, OpenDesk, desk_behind
from tests.ledger.factory import NOON

NORM = BORDER.norms[0].id
JUDGED = {"target": NORM, "verdict": "confirm"}
NOBODYS = "onrecord_" + "0" * 12 + "_" + "a" * 43


class Clock:
    """Time that passes when somebody waits."""

    def __init__(self) -> None:
        self.now_s = 0.0
        self.waits: list[float] = []

    async def pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now_s += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def api(open_desk: OpenDesk, clock: Clock) -> TestClient:
    client = open_desk(BORDER)
    del client.headers["Origin"]  # a program sends none
    desk_behind(client).guesses = Guesses(now_s=lambda: clock.now_s, pause=clock.pause)
    return client


def bearer(api: TestClient, *scopes: TokenScope, by: str = "Ana") -> dict[str, str]:
    """The header of a fresh token."""
    _, text = desk_behind(api).tokens.create(by=by, scopes=scopes, expires=None, at=NOON)
    return {"Authorization": f"Bearer {text}"}


def test_a_judgement_is_of_who_the_token_names(api: TestClient) -> None:
    headers = bearer(api, TokenScope.JUDGE, by="Ana Kova")
    answer = api.post("/api/v1/judge", json={**JUDGED, "note": "as said"}, headers=headers)
    assert answer.status_code == 201
    (made,) = answer.json()["items"]
    assert (made["by"], made["verdict"], made["target"], made["note"]) == ("Ana Kova", "confirm", NORM, "as said")
    (held,) = api.get(f"/api/v1/norms/{NORM}").json()["entry"]["norms"]
    assert held["judgements"] == [made]


def test_a_correction_fills_and_empties_slots(api: TestClient) -> None:
    corrected = {"target": NORM, "verdict": "correct", "slots": {"modal": "ready", "target_id": None}}
    answer = api.post("/api/v1/judge", json=corrected, headers=bearer(api, TokenScope.JUDGE))
    assert answer.json()["items"][0]["slots"] == {"modal": "ready", "target_id": None}
    (held,) = api.get(f"/api/v1/norms/{NORM}").json()["entry"]["norms"]
    assert (held["modal"], held["target_id"], held["read"]["modal"]) == ("ready", None, "will")


@pytest.mark.parametrize(
    "body, status, said",
    [
        ({"target": "norm-0", "verdict": "confirm"}, 400, "norm-0"),
        ({"target": NORM, "verdict": "correct"}, 400, "at least one SLOT"),
        ({"target": NORM, "verdict": "correct", "slots": {"modal": None}}, 400, "cannot be left empty"),
        ({"target": NORM, "verdict": "correct", "slots": {"modal": "maybe"}}, 400, "is no modal"),
        ({"target": NORM, "verdict": "correct", "slots": {"mood": "bad"}}, 422, "mood"),
        ({"target": NORM, "verdict": "same"}, 400, ""),
        ({"target": NORM, "verdict": "like"}, 422, "verdict"),
        ({"target": NORM}, 422, "verdict"),
        ({**JUDGED, "by": "somebody else"}, 422, "by"),
        ({**JUDGED, "note": "\ud800"}, 422, "note"),
    ],
)
def test_a_judgement_that_cannot_be_kept_is_said(api: TestClient, body: object, status: int, said: str) -> None:
    headers = {**bearer(api, TokenScope.JUDGE), "Content-Type": "application/json"}
    answer = api.post("/api/v1/judge", content=json.dumps(body), headers=headers)
    assert answer.status_code == status
    assert said in answer.json()["detail"]
    assert api.get(f"/api/v1/norms/{NORM}").json()["entry"]["norms"][0]["judgements"] == []


@pytest.mark.parametrize("path", ["judge", "add"])
def test_writing_takes_a_token_of_its_scope(api: TestClient, path: str) -> None:
    body = JUDGED if path == "judge" else {"text": "Iran will respond."}
    without = api.post(f"/api/v1/{path}", json=body)
    assert without.status_code == 401
    assert without.headers["www-authenticate"] == 'Bearer realm="onrecord"'
    other = bearer(api, TokenScope.READ, TokenScope.ADD if path == "judge" else TokenScope.JUDGE)
    forbidden = api.post(f"/api/v1/{path}", json=body, headers=other)
    assert forbidden.status_code == 403
    assert f"--scope {path}" in forbidden.json()["detail"]


def test_whose_token_it_is(api: TestClient) -> None:
    answer = api.get("/api/v1/token", headers=bearer(api, TokenScope.READ))
    assert (answer.json()["by"], answer.json()["scopes"]) == ("Ana", ["read"])
    assert "hash" not in answer.json()
    assert api.get("/api/v1/token").status_code == 401


def test_a_token_taken_back_or_ended_opens_nothing(api: TestClient) -> None:
    desk = desk_behind(api)
    made, text = desk.tokens.create(by="Ana", scopes=(TokenScope.READ,), expires=NOON.date(), at=NOON)
    header = {"Authorization": f"Bearer {text}"}
    assert api.get("/api/v1/token", headers=header).status_code == 200
    desk.now = lambda: NOON + timedelta(days=1)
    assert api.get("/api/v1/token", headers=header).status_code == 401
    desk.now = lambda: NOON
    desk.tokens.revoke(made.id, at=NOON)
    assert api.get("/api/v1/token", headers=header).status_code == 401


@pytest.mark.parametrize("given", ["Basic QTpi", "Bearer", f"bearer  {NOBODYS}", "Bearer é", f"Bearer {NOBODYS}x"])
def test_another_kind_of_header_is_no_token(api: TestClient, given: str) -> None:
    answer = api.get("/api/v1/token", headers={"Authorization": given.encode("latin-1")})  # type: ignore[dict-item]
    assert answer.status_code == 401


def test_guessing_is_slowed_logged_and_ended(api: TestClient, clock: Clock, caplog: pytest.LogCaptureFixture) -> None:
    wrong = {"Authorization": f"Bearer {NOBODYS}"}
    for _ in range(MOST_TRIES):
        clock.now_s = 0.0  # all of them in one minute
        assert api.get("/api/v1/token", headers=wrong).status_code == 401
    assert clock.waits[:5] == [0.25, 0.5, 1.0, 2.0, 4.0]
    assert max(clock.waits) == LONGEST_WAIT_S
    lines = [r.getMessage() for r in caplog.records if r.name == "onrecord.faces.guesses"]
    assert len(lines) == MOST_TRIES
    assert lines[1] == "a token that does not count came from testclient, the 2. in a minute"
    assert NOBODYS not in caplog.text
    right = bearer(api, TokenScope.READ)
    refused = api.get("/api/v1/token", headers=right)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert api.get("/api/v1/records").status_code == 200
    clock.now_s = 61.0
    assert api.get("/api/v1/token", headers=right).status_code == 200


def test_a_right_token_never_waits(api: TestClient, clock: Clock) -> None:
    header = bearer(api, TokenScope.READ)
    for _ in range(3):
        assert api.get("/api/v1/token", headers=header).status_code == 200
    assert clock.waits == []


def test_a_desk_that_only_reads_keeps_nothing(open_desk: OpenDesk) -> None:
    api = open_desk(BORDER, read_only=True)
    answer = api.post("/api/v1/judge", json=JUDGED, headers=bearer(api, TokenScope.JUDGE))
    assert answer.status_code == 403
    assert "only reads" in answer.json()["detail"]
