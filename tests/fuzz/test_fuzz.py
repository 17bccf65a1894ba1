"""Inputs that broke something once, and a few seconds of new ones.

A minute of them: `ONRECORD_FUZZ_SECONDS=60 pytest tests/fuzz`; more by hand: `python -m tests.fuzz.run 300`.
"""

import os
import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.run import FOUND, fault
from tests.fuzz.targets import TARGETS, attempt, inputs

SECONDS = float(os.environ.get("ONRECORD_FUZZ_SECONDS", "4")) / len(TARGETS)


@pytest.mark.parametrize("name", sorted(f.name for f in FOUND.iterdir() if not f.name.startswith(".")))
def test_what_broke_something_once_breaks_nothing(name: str) -> None:
    attempt(name.rpartition("-")[0], (FOUND / name).read_bytes())


@pytest.mark.parametrize("target", TARGETS)
def test_nothing_a_stranger_hands_over_is_a_traceback(target: str) -> None:
    until = time.monotonic() + SECONDS
    for tried, data in enumerate(inputs(target, random.Random())):
        if tried > 2 and time.monotonic() > until:
            break
        assert fault(target, data) is None, data


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(sorted(TARGETS)), st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_bytes_without_any_form_are_no_traceback(target: str, data: bytes) -> None:
    attempt(target, data)
