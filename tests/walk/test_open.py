"""A reader that keeps other norms has another name, so that a ledger tells its readings apart."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.commitments import TreeNormScorer
from onrecord.walk.open import SolverMissing, open_engines, open_solver

shares = st.floats(0, 1) | st.integers(0, 100).map(lambda n: n / 100)


def test_the_name_says_the_least_probability_only_where_it_was_set_otherwise() -> None:
    engines = open_engines()
    assert "least" not in engines.name
    assert engines.keeping(None) is engines
    assert engines.keeping(TreeNormScorer.least).name == engines.name
    assert engines.keeping(0.5).name == f"{engines.name}; least 0.50"
    assert engines.keeping(0.5).keeping(0.405).name == f"{engines.name}; least 0.405"


@given(shares, shares)
def test_two_settings_never_share_a_name(one: float, other: float) -> None:
    engines = open_engines()
    assert (engines.keeping(one).name == engines.keeping(other).name) == (one == other)


def test_without_the_solver_its_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "onrecord.engines.logic", raising=False)
    monkeypatch.setitem(sys.modules, "clingo", None)
    with pytest.raises(SolverMissing, match=r"pip install 'onrecord\[rules\]'"):
        open_solver()
