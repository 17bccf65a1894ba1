"""Files, folders, globs and standard input: what is read, what is refused, and nothing dropped."""

import gzip
import io
import os
import sys
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages import CaptureOptions, InputFormat, capture
from onrecord.pages.packed import Members
from onrecord.terms.pages import Page, PageKind, RefusedPage

from .conftest import HTML, bomb, code, only


def test_a_file_as_it_came(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(HTML)
    page = only(str(path))
    assert (page.address, page.body, page.kind) == (str(path), HTML, PageKind.HTML)
    assert (page.url, page.content_type, page.fetched_at, dict(page.headers)) == (None, None, None, {})


@pytest.mark.parametrize("name", ["page.html.gz", "page.html", "page"])
def test_gzip_under_any_name(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(gzip.compress(HTML))
    page = only(str(path))
    assert (page.body, page.kind) == (HTML, PageKind.HTML)


def test_gzip_in_several_members(tmp_path):
    path = tmp_path / "page.html.gz"
    path.write_bytes(gzip.compress(HTML[:10]) + gzip.compress(HTML[10:]) + b"\0\0")
    assert only(str(path)).body == HTML


@pytest.mark.parametrize(
    "body, expected, reason",
    [
        (b"", "empty", "there is nothing in it (0 bytes)"),
        (gzip.compress(b""), "empty", "there is nothing in it (0 bytes)"),
        (b"not gzip", "broken-gzip", "its name ends in .gz but it is not gzip: rename it if it was never compressed"),
        (gzip.compress(HTML)[:-12], "broken-gzip", "the gzip data ends in the middle: the file is cut short"),
        (gzip.compress(HTML)[:20] + b"!!!!" + gzip.compress(HTML)[24:], "broken-gzip", "the gzip data is damaged: "),
        (gzip.compress(HTML) + b"tail", "broken-gzip", "the gzip data is damaged: "),
        (
            gzip.compress(gzip.compress(HTML)),
            "unsupported-format",
            "this is compressed twice, with gzip inside, not a page",
        ),
    ],
    # Packed bytes hold the second they were packed in: of them no name can be made that two processes share.
    ids=["nothing", "nothing-packed", "not-packed", "cut-short", "overwritten", "tail", "packed-twice"],
)
def test_broken_files(tmp_path, body, expected, reason):
    path = tmp_path / "page.html.gz"
    path.write_bytes(body)
    refused = only(str(path))
    assert code(refused) == expected
    assert refused.refusal.reason.startswith(reason)


def test_the_limit(tmp_path):
    path = tmp_path / "page.txt"
    path.write_bytes(b"a" * 1000)
    assert isinstance(only(str(path), max_bytes=1000), Page)
    assert isinstance(only(str(path), max_bytes=10**15), Page)  # a limit is not set aside in memory
    refused = only(str(path), max_bytes=999)
    assert code(refused) == "too-large"
    assert refused.refusal.reason == (
        "it is larger than 999 bytes and was not read further: raise the limit (max_bytes) to read it"
    )


def test_a_gzip_bomb_is_not_inflated_past_the_limit(tmp_path, monkeypatch):
    path = tmp_path / "bomb.html.gz"
    path.write_bytes(bomb(100_000_000))
    inflated = 0
    readinto = Members.readinto

    def counting(self, buffer):
        nonlocal inflated
        size = readinto(self, buffer)
        inflated += size
        return size

    monkeypatch.setattr(Members, "readinto", counting)
    refused = only(str(path), max_bytes=100_000)
    assert code(refused) == "too-large"
    assert refused.refusal.reason == (
        "it is larger than 100,000 bytes after decompression, which stopped there: "
        "raise the limit (max_bytes) to read it"
    )
    assert 100_001 <= inflated <= 100_001 + 65_536  # and one buffer


@pytest.mark.parametrize(
    "address",
    [
        "no/such.html",
        "no/such/*.html",
        "",
        "a\0b",
        "x" * 5000,
        "\ud800",
        "page\udcff.html",
        "*\ud800",
        "[",
        "~nobody/x.html",
    ],
)
def test_what_is_not_there(address):
    refused = only(address)
    assert code(refused) in {"missing", "unreadable"}
    refused.address.encode()  # can be printed


def test_a_missing_file_says_so():
    assert only("no/such.html").refusal.reason == "there is no such file or folder"
    assert only("no/such/*.html").refusal.reason == "no file matches 'no/such/*.html'"


@pytest.fixture
def folder(tmp_path):
    for name in ("b.html", "a.txt", "sub/d.htm.gz", "sub/deep/e.XHTML", "photo.png", ".hidden.html", ".git/config"):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(gzip.compress(HTML) if name.endswith(".gz") else HTML)
    (tmp_path / "c.jsonl").write_bytes(b'{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n')
    (tmp_path / "loop").symlink_to(tmp_path)
    return tmp_path


def told(found, top):
    return [
        (os.path.relpath(f.address, top), f.refusal.code if isinstance(f, RefusedPage) else f.kind.value) for f in found
    ]


def test_a_folder_in_order_with_nothing_passed_over_in_silence(folder):
    assert told(capture([str(folder)], fetched_at=None), folder) == [
        (".git", "not-a-page"),
        (".hidden.html", "not-a-page"),
        ("a.txt", "html"),
        ("b.html", "html"),
        ("c.jsonl:1", "clean"),
        ("c.jsonl:2", "clean"),
        ("loop", "not-a-page"),
        ("photo.png", "not-a-page"),
        ("sub/d.htm.gz", "html"),
        ("sub/deep/e.XHTML", "html"),
    ]


def test_a_folder_of_json_lines(folder):
    options = CaptureOptions(input_format=InputFormat.JSONL_TEXT)
    found = told(capture([str(folder)], fetched_at=None, options=options), folder)
    assert [entry for entry in found if entry[1] != "not-a-page"] == [("c.jsonl:1", "clean"), ("c.jsonl:2", "clean")]


def test_globs(folder):
    assert told(capture([f"{folder}/*.html"], fetched_at=None), folder) == [("b.html", "html")]
    every = told(capture([f"{folder}/sub/**"], fetched_at=None), folder)
    assert every == [("sub/d.htm.gz", "html"), ("sub/deep/e.XHTML", "html")]


def test_a_file_named_like_a_glob(tmp_path):
    path = tmp_path / "page[1].html"
    path.write_bytes(HTML)
    assert isinstance(only(str(path)), Page)


def test_a_file_that_is_named_is_opened_whatever_its_name(tmp_path):
    path = tmp_path / "article.php"
    path.write_bytes(HTML)
    assert only(str(path)).kind is PageKind.HTML


def test_an_empty_folder(tmp_path):
    refused = only(str(tmp_path))
    assert (code(refused), refused.refusal.reason) == ("empty", "the folder is empty")


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="permissions do not bind this user")
def test_permissions(tmp_path):
    secret, closed = tmp_path / "secret.html", tmp_path / "closed"
    secret.write_bytes(HTML)
    closed.mkdir()
    secret.chmod(0)
    closed.chmod(0)
    try:
        assert code(only(str(secret))) == "permission-denied"
        assert code(only(str(closed))) == "permission-denied"
    finally:
        closed.chmod(0o700)


@pytest.mark.parametrize("number, expected", [(13, "permission-denied"), (5, "unreadable"), (2, "missing")])
def test_what_the_system_says(tmp_path, monkeypatch, number, expected):
    path = tmp_path / "page.html"
    path.write_bytes(HTML)

    def fail(*args, **kwargs):
        raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(sys.modules["onrecord.pages.capture"], "open_regular", fail)
    assert code(only(str(path))) == expected


def test_a_folder_that_cannot_be_listed_costs_itself(tmp_path, monkeypatch):
    (tmp_path / "closed").mkdir()
    (tmp_path / "page.html").write_bytes(HTML)
    listed = os.listdir

    def closed(path):
        if path.name == "closed":
            raise PermissionError(13, os.strerror(13), str(path))
        return listed(path)

    monkeypatch.setattr(os, "listdir", closed)
    refused, page = capture([tmp_path], fetched_at=None)
    assert code(refused) == "permission-denied"
    assert page.body == HTML


class Unplugged(io.RawIOBase):
    """A stream that fails when it is read."""

    def readable(self):
        return True

    def readinto(self, _):
        raise OSError(5, os.strerror(5))


def test_standard_input():
    stream = io.BytesIO(HTML)
    page = only("-", stdin=stream)
    assert (page.address, page.kind, page.body) == ("-", PageKind.HTML, HTML)
    assert not stream.closed
    assert code(only("-", stdin=stream)) == "empty"
    assert code(only("-")) == "missing"
    assert code(only("-", stdin=Unplugged())) == "unreadable"
    assert only("-", stdin=io.BytesIO(gzip.compress(b"Talks went on."))).kind is PageKind.TEXT


def test_a_slow_pipe_is_read_line_by_line():
    """The first line is a page before the second is written."""
    out, into = os.pipe()
    with os.fdopen(out, "rb") as stdin, os.fdopen(into, "wb", buffering=0) as writer:
        options = CaptureOptions(input_format=InputFormat.JSONL_TEXT)
        pages = capture(["-"], fetched_at=None, options=options, stdin=stdin)
        for i in range(3):
            writer.write(b'{"id": "%d", "text": "Talk."}\n' % i)
            assert next(pages).given_id == str(i)
        pages.close()


def test_every_address_is_answered_in_order(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(HTML)
    found = list(capture([str(path), "gone.html", path, "ftp://example.org/x"], fetched_at=None))
    assert [isinstance(f, Page) for f in found] == [True, False, True, False]
    assert found[0].id == found[2].id
    assert found[3].refusal.reason == "ftp:// is not read: give a file, or http:// or https://"


def test_wrong_calls_raise_at_once():
    with pytest.raises(TypeError, match=r"write \['page.html'\]"):
        capture("page.html", fetched_at=None)
    with pytest.raises(ValueError, match="time zone"):
        capture([], fetched_at=datetime(2023, 3, 25))  # noqa: DTZ001
    with pytest.raises(ValueError, match="max_bytes=0"):
        CaptureOptions(max_bytes=0)
    with pytest.raises(ValueError, match=r"columns names \['poem'\]: the fields of an article are"):
        CaptureOptions(columns={"poem": "x"})
    with pytest.raises(ValueError, match="user_agent"):
        CaptureOptions(user_agent="a\r\nX-Header: b")


@given(st.binary(), st.sampled_from(["", "x.html", "x.txt", "x.html.gz", "x.jsonl"]))
def test_no_bytes_raise(tmp_path_factory, body, name):
    if name:
        path = tmp_path_factory.getbasetemp() / name
        path.write_bytes(body)
        found = list(capture([str(path)], fetched_at=None))
    else:
        found = list(capture(["-"], fetched_at=None, stdin=io.BytesIO(body)))
    assert found
    for one in found:
        if isinstance(one, Page):
            one.body.decode(one.encoding, "replace")


def test_reading_files_does_not_load_the_network(tmp_path):
    """httpx2 alone takes longer to load than a hundred pages to capture."""
    import subprocess

    path = tmp_path / "page.html"
    path.write_bytes(HTML)
    program = (
        "import sys; from onrecord.pages import capture; "
        f"list(capture([{str(path)!r}], fetched_at=None)); "
        "print({'httpx2', 'httpcore2', 'protego', 'stamina', 'charset_normalizer'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_the_corpus_pages_are_all_captured(shared):
    kremlin = list(capture([str(shared / "data/pages/kremlin")], fetched_at=None))
    assert len(kremlin) == 150
    assert {(page.kind, page.encoding) for page in kremlin} == {(PageKind.HTML, "utf-8")}
    news = list(capture([str(shared / "data/pages/news2023/*.gz")], fetched_at=None))
    assert len(news) == 60
    assert all(isinstance(page, Page) and page.kind is PageKind.HTML for page in news)


def test_a_pipe_in_a_folder_is_refused_and_not_waited_for(tmp_path):
    """Seen: `read FOLDER` never ended."""
    os.mkfifo(tmp_path / "a.html")
    (tmp_path / "b.html").write_bytes(HTML)
    refused, page = capture([tmp_path], fetched_at=None)
    assert code(refused) == "not-a-file"
    assert page.body == HTML
