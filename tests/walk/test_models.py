"""The models that are here are those that were published, and a changed byte shows."""

import shutil
from pathlib import Path

import pytest
from tools.write_models import MODELS, PACKAGE, table

from onrecord.walk.models import TABLE, models_amiss, models_digest, models_published


def test_the_table_is_that_of_the_files() -> None:
    assert (PACKAGE / "data" / TABLE).read_text(encoding="utf-8") == table(), "run `python -m tools.write_models`"
    assert all((PACKAGE.parents[1] / one.card).is_file() for one in models_published())
    assert len(models_digest()) == 12


def test_they_are_here() -> None:
    assert list(models_amiss(MODELS)) == []


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MODELS, tmp_path / "models", ignore=shutil.ignore_patterns("*.onnx"))).resolve()


def test_one_that_is_missing_and_one_that_is_none_of_ours_are_named(copied: Path) -> None:
    (copied / "events" / "other.onnx").touch()
    amiss = list(models_amiss(copied))
    assert "events/types.onnx is missing" in amiss
    assert amiss[-1] == "events/other.onnx was not published with this version"


def test_a_changed_byte_and_a_cut_file_are_named(copied: Path) -> None:
    gate, config = copied / "norms" / "gate.csv", copied / "norms" / "config.json"
    gate.write_bytes(gate.read_bytes().replace(b"1", b"2", 1))
    config.write_bytes(config.read_bytes()[:-1])
    amiss = [one for one in models_amiss(copied) if "missing" not in one]
    size = config.stat().st_size
    assert amiss == [
        f"norms/config.json has {size} bytes in place of {size + 1}",
        "norms/gate.csv has other bytes than were published",
    ]
