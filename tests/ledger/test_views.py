"""The views of SQL: the rows that lists and frames give, each column told, the same on a ledger brought forward."""

import gzip
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.factory import NOON, make_reading
from tests.ledger.hands import by_hand
from tests.ledger.test_imported import FILE
from tests.ledger.test_imported import row as imported
from tests.questions.world import happened, said

from onrecord.ledger import ImportedFilters, JudgementKind, Ledger, open_ledger
from onrecord.ledger.views.columns import ColumnKind
from onrecord.ledger.views.dialects import SEPARATOR
from onrecord.ledger.views.making import ENDING, VERSION, VIEWS
from onrecord.questions.exports import reading_rows, rows
from onrecord.questions.met import check
from onrecord.terms.events import EventType
from onrecord.terms.pages import RefusedPage
from onrecord.terms.records import Modal, Mode
from onrecord.terms.refusals import Refusal

FILES = Path(__file__).parent / "files"
ODD = ' \x00\ud800 <&> "x", =1'
LATER = NOON + timedelta(minutes=1)

# What a frame calls otherwise: words that SQL has a meaning of its own for.
RENAMED = {"start": "start_offset", "end": "end_offset", "by": "judged_by", "at": "judged_at", "from": "date_from"}
RENAMED |= {"to": "date_to", "url": "page"}


def filled(ledger: Ledger) -> None:
    """Two readers, two conditions, one of them met, refusals, and every judgement a person can give of a norm."""
    ledger.record_many(
        [make_reading(i, extra=e) for i, e in enumerate(("", " 😀 é", ODD, "", "", ""))], recorded_at=NOON
    )
    ledger.record_many([make_reading(i, reader="reader 2") for i in (3, 4)], recorded_at=LATER)
    trigger = {"mode": Mode.IF, "trigger": "Poland attacks", "trigger_pattern": "POL ASSAULT BLR"}
    day = date(2021, 3, 1)
    ledger.record(said(day, "BLR", Modal.WILL, "send troops", due=date(2021, 9, 1), **trigger), recorded_at=NOON)  # type: ignore[arg-type]
    siege = {"mode": Mode.UNLESS, "trigger": "the siege goes on", "due": date(2003, 1, 1)}
    ledger.record(said(date(2002, 9, 5), "RUS", Modal.WILL, "halt the talks", **siege), recorded_at=NOON)  # type: ignore[arg-type]
    ledger.record(happened(date(2021, 4, 1), "POL", EventType.ASSAULT, "BLR"), recorded_at=NOON)
    ledger.record_refused(
        RefusedPage("https://News.Example.org:81/a?b=1", Refusal("pages", "not-found", "no page is there")),
        recorded_at=NOON,
    )
    ledger.imported.add(FILE, [imported(2), imported(3, version=2), imported(4, row_id="X2")], recorded_at=NOON)
    check(ledger, today=date(2021, 12, 1), recorded_at=NOON)
    norms = [n for e in ledger.entries() for n in e.norms]
    ledger.judge(norms[0].id, JudgementKind.WRONG, by="Ada", at=NOON)
    ledger.judge(norms[1].id, JudgementKind.CONFIRM, by="Ada", at=NOON)
    troops = next(n for n in norms if n.slot("trigger") == "Poland attacks")
    slots = ("modal=ready", "action=troops", "target_id=FIN", "speaker_id=POL", "kind=promise", "stated_on=2021-02-28")
    ledger.judge(troops.id, JudgementKind.CORRECT, by="Ada", at=LATER, slots=slots, note="=1+1")


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with open_ledger(None) as ledger:
        filled(ledger)
        yield ledger


def shown(ledger: Ledger) -> dict[str, list[dict[str, Any]]]:
    """The rows of every view, by its name, each by its columns."""
    found: dict[str, list[dict[str, Any]]] = {view.name: [] for view in VIEWS}
    for view, some in ledger.views.rows(VIEWS):
        found[view.name] += [dict(zip((c.name for c in view.columns), row, strict=True)) for row in some]
    for view in VIEWS:
        found[view.name].sort(key=lambda row, key=view.key: [(row[name] is None, row[name] or 0) for name in key])  # type: ignore[misc]
    return found


