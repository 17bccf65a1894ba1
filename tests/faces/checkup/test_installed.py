"""Versions against those that were tested: a pin that is not kept is wrong, a range a doubt, an extra a choice."""

import pytest
from packaging.requirements import Requirement

from onrecord.faces.checkup import installed as room
from onrecord.faces.checkup.finding import State
from onrecord.faces.checkup.installed import (
    database_checked,
    extras_checked,
    extras_named,
    installed_version,
    packages_checked,
    python_checked,
    required,
)
from onrecord.ledger import LedgerError

ASKED = tuple(
    map(
        Requirement,
        ["spacy==3.8.18", "rich>=13.9", 'feedparser<7,>=6; extra == "watch"', 'clingo>=5.8; extra == "rules"'],
    )
)


@pytest.mark.parametrize(
    "spacy, rich, state, seen",
    [
        ("3.8.18", "14.1", State.OK, "2, all as tested: spacy 3.8.18"),
        ("3.8.19", "14.1", State.WRONG, "spacy 3.8.19 in place of ==3.8.18"),
        (None, "14.1", State.WRONG, "spacy is missing in place of ==3.8.18"),
        ("3.8.18", "12.0", State.WARNING, "rich 12.0 in place of >=13.9"),
        ("3.8.18", None, State.WRONG, "rich is missing in place of >=13.9"),
    ],
)
def test_packages(spacy: str | None, rich: str | None, state: State, seen: str) -> None:
    held = {"spacy": spacy, "rich": rich, "onrecord": "0.1.0"}
    (found,) = packages_checked(ASKED, installed=held.get)
    assert (found.state, found.seen) == (state, seen)
    assert (state is State.OK) == (found.todo == "")


def test_extras() -> None:
    told, doubt = extras_checked(ASKED, ("rules", "watch"), installed={"feedparser": "5.2"}.get)
    assert (told.state, told.seen) == (State.OK, "installed: watch; not installed: rules")
    assert (doubt.state, doubt.seen) == (State.WARNING, "watch: feedparser 5.2 in place of <7,>=6")
    assert doubt.todo == "pip install 'onrecord[watch]'"


@pytest.mark.parametrize("here, state", [("3.11.7", State.OK), ("3.10.13", State.WRONG), ("3.14.0", State.WRONG)])
def test_python(here: str, state: State) -> None:
    assert [one.state for one in python_checked(here=here)] == [State.OK, state]


def test_what_is_installed_here_is_what_is_tested() -> None:
    assert [one.state for one in packages_checked(required())] == [State.OK]
    assert [one.state for one in database_checked()] == [State.OK]
    assert {"desk", "rules", "formats"} <= set(extras_named())


def test_a_package_that_is_not_there_and_an_sqlite_that_makes_no_ledger(monkeypatch: pytest.MonkeyPatch) -> None:
    def old(_: object) -> None:
        raise LedgerError("no such module: fts5")

    assert installed_version("no-package-is-called-so") is None
    monkeypatch.setattr(room, "open_ledger", old)
    (found,) = database_checked()
    assert (found.state, found.seen.endswith("makes no ledger: no such module: fts5")) == (State.WRONG, True)
