"""A web, and who watches it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.watching.web import Clock, Watcher, Web

from onrecord.ledger import open_ledger
from onrecord.watching import polling
from onrecord.watching.file import watch_file
from onrecord.watching.polled_feeds import polled_feeds


@pytest.fixture
def web() -> Iterator[Web]:
    made = Web(Clock())
    yield made
    made.close()


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger without a page, and no feed beside it: copied, as making one takes longer than most of these tests."""
    path = tmp_path_factory.mktemp("empty") / "ledger.db"
    open_ledger(path).close()
    with polled_feeds(path):
        pass
    return path


@pytest.fixture
def watcher(web: Web, empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Watcher]]:
    """Begins to watch one ledger; whoever watched before is stopped. Hours pass in fewer looks than otherwise."""
    monkeypatch.setattr(polling, "LOOKS_EVERY_S", 60.0)
    path = tmp_path / "ledger.db"
    shutil.copyfile(empty, path)
    shutil.copyfile(watch_file(empty), watch_file(path))
    begun: list[Watcher] = []

    def begin(**options: object) -> Watcher:
        if begun:
            begun.pop().close()
        begun.append(Watcher(path, web, **options))  # type: ignore[arg-type]
        return begun[-1]

    yield begin
    for one in begun:
        one.close()
