"""Who towards whom: counts by pair, those beyond the most frequent together, and none lost."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.factory import NOON
from tests.questions.world import said

from onrecord.ledger import Ledger, open_ledger
from onrecord.ledger.index.pairs import Counting
from onrecord.questions.matrix import Matrix, _axis, matrix
from onrecord.terms.records import Modal, Mode, RecordKind, Strength

MARCH, APRIL = date(2026, 3, 1), date(2026, 4, 1)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    held = open_ledger(tmp_path / "ledger.db")
    readings = [
        said(MARCH, "RUS", Modal.WILL, "build a bridge", target="FIN", mode=Mode.IF, trigger="the ice melts"),
        said(APRIL, "RUS", Modal.WILL, "build a road", target="FIN", strength=Strength.CATEGORICAL),
        said(APRIL, "RUS", Modal.WILL, "build a dam", target="POL", mode=Mode.EVEN_IF, trigger="it rains"),
        said(APRIL, "BLR", Modal.DEMANDS, "leave", target="FIN"),
        said(APRIL, "BLR", Modal.WILL, "wait"),
    ]
    held.record_many(readings, recorded_at=NOON)
    return held


def test_each_pair_is_counted_and_what_names_nobody_beside(ledger: Ledger) -> None:
    found = matrix(ledger, Counting())
    assert list(found.pairs()) == [("RUS", "FIN", 2), ("BLR", "FIN", 1), ("RUS", "POL", 1)]
    assert (found.total, found.unsaid) == (4, 1)
    assert (found.agents.codes, found.targets.codes) == (("RUS", "BLR"), ("FIN", "POL"))


@pytest.mark.parametrize(
    "counting, pairs",
    [
        (Counting(conditional=True), [("RUS", "FIN", 1)]),
        (Counting(since=date(2026, 3, 15)), [("BLR", "FIN", 1), ("RUS", "FIN", 1), ("RUS", "POL", 1)]),
        (Counting(until=date(2026, 3, 15)), [("RUS", "FIN", 1)]),
        (Counting(min_strength=Strength.CATEGORICAL), [("RUS", "FIN", 1)]),
        (Counting(kind=RecordKind.PROMISE), []),
    ],
)
def test_what_counts_can_be_narrowed(ledger: Ledger, counting: Counting, pairs: list[tuple[str, str, int]]) -> None:
    assert list(matrix(ledger, counting).pairs()) == pairs


def test_what_has_no_row_or_column_is_put_together(ledger: Ledger) -> None:
    found = matrix(ledger, Counting(), most=1)
    assert found.table() == (("RUS", (2, 1), 3), (None, (1, 0), 1))
    assert (found.agents.others, found.targets.others) == (1, 1)
    assert found.to_json()["cells"] == [
        {"agent": "RUS", "target": "FIN", "norms": 2},
        {"agent": None, "target": "FIN", "norms": 1},
        {"agent": "RUS", "target": None, "norms": 1},
    ]


CODES = st.sampled_from(["RUS", "FIN", "POL", "BLR", "the rebels", "UN"])


@given(st.dictionaries(st.tuples(CODES, CODES), st.integers(1, 9)), st.integers(1, 7))
def test_no_norm_is_lost_however_small_the_table(counts: dict[tuple[str, str], int], most: int) -> None:
    by: Counter[str] = Counter()
    towards: Counter[str] = Counter()
    for (agent, target), n in counts.items():
        by[agent] += n
        towards[target] += n
    found = Matrix(counts=counts, agents=_axis(by, most), targets=_axis(towards, most), unsaid=0)
    table = found.table()
    assert sum(total for _, _, total in table) == sum(counts.values())
    assert all(sum(cells) == total for _, cells, total in table)
    assert len(table) <= most + 1
    assert len({len(cells) for _, cells, _ in table}) <= 1
