"""A page that was withdrawn: its words are nowhere in the file, that it was there is, and the chain stays whole."""

import sqlite3
from array import array
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.questions.world import happened, said

from onrecord.ledger import Ledger, NotHeld, PageWithdrawn, WithdrawalUnsound, open_ledger
from onrecord.ledger.index.status_log import Encounter, Status
from onrecord.questions import check, show
from onrecord.questions.errors import UnknownId
from onrecord.terms.events import EventStatus, EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.pages import RefusedPage
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, Relation, RelationType
from onrecord.terms.refusals import Refusal

SECRET = "Zephyrine Quillfeather"
DAY = date(2026, 3, 1)


def reading_of_a_person() -> Reading:
    """A page that names somebody in every sentence, in its address and in its title."""
    reading = make_reading(1, extra=f" {SECRET}", address="https://example.org/zephyrine-quillfeather")
    assert reading.document is not None
    return replace(
        reading,
        page=replace(reading.page, url=reading.page.address, headers={"link": SECRET}),
        document=replace(reading.document, title=f"On {SECRET}"),
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger in which all that can rest on a page rests on this one."""
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        one, other = reading_of_a_person(), make_reading(2)
        told = replace(other.records[0], relations=(Relation(RelationType.REPEATS, one.records[0].id),))
        other = replace(other, records=(told, *other.records[1:]))
        for reading in (one, replace(one, reader="reader 2"), other, make_reading(3)):
            ledger.record(reading, recorded_at=NOON)
        refused = RefusedPage(one.page.address, Refusal("pages", "time-out", f"{one.page.address} did not answer"))
        ledger.record_refused(refused, recorded_at=NOON)
        ledger.judge(one.norms[0].id, JudgementKind.WRONG, by="Ada", at=NOON, note=f"{SECRET} never said so")
        event = ledger.current.event(one.events[0].id)
        assert event is not None
        kept = ledger.current.norms_of(other.norms[0].agent_id or "")[0]
        met = Encounter(
            norm=kept.anchor,
            norm_id=kept.id,
            event=event,
            role="deed",
            match="yes",
            verdict="kept",
            reasons=(("words", "yes", SECRET),),
        )
        became = Status(
            norm=kept.anchor,
            norm_id=kept.id,
            status="fulfilled",
            first=DAY,
            last=DAY,
            basis="event",
            basis_id=event.id,
            reason=f"“{SECRET}” did it",
        )
        ledger.current.keep(met=[met], became=[became], looked_at=[], recorded_at=NOON)
        ledger.meanings.keep("encoder", [(r.id, array("f", [1.0, 0.0])) for r in one.records])
    return path


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with open_ledger(path) as ledger:
        yield ledger


def forget(ledger: Ledger) -> None:
    ledger.forget(reading_of_a_person().page.id, reason="a court order", author="Ada", day=DAY, recorded_at=NOON)


def words_in(folder: Path) -> list[str]:
    """Files of the ledger, and cells of its tables, that hold a part of the name."""
    from onrecord.ledger.schema.columns import Body, Packed

    parts = [part.encode() for word in SECRET.split() for part in (word, word.lower())]
    found = [f.name for f in folder.iterdir() for part in parts if part in f.read_bytes()]
    unpack = (Body().process_result_value, Packed().process_result_value)
    with closing(sqlite3.connect(folder / "l.db")) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in raw.execute(f'SELECT * FROM "{name}"'):
                for cell in row:
                    said = [repr(cell)]
                    for back in unpack if isinstance(cell, bytes) else ():
                        try:
                            said.append(repr(back(cell, None)))  # type: ignore[arg-type, operator]
                        except Exception:  # noqa: BLE001 - most cells are not packed so
                            continue
                    found += [f"{name}: {cell!r:.60}" for s in said for p in parts if p.decode() in s]
    return found


def test_its_words_are_in_no_table_no_index_and_no_free_page(path: Path) -> None:
    assert words_in(path.parent)
    with open_ledger(path) as ledger:
        assert ledger.matches('"quillfeather"')
        forget(ledger)
        assert not ledger.matches('"quillfeather"')
        assert not ledger.matches('"quillfe" *')
    assert words_in(path.parent) == []


def test_the_chain_stays_whole_and_everything_fits(ledger: Ledger) -> None:
    before = ledger.inspect().head
    forget(ledger)
    assert ledger.inspect(head=before.hash).findings == ()
    ledger.rebuild_index()
    forget(ledger)  # again: nothing more
    assert len(ledger.withdrawals()) == 1
    assert ledger.inspect().findings == ()


def test_what_it_was_and_why_it_is_gone_is_said(ledger: Ledger) -> None:
    one = reading_of_a_person()
    forget(ledger)
    (withdrawal,) = ledger.withdrawals()
    assert withdrawal.in_words() == "withdrawn on 2026-03-01 by Ada: a court order"
    for id_ in (one.page.id, one.records[0].id, one.norms[0].id, one.statements[0].id, one.events[0].id):
        assert ledger.withdrawal_of(id_) == withdrawal
    with pytest.raises(UnknownId, match="by Ada: a court order"):
        show(ledger, one.norms[0].id)
    with pytest.raises(PageWithdrawn, match="a court order"):
        show(ledger, one.page.id)


def test_what_rested_on_it_says_so(ledger: Ledger) -> None:
    other = make_reading(2)
    forget(ledger)
    (status,) = ledger.current.statuses()
    assert (status.status, status.reason) == ("fulfilled", "what this rests on was withdrawn from the ledger")
    (met,) = ledger.current.encounters()
    assert met.reasons == (("page", "withdrawn", "what this rests on was withdrawn from the ledger"),)
    shown = show(ledger, other.records[0].id)
    assert [r["withdrawn"]["by"] for r in shown.to_json()["relations"] if "withdrawn" in r] == ["Ada"]
    assert {e.source.page_id for e in ledger.entries()} == {other.page.id, make_reading(3).page.id}


def test_it_is_not_taken_in_again(ledger: Ledger) -> None:
    forget(ledger)
    done = ledger.record(reading_of_a_person(), recorded_at=NOON)
    assert (done.readings.new, done.refused_pages.new) == (0, 1)
    assert ledger.refusal_counts()["ledger", "withdrawn"] == 1


def test_numbers_go_on(ledger: Ledger) -> None:
    ledger.forget(make_reading(3).page.id, reason="r", author="a", day=DAY, recorded_at=NOON)
    ledger.record(make_reading(4), recorded_at=NOON)
    assert ledger.inspect().findings == ()


def test_a_withdrawal_says_of_what_why_and_by_whom(ledger: Ledger) -> None:
    with pytest.raises(NotHeld):
        ledger.forget("page-nowhere", reason="r", author="a", day=DAY, recorded_at=NOON)
    for reason, author in ((" ", "a"), ("r", "")):
        with pytest.raises(WithdrawalUnsound):
            ledger.forget(make_reading(3).page.id, reason=reason, author=author, day=DAY, recorded_at=NOON)
    assert ledger.count() == 8  # one of nine is judged wrong


def test_words_put_back_into_an_emptied_row_are_seen(path: Path) -> None:
    with open_ledger(path) as ledger:
        forget(ledger)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TRIGGER sightings_no_update")
        raw.execute("UPDATE sightings SET address = 'https://forged.example/' WHERE n = 1")
    with open_ledger(path) as ledger:
        assert {f.part.value for f in ledger.inspect().findings} == {"withdrawn", "schema"}


def test_the_words_of_a_denied_event_go_too(ledger: Ledger) -> None:
    assert any(e.status is EventStatus.DENIED for e in reading_of_a_person().events)
    forget(ledger)
    assert all(ledger.current.event(e.id) is None for e in reading_of_a_person().events)


def test_what_became_of_a_norm_by_an_event_of_it_loses_its_words(tmp_path: Path) -> None:
    """A status names its event, or the record that ended it, by an anchor: words of the page were left in it."""
    vow = said(DAY, "BLR", Modal.WILL, "lift the embargo", mode=Mode.IF, trigger="Poland attacks",
               trigger_pattern="POL ASSAULT BLR")  # fmt: skip
    back = said(DAY + timedelta(days=1), "BLR", Modal.WILL_NOT, "lift the embargo")
    strike = happened(DAY + timedelta(days=2), "POL", EventType.ASSAULT, "BLR")
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.record_many((vow, back, strike), recorded_at=NOON)
        check(ledger, today=DAY + timedelta(days=9), recorded_at=NOON)
        assert len(ledger.current.statuses()) == 2
        for page in (strike, back):
            ledger.forget(page.page.id, reason="a court order", author="Ada", day=DAY, recorded_at=NOON)
        assert {s.reason for s in ledger.current.statuses()} == {"what this rests on was withdrawn from the ledger"}
        assert ledger.inspect().findings == ()


def test_a_norm_called_the_same_as_another_can_be_withdrawn(ledger: Ledger) -> None:
    """Seen: what was left of the judgement broke every timeline."""
    one, other = reading_of_a_person(), make_reading(2)
    ledger.judge(other.norms[0].id, JudgementKind.SAME, other=one.norms[0].id, by="Ada", at=NOON, note=SECRET)
    ledger.judge(one.norms[1].id, JudgementKind.SAME, other=other.norms[1].id, by="Ada", at=NOON)
    forget(ledger)
    assert ledger.current.pairs() == {}
    assert all(j.note is None for j in ledger.judgements())
    assert ledger.inspect().findings == ()
