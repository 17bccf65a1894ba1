"""Record: the sentence, the words with who, action and condition marked, and what stands round them."""

import json
import re
from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from onrecord.ledger import open_ledger
from onrecord.questions import show, would_ledger
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode, Relation, RelationType, Strength
from onrecord.terms.spans import Span
from tests.faces.web.conftest import APRIL, BORDER, FIRMER, OpenDesk, desk_behind, page_of
from tests.ledger.factory import NOON
from tests.questions.world import said

MAY = date(2026, 5, 1)

RECORD = BORDER.records[0].id


def test_the_norm_is_a_sentence_and_its_words_are_marked(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(f"/record/{RECORD}").text
    assert unescape(re.findall(r"<h1>(.*?)</h1>", html)[0]) == (
        "Belarus will “send troops to the border” if “Poland attacks Ukraine”"
    )
    quotation = html[html.index('<blockquote class="quotation">') : html.index("</blockquote>")]
    assert re.findall(r'<span class="m (\w+) l0"[^>]*>(.*?)</span>', quotation) == [
        ("who", "Belarus"),
        ("deed", "send troops to the border"),
        ("cond", "Poland attacks Ukraine"),
    ]
    assert page_of(quotation) == BORDER.text.split(".")[0] + " […]"
    assert "Marked: who, action, condition" in page_of(html)


def test_uncertainty_and_what_is_not_said_are_words(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(f"/record/{RECORD}").text
    said = page_of(html)
    for words in (
        "threat, said 2026-03-01",
        "strength: firm (F)",
        "1 report",
        "not checked by a person",
        "triggered when this happens: “Poland attacks Ukraine”",
        "1 page reports it, as far as this ledger knows.",
        "Nothing else on record speaks of it yet.",
    ):
        assert words in said
    assert '<th scope="row">until when</th><td><i class="unsaid">not said</i></td>' in html


def test_what_is_no_record_leads_to_its_page(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    page, statement = BORDER.page.id, BORDER.statements[0]
    assert desk.get(f"/record/{page}").headers["location"] == f"/page/{page}"
    span = statement.content[0]
    assert desk.get(f"/record/{statement.id}").headers["location"] == f"/page/{page}#w={span.start}-{span.end}"
    assert desk.get(f"/record/{page}.annotation.json").json() == desk.get(f"/record/{page}.json").json()
    answer = desk.get(f"/page/{RECORD}")
    assert (answer.status_code, f"/record/{RECORD} has it" in page_of(answer.text)) == (404, True)


def test_the_word_before_is_shown_and_linked(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER, FIRMER).get(f"/record/{FIRMER.norms[0].id}").text
    assert f'href="/record/{BORDER.norms[0].id}"' in html
    assert "its last word before on this" in page_of(html)
    assert "strength: categorical (C)" in page_of(html)


def test_a_judgement_is_shown_with_its_author(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        book.judge(BORDER.norms[0].id, JudgementKind.WRONG, by="ana", at=NOON, note="a headline")
    said = page_of(desk.get(f"/record/{RECORD}").text)
    assert "judged wrong by ana" in said
    assert "2026-01-05 judged wrong by ana (a headline)" in said


def test_its_data_is_the_commands(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        shown = show(book, RECORD).to_json()
    assert desk.get(f"/record/{RECORD}.json").json() == json.loads(json.dumps(shown))
    selector = desk.get(f"/record/{RECORD}.annotation.json").json()["target"][0]["selector"][0]
    assert BORDER.text[selector["start"] : selector["end"]] == BORDER.text.split(".")[0]


def test_the_quotation_can_be_cited(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(f"/record/{RECORD}").text
    forms = [unescape(form) for form in re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)]
    text, markdown, csl, bibtex = forms
    for form in forms:
        assert BORDER.text.split(".")[0] in form
        assert BORDER.page.digest in form
        assert f"http://localhost/record/{RECORD}" in form
    assert "Belarus, said 2026-03-01\nHill Radio" in text
    assert markdown.startswith("> Belarus said it will")
    assert json.loads(csl)[0]["issued"] == {"date-parts": [[2026, 3, 1]]}
    assert bibtex.startswith(f"@online{{{RECORD},")


def test_an_id_of_nothing_is_a_page_that_says_so(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get("/record/rec-0000")
    assert answer.status_code == 404
    assert "no record, norm, statement or page in the ledger is or begins with 'rec-0000'" in unescape(
        page_of(answer.text)
    )
    problem = open_desk(BORDER).get("/record/rec-0000.json")
    assert problem.headers["content-type"] == "application/problem+json"
    assert (problem.json()["status"], problem.json()["title"]) == (404, "Not Found")


def test_the_fewest_events_that_would_trigger_it(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    html = desk.get(f"/record/{RECORD}").text
    assert f'href="/record/{BORDER.norms[0].id}/would?outcome=trigger"' in html
    assert "outcome=break" not in html
    said = page_of(desk.get(f"/record/{BORDER.norms[0].id}/would?outcome=trigger").text)
    assert "who: Poland; kind: attack; whom: Ukraine" in said
    refused = desk.get(f"/record/{BORDER.norms[0].id}/would?outcome=break")
    assert refused.status_code == 400
    assert "can be the answer to 'break'" in unescape(page_of(refused.text))


def test_what_was_not_looked_at_is_said(open_desk: OpenDesk, monkeypatch: pytest.MonkeyPatch) -> None:
    vow = said(
        APRIL,
        "POL",
        Modal.WILL,
        "attack Ukraine",
        mode=Mode.IF,
        trigger="Russia attacks",
        action_pattern="POL ASSAULT UKR",
        trigger_pattern="RUS ASSAULT POL",
    )
    address = f"/record/{BORDER.norms[0].id}/would?outcome=trigger"
    desk = open_desk(BORDER, vow)
    assert "who: Russia; kind: attack; whom: Poland" in page_of(desk.get(address).text)
    monkeypatch.setattr(would_ledger, "MOST", 0)
    told = page_of(desk.get(address).text)
    assert "1 older norm may lead to it too; too many were on record to look at all." in told
    assert "who: Russia" not in told


def test_reports_in_other_words_show_the_difference_word_by_word(open_desk: OpenDesk) -> None:
    other = said(APRIL, "BLR", Modal.WILL, "send its troops to the border", strength=Strength.CATEGORICAL, number=2)
    html = open_desk(FIRMER, other).get(f"/record/{FIRMER.records[0].id}").text
    assert "2 independent reports" in page_of(html)
    assert (
        '<p class="differs"><span>Belarus said it will send</span> <ins>its</ins> '
        "<span>troops to the border</span> </p>"
    ) in html
    assert page_of(html).count("(this one)") == 1
    assert "Nothing else on record speaks of it yet." in page_of(html)


def test_what_was_said_later_of_the_action_stands_after_it(open_desk: OpenDesk) -> None:
    softer = said(MAY, "BLR", Modal.READY, "send troops to the border", target="UKR")
    words = page_of(open_desk(BORDER, FIRMER, softer).get(f"/record/{FIRMER.records[0].id}").text)
    before = (
        "2026-03-01 its last word before on this: Belarus will “send troops to the border” if “Poland attacks "
        "Ukraine”; this one is harder (if “Poland attacks Ukraine” before, no condition now)"
    )
    after = (
        "2026-05-01 softened later: Belarus is ready to “send troops to the border” (“will” before, “is ready to” now)"
    )
    assert before in unescape(words)
    assert after in unescape(words)
    assert words.index("2026-03-01 its last") < words.index("2026-05-01 softened")


def test_a_paraphrase_shows_its_quotation_and_the_difference(open_desk: OpenDesk) -> None:
    quotation = replace(FIRMER.records[0], evidence=(Span(0, 44),), relations=())
    own = replace(FIRMER.records[0], relations=(Relation(RelationType.PARAPHRASES, quotation.id),))
    page = replace(FIRMER, records=(own, quotation))
    html = open_desk(page).get(f"/record/{own.id}").text
    words = page_of(html)
    assert "The quotation it paraphrases Belarus said it will send troops to the bord" in words
    assert "<del>border</del> <ins>bord</ins>" in html
    assert "How the page paraphrases it" in page_of(open_desk(page).get(f"/record/{quotation.id}").text)
