"""An input in parts: the same records in the same order however it is cut, and nothing that is not told."""

import gzip
import lzma
import os
import pickle
import random
import shutil
import socket
import tarfile
import tracemalloc
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.pages.warcs import HTML, answer, numbered, packed, record

from onrecord.pages import CaptureOptions, capture
from onrecord.pages.archives import BadPart, Ending, Part, PartChanged, PartKind, Seen, parts_of, records_in
from onrecord.terms.pages import Page, RefusedPage

NOW = datetime(2026, 12, 1, tzinfo=UTC)
COUNT = 25


def lines(count: int = COUNT) -> bytes:
    return b"".join(b'{"id": "%d", "text": "Kenya will send %d troops."}\n' % (i, i) for i in range(1, count + 1))


def tar(names: list[str]) -> bytes:
    out = BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for number, name in enumerate(names, 1):
            body = HTML.replace(b"troops", b"%d troops" % number)
            info = tarfile.TarInfo(name)
            info.size = len(body)
            archive.addfile(info, BytesIO(body))
    return out.getvalue()


def parquet(path: Path, count: int = COUNT) -> None:
    table = pa.table(
        {"text": [f"Kenya will send {i} troops." for i in range(count)], "id": [str(i) for i in range(count)]}
    )
    pq.write_table(table, path, row_group_size=10)


def folder(path: Path) -> None:
    path.mkdir()
    for i in range(COUNT):
        (path / f"{i:02}.html").write_bytes(HTML.replace(b"troops", b"%d troops" % i))


NAMES = [f"pages/{i}.html" for i in range(1, COUNT + 1)]
INPUTS: dict[str, Callable[[Path], object]] = {
    "a.warc": lambda path: path.write_bytes(b"".join(numbered(COUNT))),
    "a.warc.gz": lambda path: path.write_bytes(packed(numbered(COUNT))),
    "one-member.warc.gz": lambda path: path.write_bytes(gzip.compress(b"".join(numbered(COUNT)))),
    "a.warc.xz": lambda path: path.write_bytes(lzma.compress(b"".join(numbered(COUNT)))),
    "a.jsonl": lambda path: path.write_bytes(lines()),
    "a.jsonl.gz": lambda path: path.write_bytes(gzip.compress(lines(12)) + gzip.compress(lines()[len(lines(12)) :])),
    "a.parquet": parquet,
    "a.tar": lambda path: path.write_bytes(tar(NAMES)),
    "a.tar.gz": lambda path: path.write_bytes(gzip.compress(tar(NAMES))),
    "a.tar.xz": lambda path: path.write_bytes(lzma.compress(tar(NAMES))),
    "a.tar.zst": lambda path: path.write_bytes(pa.compress(tar(NAMES), "zstd", asbytes=True)),
    "folder": folder,
}


def made(tmp_path: Path, name: str) -> Path:
    path = tmp_path / name
    INPUTS[name](path)
    return path


def read(parts: list[Part]) -> list[Seen]:
    return [one for part in parts for one in records_in(part)]


def codes(seen: list[Seen]) -> list[str]:
    return [
        "page"
        if isinstance(one.found, Page)
        else one.found.refusal.code
        if isinstance(one.found, RefusedPage)
        else one.found.why.value
        for one in seen
    ]


@pytest.mark.parametrize("name", INPUTS)
def test_parts_hold_what_the_whole_holds(tmp_path: Path, name: str) -> None:
    """However many records a part has, their pages are those that `capture` gives, with the same addresses."""
    path = made(tmp_path, name)
    whole = list(capture([path], fetched_at=None))
    assert len(whole) == COUNT
    for a_part in (1, 4, 7, 1000):
        parts = list(parts_of(str(path), records_a_part=a_part))
        assert [one.found for one in read(parts)] == whole
        assert all(1 <= part.records <= a_part for part in parts)
        assert sum(part.records for part in parts) == COUNT
        assert len({part.name for part in parts}) == len(parts)


