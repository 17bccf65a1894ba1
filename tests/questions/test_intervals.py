"""The interval of alpha: what it holds, when there is none, and that it is the same anywhere."""

import pytest

from onrecord.questions.intervals import RESAMPLES, TOO_FEW, _draws, alpha_interval
from onrecord.questions.reliability import krippendorffs_alpha

FIFTY = [("yes", "yes")] * 25 + [("no", "no")] * 15 + [("yes", "no")] * 10


def test_it_holds_the_measure_and_narrows_with_more_norms() -> None:
    alpha = krippendorffs_alpha(FIFTY).value
    some, many = alpha_interval(FIFTY), alpha_interval(FIFTY * 10)
    assert some.low is not None
    assert some.high is not None
    assert many.low is not None
    assert many.high is not None
    assert some.low < alpha < some.high
    assert many.low < alpha < many.high
    # Ten times the norms: about a third (1 / sqrt(10)) of the width.
    assert (many.high - many.low) / (some.high - some.low) == pytest.approx(0.32, abs=0.08)


def test_each_resample_is_the_measure_itself_of_what_was_drawn() -> None:
    """The arrays against the plain function, unit by unit, with three persons, some of them silent."""
    units = [("a", "a", "b"), ("b", "b"), ("a", "c", "c"), ("b", "a"), ("c", "c", "c"), ("a", "a")] * 3
    plain = []
    for row in _draws(len(units)):
        drawn = [unit for unit, times in zip(units, row, strict=True) for _ in range(int(times))]
        if (value := krippendorffs_alpha(drawn).value) is not None:
            plain.append(value)
    held = alpha_interval(units)
    plain.sort()
    tail = round(0.025 * len(plain))
    assert len(plain) > 0.95 * RESAMPLES
    assert (held.low, held.high) == pytest.approx((plain[tail], plain[-1 - tail]), abs=1e-6)


def test_it_is_the_same_each_time() -> None:
    assert alpha_interval(FIFTY) == alpha_interval(list(FIFTY))


@pytest.mark.parametrize(
    "units", [[], [("a", "a")], [("a",), ("b",)], [("a", "a")] * 40, [("a", "a")] * 40 + [("a", "b")]]
)
def test_too_little_to_say_is_said(units: list[tuple[str, ...]]) -> None:
    held = alpha_interval(units)
    assert (held.low, held.high, held.why) == (None, None, TOO_FEW)
