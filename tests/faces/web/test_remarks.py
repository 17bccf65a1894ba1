"""Tags, cases and notes on the desk: hung by a form, taken off by another, gathered on a view of each case."""

import json
import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.terms.remarks import RemarkKind
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, form_token, page_of
from tests.ledger.factory import NOON

RECORD, PAGE = BORDER.records[0].id, BORDER.page.id
HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def desk(open_desk: OpenDesk) -> TestClient:
    return open_desk(BORDER, FIRMER)


def sent(desk: TestClient, where: str = "/remark", **fields: str) -> tuple[int, str]:
    """The status and where the browser is sent."""
    given = {"token": form_token(desk), "by": "Ana Kova", "target": RECORD, "kind": "tag", "words": "Red Lines"}
    answer = desk.post(where, data=given | fields)
    return answer.status_code, answer.headers.get("location", "")


def test_a_form_hangs_a_tag_a_case_and_a_note_and_says_whose(desk: TestClient) -> None:
    assert sent(desk) == (303, f"/record/{RECORD}#remarks")
    assert sent(desk, kind="case", words="Border & Co")[0] == 303
    assert sent(desk, kind="note", words=HOSTILE)[0] == 303
    html = desk.get(f"/record/{RECORD}").text
    text = page_of(html)
    assert f'tag <a href="/search?tag=red+lines">Red Lines</a> <span class="second">Ana Kova, {NOON:%Y-%m-%d}' in html
    assert 'case <a href="/case/border%20%26%20co">Border &amp; Co</a>' in html
    assert HOSTILE not in html
    assert "note &lt;img src=x onerror=alert(1)&gt; Ana Kova" in text
    assert sent(desk, target=PAGE, kind="note", words="ask again") == (303, f"/page/{PAGE}#remarks")
    assert "note ask again Ana Kova, 2026-01-05 12:00 UTC" in page_of(desk.get(f"/page/{PAGE}").text)


def test_the_name_is_asked_for_once(desk: TestClient) -> None:
    asks = '<input name="by" value="" required maxlength="100" autocomplete="name">'
    assert asks in desk.get(f"/record/{RECORD}").text
    sent(desk, by="Žofie O’Hara")
    html = desk.get(f"/record/{RECORD}").text
    assert '<input name="by" value="Žofie O’Hara" required' in html
    assert '<button aria-label="take off: tag Red Lines">take off</button>' in html


@pytest.mark.parametrize("kept", ["%ff", "a%00b", "", "x" * 101, "%1b[2J"])
def test_a_cookie_that_holds_no_name_is_none(desk: TestClient, kept: str) -> None:
    cookie = f"{desk_behind(desk).sessions.cookie}_by={kept}"
    html = desk.get(f"/record/{RECORD}", headers=[(b"cookie", cookie.encode())]).text
    assert '<input name="by" value="" required' in html


def test_a_tag_is_taken_off_and_a_note_by_its_author(desk: TestClient) -> None:
    sent(desk)
    sent(desk, kind="note", words="look")
    assert sent(desk, "/remark/off", by="Bo", words="RED LINES")[0] == 303
    html = desk.get(f"/record/{RECORD}").text
    assert "Red Lines" not in html
    assert "take back" not in html  # Bo, whom the browser keeps now, did not write the note
    note = desk_behind(desk).ledger.remarks.in_force(RemarkKind.NOTE)[0].remark.id
    assert sent(desk, "/remark/off", kind="note", note=note, by="Bo")[0] == 400
    assert sent(desk, "/remark/off", kind="note", note=note)[0] == 303
    assert "None yet." in page_of(desk.get(f"/record/{RECORD}").text)


