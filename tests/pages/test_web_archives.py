"""Every record of a WARC is a page, refused by name, or passed over by name; and a cut is noticed wherever it falls."""

import base64
import gzip
import hashlib
import io
import random
import re
import zlib
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import brotli
import pyarrow
import pytest
from tests.pages.warcs import HTML, answer, numbered, packed, record
from warcio.archiveiterator import ArchiveIterator as SecondOpinion

from onrecord.pages import CaptureOptions, capture
from onrecord.pages.archives import Ending, Part, Seen, Skip, Skipped, parts_of, records_in
from onrecord.terms.pages import Page, RefusedPage

NOW = datetime(2026, 12, 1, tzinfo=UTC)
ZSTD = pyarrow.Codec("zstd")


def seen(path: Path, *, max_bytes: int = 20_000_000, a_part: int = 1000) -> list[Seen]:
    options = CaptureOptions(max_bytes=max_bytes)
    return [
        one
        for part in parts_of(str(path), records_a_part=a_part, options=options)
        for one in records_in(part, now=NOW, options=options)
    ]


def what(one: Seen) -> str:
    """ "page", the code of a refusal, or why it is passed over."""
    if isinstance(one.found, Page):
        return "page"
    return one.found.refusal.code if isinstance(one.found, RefusedPage) else one.found.why.value


def only(tmp_path: Path, content: bytes, **options: int) -> Seen:
    path = tmp_path / "one.warc"
    path.write_bytes(content)
    (one,) = seen(path, **options)
    return one


def sha1(content: bytes) -> str:
    return "sha1:" + base64.b32encode(hashlib.sha1(content, usedforsecurity=False).digest()).decode()


def chunked(body: bytes) -> bytes:
    return b"%x;x=y\r\n" % 20 + body[:20] + b"\r\n%X\r\n" % (len(body) - 20) + body[20:] + b"\r\n0\r\nX: y\r\n\r\n"


@pytest.mark.parametrize(
    "content, outcome",
    [
        (record(answer()), "page"),
        (record(answer(media="Text/HTML; charset=utf-8")), "page"),
        (record(answer(media="application/xhtml+xml")), "page"),
        (record(HTML, kind="resource", media="text/html"), "page"),
        (record(answer(media=None), WARC_Identified_Payload_Type="text/html"), "page"),
        (record(answer(), target="<https://news.example/a.html>"), "page"),
        (record(answer(), kind="request"), "request"),
        (record(b"software: x", kind="warcinfo", target=None), "about-the-archive"),
        (record(b"fetchTimeMs: 4", kind="metadata"), "about-the-archive"),
        (record(b"", kind="revisit", WARC_Payload_Digest="sha1:A"), "revisit"),
        (record(b"Kenya will", kind="conversion", media="text/plain"), "converted"),
        (record(b"rest", kind="continuation"), "continued"),
        (record(answer(), WARC_Segment_Number="2"), "continued"),
        (record(b"x", kind="poem"), "unknown-record"),
        (record(b"20230216\nnews.example. 1.2.3.4", target="dns:news.example", media="text/dns"), "dns"),
        (record(answer(b"User-agent: *", media="text/plain"), target="https://a.example/robots.txt"), "robots-txt"),
        (record(answer(), target=None), "no-target"),
        (record(answer(status="404 Not Found")), "http-status"),
        (record(answer(status="301 Moved", Location="/b")), "http-status"),
        (record(answer(b"\x89PNG", media="image/png")), "not-html"),
        (record(answer(media=None)), "not-html"),
        (record(b"220 ftp ready"), "not-http"),
        (record(answer(chunked(HTML), Transfer_Encoding="chunked")), "page"),
        (record(answer(HTML, Transfer_Encoding="chunked", Content_Encoding="gzip")), "page"),  # stored unpacked
        (record(answer(gzip.compress(HTML), Content_Encoding="gzip")), "page"),
        (record(answer(zlib.compress(HTML), Content_Encoding="deflate")), "page"),
        (record(answer(zlib.compress(HTML)[2:-4], Content_Encoding="deflate")), "page"),
        (record(answer(brotli.compress(HTML), Content_Encoding="br")), "page"),
        (
            record(answer(chunked(brotli.compress(HTML * 9)), Content_Encoding="br", Transfer_Encoding="chunked")),
            "page",
        ),
        (record(answer(b"\x00\x01\x02", Content_Encoding="compress")), "content-coding"),
        (record(answer(gzip.compress(HTML)[:-9], Content_Encoding="gzip")), "broken-gzip"),
        (record(answer(brotli.compress(HTML)[:-9], Content_Encoding="br")), "truncated"),
        (record(answer(b"\xff\xff\xff", Content_Encoding="br")), "broken-packing"),
        (record(answer(chunked(HTML)[:-30], Transfer_Encoding="chunked")), "truncated"),
        (record(answer(gzip.compress(HTML)[:-9], Content_Encoding="gzip"), WARC_Truncated="length"), "truncated"),
        (record(answer(ZSTD.compress(HTML, asbytes=True), Content_Encoding="zstd")), "page"),
        (record(answer(zlib.compress(HTML)[:-9], Content_Encoding="deflate")), "truncated"),
        (record(answer(b"\x78\x9c\xff\xff", Content_Encoding="deflate")), "broken-packing"),
        (record(answer(b"\x00", Content_Encoding="gzip, br, gzip, br")), "content-coding"),
        (record(answer(b"5\r\nKenya\r\nno chunk", Transfer_Encoding="chunked")), "truncated"),
        (record(answer(), WARC_Note="a long value\r\n  that goes on"), "page"),
        (record(answer(), target="http://["), "page"),  # no address; the bytes are a page all the same
        (record(answer(), WARC_Block_Digest=f"sha1:{'!' * 32}"), "page"),  # a digest nobody can read proves nothing
        (record(answer(b"\0", Content_Encoding="compress"), WARC_Payload_Digest=sha1(b"other")), "content-coding"),
    ],
)
def test_every_kind_of_record_has_its_outcome(tmp_path: Path, content: bytes, outcome: str) -> None:
    one = only(tmp_path, content)
    assert what(one) == outcome
    if isinstance(one.found, Page):
        assert one.found.body.startswith(HTML)
        assert one.found.fetched_at == datetime(2023, 2, 16, 10, tzinfo=UTC)


