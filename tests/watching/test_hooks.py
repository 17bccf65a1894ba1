"""Receivers are added, listed and removed; a secret is told once and lies where only its owner reads."""

from datetime import timedelta
from pathlib import Path

import pytest
from tests.ledger.factory import NOON

from onrecord.pages.network import Network
from onrecord.pages.sending import BadReceiver
from onrecord.watching.file import watch_file
from onrecord.watching.hooks import HookHeld, NoSuchHook, add_hook, hook_called, hooks, remove_hook

PUBLIC = Network(resolve=lambda _host, _port: ("93.184.216.34",))


def add(ledger: Path, url: str = "https://hook.test/told", **given: object) -> tuple[object, str]:
    return add_hook(ledger, url, at=NOON, chance=bytes(range(32)), network=PUBLIC, **given)  # type: ignore[arg-type]


def test_the_secret_is_told_once(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    assert hooks(ledger) == ()
    _, secret = add(ledger, desk="http://localhost:8000/")
    (hook,) = hooks(ledger)
    assert secret.startswith("whsec_")
    assert secret not in str(hook) + str(hook.to_json())
    assert (hook.url, hook.private, hook.desk, hook.ended) == (
        "https://hook.test/told",
        False,
        "http://localhost:8000",
        None,
    )
    assert watch_file(ledger).stat().st_mode & 0o777 == 0o600


def test_removed_it_is_kept_as_removed(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    add(ledger)
    removed = remove_hook(ledger, hooks(ledger)[0].id[:9], at=NOON + timedelta(days=1))
    assert hook_called(ledger, removed.id).why == "it was removed"
    remove_hook(ledger, removed.id, at=NOON + timedelta(days=2))
    assert hook_called(ledger, removed.id).ended == NOON + timedelta(days=1)
    with pytest.raises(NoSuchHook, match="no receiver has an id"):
        remove_hook(ledger, "hook-none", at=NOON)


def test_what_is_no_receiver_leaves_nothing(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    with pytest.raises(BadReceiver, match="https"):
        add(ledger, "file:///etc/passwd")
    with pytest.raises(BadReceiver, match="the desk's address"):
        add(ledger, desk="javascript:alert(1)")
    assert hooks(ledger) == ()


def test_one_that_is_held_is_not_added_again_and_one_that_was_removed_is(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.db"
    add(ledger)
    with pytest.raises(HookHeld, match="is a receiver already"):
        add(ledger)
    remove_hook(ledger, hooks(ledger)[0].id, at=NOON)
    later = NOON + timedelta(days=1)
    add_hook(ledger, "https://hook.test/told", at=later, chance=bytes(32), network=PUBLIC)
    assert [h.ended for h in hooks(ledger)] == [NOON, None]
