"""Where a ledger is, as typed; a password is in no text of it."""

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.terms.ledger_places import Address, NoAddress, files_of, is_address, ledger_place, shown_place

SECRET = "sEcret@9:/"
TYPED = "postgresql://ana:sEcret%409%3A%2F@db.example:6432/news?schema=desk&sslmode=require"


def test_an_address_is_taken_apart() -> None:
    place = ledger_place(TYPED)
    assert place == Address(
        database="news",
        user="ana",
        password=SECRET,
        host="db.example",
        port=6432,
        schema="desk",
        settings=(("sslmode", "require"),),
    )


def test_no_text_of_it_holds_the_password() -> None:
    place = ledger_place(TYPED)
    told = "postgresql://ana@db.example:6432/news?schema=desk&sslmode=require"
    assert str(place) == f"{place}" == shown_place(TYPED) == told
    assert SECRET not in repr(place)
    assert pickle.loads(pickle.dumps(place)) == place  # between our own processes it goes along  # noqa: S301


@pytest.mark.parametrize(
    "typed",
    [
        "postgresql:///news",
        "postgresql://ana@/news?host=/var/run/postgresql",
        "postgresql://ana@[::1]:5432/news",
        "postgresql://db/news%20of%20the%20day?schema=My%20ledger",
        "postgresql://a%40b@db/news",
    ],
)
def test_what_is_shown_leads_to_the_same(typed: str) -> None:
    place = ledger_place(typed)
    assert isinstance(place, Address)
    assert ledger_place(str(place)) == place
    assert ledger_place(typed.replace("postgresql", "postgres", 1)) == place


@pytest.mark.parametrize("typed", ["news.db", "/a/b.db", "postgresql", "postgresql:/x", "file://x", "./postgresql://x"])
def test_all_else_is_a_file(typed: str) -> None:
    assert not is_address(typed)
    assert ledger_place(typed) == Path(typed)


@pytest.mark.parametrize(
    "typed, why",
    [
        ("postgresql://ana:sEcret@db/", "names no database"),
        ("postgresql://ana:sEcret@db/a/b", "names no database"),
        ("postgresql://ana:sEcret@db:port/news", "cannot be taken apart"),
        ("postgresql://ana:sEcret@[db/news", "cannot be taken apart"),
        ("postgresql://ana:sE#cret@db/news", "cannot be taken apart"),
        ("postgresql://ana:sEcret@db/news#1", "write it as %23"),
        ("postgresql://ana@db/news?password=sEcret", "~/.pgpass"),
        ("postgresql://ana:sEcret@db/news?sslmod=require", "'sslmod' is nothing it may ask for"),
        ("postgresql://ana:sEcret@db/news?schema=", "its schema has no name"),
        ("postgresql://ana:sEcret@db/news?schema=pg_catalog", "its schema has no name"),
        ("postgresql://ana:sEcret@db/news?schema", "cannot be taken apart"),
        ("postgresql://ana:sEcret@/news?port=x&host=/s", "its port is no number"),
    ],
)
def test_what_is_no_address_says_so_without_showing_it(typed: str, why: str) -> None:
    with pytest.raises(NoAddress, match=why.replace("?", r"\?")) as caught:
        ledger_place(typed)
    assert "sE" not in str(caught.value)
    assert shown_place(typed) == "postgresql://..."


def test_what_lies_beside_it(tmp_path: Path) -> None:
    assert files_of(tmp_path / "l.db") == tmp_path / "l.db"
    place = ledger_place("postgresql://db/news")
    assert isinstance(place, Address)
    with pytest.raises(NoAddress, match="nobody said"):
        files_of(place)
    assert files_of(replace(place, files=tmp_path / "x")) == tmp_path / "x"
    assert replace(place, files=tmp_path / "x") == place
