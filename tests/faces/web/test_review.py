"""Review: the next card, each verdict and its undo, corrections by number, who says it; without a script."""

import re
from datetime import timedelta
from html import unescape
from itertools import count
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from onrecord.faces.web.views.review import MODAL_LETTERS, MODE_LETTERS
from onrecord.language.review_reasons import reasons
from onrecord.ledger import Judgement
from onrecord.ledger.judgements.remarks import LONGEST_AUTHOR_CHARS
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.records import Modal, Mode
from tests.faces.web.conftest import BORDER, FIRMER, MARCH, OpenDesk, desk_behind, form_token, page_of, stub_of
from tests.ledger.factory import NOON
from tests.questions.world import said

IF, PLAIN = BORDER.norms[0].id, FIRMER.norms[0].id


def sent(desk: TestClient, what: str, query: str = "", **fields: str) -> str:
    """Sends a form of Review; where it leads."""
    data = {**fields, "token": form_token(desk, "/review")}
    answer = desk.post(f"/review/{what}{query}", data=data)
    assert answer.status_code == 303, page_of(answer.text)
    return str(answer.headers["location"])


def begun(desk: TestClient, name: str = "ana") -> TestClient:
    """Somebody sits down, and time goes on: a second with each look at the clock."""
    ticks = count(len(held(desk)) * 1000)
    desk_behind(desk).now = lambda: NOON + timedelta(seconds=next(ticks))
    sent(desk, "name", name=name)
    return desk


def shown(desk: TestClient, address: str = "/review") -> tuple[str, str | None]:
    """How far, and which norm is on the card; None: none is."""
    html = desk.get(address).text
    target = re.findall(r'id="confirm".*?name="target" value="([^"]+)"', html, re.DOTALL)
    return re.findall(r'<span role="status">(.*?)</span>', html)[0], target[0] if target else None


def held(desk: TestClient) -> list[Judgement]:
    return list(desk_behind(desk).ledger.judgements())


def test_one_after_another_is_confirmed_and_the_end_is_said(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER, FIRMER))
    assert shown(desk) == ("0 of 2 norms", IF)
    assert sent(desk, "confirm", target=IF) == "/review"
    assert shown(desk) == ("1 of 2 norms", PLAIN)
    sent(desk, "confirm", target=PLAIN)
    assert shown(desk)[1] is None
    assert "All of it is done: 2 norms judged." in page_of(desk.get("/review").text)
    assert [(j.verdict, j.target_id, j.author) for j in held(desk)] == [
        (JudgementKind.CONFIRM, IF, "ana"),
        (JudgementKind.CONFIRM, PLAIN, "ana"),
    ]


def test_a_card_is_the_upper_half_of_a_record_with_its_paragraph(open_desk: OpenDesk) -> None:
    html = begun(open_desk(BORDER)).get("/review").text
    words = page_of(html)
    assert "<h1>Belarus will “send troops to the border” if “Poland attacks Ukraine”</h1>" in unescape(html)
    for part in ("threat, said 2026-03-01", "strength: firm (F)", "1 report", "Marked: who, action, condition"):
        assert part in words
    around = re.findall(r'<blockquote class="quotation around">(.*?)</blockquote>', html, re.DOTALL)
    assert page_of(around[0]) == BORDER.text
    assert '<span class="m cond l0" data-key="trigger">' in around[0]


def test_a_rejection_keeps_its_reason_so_that_a_program_reads_it(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER, FIRMER))
    sent(desk, "reject", target=IF, reason="wish", note="a headline")
    sent(desk, "reject", target=PLAIN, reason="done")
    assert [j.note for j in held(desk)] == ["reason=wish; a headline", "reason=done"]
    assert "judged wrong by ana (a wish or a hope; a headline)" in page_of(desk.get(f"/record/{IF}").text)


