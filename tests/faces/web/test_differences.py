"""Differences: two persons side by side, how far they agree, and the way to decide."""

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.ledger import open_ledger
from onrecord.questions.agreement import COLUMNS
from onrecord.terms.judgements import JudgementKind
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, page_of
from tests.ledger.factory import NOON

IF, PLAIN = BORDER.norms[0].id, FIRMER.norms[0].id


def judged(desk: TestClient, *words: tuple[str, str, JudgementKind, tuple[str, ...], str | None]) -> TestClient:
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        for n, (by, norm, verdict, slots, note) in enumerate(words):
            book.judge(norm, verdict, by=by, at=NOON + timedelta(seconds=n), slots=slots, note=note)
    return desk


TWO = (
    ("ana", IF, JudgementKind.CONFIRM, (), None),
    ("ben", IF, JudgementKind.CORRECT, ("modal=ready", "agent="), None),
    ("ana", PLAIN, JudgementKind.WRONG, (), "reason=wish; <b>a headline</b>"),
    ("ben", PLAIN, JudgementKind.CONFIRM, (), None),
)


def test_they_stand_side_by_side_with_a_way_to_decide(open_desk: OpenDesk) -> None:
    html = judged(open_desk(BORDER, FIRMER), *TWO).get("/review/differences").text
    words = page_of(html)
    assert "ana, ben judged 2 norms of which two or more said something; they differ on 2." in words
    assert "ana: confirmed ben: corrected what it commits to will ready" in words
    assert "who Belarus not said" in words
    assert (
        "ana: judged wrong (a wish or a hope; &lt;b&gt;a headline&lt;/b&gt;) ben: confirmed is it a norm no yes"
        in words
    )
    assert re.findall(r'href="([^"]+)">Decide<', html) == [f"/review?at={IF}", f"/review?at={PLAIN}"]
    assert "<b>a headline" not in html


def test_kappa_and_alpha_or_why_not(open_desk: OpenDesk) -> None:
    words = page_of(judged(open_desk(BORDER, FIRMER), *TWO).get("/review/differences").text)
    assert "is it a norm 2 1 of 2 0.00 0.00" in words
    assert "what it commits to 1 0 of 1 0.00 0.00" in words
    one_value = "not defined: everybody said the same of every norm, so chance alone would agree too"
    assert f"condition or none 1 1 of 1 {one_value} {one_value}" in words


def test_three_are_told_apart_by_two(open_desk: OpenDesk) -> None:
    desk = judged(open_desk(BORDER, FIRMER), *TWO, ("eve & co", IF, JudgementKind.CONFIRM, (), None))
    html = desk.get("/review/differences").text
    assert "not defined: kappa is of two persons: choose two" in page_of(html)
    href = unescape(re.findall(r'href="([^"]+)">ana and eve', html)[0])
    words = page_of(desk.get(href).text)
    assert "they differ on 0. Only all together; ana and ben; ben and eve" in words
    assert "They agree on everything they both judged." in words


@pytest.mark.parametrize(
    "words, says",
    [
        ((), "Nobody has judged anything yet."),
        (TWO[:1], "Only ana has judged anything yet"),
        ((TWO[0], TWO[3]), "ana, ben judged no norm in common yet."),
    ],
)
def test_where_nothing_can_be_compared_it_is_said(open_desk: OpenDesk, words: tuple, says: str) -> None:  # type: ignore[type-arg]
    assert says in page_of(judged(open_desk(BORDER, FIRMER), *words).get("/review/differences").text)


def test_a_name_nobody_has_is_refused(open_desk: OpenDesk) -> None:
    desk = judged(open_desk(BORDER, FIRMER), *TWO)
    answer = desk.get("/review/differences?by=ana&by=<b>")
    assert (answer.status_code, "'<b>' has judged no norm here" in unescape(page_of(answer.text))) == (400, True)
    assert desk.get("/review/differences?" + "&".join(["by=ana"] * 30)).status_code == 400


def test_its_data(open_desk: OpenDesk) -> None:
    desk = judged(open_desk(BORDER, FIRMER), *TWO, ("=1+1", PLAIN, JudgementKind.CONFIRM, (), None))
    items = desk.get("/review/differences.json?by=ana&by=ben").json()["items"]
    assert [(one["norm"], one["differing"]) for one in items] == [(IF, ["modal", "agent"]), (PLAIN, ["norm"])]
    assert [(said["by"], said["reason"]) for said in items[1]["said"]] == [("ana", "wish"), ("ben", None)]
    rows = list(csv.DictReader(io.StringIO(desk.get("/review/differences.csv").text)))
    assert [(r["slot"], r["person"], r["value"]) for r in rows][:4] == [
        ("modal", "ana", "will"),
        ("modal", "ben", "ready"),
        ("agent", "ana", "Belarus"),
        ("agent", "ben", ""),
    ]
    assert rows[-3]["person"] == "'=1+1"
    table = list(csv.reader(io.StringIO(desk.get("/review/agreement.csv?by=ana&by=ben").text)))
    assert tuple(table[0]) == COLUMNS
    assert table[1][:6] == ["norm", "2", "2", "1", "0.0", ""]
    assert desk.get("/review/agreement.json?by=ana&by=ben").json()["differences"] == 2


def test_a_read_only_desk_decides_nothing(open_desk: OpenDesk) -> None:
    desk = judged(open_desk(BORDER, FIRMER), *TWO)
    closed = open_desk(read_only=True)
    assert ">Decide<" in desk.get("/review/differences").text
    assert ">Decide<" not in closed.get("/review/differences").text
