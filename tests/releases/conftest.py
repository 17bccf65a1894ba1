"""A ledger, and a release frozen of it."""

from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from onrecord.releases.freezing import freeze
from onrecord.releases.wishes import Wish
from tests.releases.world import HERE, make_ledger


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return make_ledger(tmp_path / "ledger.db")


@pytest.fixture
def release(ledger: Path, tmp_path: Path) -> Path:
    with open_ledger(ledger, read_only=True) as book:
        return freeze(book, tmp_path / "release", Wish(authors=("Ada Miller",)), HERE).folder