@pytest.mark.parametrize("name", INPUTS)
def test_a_part_is_read_alone_after_a_journey_as_text(tmp_path: Path, name: str) -> None:
    parts = list(parts_of(str(made(tmp_path, name)), records_a_part=7))
    for part in reversed(parts):
        text = part.to_json()
        assert text.isascii()
        assert "\n" not in text
        assert Part.from_json(text) == part == pickle.loads(pickle.dumps(part))  # noqa: S301
        found = list(records_in(Part.from_json(text)))
        assert [one.ordinal for one in found] == list(range(1, part.records + 1))


@pytest.mark.parametrize("name", INPUTS)
def test_a_part_is_named_by_what_is_in_it(tmp_path: Path, name: str) -> None:
    """A copy elsewhere with another time has the same parts; one more letter in the last page has another last part."""
    path = made(tmp_path, name)
    names = [part.name for part in parts_of(str(path), records_a_part=7)]
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    copy = Path(shutil.copytree(path, elsewhere / name) if path.is_dir() else shutil.copy(path, elsewhere / name))
    os.utime(copy, (1, 1))
    assert [part.name for part in parts_of(str(copy), records_a_part=7)] == names
    assert names != [part.name for part in parts_of(str(copy), records_a_part=6)]


def test_packing_does_not_change_a_name(tmp_path: Path) -> None:
    found = {
        name: [part.name for part in parts_of(str(made(tmp_path, name)), records_a_part=7)]
        for name in ("a.warc", "a.warc.gz", "one-member.warc.gz", "a.warc.xz")
    }
    assert len(set(map(tuple, found.values()))) == 1


def test_members_are_reached_by_their_place(tmp_path: Path) -> None:
    """A part of a .warc.gz begins at its own member: nothing before it is unpacked. One that is one member cannot."""
    members = packed(numbered(COUNT))
    parts = list(parts_of(str(made(tmp_path, "a.warc.gz")), records_a_part=10))
    assert [(part.first, part.at, part.skip) for part in parts] == [
        (1, 0, 0),
        (11, len(packed(numbered(10))), 0),
        (21, len(packed(numbered(20))), 0),
    ]
    assert len(members) == parts[0].size
    one = list(parts_of(str(made(tmp_path, "one-member.warc.gz")), records_a_part=10))
    assert [(part.at, part.skip) for part in one] == [
        (0, 0),
        (0, len(b"".join(numbered(10)))),
        (0, len(b"".join(numbered(20)))),
    ]


@pytest.mark.parametrize("name", [name for name in INPUTS if name != "folder"])
def test_an_input_that_changed_is_not_read_as_if_it_had_not(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, name)
    parts = list(parts_of(str(path), records_a_part=7))
    body = path.read_bytes()
    path.write_bytes(body + b"x")
    with pytest.raises(PartChanged, match="plan anew"):
        read(parts)
    path.unlink()
    with pytest.raises(PartChanged, match="no such file"):
        read(parts)


def test_a_letter_that_changed_is_noticed_at_the_end_of_its_part(tmp_path: Path) -> None:
    path = made(tmp_path, "a.warc")
    parts = list(parts_of(str(path), records_a_part=7))
    path.write_bytes(path.read_bytes().replace(b"9 troops", b"8 troops"))
    read(parts[:1])
    with pytest.raises(PartChanged, match="plan anew"):
        read(parts[1:2])
    path = made(tmp_path, "folder")
    (part,) = parts_of(str(path), records_a_part=100)
    (path / "03.html").write_bytes(HTML)
    with pytest.raises(PartChanged):
        read([part])


def test_a_line_over_the_limit_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    body = lines().split(b"\n")
    body[6] = b'{"id": 7, "text": "' + b"a" * 1_000_000 + b'"}'
    path.write_bytes(b"\n".join(body))
    options = CaptureOptions(max_bytes=10_000)
    seen = [
        one
        for part in parts_of(str(path), records_a_part=4, options=options)
        for one in records_in(part, options=options)
    ]
    assert codes(seen) == ["page"] * 6 + ["too-large"] + ["page"] * (COUNT - 7)


