"""`onrecord batch`, as a person types it; the reader is one without models."""

import gzip
import io
import json
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

from onrecord.batch import run
from onrecord.batch.done import Counts, Done, Quarantined
from onrecord.batch.errors import BatchFolderTaken
from onrecord.batch.locks import Owner, alone
from onrecord.batch.manifest import BatchManifest
from onrecord.batch.progress import RunProgress
from onrecord.batch.reader_process import end_warm_readers
from onrecord.batch.run import Ran
from onrecord.batch.settings import BatchSettings
from onrecord.batch.shares import Share
from onrecord.faces.cli import batch_told
from onrecord.faces.cli.app import app
from tests.batch.readers import NOW, lines, opens, words


@pytest.fixture(autouse=True)
def _without_models(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run, "run_batch", partial(run.run_batch, opens=opens))


def typed(*given: object) -> Result:
    return CliRunner().invoke(app, ["batch", *map(str, given)])


def archive(path: Path, *, pages: int, cut: int = 0) -> Path:
    """A WARC of so many pages, one gzip member each, and a request; without its last `cut` bytes."""
    members = [b"WARC/1.1\r\nWARC-Type: request\r\nContent-Length: 0\r\n\r\n\r\n\r\n"]
    for n in range(pages):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>" + words(n).encode()
        head = f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{n}\r\n"
        members.append(f"{head}Content-Length: {len(answer)}\r\n\r\n".encode() + answer + b"\r\n\r\n")
    whole = b"".join(map(gzip.compress, members))
    path.write_bytes(whole[: len(whole) - cut])
    return path


def test_what_became_of_every_record_is_told(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [words(0), words(0) + " more", words(1), "die now", "refuse it", ""])
    told = typed(path, "--out", tmp_path / "out", "--input", "jsonl-text", "--records", 4)
    assert told.exit_code == 0, told.output
    shown = told.stdout.splitlines()
    assert shown[:3] == [
        f"2 shards in {tmp_path / 'out'}: 2 made now, 0 done before",
        "6 records: 3 read, 0 skipped, 2 refused, 1 quarantined",
        shown[2],
    ]
    assert shown[2].startswith("0 statements, 0 norms, 0 events; 1 near-copy; ")
    assert shown[3:6] == [
        "refused, by reason:",
        "  1 x nothing in it [empty]",
        "  1 x another language than English [not-english]",
    ]
    assert shown[6] == "quarantined:"
    assert shown[7].startswith(f"  {path}:4: the process that reads ended (exit code -9), at both of its tries alone.")
    again = typed(path, "--out", tmp_path / "out", "--input", "jsonl-text", "--records", 4, "--json")
    said = json.loads(again.stdout)
    assert (said["run"], said["counts"]["seen"]) == ({"made": 0, "held": 2, "twice": 0}, 6)


def test_an_archive_cut_in_half_is_named_and_what_it_holds_is_read(tmp_path: Path) -> None:
    whole = archive(tmp_path / "whole.warc.gz", pages=3)
    path = archive(tmp_path / "cut.warc.gz", pages=9, cut=100)
    told = typed(path, whole, "--out", tmp_path / "out")
    assert told.exit_code == 0, told.output
    # The last page of nine is cut; of each archive the request is skipped.
    assert "14 records: 11 read, 2 skipped, 1 refused, 0 quarantined\n" in told.stdout
    assert f"only the beginning is there of:\n  {path}: it ends inside a record\n" in told.stdout
    assert "1 input may go on behind where the file ends: nothing in it says\n" in told.stdout
    said = json.loads((tmp_path / "out" / "manifest.json").read_text())
    assert said["inputs"] == {"cut": 1, "not verifiable": 1}
    assert said["truncated"] == [{"address": str(path), "reason": "it ends inside a record"}]


def test_how_far_it_is_goes_to_a_terminal_and_seldom_into_a_file() -> None:
    progress = RunProgress(shards=4, finished=1, left=1, done_records=500, quarantined=2, seconds=60.0)
    words = "1 of 4 or more shards, 500 records, 8.3 a second, 2 quarantined, 1 part left over"
    shown, written = io.StringIO(), io.StringIO()
    with batch_told.progress_told(Console(file=shown, force_terminal=True, width=200)) as heard:
        heard(progress)
    assert words in shown.getvalue()
    with batch_told.progress_told(Console(file=written, width=200)) as heard:
        for seconds in (60.0, 300.0, 310.0, 600.0):
            heard(replace(progress, seconds=seconds))
    assert written.getvalue().count("1 of 4 or more shards") == 2


def test_what_a_run_took_over_and_what_it_doubts_is_told() -> None:
    done = Done(
        name="a",
        input={},
        reader="reader 1",
        settings=BatchSettings(),
        schema_version=1,
        sha256="s",
        content_digest="c",
        recorded_at=NOW.isoformat(),
        counts=Counts(seen=1, quarantined={"too-slow": 1}),
        quarantined=tuple(
            Quarantined(address=f"a:{n}", code="too-slow", reason="it took too long", bytes="") for n in range(22)
        ),
    )
    manifest = BatchManifest(shards=(done, replace(done, reader="reader 2")))
    ran = Ran(manifest=manifest, made=2, held=0, twice=1, taken_over=(Owner("here", 7, NOW.isoformat()),))
    told = list(batch_told.ran_lines(ran, Path("out")))
    assert told[0].startswith("taken over from a run that ended without a word: process 7 on here, since ")
    assert "  and 24 more, in the manifest" in told
    assert "1 part with the content of another, read once" in told
    assert told[-1] == "read by 2 versions of the reader: reader 1; reader 2"


@pytest.mark.parametrize("texts, left", [(["refuse it"], 0), ([words(0), "end-worker"], 1)])
def test_nothing_read_or_something_left_over_is_no_success(tmp_path: Path, texts: list[str], left: int) -> None:
    path = lines(tmp_path / "a.jsonl", texts)
    told = typed(path, "--out", tmp_path / "out", "--input", "jsonl-text", "--records", 1)
    assert told.exit_code == 1
    assert told.stdout.count("did not finish, 2 times") == left
    assert ("left over, tried again by the next run:" in told.stdout) == bool(left)


def test_what_is_not_there_is_refused_by_name(tmp_path: Path) -> None:
    told = typed(tmp_path / "nothing.warc", "--out", tmp_path / "out")
    assert told.exit_code == 1
    assert "1 record: 0 read, 0 skipped, 1 refused, 0 quarantined\n" in told.stdout
    assert "[missing]" in told.stdout


def test_a_share_that_is_none_is_a_wrong_call(tmp_path: Path) -> None:
    told = typed(tmp_path, "--out", tmp_path / "out", "--shard", "9/8")
    assert told.exit_code == 2
    assert not (tmp_path / "out").exists()


def test_a_folder_that_another_run_has_is_left_alone(tmp_path: Path) -> None:
    path = lines(tmp_path / "a.jsonl", [words(0)])
    with alone(tmp_path, Share(1, 2), since=NOW):
        assert isinstance(typed(path, "--out", tmp_path).exception, BatchFolderTaken)
        assert (
            typed(path, "--out", tmp_path, "--shard", "2/2", "--input", "jsonl-text").stdout.count(
                " made now, 0 done before"
            )
            == 1
        )
    end_warm_readers()
