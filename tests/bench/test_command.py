"""The command: what is kept, and what is only shown."""

from pathlib import Path
from typing import Any

import bench.__main__ as command
import pytest
from bench.results import read_results


@pytest.fixture
def measured(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Contests that take no time, and where figures would go."""

    def measure(contest: Any, items: Any, *, rounds: int, say: Any) -> dict[str, Any]:
        told = {"title": contest.title, "of": items.of, "items": len(items.all), "timed": len(items.timed)}
        return {**told, "timed_words": 0, "rounds": rounds, "entries": {}}

    monkeypatch.setattr(command, "measure", measure)
    monkeypatch.setattr(command, "FILE", tmp_path / "results.json")
    return tmp_path / "results.json"


def test_without_corpora_figures_are_shown_and_not_kept(
    measured: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("ONRECORD_SHARED", str(tmp_path))
    assert command.main(["--only", "pages", "dates"]) == 0
    said = capsys.readouterr()
    assert "4 saved pages of en.kremlin.ru" in said.out
    assert "dates: left out; TimeBank and AQUAINT may not be redistributed" in said.err
    assert "shown and not kept" in said.err
    assert not measured.exists()


def test_with_corpora_a_contest_takes_the_place_of_its_last_run(measured: Path, shared: Path) -> None:
    assert shared
    for rounds in ("2", "3"):
        assert command.main(["--only", "pages", "--rounds", rounds, "--scored", "7"]) == 0
    held = read_results(measured)["contests"]
    assert list(held) == ["pages"]
    assert (held["pages"]["rounds"], held["pages"]["items"]) == (3, 7)
    assert set(held["pages"]["machine"]) == {"cores", "processor", "python", "system"}


@pytest.mark.parametrize("wrong", [["--pages", "0"], ["--rounds", "0"], ["--scored", "0"], ["--only", "nobody"]])
def test_a_wrong_call_is_refused(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(wrong)
    assert stopped.value.code == 2
