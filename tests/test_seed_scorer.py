"""What counts as a right and as a wrong verdict on the seed page."""

from collections.abc import Mapping

import pytest
from eval.seed_whatif import Asked, how_right, wrong


@pytest.mark.parametrize(
    "given, should, worth",
    [
        ("released", "released", 1.0),
        ("maybe_released", "released", 0.5),
        ("released_alt_reading", "released", 0.5),
        ("maybe_applies", "prediction_applies", 0.5),
        ("dormant", "released", 0.0),
        ("no such norm", "in_force", 0.0),
    ],
)
def test_a_verdict_of_the_right_kind_is_half_right(given: str, should: str, worth: float) -> None:
    assert how_right(given, should) == worth


@pytest.mark.parametrize(
    "given, expected, found",
    [
        ({"a": "triggered"}, {"R1.n1": "triggered"}, []),
        ({"a": "triggered"}, {"R1.n1": "maybe_triggered"}, []),
        ({"a": "triggered"}, {"R1.n1[POL]": "released"}, ["a"]),
        ({"a": "breached"}, {}, ["a"]),
        ({"a": "maybe_breached"}, {}, []),
        ({"a": "dormant"}, {"R1.n1": "triggered"}, []),
    ],
)
def test_a_strong_verdict_that_should_not_be_is_wrong(
    given: dict[str, str], expected: Mapping[str, str], found: list[str]
) -> None:
    assert wrong(Asked(given, dict(expected), frozenset(), understood=True), {"R1.n1": "a"}) == found
