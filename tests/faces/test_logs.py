"""--log and --log-file: what is done, a line an event; of what pages say and of what opens doors, nothing."""

import json
import logging
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.faces.cli.console import warn
from onrecord.faces.cli.watch import run_watch
from onrecord.faces.logs import LogSettings, LogStyle, LogUnusable, line_values, logging_to, new_run
from onrecord.terms.log_events import LogEvent, address_signs, tell
from onrecord.walk.beginnings import beginnings
from onrecord.watching.polled_feeds import polled_feeds
from tests.faces.conftest import GEORGIA, Run
from tests.watching.web import Clock, Reply, Web, item, rss

PAGE = "<article><p>The zanzibarian minister said: “We will withdraw if they xylograph.”</p></article>"
ALWAYS = ["time", "level", "event", "run", "process", "component"]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "the.log"


def test_what_was_done_is_told_with_counts_and_ids(onrecord: Run, tmp_path: Path, log: Path) -> None:
    ran = onrecord("add", GEORGIA, "/nowhere.html", "--ledger", tmp_path / "l.db", "--log", "json", "--log-file", log)
    assert ran.returncode == 0, ran.stderr
    told = lines(log)
    assert [one["event"] for one in told] == [
        "command-started", "page-read", "page-refused", "recorded", "command-ended",
    ]  # fmt: skip
    assert all(list(one)[: len(ALWAYS)] == ALWAYS for one in told)
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", one["time"]) for one in told)
    assert len({one["run"] for one in told}) == 1
    read, refused, recorded, ended = told[1:]
    assert (read["component"], read["statements"], read["norms"]) == ("walk.many", 9, 5)
    assert read["page"].startswith("page-")
    assert (refused["room"], refused["code"], "host" in refused) == ("pages", "missing", False)
    assert (recorded["readings"], recorded["refused_pages"], recorded["norms"]) == (1, 1, 5)
    assert (ended["command"], ended["code"]) == ("add", 0)
    again = onrecord("add", GEORGIA, "--ledger", tmp_path / "l.db", "--log", "json", "--log-file", log)
    assert again.returncode == 0
    assert [one["event"] for one in lines(log)[len(told) :]][1] == "page-held"
    assert len({one["run"] for one in lines(log)}) == 2


