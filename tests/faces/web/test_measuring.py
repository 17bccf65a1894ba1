"""/metrics: what the desk did and how its ledger is, to who may know; routes as they are declared."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families
from starlette.testclient import TestClient

from onrecord.faces.cli.console import warn
from onrecord.faces.clock import now
from onrecord.faces.logs import LogSettings, LogStyle, logging_to, new_run
from onrecord.faces.metrics import METRICS, PREFIX
from onrecord.faces.tokens import Tokens, TokenScope
from onrecord.faces.web.app import make_app
from onrecord.faces.web.desk import Desk, Settings
from onrecord.ledger import open_ledger
from onrecord.watching.polled_feeds import polled_feeds
from tests.faces.web.conftest import BORDER, StubReaders
from tests.ledger.factory import NOON

HERE, ELSEWHERE = ("127.0.0.1", 4000), ("192.0.2.7", 4000)
Samples = dict[tuple[str, tuple[tuple[str, str], ...]], float]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.db"
    with open_ledger(path) as book:
        book.record(BORDER, recorded_at=NOON)
    return path


@pytest.fixture
def desk(ledger: Path) -> Iterator[Desk]:
    opened = Desk(Settings(ledger=ledger), now=now, readers=StubReaders())  # type: ignore[arg-type]
    yield opened
    opened.close()


def client(desk: Desk, address: tuple[str, int] = HERE) -> TestClient:
    return TestClient(make_app(desk), base_url="http://localhost", client=address)


def samples(desk: Desk) -> Samples:
    answer = client(desk).get("/metrics")
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"].startswith("text/plain; version=")
    return {
        (sample.name.removeprefix(PREFIX), tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(answer.text)
        for sample in family.samples
    }


def answered(route: str, method: str = "GET", status: int = 200) -> tuple[str, tuple[tuple[str, str], ...]]:
    return "requests_total", (("method", method), ("route", route), ("status", str(status)))


def test_answers_are_counted_by_the_route_that_gave_them(desk: Desk) -> None:
    browser = client(desk)
    for _ in range(2):
        browser.get(f"/record/{BORDER.records[0].id}")
    browser.get("/search?q=zanzibarian")
    browser.head("/api/v1/health")
    browser.get("/static/desk.css")
    browser.get("/nowhere/zanzibarian")
    browser.get("/", headers={"Host": "evil.example"})
    found = samples(desk)
    assert found[answered("/record/{record_id}")] == 2
    assert found[answered("/search")] == 1
    assert found[answered("/api/v1/health", "HEAD")] == 1
    assert found[answered("none", status=404)] == 1
    assert found[answered("none", status=400)] == 1
    assert found["request_seconds_count", (("route", "/record/{record_id}"),)] == 2
    assert not [key for key in found if "zanzibarian" in str(key)]
    browser.get(f"/record/{BORDER.records[0].id}")
    assert samples(desk)[answered("/record/{record_id}")] == 3


def test_the_ledger_its_feeds_and_the_process_are_told(desk: Desk, ledger: Path) -> None:
    with polled_feeds(ledger) as feeds:
        feeds.add("https://ada:secret@example.org/feed", now=NOON)
    found = samples(desk)
    assert found["ledger_rows", (("table", "norms"),)] == len(BORDER.norms)
    assert found["ledger_rows", (("table", "encounters"),)] == 0
    assert found["ledger_bytes", ()] == ledger.stat().st_size
    assert found["ledger_commits", ()] == 1
    assert found["ledger_reader_info", (("reader", BORDER.reader),)] == 1
    assert found["feeds", (("state", "polled"),)] == 1
    assert found["feeds_oldest_success_timestamp_seconds", ()] == 0
    assert found["not_measured", (("part", "ledger"),)] == 0
    assert found["process_resident_memory_bytes", ()] > 10_000_000
    assert found["process_open_fds", ()] > 3
    assert sum(name == "build_info" for name, _ in found) == 1
    assert not [key for key in found if "example.org" in str(key)]


def test_what_is_written_through_the_desk_is_counted(desk: Desk) -> None:
    before = samples(desk)
    with desk.writing() as book:
        book.record(BORDER, recorded_at=NOON)
    after = samples(desk)
    waits = ("ledger_wait_seconds_count", ())
    assert after[waits] == before[waits] + 1
    assert ("recorded_total", (("what", "readings"),)) not in after  # it was held


def test_from_elsewhere_it_takes_a_token(desk: Desk, ledger: Path) -> None:
    elsewhere = client(desk, ELSEWHERE)
    assert elsewhere.get("/metrics").status_code == 401
    wrong = {"Authorization": f"Bearer onrecord_{'0' * 12}_{'x' * 43}"}
    assert elsewhere.get("/metrics", headers=wrong).status_code == 401
    _, text = Tokens(ledger).create(by="Prometheus", scopes=(TokenScope.READ,), expires=None, at=now())
    right = elsewhere.get("/metrics", headers={"Authorization": f"Bearer {text}"})
    assert right.status_code == 200
    assert samples(desk)["tokens_wrong_total", ()] == 1
    assert elsewhere.get("/metrics", headers={"Host": "evil.example"}).status_code == 400


def test_the_log_of_a_desk_holds_no_token_and_no_question(desk: Desk, ledger: Path, tmp_path: Path) -> None:
    _, token = Tokens(ledger).create(by="Adalovelace", scopes=(TokenScope.JUDGE,), expires=None, at=now())
    wrong = f"onrecord_{'0' * 12}_{'hunter2' * 6}x"
    log = tmp_path / "the.log"
    with logging_to(LogSettings(LogStyle.JSON, log, new_run(), warn)):
        browser = client(desk)
        browser.get("/search?q=zanzibarian")
        browser.get("/nowhere/zanzibarian")
        browser.get("/api/v1/token", headers={"Authorization": f"Bearer {wrong}"})
        browser.get("/api/v1/token", headers={"Authorization": f"Bearer {token}"})
        form = {"token": "opensesame", "text": "We will xylograph."}
        browser.post("/add", data=form, headers={"Origin": "http://localhost"})
    text = log.read_text(encoding="utf-8")
    told = [json.loads(line) for line in text.splitlines()]
    assert [(one.get("route"), one.get("status")) for one in told if one["event"] == "request-answered"] == [
        ("/search", 200), ("none", 404), ("/api/v1/token", 401), ("/api/v1/token", 200), ("/add", 403),
    ]  # fmt: skip
    assert [one["event"] for one in told if one["level"] == "warning"] == ["token-wrong", "form-foreign"]
    planted = ("zanzibarian", "xylograph", "opensesame", "hunter2", "Adalovelace", token, token.split("_", 2)[2])
    assert [word for word in planted if word in text] == []


def test_every_metric_is_one_of_the_list(desk: Desk) -> None:
    text = client(desk).get("/metrics").text
    listed = {f"{PREFIX}{name}".removesuffix("_total") for name in METRICS}
    ours = [f for f in text_string_to_metric_families(text) if f.name.startswith(PREFIX)]
    assert {f.name.removesuffix("_created") for f in ours} <= listed
    for family in ours:
        for sample in family.samples:
            metric = METRICS.get(family.name.removeprefix(PREFIX)) or METRICS.get(
                f"{family.name.removeprefix(PREFIX)}_total"
            )
            assert metric is None or set(sample.labels) - {"le"} == set(metric.labels)