@pytest.mark.parametrize(
    "fields, says",
    [({}, "'' is no reason"), ({"reason": "x"}, "'x' is no reason"), ({"reason": "other"}, "write which")],
)
def test_a_rejection_has_a_reason_of_the_codebook(open_desk: OpenDesk, fields: dict[str, str], says: str) -> None:
    desk = begun(open_desk(BORDER))
    answer = desk.post("/review/reject", data={"token": form_token(desk), "target": IF, **fields})
    assert answer.status_code == 400
    assert says in unescape(page_of(answer.text))
    assert held(desk) == []


def test_every_reason_is_a_button(open_desk: OpenDesk) -> None:
    html = begun(open_desk(BORDER)).get("/review").text
    assert re.findall(r'<button name="reason" value="([^"]+)"', html) == [r.code for r in reasons()][:-1]
    assert reasons()[-1].code == "other"
    assert '<input type="hidden" name="reason" value="other">' in html
    assert re.findall(r'data-digit="(\d)"', html) == list("1234567890")


def typed_in(form: str) -> dict[str, str]:
    """What the inputs of a form hold; boxes and buttons that are not chosen hold nothing."""
    tags = [(tag, dict(re.findall(r'([\w-]+)="([^"]*)"', tag))) for tag in re.findall(r"<input[^>]*>", form)]
    return {
        held["name"]: unescape(held["value"])
        for tag, held in tags
        if held.get("type") not in ("radio", "checkbox") or " checked" in tag
    }


def corrected(desk: TestClient, **changed: str) -> dict[str, str]:
    """The fields of the form on the page, with some changed; `action__to` stands for `action.to`."""
    form = desk.get("/review").text.partition('<form id="correct"')[2].partition("</form>")[0]
    fields = typed_in(form)
    for name, options in re.findall(r'<select[^>]*? name="([^"]+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        fields[name] = re.findall(r'value="([^"]*)" selected', options)[0]
    return {**fields, **{name.replace("__", "."): value for name, value in changed.items()}}


def test_words_are_corrected_by_number_the_rest_by_choice_and_name(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER))
    numbers = re.findall(r'<span data-word="(\d+)">(.*?)</span>', desk.get("/review").text)
    assert [word for _, word in numbers][3:6] == ["will", "send", "troops"]
    fields = corrected(desk, action__to="6", modal="ready", trigger_id="Finland")
    assert (fields["action.from"], fields["mode"], fields["agent_id"]) == ("5", "if", "BLR")
    assert fields["target"] == IF
    assert sent(desk, "correct", **fields) == "/review"
    (judgement,) = held(desk)
    assert judgement.slots == (("action", "send troops"), ("modal", "ready"), ("trigger_id", "FIN"))
    assert "Belarus is ready to “send troops” if “Poland attacks Ukraine”" in page_of(desk.get(f"/record/{IF}").text)


def test_a_correction_of_nothing_is_none(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER))
    answer = desk.post("/review/correct", data={**corrected(desk), "token": form_token(desk)})
    assert answer.status_code == 400
    assert "nothing was changed" in page_of(answer.text)
    assert held(desk) == []


def test_a_letter_each_and_none_that_a_key_of_the_card_has() -> None:
    letters = [*MODAL_LETTERS.values(), *MODE_LETTERS.values()]
    assert set(MODAL_LETTERS) == set(Modal)
    assert set(MODE_LETTERS) == set(Mode)
    assert len(set(letters)) == len(letters)
    assert set(letters).isdisjoint("cerujky")


def test_undo_goes_back_several_steps_and_shows_each_again(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER, FIRMER))
    sent(desk, "confirm", target=IF)
    sent(desk, "reject", target=PLAIN, reason="past")
    assert "Undo (u) judged wrong: Belarus will “send troops to the border”" in page_of(desk.get("/review").text)
    assert sent(desk, "undo", target=PLAIN) == f"/review?at={PLAIN}"
    assert shown(desk, f"/review?at={PLAIN}") == ("1 of 2 norms", PLAIN)
    assert sent(desk, "undo", target=PLAIN) == f"/review?at={PLAIN}"  # a key that was held: it is taken back already
    assert sent(desk, "undo", target=IF) == f"/review?at={IF}"
    assert shown(desk) == ("0 of 2 norms", IF)
    assert 'id="undo"' not in desk.get("/review").text
    assert [j.verdict for j in held(desk)][2:] == [JudgementKind.RETRACT, JudgementKind.RETRACT]


