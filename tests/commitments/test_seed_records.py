"""The seed page through the whole walk: its records as worked out by hand, how strong, and how they are related.

The page may not be committed: only names of its records and kinds stand here.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.pages import capture
from onrecord.terms.pages import Page
from onrecord.terms.patterns import EventPattern
from onrecord.terms.reading import Reading
from onrecord.terms.records import Record
from onrecord.terms.spans import Span
from onrecord.walk.open import open_engines
from onrecord.walk.read import read

# What the page's own scheme calls a kind; "promise" not to do a thing is an assurance here (its `schelling` code).
KINDS = {
    "restriction_and_readiness": "restriction",
    "scope_extension": "scope extension",
    "conditional_assertion": "prediction",
    "endorsement": "readiness",
    "announced_plan": "plan",
    "scheduled_event": "plan",
}

RELATED = [
    ("R01", "paraphrases", "R02"),
    ("R05", "paraphrases", "R07"),
    ("R16", "repeats", "R15"),
    ("R21", "paraphrases", "R01"),
    ("R01", "qualifies", "R15"),
    ("R02", "qualifies", "R15"),
    ("R03", "extends", "R02"),
]


@pytest.fixture(scope="module")
def gold(shared: Path) -> dict[str, Any]:
    """The page's records by name."""
    held = json.loads((shared / "gold" / "seed" / "gold.json").read_text(encoding="utf-8"))
    return {record["id"]: record for record in held["records"]}


@pytest.fixture(scope="module")
def reading(shared: Path) -> Reading:
    """The page, read."""
    (page,) = capture([str(shared / "gold" / "seed" / "page.txt")], fetched_at=None)
    assert isinstance(page, Page)
    return read(page, open_engines())


def found(reading: Reading, gold: dict[str, Any], name: str) -> Record | None:
    """Our record of the same words: the action of one of its norms overlaps, or, without norms, its evidence does."""
    assert reading.document is not None
    said = {e["role"]: (e["start"], e["end"]) for e in gold[name]["evidence"]}
    place = said.get("action") or said["statement"]

    def there(span: Span) -> bool:
        source = reading.document.source_map.to_source(span) if reading.document else None
        return source is not None and source.start < place[1] and place[0] < source.end

    with_norms = {n.record_id for n in reading.norms if there(n.action)}
    held = [r for r in reading.records if r.id in with_norms]
    return next(iter(held or [r for r in reading.records if there(r.evidence[-1])]), None)


def kind_in_our_terms(record: dict[str, Any]) -> str:
    """The seed's kind as one of ours."""
    if record["codes"].get("schelling") == "assurance":
        return "assurance"
    return KINDS.get(record["kind"], record["kind"])


@pytest.mark.parametrize("one, relation, other", RELATED)
def test_its_relations_are_found(reading, gold, one, relation, other):
    first, second = found(reading, gold, one), found(reading, gold, other)
    assert first is not None
    assert second is not None
    assert (relation, second.id) in {(r.type.value, r.to) for r in first.relations}


def test_no_other_relation_is_found(reading, gold):
    names = {found(reading, gold, name).id: name for name in ("R01", "R02", "R03", "R05", "R07", "R15", "R16", "R21")}
    said = {(names.get(r.id, "?"), q.type.value, names.get(q.to, "?")) for r in reading.records for q in r.relations}
    assert said == set(RELATED)


def test_kinds_and_strengths_are_those_a_reader_gives(reading, gold):
    names = [r["id"] for r in gold.values() for _ in r["norms"]]
    assert len(names) == 16
    agreed = []
    for name in names:
        record = found(reading, gold, name)
        if record is not None and record.kind.value == kind_in_our_terms(gold[name]):
            agreed.append(record.strength.value == gold[name]["strength"])
    # Not read: "the announcement of a joint force", "survive if it does"; too unlikely: "set up training centres".
    assert sum(agreed) >= 13


@pytest.mark.parametrize(
    "name, action, trigger",
    [
        ("R01", "BLR ASSAULT UKR place=UKR", "UKR.MIL ASSAULT BLR order=first"),
        ("R02", "BLR ASSAULT UKR with=RUS from=BLR", "UKR.MIL ASSAULT BLR place=BLR count=1.. unit=soldier armed=yes"),
        ("R07", "UKR ASSAULT BLR", "BLR ASSAULT"),
        ("R15", "BLR MOBILIZE to=UKR", None),
        ("R20", "BLR CONSULT RUS", None),
    ],
)
def test_actions_and_triggers_are_kinds_of_event(reading, gold, name, action, trigger):
    record = found(reading, gold, name)
    norm = next(n for n in reading.norms if n.record_id == record.id)
    for pattern, expected in ((norm.action_pattern, action), (norm.trigger_pattern, trigger)):
        if expected is None:
            assert pattern is None
            continue
        wanted = EventPattern.parse(expected)
        for slot in wanted.said():
            assert getattr(pattern, slot) == getattr(wanted, slot), slot
