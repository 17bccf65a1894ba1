"""Settings travel as JSON; their digest is over what decides what is read."""

import json

import pytest

from onrecord.batch.settings import BatchSettings
from onrecord.pages.options import InputFormat


def test_settings_come_back_from_json() -> None:
    settings = BatchSettings(least=0.25, columns={"text": "body"}, input_format="jsonl-text", max_memory_mb=900)
    assert BatchSettings.of_json(json.loads(json.dumps(settings.json()))) == settings
    assert settings.capture.input_format is InputFormat.JSONL_TEXT


@pytest.mark.parametrize(
    "other, same",
    [
        (BatchSettings(max_seconds=5.0, max_memory_mb=200), True),
        (BatchSettings(least=0.4), False),
        (BatchSettings(max_bytes=1_000), False),
        (BatchSettings(input_format="jsonl-text"), False),
        (BatchSettings(columns={"text": "body"}), False),
    ],
)
def test_limits_of_time_and_memory_are_not_in_the_digest(other: BatchSettings, same: bool) -> None:
    assert (BatchSettings().digest == other.digest) is same


@pytest.mark.parametrize(
    "wrong", [{"max_seconds": 0}, {"max_memory_mb": 1}, {"max_bytes": 0}, {"least": 1.5}, {"input_format": "warc"}]
)
def test_limits_that_let_nothing_through_are_a_wrong_call(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"nothing can be read|probability|not a valid"):
        BatchSettings(**wrong)
