"""Page: the text with every reading over it; each mark equals the text of its span."""

import csv
import io
import re
from dataclasses import replace
from html import unescape

from onrecord.faces.web.guard import POLICY
from onrecord.faces.web.views.page import LayerKind, page_shown
from onrecord.ledger import open_ledger
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.pages import Page, PageKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import RecordKind
from onrecord.terms.refusals import Refusal
from onrecord.terms.spans import Run, SourceMap, Span
from onrecord.walk.why import ConsideredAction, SentenceLooked, Why
from tests.faces.web.conftest import BORDER, OpenDesk, desk_behind, page_of, stub_of
from tests.ledger.factory import NOON, make_reading

PAGE = f"/page/{BORDER.page.id}"
REFUSED = replace(BORDER, refusals=(Refusal("commitments", "unlikely-norm", "too seldom right", Span(0, 7)),))


def test_each_mark_equals_the_text_of_its_span() -> None:
    for number in range(12):
        reading = make_reading(number)
        with open_ledger(None) as book:
            book.record(reading, recorded_at=NOON)
            shown = page_shown(book, reading.page.id, kinds=frozenset(LayerKind))
            for block in shown.blocks:
                assert "".join(p.words for p in block.pieces) == block.span.of(reading.text)
            for item in shown.items:
                marked = "".join(
                    p.words
                    for b in shown.blocks
                    for p in b.pieces
                    if any(m.key == (item.beside or item.key) for m in p.marks)
                )
                inside = [
                    reading.text[max(s.start, b.span.start) : min(s.end, b.span.end)]
                    for b in shown.blocks
                    for s in item.spans
                    if s.overlaps(b.span)
                ]
                assert marked == "".join(inside)