def test_a_key_that_is_held_confirms_once(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER))
    sent(desk, "confirm", target=IF)
    sent(desk, "confirm", target=IF)
    assert len(held(desk)) == 1


def test_two_reviewers_see_the_reading_and_not_each_other(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER))
    sent(desk, "reject", target=IF, reason="wish")
    begun(desk, "ben")
    assert shown(desk) == ("0 of 1 norm", IF)
    html = desk.get("/review").text
    assert "judged wrong" not in html
    assert "You review as ben" in page_of(html)
    sent(desk, "confirm", target=IF)
    assert [(j.author, j.verdict) for j in held(desk)] == [("ana", JudgementKind.WRONG), ("ben", JudgementKind.CONFIRM)]


def test_without_a_name_the_queue_is_shown_and_nothing_is_kept(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    html = desk.get("/review").text
    assert "Who reviews? Your name stands beside each judgement." in page_of(html)
    assert "<h1>Belarus will" in html
    assert 'id="confirm"' not in html
    answer = desk.post("/review/confirm", data={"token": form_token(desk, "/review"), "target": IF})
    assert (answer.status_code, held(desk)) == (400, [])
    assert "say first who reviews" in page_of(answer.text)


HOSTILE = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "=HYPERLINK(1)",
    "a; Path=/; b, c",
    "Ж́\u202eó",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_words_and_nothing_else(open_desk: OpenDesk, name: str) -> None:
    desk = open_desk(BORDER)
    if not name.isprintable():
        answer = desk.post("/review/name", data={"token": form_token(desk, "/review"), "name": name})
        assert (answer.status_code, "which is not to be seen" in page_of(answer.text)) == (400, True)
        return
    begun(desk, name)
    sent(desk, "confirm", target=IF)
    assert held(desk)[0].author == name
    for path in ("/review", f"/record/{IF}", "/review/differences"):
        html = desk.get(path).text
        assert "<script>alert" not in html
        assert "<img src=x" not in html
    assert name in unescape(desk.get("/review").text)


@pytest.mark.parametrize("name", ["", "   ", "a" * (LONGEST_AUTHOR_CHARS + 1), "a\x00b", "a\nb\u2028c\x07"])
def test_what_is_no_name_is_refused(open_desk: OpenDesk, name: str) -> None:
    desk = open_desk(BORDER)
    answer = desk.post("/review/name", data={"token": form_token(desk, "/review"), "name": name})
    assert answer.status_code == 400
    assert "_by=" not in answer.headers.get("set-cookie", "")


def test_a_cookie_that_is_no_name_is_none(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    for value in ("%00", "%ff", "a" * 500):
        desk.cookies.set(f"{desk_behind(desk).sessions.cookie}_by", value)
        assert "Who reviews?" in page_of(desk.get("/review").text)


def test_a_read_only_desk_shows_the_queue_and_no_button(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, read_only=True)
    html = desk.get("/review").text
    assert "<h1>Belarus will" in html
    assert re.findall(r'<form[^>]*method="post"', html) == []
    assert desk.post("/review/confirm", data={"target": IF}).status_code == 403
    assert "Review 1 to look at" in page_of(html)


@pytest.mark.parametrize("what", ["name", "confirm", "reject", "correct", "undo"])
def test_a_form_without_its_token_keeps_nothing(open_desk: OpenDesk, what: str) -> None:
    desk = begun(open_desk(BORDER))
    answer = desk.post(f"/review/{what}", data={"target": IF, "reason": "wish", "name": "eve"})
    assert (answer.status_code, held(desk)) == (403, [])


def test_filters_and_what_was_left_for_later_stay_in_the_address(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER, FIRMER))
    assert shown(desk, "/review?mode=none&actor=Belarus") == ("0 of 1 norm", PLAIN)
    assert sent(desk, "confirm", "?mode=none&actor=Belarus", target=PLAIN) == "/review?actor=Belarus&mode=none"
    sent(desk, "undo", target=PLAIN)
    html = desk.get("/review").text
    later = unescape(re.findall(r'href="([^"]+)">Later<', html)[0])
    assert shown(desk, later)[1] == PLAIN
    assert sent(desk, "confirm", later.removeprefix("/review"), target=PLAIN) == later
    assert "Nothing comes after what you left for later. Begin at the start" in page_of(desk.get(later).text)
    assert shown(desk)[1] == IF


@pytest.mark.parametrize(
    "query, status",
    [("after=1", 400), ("at=norm-0", 404), ("actor=Atlantis", 400), ("mode=x", 400), ("at=%3Cb%3E", 404)],
)
def test_what_cannot_be_asked_is_said(open_desk: OpenDesk, query: str, status: int) -> None:
    assert begun(open_desk(BORDER)).get(f"/review?{query}").status_code == status


def test_the_navigation_says_how_many_wait_for_who_sits_here(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    assert "Review 2 to look at" in page_of(desk.get("/search").text)
    sent(begun(desk), "confirm", target=IF)
    assert "Review 1 to look at" in page_of(desk.get("/search").text)
    sent(desk, "confirm", target=PLAIN)
    assert "to look at" not in page_of(desk.get("/search").text)
    begun(desk, "ben")
    assert "Review 2 to look at" in page_of(desk.get("/search").text)
    assert "to look at" not in page_of(desk.get("/search?as_of=2026-01-06").text)


def test_an_empty_ledger_invites_a_page(open_desk: OpenDesk) -> None:
    words = page_of(open_desk().get("/review").text)
    assert "Nothing waits: this ledger holds no norm yet. Add a page" in words


def test_its_data(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER, FIRMER))
    sent(desk, "confirm", target=IF)
    answer = desk.get("/review.json").json()
    assert (answer["by"], answer["progress"]) == ("ana", {"judged": 1, "waiting": 1, "each_s": None})
    (item,) = answer["items"]
    assert (item["norm"]["id"], item["pages"], item["doubt"]) == (PLAIN, 1, None)
    assert [i["norm"]["id"] for i in desk.get(f"/review.json?by={quote('ben b')}&limit=1").json()["items"]] == [IF]


def test_words_of_a_page_are_text(open_desk: OpenDesk) -> None:
    action = 'send <script>alert(1)</script> and "> <b onclick=x> troops'
    hostile = said(MARCH, "BLR", Modal.WILL, action)
    html = begun(open_desk(hostile)).get("/review").text
    for part in ("<script>alert", "<b onclick", '"> <b'):
        assert part not in html
    assert f"<h1>Belarus will “{action}”</h1>" in unescape(html)
    numbers = [int(n) for n in re.findall(r'data-word="(\d+)"', html)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_page_just_kept_is_reviewed_alone(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(FIRMER))
    stub_of(desk).gives = [BORDER]
    where = desk.post("/add", data={"token": form_token(desk)}, files={"file": ("a.txt", b"Words.")}).headers[
        "location"
    ]
    assert '<button name="then" value="review">Keep and review</button>' in desk.get(where).text
    answer = desk.post(f"{where}/keep", data={"token": form_token(desk), "then": "review"})
    assert answer.headers["location"] == f"/review?page={BORDER.page.id}"
    assert shown(desk, answer.headers["location"]) == ("0 of 1 norm", IF)


def test_a_correction_that_cannot_be_kept_comes_again_as_it_was_typed(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER))
    assert '<details id="correcting">' in desk.get("/review").text
    typed = corrected(
        desk, action__to="99", modal="ready", agent_id="the Hill <Men>", speaker_id="Belrus", strength="desired"
    )
    answer = desk.post("/review/correct?mode=if", data={**typed, "token": form_token(desk, "/review")})
    form = answer.text.partition('<form id="correct"')[2].partition("</form>")[0]
    assert (answer.status_code, held(desk)) == (400, [])
    again = typed_in(form) | {"strength": re.findall(r'<option value="(\w+)" selected', form)[-1]}
    assert {name: again[name] for name in typed if name in again} == {
        name: value for name, value in typed.items() if name in again
    } | {"token": again["token"]}
    assert '<details id="correcting" open>' in answer.text
    assert 'action="/review/correct?mode=if"' in answer.text
    said = unescape(page_of(form))
    assert said.count("'99' is no number of a word here") == 2  # at the head of the form, and beside its field
    assert "no actor is called 'the Hill <Men>'; to keep these very words, tick the box" in said
    assert "no actor is called 'Belrus'; did you mean Belarus" in said
    assert '<option value="Belarus">' in form
    assert '<option value="Belarus (BLR)">' in form  # known on the page
    assert len(re.findall(r'aria-invalid="true"', form)) == 3
    assert len(re.findall(r" autofocus", form)) == 1

    mended = {**typed_in(form), "action.to": "6", "agent_id.as-words": "yes", "speaker_id": "Belarus (BLR)"}
    sent(desk, "correct", **{**typed, **mended})
    (judgement,) = held(desk)
    assert dict(judgement.slots) == {
        "action": "send troops",
        "modal": "ready",
        "strength": "desired",
        "agent_id": "the Hill <Men>",
    }


def test_what_the_ledger_refuses_is_said_on_the_form_too(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(FIRMER))
    typed = corrected(desk, mode="if")
    answer = desk.post("/review/correct", data={**typed, "token": form_token(desk, "/review")})
    assert answer.status_code == 400
    assert "mode=if needs a condition" in page_of(answer.text)
    assert 'name="mode" value="if" data-letter="i" checked' in answer.text


def test_day_kind_and_strength_are_corrected_for_a_norm_by_desk_and_command_alike(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER))
    sent(desk, "correct", **corrected(desk, stated_on="2026-02-27", kind="plan", strength="ready"))
    (judgement,) = held(desk)
    assert judgement.slots == (("kind", "plan"), ("strength", "ready"), ("stated_on", "2026-02-27"))
    words = page_of(desk.get(f"/record/{IF}").text)
    assert "plan, said 2026-02-27" in words
    assert "strength: ready (R)" in words


