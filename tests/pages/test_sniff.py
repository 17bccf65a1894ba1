"""Page, text, or neither: told by what is in it, not by its name alone."""

import pytest

from onrecord.pages.sniff import page_kind
from onrecord.terms.pages import Page, PageKind

from .conftest import code, only


@pytest.mark.parametrize(
    "body, content_type, name, kind",
    [
        (b"<!doctype html><p>x", None, "", PageKind.HTML),
        (b"\xef\xbb\xbf\n<!-- saved --><HTML><p>x", None, "page.txt", PageKind.HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', None, "", PageKind.HTML),
        ("<html><p>x".encode("utf-16"), None, "page", PageKind.HTML),
        (b"<!doctype html>", "text/plain", "", PageKind.HTML),
        (b"<p>A fragment.</p>", None, "page.html", PageKind.HTML),
        (b"<p>A fragment.</p>", None, "page.HTM.gz", PageKind.HTML),
        (b"<p>A fragment.</p>", "text/html", "", PageKind.HTML),
        (b"<p>A fragment.</p>", None, "", PageKind.HTML),
        (b"<p>A fragment.</p>", "text/plain", "x.html", PageKind.TEXT),
        (b"<p> is how paragraphs begin.", None, "notes.txt", PageKind.TEXT),
        (b"Talks <b>failed</b>.", None, "page.html", PageKind.HTML),
        (b"Talks <b>failed</b>.", None, "page", PageKind.TEXT),
        (b"Talks failed.\n\nAgain.", None, "page.html", PageKind.TEXT),
        (b"Talks failed.\n\nAgain.", "text/html", "", PageKind.TEXT),
        (b"2 < 3 and 4 > 3", "text/html", "", PageKind.TEXT),
    ],
)
def test_kinds(body, content_type, name, kind):
    assert page_kind(body, content_type=content_type, name=name) is kind


@pytest.mark.parametrize(
    "body, expected, words",
    [
        (b"%PDF-1.7 ...", "broken-file", "the PDF is damaged or cut short"),
        (b"PK\x03\x04....", "unsupported-format", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n\x1a\n", "unsupported-format", "a picture (PNG)"),
        (b"WARC/1.0\r\nWARC-Type: response", "broken-file", "the header of record 1 has no end"),
        (b"BZh91AY", "unsupported-format", "compressed with bzip2"),
        (b"SQLite format 3\0", "unsupported-format", "an SQLite database"),
        (b'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom">', "unsupported-format", "a feed"),
        (b"Talks \0 failed.", "binary", "not text: a zero byte at byte 6; only pages of HTML or text are read"),
        (bytes(range(1, 256)) * 9, "binary", "of it are control characters or none at all"),
        (b"Talks \xe9\x81" * 9 + b"\x81" * 90, "binary", "of it cannot be decoded, read as cp1252; only pages of HTML"),
        (b"\xff\xfe" + bytes(range(256)) * 9, "binary", "of it are control characters or none at all"),
    ],
)
def test_what_is_no_page_is_named(tmp_path, body, expected, words):
    path = tmp_path / "page.html"
    path.write_bytes(body)
    refused = only(str(path))
    assert code(refused) == expected
    assert words in refused.refusal.reason


def test_one_zero_byte_does_not_cost_a_whole_page(tmp_path):
    path = tmp_path / "page.html"
    path.write_bytes(b"<!doctype html><p>" + b"Talks went on. " * 50 + b"\0")
    assert isinstance(only(str(path)), Page)