def test_words_of_pages_and_secrets_of_addresses_are_in_no_line(
    onrecord: Run, tmp_path: Path, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ONRECORD_LOG", "json")
    monkeypatch.setenv("ONRECORD_LOG_FILE", str(log))
    ledger = tmp_path / "l.db"
    page = tmp_path / "secretpath.html"
    page.write_text(PAGE, encoding="utf-8")
    onrecord("add", page, "http://ada:hunter2@127.0.0.1:9/feed?key=opensesame", "--ledger", ledger)
    onrecord("search", "zanzibarian", "--ledger", ledger)
    onrecord("watch", "add", "http://ada:hunter2@127.0.0.1:9/feed?key=opensesame", "--ledger", ledger)
    onrecord("watch", "add", "http://127.0.0.1:9/feed?key=opensesame", "--ledger", ledger)
    onrecord("watch", "run", "--once", "--ledger", ledger)
    made = onrecord("tokens", "create", "--by", "Adalovelace", "--scope", "read", "--ledger", ledger)
    token = made.stdout.strip()
    assert token.startswith("onrecord_")
    onrecord("show", "no-such-id", "--ledger", ledger)
    text = log.read_text(encoding="utf-8")
    told = [one["event"] for one in lines(log)]
    assert {"page-read", "page-refused", "feed-failed", "round-ended", "command-failed"} <= set(told)
    planted = ("zanzibarian", "withdraw", "xylograph", "minister", "ada", "hunter2", "opensesame", "secretpath")
    assert [word for word in (*planted, token, token.split("_", 2)[2]) if word in text.lower() or word in text] == []
    failed = next(one for one in lines(log) if one["event"] == "feed-failed")
    assert (failed["host"], len(failed["address"])) == ("127.0.0.1", 12)


def test_a_watch_that_reads_pages_tells_hosts_and_digests(log: Path, tmp_path: Path) -> None:
    ledger, web = tmp_path / "l.db", Web(Clock())
    feed, page = "http://a.test/feeds/opensesame?key=hunter2", "http://a.test/zanzibar?token=hunter2"
    web.replies["a.test", "/feeds/opensesame?key=hunter2"] = Reply(rss(item(page, id="xylograph")))
    web.page(page, "“We will close the border if a zanzibarian crosses the river,” Polish President Andrzej Duda said.")
    with polled_feeds(ledger) as feeds:
        feeds.add(feed, now=web.clock.now())
    with logging_to(LogSettings(LogStyle.JSON, log, new_run(), warn)):
        assert run_watch(ledger, once=True, for_s=None, network=web.network()) == 0
    web.close()
    told = lines(log)
    assert [one["event"] for one in told] == [
        "feed-polled", "page-read", "recorded", "item-added", "round-ended",
    ]  # fmt: skip
    assert {"host": "a.test", **address_signs(feed)}.items() <= told[0].items()
    assert told[3]["address"] == address_signs(page)["address"]
    assert (told[1]["norms"], told[4]["added"]) == (1, 1)
    text = log.read_text(encoding="utf-8")
    assert [w for w in ("zanzibar", "xylograph", "opensesame", "hunter2", "border", "Duda") if w in text] == []


def test_processes_that_read_write_to_the_same_log(onrecord: Run, tmp_path: Path, log: Path) -> None:
    ran = onrecord("batch", GEORGIA, "--out", tmp_path / "out", "--log", "json", "--log-file", log, alone=True)
    assert ran.returncode == 0, ran.stderr
    told = lines(log)
    assert {"page-read", "recorded", "shard-made", "batch-ended"} <= {one["event"] for one in told}
    assert len({one["run"] for one in told}) == 1
    assert len({one["process"] for one in told}) == 3  # the command, who makes the shard, who reads
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["runs"] == [told[0]["run"]]
    assert manifest["shards"][0]["run"] == told[0]["run"]
    made = next(one for one in told if one["event"] == "shard-made")
    assert made["sha256"] == manifest["shards"][0]["sha256"]


def test_plain_lines_are_names_and_values(onrecord: Run, tmp_path: Path) -> None:
    ran = onrecord("watch", "list", "--ledger", tmp_path / "l.db", "--log", "plain")
    assert ran.returncode == 1
    started, ended = [line for line in ran.stderr.splitlines() if line.startswith("time=")]
    assert " level=info event=command-started run=" in started
    assert " command=watch.list " in started
    assert re.search(r" command=watch\.list code=1 seconds=[\d.e-]+$", ended)


def test_a_setting_asks_for_it_for_every_command(onrecord: Run, tmp_path: Path) -> None:
    (tmp_path / "onrecord.toml").write_text('log = "json"\nlog-file = "kept.log"\n[watch.list]\nlog = "plain"\n')
    onrecord("schema", cwd=tmp_path)
    onrecord("watch", "list", "--ledger", tmp_path / "l.db", cwd=tmp_path)
    first, *_, last = (tmp_path / "kept.log").read_text(encoding="utf-8").splitlines()
    assert json.loads(first)["command"] == "schema"
    assert last.startswith("time=")


def test_a_fault_is_a_line_and_no_traceback(
    onrecord: Run, log: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise KeyError("zanzibarian")

    monkeypatch.setattr("onrecord.faces.cli.read.print_readings", broken)
    ran = onrecord("read", GEORGIA, "--log", "json", "--log-file", log)
    failed = lines(log)[-1]
    assert (failed["event"], failed["level"], failed["error"]) == ("command-failed", "error", "KeyError")
    assert "faces/cli/read.py" in failed["where"]
    assert "zanzibarian" not in log.read_text(encoding="utf-8")
    assert ran.returncode == 1
    assert "Traceback" not in ran.stderr
    assert "a fault of onrecord" in ran.stderr


def test_what_a_library_warns_of_is_told_without_its_words() -> None:
    record = logging.LogRecord("stamina", logging.WARNING, "f.py", 1, "asking http://ada:hunter2@x again", (), None)
    told = line_values(record, run="r")
    assert (told["event"], told["component"], told["library"]) == ("library-said", "library", "stamina")
    assert "hunter2" not in json.dumps(told)


def test_without_a_log_what_goes_wrong_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    logger = logging.getLogger("onrecord.test")
    with logging_to(LogSettings(None, None, new_run(), warn)):
        tell(logger, LogEvent.READER_FAILED, words="reading a\x1b[2Jb failed", error=ValueError("quoted"), at="a")
        tell(logger, LogEvent.PAGE_HELD, page="page-1")
        tell(logger, LogEvent.PART_LEFT_OVER, part="p")  # told by the command itself
    assert capsys.readouterr().err == "onrecord: reading a[2Jb failed (ValueError at None)\n"
    assert logging.getLogger("onrecord").handlers == []
    assert beginnings() == ()


@pytest.mark.parametrize(
    ("error", "told"), [(ValueError("deep"), ["Exception during reset"]), (KeyboardInterrupt(), []), (None, ["x"])]
)
def test_without_a_log_a_library_says_its_first_line_and_nothing_of_our_own_end(
    error: BaseException | None, told: list[str]
) -> None:
    said: list[str] = []
    with logging_to(LogSettings(None, None, new_run(), said.append)):
        words = "Exception during reset\nand more" if error else "x"
        logging.getLogger("sqlalchemy.pool").error(words, exc_info=error)
        logging.getLogger("onrecord.somewhere").warning("said by nobody")
    assert said == told


@pytest.mark.parametrize("path", ["no-folder/the.log", "."])
def test_a_file_that_takes_no_line_is_refused(onrecord: Run, tmp_path: Path, path: str) -> None:
    ran = onrecord("schema", "--log-file", tmp_path / path)
    assert ran.returncode == 1
    assert "the log cannot be written there" in ran.stderr
    assert ran.stdout == ""
    with pytest.raises(LogUnusable), logging_to(LogSettings(LogStyle.JSON, tmp_path / path, "r", warn)):
        pass


def test_a_log_that_was_moved_away_goes_on_in_a_new_file(log: Path) -> None:
    logger = logging.getLogger("onrecord.test")
    with logging_to(LogSettings(LogStyle.JSON, log, new_run(), warn)):
        tell(logger, LogEvent.PAGE_HELD, page="page-1")
        log.rename(log.with_suffix(".1"))
        tell(logger, LogEvent.PAGE_HELD, page="page-2")
    assert [one["page"] for one in lines(log)] == ["page-2"]
    assert log.stat().st_mode & 0o077 == 0


def test_a_log_that_cannot_be_written_any_more_says_so_once_and_the_command_goes_on(onrecord: Run) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full here")
    ran = onrecord("schema", "--log-file", "/dev/full")
    assert ran.returncode == 0
    assert json.loads(ran.stdout)["title"] == "onrecord reading"
    assert ran.stderr == "onrecord: the log cannot be written any more (OSError)\n"


def test_another_kind_of_log_is_a_wrong_call(onrecord: Run) -> None:
    ran = onrecord("schema", "--log", "xml")
    assert ran.returncode == 2
    assert "xml" in ran.stderr
