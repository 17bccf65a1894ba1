"""`onrecord copy`, and an address of PostgreSQL wherever a ledger may be named: what is said, and what never is."""

import json
import os
from pathlib import Path

import pytest

from onrecord.ledger import open_ledger
from tests.faces.conftest import Run
from tests.ledger.factory import NOON, make_reading

SECRET = "sEcret9"
# Nobody listens there.
AWAY = f"postgresql://ana:{SECRET}@localhost:1/news?host=/nowhere"


def filled(path: Path) -> Path:
    with open_ledger(path) as ledger:
        ledger.record_many([make_reading(n) for n in range(3)], recorded_at=NOON)
    return path


def test_a_file_is_copied_and_the_same(onrecord: Run, tmp_path: Path) -> None:
    source, to = filled(tmp_path / "a.db"), tmp_path / "b.db"
    done = onrecord("copy", "--from", str(source), "--to", str(to), "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    with open_ledger(source) as one, open_ledger(to) as other:
        assert one.head() == other.head()
        assert (told["head"], told["commits"]) == (one.head().hash, one.head().commits)
        assert told["content"] == one.content_digest() == other.content_digest()
        assert told["rows"] == one.counts() == other.counts()
        assert other.inspect().findings == ()
        assert [e.to_json() for e in one.entries()] == [e.to_json() for e in other.entries()]
    assert "the same as" in onrecord("copy", "--from", str(source), "--to", str(tmp_path / "c.db")).stdout


def test_nothing_is_copied_over_a_file(onrecord: Run, tmp_path: Path) -> None:
    source, to = filled(tmp_path / "a.db"), filled(tmp_path / "b.db")
    done = onrecord("copy", "--from", str(source), "--to", str(to))
    assert (done.returncode, done.stdout) == (1, "")
    assert "a file is there already" in done.stderr


def test_what_is_not_there_is_not_copied(onrecord: Run, tmp_path: Path) -> None:
    done = onrecord("copy", "--from", str(tmp_path / "a.db"), "--to", str(tmp_path / "b.db"))
    assert done.returncode == 1
    assert "no ledger there" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments",
    [
        ("list", "--ledger", AWAY),
        ("check", "--ledger", AWAY),
        ("repair", "--ledger", AWAY),
        ("tokens", "list", "--ledger", AWAY),
        ("watch", "watches", "--ledger", AWAY),
        ("serve", "--ledger", AWAY),
        ("copy", "--from", AWAY, "--to", "x.db"),
        ("list", "--ledger", AWAY.replace("/news", "/")),
        ("list", "--ledger", AWAY + "&sslmod=x"),
        ("config", "--json"),
        ("config",),
    ],
)
def test_a_password_is_in_nothing_that_is_said(onrecord: Run, tmp_path: Path, arguments: tuple[str, ...]) -> None:
    surroundings = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "ONRECORD_LEDGER": AWAY}
    done = onrecord(*arguments, env=surroundings, cwd=tmp_path)
    assert SECRET not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    assert done.stdout + done.stderr


def test_nor_where_a_settings_file_has_it(onrecord: Run, tmp_path: Path) -> None:
    for value in (AWAY, AWAY.replace("/news", "/")):
        (tmp_path / "onrecord.toml").write_text(f'ledger = "{value}"\n')
        surroundings = {k: v for k, v in os.environ.items() if not k.startswith("ONRECORD_")}
        for arguments in (("config",), ("config", "--json"), ("list",)):
            done = onrecord(*arguments, env={**surroundings, "XDG_DATA_HOME": str(tmp_path)}, cwd=tmp_path)
            assert SECRET not in done.stdout + done.stderr
            # Without psycopg `list` says that it is missing.
            assert "postgresql" in (done.stdout + done.stderr).lower()
