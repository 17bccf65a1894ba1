"""The OpenAPI document: of the API alone, whole, and true of what is answered."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from starlette.testclient import TestClient
from tools.write_api_schema import SCHEMA, api_schema, as_text

from onrecord.faces.tokens import TokenScope
from onrecord.faces.web.api.document import shapes
from onrecord.questions import check
from onrecord.terms.events import EventType
from onrecord.terms.remarks import RemarkKind
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, stub_of
from tests.ledger.factory import NOON
from tests.questions.world import happened

ATTACK = happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR")
AGAIN = replace(BORDER, reader="reader 2", norms=(replace(BORDER.norms[0], target_id=None),))
NORM, RECORD, PAGE = BORDER.norms[0].id, BORDER.records[0].id, BORDER.page.id

ASKED = {
    "/records": "records",
    "/records/{record_id}": f"records/{RECORD}",
    "/norms": "norms",
    "/norms/{norm_id}": f"norms/{NORM}",
    "/statements/{statement_id}": f"statements/{BORDER.statements[0].id}",
    "/pages/{page_id}": f"pages/{PAGE}",
    "/pages/{page_id}/text": f"pages/{PAGE}/text",
    "/pages/{page_id}/reading": f"pages/{PAGE}/reading",
    "/search": "search?q=troops",
    "/what-if": "what-if?event=POL+ASSAULT+UKR&event=BLR+ASSAULT+UKR",
    "/understood": "understood?event=POL+ASSAULT+UKR",
    "/what-would": f"what-would?outcome=trigger&norm={NORM}",
    "/timeline": "timeline?actor=BLR",
    "/compare": "compare?actor=BLR&at=2026-03-02&and=2026-05-01",
    "/record-of": "record-of?actor=BLR",
    "/actors": "actors",
    "/actors/{actor_id}": "actors/Belarus",
    "/met": "met?possible=true",
    "/readers": "readers",
    "/remarks": "remarks",
    "/tags": "tags",
    "/cases": "cases",
    "/changes": "changes?earlier=reader+1&later=reader+2",
    "/review": "review?reviewer=ana",
    "/agreement": "agreement",
    "/health": "health",
}


@pytest.fixture
def api(open_desk: OpenDesk) -> TestClient:
    client = open_desk(BORDER, FIRMER, ATTACK, AGAIN)
    with desk_behind(client).writing() as book:
        check(book, today=NOON.date(), recorded_at=NOON)
        for target, kind in ((RECORD, RemarkKind.TAG), (PAGE, RemarkKind.CASE), (RECORD, RemarkKind.NOTE)):
            book.remark(target, kind, "look", by="Ana", at=NOON)
    stub_of(client).gives = [BORDER]
    return client


@pytest.fixture
def document(api: TestClient) -> dict[str, Any]:
    held = api.get("/api/v1/openapi.json").json()
    assert isinstance(held, dict)
    return held


def misfits(document: dict[str, Any], schema: dict[str, Any], value: object) -> list[str]:
    """What of the value does not fit."""
    whole = {**schema, "components": document["components"]}
    return [f"{list(e.path)}: {e.message[:200]}" for e in Draft202012Validator(whole).iter_errors(value)]


def test_it_is_of_the_api_alone(document: dict[str, Any]) -> None:
    assert document["openapi"] == "3.1.0"
    assert all(path.startswith("/api/v1/") for path in document["paths"])
    assert {"/api/v1/records", "/api/v1/judge", "/api/v1/health"} <= set(document["paths"])


def test_every_reference_leads_somewhere(document: dict[str, Any]) -> None:
    named = set(json.dumps(document).split('"#/components/schemas/')[1:])
    assert {n.split('"')[0] for n in named} <= set(document["components"]["schemas"])


def test_every_route_says_what_may_go_wrong(document: dict[str, Any]) -> None:
    for path, methods in document["paths"].items():
        for method, route in methods.items():
            answers = route["responses"]
            assert {"400", "422", "500", "503"} <= set(answers), path
            assert ("401" in answers) == ("security" in route), path
            for code, answer in answers.items():
                if int(code) >= 400:
                    schema = answer["content"]["application/problem+json"]["schema"]
                    assert schema == {"$ref": "#/components/schemas/ProblemJson"}, (path, method, code)


def test_no_shape_lets_another_key_in() -> None:
    objects = {name: one for name, one in shapes().items() if one.get("type") == "object"}
    assert len(objects) > 60
    assert all(one["additionalProperties"] is False for one in objects.values())


def test_the_shapes_are_generated() -> None:
    assert as_text(api_schema()) == SCHEMA.read_text(encoding="utf-8"), "run python -m tools.write_api_schema"


@pytest.mark.parametrize("route", ASKED)
def test_an_answer_is_as_described(api: TestClient, document: dict[str, Any], route: str) -> None:
    answer = api.get(f"/api/v1/{ASKED[route]}")
    assert answer.status_code == 200, answer.text
    described = document["paths"][f"/api/v1{route}"]["get"]["responses"]["200"]
    assert misfits(document, described["content"]["application/json"]["schema"], answer.json()) == []
    assert ("ETag" in described.get("headers", {})) == ("etag" in answer.headers)
    held = answer.json()
    assert held.get("items", held) or route == "/changes"


@pytest.mark.parametrize("path", ["read", "add", "judge", "remarks", "token", "what-if"])
def test_what_is_sent_is_answered_as_described(api: TestClient, document: dict[str, Any], path: str) -> None:
    _, text = desk_behind(api).tokens.create(by="Ana", scopes=tuple(TokenScope), expires=None, at=NOON)
    bodies: dict[str, object] = {
        "judge": {"target": NORM, "verdict": "correct", "slots": {"modal": "ready"}},
        "remarks": {"target": PAGE, "kind": "tag", "words": "red"},
        "what-if": {"event": ["POL ASSAULT UKR"]},
    }
    headers = {"Authorization": f"Bearer {text}"}
    if path == "token":
        answer = api.get("/api/v1/token", headers=headers)
    else:
        answer = api.post(f"/api/v1/{path}", json=bodies.get(path, {"text": "It will."}), headers=headers)
    method = "get" if path == "token" else "post"
    described = document["paths"][f"/api/v1/{path}"][method]["responses"][str(answer.status_code)]
    assert answer.status_code in (200, 201), answer.text
    assert misfits(document, described["content"]["application/json"]["schema"], answer.json()) == []


def test_a_problem_is_as_described(api: TestClient, document: dict[str, Any]) -> None:
    for path in ("records?limit=0", "records/rec-", "nothing", "token"):
        problem = api.get(f"/api/v1/{path}").json()
        assert misfits(document, {"$ref": "#/components/schemas/ProblemJson"}, problem) == []
        assert list(problem)[:4] == ["type", "title", "status", "detail"]


def test_the_document_holds_what_a_program_needs_to_write(document: dict[str, Any]) -> None:
    judge = document["paths"]["/api/v1/judge"]["post"]
    assert judge["security"] == [{"token": []}]
    assert document["components"]["securitySchemes"]["token"]["scheme"] == "bearer"
    assert set(document["paths"]["/api/v1/read"]["post"]["requestBody"]["content"]) == {
        "application/json",
        "application/octet-stream",
    }


def test_a_page_on_record_has_its_capture_as_a_file(api: TestClient) -> None:
    answer = api.get(f"/api/v1/pages/{PAGE}/capture")
    assert answer.content == BORDER.page.body
    assert answer.headers["content-disposition"] == f'attachment; filename="{PAGE}.capture"'
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-security-policy"].endswith("; sandbox")
    assert answer.headers["etag"]


def test_health_says_which_ledger_answers(api: TestClient) -> None:
    held = api.get("/api/v1/health").json()
    assert (held["status"], held["ledger"], held["read_only"]) == ("ok", "ledger.db", False)
    assert held["mark"] == desk_behind(api).ledger.mark()
