"""How long it may still take: nothing while nobody can say, then by what is done."""

import pytest

from onrecord.batch.progress import RunProgress


@pytest.mark.parametrize(
    "progress, left",
    [
        (RunProgress(shards=4, complete=False, finished=1, done_records=500, seconds=60.0), None),
        (RunProgress(shards=4, complete=True, seconds=60.0), None),
        (RunProgress(shards=4, complete=True, finished=1, done_records=500, seconds=60.0), 180.0),
        (RunProgress(shards=4, complete=True, finished=1, done_records=500, at_work=500, seconds=60.0), 60.0),
        (RunProgress(shards=4, complete=True, finished=2, left=2, done_records=9, seconds=60.0), 0.0),
    ],
)
def test_seconds_left(progress: RunProgress, left: float | None) -> None:
    assert progress.seconds_left == (None if left is None else pytest.approx(left))
