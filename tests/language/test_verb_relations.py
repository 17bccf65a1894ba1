"""What verbs and nouns are to each other: pairs with the answer beside each, and what the tables may never hold."""

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.data import rows
from onrecord.language.action_nouns import leaves_state, light, verb_of
from onrecord.language.noun_relations import classes_of, noun_relation
from onrecord.language.relation_rows import RelationRows
from onrecord.language.spellings import spelling
from onrecord.language.verb_relations import relation
from onrecord.language.word_relations import NOTHING, RelationFound, WordRelation

# Written before the tables were looked at; "headline" verbs and the traps of two drawn samples were added later.
with (Path(__file__).parent / "verb_pairs.csv").open(encoding="utf-8", newline="") as lines:
    PAIRS = list(csv.DictReader(lines))

ENTAILS = {WordRelation.SAME, WordRelation.NARROWER}
RIGHT = {
    "same certain": lambda f: f.relation is WordRelation.SAME and f.certain,
    "narrower certain": lambda f: f.relation is WordRelation.NARROWER and f.certain,
    "opposite certain": lambda f: f.relation is WordRelation.OPPOSITE and f.certain,
    "opposite": lambda f: f.relation is WordRelation.OPPOSITE,
    "entails": lambda f: f.relation in ENTAILS,
    "not certain": lambda f: not f.certain or f.relation is WordRelation.NONE,
    "none": lambda f: f.relation in {WordRelation.NONE, WordRelation.RELATED},
    "part": lambda f: f.relation is WordRelation.PART_OF,
}


def pairs(what: str) -> list[tuple[str, ...]]:
    return [(p["one"], p["other"], p["object"], p["right"]) for p in PAIRS if p["what"] == what]


@pytest.mark.parametrize("one, other, thing, right", pairs("verb"))
def test_what_a_verb_is_to_another(one: str, other: str, thing: str, right: str) -> None:
    found = relation(one, other, thing=thing or None)
    assert RIGHT[right](found), found
    assert relation(other, one, thing=thing or None).relation is found.turned().relation


@pytest.mark.parametrize("one, other, thing, right", pairs("noun"))
def test_what_a_noun_is_to_another(one: str, other: str, thing: str, right: str) -> None:
    found = noun_relation(one, other)
    assert RIGHT[right](found), found
    assert noun_relation(other, one).relation is found.turned().relation


@pytest.mark.parametrize("noun, verb, thing, right", pairs("deverbal"))
def test_the_verb_of_a_noun(noun: str, verb: str, thing: str, right: str) -> None:
    assert (spelling(verb) in verb_of(noun)) is (right == "yes")


@pytest.mark.parametrize("verb, noun, thing, right", pairs("light"))
def test_the_verb_that_a_light_verb_stands_for(verb: str, noun: str, thing: str, right: str) -> None:
    assert light(verb, noun) == (None if right == "None" else spelling(right))


@pytest.mark.parametrize("adjective, other, thing, right", pairs("state"))
def test_the_action_that_leaves_a_state(adjective: str, other: str, thing: str, right: str) -> None:
    assert leaves_state(adjective) == (None if right == "None" else right)


@pytest.mark.parametrize(
    "one, other, thing, source",
    [
        ("cancel", "call off", None, "by hand: cancel = call off"),
        ("pause", "halt", None, "by hand: pause = suspend > halt"),
        ("diminish", "lessen", None, "WordNet: decrease.v.01"),
        ("rob", "steal", None, "WordNet: rob.v.01 < steal.v.01"),
        ("lift", "impose", "sanction", "by hand: lift ~ impose"),
        ("emancipate", "release", None, "WordNet: emancipate.v.01; by hand: release = liberate"),
        ("dance", "dance", None, "the same word"),
    ],
)
def test_a_person_is_told_how_it_is_known(one: str, other: str, thing: str | None, source: str) -> None:
    assert relation(one, other, thing=thing).source == source


def test_an_object_that_is_not_told_makes_a_relation_of_some_objects_uncertain() -> None:
    assert relation("lift", "impose", thing="sanction").certain
    assert not relation("lift", "impose").certain
    assert not relation("lift", "impose", thing="Navalny").certain
    assert relation("lift", "raise", thing="siege").relation is WordRelation.SAME


def test_a_kind_of_a_thing_is_of_its_class() -> None:
    assert classes_of("frigate") == {"craft", "force"}
    assert "measure" in classes_of("curfew")
    assert not classes_of("lettuce")


@given(st.sampled_from(PAIRS), st.sampled_from(PAIRS))
def test_what_is_said_of_two_words_is_said_of_them_turned_about(a: dict[str, str], b: dict[str, str]) -> None:
    for ask in (relation, noun_relation):
        said, back = ask(a["one"], b["one"]), ask(b["one"], a["one"])
        assert (back.relation, back.certainty) == (said.relation.turned(), said.certainty)


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_words_may_be_asked(one: str, other: str) -> None:
    assert isinstance(relation(one, other), RelationFound)
    assert noun_relation(one, "zzz") in {NOTHING} or spelling(one) == "zzz"
    assert light(one, other) is None or light(one, other)


def test_no_two_rows_by_hand_speak_of_the_same_words_and_objects() -> None:
    for table, first in (("verb", "verb"), ("noun", "noun")):
        held = rows(f"en/{table}_relations_by_hand.csv")
        said = Counter((*sorted((spelling(r[first]), spelling(r["other"]))), r.get("objects", "")) for r in held)
        assert [pair for pair, n in said.items() if n > 1] == []


def test_every_row_by_hand_says_what_is_known_and_of_a_class_that_is() -> None:
    classes = {"", *(row["class"] for row in rows("en/object_classes.csv"))}
    for row in rows("en/verb_relations_by_hand.csv"):
        assert row["relation"] in {"same", "narrower", "opposite", "none"}, row
        assert row["objects"] in classes, row
    for row in rows("en/noun_relations_by_hand.csv"):
        assert row["relation"] in {"same", "narrower", "part", "opposite", "none"}, row
    for table in ("verb", "noun"):
        for row in rows(f"en/{table}_relations_by_hand.csv"):
            assert row["certainty"] in {"certain", "defeasible"}, row


def test_nothing_is_certainly_entailed_and_certainly_opposite() -> None:
    table = rows("en/verb_relations_by_hand.csv")
    hand = RelationRows("en/verb_relations_by_hand.csv", "verb", longest=3)
    for objects in {row["objects"] for row in table}:
        for word in {spelling(row["verb"]) for row in table if row["objects"] == objects}:
            entailed = {other for other, way in hand.reached(word, frozenset({objects})).items() if way.certain}
            opposed = {other for other, way in hand.opposed(word, frozenset({objects})).items() if way.certain}
            assert not entailed & opposed, (word, objects)
