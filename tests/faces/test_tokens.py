"""Tokens: made, listed, taken back; what is kept of them, and what does not count."""

import json
import stat
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.faces.tokens import TokenDamaged, Tokens, TokenScope, TokenUnknown, TokenUnsound
from tests.faces.conftest import Run

NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
TODAY = NOON.date()


@pytest.fixture
def tokens(tmp_path: Path) -> Tokens:
    return Tokens(tmp_path / "ledger.db")


def test_a_token_is_known_by_its_text_and_kept_as_a_hash(tokens: Tokens, tmp_path: Path) -> None:
    made, text = tokens.create(by="Ana", scopes=(TokenScope.JUDGE, TokenScope.READ), expires=None, at=NOON)
    assert tokens.known(text, at=NOON) == made
    assert (made.by, made.scopes) == ("Ana", (TokenScope.READ, TokenScope.JUDGE))
    (file,) = (tmp_path / "ledger.db.tokens").iterdir()
    # A secret may itself hold the mark that stands between the parts.
    assert text.split("_", 2)[2] not in file.read_text()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_what_was_taken_back_or_has_ended_does_not_count(tokens: Tokens) -> None:
    made, text = tokens.create(by="Ana", scopes=(TokenScope.ADD,), expires=TODAY, at=NOON)
    assert tokens.known(text, at=NOON + timedelta(hours=11)) is not None
    assert tokens.known(text, at=NOON + timedelta(days=1)) is None
    tokens.revoke(made.id, at=NOON)
    assert tokens.known(text, at=NOON) is None
    assert tokens.revoke(made.id, at=NOON + timedelta(hours=1)).revoked == NOON
    assert [t.id for t in tokens.held()] == [made.id]


@pytest.mark.parametrize(
    "text", ["", "onrecord_", "onrecord_" + "0" * 12 + "_" + "a" * 43, "../../etc/passwd", "onrecord_../_x", "é" * 50]
)
def test_a_text_that_is_none_is_nobodys(tokens: Tokens, text: str) -> None:
    assert tokens.known(text, at=NOON) is None


def test_the_id_of_one_with_the_secret_of_another_is_nobodys(tokens: Tokens) -> None:
    one, of_one = tokens.create(by="Ana", scopes=(TokenScope.ADD,), expires=None, at=NOON)
    _, of_other = tokens.create(by="Bo", scopes=(TokenScope.READ,), expires=None, at=NOON)
    assert tokens.known(f"onrecord_{one.id}_{of_other.split('_', 2)[2]}", at=NOON) is None
    assert tokens.known(of_one, at=NOON) == one


@pytest.mark.parametrize("by", ["", "  ", "a\nb", "x" * 101])
def test_a_token_is_somebodys(tokens: Tokens, by: str) -> None:
    with pytest.raises(TokenUnsound, match="somebody's"):
        tokens.create(by=by, scopes=(TokenScope.READ,), expires=None, at=NOON)


def test_a_token_for_nothing_or_for_days_that_passed_is_not_made(tokens: Tokens) -> None:
    with pytest.raises(TokenUnsound, match="read, judge, add"):
        tokens.create(by="Ana", scopes=(), expires=None, at=NOON)
    with pytest.raises(TokenUnsound, match="has passed"):
        tokens.create(by="Ana", scopes=(TokenScope.READ,), expires=date(2026, 3, 31), at=NOON)
    assert tokens.held() == ()


@pytest.mark.parametrize("id_", ["0" * 12, "../x", "", "*"])
def test_what_nobody_has_cannot_be_taken_back(tokens: Tokens, id_: str) -> None:
    with pytest.raises(TokenUnknown, match="tokens list"):
        tokens.revoke(id_, at=NOON)


@pytest.mark.parametrize("held", ["", "{}", "[]", '{"id": "x"}', "null"])
def test_a_damaged_file_is_said_and_opens_nothing(tokens: Tokens, tmp_path: Path, held: str) -> None:
    made, text = tokens.create(by="Ana", scopes=(TokenScope.READ,), expires=None, at=NOON)
    (tmp_path / "ledger.db.tokens" / f"{made.id}.json").write_text(held)
    assert tokens.known(text, at=NOON) is None
    with pytest.raises(TokenDamaged, match="delete it"):
        tokens.held()


def test_the_commands(onrecord: Run, tmp_path: Path) -> None:
    ledger = ("--ledger", tmp_path / "ledger.db")
    made = onrecord("tokens", "create", "--by", "Ana", "--scope", "judge", "--expires", "2999-01-01", *ledger)
    assert made.returncode == 0
    assert "shown once" in made.stderr
    assert Tokens(tmp_path / "ledger.db").known(made.stdout.strip(), at=NOON) is not None
    listed = onrecord("tokens", "list", "--json", *ledger)
    (held,) = map(json.loads, listed.stdout.splitlines())
    assert (held["by"], held["scopes"], held["expires"], held["revoked"]) == ("Ana", ["judge"], "2999-01-01", None)
    assert "hash" not in held
    assert onrecord("tokens", "revoke", held["id"], *ledger).returncode == 0
    assert "no longer counts" in onrecord("tokens", "list", *ledger).stdout
    assert onrecord("tokens", "revoke", "0" * 12, *ledger).returncode == 1
    assert onrecord("tokens", "create", "--by", "Ana", "--scope", "all", *ledger).returncode == 2
