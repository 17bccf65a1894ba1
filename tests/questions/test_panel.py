"""Panels: what is counted where, in which month, what is in no row and told, and that nothing is counted twice."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.factory import NOON
from tests.questions.world import happened, said

from onrecord.documents.copy_signature import copy_signature
from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.index.told import DayRange
from onrecord.questions.met import check
from onrecord.questions.panel.columns import OUTCOMES, PanelBy, columns_of
from onrecord.questions.panel.counting import PanelAsked, PanelSide
from onrecord.questions.panel.making import Panel, left_out_words, panel
from onrecord.questions.panel.months import Dated, LeftOutReason, Month, NoMonth, dated
from onrecord.terms.dates import Basis, DateBounds, Precision, PublishedDate
from onrecord.terms.events import EventType
from onrecord.terms.judgements import JudgementKind
from onrecord.terms.reading import Reading
from onrecord.terms.records import Modal, Mode, RecordKind, Strength
from onrecord.terms.statements import Directness

MARCH, APRIL, JUNE = date(2026, 3, 5), date(2026, 4, 9), date(2026, 6, 1)
D = date


@pytest.fixture
def ledger() -> Ledger:
    book = open_ledger(None)
    book.record_many(
        [
            said(MARCH, "RUS", Modal.WILL, "build a bridge", target="FIN", mode=Mode.IF, trigger="the ice melts"),
            said(MARCH, "RUS", Modal.WILL_NOT, "build a road", target="FIN", strength=Strength.CATEGORICAL, number=1),
            said(JUNE, "RUS", Modal.READY, "build a dam", target="POL"),
            said(APRIL, "BLR", Modal.DEMANDS, "leave", target="RUS"),
            said(APRIL, "BLR", Modal.WILL, "wait"),
            happened(MARCH, "RUS", EventType.ASSAULT, "FIN"),
            happened(APRIL, "RUS", EventType.AID, "BLR"),
        ],
        recorded_at=NOON,
    )
    return book


def row_of(made: Panel, month: str, *unit: str) -> dict[str, Any]:
    sides = ("actor", "target")[: len(unit)]
    (row,) = [r for r in made.rows() if r["year_month"] == month and tuple(r[s] for s in sides) == unit]
    return row


def test_an_actors_month_is_counted_in_every_way(ledger: Ledger) -> None:
    made = panel(ledger, PanelAsked())
    assert [(r["actor"], r["year_month"]) for r in made.rows()] == [
        *(("BLR", "2026-04"), ("RUS", "2026-03"), ("RUS", "2026-04"), ("RUS", "2026-06")),
    ]
    row = row_of(made, "2026-03", "RUS")
    counted = {name: value for name, value in row.items() if value and name not in ("year", "month")}
    assert counted == {
        "year_month": "2026-03",
        "actor": "RUS",
        "actor_name": "Russia",
        "actor_kind": "state",
        "actor_iso3": "RUS",
        "actor_cow": 365,
        "actor_cow_abbreviation": "RUS",
        "actor_gw": 365,
        "norms": 2,
        "kind_threat": 2,
        "modal_will": 1,
        "modal_will_not": 1,
        "mode_none": 1,
        "mode_if": 1,
        "strength_firm": 1,
        "strength_categorical": 1,
        "unsettled": 2,
        "events": 1,
        "events_material_conflict": 1,
        "pages": 3,
        "sources": 3,
        "pages_read_in_month": 3,
    }
    assert row_of(made, "2026-04", "RUS")["events_material_cooperation"] == 1


def test_a_pair_is_directed_and_what_names_no_target_is_told(ledger: Ledger) -> None:
    made = panel(ledger, PanelAsked(by=PanelBy.DYAD))
    assert [(r["actor"], r["target"], r["year_month"], r["norms"], r["events"]) for r in made.rows()] == [
        ("BLR", "RUS", "2026-04", 1, 0),
        ("RUS", "BLR", "2026-04", 0, 1),
        ("RUS", "FIN", "2026-03", 2, 1),
        ("RUS", "POL", "2026-06", 1, 0),
    ]
    assert made.left_out == Counter({("norms", LeftOutReason.NO_TARGET): 1})
    assert left_out_words(made.left_out) == ["1 norm in no row: no target is known (1)"]


def test_every_column_is_in_every_row_and_the_other_way_round(ledger: Ledger) -> None:
    for by in PanelBy:
        made = panel(ledger, PanelAsked(by=by))
        names = [column.name for column in made.columns]
        assert len(names) == len(set(names))
        for row in made.rows():
            assert set(row) == set(names)


def test_closed_sets_add_up(ledger: Ledger) -> None:
    for row in panel(ledger, PanelAsked()).rows():
        for prefix in ("kind", "modal", "mode", "strength"):
            assert sum(n for name, n in row.items() if name.startswith(f"{prefix}_")) == row["norms"], prefix
        assert sum(row[name] for name, _ in OUTCOMES) == row["norms"]
        assert sum(n for name, n in row.items() if name.startswith("events_") and "dated" not in name) == row["events"]
        assert row["sources"] <= row["pages"]


def test_a_balanced_panel_has_every_actor_in_every_month(ledger: Ledger) -> None:
    made = panel(ledger, PanelAsked(balanced=True))
    rows = list(made.rows())
    assert len(rows) == len(made) == 2 * 4
    assert [r["year_month"] for r in rows if r["actor"] == "BLR"] == ["2026-03", "2026-04", "2026-05", "2026-06"]
    empty = row_of(made, "2026-05", "RUS")
    assert (empty["norms"], empty["pages"], empty["pages_read_in_month"], empty["actor_gw"]) == (0, 0, 0, 365)
    wider = PanelAsked(balanced=True, since=Month(2026, 1), until=Month(2026, 3))
    assert [r["norms"] for r in panel(ledger, wider).rows()] == [0, 0, 2]  # Belarus says nothing in these months


def test_months_and_actors_can_be_narrowed(ledger: Ledger) -> None:
    assert [r["actor"] for r in panel(ledger, PanelAsked(since=Month(2026, 4), until=Month(2026, 5))).rows()] == [
        *("BLR", "RUS"),
    ]
    only = PanelAsked(by=PanelBy.DYAD, actors=("RUS",), targets=("FIN", "POL"))
    assert [r["target"] for r in panel(ledger, only).rows()] == ["FIN", "POL"]
    assert panel(ledger, replace(only, actors=("UKR",))).left_out == Counter()  # of others nothing is told


def test_whose_a_norm_is_may_be_who_says_so(ledger: Ledger) -> None:
    reading = said(APRIL, "BLR", Modal.WILL, "send trucks", target="UKR")
    norm = replace(reading.norms[0], agent_id="RUS")
    ledger.record(replace(reading, norms=(norm,)), recorded_at=NOON)
    assert row_of(panel(ledger, PanelAsked(side=PanelSide.AGENT)), "2026-04", "RUS")["norms"] == 1
    assert row_of(panel(ledger, PanelAsked(side=PanelSide.SPEAKER)), "2026-04", "BLR")["norms"] == 3


def test_a_judgement_counts(ledger: Ledger) -> None:
    wrong = next(n for n in ledger.current.norms_told() if n.agent == "BLR" and n.target is None)
    ledger.judge(wrong.id, JudgementKind.WRONG, by="Ada", at=NOON)
    assert row_of(panel(ledger, PanelAsked()), "2026-04", "BLR")["norms"] == 1


def test_what_became_of_a_norm_stands_in_the_month_it_was_said() -> None:
    attack, strike = "BLR ASSAULT POL", happened(JUNE, "BLR", EventType.ASSAULT, "POL")
    with open_ledger(None) as book:
        book.record_many(
            [
                said(MARCH, "BLR", Modal.WILL, "attack", action_pattern=attack, target="POL"),
                said(APRIL, "BLR", Modal.WILL_NOT, "attack", action_pattern=attack, target="POL"),
                said(MARCH, "FIN", Modal.WILL, "arm", mode=Mode.IF, trigger="Belarus attacks", trigger_pattern=attack),
                said(MARCH, "RUS", Modal.WILL, "pay Finland", kind=EventType.AID, due=D(2026, 3, 20)),
                said(MARCH, "RUS", Modal.WILL, "pay Poland", kind=EventType.AID, due=D(2027, 3, 20)),
                strike,
            ],
            recorded_at=NOON,
        )
        check(book, today=D(2026, 7, 1), recorded_at=NOON)
        made = panel(book, PanelAsked())
    became = ("met", *(name for name, _ in OUTCOMES))
    found = {
        (row["actor"], row["year_month"]): {name: row[name] for name in became if row[name]}
        for row in made.rows()
        if row["norms"]
    }
    assert found == {
        ("BLR", "2026-03"): {"kept": 1},
        ("BLR", "2026-04"): {"broken": 1},
        ("FIN", "2026-03"): {"met": 1, "due": 1},
        ("RUS", "2026-03"): {"overdue": 1, "unsettled": 1},
    }


def same_text(*readings: Reading) -> list[Reading]:
    """The readings as copies of the first one's text."""
    assert readings[0].document is not None
    signature = copy_signature(readings[0].document)
    return [replace(r, document=replace(r.document, signature=signature)) for r in readings]  # type: ignore[type-var]


