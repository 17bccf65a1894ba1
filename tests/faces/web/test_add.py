"""Add: what comes is read and shown before anything is kept, and bad addresses, sizes and forms are refused."""

import json
import re
import threading
from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.views import add
from onrecord.ledger import open_ledger
from onrecord.pages import Network
from onrecord.questions import list_entries
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.walk.read import Stop
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, form_token, page_of, stub_of

FILE = {"file": ("page.txt", BORDER.text.encode())}


def sent(desk: TestClient, data: dict[str, str] | None = None, **more: object) -> str:
    """Sends the form of Add; the address it leads to."""
    token = form_token(desk)
    answer = desk.post("/add", data={"token": token, **(data or {})}, **more)  # type: ignore[arg-type]
    assert answer.status_code == 303, page_of(answer.text)
    return str(answer.headers["location"])


def kept(desk: TestClient) -> list[str]:
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        return [e.id for e in list_entries(book).entries]


def test_a_file_is_shown_before_it_is_kept(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER]
    where = sent(desk, files=FILE)
    html = desk.get(where).text
    assert "1 norm, 0 refusals, 0 events, 1 statement, 0 dates." in page_of(html)
    assert "Belarus will “send troops to the border” if “Poland attacks Ukraine”" in page_of(html)
    assert "/record/" not in html
    assert kept(desk) == []
    (page,) = stub_of(desk).handed
    assert (page.address, page.body) == ("page.txt", BORDER.text.encode())
    assert desk.get(where + ".json").json()["readings"][0]["norms"][0]["id"] == BORDER.norms[0].id

    answer = desk.post(where + "/keep", data={"token": form_token(desk)})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/page/{BORDER.page.id}")
    assert kept(desk) == [BORDER.records[0].id]
    assert desk.get(where).status_code == 404


def test_what_is_discarded_is_gone(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER]
    where = sent(desk, files=FILE)
    assert desk.post(where + "/discard", data={"token": form_token(desk)}).headers["location"] == "/add"
    assert desk.get(where).status_code == 404
    assert kept(desk) == []


