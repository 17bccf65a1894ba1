"""Kappa and alpha: the worked examples of those who made them, and what is not defined."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.questions.reliability import (
    NOTHING_SHARED,
    ONE_VALUE,
    Agreed,
    agreed,
    cohens_kappa,
    krippendorffs_alpha,
)


def table(*rows: tuple[int, ...]) -> list[tuple[int, int]]:
    """The pairs behind a table of counts: rows one person's values, columns the other's."""
    return [(a, b) for a, row in enumerate(rows) for b, count in enumerate(row) for _ in range(count)]


def by_unit(*rows: str) -> list[list[str]]:
    """What each person said of each unit, a row a person, "." for nothing; as what was said of each unit."""
    return [[value for value in unit if value != "."] for unit in zip(*(row.split() for row in rows), strict=True)]


@pytest.mark.parametrize(
    "counts, kappa",
    [
        # Cohen 1960, table 2: observed .70, expected .41.
        (((88, 14, 18), (10, 40, 10), (2, 6, 12)), 0.492),
        # Fleiss, Statistical Methods for Rates and Proportions, table 18.1: observed .89, expected .66.
        (((75, 1, 4), (5, 4, 1), (0, 0, 10)), 0.676),
        # Two readers of fifty grant proposals (Wikipedia, Cohen's kappa, simple example).
        (((20, 5), (10, 15)), 0.4),
    ],
)
def test_kappa_is_that_of_the_worked_examples(counts: tuple[tuple[int, ...], ...], kappa: float) -> None:
    assert cohens_kappa(table(*counts)).value == pytest.approx(kappa, abs=0.0005)


@pytest.mark.parametrize(
    "rows, alpha",
    [
        # Krippendorff 2011, A: two observers, binary data.
        (("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
        # B: two observers, nominal data.
        (("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
        # C: nominal data, any number of observers, missing data.
        (
            (
                "1 2 3 3 2 1 4 1 2 . . .",
                "1 2 3 3 2 2 4 1 2 5 . 3",
                ". 3 3 3 2 3 4 2 2 5 1 .",
                "1 2 3 3 2 4 4 1 2 5 1 .",
            ),
            0.743,
        ),
    ],
)
def test_alpha_is_that_of_the_worked_examples(rows: tuple[str, ...], alpha: float) -> None:
    assert krippendorffs_alpha(by_unit(*rows)).value == pytest.approx(alpha, abs=0.0005)


def test_what_is_not_defined_says_why_and_gives_no_number() -> None:
    assert (cohens_kappa([]).value, cohens_kappa([]).why) == (None, NOTHING_SHARED)
    assert (krippendorffs_alpha([["a"], []]).value, krippendorffs_alpha([["a"]]).why) == (None, NOTHING_SHARED)
    assert (cohens_kappa([("a", "a")] * 9).value, cohens_kappa([("a", "a")]).why) == (None, ONE_VALUE)
    assert (krippendorffs_alpha([["a", "a"]] * 9).value, krippendorffs_alpha([["a", "a"]]).why) == (None, ONE_VALUE)


def test_pairs_are_counted_once() -> None:
    assert agreed([["a", "a", "b"], ["a"], ["b", "b"]]) == Agreed(pairs=4, same=2)


VALUES = st.sampled_from(["yes", "no", None])


@given(st.lists(st.tuples(VALUES, VALUES), max_size=30))
def test_both_lie_at_most_at_one_and_do_not_ask_who_is_first(pairs: list[tuple[str | None, str | None]]) -> None:
    turned = [(b, a) for a, b in pairs]
    for measure in (cohens_kappa, krippendorffs_alpha):
        one, other = measure(pairs), measure(turned)
        assert (one.value is None) == (one.why is not None)
        if one.value is not None and other.value is not None:
            assert one.value == pytest.approx(other.value)
            assert one.value <= 1
            assert (one.value == 1) == all(a == b for a, b in pairs)
