"""What the group shares: one server, and a ledger of its own for each test."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from tests.postgres.server import Server, started

from onrecord.terms.ledger_places import Address


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """Without PostgreSQL nothing here can be shown, and the run says so and fails."""
    try:
        with started(settings="fsync = off") as server:
            yield server
    except FileNotFoundError as missing:
        pytest.exit(str(missing), returncode=1)


_NUMBERS = itertools.count(1)


@pytest.fixture
def place(server: Server) -> Address:
    """Where no ledger is yet."""
    return server.address(f"ledger_{next(_NUMBERS)}")


@pytest.fixture
def places(server: Server) -> Callable[[], Address]:
    """As many places as somebody asks for."""
    return lambda: server.address(f"ledger_{next(_NUMBERS)}")
