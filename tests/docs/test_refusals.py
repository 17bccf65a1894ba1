"""Every code with which something is refused stands in docs/refusals.md, and no other."""

import pytest

from onrecord.data import rows
from onrecord.ledger.errors import ShardFault
from tests.docs.refusal_codes import codes, told

NAMED = {row["code"] for row in rows("en/code_words.csv") if row["kind"] == "refusal"}

# Rooms all of whose codes are constants where they are given; the others put some together ("no-" and a slot), or hand
# them on, and are held by the words of codes below.
WHOLE = ("pages", "documents", "watching", "statements")


def told_under(ending: str) -> set[str]:
    """The codes under all headings that end in this."""
    return set().union(*(held for heading, held in told().items() if heading.endswith(ending)))


@pytest.mark.parametrize("room", WHOLE)
def test_the_table_of_a_room_has_its_codes_and_no_other(room: str) -> None:
    assert told_under(f"(`{room}`)") == codes()[room]


def test_a_code_that_a_room_gives_is_in_its_table() -> None:
    rooms = codes().keys() - {*WHOLE, "batch"}
    assert {"commitments", "imports", "walk"} <= rooms
    named = {room: told_under(f"(`{room}`)") for room in rooms}
    named["walk"] |= told_under("(`imports`)")  # the walk of a sheet refuses its rows in that room's name
    assert {room: untold for room in rooms if (untold := codes()[room] - named[room])} == {}


def test_what_a_batch_and_a_shard_are_refused_for_is_in_their_tables() -> None:
    faults = {amiss.value for amiss in ShardFault}
    assert codes()["batch"] | faults <= told_under("(`batch`)") | told_under("(`absorb`)")


def test_every_code_that_has_words_is_on_the_page() -> None:
    assert len(NAMED) > 50
    assert NAMED - told_under(")") == set()


def test_every_code_on_the_page_is_one_of_the_program() -> None:
    assert told_under(")") - NAMED - set().union(*codes().values()) - {amiss.value for amiss in ShardFault} == set()
