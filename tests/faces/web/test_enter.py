"""A norm that no reader found is put on record: from the page, from a refusal, by an API; without a script."""

import re
from html import unescape

import pytest
from starlette.testclient import TestClient

from onrecord.engines.spacy_parser import SpacyParser
from onrecord.faces.tokens import TokenScope
from onrecord.ledger import Entry
from onrecord.terms.judgements import JudgementKind
from tests.faces.web.conftest import BORDER, OpenDesk, desk_behind, form_token, page_of, stub_of
from tests.ledger.factory import NOON
from tests.walk.sheets import engines_of

# Belarus said it will send troops to the border if Poland attacks Ukraine. Page 0 of 2026-03-01.
PAGE = BORDER.page.id
WHOLE = f"0-{len(BORDER.text)}"
FIELDS = {
    "w": WHOLE,
    "action.from": "5",
    "action.to": "6",
    "trigger.from": "11",
    "trigger.to": "13",
    "cue.from": "10",
    "cue.to": "10",
    "agent.from": "1",
    "agent.to": "1",
    "agent_id": "Belarus",
    "speaker.from": "1",
    "speaker.to": "1",
    "speaker_id": "BLR",
    "modal": "ready",
    "mode": "if",
    "by": " Ana  Berg ",
}


@pytest.fixture
def desk(open_desk: OpenDesk, parser: SpacyParser) -> TestClient:
    client = open_desk(BORDER)
    stub_of(client).engines = engines_of(parser)
    return client


def form(desk: TestClient, query: str = f"w={WHOLE}") -> str:
    answer = desk.get(f"/page/{PAGE}/enter?{query}")
    assert answer.status_code == 200, page_of(answer.text)
    return answer.text


def sent(desk: TestClient, **changed: str):  # type: ignore[no-untyped-def]
    html = form(desk)
    document = re.findall(r'name="document" value="([^"]+)"', html)[0]
    token = form_token(desk, f"/page/{PAGE}/enter?w={WHOLE}")
    fields = {**FIELDS, "document": document, "token": token}
    return desk.post(f"/page/{PAGE}/enter", data={**fields, **{k.replace("__", "."): v for k, v in changed.items()}})


def by_hand(desk: TestClient) -> list[Entry]:
    return [e for e in desk_behind(desk).ledger.entries() if e.source.by_hand is not None]


def test_the_form_numbers_the_words_and_keeps_them_under_the_name(desk: TestClient) -> None:
    answer = sent(desk)
    assert answer.status_code == 303, page_of(answer.text)
    (entry,) = by_hand(desk)
    norm = entry.norms[0]
    assert answer.headers["location"] == f"/record/{norm.id}"
    assert dict(norm.words) == {
        "action": "send troops",
        "trigger": "Poland attacks Ukraine",
        "cue": "if",
        "agent": "Belarus",
        "speaker": "Belarus",
    }
    assert (norm.norm.modal.value, norm.norm.agent_id, entry.source.reader) == ("ready", "BLR", "by hand: Ana Berg")


def test_the_record_says_who_entered_it_beside_the_words_of_the_page(desk: TestClient) -> None:
    said = page_of(desk.get(sent(desk).headers["location"]).text)
    assert "Entered by hand by Ana Berg on 2026-01-05. The words stand on the page; no program read them so." in said
    assert "entered by hand; 1 report" in said
    assert "Belarus (BLR), “Belarus” on the page" in said
    assert "the sheet" not in said


def test_the_page_shows_it_beside_what_was_read(desk: TestClient) -> None:
    sent(desk)
    html = desk.get(f"/page/{PAGE}").text
    assert "entered by hand by Ana Berg on 2026-01-05" in page_of(html)
    assert "shown beside it" in page_of(html)
    assert f'href="/record/{by_hand(desk)[0].norms[0].id}"' in html
    assert f'href="/record/{BORDER.norms[0].id}"' in html


def test_search_says_so_too(desk: TestClient) -> None:
    sent(desk)
    said = page_of(desk.get("/search").text)
    assert said.count("entered by hand by Ana Berg on 2026-01-05; Hill Radio") == 1


def test_the_page_and_the_answer_to_why_lead_to_the_form(desk: TestClient) -> None:
    html = desk.get(f"/page/{PAGE}").text
    assert f"/page/{PAGE}/enter?w={WHOLE}" in html
    assert f'formaction="/page/{PAGE}/enter"' in html


def test_words_of_a_refusal_are_filled_in(desk: TestClient) -> None:
    start = BORDER.text.index("send troops")
    html = form(desk, f"w={WHOLE}&deed={start}-{start + 11}")
    held = dict(re.findall(r'name="((?:action|speaker)\.\w+)"[^>]*? value="(\d*)"', html))
    assert held == {"action.from": "5", "action.to": "6", "speaker.from": "1", "speaker.to": "1"}
    assert re.findall(r'name="speaker_id" value="(\w*)"', html) == ["BLR"]
    assert '<option value="Belarus"></option>' in html


def test_words_that_are_typed_find_their_place(desk: TestClient) -> None:
    assert f'value="{BORDER.text.index("send")}-' in form(desk, "words=send+troops")
    answer = desk.get(f"/page/{PAGE}/enter?words=send+ships")
    assert answer.status_code == 400
    assert "does not stand, letter for letter, in the text read of the page" in unescape(page_of(answer.text))


