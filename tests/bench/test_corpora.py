"""What is read, and what is said where it is missing."""

from pathlib import Path

import pytest
from bench.corpora import Items, Missing

from bench import corpora


@pytest.fixture
def nothing_shared(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without the corpora."""
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))


@pytest.mark.usefixtures("nothing_shared")
def test_without_corpora_the_repository_is_read_and_the_rest_says_why() -> None:
    for load in (corpora.quotations, corpora.dates):
        missing = load(3)
        assert isinstance(missing, Missing)
        assert missing.why.endswith("may not be redistributed: set ONRECORD_SHARED")
    pages, norms = corpora.pages(3), corpora.norms(3)
    assert isinstance(pages, Items)
    assert (len(pages.all), pages.scored) == (4, False)
    assert isinstance(norms, Items)
    assert (len(norms.all), len(norms.timed), norms.scored) == (147, 3, True)


@pytest.mark.parametrize(
    "load, count", [(corpora.pages, 60), (corpora.quotations, 84), (corpora.dates, 256), (corpora.norms, 287)]
)
def test_with_corpora_all_is_read_and_none_is_warmed_up_with_that_is_timed(
    load: corpora.Load, count: int, shared: Path
) -> None:
    items = load(10)
    assert isinstance(items, Items)
    assert (len(items.all), len(items.timed), items.scored) == (count, 10, True)
    assert len({item["id"] for item in items.all}) == count
    assert not {item["id"] for item in items.warm} & {item["id"] for item in items.timed}
    assert all(items.words[item["id"]] > 0 for item in items.timed)


def test_fewer_are_scored_where_asked_and_the_same_are_timed() -> None:
    ids = tuple({"id": str(n)} for n in range(10))
    items = Items(ids, ids[:2], ids[8:], True, "numbers", {})
    assert [item["id"] for item in corpora.fewer(items, 4).all] == ["0", "3", "6", "9"]
    assert corpora.fewer(items, 4).timed == items.timed
    assert corpora.fewer(items, None) is items
