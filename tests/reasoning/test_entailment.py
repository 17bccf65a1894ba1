"""What follows from what, and the table's form."""

import csv
from importlib import resources

import pytest

from onrecord.reasoning.entailment import Follows, entailments, entailments_version
from onrecord.reasoning.known_events import KnownEvents
from onrecord.reasoning.matching import Background
from onrecord.reasoning.templates import bind
from onrecord.terms.patterns import EventPattern

WAR = Background(known=KnownEvents([EventPattern.parse("RUS.MIL ASSAULT UKR")]))


@pytest.mark.parametrize(
    "event, then, word",
    [
        ("BLR.MIL ASSAULT UKR place=UKR", "BLR MOBILIZE/troops to=UKR", "yes"),
        ("BLR.MIL ASSAULT UKR place=UKR from=BLR", "BLR MOBILIZE/troops to=UKR", "yes"),
        ("BLR ASSAULT UKR place=UKR", "BLR MOBILIZE/troops to=UKR", "maybe"),
        ("BLR.MIL ASSAULT UKR from=BLR", "BLR MOBILIZE/troops to=UKR", "no"),
        ("BLR.MIL ASSAULT/aerial UKR place=UKR", "BLR MOBILIZE/troops to=UKR", "no"),
        ("BLR.MIL MOBILIZE/troops to=UKR", "BLR ASSAULT UKR place=UKR", "maybe"),
        ("BLR.MIL ASSAULT UKR place=UKR", "BLR ASSAULT UKR with=RUS", "yes"),
        ("BLR.MIL MOBILIZE/troops to=UKR", "BLR ASSAULT UKR with=RUS", "maybe"),
        ("BLR AID RUS place=BLR to=UKR", "BLR ASSAULT UKR with=RUS", "no"),
        ("POL.MIL ASSAULT place=BLR armed=yes count=1", "POL ASSAULT BLR", "maybe"),
        ("UKR RETREAT RUS place=UKR", "UKR CONCEDE", "yes"),
    ],
)
def test_what_follows(event: str, then: str, word: str) -> None:
    met = Follows(EventPattern.parse(event), WAR).meets(EventPattern.parse(then))
    assert met.certainty.word == word


def test_a_variable_stands_for_one_party() -> None:
    template = EventPattern.parse("X CONSULT Y with=X")
    assert bind(template, EventPattern.parse("RUS CONSULT USA with=RUS"), {}) == {"X": "RUS", "Y": "USA"}
    assert bind(template, EventPattern.parse("RUS CONSULT USA with=CHN"), {}) is None


def test_a_template_that_names_no_recipient_may_tell_of_any_event_of_its_type() -> None:
    assert [str(e) for e in WAR.known.like(EventPattern.parse("X ASSAULT"), {})] == ["RUS.MIL ASSAULT UKR"]


def test_joining_a_war_needs_a_war() -> None:
    met = Follows(EventPattern.parse("BLR.MIL ASSAULT UKR")).meets(EventPattern.parse("BLR ASSAULT UKR with=RUS"))
    assert met.certainty.word == "maybe"


def test_every_row_parses_and_names_its_source() -> None:
    assert len({row.id for row in entailments()}) == len(entailments()) > 10
    assert all(row.why and row.source for row in entailments())
    assert entailments_version().startswith("entailments-")


@pytest.mark.parametrize(
    "table, columns",
    [
        ("entailments.csv", ["id", "if", "given", "then", "certainty", "why", "source"]),
        ("sectors.csv", ["sector", "acts_for_whole", "source"]),
        ("disputed_places.csv", ["place", "held_by", "claimed_by", "source"]),
    ],
)
def test_tables_are_whole(table: str, columns: list[str]) -> None:
    with resources.files("onrecord.data").joinpath(table).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == columns
    assert all(None not in row and row["source"] and None not in row.values() for row in rows)