def test_near_copies_are_one_source_and_pages_are_pages() -> None:
    readings = [happened(MARCH, "RUS", EventType.ASSAULT, "FIN", number=n) for n in range(3)]
    with open_ledger(None) as book:
        book.record_many([*same_text(*readings[:2]), readings[2]], recorded_at=NOON)
        row = row_of(panel(book, PanelAsked(by=PanelBy.DYAD)), "2026-03", "RUS", "FIN")
    assert (row["events"], row["pages"], row["sources"]) == (3, 3, 2)


def published(reading: Reading, bounds: DateBounds | None) -> Reading:
    date_ = PublishedDate(bounds, Basis.META_TAG) if bounds else None
    return replace(reading, document=replace(reading.document, published=date_))  # type: ignore[type-var]


def stated(reading: Reading, bounds: DateBounds | None) -> Reading:
    (record,) = reading.records
    return replace(reading, records=(replace(record, stated_on=bounds),))


def test_what_has_no_month_is_counted_apart_and_never_given_one() -> None:
    before = DateBounds(None, MARCH, Precision.BOUNDED)
    year = DateBounds(D(2025, 1, 1), D(2025, 12, 31), Precision.YEAR)
    sayings = [said(MARCH, "RUS", Modal.WILL, "wait", number=n) for n in range(5)]
    readings = [
        stated(sayings[0], before),  # said by the day of the page: its month
        published(stated(sayings[1], before), before),  # of the page no more is known than that
        published(stated(sayings[2], None), None),
        stated(sayings[3], year),
        stated(sayings[4], DateBounds(None, D(2020, 2, 2), Precision.BOUNDED)),  # before a day that is not the page's
    ]
    with open_ledger(None) as book:
        book.record_many(readings, recorded_at=NOON)
        made = panel(book, PanelAsked())
    row = row_of(made, "2026-03", "RUS")
    assert (row["norms"], row["norms_dated_by_page"]) == (1, 1)
    assert made.left_out == Counter({("norms", LeftOutReason.NO_DAY): 3, ("norms", LeftOutReason.LONGER): 1})