def test_a_mark_leads_to_its_record_and_a_line_to_its_words(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(PAGE).text
    norm = BORDER.norms[0].id
    assert re.search(rf'<a class="on" href="/record/{norm}" data-walk>', html)
    start, end = BORDER.records[0].evidence[0].to_json()
    assert f'href="#w={start}-{end}"' in html
    assert f'data-from="0" data-to="{len(BORDER.text)}"' in html


def test_only_the_kinds_asked_for_are_shown(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(PAGE + "?show=refusals").text
    assert "/record/" not in html
    assert "1 norm, 0 refusals" in page_of(html)
    assert open_desk(BORDER).get(PAGE + "?show=nonsense").status_code == 400


def test_a_refusal_stands_in_the_margin_with_its_reason(open_desk: OpenDesk) -> None:
    html = open_desk(REFUSED).get(PAGE).text
    assert '<div class="block body hatched">' in html
    assert "Refused: too seldom right" in page_of(html)


def test_a_rejected_norm_stays_struck_through(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        book.judge(BORDER.norms[0].id, JudgementKind.WRONG, by="ana", at=NOON)
    html = desk.get(PAGE).text
    assert "<s>" in html
    assert "judged wrong by ana" in page_of(html)


def test_its_readings_are_lines_of_a_table(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get(PAGE + ".csv")
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert answer.headers["content-disposition"] == f'attachment; filename="{BORDER.page.id}.csv"'
    assert [(r["kind"], r["record"]) for r in rows] == [("norm", BORDER.norms[0].id), ("statement", "")]
    assert BORDER.text[int(rows[0]["start"]) : int(rows[0]["end"])] == BORDER.text.split(".")[0]


def test_the_capture_is_a_file_and_never_a_page(open_desk: OpenDesk) -> None:
    answer = open_desk(BORDER).get(PAGE + "/capture")
    assert answer.content == BORDER.page.body
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"].startswith("attachment;")
    assert answer.headers["content-security-policy"] == f"{POLICY}; sandbox"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_script_in_text_title_and_name_is_text(open_desk: OpenDesk) -> None:
    bad = "<script>alert(1)</script>"
    document = BORDER.document
    assert document is not None
    page = replace(BORDER.page, address=f"{bad}.txt")
    reading = replace(BORDER, page=page, document=replace(document, title=bad, publisher=bad, author=bad, credit=bad))
    desk = open_desk(reading)
    for path in ("/", PAGE, f"/record/{BORDER.records[0].id}"):
        html = desk.get(path).text
        assert bad not in html
        assert html.count("<script") == 2
    assert bad in unescape(page_of(desk.get(PAGE).text))


def test_why_answers_sentence_by_sentence(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    looked = ConsideredAction(action=Span(16, 20), outcome="refused", said="too seldom right", code="unlikely-norm")
    sentence = SentenceLooked(
        span=Span(0, 10), words="Belarus said", directness=None, speaker=None, looked=(looked,), verbs=()
    )
    stub_of(desk).why_answer = Why(BORDER, (sentence,), 0.4)
    said = page_of(desk.get(PAGE + "/why?w=0-20").text)
    assert "told by the page itself; no attribution was read here" in said
    assert "too seldom right [unlikely-norm]" in said
    for stretch in ("", "5", "20-5", "0-99999", "-1-5", "a-b", "٣-٥"):
        assert desk.get(PAGE + f"/why?w={stretch}").status_code == 400


def test_why_is_not_asked_of_a_whole_book(open_desk: OpenDesk) -> None:
    reading = make_reading(1, filler=4_000)
    answer = open_desk(reading).get(f"/page/{reading.page.id}/why?w=0-20001")
    assert answer.status_code == 400
    assert "20,000 characters at most" in page_of(answer.text)


def test_a_page_that_was_withdrawn_says_so(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        book.forget(BORDER.page.id, reason="a name", author="ana", day=NOON.date(), recorded_at=NOON)
    answer = desk.get(PAGE)
    assert answer.status_code == 410
    assert "withdrawn" in page_of(answer.text)


def test_why_is_asked_of_any_sentence_by_some_of_its_words(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    assert '<input id="why-words" name="words" maxlength="400" required>' in desk.get(PAGE).text
    sentence = SentenceLooked(
        span=Span(0, 10), words="Belarus said", directness=None, speaker=None, looked=(), verbs=("said",)
    )
    stub_of(desk).why_answer = Why(BORDER, (sentence,), 0.4)
    words = page_of(desk.get(PAGE + "/why?words=troops+to").text)
    assert stub_of(desk).why_asked == ["troops to"]
    assert "The sentences that hold “troops to”." in words
    assert "nothing was considered here" in words


def test_what_was_left_out_is_looked_up_in_the_capture(open_desk: OpenDesk) -> None:
    menu = b"Home\n\nSport\n\n"
    document = BORDER.document
    assert document is not None
    page = Page(
        address="a.txt", body=menu + BORDER.page.body, kind=PageKind.TEXT, encoding="utf-8", encoding_basis="default"
    )
    moved = SourceMap((Run(0, len(BORDER.text), len(menu)),))
    reading = replace(BORDER, page=page, document=replace(document, page_id=page.id, source_map=moved))
    desk = open_desk(replace(reading, records=(), norms=(), statements=()))
    assert f'href="/page/{page.id}/left-out"' in desk.get(f"/page/{page.id}").text
    words = page_of(desk.get(f"/page/{page.id}/left-out").text)
    assert "2 blocks left out of the text" in words
    assert "Home (navigation) Sport" in words


def test_of_a_page_refused_as_a_whole_nothing_is_known_to_be_left_out(open_desk: OpenDesk) -> None:
    refusal = Refusal("documents", "not-english", "the text is in French, and only English is read")
    reading = Reading.refused(BORDER.page, refusal, reader="reader 1")
    words = page_of(open_desk(reading).get(PAGE + "/left-out").text)
    assert "The page was refused as a whole: nothing of it is in a text." in words


def test_no_word_of_a_page_turns_round_ours(open_desk: OpenDesk) -> None:
    document = BORDER.document
    assert document is not None
    turned = replace(BORDER, document=replace(document, title="\u202etitle", publisher="\u2067Radio"))
    desk = open_desk(turned)
    for path in ("/", "/search", PAGE, f"/record/{BORDER.records[0].id}"):
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", desk.get(path).text)
    assert "\ufffdtitle" in desk.get(PAGE).text


def test_a_page_that_was_not_read_says_so_first(open_desk: OpenDesk) -> None:
    refusal = Refusal("documents", "not-english", "the text is in French, and only English is read")
    words = page_of(open_desk(Reading.refused(BORDER.page, refusal, reader="reader 1")).get(PAGE).text)
    assert words.index("Not read: another language than English") < words.index("publisher")


def test_norms_and_refusals_are_marked_first_and_all_else_is_one_click_away(open_desk: OpenDesk) -> None:
    desk = open_desk(REFUSED)
    html = desk.get(PAGE).text
    assert "r-norms" in html.partition("<h2>Readings</h2>")[2]
    assert "r-statements" not in html.partition("<h2>Readings</h2>")[2]
    link = unescape(re.findall(r'href="([^"]+)">Show all that was read \(3\)<', html)[0])
    everything = desk.get(link).text
    assert "r-statements" in everything.partition("<h2>Readings</h2>")[2]
    assert f'href="{PAGE}">Norms and refusals alone<' in everything


def test_a_record_without_a_norm_is_counted_apart_from_norms(open_desk: OpenDesk) -> None:
    bare = replace(BORDER.records[0], kind=RecordKind.PLAN)
    desk = open_desk(replace(BORDER, records=(*BORDER.records, bare)))
    words = page_of(desk.get(PAGE).text)
    assert "1 norm, 1 record without a norm, 0 refusals" in words
    assert "0 of 1 norm" in page_of(desk.get(f"/review?page={BORDER.page.id}").text)
    assert "record without a norm" in page_of(desk.get(PAGE + "?show=records").text.partition("<h2>Readings</h2>")[2])
