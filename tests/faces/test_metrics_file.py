"""--metrics FILE: a file that node exporter reads, which says what was done."""

import sys
import threading
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from onrecord.faces.cli.metrics_file import metrics_kept
from onrecord.faces.metrics import METRICS, PREFIX
from onrecord.ledger import open_ledger
from tests.faces.conftest import GEORGIA, Run

Key = tuple[str, tuple[tuple[str, str], ...]]


def samples(path: Path) -> dict[Key, float]:
    """Every sample of the file; a family that comes twice is wrong, as node exporter has it."""
    families = list(text_string_to_metric_families(path.read_text(encoding="utf-8")))
    names = [family.name for family in families]
    assert len(names) == len(set(names))
    assert all(name.startswith(PREFIX) for name in names)
    return {
        (sample.name.removeprefix(PREFIX), tuple(sorted(sample.labels.items()))): sample.value
        for family in families
        for sample in family.samples
    }


def of(name: str, **labels: str) -> Key:
    return name, tuple(sorted(labels.items()))


def test_what_was_added(onrecord: Run, tmp_path: Path) -> None:
    kept, ledger = tmp_path / "add.prom", tmp_path / "l.db"
    ran = onrecord("add", GEORGIA, "/nowhere.html", "--ledger", ledger, "--metrics", kept)
    assert ran.returncode == 0, ran.stderr
    found = samples(kept)
    assert found[of("pages_read_total")] == 1
    assert found[of("pages_refused_total", room="pages", code="missing")] == 1
    assert found[of("recorded_total", what="norms")] == 5
    assert found[of("page_read_seconds_count")] == 1
    assert found[of("ledger_rows", table="norms")] == 5
    assert found[of("ledger_refusals", room="pages", code="missing")] == 1
    assert found[of("not_measured", part="ledger")] == 0
    assert of("written_timestamp_seconds") in found
    onrecord("add", GEORGIA, "--ledger", ledger, "--metrics", kept)
    again = samples(kept)
    assert (again[of("pages_read_total")], again[of("pages_held_total")]) == (0, 1)
    assert "nowhere" not in kept.read_text(encoding="utf-8")


def test_what_a_batch_made_and_what_lies_in_its_folder(onrecord: Run, tmp_path: Path) -> None:
    kept, out = tmp_path / "batch.prom", tmp_path / "out"
    ran = onrecord("batch", GEORGIA, "--out", out, "--metrics", kept)
    assert ran.returncode == 0, ran.stderr
    found = samples(kept)
    assert found[of("shards_total", outcome="made")] == 1
    assert found[of("batch_records_total", outcome="read")] == 1
    assert found[of("batch_folder_records", outcome="read")] == 1
    assert found[of("batch_folder_shards")] == 1
    taken = tmp_path / "absorb.prom"
    assert onrecord("absorb", out, "--ledger", tmp_path / "l.db", "--metrics", taken).returncode == 0
    assert samples(taken)[of("shards_total", outcome="absorbed")] == 1
    onrecord("batch", GEORGIA, "--out", out, "--metrics", kept)
    again = samples(kept)
    assert again[of("shards_total", outcome="held")] == 1
    assert of("batch_records_total", outcome="read") not in again
    assert again[of("batch_folder_records", outcome="read")] == 1


def test_a_watch_that_failed(onrecord: Run, tmp_path: Path) -> None:
    kept, ledger = tmp_path / "watch.prom", tmp_path / "l.db"
    onrecord("watch", "add", "http://127.0.0.1:9/feed?key=opensesame", "--ledger", ledger)
    assert onrecord("watch", "run", "--once", "--ledger", ledger, "--metrics", kept).returncode == 1
    found = samples(kept)
    assert found[of("feed_answers_total", outcome="failed")] == 1
    assert found[of("feeds", state="polled")] == found[of("feeds_failing")] == 1
    assert "opensesame" not in kept.read_text(encoding="utf-8")


def test_it_is_written_while_the_command_runs(tmp_path: Path) -> None:
    kept = tmp_path / "now.prom"
    ledger = tmp_path / "l.db"
    with metrics_kept(kept, ledger=ledger, every_s=0.01):
        assert samples(kept)[of("not_measured", part="ledger")] == 1  # it is not there yet
        open_ledger(ledger).close()
        for _ in range(500):
            if samples(kept).get(of("ledger_rows", table="norms")) == 0:
                break
            threading.Event().wait(0.01)
        else:
            pytest.fail("it was not written again")
    assert [path.name for path in tmp_path.iterdir() if "l.db" not in path.name] == ["now.prom"]


def test_a_file_that_cannot_be_written_is_said_before_anything_is_done(onrecord: Run, tmp_path: Path) -> None:
    ran = onrecord("add", GEORGIA, "--ledger", tmp_path / "l.db", "--metrics", tmp_path / "none" / "m.prom")
    assert ran.returncode == 1
    assert "none" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not (tmp_path / "l.db").exists()


def test_without_the_extra_it_says_which(onrecord: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    monkeypatch.delitem(sys.modules, "onrecord.faces.measures", raising=False)
    ran = onrecord("add", GEORGIA, "--ledger", tmp_path / "l.db", "--metrics", tmp_path / "m.prom")
    assert (ran.returncode, ran.stderr) == (1, "onrecord: this needs what measures: pip install 'onrecord[metrics]'\n")
    assert list(tmp_path.iterdir()) == []


def test_no_two_metrics_are_told_under_one_name() -> None:
    names = [name.removesuffix("_total") for name in METRICS]
    assert len(names) == len(set(names))
    assert all(metric.meaning.endswith(".") or ":" in metric.meaning for metric in METRICS.values())