def test_a_page_held_already_is_said(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    stub_of(desk).gives = [BORDER]
    html = desk.get(sent(desk, files=FILE)).text
    assert "This very page is held already" in page_of(html)
    assert f'href="/page/{BORDER.page.id}"' in html


def test_a_page_refused_as_a_whole_says_why(open_desk: OpenDesk) -> None:
    desk = open_desk()
    refusal = Refusal("documents", "not-english", "the text is in French, and only English is read")
    stub_of(desk).gives = [Reading.refused(BORDER.page, refusal, reader="reader 1")]
    assert "the text is in French, and only English is read" in page_of(desk.get(sent(desk, files=FILE)).text)


def test_what_is_no_page_says_why(open_desk: OpenDesk) -> None:
    desk = open_desk()
    said = page_of(desk.get(sent(desk, files={"file": ("x.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 100)})).text)
    assert "Refused:" in said
    assert "Nothing was read that could be kept." in said
    assert stub_of(desk).handed == []


def test_a_text_comes_with_its_day_and_publisher(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER]
    sent(desk, {"text": "=Belarus will", "date": "2026-03-01", "publisher": "Hill Radio", "title": "T"})
    (page,) = stub_of(desk).handed
    assert page.given_date == date(2026, 3, 1)
    assert json.loads(page.body) == {
        "date": "2026-03-01",
        "publisher": "Hill Radio",
        "text": "=Belarus will",
        "title": "T",
    }


@pytest.mark.parametrize(
    "data, said",
    [
        ({}, "give one thing"),
        ({"text": "a", "address": "https://example.org/"}, "give one thing"),
        ({"address": "/etc/passwd"}, "no address to fetch"),
        ({"address": "file:///etc/passwd"}, "no address to fetch"),
        ({"address": "ftp://example.org/a"}, "no address to fetch"),
        ({"address": "javascript:alert(1)"}, "no address to fetch"),
        ({"address": "http://"}, "no address to fetch"),
        ({"address": "https://me:secret@example.org/"}, "no address to fetch"),
        ({"address": "https://example.org\\@127.0.0.1/"}, "no address to fetch"),
        ({"address": "https://example.org/ /etc"}, "no address to fetch"),
        ({"address": "https://example.org/" + "a" * 2_000}, "no address to fetch"),
        ({"text": "a", "date": "2026-02-30"}, "is no day"),
        ({"text": "a", "url": "javascript:alert(1)"}, "the address of the text is none"),
    ],
)
def test_what_cannot_be_read_is_said_at_once(open_desk: OpenDesk, data: dict[str, str], said: str) -> None:
    desk = open_desk()
    answer = desk.post("/add", data={"token": form_token(desk), **data})
    assert answer.status_code == 400
    assert said in page_of(answer.text)
    assert stub_of(desk).handed == []


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://intranet.example/", "http://[::1]:22/", "http://169.254.169.254/"]
)
def test_an_address_within_is_refused_and_says_why(
    open_desk: OpenDesk, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    host = re.sub(r"^http://|[/].*$|:22", "", address).strip("[]")
    within = "10.0.0.1" if host == "intranet.example" else host
    behind = desk_behind(desk)
    behind.settings = replace(behind.settings, network=Network(resolve=lambda _host, _port: (within,)))
    said = page_of(desk.get(sent(desk, {"address": address})).text)
    assert "pages are fetched from public addresses only" in said


def test_only_so_much_and_so_long_is_fetched() -> None:
    options = add.OPTIONS
    assert (options.max_bytes, options.page_timeout_s, options.timeout_s) == (5_000_000, 30.0, 30.0)
    assert not options.allow_private_addresses


def test_a_file_over_5_mb_is_refused(open_desk: OpenDesk) -> None:
    desk = open_desk()
    token = form_token(desk)
    answer = desk.post("/add", data={"token": token}, files={"file": ("a.txt", b"a" * 5_100_000)})
    assert answer.status_code == 413
    assert "larger than 5,064,000 bytes" in page_of(answer.text)


@pytest.mark.parametrize(
    "name, shown",
    [("../../etc/passwd", "passwd"), ("C:\\a\\b.txt", "b.txt"), ("<script>x</script>.txt", "script>.txt")],
)
def test_a_name_is_no_path_and_no_markup(open_desk: OpenDesk, name: str, shown: str) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER]
    html = desk.get(sent(desk, files={"file": (name, b"words")})).text
    assert stub_of(desk).handed[0].address == shown
    assert "<script>x" not in html


def test_a_form_without_its_token_does_nothing(open_desk: OpenDesk, caplog: pytest.LogCaptureFixture) -> None:
    desk = open_desk()
    form_token(desk)
    for token in ("", "0" * 64, "é"):
        answer = desk.post("/add", data={"token": token, "text": "words"})
        assert answer.status_code == 403
        assert "not one that this desk gave to this browser" in page_of(answer.text)
    assert desk.post("/add", data={"text": "words"}).status_code == 403
    assert stub_of(desk).handed == []
    assert "a form for /add came with no token of its session" in caplog.text


def test_the_token_of_another_session_does_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk()
    token = form_token(desk)
    desk.cookies.clear()
    form_token(desk)
    assert desk.post("/add", data={"token": token, "text": "words"}).status_code == 403


def test_the_session_is_out_of_reach_of_scripts_and_sites(open_desk: OpenDesk) -> None:
    cookie = open_desk().get("/").headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie


def test_a_desk_that_only_reads_has_no_add(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, read_only=True)
    assert "/add" not in desk.get("/").text
    for answer in (desk.get("/add"), desk.post("/add", data={"text": "words"})):
        assert answer.status_code == 403
        assert "this desk only reads" in page_of(answer.text)


def test_the_examples_are_read_marked_and_taken_out_again(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert "This ledger is empty" in page_of(desk.get("/").text)
    stub_of(desk).reads = lambda page: [replace(BORDER, page=replace(BORDER.page, address=page.address))]
    answer = desk.post("/examples", data={"token": form_token(desk, "/")})
    where = answer.headers["location"]
    assert [p.address for p in stub_of(desk).handed] == [
        "example: kremlin-27383.html.gz",
        "example: kremlin-28896.html.gz",
        "example: kremlin-34704.html.gz",
        "example: kremlin-41995.html.gz",
        "example: wikinews-2019-10-08.txt",
    ]
    desk.post(where + "/keep", data={"token": form_token(desk)})
    assert "example: kremlin-27383.html.gz" in desk.get("/record/" + BORDER.records[0].id).text
    assert "Remove the examples" in desk.get("/").text
    desk.post("/examples/remove", data={"token": form_token(desk, "/")})
    assert "Remove the examples" not in desk.get("/").text
    assert kept(desk) == []


def lines(n: int) -> dict[str, tuple[str, bytes]]:
    """A file of so many texts."""
    held = json.dumps([{"text": f"Belarus will send {i} troops to the border."} for i in range(n)])
    return {"file": ("many.json", held.encode())}


def test_what_is_left_out_of_a_long_file_is_counted_and_what_was_read_can_be_kept(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).reads = lambda page: [BORDER] if len(stub_of(desk).handed) == 1 else []
    where = sent(desk, files=lines(23))
    html = desk.get(where).text
    assert len(stub_of(desk).handed) == 20
    assert "3 more pages were left out: of one file 20 are read here at a time." in page_of(html)
    desk.post(where + "/keep", data={"token": form_token(desk)})
    assert kept(desk) == [BORDER.records[0].id]


def test_the_rest_of_a_long_file_is_read_part_by_part_and_nothing_is_kept_unasked(open_desk: OpenDesk) -> None:
    desk = open_desk()
    others = iter([BORDER, FIRMER])
    stub_of(desk).reads = lambda page: [next(others)] if len(stub_of(desk).handed) in (1, 21) else []
    where = sent(desk, files=lines(43))
    assert "<button>Read the next 20</button>" in desk.get(where).text
    parts = [where]
    for many in (20, 3):
        answer = desk.post(parts[-1] + "/more", data={"token": form_token(desk)})
        parts.append(answer.headers["location"])
        assert len(stub_of(desk).handed) == 20 + 20 * (len(parts) - 2) + many
    bodies = [json.loads(page.body)["text"] for page in stub_of(desk).handed]
    assert bodies == [f"Belarus will send {n} troops to the border." for n in range(43)]
    assert kept(desk) == []
    assert f'href="{parts[0]}"' in desk.get(parts[1]).text
    assert "3 more pages were left out" in page_of(desk.get(parts[1]).text)
    assert "left out" not in page_of(desk.get(parts[2]).text)
    assert desk.post(parts[2] + "/more", data={"token": form_token(desk)}).status_code == 400
    desk.post(parts[1] + "/keep", data={"token": form_token(desk)})
    assert kept(desk) == [FIRMER.records[0].id]
    desk.post(parts[0] + "/keep", data={"token": form_token(desk), "then": "review"})
    assert sorted(kept(desk)) == sorted([BORDER.records[0].id, FIRMER.records[0].id])


def test_where_other_pages_come_than_before_nothing_is_read_on(
    open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = open_desk()
    where = sent(desk, files=lines(21))
    monkeypatch.setattr(add, "_named", lambda one: "another")
    answer = desk.post(where + "/more", data={"token": form_token(desk)})
    assert "it gives other pages than before" in page_of(desk.get(answer.headers["location"]).text)
    assert len(stub_of(desk).handed) == 20


@pytest.mark.parametrize(
    "n, said", [(20, None), (21, "1 more page was left out"), (1_500, "1,000 pages or more were left out")]
)
def test_how_many_were_left_out(open_desk: OpenDesk, n: int, said: str | None) -> None:
    desk = open_desk()
    words = page_of(desk.get(sent(desk, files=lines(n))).text)
    assert (said or "left out") in words if said else "left out" not in words


def test_the_button_says_how_many_are_kept(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER, FIRMER]
    assert '<button class="first">Keep these 2</button>' in desk.get(sent(desk, files=FILE)).text


def test_a_page_that_is_read_slowly_says_where_it_is(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(add, "WAITED_S", 0.05)
    desk = open_desk()
    go_on = threading.Event()

    def reads(_page: Page) -> list[Reading]:
        go_on.wait(10)
        return [BORDER]

    stub_of(desk).reads = reads
    stub_of(desk).stop = Stop.STATEMENTS
    where = sent(desk, files=FILE)
    words = page_of(desk.get(where).text)
    go_on.set()
    assert "page.txt is being read" in words
    assert (
        "finding the text on the page: done taking its sentences apart: done finding who is who: done "
        "finding who said what: now finding days and times: to come" in words
    )
    assert desk.post(where + "/keep", data={"token": form_token(desk)}).status_code in (303, 400)


def test_a_page_that_is_no_news_says_so(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).gives = [replace(BORDER, records=(), norms=(), statements=(), events=())]
    assert "this may be no news page" in page_of(desk.get(sent(desk, files=FILE)).text)


def test_a_text_without_a_title_is_called_by_its_first_words(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER]
    where = sent(desk, {"text": "http://example.org says that\nBelarus will <b>send</b> troops to the border soon."})
    name = "“http://example.org says that Belarus will <b>send</b> troops to …”, pasted"
    assert stub_of(desk).handed[0].address == name
    assert f"<h1>{name}</h1>" in unescape(desk.get(where).text)
    assert "<b>send" not in desk.get(where).text


def test_a_file_comes_with_its_day(open_desk: OpenDesk) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER]
    sent(desk, {"date": "2026-03-01"}, files=FILE)
    assert stub_of(desk).handed[0].given_date == date(2026, 3, 1)
    form = desk.get("/add").text.partition('name="file"')[2].partition("</form>")[0]
    assert '<input type="date" name="date">' in form
    answer = desk.post("/add", data={"token": form_token(desk), "date": "soon"}, files=FILE)
    assert answer.status_code == 400
    assert len(stub_of(desk).handed) == 1


@pytest.mark.parametrize(
    "text, kept_text",
    [
        ("Talks fail\n\nBelarus will go.", "Belarus will go."),
        ("Hill Radio\nTALKS  FAIL.\nBelarus will go.", "Hill Radio\nBelarus will go."),
        ("Belarus will go. Talks fail", "Belarus will go. Talks fail"),
        ("Talks fail", "Talks fail"),
    ],
)
def test_a_title_that_the_text_begins_with_stands_once(open_desk: OpenDesk, text: str, kept_text: str) -> None:
    desk = open_desk()
    stub_of(desk).gives = [BORDER]
    sent(desk, {"text": text, "title": "Talks fail"})
    assert json.loads(stub_of(desk).handed[0].body) == {"text": kept_text, "title": "Talks fail"}
