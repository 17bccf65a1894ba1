"""The tests of the ledger on the other database: ONRECORD_TEST_LEDGER=postgres pytest tests/ledger.

A path then stands for a schema of a server that is started for the run, unless a file of SQLite is there; what is
SQLite's own is left out, by name and with why (`sqlites_own.py`).
"""

import itertools
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from tests.ledger.sqlites_own import FILES_STAY, SQLITES_OWN

from onrecord.ledger import opening
from onrecord.terms.ledger_places import LedgerPlace

ON_POSTGRES = os.environ.get("ONRECORD_TEST_LEDGER") == "postgres"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out what is SQLite's own."""
    if not ON_POSTGRES:
        return
    for item in items:
        if item.path.parent != Path(__file__).parent:
            continue
        name = item.originalname if isinstance(item, pytest.Function) else item.name
        why = SQLITES_OWN.get(item.path.name) or SQLITES_OWN.get(f"{item.path.name}::{name}")
        if why is not None:
            item.add_marker(pytest.mark.skip(reason=f"SQLite's own: {why}"))


@pytest.fixture(scope="session", autouse=True)
def _on_postgres() -> Iterator[None]:
    if not ON_POSTGRES:
        yield
        return
    from tests.postgres.server import started

    numbers = itertools.count(1)
    opened = opening.open_as

    with started(settings="fsync = off") as server, pytest.MonkeyPatch.context() as patch:

        def there(kind: Any, place: LedgerPlace | None, **how: Any) -> Any:
            if place is None:
                place = server.address(f"memory_{next(numbers)}")
            elif isinstance(place, Path) and place not in FILES_STAY and not place.exists():
                place = server.address_of(place)
            return opened(kind, place, **how)

        patch.setattr(opening, "open_as", there)
        yield
