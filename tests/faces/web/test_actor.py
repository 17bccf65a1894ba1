"""Actor and Pair: pictures with their tables, days compared, one page that says so; all in the address."""

import csv
import io
import json
import re
from datetime import date
from html import unescape

import pytest

from onrecord.questions.timelines import compare, timeline
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal
from tests.faces.web.conftest import APRIL, BORDER, FIRMER, MARCH, OpenDesk, desk_behind, page_of
from tests.questions.world import happened, said

ANSWER = said(APRIL, "UKR", Modal.WILL_NOT, "open the border", target="BLR", kind=EventType.COOPERATE)
RAID = happened(APRIL, "BLR", EventType.ASSAULT, "UKR")


def test_everybody_with_a_commitment_is_listed(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER, ANSWER).get("/actors").text
    found = re.findall(r'<li><a href="(/actor[^"]*)">(.*?)</a> <span class="second">(.*?)</span>', html)
    assert found == [
        ("/actor?who=BLR", "Belarus (BLR)", "2 commitments, last by 2026-04-01"),
        ("/actor?who=UKR", "Ukraine (UKR)", "1 commitment, last by 2026-04-01"),
    ]


def test_nobody_yet(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert "Nobody has said anything on record yet." in page_of(desk.get("/actors").text)
    assert desk.get("/actor").headers["location"] == "/actors"


def test_an_actor_has_pictures_with_their_tables(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/actor?who=Belarus").text
    text = page_of(html)
    assert "Belarus (BLR)" in text
    assert "2 sayings on 2 pages; 1 hardened" in text
    assert html.count('class="picture"') == 4
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'aria-labelledby="(\S+) ', html)) <= set(ids)
    first, second = re.findall(r"<table>.*?</table>", html, re.DOTALL)
    rows = [page_of(row) for row in re.findall(r"<tr>.*?</tr>", first, re.DOTALL)]
    assert len(rows) == 3
    assert "2026-03-01 2026-03-01 Belarus will “send troops to the border” if “Poland attacks Ukraine”" in rows[1]
    assert "hardened" in rows[2]
    assert f'<a href="/record/{BORDER.records[0].id}">' in first
    assert "2026-03-01 2026-03-31 0 1 0" in page_of(second)


