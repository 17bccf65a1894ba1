"""What an executor does with a row, with no scheduler about: a shard, or a sentence; never an exception."""

import json
import multiprocessing
import pickle
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

from onrecord.batch import errand as errands
from onrecord.batch.done import Done, done_in, file_digest
from onrecord.batch.errand import Errand, outcome_of
from onrecord.batch.leftover import LeftOver
from onrecord.batch.spark import PathNotShared, run
from onrecord.batch.worker import Job
from onrecord.pages.archives import Part, PartFile, PartKind
from tests.batch.readers import NOW, TEXTS, lines, opens, parts, words


@pytest.fixture
def part(tmp_path: Path) -> Part:
    (only,) = parts(lines(tmp_path / "pages.jsonl", [words(n) for n in range(5)]))
    return only


@pytest.fixture
def errand(tmp_path: Path) -> Errand:
    out = tmp_path / "shards"
    out.mkdir()
    (out / "sign").touch()
    job = Job(out=out, settings=TEXTS, recorded_at=NOW, opens=opens)
    return Errand(job=job, sign="sign", version=version("onrecord"))


def left(errand: Errand, part: Part, *, tries: int = 0) -> str:
    """Why there is no shard."""
    came = outcome_of(errand.outcome(part.to_json(), tries=tries))
    assert isinstance(came, LeftOver)
    assert came.part == part
    return came.reason


def test_a_row_becomes_a_shard_and_what_its_marker_says(errand: Errand, part: Part) -> None:
    came = outcome_of(errand.outcome(part.to_json()))
    assert isinstance(came, Done)
    assert [came] == list(done_in(errand.job.out))
    assert (came.counts.seen, came.counts.read) == (5, 5)
    again = outcome_of(errand.outcome(part.to_json()))
    assert again == came


def test_another_onrecord_makes_no_shard(errand: Errand, part: Part) -> None:
    reason = left(replace(errand, version="0.0.9"), part)
    assert f"onrecord {version('onrecord')} is installed there, 0.0.9 where the run was started" in reason


def test_a_folder_of_the_same_name_on_another_machine_is_told_from_the_shared_one(errand: Errand, part: Part) -> None:
    assert "is not the folder there that it is where the run was started" in left(replace(errand, sign="no"), part)
    assert list(errand.job.out.glob("shard-*")) == []


def test_an_input_that_is_not_seen_there_is_no_input_without_pages(errand: Errand, part: Part) -> None:
    """Else its absence would be recorded as what is in it."""
    gone = replace(part, path="/nowhere/pages.jsonl")
    assert "/nowhere/pages.jsonl is not there: inputs must lie where all machines see them" in left(errand, gone)
    files = (PartFile(path="/refused", digest="", refused=("x", "y")), PartFile(path="/nowhere/b.html", digest="d"))
    assert "/nowhere/b.html is not there" in left(errand, replace(part, kind=PartKind.FILES, path="/", files=files))


def test_what_ended_its_process_three_times_is_left_over(errand: Errand, part: Part) -> None:
    assert "the process that worked at it ended 3 times" in left(errand, part, tries=3)
    assert isinstance(outcome_of(errand.outcome(part.to_json(), tries=2)), Done)


def test_whatever_is_raised_is_an_outcome(errand: Errand, part: Part, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_given: object, **_named: object) -> None:
        raise ZeroDivisionError("a strange part")

    monkeypatch.setattr(errands, "process_shard", breaks)
    assert "ZeroDivisionError: a strange part. This is a fault of onrecord" in left(errand, part)


def test_two_executors_on_one_part_leave_one_shard_that_is_what_its_marker_says(errand: Errand, part: Part) -> None:
    """As where a slow task is started a second time elsewhere: both end well, none sees half of the other."""
    with ProcessPoolExecutor(2, mp_context=multiprocessing.get_context("spawn")) as two:
        outcomes = list(two.map(errand.outcome, [part.to_json()] * 2))
    first, second = map(outcome_of, outcomes)
    (held,) = done_in(errand.job.out)
    assert first == second == held
    assert file_digest(errand.job.out / held.shard_file) == held.sha256
    names = {path.name for path in errand.job.out.iterdir()} - {"sign", ".put.lock"}
    assert names == {held.shard_file, f"{held.name}.done.json"}


@pytest.mark.parametrize(
    "path, out, named", [("pages.jsonl", "/shards", "pages.jsonl"), ("/pages.jsonl", "shards", "shards")]
)
def test_relative_paths_are_refused_before_anything_starts(part: Part, path: str, out: str, named: str) -> None:
    job = Job(out=Path(out), settings=TEXTS, recorded_at=NOW, opens=opens)
    with pytest.raises(PathNotShared, match=f"^{named} is a relative path, and executors work in folders of their own"):
        list(run([replace(part, path=path)], job, session=None))  # type: ignore[arg-type]


def test_an_errand_and_its_outcome_survive_the_way(errand: Errand, part: Part) -> None:
    assert pickle.loads(pickle.dumps(errand)) == errand  # noqa: S301 - our own
    assert json.loads(errand.outcome(part.to_json()))["done"]["input"] == json.loads(part.to_json())
