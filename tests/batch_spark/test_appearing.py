"""Who waits for another scheduler hears of shards as their markers appear."""

from pathlib import Path

import pytest

from onrecord.batch.appearing import Appearing
from onrecord.batch.leftover import LeftOver
from onrecord.batch.progress import RunProgress
from onrecord.batch.shard import process_shard
from tests.batch.readers import NOW, TEXTS, lines, opens, parts, words


def test_shards_count_once_whether_seen_or_answered(tmp_path: Path) -> None:
    one, two, three = parts(lines(tmp_path / "pages.jsonl", [words(n) for n in range(6)]), records=2)
    out = tmp_path / "shards"
    out.mkdir()
    before = process_shard(one, out, TEXTS, recorded_at=NOW, opens=opens)
    heard: list[tuple[int, int, int]] = []

    def hear(progress: RunProgress) -> None:
        heard.append((progress.finished, progress.records, progress.left))

    appearing = Appearing(out, shards=3, heard=hear, looks_s=0.01)

    def question() -> str:
        made = process_shard(two, out, TEXTS, recorded_at=NOW, opens=opens)
        while not heard or heard[-1][0] < 1:
            pass  # the marker of `two` has yet to be seen
        assert made.counts.seen == 2
        return "answered"

    assert appearing.while_asking(question) == "answered"
    assert heard[-1] == (1, 2, 0)
    appearing.count(before)
    assert heard[-1] == (2, 4, 0)
    appearing.count(process_shard(two, out, TEXTS, recorded_at=NOW, opens=opens))
    assert heard[-1] == (2, 4, 0)
    appearing.count(LeftOver(part=three, reason="not seen there"))
    assert heard[-1] == (2, 4, 1)


def test_what_the_question_raises_is_raised(tmp_path: Path) -> None:
    def breaks() -> None:
        raise TimeoutError("not ours")

    appearing = Appearing(tmp_path, shards=0, heard=lambda _: None, looks_s=0.01)
    with pytest.raises(TimeoutError, match="not ours"):
        appearing.while_asking(breaks)