def test_one_page_is_not_compared(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get("/actor?who=BLR").text
    text = page_of(html)
    assert "All of this stands on 1 page" in text
    assert "Compare two days" not in text
    assert html.count('class="picture"') == 2  # the commitments, wide and narrow


def test_nothing_on_record_offers_a_search(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get("/actor?who=Chad&from=2020-01-01").text
    assert "Nothing of Chad (TCD) is on record that these words and days keep." in page_of(html)
    assert 'href="/search?q=Chad"' in html
    assert "<svg" not in html


def test_two_actors_are_a_pair(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER, ANSWER)
    moved = desk.get("/actor?who=Belarus&other=Ukraine")
    assert (moved.status_code, moved.headers["location"]) == (303, "/pair?who=BLR&other=UKR")
    html = desk.get("/pair?who=BLR&other=UKR").text
    text = page_of(html)
    assert "Belarus (BLR) and Ukraine (UKR)" in text
    assert "3 sayings on 3 pages" in text
    assert "Ukraine will not “open the border”" in unescape(html)
    assert "Compare two days" not in text
    assert 'href="/pair?who=BLR&amp;other=UKR"' in desk.get("/actor?who=BLR").text


def test_two_days_are_compared(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/actor?who=BLR&at=2026-03-15&and=2026-04-15").text
    (section,) = re.findall(r'<section class="then">.*?</section>', html, re.DOTALL)
    text = page_of(section)
    assert text.startswith(
        "hardened by 2026-03-15 Belarus will “send troops to the border” if “Poland attacks Ukraine”"
    )
    assert "by 2026-04-15 Belarus will “send troops to the border”" in text
    assert f'href="/record/{FIRMER.norms[0].id}"' in section


def test_what_was_not_yet_said_is_said_so(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/actor?who=BLR&at=2026-01-01&and=2026-04-15").text
    text = page_of(html)
    assert "nothing was on record" in text
    assert "Nothing was on record by 2020-01-01." in page_of(
        open_desk(BORDER, FIRMER).get("/actor?who=BLR&at=2019-01-01&and=2020-01-01").text
    )


def test_actions_stand_beside_words(open_desk: OpenDesk) -> None:
    text = page_of(open_desk(BORDER, RAID).get("/actor?who=BLR").text)
    assert "2026-04-01 attack: “Belarus acted on Ukraine”" in text


@pytest.mark.parametrize(
    "query, status",
    [
        ("who=Belrus", 400),
        ("who=BLR&from=2026-05-01&to=2026-04-01", 400),
        ("who=BLR&at=2026-05-01&and=2026-04-01", 400),
        ("who=BLR&from=soon", 400),
        ("who=BLR&limit=0", 400),
        ("who=" + "x" * 3000, 400),
        ("who=%3Cscript%3E", 400),
    ],
)
def test_bad_questions(query: str, status: int, open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get(f"/actor?{query}")
    assert answer.status_code == status
    assert "<script>" not in answer.text


def test_json_is_what_the_commands_print(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER, RAID)
    ledger = desk_behind(desk).ledger
    line = timeline(ledger, "BLR", limit=100)
    printed = [json.loads(x) for x in desk.get("/actor.json?who=Belarus").text.splitlines()]
    assert [x["said"] for x in printed if "said" in x] == [json.loads(json.dumps(s.to_json())) for s in line.sayings]
    assert [x["happened"]["words"] for x in printed if "happened" in x] == [e.words for e in line.events]
    then = desk.get("/compare.json?who=BLR&at=2026-03-15&and=2026-04-15").text.splitlines()
    held = compare(ledger, "BLR", at=date(2026, 3, 15), and_at=date(2026, 4, 15))
    assert [json.loads(x) for x in then] == [json.loads(json.dumps(t.to_json())) for t in held]
    assert desk.get("/compare.json?who=BLR").status_code == 400


def test_csv_has_every_saying(open_desk: OpenDesk) -> None:
    rows = list(csv.DictReader(io.StringIO(open_desk(BORDER, FIRMER).get("/actor.csv?who=BLR").text)))
    assert [(r["said_from"], r["mark"], r["strength"]) for r in rows] == [
        (str(MARCH), "first", "firm"),
        (str(APRIL), "hardened", "categorical"),
    ]


def test_the_address_keeps_the_day_asked_as_of(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get("/actor?who=BLR&as_of=2026-06-01").text
    links = [unescape(h) for h in re.findall(r'href="(/(?:record|pair|actor)[^"]*)"', html)]
    assert links
    assert [h for h in links if "as_of=2026-06-01" not in h] == ["/actor?who=BLR"]  # see it as it stands


def test_the_colours_of_pictures_are_a_sheet_of_ours(open_desk: OpenDesk) -> None:
    answer = open_desk().get("/pictures.css")
    assert answer.headers["content-type"].startswith("text/css")
    assert "prefers-color-scheme: dark" in answer.text


def test_two_days_compared_are_a_table_too(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    asked = "who=BLR&at=2026-03-15&and=2026-04-15"
    assert f'href="/compare.csv?{asked}"' in unescape(desk.get(f"/actor?{asked}").text)
    (row,) = csv.DictReader(io.StringIO(desk.get(f"/compare.csv?{asked}").text))
    assert (row["mark"], row["by_first_norm"], row["by_second_norm"]) == (
        "hardened",
        BORDER.norms[0].id,
        FIRMER.norms[0].id,
    )
    assert row["by_second_from"] == "2026-04-01"
    assert desk.get("/compare.csv?who=BLR").status_code == 400
