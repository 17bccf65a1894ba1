"""What if: understood slot by slot, seven parts with counts, the cascade, one thing changed; all in the address."""

import csv
import io
import json
import re
from html import unescape
from urllib.parse import quote

import pytest

from onrecord.drawings.tones import verdict_tone
from onrecord.faces.web.looks import tone
from onrecord.questions import what_if
from onrecord.reasoning.verdicts import Verdict
from onrecord.terms.patterns import EventPattern, Scenario
from onrecord.terms.records import Modal, Mode
from onrecord.walk.given_events import GivenEvent
from onrecord.walk.question import Question
from onrecord.walk.scenario import Heard
from tests.faces.web.conftest import APRIL, BORDER, MARCH, OpenDesk, page_of, stub_of
from tests.questions.world import said

RUSSIA = said(
    APRIL,
    "RUS",
    Modal.WILL_NOT,
    "attack Poland",
    mode=Mode.UNLESS,
    trigger="Poland attacks Belarus",
    trigger_pattern="POL ASSAULT BLR",
    action_pattern="RUS ASSAULT POL",
    target="POL",
)
ATTACK = "/whatif?event=POL+ASSAULT+UKR"
PARTS = ("Triggered", "Not triggered, though near", "Broken", "Stands", "Not committed", "Unknown", "Basis")


def test_without_a_scenario_it_offers_conditions_of_this_ledger(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, RUSSIA).get("/whatif").text
    links = [(unescape(href), words) for href, words in re.findall(r'What if <a href="(/whatif[^"]*)">(.*?)</a>', html)]
    assert links == [
        ("/whatif?event=POL+ASSAULT+UKR", "“Poland attacks Ukraine”"),
        ("/whatif?event=POL+ASSAULT+BLR", "“Poland attacks Belarus”"),
    ]
    assert "Triggered" not in page_of(html)


def test_an_empty_ledger_still_answers(open_desk: OpenDesk) -> None:
    desk = open_desk()
    assert desk.get("/whatif").status_code == 200
    said_ = page_of(desk.get(ATTACK).text)
    assert "Not committed: 2" in said_
    assert "No page says anything of it." in said_


def test_seven_parts_always_with_their_counts(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, RUSSIA).get(ATTACK).text
    headings = [re.sub(r"<[^>]+>", "", h) for h in re.findall(r"<h2>(.*?)</h2>", html)]
    assert [h for h in headings if h.split(":")[0] in PARTS] == [
        "Triggered: 1",
        "Not triggered, though near: 1",
        "Broken: 0",
        "Stands: 1",
        "Not committed: 2",
        "Unknown: 0",
        "Basis: 2 pages, 2 independent reports",
    ]


def test_each_line_leads_to_its_words_and_says_why(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, RUSSIA).get(ATTACK).text
    said_ = page_of(html)
    assert f'href="/record/{BORDER.norms[0].id}"' in html
    assert '<b class="triggered">its condition is met</b>' in html
    assert (
        "“Belarus said it will send troops to the border if Poland attacks Ukraine” — Belarus, said 2026-03-01" in said_
    )
    assert "recipient: no" in said_


def test_the_cascade_is_a_picture_and_a_table(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, RUSSIA).get(ATTACK).text
    assert html.count('class="picture"') == 2
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    table = html[html.index("<table>") : html.index("</table>")]
    assert "meets it" in page_of(table)
    assert f'<a href="/record/{BORDER.records[0].id}">' in table
    assert '<link rel="stylesheet" href="/pictures.css">' in html


def test_nothing_met_has_no_picture(open_desk: OpenDesk) -> None:
    assert 'class="picture"' not in open_desk(BORDER).get("/whatif?event=FIN+AID+UKR").text


def test_slots_are_fields_and_changing_one_asks_again(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, RUSSIA)
    html = desk.get(ATTACK).text
    assert '<option value="Poland" selected>Poland</option>' in html
    assert html.count("What the words may mean") == 3
    assert '<option value="ASSAULT" selected>attack</option>' in html
    fields = "e0=POL+ASSAULT+UKR&e0.actor=Poland&e0.type=ASSAULT&e0.recipient=Belarus&e0.place=&e0.low=&e0.high=&e0.on="
    answer = desk.get(f"/whatif?q=&not=&now=&depth=3&{fields}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/whatif?event=POL+ASSAULT+BLR")


