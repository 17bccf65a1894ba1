"""The seed page, captured as a file and read as any other: what must be there and what must not."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from eval.scorers import norms as scorer

from onrecord.pages import capture
from onrecord.terms.dates import Basis
from onrecord.terms.pages import Page
from onrecord.terms.reading import Reading
from onrecord.terms.reading_json import norm_json
from onrecord.terms.spans import Span
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

SPAN_SLOTS = ("agent", "action", "target", "trigger", "cue", "speaker", "deadline")
# Of 16. Not read: "the announcement of a joint force" and "survive if it does", whose action the trained reader leaves
# to "fight"; refused as too unlikely: Russia's readiness for training centres, which it takes for a plan.
STRICT_NORMS = 13


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


def on_the_page(reading: Reading, span: list[int] | tuple[int, int] | None) -> list[int] | None:
    """A span of the reading's text as it stands in the file."""
    if span is None:
        return None
    assert reading.document is not None
    there = reading.document.source_map.to_source(Span(*span))
    return [there.start, there.end] if there else None


def test_boilerplate_is_not_in_the_text(reading: Reading, gold: dict[str, Any]) -> None:
    boilerplate = [m for m in gold["must_not_extract"] if not m["block"].startswith("P")]
    assert len(boilerplate) == 7
    assert reading.document is not None
    for item in boilerplate:
        taken = [
            r
            for r in reading.document.source_map.runs
            if r.source_start < item["end"] and r.source_start + r.end - r.start > item["start"]
        ]
        assert not taken, item["quote"]


def test_every_other_word_is_in_the_text(reading: Reading, gold: dict[str, Any]) -> None:
    for block in gold["blocks"]:
        if block["role"] in ("headline", "body"):
            assert block["text"] in reading.text


def test_no_span_that_is_no_norm_becomes_one_of_the_agent_it_names(reading: Reading) -> None:
    for norm in reading.norms:
        action = norm.action.of(reading.text)
        assert not ("keep coming back" in action and norm.agent_id == "RUS")
        assert "could also intervene" not in action
        assert "intervene" not in action
        assert "huge mistake" not in action


def test_no_threat_is_invented(reading: Reading) -> None:
    for norm in reading.norms:
        if norm.trigger is not None and "join" in norm.action.of(reading.text):
            assert (norm.modal.value, norm.mode.value) != ("will", "if")


def test_the_header_clock_is_a_bound_and_not_the_date(reading: Reading) -> None:
    assert reading.document is not None
    published = reading.document.published
    assert published is not None
    assert published.basis is Basis.BEFORE_PAGE_CLOCK
    assert (published.bounds.first, published.bounds.last) == (None, date(2023, 3, 25))


def test_norms_are_found_strictly(reading: Reading, shared: Path) -> None:
    (passage,) = scorer.read(shared / "gold" / "seed" / "norms.jsonl").values()
    predicted = []
    for norm in reading.norms:
        held = dict(norm_json(norm))
        predicted.append({**held, **{slot: on_the_page(reading, held[slot]) for slot in SPAN_SLOTS}})
    report = scorer.score({"seed": passage}, {"seed": {"norms": predicted}})
    assert round(report["strict"]["recall"] * report["gold_norms"]) >= STRICT_NORMS
