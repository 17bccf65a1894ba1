"""Search: words, facets with their counts, pages by cursor; and what cannot be looked for."""

import csv
import io
import json
import re
from datetime import date, timedelta
from html import unescape

import pytest

from onrecord.ledger import open_ledger
from onrecord.questions import search
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, page_of
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import said

FORMULA = said(date(2026, 5, 1), "RUS", Modal.WILL, "-1+cmd in words", number=9)


def hrefs(html: str) -> list[str]:
    return [unescape(href) for href in re.findall(r'href="(/record/rec-[^"]+)"', html)]


def test_words_are_found_and_lit(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/search?q=attacks").text
    assert hrefs(html) == [f"/record/{BORDER.records[0].id}"]
    assert '<span class="m found l0">attacks</span>' in html
    assert "1 found." in page_of(html)


def test_without_words_it_is_the_list_newest_first(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/search").text
    assert hrefs(html) == [f"/record/{FIRMER.records[0].id}", f"/record/{BORDER.records[0].id}"]
    assert "2 records." in page_of(html)


def test_facets_narrow_and_say_how_many(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    html = desk.get("/search").text
    assert re.search(r'<a href="/search\?strength=firm"[^>]*>firm</a> <span class="second">1</span>', html)
    narrowed = desk.get("/search?strength=firm").text
    assert hrefs(narrowed) == [f"/record/{BORDER.records[0].id}"]
    assert re.search(r'<a href="/search" [^>]*aria-current="true">firm</a>', narrowed)
    assert hrefs(desk.get("/search?actor=Belarus&since=2026-04-01").text) == [f"/record/{FIRMER.records[0].id}"]


def test_a_list_goes_on_from_its_cursor_and_misses_nothing(open_desk: OpenDesk) -> None:
    desk = open_desk(*[said(date(2026, 1, 1) + timedelta(n), "BLR", Modal.WILL, "go", number=n) for n in range(45)])
    seen: list[str] = []
    path: str | None = "/search"
    while path is not None:
        html = desk.get(path).text
        seen += hrefs(html)
        found = re.search(r'href="([^"]+)" rel="next"', html)
        path = unescape(found[1]) if found else None
    assert len(seen) == len(set(seen)) == 45


def test_hits_go_on_too(open_desk: OpenDesk) -> None:
    desk = open_desk(*[said(date(2026, 1, 1) + timedelta(n), "BLR", Modal.WILL, "go", number=n) for n in range(25)])
    html = desk.get("/search?q=go").text
    assert "25 found." in page_of(html)
    assert 'href="/search?q=go&amp;from=20" rel="next"' in html
    assert 'hx-get="/search?q=go&amp;count=yes"' in html
    assert "Belarus 20" not in page_of(html)
    assert "Belarus 25" in page_of(desk.get("/search?q=go&count=yes").text)
    assert len(hrefs(desk.get("/search?q=go&from=20").text)) == 5


def test_its_data_is_the_commands(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        hits = [hit.to_json() for hit in search(book, "attacks").hits]
    lines = desk.get("/search.json?q=attacks").text.splitlines()
    assert [json.loads(line) for line in lines] == json.loads(json.dumps(hits))
    listed = [json.loads(line)["id"] for line in desk.get("/search.json").text.splitlines()]
    assert listed == [FIRMER.records[0].id, BORDER.records[0].id]


def test_a_table_runs_nothing(open_desk: OpenDesk) -> None:
    rows = list(csv.DictReader(io.StringIO(open_desk(FORMULA).get("/search.csv").text)))
    assert [row["action"] for row in rows] == ["'-1+cmd in words"]


@pytest.mark.parametrize(
    "query, said_",
    [
        ("q=%21%3F", "nothing to search for"),
        ("q=" + "+".join(["word"] * 51), "51 words to search for"),
        ("q=" + "a" * 2_001, "more than 2,000"),
        ("actor=Rusia", "did you mean Russia"),
        ("kind=nonsense", "is none of threat"),
        ("since=2026-13-01", "is no day"),
        ("since=2026-02-01&until=2026-01-01", "lies after"),
        ("after=1.2.3", "no place in the list"),
        ("after=99999999999.doc-00000000.1", "no place in the list"),
        ("q=a&from=-1", "no whole number"),
        ("q=a&from=201", "no whole number"),
        ("by=magic", "is none of words"),
    ],
)
def test_what_cannot_be_looked_for_is_said(open_desk: OpenDesk, query: str, said_: str) -> None:
    answer = open_desk(BORDER).get("/search?" + query)
    assert answer.status_code == 400
    assert said_ in unescape(page_of(answer.text))


@pytest.mark.parametrize(
    "words",
    ['"', "NEAR(a b)", "words:*", "a AND", "'; DROP TABLE pages;--", "<script>alert(1)</script>", "{words} : a"],
)
def test_no_words_are_syntax_or_markup(open_desk: OpenDesk, words: str) -> None:
    answer = open_desk(BORDER).get("/search", params={"q": words})
    assert answer.status_code in (200, 400)
    assert "<script>alert" not in answer.text


def test_nothing_found_says_what_to_do(open_desk: OpenDesk) -> None:
    words = page_of(open_desk(make_reading(1)).get("/search?q=zebra").text)
    assert "Nothing on record fits. Not all these words stand together" in words


def test_what_a_person_judged_is_a_facet(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        book.judge(BORDER.norms[0].id, JudgementKind.CONFIRM, by="ana", at=NOON)
    html = desk.get("/search").text
    assert re.search(r'<a href="/search\?checked=yes"[^>]*>by a person</a> <span class="second">1</span>', html)
    assert re.search(r'<a href="/search\?checked=no"[^>]*>not yet</a> <span class="second">1</span>', html)
    assert hrefs(desk.get("/search?checked=yes").text) == [f"/record/{BORDER.records[0].id}"]
    assert hrefs(desk.get("/search?checked=no&q=troops").text) == [f"/record/{FIRMER.records[0].id}"]
    assert desk.get("/search?checked=perhaps").status_code == 400


def test_who_and_when_are_typed(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/search?actor=belarus&since=2026-04-01&kind=threat").text
    assert '<input type="text" name="actor" value="belarus">' in html
    assert '<input type="date" name="since" value="2026-04-01">' in html
    assert html.count('name="actor"') == 1
    assert '<input type="hidden" name="kind" value="threat">' in html