def test_an_event_can_be_left_out(open_desk: OpenDesk) -> None:
    fields = "e0=POL+ASSAULT+UKR&e0.drop=yes&e1=POL+ASSAULT+BLR&d0=BLR+ASSAULT+POL"
    answer = open_desk(BORDER).get(f"/whatif?{fields}")
    assert answer.headers["location"] == "/whatif?event=POL+ASSAULT+BLR&denied=BLR+ASSAULT+POL"


def test_one_thing_changed_is_a_link(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, RUSSIA).get(ATTACK).text
    links = dict(re.findall(r'<a href="(/whatif\?[^"]*)">(.*?)</a>', html))
    told = {unescape(href): words for href, words in links.items()}
    assert told["/whatif?denied=POL+ASSAULT+UKR"] == "it does not happen: Poland: attack, Ukraine"
    assert told["/whatif?event=UKR+ASSAULT+POL"] == "the other way round: Ukraine: attack, Poland"
    assert told["/whatif?event=%3F+ASSAULT+UKR"] == "whoever does it: attack, Ukraine"
    assert told["/whatif?event=POL+ASSAULT+BLR"] == "ask again with to whom: Belarus"  # at the line that is near


def test_a_sentence_is_understood_and_what_is_left_out_is_said(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    stub_of(desk).heard["Poland attacks Ukraine"] = GivenEvent(
        assumed=(EventPattern.parse("POL ASSAULT UKR"),), dropped=(("it plans more", "it is only planned"),)
    )
    html = desk.get("/whatif?q=Poland+attacks+Ukraine").text
    said_ = page_of(html)
    assert "What if: Poland attacks Ukraine?" in said_
    assert "Understood as who: Poland; kind: attack; whom: Ukraine." in said_
    assert "“it plans more”: it is only planned" in said_
    assert "Triggered: 1" in said_


def test_several_sentences_and_what_does_not_happen(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    for sentence, pattern in (("Poland attacks", "POL ASSAULT UKR"), ("Finland helps", "FIN AID UKR")):
        stub_of(desk).heard[sentence] = GivenEvent(assumed=(EventPattern.parse(pattern),))
    said_ = page_of(desk.get("/whatif?q=Poland+attacks;+Finland+helps&not=Finland+helps").text)
    assert "which cannot happen while 'FIN AID UKR' is denied" in unescape(said_)
    said_ = page_of(desk.get("/whatif?q=Poland+attacks&not=Finland+helps").text)
    assert "not who: Finland; kind: aid; whom: Ukraine" in said_


def test_a_question_of_the_record_is_searched(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    asked = "What has Belarus said about troops?"
    stub_of(desk).asked[asked] = Question("BLR", Heard((), (), ()), "troops")
    answer = desk.get("/whatif", params={"q": asked})
    assert (answer.status_code, answer.headers["location"]) == (303, "/search?q=troops&actor=BLR")


def test_a_question_of_one_actor_shows_its_norms_alone(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, RUSSIA)
    asked = "What has Russia said it will do if Poland attacks Ukraine?"
    heard = Heard((EventPattern.parse("POL ASSAULT UKR"),), (), ())
    stub_of(desk).asked[asked] = Question("RUS", heard, "")
    said_ = page_of(desk.get("/whatif", params={"q": asked}).text)
    assert "Triggered: 0" in said_
    assert "Stands: 1" in said_


def test_what_is_not_understood_stands_beside_what_was_typed(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/whatif?q=Gibberish+%3Cscript%3E")
    assert answer.status_code == 200
    assert "no event was understood in" in page_of(answer.text)
    assert 'value="Gibberish &lt;script&gt;"' in answer.text
    assert "<script>" not in answer.text.replace("<script src=", "")


@pytest.mark.parametrize(
    "query, status",
    [
        ("event=nonsense", 200),
        ("event=POL+ASSAULT+UKR&depth=99", 400),
        ("event=POL+ASSAULT+UKR&now=soon", 400),
        ("event=POL+ASSAULT+UKR&denied=POL+ASSAULT+UKR", 200),
        ("&".join(["event=POL+ASSAULT+UKR"] * 9), 400),
        ("q=" + "a" * 3000, 400),
        ("e0=nonsense&e0.actor=Poland", 400),
        ("e0=POL+ASSAULT+UKR&e0.actor=Nowhereland", 400),
    ],
)
def test_bad_questions(query: str, status: int, open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get(f"/whatif?{query}")
    assert answer.status_code == status
    assert "Traceback" not in answer.text


def test_json_is_what_the_command_prints(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, RUSSIA)
    scenario = Scenario(assumed=(EventPattern.parse("POL ASSAULT UKR"),))
    found = what_if(desk.app.state.desk.ledger, scenario).to_json()  # type: ignore[attr-defined]
    assert desk.get("/whatif.json?event=POL+ASSAULT+UKR").json() == json.loads(json.dumps(found))
    assert desk.get("/whatif.json").status_code == 400
    assert desk.get("/whatif.json?event=nonsense").headers["content-type"] == "application/problem+json"


def test_csv_has_every_line_and_no_formula(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER, RUSSIA).get("/whatif.csv?event=POL+ASSAULT+UKR")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(r["part"], r["verdict"]) for r in rows] == [
        ("triggered", "triggered"),
        ("near", "in_force"),
        ("stands", "in_force"),
        ("not committed", ""),
        ("not committed", ""),
    ]


def test_the_address_holds_the_day_and_as_of(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(f"{ATTACK}&now=2026-05-01&depth=1&as_of=2026-04-01").text
    links = [unescape(href) for href in re.findall(r'href="(/whatif[^"]*)"', html)]
    as_it_stands = f"{ATTACK}&now=2026-05-01&depth=1"
    assert as_it_stands in links
    kept = [href for href in links if ("event=" in href or "denied=" in href) and href != as_it_stands]
    assert kept
    assert all("now=2026-05-01" in h and "depth=1" in h and "as_of=2026-04-01" in h for h in kept)


@pytest.mark.parametrize("hostile", ['"><script>alert(1)</script>', "]]>", "\u202eevil", "a\x00b"])
def test_hostile_words_of_a_pattern(hostile: str, open_desk: OpenDesk) -> None:
    pattern = f"POL ASSAULT UKR words={json.dumps(hostile)}"
    answer = open_desk(BORDER).get(f"/whatif?event={quote(pattern)}")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text


@pytest.mark.parametrize("verdict", list(Verdict))
def test_pictures_and_pages_agree_on_tones(verdict: Verdict) -> None:
    assert verdict_tone(verdict).value[0] == tone(verdict.value)


def test_the_day_said_before_is_no_match(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(f"/whatif?event=POL+ASSAULT+UKR+on%3D{MARCH.replace(year=2020)}").text
    assert "Triggered: 0" in page_of(html)


def test_a_slot_that_holds_a_name_is_chosen_or_typed(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    html = desk.get("/whatif?event=BLR.MIL+ASSAULT+UKR").text
    actor = html[html.index('<select name="e0.actor"') :].partition("</select>")[0]
    assert re.findall(r'<option value="([^"]*)"( selected)?>([^<]*)<', actor) == [
        ("", "", "not said"),
        ("Belarus.MIL", " selected", "Belarus (MIL)"),
        ("Belarus", "", "Belarus"),
        ("Ukraine", "", "Ukraine"),
        ("Poland", "", "Poland"),
    ]
    fields = "e0=BLR.MIL+ASSAULT+UKR&e0.actor=Poland&e0.actor.typed=Finland&e0.recipient=Ukraine&e0.recipient.typed="
    where = desk.get(f"/whatif?{fields}&e0.type=ASSAULT").headers["location"]
    assert unescape(where) == "/whatif?event=FIN+ASSAULT+UKR"


def test_a_typed_day_is_in_the_slot_of_the_day(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    sentence = "On 3 March 2026 Poland attacks Ukraine"
    stub_of(desk).heard[sentence] = GivenEvent(
        assumed=(EventPattern.parse("POL ASSAULT UKR on=2026-03-03"),), sentence=sentence
    )
    html = desk.get("/whatif", params={"q": sentence}).text
    assert '<input type="date" name="e0.on" value="2026-03-03"' in html
    assert "2026-03-03; as said" in page_of(html)
