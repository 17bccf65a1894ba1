"""Rounds made figures, and contests that name what is there."""

from importlib.util import find_spec

import pytest
from bench.contests import CONTESTS, OURS, Entry
from bench.corpora import Items
from bench.environments import pinned
from bench.running import EntryFailed, run, spread, times


def one(seconds: dict[str, float]) -> dict[str, object]:
    """A round as a process gives it."""
    return {"seconds": seconds, "facts": {}, "import_s": 0.1, "load_s": 0.2, "peak_mb": 100.4, "versions": {"x": "1"}}


def test_a_row_is_the_median_of_the_rounds_with_the_least_and_the_most() -> None:
    rounds = [one({"a": 0.1, "b": 0.1}), one({"a": 0.3, "b": 0.1}), one({"a": 0.1, "b": 0.2})]
    told = times(rounds, items=2, words=300)
    assert told["ms"] == {"median": 150.0, "least": 100.0, "most": 200.0}
    assert told["words_s"] == {"median": 1000, "least": 750, "most": 1500}
    assert told["peak_mb"] == 100


def test_words_a_second_are_unknown_where_words_are() -> None:
    assert times([one({"a": 0.1})], items=1, words=0)["words_s"] is None


def test_a_spread_is_rounded() -> None:
    assert spread([1.234, 1.2], 2) == {"median": 1.22, "least": 1.2, "most": 1.23}


def test_a_contestant_that_dies_is_named_with_its_last_word() -> None:
    nothing = Items((), (), (), False, "nothing", {})
    with pytest.raises(EntryFailed, match=r"nobody ended with 1: .*no_such_contestant"):
        run(Entry("nobody", "bench.contestants.no_such_contestant", ""), nothing, answers=False)


@pytest.mark.parametrize("entry", {e.module: e for c in CONTESTS for e in c.entries}.values(), ids=lambda e: e.module)
def test_every_entry_has_its_module_and_every_peer_is_pinned(entry: Entry) -> None:
    assert find_spec(entry.module) is not None
    if entry.where != OURS:
        assert all("==" in line for line in pinned(entry.where))