def test_a_moment_without_a_zone_is_a_wrong_call(tmp_path: Path) -> None:
    part, *_ = parts_of(str(made(tmp_path, "a.jsonl")), records_a_part=4)
    with pytest.raises(ValueError, match="needs a time zone"):
        next(records_in(part, fetched_at=datetime(2026, 3, 25)))  # noqa: DTZ001


def test_text_that_is_no_part_is_refused() -> None:
    for text in ("", "[]", "{}", '{"kind": "poem"}', "null"):
        with pytest.raises(BadPart, match="plan again"):
            Part.from_json(text)
    with pytest.raises(ValueError, match="at least 1"):
        parts_of("x", records_a_part=0)


@pytest.mark.parametrize(
    "name, ending",
    [
        ("a.warc", Ending.NOT_VERIFIABLE),
        ("a.warc.gz", Ending.NOT_VERIFIABLE),
        ("a.jsonl", Ending.NOT_VERIFIABLE),
        ("a.parquet", Ending.WHOLE),
        ("a.tar", Ending.WHOLE),
        ("folder", None),
    ],
)
def test_the_last_part_says_how_its_file_ends(tmp_path: Path, name: str, ending: Ending | None) -> None:
    *before, last = parts_of(str(made(tmp_path, name)), records_a_part=7)
    assert last.ending is ending
    assert {part.ending for part in before} == {None}


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.tar", "a.tar.gz", "a.tar.xz", "one-member.warc.gz"])
def test_a_cut_is_the_last_outcome(tmp_path: Path, name: str) -> None:
    path = made(tmp_path, name)
    body = path.read_bytes()
    path.write_bytes(body[: len(body) * 2 // 3])
    parts = list(parts_of(str(path), records_a_part=7))
    assert parts[-1].ending is Ending.CUT
    seen = read(parts)
    assert codes(seen)[-1] in ("broken-gzip", "broken-packing", "broken-file")
    assert [one.found for one in seen[:-1] if isinstance(one.found, Page)] == [
        one for one in capture([path], fetched_at=None) if isinstance(one, Page)
    ]


def test_a_line_that_is_broken_costs_itself(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    body = lines().split(b"\n")
    body[6] = b'{"id": 7, "text'
    body[9] = b""
    path.write_bytes(b"\n".join(body))
    parts = list(parts_of(str(path), records_a_part=4))
    seen = read(parts)
    assert codes(seen) == ["page"] * 6 + ["bad-json"] + ["page"] * (COUNT - 8)
    assert isinstance(seen[6].found, RefusedPage)
    assert "line 7" in seen[6].found.refusal.reason
    assert sum(part.records for part in parts) == COUNT - 1  # the blank line is none


def test_a_parquet_without_a_column_of_text_says_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"headline": ["x"], "published": ["2024-03-06"]}), path)
    (seen,) = read(list(parts_of(str(path), records_a_part=7)))
    assert isinstance(seen.found, RefusedPage)
    assert seen.found.refusal.code == "no-text-column"
    assert "'headline', 'published'" in seen.found.refusal.reason
    assert "text, fulltext," in seen.found.refusal.reason


