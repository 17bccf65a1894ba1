"""Not this, on the desk: one button on Today and on Record, and one that takes it back."""

import re
from datetime import date

import pytest
from starlette.testclient import TestClient

from onrecord.questions import check
from onrecord.terms.events import EventType
from tests.faces.web.conftest import BORDER, OpenDesk, desk_behind, form_token, page_of
from tests.ledger.factory import NOON
from tests.questions.world import happened

ATTACK = happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR")
NORM, EVENT = BORDER.norms[0].id, ATTACK.events[0].id


@pytest.fixture
def desk(open_desk: OpenDesk) -> TestClient:
    client = open_desk(BORDER, ATTACK)
    with desk_behind(client).writing() as book:
        check(book, today=NOON.date(), recorded_at=NOON)
    return client


def sent(desk: TestClient, where: str = "/not-met", **fields: str) -> tuple[int, str]:
    given = {"token": form_token(desk), "norm": NORM, "event": EVENT, "by": "Ana", "back": "today"}
    answer = desk.post(where, data=given | fields)
    return answer.status_code, answer.headers.get("location", "")


def test_a_button_on_today_takes_it_away_for_good(desk: TestClient) -> None:
    html = desk.get("/").text
    assert "Certain: 1" in page_of(html)
    assert f'name="norm" value="{NORM}"><input type="hidden" name="event" value="{EVENT}">' in html
    assert '<summary aria-label="Not this: Poland acted on Ukraine">Not this</summary>' in html  # it asks for a name
    assert sent(desk) == (303, "/")
    text = page_of(desk.get("/").text)
    assert "Poland acted on Ukraine" not in text
    assert "Met: 0" in text
    assert desk.get("/today.json").json()["met"] == []
    with desk_behind(desk).writing() as book:
        book.record(happened(date(2026, 5, 1), "POL", EventType.ASSAULT, "UKR", number=5), recorded_at=NOON)
        check(book, today=NOON.date(), recorded_at=NOON)
    assert "Met: 0" in page_of(desk.get("/").text)


def test_record_lists_what_met_it_and_what_did_not(desk: TestClient) -> None:
    text = page_of(desk.get(f"/record/{NORM}").text)
    assert "What met it its condition is met (certain): “Poland acted on Ukraine” 2026-05-01" in text
    assert "status: its condition is met" in text
    assert sent(desk, back="record") == (303, f"/record/{NORM}#met")
    html = desk.get(f"/record/{NORM}").text
    assert "<s>“Poland acted on Ukraine”</s>" in html
    text = page_of(html)
    assert "2026-05-01 did not meet it, says Ana, 2026-01-05" in text
    assert "status: nothing on record yet" in text
    assert "not checked by a person" in text
    desk_behind(desk).now = lambda: NOON.replace(hour=13)
    assert sent(desk, "/not-met/retract", by="Bo", back="record")[0] == 400
    assert sent(desk, "/not-met/retract", back="record")[0] == 303
    assert "status: its condition is met" in page_of(desk.get(f"/record/{NORM}").text)
    # One whose name the browser keeps presses one button.
    assert (
        '<button aria-label="Not this: “Poland acted on Ukraine”">Not this</button>' in desk.get(f"/record/{NORM}").text
    )


def test_the_past_is_as_it_was(desk: TestClient) -> None:
    desk_behind(desk).now = lambda: NOON.replace(day=8)
    sent(desk)
    html = desk.get(f"/record/{NORM}?as_of=2026-01-06").text
    assert "status: its condition is met" in page_of(html)
    assert not re.search(r'action="/not-met', html)


@pytest.mark.parametrize(
    "fields, status",
    [
        ({"norm": "norm-1"}, 400),
        ({"norm": "//evil.example"}, 400),
        ({"norm": "norm-" + "0" * 24}, 400),
        ({"event": NORM}, 400),
        ({"event": "event-" + "0" * 24}, 400),
        ({"by": ""}, 400),
        ({"token": ""}, 403),
    ],
)
def test_what_names_no_norm_or_no_event_is_refused(desk: TestClient, fields: dict[str, str], status: int) -> None:
    assert sent(desk, **fields)[0] == status
    assert "Certain: 1" in page_of(desk.get("/").text)
