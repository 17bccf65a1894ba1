"""`onrecord watch`: feeds added, listed, removed and read; begun once, ended at once."""

import json
import os
import signal
import subprocess
import sys
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from onrecord.faces.cli.watch import run_watch
from onrecord.faces.clock import now
from onrecord.ledger import LedgerBusy, open_ledger
from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.watching.polled_feeds import ItemState, polled_feeds
from onrecord.watching.polling_alone import WatchRuns, alone
from onrecord.watching.watches import make_watch
from tests.faces.conftest import Run
from tests.watching.web import Clock, Reply, Web, item, rss

FEED = "https://a.test/feed"


def test_feeds_are_added_listed_and_removed(tmp_path: Path, onrecord: Run) -> None:
    ledger = tmp_path / "l.db"
    listed = tmp_path / "list.opml"
    listed.write_text(
        '<opml><body><outline xmlUrl="https://b.test/feed"/><outline xmlUrl="ftp://c.test/"/></body></opml>'
    )
    ran = onrecord("watch", "add", FEED, listed, "javascript:alert(1)", f"{FEED}#top", "--ledger", ledger)
    assert ran.returncode == 0
    assert ran.stdout.splitlines() == [
        f"watching {FEED}",
        "watching https://b.test/feed",
        f"watched already: {FEED}",
    ]
    first, second = ran.stderr.splitlines()
    assert first == "refused ftp://c.test/: ftp:// is not read: only http:// and https:// are"
    assert second.startswith("refused: 'javascript:alert(1)' is neither an address")
    ran = onrecord("watch", "list", "--json", "--ledger", ledger)
    assert [json.loads(line)["address"] for line in ran.stdout.splitlines()] == [FEED, "https://b.test/feed"]
    assert onrecord("watch", "remove", FEED, "--ledger", ledger).stdout == f"no longer watched: {FEED}\n"
    ran = onrecord("watch", "list", "--ledger", ledger)
    assert ran.stdout.splitlines()[0] == "https://b.test/feed"
    assert ran.stdout.splitlines()[1].startswith("  not read yet; next ")
    ran = onrecord("watch", "remove", FEED, "--ledger", ledger)
    assert (ran.returncode, ran.stderr) == (
        1,
        f"onrecord: no feed is watched at {FEED}: `onrecord watch list` shows those that are\n",
    )


@pytest.mark.parametrize(
    "call, code, words",
    [
        (("watch", "list"), 1, "no feed is watched"),
        (("watch", "add", "no/such/file.opml"), 1, "neither an address (http://, https://) nor a file"),
        (("watch", "--once", "list"), 2, "write options behind 'list'"),
    ],
)
def test_a_call_that_comes_to_nothing_says_so(tmp_path: Path, onrecord: Run, call, code, words) -> None:
    ran = onrecord(*call, env={**os.environ, "ONRECORD_LEDGER": str(tmp_path / "l.db")})
    assert ran.returncode == code
    assert words in ran.stdout + ran.stderr
    assert "Traceback" not in ran.stderr


def test_without_a_feed_nothing_is_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_watch(tmp_path / "l.db", once=True, for_s=None) == 1
    assert capsys.readouterr().err == "no feed is watched: `onrecord watch add ADDRESS`\n"


def test_alerts_wait_while_somebody_else_writes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_: object, **__: object) -> None:
        raise LedgerBusy("somebody else writes")

    make_watch(tmp_path / "l.db", Subject(SubjectKind.ALL, ()), at=now())
    monkeypatch.setattr("onrecord.watching.outgoing.send_due", busy)
    assert run_watch(tmp_path / "l.db", once=True, for_s=None) == 0
    assert "alerts wait: somebody else writes\n" in capsys.readouterr().err


def test_a_second_watch_is_told_that_one_runs(tmp_path: Path) -> None:
    with (
        alone(tmp_path / "l.db"),
        pytest.raises(WatchRuns, match=r"l\.db is watched already: one"),
    ):
        run_watch(tmp_path / "l.db", once=True, for_s=None)


@pytest.mark.processes
@pytest.mark.parametrize("number, code", [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_it_ends_at_once_and_says_what_came(tmp_path: Path, onrecord: Run, number: signal.Signals, code: int) -> None:
    ledger = tmp_path / "l.db"
    onrecord("watch", "add", "http://127.0.0.1:9/feed", "--ledger", ledger)
    command = [sys.executable, "-m", "onrecord", "watch", "--ledger", str(ledger)]
    # A shell's background ignores SIGINT, and so would whatever it starts.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=heard
    ) as process:
        assert process.stderr is not None
        failed = process.stderr.readline()
        process.send_signal(number)
        try:
            out, err = process.communicate(timeout=10)
        finally:
            process.kill()  # else the suite would wait for ever for one that does not end
    assert failed.startswith("failed http://127.0.0.1:9/feed: 127.0.0.1 is this machine")
    assert process.returncode == code
    assert out.startswith("1 feed asked, 1 failed; 0 readings added") or out == "0 feeds asked; 0 readings added\n"
    assert "Traceback" not in err


def test_what_a_page_of_a_feed_says_is_on_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With the readers themselves, as `onrecord add` reads."""
    ledger = tmp_path / "l.db"
    web = Web(Clock())
    web.replies["a.test", "/feed"] = Reply(rss(item("http://a.test/1", id="1"), item("http://a.test/2", id="2")))
    words = "“We will close the border if a single soldier crosses the river,” Polish President Andrzej Duda said."
    web.page("http://a.test/1", words)
    open_ledger(ledger).close()
    make_watch(ledger, Subject(SubjectKind.ACTOR, (("who", "POL"),)), at=now() - timedelta(minutes=1))
    with polled_feeds(ledger) as feeds:
        feeds.add("http://a.test/feed", now=web.clock.now())
    code = run_watch(ledger, once=True, for_s=None, network=web.network())
    web.close()
    assert code == 0
    out, err = capsys.readouterr()
    assert "polled http://a.test/feed: 2 new items of 2\n" in out
    assert "added http://a.test/1: 1 norm, 1 statement\n" in out
    assert "1 new alert; 0 sent\n" in out
    assert out.endswith("1 feed asked; 1 reading added, 1 item refused\n")
    assert err == "refused http://a.test/2: http://a.test/2 answered 404 Not Found\n"
    with open_ledger(ledger, read_only=True, create=False) as book:
        (entry,) = book.entries()
    assert entry.source.address == "http://a.test/1"
    assert entry.norms[0].slot("trigger") == "a single soldier crosses the river"
    with polled_feeds(ledger) as feeds:
        (feed,) = feeds.feeds()
    assert feed.items == {ItemState.ADDED: 1, ItemState.REFUSED: 1}
