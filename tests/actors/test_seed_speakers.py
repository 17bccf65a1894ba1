"""The seed page, through the whole walk: each of its attributions has the speaker a reader gives it."""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.pages import capture
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.terms.spans import Span
from onrecord.terms.statements import Statement, StatementFlag
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

WITH_A_CUE = ("R21", "R01", "R02", "R03", "R05", "R09", "R10", "R14", "R17", "R19", "R20")
CARRIED_OVER = ("R04", "R06", "R11")
GOES_ON = ("R07", "R08", "R12", "R13")  # other records of the three quotations that carry their speaker over
NARRATED = ("R15",)


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    """The page, worked out by hand."""
    return json.loads((shared / "gold" / "seed" / "gold.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    """The page, read."""
    (page,) = capture([str(shared / "gold" / "seed" / "page.txt")], fetched_at=None)
    assert isinstance(page, Page)
    return read(page, open_engines())


def place(record: dict[str, Any], role: str) -> tuple[int, int] | None:
    """Where the words of a role stand in the file; None for a role the record lacks."""
    return next(((e["start"], e["end"]) for e in record["evidence"] if e["role"] == role), None)


def statement_at(reading: Reading, where: tuple[int, int]) -> Statement:
    """The statement whose words cover the most of a place in the file."""
    assert reading.document is not None
    to_source = reading.document.source_map.to_source

    def shared_with(statement: Statement) -> int:
        there = [found for s in statement.content if (found := to_source(Span(s.start, s.end)))]
        return sum(max(0, min(t.end, where[1]) - max(t.start, where[0])) for t in there)

    best = max(reading.statements, key=shared_with)
    assert shared_with(best) > 0, where
    return best


def speakers(gold: dict[str, Any], record: dict[str, Any]) -> frozenset[str]:
    """The gold's speaker by name, or the names of both."""
    label = {e["id"]: e["label"] for e in gold["entities"]}
    return frozenset(label[one] for one in record["attribution"]["speaker"].split("+"))


@pytest.mark.parametrize("record_id", [*WITH_A_CUE, *CARRIED_OVER, *GOES_ON, *NARRATED])
def test_every_attribution_has_the_right_speaker(reading: Reading, gold: dict[str, Any], record_id: str) -> None:
    record = next(r for r in gold["records"] if r["id"] == record_id)
    where = place(record, "statement")
    assert where is not None
    statement = statement_at(reading, where)
    actor = reading.cast.actors.get(statement.speaker_id or "")
    assert actor is not None
    assert frozenset(actor.name.split(" and ")) == speakers(gold, record)


@pytest.mark.parametrize("record_id", CARRIED_OVER)
def test_three_quotations_carry_their_speaker_over(reading: Reading, gold: dict[str, Any], record_id: str) -> None:
    record = next(r for r in gold["records"] if r["id"] == record_id)
    where = place(record, "statement")
    assert where is not None
    statement = statement_at(reading, where)
    assert not statement.source
    assert StatementFlag.CARRIED_OVER in statement.flags


def test_the_source_is_where_the_gold_has_it(reading: Reading, gold: dict[str, Any]) -> None:
    assert reading.document is not None
    for record_id in WITH_A_CUE:
        record = next(r for r in gold["records"] if r["id"] == record_id)
        where, words = place(record, "speaker"), place(record, "statement")
        if where is None or words is None:
            continue
        source = statement_at(reading, words).source
        assert source, record_id
        there = reading.document.source_map.to_source(source[0])
        assert there is not None, record_id
        assert (there.start, there.end) == where, record_id


def test_the_page_has_fourteen_attributions_that_say_something(gold: dict[str, Any]) -> None:
    assert len({*WITH_A_CUE, *CARRIED_OVER}) == 14
    cues = {r["id"]: r["attribution"].get("cue") for r in gold["records"]}
    assert all(cues[r] for r in WITH_A_CUE)
    assert not any(cues[r] for r in (*CARRIED_OVER, *GOES_ON))