def test_a_folder_with_all_that_may_lie_in_one(tmp_path: Path) -> None:
    """Archives are cut, pages put together, and whatever is none is told; a pipe is not waited for."""
    top = tmp_path / "top"
    folder(top)
    (top / "loop").symlink_to(top)
    (top / "gone.html").symlink_to(tmp_path / "nowhere")
    (top / "picture.png").write_bytes(b"\x89PNG")
    (top / "empty.html").write_bytes(b"")
    (top / "empty.warc").write_bytes(b"")
    os.mkfifo(top / "pipe.html")
    os.mkfifo(top / "pipe.warc.gz")
    with socket.socket(socket.AF_UNIX) as at:
        at.bind(os.path.relpath(top / "socket.html"))
    (top / os.fsdecode(b"caf\xe9.html")).write_bytes(HTML)
    (top / "z.warc").write_bytes(b"".join(numbered(9)))
    (top / "z.jsonl").write_bytes(lines(9))
    parts = list(parts_of(str(top), records_a_part=10))
    seen = read([Part.from_json(part.to_json()) for part in parts])
    assert sorted(code for code in codes(seen) if code != "page") == sorted(
        ["not-a-page", "not-a-page", "missing", "empty", "empty", "not-a-file", "not-a-file", "unreadable"]
    )
    assert codes(seen).count("page") == COUNT + 1 + 9 + 9
    assert sum(part.records for part in parts) == len(seen)
    assert {part.kind for part in parts} == {PartKind.FILES, PartKind.WARC, PartKind.LINES}


def test_a_file_that_holds_nothing_to_read_is_told(tmp_path: Path) -> None:
    for name, body in (("a.csv", b"title,text,date\n"), ("a.jsonl", b"\n\n"), ("a.tar", bytes(10240)), ("a.warc", b"")):
        (tmp_path / name).write_bytes(body)
        assert codes(read(list(parts_of(str(tmp_path / name), records_a_part=7)))) == ["empty"]
        (found,) = capture([tmp_path / name], fetched_at=None)
        assert isinstance(found, RefusedPage)
        assert found.refusal.code == "empty"


def test_what_is_not_there_is_a_part_too(tmp_path: Path) -> None:
    for given, code in (
        (str(tmp_path / "no.warc"), "missing"),
        ("https://news.example/a.warc.gz", "unsupported-scheme"),
        (f"@{tmp_path / 'no-list'}", "missing"),
        (str(tmp_path / "*.warc"), "missing"),
    ):
        assert codes(read(list(parts_of(given, records_a_part=7)))) == [code]


def test_a_bomb_of_one_line_is_not_unpacked_further(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(lines(3) + b" " * 30_000_000))
    options = CaptureOptions(max_bytes=100_000)
    parts = list(parts_of(str(path), records_a_part=2, options=options))
    seen = [one for part in parts for one in records_in(part, options=options)]
    assert codes(seen) == ["page", "page", "page", "too-large"]


def test_a_record_of_any_size_is_planned_and_refused_in_a_buffer(tmp_path: Path) -> None:
    """It is passed over in pieces: what is held does not grow with it."""
    path = tmp_path / "a.warc"
    size = 60_000_000
    with path.open("wb") as file:
        file.write(record(answer()) + record(answer(), length=size)[:-4])
        file.seek(size - len(answer()), os.SEEK_CUR)
        file.write(b"\r\n\r\n" + record(answer()))
    tracemalloc.start()
    try:
        seen = read(list(parts_of(str(path), records_a_part=2)))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert codes(seen) == ["page", "too-large", "page"]
    assert peak < 8_000_000


@pytest.mark.parametrize("name", [name for name in INPUTS if name != "folder"])
def test_a_damaged_input_gives_the_pages_that_capture_gives_and_raises_nothing(tmp_path: Path, name: str) -> None:
    body = made(tmp_path, name).read_bytes()
    chance = random.Random(name)
    for number in range(40):
        place, cut = chance.randrange(len(body)), chance.choice((0, 1, 7, 300))
        path = tmp_path / f"{number}-{name}"
        path.write_bytes(body[:place] + chance.randbytes(chance.choice((0, 1, 4))) + body[place + cut :])
        parts = list(parts_of(str(path), records_a_part=chance.choice((1, 3, 10, 100))))
        seen = read(parts)
        pages = [one.found for one in seen if isinstance(one.found, Page)]
        whole = [one for one in capture([path], fetched_at=None) if isinstance(one, Page)]
        # The other row groups of a Parquet are read on.
        assert pages[: len(whole)] == whole if name == "a.parquet" else pages == whole
        assert sum(part.records for part in parts) <= len(seen)
        path.unlink()
