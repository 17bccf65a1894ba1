"""JSON lines: clean texts whose offsets are the caller's own."""

import gzip
import io
import json
import tracemalloc
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.pages import CaptureOptions, InputFormat, capture
from onrecord.terms.pages import Page, PageKind, RefusedPage

from .conftest import bomb, code, only

TEXT = st.text(st.characters(exclude_categories=["Cs"]))
AS_LINES = CaptureOptions(input_format=InputFormat.JSONL_TEXT)


def read(data: bytes, options: CaptureOptions = AS_LINES):
    return list(capture(["-"], fetched_at=None, options=options, stdin=io.BytesIO(data)))


def test_a_line_is_a_page(tmp_path):
    path = tmp_path / "texts.jsonl"
    path.write_text(
        '{"id": "a", "text": "We will sue.", "date": "2023-03-25", "norms": []}\n\n{"id": "b", "text": "é"}'
    )
    first, second = capture([str(path)], fetched_at=None)
    assert (first.given_id, first.given_date, first.kind) == ("a", date(2023, 3, 25), PageKind.CLEAN)
    assert first.address == f"{path}:1"
    assert (second.address, second.given_date, second.body) == (f"{path}:3", None, "é".encode())


@pytest.mark.parametrize(
    "line, expected, reason",
    [
        (b"{", "bad-json", "line 2 is not JSON: Expecting property name enclosed in double quotes at column 2"),
        (b"We will sue.", "bad-json", "line 2 is not JSON: Expecting value at column 1"),
        (b'"text"', "bad-json", 'line 2 is not an object: write {"id": ..., "text": ...} on each line'),
        (b"[" * 100_000, "bad-json", "line 2 is nested too deeply to be one text"),
        (b'{"n": ' + b"9" * 5000 + b"}", "bad-json", "line 2 is not JSON we can read: "),
        (b"{}", "missing-field", 'line 2 has no "text" (it has nothing)'),
        (b'{"text": "x"}', "missing-field", "line 2 has no \"id\" (it has 'text')"),
        (b'{"id": "x", "body": 1}', "missing-field", "line 2 has no \"text\" (it has 'id', 'body')"),
        (b'{"id": "x", "text": null}', "bad-field", 'line 2: "text" must be a string, not null'),
        (b'{"id": 7, "text": "x"}', "bad-field", 'line 2: "id" must be a string, not a number'),
        (b'{"id": "x", "text": ["x"]}', "bad-field", 'line 2: "text" must be a string, not a list'),
        (b'{"id": "x", "text": " \\n"}', "empty", 'line 2: "text" is empty'),
        (b'{"id": "x", "text": "y", "date": "2023-02-30"}', "bad-date", "line 2: \"date\" is '2023-02-30', not a day"),
        (b'{"id": "x", "text": "y", "date": "20230225"}', "bad-date", "line 2: \"date\" is '20230225', not a day"),
        (b'{"id": "x", "text": "y", "date": 2023}', "bad-date", 'line 2: "date" is a number, not a day'),
        (b'{"id": "x", "text": "\xff"}', "not-utf-8", "line 2 is not UTF-8 at its byte 21: JSON lines are"),
        (b'{"id": "x", "text": "a\\ud83d!"}', "lone-surrogate", 'line 2: "text" holds half a character (\\ud83d) at'),
    ],
)
def test_a_bad_line_costs_only_itself(line, expected, reason):
    before, refused, after = read(b'{"id": "1", "text": "One."}\n' + line + b'\n{"id": "3", "text": "Three."}\n')
    assert (before.given_id, after.given_id) == ("1", "3")
    assert code(refused) == expected
    assert refused.address == "-:2"
    assert refused.refusal.reason.startswith(reason)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf\n"])
def test_nothing_in_it(data):
    (refused,) = read(data)
    assert code(refused) == "empty"


def test_marks_and_line_ends_of_other_systems():
    first, second = read(b'\xef\xbb\xbf{"id": "1", "text": "a"}\r\n{"id": "2", "text": "b"}\r\n')
    assert (first.body, second.body) == (b"a", b"b")


def test_a_whole_pair_of_surrogates_is_one_character():
    (page,) = read(b'{"id": "1", "text": "\\ud83d\\ude00!"}')
    assert page.body.decode(page.encoding) == "😀!"


@given(TEXT.filter(str.strip), TEXT)
def test_offsets_are_the_callers_own(text, given_id):
    (page,) = read(json.dumps({"id": given_id, "text": text}).encode())
    assert page.body.decode(page.encoding) == text
    assert page.given_id == given_id


@given(st.binary(max_size=300))
def test_no_bytes_raise(data):
    assert all(isinstance(found, Page | RefusedPage) for found in read(data))


def test_an_overlong_line_is_passed_over():
    options = CaptureOptions(input_format=InputFormat.JSONL_TEXT, max_bytes=100)
    long_text = json.dumps({"id": "2", "text": "x" * 200}).encode()
    endless = b"x" * 3_000_000
    data = b'{"id": "1", "text": "a"}\n' + long_text + b"\n" + endless + b'\n{"id": "4", "text": "d"}'
    first, second, third, fourth = read(data, options)
    assert (first.given_id, fourth.given_id, fourth.address) == ("1", "4", "-:4")
    assert [code(second), code(third)] == ["too-large", "too-large"]
    assert "200 bytes, over the limit of 100" in second.refusal.reason
    assert "line 3 is longer than 600 bytes" in third.refusal.reason


def test_an_endless_line_in_gzip_is_not_inflated(tmp_path):
    path = tmp_path / "bomb.jsonl.gz"
    path.write_bytes(bomb(50_000_000))
    refused = only(str(path), max_bytes=1000)
    assert code(refused) == "too-large"
    assert "nothing after it was read" in refused.refusal.reason


def test_lines_stream(tmp_path):
    """Twenty megabytes of lines, a few hundred kilobytes of memory."""
    path = tmp_path / "many.jsonl.gz"
    line = json.dumps({"id": "x", "text": "Talks went on. " * 70}).encode() + b"\n"
    with gzip.open(path, "wb", compresslevel=1) as out:
        for _ in range(20):
            out.write(line * 1000)
    tracemalloc.start()
    pages = sum(isinstance(found, Page) for found in capture([str(path)], fetched_at=None))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert pages == 20_000
    assert peak < 1_000_000


def test_lines_come_before_the_fault_that_ends_the_file(tmp_path):
    path = tmp_path / "cut.jsonl.gz"
    lines = b"".join(b'{"id": "%d", "text": "Talk %d."}\n' % (i, i * 7919 % 10007) for i in range(5000))
    path.write_bytes(gzip.compress(lines)[:-2000])
    *pages, refused = capture([str(path)], fetched_at=None)
    assert len(pages) > 1000
    assert code(refused) == "broken-gzip"
    assert refused.address == str(path)
