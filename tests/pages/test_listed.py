"""A list of files is read in its order, and a file that is not what the list says is not read."""

import hashlib
from datetime import UTC, datetime
from pathlib import Path

from tests.pages.warcs import HTML, numbered, packed

from onrecord.pages import capture
from onrecord.pages.archives import Ending, parts_of, records_in
from onrecord.terms.pages import Page

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def outcomes(given: str) -> list[tuple[str, str]]:
    found = [
        (Path(one.address).name, "page" if isinstance(one, Page) else one.refusal.code)
        for one in capture([given], fetched_at=NOW)
    ]
    parts = list(parts_of(given, records_a_part=2))
    seen = [one.found for part in parts for one in records_in(part)]
    assert [Path(one.address).name for one in seen] == [name for name, _ in found]
    return found


def test_a_list_is_read_in_its_order(tmp_path: Path) -> None:
    for name in ("b.html", "a.html", "caf\udce9.html", "two  words.html", "notes.dat"):
        (tmp_path / name).write_bytes(HTML)
    body = b"# a list\r\nb.html\r\n\ncaf\xe9.html\na.html\ntwo  words.html\nnotes.dat\nnone.html\n" + bytes(
        tmp_path / "b.html"
    )
    (tmp_path / "list").write_bytes(body)
    assert outcomes(f"@{tmp_path / 'list'}") == [
        ("b.html", "page"),
        ("caf\\xe9.html", "page"),
        ("a.html", "page"),
        ("two  words.html", "page"),
        ("notes.dat", "page"),  # named, so what is in it decides
        ("none.html", "missing"),
        ("b.html", "page"),
    ]


def test_digests_and_sizes_are_compared(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(HTML)
    lines = [
        f"{hashlib.sha256(HTML).hexdigest()}  a.html",
        f"{hashlib.md5(HTML, usedforsecurity=False).hexdigest().upper()} *a.html",
        f"{hashlib.sha1(b'other', usedforsecurity=False).hexdigest()}  a.html",
        f"a.html\t{len(HTML)}",
        "a.html\t5",
    ]
    (tmp_path / "list").write_text("\n".join(lines))
    codes = [code for _, code in outcomes(f"@{tmp_path / 'list'}")]
    assert codes == ["page", "page", "digest-mismatch", "page", "digest-mismatch"]
    refused = list(capture([f"@{tmp_path / 'list'}"], fetched_at=NOW))[2]
    assert not isinstance(refused, Page)
    assert refused.refusal.reason == (
        f"its sha1 is not the one in the list: it is another file now (line 3 of {tmp_path / 'list'})"
    )


def test_a_list_vouches_for_the_end_of_a_warc(tmp_path: Path) -> None:
    body = packed(numbered(3))
    (tmp_path / "a.warc.gz").write_bytes(body)
    (tmp_path / "list").write_text(f"{hashlib.sha256(body).hexdigest()}  a.warc.gz\n")
    assert [part.ending for part in parts_of(f"@{tmp_path / 'list'}", records_a_part=9)] == [Ending.WHOLE]


def test_what_is_no_list_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list"
    for body, code in (
        (b"", "empty"),
        (b"# nothing\n", "empty"),
        (b"\0\0\n", "binary"),
        (b"x" * 70_000, "too-large"),
        (b"x" * 5000, "unreadable"),
    ):
        path.write_bytes(body)
        assert [found for _, found in outcomes(f"@{path}")] == [code]


def test_a_file_whose_own_name_begins_with_the_sign_is_that_file(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "@page.html").write_bytes(HTML)
    assert [type(one) for one in capture(["@page.html"], fetched_at=NOW)] == [Page]
