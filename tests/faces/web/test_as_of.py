"""`?as_of=`: every view answers as the ledger stood at the end of that day, and links keep the day."""

from datetime import timedelta

from onrecord.ledger import open_ledger
from tests.faces.web.conftest import BORDER, FIRMER, OpenDesk, desk_behind, page_of
from tests.ledger.factory import NOON

DAY, NEXT = NOON.date(), NOON.date() + timedelta(days=1)


def test_what_came_later_is_not_there(open_desk: OpenDesk) -> None:
    desk = open_desk(BORDER)
    with open_ledger(desk_behind(desk).settings.ledger) as book:
        book.record(FIRMER, recorded_at=NOON + timedelta(days=1))
    assert FIRMER.norms[0].id in desk.get("/").text
    then = desk.get(f"/?as_of={DAY}").text
    assert FIRMER.norms[0].id not in then
    assert f'href="/record/{BORDER.norms[0].id}?as_of={DAY}"' in then
    assert f"as of the end of {DAY}" in page_of(then)
    assert desk.get(f"/record/{FIRMER.records[0].id}?as_of={DAY}").status_code == 404
    assert desk.get(f"/record/{FIRMER.records[0].id}?as_of={NEXT}").status_code == 200


def test_before_everything_it_is_empty(open_desk: OpenDesk) -> None:
    assert "This ledger is empty" in page_of(open_desk(BORDER).get("/?as_of=2020-01-01").text)


def test_a_form_keeps_the_day(open_desk: OpenDesk) -> None:
    html = open_desk(BORDER).get(f"/page/{BORDER.page.id}?as_of={DAY}").text
    assert html.count(f'<input type="hidden" name="as_of" value="{DAY}">') == 3