@pytest.mark.parametrize(
    "changed, says",
    [
        ({"action__from": "", "action__to": ""}, "without an action there is no norm"),
        ({"trigger__from": "", "trigger__to": ""}, "mark the words of the condition too"),
        ({"trigger__from": "", "trigger__to": "", "cue__from": "", "cue__to": ""}, "or choose that there is none"),
        ({"mode": "none"}, "say how the action hangs on it"),
        ({"mode": "perhaps"}, "is none of none, if, unless, even_if"),
        ({"trigger__from": "6", "trigger__to": "7"}, "are words of the action too"),
        ({"action__from": "900"}, "is no number of a word here"),
        ({"agent_id": "Ruritania"}, "Ruritania"),
        ({"by": " "}, "say who enters it"),
        ({"by": "a" * 81}, "at most 80 characters"),
        ({"said_on": "soon"}, "is no day"),
        ({"document": "doc-1"}, "the page was read anew meanwhile"),
        ({"w": "9-900"}, "is no stretch of this page"),
    ],
)
def test_what_is_no_norm_is_not_kept_and_the_sentence_says_why(
    desk: TestClient, changed: dict[str, str], says: str
) -> None:
    answer = sent(desk, **changed)
    assert answer.status_code == 400
    assert says in unescape(page_of(answer.text))
    assert by_hand(desk) == []


def test_a_condition_may_stand_without_a_connective(desk: TestClient) -> None:
    assert sent(desk, cue__from="", cue__to="").status_code == 303
    assert by_hand(desk)[0].norms[0].norm.cue is None


def test_two_persons_and_a_second_norm_stand_side_by_side(desk: TestClient) -> None:
    sent(desk)
    sent(desk, by="Ben")
    sent(desk, modal="will")
    held = sorted((e.source.by_hand.by, n.norm.modal.value) for e in by_hand(desk) for n in e.norms)  # type: ignore[union-attr]
    assert held == [("Ana Berg", "ready"), ("Ana Berg", "will"), ("Ben", "ready")]


def test_once_more_adds_nothing(desk: TestClient) -> None:
    first = sent(desk).headers["location"]
    assert sent(desk).headers["location"] == first
    assert len(by_hand(desk)) == 1


def test_what_was_judged_wrong_leads_to_a_record_that_says_so(desk: TestClient) -> None:
    where = sent(desk).headers["location"]
    with desk_behind(desk).writing() as book:
        book.judge(where.rpartition("/")[2], JudgementKind.WRONG, by="cleo", at=NOON)
    assert by_hand(desk) == []
    assert "A person judged this reading wrong." in page_of(desk.get(where).text)


def test_a_desk_that_only_reads_shows_no_form(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER, read_only=True)
    assert "/enter" not in desk.get(f"/page/{PAGE}").text
    assert desk.get(f"/page/{PAGE}/enter?w={WHOLE}").status_code == 403
    assert desk.post(f"/page/{PAGE}/enter", data=FIELDS).status_code == 403


def test_the_past_has_no_form(desk: TestClient) -> None:
    assert desk.get(f"/page/{PAGE}/enter?w={WHOLE}&as_of=2026-03-20").status_code == 403


def test_a_form_of_another_site_keeps_nothing(desk: TestClient) -> None:
    assert desk.post(f"/page/{PAGE}/enter", data=FIELDS).status_code == 403
    assert by_hand(desk) == []


def api(desk: TestClient, *scopes: TokenScope) -> TestClient:
    _, text = desk_behind(desk).tokens.create(by="Ana", scopes=scopes, expires=None, at=NOON)
    desk.headers["Authorization"] = f"Bearer {text}"
    return desk


MARKED = {"page": PAGE, "action": "send troops", "trigger": "Poland  attacks Ukraine", "cue": "if", "agent": "0-7"}


def test_a_program_enters_one_in_the_name_of_its_token(desk: TestClient) -> None:
    answer = api(desk, TokenScope.JUDGE).post("/api/v1/enter", json={**MARKED, "agent_id": "Belarus", "modal": "ready"})
    assert answer.status_code == 201, answer.text
    (entry,) = by_hand(desk)
    told = answer.json()
    assert (told["norm"], told["record"], told["page"]) == (entry.norms[0].id, entry.id, PAGE)
    assert (told["new"], told["wrong"], told["notices"]) == (True, False, 0)
    assert entry.source.by_hand is not None
    assert entry.source.by_hand.by == "Ana"
    assert entry.norms[0].norm.mode.value == "if"
    shown = desk.get(f"/api/v1/records/{entry.id}").json()
    assert shown["entry"]["source"]["entered_by_hand"] == {
        "by": "Ana",
        "on": "2026-01-05",
        "sheet": None,
        "row": None,
    }


@pytest.mark.parametrize(
    "changed, says",
    [
        ({"action": "send ships"}, "does not stand, letter for letter"),
        ({"action": "o"}, "times; give one of the spans"),
        ({"action": "0-9000"}, "is no stretch of the text"),
        ({"trigger": None}, "mark the words of the condition too"),
        ({"page": "rec-1"}, "no record, norm, statement or page"),
    ],
)
def test_words_that_do_not_stand_on_the_page_once_are_refused(
    desk: TestClient, changed: dict[str, str], says: str
) -> None:
    answer = api(desk, TokenScope.JUDGE).post("/api/v1/enter", json={**MARKED, **changed})
    assert answer.status_code in (400, 404)
    assert says in answer.json()["detail"]
    assert by_hand(desk) == []


def test_a_token_that_may_only_add_may_not_enter(desk: TestClient) -> None:
    assert api(desk, TokenScope.ADD).post("/api/v1/enter", json=MARKED).status_code == 403