def test_from_a_record_and_back_to_it(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, FIRMER)
    link = unescape(re.findall(r'href="([^"]+)">Confirm, correct or reject it<', desk.get(f"/record/{PLAIN}").text)[0])
    assert link == f"/review?at={PLAIN}&then=record"
    answer = desk.post(link.replace("?", "/name?"), data={"name": "ana", "token": form_token(desk, "/review")})
    assert answer.headers["location"] == f"/review?at={PLAIN}&then=record"
    assert shown(desk, link)[1] == PLAIN
    action = unescape(re.findall(r'<form id="confirm" action="([^"]+)"', desk.get(link).text)[0])
    assert sent(desk, "confirm", action.removeprefix("/review/confirm"), target=PLAIN) == f"/record/{PLAIN}"
    assert "confirmed by ana" in page_of(desk.get(f"/record/{PLAIN}").text)
    assert sent(desk, "reject", "?then=https://example.org", target=IF, reason="wish") == "/review"
    closed = open_desk(read_only=True)
    assert "/review?at=" not in closed.get(f"/record/{PLAIN}").text


def test_undo_names_what_stands_and_nothing_of_another_page(open_desk: OpenDesk) -> None:
    desk = begun(open_desk(BORDER, FIRMER))
    sent(desk, "correct", **corrected(desk, modal="ready"))
    assert "corrected: Belarus is ready to “send troops to the border”" in page_of(desk.get("/review").text)
    assert 'id="undo"' not in desk.get(f"/review?page={FIRMER.page.id}").text
    assert 'id="undo"' in desk.get(f"/review?page={BORDER.page.id}").text
    assert 'id="undo"' not in desk.get(f"/review?at={PLAIN}&then=record").text


def test_a_card_has_its_paragraph_once(open_desk: OpenDesk) -> None:
    html = begun(open_desk(BORDER)).get("/review").text.partition('<details id="correcting">')[0]
    assert html.count("<blockquote") == 1
