"""How records on one page stand to each other: pages of our own, and the relations a careful reader sees."""

import pytest

from onrecord.language.words import word_values
from onrecord.terms.records import RecordKind


def related(read):
    """(place of the one, relation, place of the other) among the page's records."""
    places = {record.id: place for place, record in enumerate(read.records)}
    return [(places[r.id], q.type.value, places[q.to]) for r in read.records for q in r.relations]


@pytest.mark.parametrize(
    "page, relations",
    [
        (  # a paraphrase beside its quotation, in other words, under the same kind of trigger
            "President Rouhani said Iran would bomb Iraq only if attacked by Iraq.\n\n"
            "“I am ready to strike Baghdad in one case only: if Iraqi troops invade our country,” Rouhani said.",
            [(0, "paraphrases", 1)],
        ),
        (
            "President Biden said the United States would defend Taiwan if China attacked it.\n\n"
            "“We will defend Taiwan if China attacks it,” Biden said.",
            [(0, "paraphrases", 1)],
        ),
        (
            "Iran promised to release the sailors. On Friday Iran again promised to release the sailors.",
            [(1, "repeats", 0)],
        ),
        (  # each saying repeats the one before it
            "Iran vowed to release the sailors. Iran pledged to release the sailors. Iran promised to release the "
            "sailors.",
            [(1, "repeats", 0), (2, "repeats", 1)],
        ),
        (
            "Mali promised to release the hostages. Mali said it would release the hostages if France paid.",
            [(1, "qualifies", 0)],
        ),
        (  # armed force in the same place, in other words
            "Iran promised not to send its forces to Iraq. Rouhani said Iran would join the war in Iraq only if "
            "attacked by Iraqi troops.",
            [(1, "qualifies", 0)],
        ),
        (
            "“We will bomb Iraq if a single soldier comes to our territory,” Iran’s President Hassan Rouhani said.\n\n"
            "“This applies to our other neighbours,” Rouhani said.",
            [(1, "extends", 0)],
        ),
        ("Iran promised to free the crew. Iran’s repeated promises moved nobody.", [(1, "repeats", 0)]),
        ("Iran vowed to free the crew. Rouhani repeated his vow in Geneva.", [(1, "repeats", 0)]),
        (
            "Iran threatened to close the strait. On Friday Iran withdrew its threat to close the strait.",
            [(1, "withdraws", 0)],
        ),
        ("Iran promised to free the crew. Later it went back on its promise.", [(1, "withdraws", 0)]),
        (
            "Iran said it would send observers to Syria. On Monday Rouhani said Iran would no longer send observers to "
            "Syria.",
            [(1, "supersedes", 0)],
        ),
    ],
)
def test_records_are_related(read_norms, page, relations):
    assert related(read_norms(page)) == relations


@pytest.mark.parametrize(
    "page",
    [
        "Iran promised to release the sailors. Iraq promised to release the sailors.",
        "Iran promised to release the sailors. Iran promised to rebuild the school.",
        "Iran promised to deploy 500 troops. Iran promised to deploy 900 troops.",
        "Iran will send aid to Syria. Iran will send aid to Yemen.",
        "Iran demanded that Iraq leave. Iran demanded that Syria leave.",
        "“I may do it,” President Rouhani said. “We can do that best if there is peace,” he said.",
        "Iran threatened to close the strait. Iraq’s repeated threats moved nobody.",
        "Iran threatened to close the strait. On Friday Iran withdrew its threat to bomb Iraq.",
        "Iran promised to free the crew. Iran later dropped the plan.",  # which?
        "President Putin vowed to free the crew. Prime Minister Medvedev’s repeated promises moved nobody.",
        "Iran promised to free the crew. Iran’s promise moved nobody.",  # one promise, spoken of
    ],
)
def test_records_are_not_related(read_norms, page):
    assert related(read_norms(page)) == []


def test_what_is_taken_back_is_no_undertaking(read_norms):
    read = read_norms("Iran threatened to close the strait. On Friday Iran withdrew its threat to close the strait.")
    assert len(read.norms) == 1


def test_what_is_only_named_yields_no_norm(read_norms):
    read = read_norms("Iran promised to free the crew. Iran’s repeated promises moved nobody.")
    assert len(read.records) == 2
    assert {n.record_id for n in read.norms} == {read.records[0].id}


def test_every_kind_an_undertaking_noun_may_be_is_one():
    for kinds in word_values("undertaking noun").values():
        assert [RecordKind(kind) for kind in kinds.split("|")]
