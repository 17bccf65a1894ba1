"""A contestant alone in a process: answers, errors, time, and what it may see."""

import sys
from types import ModuleType

import pytest
from bench.corpora import bare
from bench.worker import Contestant, run


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch) -> str:
    """A contestant that counts letters and cannot bear an empty text."""

    def work(text: str) -> int:
        if not text:
            raise ValueError("nothing to count")
        return len(text)

    module = ModuleType("counting")
    module.open_contestant = lambda: Contestant(  # type: ignore[attr-defined]
        work, lambda count, _text: {"count": count}, lambda item: item["text"], ("numpy",), lambda: {"more": 2.0}
    )
    monkeypatch.setitem(sys.modules, "counting", module)
    return "counting"


def test_answers_errors_and_times_stand_beside_each_item(counting: str) -> None:
    items = [{"id": "a", "text": "four"}, {"id": "b", "text": ""}]
    made = run(counting, {"warm": items[:1], "items": items, "answers": True})
    assert made["answers"] == {"a": {"count": 4}}
    assert made["raised"] == {"b": "ValueError: nothing to count"}
    assert set(made["seconds"]) == {"a", "b"}
    assert made["facts"] == {"more": 2.0}
    assert "numpy" in made["versions"]
    assert 1 < made["peak_mb"] < 100_000


def test_no_answers_are_kept_where_only_the_time_is_asked_for(counting: str) -> None:
    made = run(counting, {"warm": [], "items": [{"id": "a", "text": "four"}], "answers": False})
    assert made["answers"] == {}


def test_no_gold_is_handed_to_a_contestant() -> None:
    item = {
        "id": "a",
        "text": "t",
        "written": "1998-01-01",
        "gold": [],
        "body": "b",
        "date": "d",
        "norms": [],
        "set": "s",
    }
    assert bare(item) == {"id": "a", "text": "t", "written": "1998-01-01"}
