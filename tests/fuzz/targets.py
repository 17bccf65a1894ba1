# ruff: noqa: E501 - seeds are written as their files have them
"""What strangers hand to onrecord, each as one function of bytes: it ends in time, and raises nothing but what it may.

In:      bytes, as a file of the kind that the target is named for
Out:     nothing; whatever it raises is a finding
"""

import io
import random
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path

from onrecord.documents import read_page
from onrecord.faces.cli.read import json_line
from onrecord.imports import OpenedFile, open_files
from onrecord.ledger import open_ledger
from onrecord.pages import CaptureOptions, InputFormat, capture
from onrecord.pages.archives import Part, parts_of, records_in
from onrecord.terms.documents import Document
from onrecord.terms.pages import Page
from onrecord.terms.patterns import EventPattern, PatternError
from onrecord.walk.scenario_files import scenario_from_file
from onrecord.walk.time_limit import time_limit

TESTS = Path(__file__).resolve().parents[1]
MAX_BYTES = 300_000
MAX_SECONDS = 20.0


@cache
def _folder() -> Path:
    return Path(tempfile.mkdtemp(prefix="onrecord-fuzz-"))


def _file(name: str, data: bytes) -> Path:
    path = _folder() / name
    path.write_bytes(data)
    return path


def _captured(name: str, data: bytes, input_format: InputFormat = InputFormat.AUTO) -> None:
    options = CaptureOptions(max_bytes=MAX_BYTES, input_format=input_format)
    for page in capture([_file(name, data)], fetched_at=None, options=options):
        if isinstance(page, Page):
            document = read_page(page)
            if isinstance(document, Document):
                ends = [block.span.end for block in document.blocks]
                assert all(end <= len(document.text) for end in ends), "a block ends after the text"
                assert document.id


def _in_parts(name: str, data: bytes) -> None:
    options = CaptureOptions(max_bytes=MAX_BYTES)
    for part in parts_of(str(_file(name, data)), records_a_part=2, options=options):
        seen = list(records_in(Part.from_json(part.to_json()), options=options))
        assert len(seen) >= part.records, "a record was passed over in silence"


def _imported(data: bytes) -> None:
    for opened in open_files(_file("events.csv", data)):
        for _ in opened.rows() if isinstance(opened, OpenedFile) else ():
            pass


def _scenario(data: bytes) -> None:
    with suppress(PatternError):
        scenario_from_file(_file("scenario.yaml", data))


def _pattern(data: bytes) -> None:
    try:
        pattern = EventPattern.parse(data.decode("utf-8", "replace"))
    except PatternError:
        return
    assert EventPattern.parse(str(pattern)) == pattern, "what is written is not read back"


def _read(data: bytes) -> None:
    """All the way, into a ledger and out of it: takes the engines."""
    from datetime import UTC, datetime

    from onrecord.walk.open import open_engines
    from onrecord.walk.read import read

    for page in capture([_file("page.txt", data)], fetched_at=None, options=CaptureOptions(max_bytes=MAX_BYTES)):
        if isinstance(page, Page):
            reading = read(page, open_engines())
            json_line(reading)
            with open_ledger(None) as ledger:
                ledger.record(reading, recorded_at=datetime(2026, 1, 5, tzinfo=UTC))
                assert list(ledger.entries()) is not None
                assert json_line(ledger.reading(next(ledger.reading_ids()))) == json_line(reading)


FILES = ("html", "txt", "csv", "tsv", "json", "parquet", "pdf", "docx", "rtf", "eml", "mhtml", "warc", "wacz", "tar")
IN_PARTS = ("warc", "wacz", "tar", "jsonl", "parquet")

TARGETS: dict[str, Callable[[bytes], None]] = {
    **{kind: lambda data, kind=kind: _captured(f"page.{kind}", data) for kind in FILES},  # type: ignore[misc]
    "gz": lambda data: _captured("page.html.gz", data),
    "jsonl": lambda data: _captured("pages.jsonl", data),
    "jsonl-text": lambda data: _captured("pages.jsonl", data, InputFormat.JSONL_TEXT),
    **{f"parts-{kind}": lambda data, kind=kind: _in_parts(f"page.{kind}", data) for kind in IN_PARTS},  # type: ignore[misc]
    "imports": _imported,
    "scenario": _scenario,
    "pattern": _pattern,
}
SLOW_TARGETS: dict[str, Callable[[bytes], None]] = {"read": _read}


def attempt(target: str, data: bytes) -> None:
    """One input, in the time it may take; the engines, which take some of it to open, are open before."""
    if target in SLOW_TARGETS:
        from onrecord.walk.open import open_engines

        open_engines()
    with time_limit(MAX_SECONDS):
        (TARGETS | SLOW_TARGETS)[target](data[:MAX_BYTES])


