"""The models as they were published, and one page read as it was when this version was made."""

import shutil
from pathlib import Path

import pytest
from tools.write_models import MODELS

from onrecord.data import example_pages
from onrecord.faces.checkup import read_here
from onrecord.faces.checkup.finding import State


def test_a_model_with_a_changed_byte(tmp_path: Path) -> None:
    copied = tmp_path / "models"
    shutil.copytree(MODELS, copied, copy_function=lambda a, b: Path(b).hardlink_to(a))
    assert [one.state for one in read_here.models_checked(copied)] == [State.OK]
    model = copied / "events" / "types.onnx"
    data = bytearray(model.read_bytes())
    data[len(data) // 2] ^= 1
    model.unlink()  # not through the link
    model.write_bytes(data)
    (found,) = read_here.models_checked(copied)
    assert (found.state, found.seen) == (State.WRONG, "events/types.onnx has other bytes than were published")
    assert "pip install" in found.todo


def test_the_page_is_read() -> None:
    (found,) = read_here.reading_checked()
    assert found.state is State.OK, found.seen


def test_a_page_that_reads_otherwise_or_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / read_here.PAGE
    shutil.copy(next(one for one in example_pages() if "28896" in one.name), other)
    (found,) = read_here.reading_checked((other,))
    assert (found.state, "not the norm that this version reads there" in found.seen) == (State.WRONG, True)
    (missing,) = read_here.reading_checked(())
    assert (missing.state, "not there" in missing.seen) == (State.WRONG, True)

    def broken(*_: object) -> None:
        raise RuntimeError("a weight")

    monkeypatch.setattr("onrecord.walk.many.read_safely", broken)
    (failed,) = read_here.reading_checked()
    assert (failed.state, "cannot be read: RuntimeError" in failed.seen) == (State.WRONG, True)