DAYS = st.dates(D(2020, 1, 1), D(2020, 4, 30)) | st.none()


@given(DAYS, DAYS, DAYS, DAYS)
def test_a_month_is_never_finer_than_what_is_known(
    first: date | None, last: date | None, page_first: date | None, page_last: date | None
) -> None:
    found = dated(DayRange(first, last), DayRange(page_first, page_last))
    if not isinstance(found, Dated):
        return
    rests_on = (page_first, page_last) if found.by_page else (first, last)
    assert {Month.of(day) for day in rests_on if day is not None} == {found.month}
    assert None not in rests_on


def test_quotations_are_the_speakers_own_words(ledger: Ledger) -> None:
    """In `world` all is said indirectly; one of the pages quotes."""
    reading = said(APRIL, "FIN", Modal.WILL, "vote")
    (statement,) = reading.statements
    quoting = replace(statement, directness=Directness.DIRECT)
    ledger.record(replace(reading, statements=(quoting,)), recorded_at=NOON)
    made = panel(ledger, PanelAsked())
    row = row_of(made, "2026-04", "FIN")
    assert (row["quotations"], row["norms_quoted"], row["pages"]) == (1, 1, 1)
    assert row_of(made, "2026-04", "BLR")["quotations"] == 0
    assert "quotations" not in {column.name for column in columns_of(PanelBy.DYAD)}


def test_an_organisation_has_no_codes_of_states(ledger: Ledger) -> None:
    reading = said(APRIL, "FIN", Modal.WILL, "vote")
    ledger.record(replace(reading, norms=(replace(reading.norms[0], agent_id="NATO"),)), recorded_at=NOON)
    row = row_of(panel(ledger, PanelAsked()), "2026-04", "NATO")
    assert (row["actor_kind"], row["actor_iso3"], row["actor_cow"], row["actor_gw"]) == (
        *("organisation", None, None, None),
    )


def test_an_empty_ledger_has_an_empty_panel() -> None:
    with open_ledger(None) as book:
        made = panel(book, PanelAsked(balanced=True))
        assert (list(made.rows()), len(made), made.months) == ([], 0, ())


@pytest.mark.parametrize("typed", ["2022", "2022-13", "2022-00", "0000-01", "22-01", "2022-1", "March 2022", ""])
def test_what_is_no_month_is_refused(typed: str) -> None:
    with pytest.raises(NoMonth, match="no month"):
        Month.typed(typed)


def test_months_follow_each_other() -> None:
    assert list(Month(2021, 11).to(Month(2022, 2))) == [
        Month(2021, 11),
        Month(2021, 12),
        Month(2022, 1),
        Month(2022, 2),
    ]
    assert Month(2024, 2).last_day == D(2024, 2, 29)
    assert Month(9999, 12).last_day == date.max
    assert str(Month(476, 9)) == "0476-09"


def test_every_kind_has_a_column() -> None:
    names = {column.name for column in columns_of(PanelBy.ACTOR)}
    assert {f"kind_{kind.value.replace(' ', '_')}" for kind in RecordKind} <= names
