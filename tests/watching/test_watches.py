"""Watches are made, named, muted and ended; each begins when it is made."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.ledger.factory import NOON

from onrecord.questions.subjects import Subject, SubjectKind
from onrecord.watching.file import watch_file
from onrecord.watching.watches import BadName, NoSuchWatch, end, make_watch, mute, watch_called, watches

BELARUS = Subject(SubjectKind.ACTOR, (("who", "BLR"),))
TROOPS = Subject(SubjectKind.SEARCH, (("q", "send troops"), ("mode", "if")))
LATER = NOON + timedelta(days=1)


def test_where_nothing_is_watched_no_file_is_made(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    assert watches(ledger) == ()
    assert not watch_file(ledger).exists()


def test_it_is_kept_as_it_was_made(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    one, new = make_watch(ledger, BELARUS, at=NOON)
    other, _ = make_watch(ledger, TROOPS, name="  Troops,\n if ", at=LATER)
    assert (new, one.name, one.made, one.subject) == (True, "Belarus", NOON, BELARUS)
    assert (other.name, other.subject) == ("Troops, if", TROOPS)
    assert watches(ledger) == (one, other)
    assert watch_called(ledger, one.id[:10]) == watch_called(ledger, one.id.removeprefix("watch-")) == one


def test_made_twice_it_is_one_that_began_the_first_time(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    one, _ = make_watch(ledger, BELARUS, at=NOON)
    again, new = make_watch(ledger, BELARUS, name="Minsk", at=LATER)
    assert (new, again.id, again.made, again.name) == (False, one.id, NOON, "Minsk")
    assert make_watch(ledger, BELARUS, at=LATER)[0].name == "Minsk"


def test_muted_and_not_muted_and_ended(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    one, _ = make_watch(ledger, BELARUS, at=NOON)
    assert mute(ledger, one.id, at=LATER).muted == LATER
    assert mute(ledger, one.id, at=LATER + timedelta(days=1)).muted == LATER
    assert mute(ledger, one.id, at=None).muted is None
    end(ledger, one.id, at=LATER)
    assert watches(ledger) == ()
    assert [w.ended for w in watches(ledger, ended=True)] == [LATER]
    begun, new = make_watch(ledger, BELARUS, at=LATER + timedelta(hours=1))
    assert (new, begun.made, begun.ended) == (True, LATER + timedelta(hours=1), None)


@pytest.mark.parametrize("id_", ["", "watch-none", "zz", "%"])
def test_no_watch_is_called_so(tmp_path: Path, id_: str) -> None:
    make_watch(tmp_path / "ledger.db", BELARUS, at=NOON)
    with pytest.raises(NoSuchWatch, match="no watch has an id"):
        mute(tmp_path / "ledger.db", id_, at=NOON)


def test_several_are_called_so(tmp_path: Path) -> None:
    for subject in (BELARUS, TROOPS):
        make_watch(tmp_path / "ledger.db", subject, at=NOON)
    with pytest.raises(NoSuchWatch, match="several watches have"):
        end(tmp_path / "ledger.db", "watch-", at=NOON)


@pytest.mark.parametrize("name", ["x" * 201, "a\x1b[2Jb", "a\u202eb"])
def test_a_name_that_cannot_be_shown(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadName, match="1 to 200"):
        make_watch(tmp_path / "ledger.db", BELARUS, name=name, at=NOON)
