"""`onrecord watch`: what is watched, what was told of it, who is sent it."""

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.faces.cli.app import app
from onrecord.ledger import open_ledger
from onrecord.terms.errors import OnRecordError
from onrecord.terms.events import EventType
from onrecord.terms.records import Modal, Mode
from tests.questions.world import happened, said
from tests.watching.receivers import receiving

VOW = said(
    date(2026, 1, 2),
    "BLR",
    Modal.WILL_NOT,
    "send troops",
    mode=Mode.UNLESS,
    trigger="Poland attacks",
    trigger_pattern="POL ASSAULT BLR",
)
STRIKE = happened(date(2026, 1, 4), "POL", EventType.ASSAULT, "BLR")


class Command:
    """The command on one ledger, in this process."""

    def __init__(self, ledger: Path) -> None:
        self.ledger = ledger

    def __call__(self, *arguments: str) -> tuple[int, str, str]:
        ran = CliRunner().invoke(app, ["watch", *arguments, "--ledger", str(self.ledger)])
        if ran.exception is not None and not isinstance(ran.exception, SystemExit):
            raise ran.exception
        return ran.exit_code, ran.stdout, ran.stderr

    def add(self) -> None:
        """A vow and what meets it, as if they came in a little later than the watches."""
        with open_ledger(self.ledger) as book:
            book.record_many((VOW, STRIKE), recorded_at=datetime.now(UTC) + timedelta(seconds=1))


@pytest.fixture
def watch(tmp_path: Path) -> Command:
    return Command(tmp_path / "ledger.db")


def test_watched_told_and_listed(watch: Command) -> None:
    assert watch("watches") == (1, "nothing is watched: `onrecord watch actor NAME` begins\n", "")
    code, out, _ = watch("actor", "Belarus", "--name", "Minsk")
    assert code == 0
    assert out.startswith("watched: Minsk (actor, watch-")
    assert watch("actor", "BLR")[1].startswith("watched already: Minsk")
    assert watch("alerts") == (1, "no alert yet\n", "")
    assert watch("hook", "list") == (1, "there is no receiver\n", "")
    watch.add()
    assert watch("tell") == (0, "2 new alerts; 0 sent\n", "")
    assert watch("tell") == (0, "0 new alerts; 0 sent\n", "")
    _, out, _ = watch("alerts")
    assert 'Condition met (certain): "Poland attacks" - Belarus, 2026-01-02. Met by: "Poland acted on Belarus"' in out
    assert "Released: it may, not that it will. [record] [event] [not this] [mute]" in out
    assert {json.loads(line)["code"] for line in watch("alerts", "--json")[1].splitlines()} == {"released", "new"}
    (held,) = map(json.loads, watch("watches", "--json")[1].splitlines())
    assert (held["asked"], held["alerts"], held["judged_wrong"]) == ({"who": "BLR"}, 2, 0)


def test_pairs_searches_and_all(watch: Command) -> None:
    assert "Belarus and Ukraine (pair" in watch("pair", "Belarus", "Ukraine")[1]
    assert (
        "“send troops”, mode if, checked no (search"
        in watch("search", "send", "troops", "--mode", "if", "--unchecked")[1]
    )
    assert "All that is certain (all" in watch("all")[1]
    assert len(watch("watches")[1].splitlines()) == 3
    for arguments in (("search",), ("pair", "Belarus", "BLR"), ("actor", "Ruritania"), ("mute", "zz"), ("end", "zz")):
        with pytest.raises(OnRecordError):
            watch(*arguments)


def test_muted_and_ended(watch: Command) -> None:
    watch("all")
    assert "muted on" in watch("mute", "watch-")[1]
    assert "muted on" not in watch("mute", "watch-", "--undo")[1]
    assert watch("end", "watch-")[1] == "no longer watched: All that is certain\n"
    assert watch("watches")[0] == 1


def test_a_receiver_is_sent_what_is_new_and_its_secret_is_told_once(watch: Command) -> None:
    with receiving() as receiver:
        with pytest.raises(OnRecordError, match="--private allows it"):
            watch("hook", "add", receiver.url)
        code, secret, err = watch("hook", "add", receiver.url, "--private", "--desk", "http://localhost:8000")
        assert code == 0
        assert secret.startswith("whsec_")
        assert "Keep its secret now: it is shown once" in err
        assert "nothing is watched yet" in err
        assert secret.strip() not in watch("hook", "list")[1] + watch("hook", "list", "--json")[1]
        watch("all")
        watch.add()
        assert watch("tell")[1] == "1 new alert; 1 sent\n"
        assert receiver.came[0].data["links"]["record"].startswith("http://localhost:8000/record/")
    assert watch("replay") == (1, "nothing was given up\n", "")
    assert watch("replay", "--all") == (0, "0 put back in line; 0 sent\n", "")
    assert watch("hook", "remove", "hook-")[1] == f"removed: {receiver.url}\n"
    assert "it was removed" in watch("hook", "list")[1]


def test_a_round_without_a_feed_tells_what_came_in_otherwise(watch: Command) -> None:
    no_feed = "no feed is watched: `onrecord watch add ADDRESS`\n"
    assert watch("--once") == (1, "", no_feed)  # nothing at all is watched
    watch("all")
    watch.add()
    assert watch("--once") == (0, "1 new alert; 0 sent\n0 feeds asked; 0 readings added\n", no_feed)
    assert watch("--once") == (0, "0 feeds asked; 0 readings added\n", no_feed)


def test_a_letter_that_waits_is_sent_though_nothing_is_watched_any_more(watch: Command) -> None:
    with receiving() as receiver:
        watch("hook", "add", receiver.url, "--private")
        watch("all")
        watch.add()
        receiver.answers = [(503, {}, 0.0)]
        assert watch("tell")[1] == "1 new alert; 0 sent, 1 failed, to be tried again\n"
        watch("end", "watch-")
        assert watch("--once")[0] == 0


def test_what_is_given_up_is_listed_and_sent_again(watch: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.watching.deliveries.WAITS_S", ())
    with receiving() as receiver:
        receiver.answers = [(500, {}, 0.0)]
        watch("all")
        watch("hook", "add", receiver.url, "--private")
        watch.add()
        assert watch("tell")[1] == "1 new alert; 0 sent, 1 given up\n"
        code, listed, _ = watch("replay")
        assert code == 0
        assert "tried 1 time; it answered 500" in listed
        receiver.answers = [(204, {}, 0.0)]
        assert watch("replay", listed.partition(":")[0])[1] == "1 put back in line; 1 sent\n"
        assert len(set(receiver.ids())) == 1
