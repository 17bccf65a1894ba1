"""What every test of the batch stands on."""

import sys
from collections.abc import Iterator
from types import ModuleType

import pytest

from onrecord.batch.reader_process import end_warm_readers


@pytest.fixture(autouse=True)
def _started_bare(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Processes are started without what started this one: pytest takes each a third of a second to load."""
    monkeypatch.setitem(sys.modules, "__main__", ModuleType("__main__"))
    yield
    end_warm_readers()
