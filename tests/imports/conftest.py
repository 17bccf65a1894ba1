"""Files of each layout, and a way to read one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.imports import OpenedFile, RefusedFile, open_files
from onrecord.terms.imports import ImportedEvent, ImportedRow, RefusedRow

FILES = Path(__file__).with_name("files")


@pytest.fixture
def file_of() -> Callable[[str], Path]:
    """The path of a fixture."""
    return lambda name: FILES / name


def opened(path: Path, **how: object) -> OpenedFile:
    """The one file at a path, which must be one of ours."""
    (one,) = open_files(path, **how)  # type: ignore[arg-type]
    assert isinstance(one, OpenedFile), one
    return one


def refused(path: Path, **how: object) -> RefusedFile:
    """The one file at a path, which must be refused."""
    (one,) = open_files(path, **how)  # type: ignore[arg-type]
    assert isinstance(one, RefusedFile), one
    return one


def events(path: Path, **how: object) -> list[ImportedEvent]:
    """The events of a file, none of whose rows may be refused."""
    rows = list(opened(path, **how).rows())
    assert [r for r in rows if isinstance(r, RefusedRow)] == []
    return [r.event for r in rows if isinstance(r, ImportedRow)]
