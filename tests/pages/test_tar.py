"""A tar is read like a folder, from front to back, and nothing in it is written, followed or waited for."""

import io
import tarfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.pages.warcs import HTML, numbered, packed

from onrecord.pages import capture
from onrecord.pages.archives import Skip, Skipped, parts_of, records_in
from onrecord.terms.pages import Page, RefusedPage

NOW = datetime(2026, 12, 1, tzinfo=UTC)


def entry(name: str, body: bytes = b"", kind: bytes = tarfile.REGTYPE, link: str = "") -> tuple[tarfile.TarInfo, bytes]:
    info = tarfile.TarInfo(name)
    info.size, info.type, info.linkname = len(body), kind, link
    return info, body


def tar(*entries: tuple[tarfile.TarInfo, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as archive:
        for info, body in entries:
            archive.addfile(info, io.BytesIO(body))
    return out.getvalue()


def outcomes(path: Path) -> list[tuple[str, str]]:
    """What came, by its place in the tar."""
    seen = [one.found for part in parts_of(str(path), records_a_part=3) for one in records_in(part)]
    return [
        (
            one.address.removeprefix(f"{path}:"),
            "page" if isinstance(one, Page) else one.why.value if isinstance(one, Skipped) else one.refusal.code,
        )
        for one in seen
    ]


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_members_are_read_as_files_of_a_folder_are(tmp_path: Path, form: int) -> None:
    path = tmp_path / "a.tar"
    long = "long/" + "folder" * 40 + "/é.html"
    path.write_bytes(
        tar(
            entry("pages", kind=tarfile.DIRTYPE),
            entry("pages/a.html", HTML),
            entry("pages/b.warc.gz", packed(numbered(2))),
            entry("pages/c.jsonl", b'{"id": "1", "text": "Kenya will pay."}\n{"id": 2}\n'),
            entry("pages/d.png", b"\x89PNG"),
            entry("pages/.e.html", HTML),
            entry("pages/f.html", b""),
            entry(long, HTML),
            entry("/etc/g.html", HTML),
            entry("../../etc/passwd.html", HTML),
            entry("link.html", kind=tarfile.SYMTYPE, link="/etc/passwd"),
            entry("hard.html", kind=tarfile.LNKTYPE, link="pages/a.html"),
            entry("device.html", kind=tarfile.CHRTYPE),
            entry("pipe.html", kind=tarfile.FIFOTYPE),
            entry("inner.tar", tar(entry("a.html", HTML))),
            entry("z.html", HTML),
            form=form,
        )
    )
    assert outcomes(path) == [
        ("pages", Skip.FOLDER.value),
        ("pages/a.html", "page"),
        ("pages/b.warc.gz:1", "page"),
        ("pages/b.warc.gz:2", "page"),
        ("pages/c.jsonl:1", "page"),
        ("pages/c.jsonl:2", "missing-field"),
        ("pages/d.png", "not-a-page"),
        ("pages/.e.html", "not-a-page"),
        ("pages/f.html", "empty"),
        (long, "page"),
        ("etc/g.html", "page"),
        ("../../etc/passwd.html", "unsafe-name"),
        ("link.html", "not-a-file"),
        ("hard.html", "not-a-file"),
        ("device.html", "not-a-file"),
        ("pipe.html", "not-a-file"),
        ("inner.tar", "unsupported-format"),
        ("z.html", "page"),
    ]


def test_read_and_add_take_a_tar_from_a_folder_and_from_standard_input(tmp_path: Path) -> None:
    body = tar(entry("a.html", HTML), entry("b.html", HTML))
    (tmp_path / "a.tar").write_bytes(body)
    for found in (capture([tmp_path], fetched_at=NOW), capture(["-"], fetched_at=NOW, stdin=io.BytesIO(body))):
        assert [type(one) for one in found] == [Page, Page]


def test_a_damaged_tar_gives_what_stands_before(tmp_path: Path) -> None:
    path = tmp_path / "a.tar"
    body = tar(entry("a.html", HTML), entry("b.html", HTML * 20))
    for damaged, code in (
        (body[:1024], "broken-file"),  # between two members: its closing block is missing
        (body[:1100], "broken-file"),  # inside a header
        (body[:2048], "broken-file"),  # inside a page
        (body[:1024] + b"x" * 512 + body[1536:], "broken-file"),  # a header that is none
        (b"", "empty"),
        (bytes(10240), "empty"),
    ):
        path.write_bytes(damaged)
        *before, last = outcomes(path)
        assert last[1] == code
        assert [name for name, outcome in before if outcome == "page"] == (
            ["a.html"] if len(damaged) > 1000 and damaged[0] else []
        )


def test_a_header_that_asks_for_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    """A pax header is held whole, so its size is looked at first."""
    info = tarfile.TarInfo("a.html")
    info.size, info.type = 1 << 30, tarfile.XHDTYPE
    (tmp_path / "a.tar").write_bytes(tar(entry("a.html", HTML))[:1024] + info.tobuf() + bytes(4096))
    assert outcomes(tmp_path / "a.tar")[-1][1] == "broken-file"


def test_a_file_with_holes_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("a.html")
    info.pax_headers = {"GNU.sparse.map": "0,1", "GNU.sparse.size": "9"}
    info.size = len(HTML)
    (tmp_path / "a.tar").write_bytes(tar((info, HTML), entry("b.html", HTML)))
    assert outcomes(tmp_path / "a.tar") == [("a.html", "unsupported-format"), ("b.html", "page")]


def test_a_name_that_is_not_utf_8_is_shown_with_escapes(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(tar(entry("caf\udce9.html", HTML), form=tarfile.GNU_FORMAT))
    (found,) = capture([tmp_path / "a.tar"], fetched_at=NOW)
    assert not isinstance(found, RefusedPage)
    assert found.address == f"{tmp_path / 'a.tar'}:caf\\xe9.html"