def as_stored(value: Any) -> Any:
    """A value as a view shows it: what no database stores in its JSON form, a moment as text."""
    from onrecord.ledger.schema.columns import ExactText, instant_text

    if hasattr(value, "tzinfo"):
        return instant_text(value)
    return ExactText().process_bind_param(value, None) if isinstance(value, str) else value  # type: ignore[arg-type]


def same(told: list[dict[str, Any]], wanted: list[dict[str, Any]], *, but: set[str]) -> None:
    """Do the rows of a view say what those of a frame say, in every column that both have?"""
    named = [{RENAMED.get(k, k): as_stored(v) for k, v in row.items() if k not in but} for row in wanted]
    kept = [{k: row[k] for k in named[0]} for row in told]
    assert sorted(kept, key=repr) == sorted(named, key=repr)


def test_norms_are_those_of_the_table_as_they_stand(ledger: Ledger) -> None:
    every = shown(ledger)["norms_view"]
    wanted = [dict(row) for row in rows.norm_rows(ledger.entries())]
    plain = [row for row in wanted if ODD not in (row["evidence"] or "")]
    kept = {row["norm_id"] for row in plain}
    # `sentence` is written in Python; the days of a correction stand in said_from and said_to.
    same([r for r in every if r["norm_id"] in kept], plain, but={"sentence", "stated_from", "stated_to"})
    assert {r["norm_id"] for r in every} == {row["norm_id"] for row in wanted}
    corrected = next(r for r in every if r["corrected"] == "yes")
    assert {
        k: corrected[k] for k in ("modal", "action", "agent", "target_name", "said_from", "stated_from", "kind")
    } == {
        "modal": "ready",
        "action": "troops",
        "agent": "Belarus",
        "target_name": "Finland",
        "said_from": "2021-02-28",
        "stated_from": "2021-03-01",
        "kind": "promise",
    }
    assert (corrected["speaker"], corrected["speaker_id"], corrected["judged"]) == ("Poland", "POL", "correct")


def test_records_are_those_that_are_listed(ledger: Ledger) -> None:
    entries = {e.id: e for e in ledger.entries()}
    told = {row["record_id"]: row for row in shown(ledger)["records_view"]}
    assert told.keys() == entries.keys()
    for id_, entry in entries.items():
        row, speaker = told[id_], entry.speaker
        assert row["norms"] == len(entry.norms)
        assert (row["kind"], row["strength"]) == (entry.record.kind.value, entry.record.strength.value)
        assert row["strength_rank"] == entry.record.strength.rank
        assert row["evidence"] == SEPARATOR.join(as_stored(q.words) for q in entry.evidence)
        assert (row["speaker"], row["speaker_id"]) == ((speaker.name, speaker.code) if speaker else (None, None))
        published = entry.source.published
        bounds = entry.record.stated_on or (published.bounds if published else None)
        assert row["said_to"] == (str(bounds.last) if bounds and bounds.last else None)


def test_statements_events_refusals_and_judgements_are_those_of_the_frames(ledger: Ledger) -> None:
    every = shown(ledger)
    # A joined text with a piece in its JSON form differs from the joined pieces in their JSON form.
    odd = {r["page"] for r in every["norms_view"] if "\x01" in (r["evidence"] or "")}
    assert len(odd) == 1
    for view, made, but in (
        ("statements_view", reading_rows.statement_rows, set[str]()),
        ("events_view", reading_rows.event_rows, set[str]()),
        ("refusals_view", reading_rows.refusal_rows, {"words", "title", "document_id"}),
    ):
        wanted = [row for row in made(ledger) if row["page"] not in odd]
        same([r for r in every[view] if r["page"] not in odd], wanted, but=but)
    judged = list(reading_rows.judgement_rows(ledger))
    same(every["judgements_view"], judged, but={"slots"})
    assert len(judged) == 3
    hosts = {r["host"] for r in every["refusals_view"] if r["what"] == "page"}
    assert hosts == {"news.example.org:81"}