def test_what_begins_as_no_record_behind_one_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(answer()) + b"WRONG\r\n\r\n")
    assert [what(one) for one in seen(path)] == ["page", "broken-file"]


def test_what_is_passed_over_is_no_page_for_read_and_add(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(record(answer(), kind="request") + record(answer()))
    assert [type(one) for one in capture([path], fetched_at=NOW)] == [Page]


def test_a_revisit_gives_a_date_and_no_body(tmp_path: Path) -> None:
    one = only(tmp_path, record(b"HTTP/1.1 200 OK\r\n\r\n", kind="revisit", WARC_Payload_Digest="sha1:ABC"))
    assert one.found == Skipped(
        address=str(tmp_path / "one.warc") + ":1",
        why=Skip.REVISIT,
        reason="record 1: the same was seen before; its date is another sighting",
        url="https://news.example/kenya.html",
        fetched_at=datetime(2023, 2, 16, 10, tzinfo=UTC),
        payload="sha1:ABC",
    )


@pytest.mark.parametrize(
    "written, moment",
    [
        ("2023-02-16T10:00:00.123456Z", datetime(2023, 2, 16, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2023-02-16T10:00:00.123456789Z", datetime(2023, 2, 16, 10, 0, 0, 123456, tzinfo=UTC)),
        ("2023-02-16T12:00:00+02:00", datetime(2023, 2, 16, 10, tzinfo=UTC)),
        ("2023-02", None),
        ("yesterday", None),
        ("2099-01-01T00:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        (None, None),
    ],
)
def test_the_moment_is_as_the_archive_says_or_unknown(
    tmp_path: Path, written: str | None, moment: datetime | None
) -> None:
    one = only(tmp_path, record(answer(), date=written))
    assert isinstance(one.found, Page)
    assert one.found.fetched_at == moment
    assert ("not believed" in one.found.encoding_basis) == (written is not None and written[:4] in ("2099", "1970"))


@pytest.mark.parametrize(
    "name, digest, outcome",
    [
        ("WARC_Block_Digest", sha1(answer()), "page"),
        ("WARC_Block_Digest", "sha256:" + hashlib.sha256(answer()).hexdigest(), "page"),
        ("WARC_Block_Digest", sha1(b"other"), "digest-mismatch"),
        ("WARC_Payload_Digest", sha1(HTML), "page"),
        ("WARC_Payload_Digest", sha1(b"other"), "digest-mismatch"),
        ("WARC_Payload_Digest", "crc32:00000000", "page"),
        ("WARC_Payload_Digest", "sha1:short", "page"),
    ],
)
def test_digests_are_compared(tmp_path: Path, name: str, digest: str, outcome: str) -> None:
    assert what(only(tmp_path, record(answer(), **{name: digest}))) == outcome


@pytest.mark.parametrize(
    "counted", [gzip.compress(HTML), chunked(gzip.compress(HTML)), HTML], ids=["packed", "chunked", "plain"]
)
def test_a_payload_may_be_counted_packed_chunked_or_plain(tmp_path: Path, counted: bytes) -> None:
    """Writers differ on what a payload is: each of the three is taken."""
    stored = answer(chunked(gzip.compress(HTML, mtime=0)), Content_Encoding="gzip", Transfer_Encoding="chunked")
    told = sha1(gzip.compress(HTML, mtime=0) if counted[:2] == b"\x1f\x8b" else chunked(gzip.compress(HTML, mtime=0)))
    assert what(only(tmp_path, record(stored, WARC_Payload_Digest=sha1(HTML) if counted == HTML else told))) == "page"


@pytest.mark.parametrize(
    "content, why",
    [
        (record(answer(), WARC_Truncated="length"), "length"),
        (record(answer(Content_Length="9999")), "http-length"),
        (record(answer(Content_Length=str(len(HTML)))), None),
        (
            record(answer(Content_Length="9999", Content_Encoding="gzip")),
            None,
        ),  # stored unpacked: the length was packed
    ],
)
def test_a_page_of_which_only_the_beginning_was_saved_says_so(tmp_path: Path, content: bytes, why: str | None) -> None:
    one = only(tmp_path, content)
    assert isinstance(one.found, Page)
    if why == "http-length" or why is None:
        assert one.truncated == why
    assert (f"its beginning only ({why})" in one.found.encoding_basis) == (why is not None)


def test_records_over_the_limit_are_told_without_being_held(tmp_path: Path) -> None:
    """A page is refused; a film is passed over, as at any size."""
    path = tmp_path / "big.warc"
    big, film = answer(HTML + b"x" * 200_000), answer(b"\0" * 300_000, media="video/mp4")
    path.write_bytes(record(big) + record(film) + record(answer()))
    assert [what(one) for one in seen(path, max_bytes=50_000)] == ["too-large", "not-html", "page"]


def test_a_bomb_in_a_body_stops_at_the_limit(tmp_path: Path) -> None:
    for packing, body in (("gzip", gzip.compress(b"<p>" * 5_000_000)), ("br", brotli.compress(b"<p>" * 5_000_000))):
        content = record(answer(body, Content_Encoding=packing))
        assert what(only(tmp_path, content, max_bytes=1_000_000)) == "too-large"


def test_a_length_that_cannot_be_is_a_cut(tmp_path: Path) -> None:
    """Two thousand million bytes are promised and a hundred come: nothing is set aside for the rest."""
    one = only(tmp_path, record(answer(), length=2_000_000_000))
    assert isinstance(one.found, RefusedPage)
    assert (one.found.refusal.code, "of 2,000,000,000 bytes" in one.found.refusal.reason) == ("broken-file", True)
    assert what(only(tmp_path, record(answer()).replace(b"Content-Length", b"Content-Width"))) == "broken-file"


def cuts(body: bytes, count: int) -> list[int]:
    return sorted(random.Random(18).sample(range(1, len(body)), count))


def ends(path: Path) -> tuple[Ending | None, list[str]]:
    parts: list[Part] = list(parts_of(str(path), records_a_part=64))
    return parts[-1].ending, [what(one) for part in parts for one in records_in(part)]


@pytest.mark.parametrize("name", ["cut.warc", "cut.warc.gz"])
def test_a_cut_is_noticed_wherever_it_falls(tmp_path: Path, name: str) -> None:
    """200 records cut at 100 random places: fastwarc alone was silent 199 times of 200."""
    records = numbered(200)
    pieces = [packed([one]) for one in records] if name.endswith("gz") else records
    whole = b"".join(pieces)
    between = {sum(map(len, pieces[:i])) for i in range(len(pieces) + 1)}
    path = tmp_path / name
    for at in cuts(whole, 100):
        path.write_bytes(whole[:at])
        *before, last = parts_of(str(path), records_a_part=64)
        ending, found = last.ending, [what(one) for one in records_in(last)]
        complete = sum(1 for end in between if 0 < end <= at) - sum(part.records for part in before)
        if at in between:
            assert (ending, found) == (Ending.NOT_VERIFIABLE, ["page"] * complete)
            continue
        assert ending is Ending.CUT
        # A record whose content is whole and whose two empty lines are cut is a page, and the cut is told.
        assert found[-1] in ("broken-file", "broken-gzip")
        assert found[:-1] in (["page"] * complete, ["page"] * (complete + 1))


def test_a_cut_between_members_is_not_verifiable_unless_an_index_or_a_list_tells(tmp_path: Path) -> None:
    records = [packed([one]) for one in numbered(10)]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(records))
    size = path.stat().st_size
    assert ends(path)[0] is Ending.NOT_VERIFIABLE
    index = tmp_path / "a.cdxj"
    index.write_text(
        "".join(
            f'example,news)/{i} 20230216100000 {{"url": "x", "filename": "a.warc.gz", '
            f'"offset": "{size - len(records[-1])}", "length": "{len(records[-1])}"}}\n'
            for i in range(3)
        )
    )
    assert ends(path) == (Ending.WHOLE, ["page"] * 10)
    old = tmp_path / "a.cdx"  # eleven columns; the last that can be read tells
    line = (
        f"example,news)/9 20230216100000 x text/html 200 A - - {len(records[-1])} {size - len(records[-1])} a.warc.gz"
    )
    index.rename(tmp_path / "kept")
    for told, ending in (
        (f" CDX N b\n{line}\n" + '{"offset"\n', Ending.WHOLE),
        (f"N b\n{line.replace('a.warc', 'b.warc')}\n", Ending.NOT_VERIFIABLE),
    ):
        old.write_text(told)
        assert ends(path)[0] is ending
    old.unlink()
    (tmp_path / "kept").rename(index)
    path.write_bytes(b"".join(records[:-1]))
    assert sorted(ends(path)[1]) == ["broken-file", *["page"] * 9]
    index.unlink()
    (tmp_path / "list").write_text(f"a.warc.gz\t{size}\n")
    assert [what(one) for part in parts_of(f"@{tmp_path / 'list'}", records_a_part=9) for one in records_in(part)] == [
        "digest-mismatch"
    ]
    path.write_bytes(b"".join(records))
    *_, last = parts_of(f"@{tmp_path / 'list'}", records_a_part=9)
    assert last.ending is Ending.WHOLE


def test_a_member_whose_check_sum_is_wrong_gives_no_page(tmp_path: Path) -> None:
    """The bytes are all there, and one of them is another."""
    first, second, third = (packed([one]) for one in numbered(3))
    path = tmp_path / "a.warc.gz"
    path.write_bytes(first + second[:-8] + b"\0\0\0\0" + second[-4:] + third)
    assert ends(path) == (Ending.CUT, ["page", "broken-gzip"])


def test_records_are_those_of_a_second_reader(tmp_path: Path) -> None:
    """warcio, which shares no code with what reads here, sees the same records with the same addresses."""
    content = b"".join(
        [
            record(b"software: x", kind="warcinfo", target=None),
            *numbered(20),
            record(answer(b"%x\r\n" % len(HTML) + HTML + b"\r\n0\r\n\r\n", Transfer_Encoding="chunked")),
            record(answer(gzip.compress(HTML), Content_Encoding="gzip")),
            record(b"", kind="revisit"),
            record(answer(), kind="request"),
        ]
    )
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    theirs = [
        (one.rec_headers.get_header("WARC-Target-URI"), one.content_stream().read())
        for one in SecondOpinion(io.BytesIO(content))
        if one.rec_type == "response"
    ]
    ours = [(one.found.url, one.found.body) for one in seen(path) if isinstance(one.found, Page)]
    assert ours == theirs
    assert Counter(map(what, seen(path))) == {"page": 22, "about-the-archive": 1, "revisit": 1, "request": 1}


def test_the_documentation_names_every_reason_to_pass_over() -> None:
    table = (
        (Path(__file__).parents[2] / "docs" / "pages.md").read_text().split("| why it is no page |")[1].split("\n\n")[0]
    )
    assert {word for row in table.splitlines() for word in re.findall(r"`([a-z-]+)`", row.split("|")[1])} == {
        skip.value for skip in Skip
    }
