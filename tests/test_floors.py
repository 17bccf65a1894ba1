"""`python -m eval --floors` fails where a case was lost, whatever was gained, unless the loss is committed."""

import json
from pathlib import Path
from typing import Any

import pytest
from eval import __main__ as evaluation
from eval.figures import Committed, Scored, compare, read_committed, write_committed
from eval.readers import READERS, Reader, figures_file

BEFORE = {"a": 1.0, "b": 0.0, "c": 0.714, "d": 1.0}


class Told(Reader):
    """A reader whose scorer says what it is told to."""

    @property
    def score(self) -> Any:
        """Figures and cases as given."""
        return lambda shared: {"figures": {"f1": 0.9}, "cases": CASES}


CASES: dict[str, float] = {}
READER = Told("told", "no.module", (), needs_shared=False)


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Committed figures of the reader in a place of their own."""
    path = tmp_path / "told.json"
    monkeypatch.setattr(evaluation, "READERS", (READER,))
    monkeypatch.setattr(evaluation, "figures_file", lambda _: path)
    monkeypatch.setattr(evaluation.docs, "write", lambda: None)
    write_committed(path, Committed(digest="", floors={"f1": 0.5}, figures={"f1": 0.9}, cases=BEFORE))
    return path


def ran(monkeypatch: pytest.MonkeyPatch, cases: dict[str, float], *options: str) -> int:
    monkeypatch.setattr(f"{__name__}.CASES", cases)
    return evaluation.main(["--floors", *options])


@pytest.mark.parametrize(
    "now, code, said",
    [
        (BEFORE, 0, "lost 0 (-0.00)"),
        ({**BEFORE, "b": 1.0}, 0, "gained 1 (+1.00), lost 0"),
        ({**BEFORE, "a": 0.0, "b": 1.0}, 1, "gained 1 (+1.00), lost 1 (-1.00)"),
        ({**BEFORE, "c": 0.7}, 1, "lost 1 (-0.01)"),
        ({**BEFORE, "c": 0.71391}, 0, "lost 0 (-0.00)"),  # the same in three digits
        ({k: v for k, v in BEFORE.items() if k != "a"}, 1, "- a (-1.00, scored no more)"),
        ({k: v for k, v in BEFORE.items() if k != "b"}, 0, "lost 0 (-0.00)"),  # it was wrong: nothing is lost
        ({**BEFORE, "new": 0.0}, 0, "gained 0 (+0.00), lost 0"),
    ],
)
def test_a_case_lost_fails_and_no_gain_makes_up_for_it(
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    now: dict[str, float],
    code: int,
    said: str,
) -> None:
    assert ran(monkeypatch, now) == code
    printed = capsys.readouterr().out
    assert said in printed
    assert ("WORSE THAN COMMITTED" in printed) == bool(code)


def test_a_loss_that_is_committed_is_one_no_more(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = {**BEFORE, "a": 0.0}
    assert ran(monkeypatch, now) == 1
    assert ran(monkeypatch, now, "--write") == 0
    assert read_committed(file).cases["a"] == 0.0
    assert read_committed(file).floors == {"f1": 0.5}
    assert ran(monkeypatch, now) == 0


def test_a_reader_may_lose_what_its_file_says_and_no_more(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    held = json.loads(file.read_text(encoding="utf-8"))
    file.write_text(json.dumps({**held, "may_lose": 1.0}), encoding="utf-8")
    assert ran(monkeypatch, {**BEFORE, "a": 0.0}) == 0
    assert ran(monkeypatch, {**BEFORE, "a": 0.0, "c": 0.7}) == 1
    assert ran(monkeypatch, {**BEFORE, "a": 0.0}, "--write") == 0
    assert read_committed(file).may_lose == 1.0


def test_a_floor_still_holds(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_committed(file, Committed(floors={"f1": 0.95}, figures={"f1": 0.96}, cases=BEFORE))
    assert ran(monkeypatch, BEFORE) == 1


def test_the_largest_change_comes_first() -> None:
    moved = compare(Scored({}, {"a": 0.9, "b": 0.5, "c": 0.0}).cases, BEFORE)
    assert [change.case for change in moved.lost] == ["d", "c", "a"]
    assert [str(change) for change in moved.gained] == ["b (+0.50)"]
    assert round(moved.weight_lost, 3) == 1.814


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_only_calibration_may_lose_a_case(reader: Reader) -> None:
    committed = read_committed(figures_file(reader))
    assert committed.figures
    assert committed.may_lose == (1.0 if reader.name == "calibration" else 0.0)
