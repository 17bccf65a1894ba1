"""The tables load, name known types, and say where each row comes from."""

import csv
from importlib import resources

from onrecord.events.action_tables import ended, noun_rows, operator_rows, type_rows, verb_rows
from onrecord.terms.events import EventType


def test_every_type_has_its_row_and_quad() -> None:
    assert set(type_rows()) == set(EventType)
    assert {row.quad for row in type_rows().values()} == {1, 2, 3, 4}
    assert type_rows()[EventType.SANCTION].quad == 4


def test_every_class_a_verb_asks_for_is_one_some_noun_has() -> None:
    classes = {row.noun_class for rows in noun_rows().values() for row in rows} | {t.value for t in EventType}
    classes |= {
        "person",
        "place",
        "country",
        "building",
        "org",
        "money",
        "agreement",
        "pron",
        "abstract",
        "any",
        "named",
    }
    asked = {row.object_class for rows in verb_rows().values() for row in rows if row.object_class}
    assert asked <= classes


def test_modes_are_those_of_their_type() -> None:
    text = (resources.files("onrecord") / "data" / "plover_types.csv").read_text(encoding="utf-8")
    modes = {row["type"]: set(row["modes"].split(";")) for row in csv.DictReader(text.splitlines())}
    for rows in verb_rows().values():
        assert all(row.mode is None or row.mode in modes[row.type.value] for row in rows)


def test_operators_and_endings_are_there() -> None:
    assert ended()[EventType.ASSAULT] is EventType.RETREAT
    assert operator_rows()["refuse"][0].saying