def test_what_was_met_is_told_and_joins_to_its_norm(ledger: Ledger) -> None:
    every = shown(ledger)
    kept = ledger.current.encounters()
    assert [(r["norm_id"], r["event_id"], r["grade"]) for r in every["encounters_view"]] == [
        (m.norm_id, m.event_id, m.match) for m in kept
    ]
    (met,) = every["encounters_view"]
    (norm,) = (r for r in every["norms_view"] if r["claim"] == met["claim"])
    (event,) = (r for r in every["events_view"] if r["deed"] == met["deed"])
    assert (norm["trigger"], event["actor_id"], event["type"]) == ("Poland attacks", "POL", "ASSAULT")
    assert norm["status"] == [s["status"] for s in every["statuses_view"] if s["claim"] == met["claim"]][-1]
    assert len(every["statuses_view"]) == len(ledger.current.statuses())


def test_imported_events_are_those_that_are_listed(ledger: Ledger) -> None:
    listed = {e.id: e for e in ledger.imported.entries(ImportedFilters())}
    told = {r["event_id"]: r for r in shown(ledger)["imported_view"]}
    assert told.keys() == listed.keys()
    assert len(told) == 2
    for id_, entry in listed.items():
        keys = ("file", "line", "type", "actor_id", "actor_name", "actor_sector", "day_to", "deaths", "directed")
        assert [told[id_][k] for k in keys] == [
            *("a.csv", entry.line, "ASSAULT", "RUS", "Russia", "MIL", "2023-02-16", 0, "no")
        ]


def test_an_event_that_a_person_says_did_not_meet_it_is_gone(ledger: Ledger) -> None:
    (met,) = ledger.current.encounters()
    ledger.judge(met.norm_id, JudgementKind.NOT_MET, by="Ada", at=LATER, other=met.event_id)
    every = shown(ledger)
    assert every["encounters_view"] == []
    assert [s["status"] for s in every["statuses_view"]] == [s.status for s in ledger.current.statuses()]


def test_every_quotation_is_the_text_where_it_says_it_stands(ledger: Ledger) -> None:
    every = shown(ledger)
    ids = {item: {r[f"{item}_id"] for r in every[f"{item}s_view"]} for item in ("record", "norm", "statement", "event")}
    texts: dict[str, str] = {}
    for row in every["quotations_view"]:
        text = texts.setdefault(row["document_id"], ledger.text(row["document_id"]))
        assert as_stored(text[row["start_offset"] : row["end_offset"]]) == row["quote"]
        assert row["item_id"] in ids[row["item"]]
    assert {item: {r["item_id"] for r in every["quotations_view"] if r["item"] == item} for item in ids} == ids
    corrected = next(r for r in every["norms_view"] if r["corrected"] == "yes")
    of_it = [r for r in every["quotations_view"] if r["item_id"] == corrected["norm_id"] and r["role"] == "action"]
    assert [(r["quote"], r["start_offset"]) for r in of_it] == [("troops", corrected["action_start"])]


def test_words_no_database_stores_are_told_in_their_json_form() -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(2, extra=ODD), recorded_at=NOON)
        odd = [r["quote"] for r in shown(ledger)["quotations_view"] if "\x01" in r["quote"]]
    assert odd
    assert all(r"\u0000\ud800" in quote for quote in odd)


def test_what_persons_enter_by_hand_is_told_with_its_person() -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
        ledger.record(by_hand(make_reading(1), "Ada"), recorded_at=LATER)
        every = shown(ledger)
        assert {r["record_id"] for r in every["records_view"]} == {e.id for e in ledger.entries()}
        assert {r["entered_by"] for r in every["norms_view"]} == {None, "Ada"}
        assert [r["current"] for r in every["pages_view"]] == ["yes", "yes"]


def test_a_record_of_an_older_reading_that_a_person_holds_right_is_told() -> None:
    with open_ledger(None) as ledger:
        ledger.record(make_reading(1), recorded_at=NOON)
        held = next(n.id for e in ledger.entries() for n in e.norms)
        ledger.judge(held, JudgementKind.CONFIRM, by="Ada", at=NOON)
        ledger.record(replace(make_reading(1), reader="reader 2", records=(), norms=()), recorded_at=LATER)
        every = shown(ledger)
        assert held in {r["norm_id"] for r in every["norms_view"]}
        assert {r["record_id"] for r in every["records_view"]} == {e.id for e in ledger.entries()}
        assert sorted(r["current"] for r in every["pages_view"]) == ["no", "yes"]


