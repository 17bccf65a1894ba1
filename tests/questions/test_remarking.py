"""Remarks with what they hang on, in parts that what is added meanwhile does not move."""

from dataclasses import replace
from datetime import timedelta

from tests.ledger.factory import NOON, make_page, make_reading

from onrecord.ledger import open_ledger
from onrecord.questions.remarking import remarks_after
from onrecord.terms.actors import Cast
from onrecord.terms.reading import Reading
from onrecord.terms.refusals import Refusal
from onrecord.terms.remarks import RemarkKind

READING = make_reading(1)
READING_OF_NOTHING = Reading(
    page=make_page("nothing"), document=None, cast=Cast((), ()), statements=(), records=(), norms=(), events=(),
    times=(), refusals=(), reader="reader 1",
)  # fmt: skip


def test_parts_go_on_where_the_last_ended_whatever_was_added() -> None:
    with open_ledger(None) as ledger:
        ledger.record(READING, recorded_at=NOON)
        for n in range(5):
            ledger.remark(READING.records[0].id, RemarkKind.TAG, f"tag {n}", by="Ada", at=NOON + timedelta(minutes=n))
        first, turn = remarks_after(ledger, limit=2)
        assert [h.remark.words for h in first] == ["tag 4", "tag 3"]
        ledger.remark(READING.page.id, RemarkKind.CASE, "later", by="Ada", at=NOON + timedelta(hours=1))
        second, turn = remarks_after(ledger, after=turn, limit=2)
        third, end = remarks_after(ledger, after=turn, limit=2)
        assert [h.remark.words for h in (*second, *third)] == ["tag 2", "tag 1", "tag 0"]
        assert end is None


def test_each_says_what_it_hangs_on() -> None:
    refused = replace(READING_OF_NOTHING, refusals=(Refusal("documents", "no-text", "no paragraph was found"),))
    with open_ledger(None) as ledger:
        for reading in (READING, refused):
            ledger.record(reading, recorded_at=NOON)
        for n, target in enumerate((READING.records[0].id, READING.page.id, refused.page.id)):
            ledger.remark(target, RemarkKind.NOTE, "look", by="Ada", at=NOON + timedelta(minutes=n))
        nothing, page, record = (h.to_json() for h in remarks_after(ledger, RemarkKind.NOTE, limit=9)[0])
    assert (record["on"], record["records"], record["title"]) == ("record", [READING.records[0].id], "Page 1")
    assert len(record["sentences"]) == 1
    assert (page["on"], page["records"], page["title"], page["address"]) == ("page", [], "Page 1", "pages/1.txt")
    assert (nothing["title"], nothing["address"]) == (None, None)
