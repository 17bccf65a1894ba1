"""Tags, cases and notes: on or off by the last word, in any spelling, kept over readers, emptied with their page."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.ledger.rereading import reread

from onrecord.ledger import Filters, Ledger, PageWithdrawn, RemarkUnsound, open_ledger, repair, restore
from onrecord.ledger.index.facets import Facet
from onrecord.questions.faceting import facets, facets_of
from onrecord.questions.filtering import filters_typed
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.remarks import RemarkKind

READING, OTHER = make_reading(1), make_reading(2)
RECORD, PAGE = READING.records[0].id, READING.page.id
TAG, CASE, NOTE = RemarkKind


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as book:
        for reading in (READING, OTHER):
            book.record(reading, recorded_at=NOON)
        yield book


def put(ledger: Ledger, target: str, kind: RemarkKind, words: str, *, after: int = 0, **more: object) -> int:
    """How many rows were kept."""
    at = NOON + timedelta(minutes=after)
    return len(ledger.remark(target, kind, words, by="Ada", at=at, **more))  # type: ignore[arg-type]


def tagged(ledger: Ledger, name: str) -> list[str]:
    filters = filters_typed(ledger, since=None, until=None, actor=None, target=None, tag=name)
    return [" ".join(e.evidence[0].words.split()) for e in ledger.entries(filters)]


def test_a_tag_is_on_or_off_whoever_put_it_there_in_whatever_spelling(ledger: Ledger) -> None:
    assert put(ledger, RECORD, TAG, "Red  Lines") == 1
    assert put(ledger, RECORD, TAG, "red lines", after=1) == 0
    (remark,) = ledger.remarks.on_entry(next(e for e in ledger.entries() if e.id == RECORD))
    assert (remark.words, remark.name, remark.author, remark.recorded_at) == ("Red Lines", "red lines", "Ada", NOON)
    assert len(tagged(ledger, "ＲＥＤ LINES")) == 1
    assert len(ledger.remark(RECORD, TAG, "RED LINES", by="Bo", at=NOON + timedelta(minutes=2), off=True)) == 1
    assert put(ledger, RECORD, TAG, "red lines", after=3, off=True) == 0
    assert tagged(ledger, "red lines") == []
    assert put(ledger, RECORD, TAG, "red lines", after=4) == 1
    assert len(tagged(ledger, "red lines")) == 1
    assert [r.takes_off for r in ledger.remarks.all()] == [False, True, False]
    assert ledger.inspect().findings == ()


def test_a_note_is_taken_back_by_its_author_alone(ledger: Ledger) -> None:
    put(ledger, PAGE, NOTE, "ask the press office\nthen call back")
    (note,) = ledger.remarks.on_page(PAGE)
    assert note.words == "ask the press office\nthen call back"
    with pytest.raises(RemarkUnsound, match="is a note of Ada, and Bo cannot"):
        ledger.take_back(note.id, by="Bo", at=NOON)
    ledger.take_back(note.id[:14], by="Ada", at=NOON + timedelta(minutes=1))
    assert ledger.remarks.on_page(PAGE) == []
    with pytest.raises(RemarkUnsound, match="no note is or begins so"):
        ledger.take_back(note.id, by="Ada", at=NOON)
    assert len(ledger.remarks.all()) == 2
    assert ledger.inspect().findings == ()


@pytest.mark.parametrize("before", ["", "Share this page\n\n"])
def test_remarks_outlive_the_reader(ledger: Ledger, before: str) -> None:
    for n, record in enumerate(READING.records):
        put(ledger, record.id, TAG, f"tag {n}")
    put(ledger, READING.norms[1].id, NOTE, "look here")
    words = [tagged(ledger, f"tag {n}") for n in range(3)]
    assert all(len(some) == 1 for some in words)
    ledger.record(reread(READING, before=before, agent_id="FIN"), recorded_at=NOON + timedelta(days=1))
    assert [tagged(ledger, f"tag {n}") for n in range(3)] == words
    (held,) = ledger.remarks.in_force(NOTE)
    (entry,) = (e for e in ledger.entries() if e.id in held.record_ids)
    assert " ".join(entry.evidence[0].words.split()) == words[1][0]
    # Taken off under the id it has now, on again, and off under the one it was put on with.
    assert put(ledger, entry.id, TAG, "tag 1", after=1, off=True) == 1
    assert tagged(ledger, "tag 1") == []
    assert put(ledger, entry.id, TAG, "tag 1", after=2) == 1
    assert put(ledger, READING.records[1].id, TAG, "TAG 1", after=3, off=True) == (1 if before == "" else 0)
    assert ledger.inspect().findings == ()


def test_a_record_that_no_reader_reads_any_more_keeps_what_hangs_on_it(ledger: Ledger) -> None:
    put(ledger, RECORD, TAG, "one")
    blind = replace(READING, records=(), norms=(), events=(), reader="reader 2")
    ledger.record(blind, recorded_at=NOON + timedelta(days=1))
    assert tagged(ledger, "one") == []
    assert [(s.remark.words, s.record_ids) for s in ledger.remarks.in_force()] == [("one", ())]
    ledger.record(replace(READING, reader="reader 3"), recorded_at=NOON + timedelta(days=2))
    assert len(tagged(ledger, "one")) == 1


def test_another_capture_of_the_address_has_the_tags_of_its_records() -> None:
    one = replace(READING, page=replace(READING.page, url="https://example.org/a"))
    with open_ledger(None) as ledger:
        ledger.record(one, recorded_at=NOON)
        put(ledger, one.records[0].id, TAG, "red")
        other = reread(one, before="Menu\n\n")
        assert other.document is not None
        page = replace(one.page, body=other.document.text.encode())
        other = replace(other, page=page, document=replace(other.document, page_id=page.id))
        document_id = other.document.id  # type: ignore[union-attr]
        records = [replace(r, document_id=document_id, statement_id=None) for r in other.records]
        other = replace(other, statements=(), norms=(), events=(), records=tuple(records))
        ledger.record(other, recorded_at=NOON)
        assert len(set(tagged(ledger, "red"))) == 1
        assert len(tagged(ledger, "red")) == 2


def test_cases_gather_records_and_pages(ledger: Ledger) -> None:
    put(ledger, RECORD, CASE, "Border")
    put(ledger, OTHER.page.id, CASE, "BORDER", after=1)
    put(ledger, OTHER.records[0].id, CASE, "Talks", after=2)
    assert [n.to_json() for n in ledger.remarks.names(CASE)] == [
        {"kind": "case", "name": "BORDER", "records": 1, "pages": 1},
        {"kind": "case", "name": "Talks", "records": 1, "pages": 0},
    ]
    assert [s.remark.target_id for s in ledger.remarks.in_force(CASE, "border")] == [OTHER.page.id, RECORD]


def test_filters_join_and_facets_count(ledger: Ledger) -> None:
    for record in READING.records:
        put(ledger, record.id, TAG, "red")
    put(ledger, RECORD, CASE, "Border")
    ledger.judge(READING.records[1].id, JudgementKind.CONFIRM, by="Ada", at=NOON)

    def found(**asked: object) -> set[str]:
        typed = {"since": None, "until": None, "actor": None, "target": None} | asked
        return {e.id for e in ledger.entries(filters_typed(ledger, **typed))}  # type: ignore[arg-type]

    assert found(tag="red") == {r.id for r in READING.records}
    assert found(tag="red", case="border") == {RECORD}
    assert found(tag="red", checked=True) == {READING.records[1].id}
    assert found(tag="red", checked=False) == {READING.records[0].id, READING.records[2].id}
    assert found(tag="blue") == set() == found(tag="")
    assert ledger.facet(Facet.TAG, limit=8) == [("red", 3)]
    assert ledger.facet(Facet.CASE, Filters(among=frozenset({READING.records[1].id})), limit=8) == []
    counted = facets(ledger, Filters(), now_s=lambda: 0.0, within_s=1.0)
    assert counted == facets_of(ledger.entries(), ledger)


HOSTILE = [
    ("", "is empty"),
    ("  ", "is empty"),
    ("x" * 61, "61 characters"),
    ("..", "no letter and no number"),
    ("a/b", "leave out"),
    ("a\\b", "leave out"),
    ("border.JSON", "leave out"),
    ("a\x00b", "U\\+0000"),
    ("a\x1b[31mb", "U\\+001B"),
    ("a\u202eb", "U\\+202E"),
    ("a\ud800b", "U\\+D800"),
]


@pytest.mark.parametrize("name, says", HOSTILE)
def test_what_is_no_name_is_refused(ledger: Ledger, name: str, says: str) -> None:
    for kind in (TAG, CASE):
        with pytest.raises(RemarkUnsound, match=says):
            put(ledger, RECORD, kind, name)
    assert ledger.remarks.all() == ()


@pytest.mark.parametrize(
    "target, kind, words, more, says",
    [
        (RECORD, NOTE, "x" * 2001, {}, "2,001 characters"),
        (RECORD, NOTE, "a\x07", {}, "U\\+0007"),
        (RECORD, NOTE, "a", {"off": True}, "by its own id"),
        ("rec-zz", TAG, "a", {}, "no record, norm or page"),
        ("", TAG, "a", {}, "several begin so|no record"),
        ("rec-", TAG, "a", {}, "several begin so"),
        (READING.statements[0].id, TAG, "a", {}, "no record, norm or page"),
    ],
)
def test_what_cannot_be_kept_is_refused(
    ledger: Ledger, target: str, kind: RemarkKind, words: str, more: dict[str, object], says: str
) -> None:
    with pytest.raises(RemarkUnsound, match=says):
        put(ledger, target, kind, words, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("by", ["", " ", "a\x1b]0;", "b" * 101])
def test_a_remark_has_an_author(ledger: Ledger, by: str) -> None:
    with pytest.raises(RemarkUnsound):
        ledger.remark(RECORD, TAG, "a", by=by, at=NOON)


def test_words_that_mean_something_elsewhere_are_words(ledger: Ledger) -> None:
    for name in ("<script>alert(1)<script>", "'; DROP TABLE remarks; --", "%2e%2e", "=cmd|'a'!A1", "{{ 7 * 7 }}"):
        put(ledger, RECORD, TAG, name)
        assert len(tagged(ledger, name)) == 1
    assert tagged(ledger, "%") == []


def test_the_words_of_a_withdrawn_page_go_and_remarks_on_it_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.record_many((READING, OTHER), recorded_at=NOON)
        for kind in RemarkKind:
            for target in (RECORD, PAGE):
                put(ledger, target, kind, f"Quillfeather {kind.value}")
        put(ledger, OTHER.page.id, TAG, "kept")
        day = NOON.date()
        ledger.forget(PAGE, reason="a court order", author="Ada", day=day, recorded_at=NOON)
        assert [s.remark.words for s in ledger.remarks.in_force()] == ["kept"]
        assert [n.words for n in ledger.remarks.names(TAG)] == ["kept"]
        assert len(ledger.remarks.all()) == 7
        assert ledger.inspect().findings == ()
        with pytest.raises(PageWithdrawn, match="a court order"):
            put(ledger, PAGE, TAG, "again")
        with pytest.raises(RemarkUnsound, match="no record"):
            put(ledger, RECORD, TAG, "again")
    raw = path.read_bytes().lower()
    assert b"quillfeather" not in raw


def test_who_changes_a_remark_by_hand_is_seen(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.record(READING, recorded_at=NOON)
        put(ledger, RECORD, TAG, "red")
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            raw.execute("UPDATE remarks SET words = 'blue'")
        raw.execute("DROP TRIGGER remarks_no_update")
        raw.execute("UPDATE remarks SET words = 'blue'")
    with open_ledger(path) as ledger:
        parts = {f.part.value for f in ledger.inspect().findings}
    assert {"id", "chain", "schema"} <= parts


def test_a_past_day_has_what_hung_there_then(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.record(READING, recorded_at=NOON)
        put(ledger, RECORD, TAG, "early", after=10)
        put(ledger, RECORD, TAG, "late", after=30)
        put(ledger, RECORD, TAG, "early", after=40, off=True)
        assert ledger.as_it_stood(NOON + timedelta(minutes=20), tmp_path / "then.db")
        with open_ledger(tmp_path / "then.db", create=False, read_only=True) as then:
            assert [n.words for n in then.remarks.names(TAG)] == ["early"]
        assert [n.words for n in ledger.remarks.names(TAG)] == ["late"]


def test_repair_and_restore_bring_them_along(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        ledger.record(READING, recorded_at=NOON)
        put(ledger, RECORD, TAG, "red")
        put(ledger, PAGE, NOTE, "look")
        ledger.back_up(tmp_path / "backup.db")
        held = ledger.remarks.in_force()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DELETE FROM passages")
    assert repair(path).aside is not None
    restore(tmp_path / "backup.db", tmp_path / "other.db")
    for file in (path, tmp_path / "other.db"):
        with open_ledger(file) as ledger:
            assert ledger.remarks.in_force() == held