SEEDS: dict[str, tuple[bytes, ...]] = {
    "html": (
        b"<!doctype html><html><head><meta charset=utf-8><title>T</title><script type='application/ld+json'>"
        b'{"@type":"NewsArticle","datePublished":"2023-02-16","author":{"name":"A"}}</script></head><body><article>'
        b"<h1>Russia sets terms</h1><time datetime=2023-02-16>16 February</time><p>Russia will respond if NATO attacks, "
        b"Putin said.</p><table><tr><td>1</td></tr></table><ul><li>a</ul></article></body></html>",
    ),
    "txt": (
        b"Russia will respond if NATO attacks Ukraine, Putin said on Thursday.\n\nMOSCOW, Feb 16 (X) -- \xe2\x80\x9cNo,\xe2\x80\x9d",
    ),
    "csv": (b'title,text,date\n"A","Russia will, it said, attack.",2023-02-16\nB,"two\nlines",x\n',),
    "tsv": (b"title\ttext\tdate\nA\tRussia will attack.\t2023-02-16\n",),
    "json": (b'[{"title": "A", "text": "Russia will attack.", "date": "2023-02-16", "url": "https://a.example/"}]',),
    "jsonl": (b'{"title": "A", "text": "Russia will attack.", "date": "2023-02-16"}\n{"text": "\\ud83d\\ude00"}\n',),
    "jsonl-text": (b'{"id": "1", "text": "Russia will attack.", "date": "2023-02-16"}\n',),
    "rtf": (rb"{\rtf1\ansi{\fonttbl\f0 A;}\f0 Russia will attack.\par \u8220? No \'e9\par}",),
    "eml": (
        b"From: a@b.example\r\nSubject: =?utf-8?q?A?=\r\nDate: Thu, 16 Feb 2023 10:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\nContent-Type: text/plain; charset=utf-8\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\nUnVzc2lh\r\n--x--\r\n",
    ),
    "mhtml": (
        b"From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nMIME-Version: 1.0\r\n"
        b'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n'
        b"Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://a.example/\r\n\r\n<p>Russia=20will</p>\r\n--x--\r\n",
    ),
    "warc": (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://a.example/\r\nWARC-Date: 2023-02-16T10:00:00Z\r\n"
        b"Content-Type: application/http; msgtype=response\r\nContent-Length: 76\r\n\r\n"
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<!doctype html><p>Russia will.</p>\r\n\r\n\r\n",
    ),
    "scenario": (
        b"question: What if?\nassume:\n  - BLR.MIL ASSAULT UKR place=UKR\ndeny: [UKR ASSAULT BLR]\nnow: 2026-03-31\n",
    ),
    "pattern": (b"BLR.MIL ASSAULT UKR place=UKR", b"RUS ~ASSAULT/aerial UKR >=100 troops", b"* THREATEN *"),
    "imports": tuple(
        (TESTS / "imports" / "files" / n).read_bytes() for n in ("gdelt.csv", "acled.csv", "icews.tab", "polecat.txt")
    ),
}


@cache
def seeds(target: str) -> tuple[bytes, ...]:
    """Whole files of a kind to start from: those here, and those that the tests of pages keep."""
    target = target.removeprefix("parts-")
    kept = sorted((TESTS / "pages" / "files").glob(f"*.{target}*"))
    text = SEEDS["txt"] if target == "read" else ()
    found = (*SEEDS.get(target, ()), *(p.read_bytes()[:MAX_BYTES] for p in kept), *text)
    if target == "parquet":
        import pyarrow as pa  # type: ignore[import-untyped]
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        sink = pa.BufferOutputStream()
        pq.write_table(pa.table({"title": ["A"], "text": ["Russia will attack."], "date": ["2023-02-16"]}), sink)
        found = (sink.getvalue().to_pybytes(),)
    if target == "tar":
        made = io.BytesIO()
        with tarfile.open(fileobj=made, mode="w") as archive:
            for name, body in (
                ("a.html", SEEDS["html"][0]),
                ("long" * 40 + ".txt", SEEDS["txt"][0]),
                ("b.warc", SEEDS["warc"][0]),
            ):
                info = tarfile.TarInfo(name)
                info.size = len(body)
                archive.addfile(info, io.BytesIO(body))
        found = (made.getvalue(),)
    return found or SEEDS["html"]


TOKENS = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xed\xa0\x80", b"\r\n", b"\n\n", b'"', b"'", b"<", b">", b"&#0;", b"&#xD800;",
    b"{", b"}", b"[" * 50, b"(" * 200, b"<div>" * 100, b"9" * 40, b"-1", b"1e999", b"NaN", b"null", b"2023-02-30", b"99991231",
    b"\x1b]0;x\x07", b"\xe2\x80\x9c", b"\xe2\x80\xae", b"Content-Length: 99999999999\r\n", b"=?utf-8?b?////?=", b"\\u9999999?",
    b"<!--", b"<![CDATA[", b"<script>", b"</p>", b"charset=utf-7", b"charset=idna", b"&a", b"*a", b"<<: *a", b"!!binary ",
)  # fmt: skip


def mutated(data: bytes, chance: random.Random) -> bytes:
    """The bytes with a few changes, as a careless disk, network or hand would make them."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        at, size = chance.randrange(len(changed) + 1), chance.choice((1, 1, 2, 8, 64))
        match chance.randrange(7):
            case 0:
                changed[at : at + size] = b""
            case 1:
                changed[at:at] = chance.choice(TOKENS)
            case 2:
                changed[at : at + size] = chance.randbytes(size)
            case 3:
                changed[at:at] = changed[at : at + size] * chance.choice((2, 3, 50))
            case 4 if changed:
                changed[at % len(changed)] ^= 1 << chance.randrange(8)
            case 5:
                del changed[at:]
            case _:
                other = chance.randrange(len(changed) + 1)
                changed[at:at] = changed[other : other + size * 8]
    return bytes(changed[:MAX_BYTES])


def inputs(target: str, chance: random.Random) -> Iterator[bytes]:
    """Without end: a seed, changed once and again."""
    while True:
        data = chance.choice(seeds(target))
        for _ in range(chance.choice((1, 1, 3))):
            data = mutated(data, chance)
        yield data
