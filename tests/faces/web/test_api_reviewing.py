"""The queue and the agreement for programs."""

import json
from datetime import timedelta

import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord.faces.cli.app import app
from onrecord.ledger import open_ledger
from onrecord.terms.judgements import JudgementKind
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind
from tests.ledger.factory import NOON

IF, PLAIN = BORDER.norms[0].id, FIRMER.norms[0].id


@pytest.fixture
def api(open_desk: OpenDesk) -> TestClient:
    return open_desk(BORDER, FIRMER)


def judge(api: TestClient, by: str, norm: str, verdict: JudgementKind, *slots: str) -> None:
    with open_ledger(desk_behind(api).settings.ledger) as book:
        at = NOON + timedelta(seconds=len(book.judgements()))
        book.judge(norm, verdict, by=by, at=at, slots=slots)


def test_the_queue_comes_in_parts(api: TestClient) -> None:
    first = api.get("/api/v1/review?limit=1").json()
    assert [i["norm"]["id"] for i in first["items"]] == [IF]
    second = api.get("/api/v1/review", params={"limit": 1, "after": first["next"]}).json()
    assert ([i["norm"]["id"] for i in second["items"]], second["next"]) == ([PLAIN], None)


def test_it_is_one_reviewers(api: TestClient) -> None:
    judge(api, "ana", IF, JudgementKind.WRONG)
    mine, others = (api.get(f"/api/v1/review?reviewer={by}").json() for by in ("ana", "ben"))
    assert [i["norm"]["id"] for i in mine["items"]] == [PLAIN]
    assert [i["norm"]["id"] for i in others["items"]] == [IF, PLAIN]
    assert mine["progress"] == {"judged": 1, "waiting": 1, "each_s": None}
    assert [i["norm"]["id"] for i in api.get("/api/v1/review?mode=if&reviewer=ben").json()["items"]] == [IF]
    assert api.get(f"/api/v1/review?reviewer=ben&page={BORDER.page.id}").json()["progress"]["waiting"] == 1


def test_the_agreement_is_the_commands(api: TestClient) -> None:
    judge(api, "ana", IF, JudgementKind.CONFIRM)
    judge(api, "ben", IF, JudgementKind.CORRECT, "modal=ready")
    ran = CliRunner().invoke(app, ["agreement", "--json", "--ledger", str(desk_behind(api).settings.ledger)])
    assert api.get("/api/v1/agreement?person=ana&person=ben").json() == json.loads(ran.output)


@pytest.mark.parametrize(
    "path, status",
    [
        ("review?after=x", 400),
        ("review?actor=Atlantis", 400),
        ("review?reviewer=", 422),
        ("review?reviewer=a&reviewer=b", 422),
        ("review?person=ana", 422),
        ("agreement?person=zoe", 400),
        ("agreement?" + "&".join(["person=a"] * 21), 422),
    ],
)
def test_what_cannot_be_asked_is_a_problem(api: TestClient, path: str, status: int) -> None:
    answer = api.get(f"/api/v1/{path}")
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")