def test_a_withdrawn_page_is_in_no_view() -> None:
    with open_ledger(None) as ledger:
        filled(ledger)
        gone = next(e.source.page_id for e in ledger.entries() if e.source.publisher)
        ledger.forget(gone, reason="asked to", author="Ada", day=date(2026, 1, 6), recorded_at=LATER)
        every = shown(ledger)
    assert all(row.get("page_id") != gone for name, some in every.items() if name != "judgements_view" for row in some)


def test_the_file_tells_its_own_columns(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path):
        pass
    with closing(sqlite3.connect(path)) as raw:
        named = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name")]
        held = {name: [c[1] for c in raw.execute(f"PRAGMA table_info({name})")] for name in named}
        told: dict[str, list[str]] = {}
        for view, column, kind, meaning, version in raw.execute(
            "SELECT view_name, column_name, kind, meaning, version FROM columns_view ORDER BY view_name, place"
        ):
            told.setdefault(view, []).append(column)
            assert kind in {one.value for one in ColumnKind}, column
            assert meaning, column
            assert version == VERSION
    assert held == told
    assert all(name.endswith(ENDING) for name in named)


def test_an_older_ledger_gets_them_and_stays_what_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    path.write_bytes(gzip.decompress((FILES / "version-6.db.gz").read_bytes()))
    with open_ledger(path) as ledger:
        every = shown(ledger)
        assert {r["record_id"] for r in every["records_view"]} == {e.id for e in ledger.entries()} != set()
        assert ledger.inspect().sound


def test_a_ledger_brought_forward_holds_the_same_content(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path) as ledger:
        filled(ledger)
        before, told = ledger.content_digest(), shown(ledger)
    with closing(sqlite3.connect(path)) as raw:  # as version 15 was, with what a later one does not have
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
            raw.execute(f"DROP VIEW {name}")
        for table in ("judged_norms", "judged_words", "state_names"):
            raw.execute(f"DROP TABLE {table}")
        raw.execute("CREATE VIEW gone_view AS SELECT n FROM pages")
        raw.execute("PRAGMA user_version = 15")
        raw.commit()
    with open_ledger(path) as ledger:
        assert ledger.content_digest() == before
        assert shown(ledger) == told
        assert ledger.inspect().sound


def test_what_stands_behind_them_is_what_the_log_says(ledger: Ledger) -> None:
    (met,) = ledger.current.encounters()
    norms = [n.id for e in ledger.entries() for n in e.norms]
    ledger.judge(norms[2], JudgementKind.SAME, by="Ada", at=LATER, other=norms[-1])
    ledger.judge(met.norm_id, JudgementKind.NOT_MET, by="Ben", at=LATER, other=met.event_id)
    assert ledger.inspect().findings == ()
    wanted = {row["norm_id"]: row["judged"] for row in rows.norm_rows(ledger.entries())}
    assert {r["norm_id"]: r["judged"] for r in shown(ledger)["norms_view"]} == wanted
    assert set(wanted.values()) == {None, "confirm", "same", "not-met"}
    ledger.judge(met.norm_id, JudgementKind.RETRACT, by="Ada", at=LATER + timedelta(minutes=1))
    every = shown(ledger)["norms_view"]
    assert {r["corrected"] for r in every} == {"no"}
    assert ledger.inspect().findings == ()


def test_a_changed_view_is_found(tmp_path: Path) -> None:
    path = tmp_path / "l.db"
    with open_ledger(path):
        pass
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("DROP VIEW norms_view")
        raw.execute("CREATE VIEW norms_view AS SELECT 1 AS norm_id")
        raw.commit()
    with open_ledger(path, read_only=True) as ledger:
        assert [(f.where, f.seen) for f in ledger.inspect().findings] == [("view norms_view", "changed")]
