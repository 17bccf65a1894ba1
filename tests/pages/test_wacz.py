"""A WACZ is read where it lies, its package is believed only where its digests hold, and no bomb is unpacked."""

import hashlib
import io
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.pages.warcs import numbered, packed

from onrecord.pages import CaptureOptions, capture
from onrecord.pages.archives import Ending, PartKind, parts_of, records_in
from onrecord.terms.pages import Page, RefusedPage

NOW = datetime(2026, 12, 1, tzinfo=UTC)
FIRST, SECOND = packed(numbered(12)), b"".join(numbered(5))


def wacz(
    path: Path,
    *,
    told: dict[str, bytes] | None = None,
    pages: bytes = b'{"format": "json-pages-1.0"}\n{"url": "https://news.example/3.html#top", "ts": "2023"}\n',
    method: int = zipfile.ZIP_STORED,
    held: dict[str, bytes] | None = None,
) -> Path:
    """told: what the package says the files are, where that is not what they are."""
    files = held or {"archive/a.warc.gz": FIRST, "archive/b.warc": SECOND}
    resources = [
        {"path": name, "hash": f"sha256:{hashlib.sha256(body).hexdigest()}", "bytes": len(body)}
        for name, body in (files | (told or {})).items()
    ]
    package = json.dumps({"profile": "data-package", "resources": resources}).encode()
    digest = {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(package).hexdigest()}"}
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
        archive.writestr("pages/pages.jsonl", pages)
        archive.writestr("datapackage.json", package)
        archive.writestr("datapackage-digest.json", json.dumps(digest))
    return path


def outcomes(path: Path, **options: int) -> list[str]:
    """ "page", or the code and reason of a refusal."""
    held = CaptureOptions(**options)  # type: ignore[arg-type]
    parts = list(parts_of(str(path), records_a_part=5, options=held))
    seen = [one.found for part in parts for one in records_in(part, options=held)]
    assert sum(part.records for part in parts) == len(seen)
    return [
        f"{one.refusal.code}: {one.refusal.reason}" if isinstance(one, RefusedPage) else type(one).__name__.lower()
        for one in seen
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_parts_hold_what_the_whole_holds(tmp_path: Path, method: int) -> None:
    path = wacz(tmp_path / "a.wacz", method=method)
    whole = list(capture([path], fetched_at=None))
    assert [one.address for one in whole] == [f"{path}:{i}" for i in range(1, 18)]
    parts = list(parts_of(str(path), records_a_part=5))
    assert [one.found for part in parts for one in records_in(part)] == whole
    assert [(part.kind, part.inside, part.records) for part in parts] == [
        (PartKind.WARC, "archive/a.warc.gz", 5),
        (PartKind.WARC, "archive/a.warc.gz", 5),
        (PartKind.WARC, "archive/a.warc.gz", 2),
        (PartKind.WARC, "archive/b.warc", 5),
    ]
    assert [part.ending for part in parts] == [None, None, Ending.WHOLE, Ending.WHOLE]


def test_standard_input_gives_the_same_pages(tmp_path: Path) -> None:
    body = wacz(tmp_path / "a.wacz").read_bytes()
    assert sum(isinstance(one, Page) for one in capture(["-"], fetched_at=NOW, stdin=io.BytesIO(body))) == 17


def test_a_warc_that_is_not_the_one_that_was_packed_is_refused_and_the_other_read(tmp_path: Path) -> None:
    other = bytes(len(FIRST))
    for told, words in (
        (other, "its sha256 is not the one in datapackage.json"),
        (b"short", "datapackage.json says 5"),
    ):
        path = wacz(tmp_path / "a.wacz", told={"archive/a.warc.gz": told}, pages=b"")
        found = outcomes(path)
        assert sorted(found)[1:] == ["page"] * 5
        assert sorted(found)[0].startswith("digest-mismatch: archive/a.warc.gz: ")
        assert words in sorted(found)[0]
        whole = [one for one in capture([path], fetched_at=None) if isinstance(one, RefusedPage)]
        assert [one.refusal.code for one in whole] == ["digest-mismatch"]


def test_a_package_that_was_changed_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz")
    again = tmp_path / "b.wacz"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(again, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name) + (b" " if name == "datapackage.json" else b""))
    (found,) = outcomes(again)
    assert found.startswith("digest-mismatch: datapackage.json is not the one")


def test_pages_that_are_listed_and_not_there_are_told(tmp_path: Path) -> None:
    pages = b'{"format": "json-pages-1.0"}\n{"url": "https://news.example/1.html"}\n{"url": "https://gone.example/"}\n{"url\n'
    found = outcomes(wacz(tmp_path / "a.wacz", pages=pages))
    assert [one for one in found if one != "page"] == [
        "bad-json: line 4 of pages/pages.jsonl is no JSON object",
        "missing: pages/pages.jsonl lists https://gone.example/, and no WARC in the WACZ has it",
    ]


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = wacz(
        tmp_path / "a.wacz",
        held={"archive/a.warc": b"".join(numbered(2)) + bytes(20_000_000)},
        method=zipfile.ZIP_DEFLATED,
    )
    (found,) = outcomes(path, max_bytes=1_000_000)
    assert found.startswith("too-large: it unpacks to 20,0")


def test_a_page_that_is_listed_and_not_there_is_told(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", pages=b'{"format": "json-pages-1.0"}\n{"url": "https://news.example/gone.html"}\n')
    *_, last = capture([path], fetched_at=None)
    assert isinstance(last, RefusedPage)
    assert "https://news.example/gone.html" in last.refusal.reason


def test_a_package_over_the_limit_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.pages.formats.wacz_files.MAX_PACKAGE_BYTES", 10)
    found = capture([Path(__file__).parent / "files" / "pywacz.wacz"], fetched_at=None)
    assert [one.refusal.code for one in found if isinstance(one, RefusedPage)] == ["too-large"]


def test_names_that_lead_out_locked_files_and_cuts_are_refused(tmp_path: Path) -> None:
    path = wacz(tmp_path / "a.wacz", held={"../../archive/a.warc": SECOND, "archive/b.warc": SECOND}, pages=b"")
    found = outcomes(path)
    assert sorted(found)[:5] == ["page"] * 5
    assert sorted(found)[5].startswith("unsafe-name: ")
    body = bytearray(wacz(tmp_path / "b.wacz", held={"archive/a.warc": SECOND}, pages=b"").read_bytes())
    directory = body.index(b"PK\x01\x02")
    body[6] |= 1
    body[directory + 8] |= 1
    (tmp_path / "b.wacz").write_bytes(body)
    (locked,) = outcomes(tmp_path / "b.wacz")
    assert locked.startswith("encrypted: archive/a.warc: it is locked")
    whole = wacz(tmp_path / "c.wacz").read_bytes()
    for keep in (10, len(whole) // 2, len(whole) - 5):
        (tmp_path / "c.wacz").write_bytes(whole[:keep])
        (cut,) = outcomes(tmp_path / "c.wacz")
        assert cut.startswith("broken-file: the ZIP is damaged or cut short")


def test_a_wacz_without_a_package_is_read_and_a_package_that_is_none_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("archive/b.warc", SECOND)
    assert outcomes(path) == ["page"] * 5
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("datapackage.json", b"[")
    assert outcomes(path) == ["page"] * 5 + [
        "bad-json: datapackage.json lists no resources: no digest could be checked"
    ]
