"""Bad input: what the desk refuses before a view sees it, and what every answer carries."""

import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.guard import LARGEST_BODY_BYTES, POLICY
from tests.faces.web.conftest import BORDER, OpenDesk, page_of


@pytest.fixture
def desk(open_desk: OpenDesk) -> TestClient:
    return open_desk(BORDER)


def test_the_policy_is_the_agreed_one() -> None:
    assert POLICY == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize(
    "path, status",
    [("/", 200), ("/nothing", 404), ("/static/desk.css", 200), ("/static/../app.py", 404), ("/?q=%FF", 400)],
)
def test_every_answer_carries_the_policy(desk: TestClient, path: str, status: int) -> None:
    answer = desk.get(path)
    assert answer.status_code == status
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "", "localhost evil", "127.0.0.1@evil", "a" * 300]
)
def test_a_name_that_is_not_ours_is_not_answered(desk: TestClient, host: str) -> None:
    answer = desk.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "does not answer to the name" in page_of(answer.text)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8470", "127.0.0.1:8470", "[::1]:8470"])
def test_our_own_names_are_answered(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "query, said",
    [
        ("q=" + "a" * 5_000, "longer than 4,000"),
        ("q=%00", "control characters"),
        ("q=%ff%fe", "no text"),
        ("&".join(f"a{i}=1" for i in range(100)), "more than 60 parts"),
        ("as_of=2026-02-30", "is no day"),
        ("as_of=yesterday", "is no day"),
    ],
)
def test_a_query_too_long_or_malformed_is_said(desk: TestClient, query: str, said: str) -> None:
    answer = desk.get("/?" + query)
    assert answer.status_code == 400
    assert said in page_of(answer.text)


@pytest.mark.parametrize(
    "path", ["/static/..%2f..%2fapp.py", "/static/%2e%2e/guard.py", "/record/..%2f..%2fetc%2fpasswd", "/..//etc/passwd"]
)
def test_no_path_leads_out(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text
    assert "make_app" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "https://localhost"},
        {"Origin": "http://localhost:81"},
        {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
        {"Origin": ""},
    ],
)
def test_a_write_from_elsewhere_is_refused(desk: TestClient, headers: dict[str, str]) -> None:
    answer = desk.post("/", headers=headers)
    assert answer.status_code == 403
    assert "sent from another site" in page_of(answer.text)


def test_a_write_without_an_origin_is_refused(desk: TestClient) -> None:
    del desk.headers["Origin"]
    assert desk.post("/").status_code == 403


def test_a_method_no_view_has_is_said(desk: TestClient) -> None:
    answer = desk.post("/")
    assert answer.status_code == 405
    assert "GET" in answer.headers["allow"]
    assert "another kind of request" in page_of(answer.text)


def test_too_large_is_said_whatever_length_it_claims(desk: TestClient) -> None:
    assert desk.post("/", content=b"x" * (LARGEST_BODY_BYTES + 1)).status_code == 413
    assert desk.post("/", headers={"Content-Length": "1e3"}).status_code == 400


def test_head_is_get_without_a_body(desk: TestClient) -> None:
    answer = desk.head("/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_what_breaks_a_view_is_a_page_and_a_line_of_the_log(
    desk: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the reason, which is nobody's business")

    monkeypatch.setattr("onrecord.faces.web.views.record.record_shown", lambda *_a, **_k: broken())
    answer = desk.get(f"/record/{BORDER.records[0].id}")
    assert answer.status_code == 500
    assert answer.headers["content-security-policy"] == POLICY
    assert "nobody's business" not in answer.text
    (line,) = [r for r in caplog.records if r.name == "onrecord.faces.web.guard"]
    assert line.getMessage().split("(")[1].rstrip(")") in answer.text


def test_there_are_no_pages_of_the_framework(desk: TestClient) -> None:
    for path in ("/docs", "/redoc", "/openapi.json"):
        assert desk.get(path).status_code == 404