@pytest.mark.parametrize(
    "fields, status",
    [
        ({"target": "//evil.example"}, 400),
        ({"target": "rec-1f/../../x"}, 400),
        ({"target": "rec-" + "0" * 24}, 400),
        ({"target": f"{RECORD}\r\nSet-Cookie: x=y"}, 400),
        ({"kind": "crown"}, 400),
        ({"by": ""}, 400),
        ({"words": ""}, 400),
        ({"words": "x" * 61}, 400),
        ({"words": "a/b"}, 400),
        ({"token": "0" * 64}, 403),
    ],
)
def test_what_is_no_remark_is_refused_in_words(desk: TestClient, fields: dict[str, str], status: int) -> None:
    assert sent(desk, **fields)[0] == status
    assert desk_behind(desk).ledger.remarks.all() == ()


def test_a_desk_that_only_reads_and_the_past_have_no_form(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    sent(desk)
    assert 'action="/remark"' in desk.get(f"/record/{RECORD}").text
    assert 'action="/remark"' not in desk.get(f"/record/{RECORD}?as_of=2026-01-05").text
    closed = open_desk(read_only=True)
    html = closed.get(f"/record/{RECORD}").text
    assert "Red Lines" in html
    assert 'action="/remark' not in html
    assert closed.post("/remark", data={"token": "x"}).status_code == 403


def test_search_narrows_to_a_tag_and_counts_them(desk: TestClient) -> None:
    sent(desk)
    sent(desk, kind="case", words="Border")
    html = desk.get("/search").text
    assert re.search(r'<h3>tag</h3>\s*<ul><li><a href="/search\?tag=red\+lines"', html)
    assert re.search(r'<h3>case</h3>\s*<ul><li><a href="/search\?case=border"', html)
    assert "1 record." in page_of(desk.get("/search?tag=Red+lines").text)
    assert "1 record." in page_of(desk.get("/search?case=border&tag=red+lines").text)
    assert "0 records." in page_of(desk.get("/search?tag=blue").text)
    assert [json.loads(line)["id"] for line in desk.get("/search.json?case=BORDER").text.splitlines()] == [RECORD]
    # Counted in what words find, too.
    assert "<h3>tag</h3>" in desk.get("/search?q=troops").text


def test_a_case_has_its_records_and_pages_in_parts(desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.faces.web.views.remarks.SHOWN", 2)
    for target in (RECORD, PAGE, FIRMER.records[0].id):
        sent(desk, target=target, kind="case", words=f"The {HOSTILE.replace('/', '')}")
    (name,) = re.findall(r'<a href="(/case/[^"]+)">', desk.get("/cases").text)
    text = page_of(desk.get("/cases").text)
    assert f"The {HOSTILE}".replace("<", "&lt;").replace(">", "&gt;") in text
    assert "2 records, 1 page" in text
    first = desk.get(name)
    assert first.status_code == 200
    assert HOSTILE not in first.text
    (following,) = re.findall(r'<a class="button" href="([^"]+)" rel="next">', first.text)
    second = desk.get(unescape(following)).text
    hrefs = re.findall(r'<a href="/(record|page)/([^"?]+)" data-walk>', first.text + second)
    assert {id_ for _, id_ in hrefs} == {RECORD, PAGE, FIRMER.records[0].id}
    assert len(hrefs) == 3
    assert 'rel="next"' not in second
    lines = [json.loads(line) for line in desk.get(f"{name}.json?limit=500").text.splitlines()]
    assert [line["on"] for line in lines].count("page") == 1
    assert {line["by"] for line in lines} == {"Ana Kova"}
    assert desk.get("/cases.json").json()[0]["records"] == 2


@pytest.mark.parametrize("path", ["/case/nothing", "/case/%3Cscript%3E", "/case/..%2f..%2fetc"])
def test_a_case_nobody_made_is_empty_or_nothing(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code in (200, 404)
    assert "<script>" not in answer.text.replace('<script src="', "")
    if answer.status_code == 200:
        assert "Nothing is in this case." in page_of(answer.text)


@pytest.mark.parametrize(
    "after", ["x", "2026~remark-1", "' OR 1=1~remark-00000000", "2026-01-05T12:00:00.000000+00:00"]
)
def test_a_cursor_that_is_none_is_refused(desk: TestClient, after: str) -> None:
    assert desk.get("/case/x", params={"after": after}).status_code == 400
