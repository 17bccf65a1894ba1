"""Where no row may lead from one word to another, no chain of rows does, whatever the object is."""

import random

from onrecord.data import rows
from onrecord.language.relation_rows import RelationRows

TABLE = "en/verb_relations_by_hand.csv"


def test_no_way_is_found_where_none_may_be() -> None:
    held = RelationRows(TABLE, "verb", longest=3)
    words = sorted({row[side] for row in rows(TABLE) for side in ("verb", "other")} | {"yodel"})
    draw = random.Random(7)
    pairs = [(draw.choice(words), draw.choice(words)) for _ in range(4_000)]
    pairs += [(row["verb"], row["other"]) for row in rows(TABLE)]
    led = 0
    for one, other in pairs:
        for classes in (None, frozenset[str](), frozenset({"document", "force"})):
            if list(held.chained(one, other, classes)):
                assert one == other or held.may_lead(one, other)
                led += 1
    assert led > 100
    assert not held.may_lead("yodel", "attack")
